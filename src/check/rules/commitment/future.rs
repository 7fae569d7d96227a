//! `commitment/future`: what is announced on an account leads to the commitment that records it.

use std::collections::BTreeSet;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::account::{Rec, records};
use crate::check::prose::{Passages, find_words};
use crate::check::rule::{Check, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::figure::{Input, Target};
use crate::model::{Page, PageKind, Site};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/future",
    severity: Severity::Note,
    what: ["账目页说要做的事，连到了记着它的承诺", "What an account announces leads to the commitment that records it"],
    why: ["说了要做、没有记下来，到期就没有人查", "What is announced and not recorded falls due unseen"],
    fails: "新教学楼预计2023年9月启用。",
    passes: "[新教学楼](record:commitments/c-32)预计2023年9月启用。",
    source: "Mingbai R32",
    check: Check::Site(check),
};

/// Words with which something is announced.
const WORDS: [&str; 20] = [
    "将要",
    "将于",
    "将在",
    "将会",
    "将继续",
    "将进一步",
    "将新",
    "将完成",
    "即将",
    "力争",
    "争取",
    "预计",
    "拟于",
    "拟建",
    "拟在",
    "计划在",
    "计划于",
    "计划新",
    "尽快",
    "尽早",
];

fn check(site: &Site) -> Vec<Finding> {
    let commitments: Vec<Rec<'_>> =
        records(site).filter(|rec| rec.field("delivery").is_some() && rec.field("due_original").is_some()).collect();
    if commitments.is_empty() {
        return Vec::new();
    }
    // A project that a commitment names lists it on its page.
    let mut near: BTreeSet<usize> = commitments.iter().map(|rec| rec.page).collect();
    for rec in &commitments {
        near.extend(["projects", "indicators", "budget", "addresses_problem"].iter().flat_map(|name| rec.refs(name)));
    }
    site.pages.par_iter().filter(|page| page.account).flat_map_iter(|page| account(site, page, &near)).collect()
}

fn account(site: &Site, page: &Page, near: &BTreeSet<usize>) -> Vec<Finding> {
    let mut out = Vec::new();
    let (Some(passages), Some(document)) = (Passages::of(page), page.source.document()) else { return out };
    // Where links begin that lead to what is near.
    let mut starts: Vec<usize> = Vec::new();
    let by_url = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or_default();
        near.iter().any(|page| site.pages[*page].url == url)
    };
    starts
        .extend(document.links.iter().zip(&page.addresses).filter(|(_, url)| by_url(url)).map(|(l, _)| l.range.start));
    let bound = page.bound.iter().filter(|b| leads_to(site, b.target, near, 0));
    starts.extend(bound.filter_map(|b| Some(document.links.get(b.link?)?.range.start)));
    for passage in &passages.all {
        let Some((at, word)) = find_words(&passage.text, &WORDS).into_iter().next() else { continue };
        if starts.iter().any(|start| passage.span.contains(start)) {
            continue;
        }
        let mut problem = Diagnostic::new(
            RULE.name,
            Severity::Note,
            text!("“{word}”后面的事没有连到哪一条承诺", "what `{word}` announces leads to no commitment"),
        );
        problem = problem.at(passages.place(passage, &(at..at + word.len()))).help(text!(
            "先把它记成一条承诺，再在同一句里写 [](record:commitments/编号)",
            "record it as a commitment, and write [](record:commitments/ID) in the same sentence"
        ));
        out.push(Finding::Wrong(problem));
    }
    out
}

/// Figures of figures are followed a few steps; no site goes deeper.
const DEPTH: usize = 8;

fn leads_to(site: &Site, target: Target, near: &BTreeSet<usize>, depth: usize) -> bool {
    let is_near = |page: usize| near.contains(&page) && matches!(site.pages[page].kind, PageKind::Record(_));
    match target {
        Target::Field(page, _) => is_near(page),
        Target::Figure(index) => {
            depth < DEPTH
                && site.figures[index].inputs.iter().any(|input| match input {
                    Input::Record(page, _) => is_near(*page),
                    Input::Figure(other) => leads_to(site, Target::Figure(*other), near, depth + 1),
                })
        }
    }
}
