//! `figure/unbound`: on pages that are accounts every number leads to a figure.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::model::figure::{Candidates, Loose, is_doubtful, loose, loose_in_summary, proper_names};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/unbound",
    severity: Severity::Warning,
    what: ["账目页里的数都有出处", "Every number of an account leads to a figure"],
    why: [
        "没有连到记录的数，改了记录它也不会变，谁也核不了",
        "A number that hangs on no record stays when the record changes, and nobody can check it",
    ],
    fails: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        (
            "content/observations/all.yaml",
            "- {id: visits-2023, title: 2023年游客, indicator: visits, period: 2023, value: 16万人次}",
        ),
        ("content/zhang.md", "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n景点游客16万人次。\n"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}"),
        (
            "content/observations/all.yaml",
            "- {id: visits-2023, title: 2023年游客, indicator: visits, period: 2023, value: 16万人次}",
        ),
        (
            "content/zhang.md",
            "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n景点游客[16万人次](figure:visits@2023)。\n",
        ),
    ])
    .on(Base::Town),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let accounts: Vec<_> = site.pages.iter().filter(|page| page.account).collect();
    if accounts.is_empty() {
        return Vec::new();
    }
    let names = proper_names(site);
    let candidates = Candidates::new(site);
    let figures: Vec<&str> = site.figures.iter().map(|f| f.name.as_str()).collect();
    accounts
        .par_iter()
        .flat_map_iter(|page| {
            let body = loose(page, &names).into_iter().map(|found| {
                let place = page.source.body_place(found.range.clone());
                (found, place)
            });
            let summary = loose_in_summary(page, &names).into_iter().map(|mut found| {
                // `--fix` mends bodies only.
                found.is_linked = false;
                (found, page.source.place(Some("summary")))
            });
            let summary: Vec<Finding> =
                summary.map(|(found, place)| problem(site, &candidates, &figures, (found, place), false)).collect();
            let body: Vec<Finding> =
                body.map(|(found, place)| problem(site, &candidates, &figures, (found, place), true)).collect();
            [summary, body].concat()
        })
        .collect()
}

fn problem(
    site: &Site,
    candidates: &Candidates,
    figures: &[&str],
    (found, place): (Loose, Place),
    is_mended: bool,
) -> Finding {
    let words = &found.words;
    let meant = candidates.meant(words, &found.context).map_or_else(|| candidates.matching(words), |t| vec![t]);
    let targets: Vec<String> = meant.iter().map(|t| t.written(site, figures)).collect();
    let problem =
        Diagnostic::warning(RULE.name, text!("“{words}”没有连到任何一个数", "`{words}` is bound to no figure"))
            .at(place);
    let all = targets.iter().take(5).map(|t| format!("[{words}](figure:{t})")).collect::<Vec<_>>();
    let (zh, en) = (all.join(" 或 "), all.join(" or "));
    Finding::Wrong(match targets.len() {
        _ if found.is_linked => problem.help(text!(
            "它在另一个链接里：把数移到那个链接外面，写成 [{words}](figure:…)",
            "it stands in another link: move the number out of it and write [{words}](figure:…)"
        )),
        _ if !found.is_whole => problem.help(text!(
            "这个数中间有换行或者标记：把它写在一起，再写成 [{words}](figure:…)",
            "mark-up or a line break stands in the number: write it in one piece, as [{words}](figure:…)"
        )),
        0 => problem.help(text!(
            "没有哪条记录有这个数：先补记录，再写 [{words}](figure:…)",
            "no record has it: add the record, then write [{words}](figure:…)"
        )),
        1 if is_mended && !is_doubtful(site, meant[0], &found) => problem.help(text!(
            "写成 {zh}；`mingbai check --fix` 会替你写",
            "write {en}; `mingbai check --fix` does it for you"
        )),
        1 => problem.help(text!("如果说的就是它，写成 {zh}", "if that is what is meant, write {en}")),
        _ => problem.help(text!("不止一个数相符：写成 {zh}", "more than one figure agrees: write {en}")),
    })
}
