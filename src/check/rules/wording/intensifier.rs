//! `wording/intensifier`: what has grown or improved on an account says from what to what.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::better::improved;
use crate::check::example::Base;
use crate::check::prose::{GAP, Passages, unnamed};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::model::figure::proper_names;
use crate::text;
use crate::value::numerals;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/intensifier",
    severity: Severity::Warning,
    what: ["账目页说“提高”“显著”的，写了从多少到多少", "What has improved on an account says from what to what"],
    why: ["没有原来的数，谁也不知道提高了没有", "Without the number before nobody knows whether it improved"],
    fails: Example::files(&[("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n公共服务水平显著提高。\n")]),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: seats, title: 学位, kind: stock, unit: 个}"), ("content/observations/all.yaml", "- {id: a, title: 2022年学位, indicator: seats, period: 2022, value: 300个}\n- {id: b, title: 2023年学位, indicator: seats, period: 2023, value: 480个}"), ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n学位由[300个](figure:observations/a#value)提高到[480个](figure:observations/b#value)。\n")]).on(Base::Town),
    source: "Mingbai R35",
    options: &[Opt::words(
        "phrases",
        PHRASES,
        [
            "固定提法里跟在“增强”“提高”后面的话，本来就没有数",
            "What follows a word for better in set phrases, of which there is no number",
        ],
    )],
    check: Check::Site(check),
};

const PHRASES: &[&str] =
    &["四个意识", "四个自信", "政治意识", "政治站位", "政治判断力", "政治领悟力", "政治执行力", "政治定力", "忧患意识"];

/// A text without the words that stand before a set phrase. `words`: the same text with its quotation marks.
fn unset(mut text: String, words: &str, phrases: &[&str]) -> String {
    const OPEN: [char; 4] = ['“', '‘', '「', '『'];
    for (at, _) in phrases.iter().flat_map(|phrase| words.match_indices(phrase)) {
        let before = words[..at].trim_end_matches(OPEN);
        let start = before.char_indices().nth_back(1).map_or(0, |(at, _)| at);
        if improved(&before[start..]).is_some_and(|(_, word)| word.len() == before.len() - start) {
            text.replace_range(start..before.len(), &String::from(GAP).repeat(before.len() - start));
        }
    }
    text
}

fn check(site: &Site) -> Vec<Finding> {
    let accounts: Vec<_> = site.pages.iter().filter(|page| page.account).collect();
    if accounts.is_empty() {
        return Vec::new();
    }
    let phrases = RULE.words(site, "phrases");
    let names = proper_names(site);
    let names: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(site.records.values().map(|page| site.pages[*page].title.as_str()))
        .collect();
    accounts
        .par_iter()
        .flat_map_iter(|page| {
            let mut out = Vec::new();
            let (Some(passages), Some(document)) = (Passages::of(page), page.source.document()) else { return out };
            let bound: Vec<usize> =
                page.bound.iter().filter_map(|b| Some(document.links.get(b.link?)?.range.start)).collect();
            for passage in &passages.all {
                let text = unset(passage.text.clone(), passages.words(passage), &phrases);
                let text = unnamed(&text, names.iter().copied());
                let Some((at, word)) = improved(&text) else { continue };
                // What it was and what it is, or what it was and by how much.
                let count = bound.iter().filter(|at| passage.span.contains(at)).count();
                if count >= 2 || numerals(&passage.around, names.iter().copied()).len() >= 2 {
                    continue;
                }
                out.push(Finding::Wrong(
                    Diagnostic::warning(
                        RULE.name,
                        text!("“{word}”没有写从多少到多少", "`{word}` does not say from what to what"),
                    )
                    .at(passages.place(passage, &(at..at + word.len())))
                    .help(text!(
                        "写出原来的数和现在的数，或者删掉；原文的话放进引号",
                        "give the number before and the number now, or leave it out; put words of the source in quotation marks"
                    )),
                ));
            }
            out
        })
        .collect()
}
