//! `figure/windows`: figures side by side are of one window of time, or the windows are printed with them.

use rayon::prelude::ParallelIterator;

use crate::check::example::Base;
use crate::check::prose::Passages;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::figure::{Input, Target};
use crate::model::{FieldRef, FieldValue, Page, PageKind, Site, Value};
use crate::text;
use crate::value::{Part, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/windows",
    severity: Severity::Warning,
    what: [
        "放在一句话、一行表里的数，时段一样，或者写明了时段",
        "Figures in one sentence or row are of one period, or the periods are printed",
    ],
    why: [
        "3月以来的会和全年的签约放在一起，读者会当成同一段时间",
        "Side by side, numbers of two periods are taken for one",
    ],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: meetings, title: 会议, kind: flow, unit: 次}\n- {id: signed, title: 签约, kind: flow, unit: 个}"), ("content/observations/all.yaml", "- {id: m, title: 会议, indicator: meetings, period: 2023年3月以来, value: 30次}\n- {id: s, title: 签约, indicator: signed, period: 2022, value: 2个}"), ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n开会[30次](figure:observations/m#value)，签约[2个](figure:observations/s#value)。\n")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: meetings, title: 会议, kind: flow, unit: 次}\n- {id: signed, title: 签约, kind: flow, unit: 个}"), ("content/observations/all.yaml", "- {id: m, title: 会议, indicator: meetings, period: 2023年3月以来, value: 30次}\n- {id: s, title: 签约, indicator: signed, period: 2022, value: 2个}"), ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n2023年3月以来开会[30次](figure:observations/m#value)，2022年签约[2个](figure:observations/s#value)。\n")]).on(Base::Town),
    source: "Mingbai R11",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    site.pages.par_iter().filter(|page| page.account).flat_map_iter(|page| account(site, page)).collect()
}

fn account(site: &Site, page: &Page) -> Vec<Finding> {
    let (Some(passages), Some(document)) = (Passages::of(page), page.source.document()) else { return Vec::new() };
    let bound: Vec<(usize, Target)> =
        page.bound.iter().filter_map(|b| Some((document.links.get(b.link?)?.range.start, b.target))).collect();
    let mut out = Vec::new();
    // Every cell of a row is read with the whole of it: once is enough.
    let mut done = None;
    for passage in passages.all.iter().filter(|p| !p.around.is_empty()) {
        if done == Some(passage.span.clone()) {
            continue;
        }
        done = Some(passage.span.clone());
        let mut windows: Vec<When> = Vec::new();
        for (_, target) in bound.iter().filter(|(at, _)| passage.span.contains(at)) {
            // A period that is not known cannot be held against another.
            if let Some(when) = window(site, *target, 0).filter(|w| !windows.iter().any(|known| is_same(*known, *w))) {
                windows.push(when);
            }
        }
        if windows.len() < 2 || windows.iter().all(|when| prints(&passage.around, *when)) {
            continue;
        }
        let (zh, en): (Vec<String>, Vec<String>) = windows.iter().map(|w| (w.text(true), w.text(false))).unzip();
        let (zh, en) = (zh.join("、"), en.join(", "));
        out.push(Finding::Wrong(
            Diagnostic::warning(
                RULE.name,
                text!("放在一起的数不是同一段时间的：{zh}", "these figures are not of one period: {en}"),
            )
            .at(passages.whole(passage))
            .help(text!(
                "把每个数的时段写在句子里，或者分成几句",
                "print the period of each, or make several sentences"
            )),
        ));
    }
    out
}

/// The period of a figure: that of its record; of one that is computed, that of all that went into it.
fn window(site: &Site, target: Target, depth: usize) -> Option<When> {
    match target {
        Target::Field(page, _) => period(site, page),
        // No site makes figures of figures of figures so often.
        Target::Figure(_) if depth == 8 => None,
        Target::Figure(index) => {
            let mut all = site.figures[index].inputs.iter().map(|input| match input {
                Input::Record(page, _) => period(site, *page),
                Input::Figure(other) => window(site, Target::Figure(*other), depth + 1),
            });
            let first = all.next()??;
            all.all(|when| when.is_some_and(|w| is_same(w, first))).then_some(first)
        }
    }
}

fn period(site: &Site, page: usize) -> Option<When> {
    let page = &site.pages[page];
    let PageKind::Record(collection) = page.kind else { return None };
    let field = site.collections[collection].fields.iter().position(|f| f.name == "period")?;
    match page.value(FieldRef::Collection(collection, field))? {
        FieldValue::Known(values) => match values.first()? {
            Value::Date(when) => Some(*when),
            _ => None,
        },
        FieldValue::Unknown(..) => None,
    }
}

/// Whether they begin on one day, and end on one where both say when.
fn is_same(a: When, b: When) -> bool {
    let (a, b) = (a.bounds(), b.bounds());
    a.0 == b.0 && (a.1 == b.1 || a.1.is_none() || b.1.is_none())
}

/// Whether a sentence names the year, and the month of what begins in one.
fn prints(text: &str, when: When) -> bool {
    let year = when.from.year;
    let has_year = text.contains(&format!("{year}年")) || text.contains(&format!("{year}-"));
    let month = match when.from.part {
        Part::Month(m) | Part::Xun(m, _) | Part::Day(m, _) => Some(m),
        Part::Year | Part::Half(_) | Part::Quarter(_) => None,
    };
    has_year && month.is_none_or(|m| text.contains(&format!("{m}月")) || text.contains(&format!("{year}-{m:02}")))
}
