//! `wording/vague`: on an account, what is told in words for many or for well has a figure beside it.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::prose::{Passages, find_words, is_claimed, unnamed};
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::model::figure::proper_names;
use crate::text;
use crate::value::numerals;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/vague",
    severity: Severity::Note,
    what: [
        "账目页说“一批”“有序推进”的，同一句里有数",
        "On an account, words such as “a number of” or “in good order” have a figure in their sentence",
    ],
    why: [
        "没有数，读者不知道做了多少、做到哪一步",
        "Without a figure readers do not know how much was done, or how far it is",
    ],
    fails: Example::files(&[(
        "content/zhang.md",
        "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n道路建设有序推进，修好了一批水圳。\n",
    )]),
    passes: Example::files(&[(
        "content/zhang.md",
        "---\ntitle: 账目\naccount: true\nas_of: 2023-08\n---\n\n总结写“道路建设有序推进”，修了几条、多长，原文未写。\n",
    )]),
    source: "Mingbai R35",
    options: &[Opt::words(
        "words",
        &[
            "一大批",
            "一批",
            "若干",
            "大量",
            "众多",
            "不少",
            "一定成效",
            "初步成效",
            "初见成效",
            "基本完成",
            "有序推进",
            "稳步推进",
            "扎实推进",
            "全面铺开",
            "有效推动",
            "有力推动",
        ],
        ["不带数就说不明白的词", "Words that say little without a figure"],
    )],
    check: Check::Site(check),
};

/// What says that there is no figure: then nobody is left to guess.
const SAID: [&str; 5] = ["原文未写", "没有写", "待补充", "没有说", "没法核对"];

fn check(site: &Site) -> Vec<Finding> {
    let accounts: Vec<_> = site.pages.iter().filter(|page| page.account).collect();
    if accounts.is_empty() {
        return Vec::new();
    }
    let words = RULE.words(site, "words");
    let names = proper_names(site);
    let names: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(site.records.values().map(|page| site.pages[*page].title.as_str()))
        .collect();
    let of_page = |page: &&crate::model::Page| {
        let mut out = Vec::new();
        let (Some(passages), Some(document)) = (Passages::of(page), page.source.document()) else { return out };
        let bound: Vec<usize> =
            page.bound.iter().filter_map(|b| Some(document.links.get(b.link?)?.range.start)).collect();
        for passage in &passages.all {
            if find_words(&passage.text, &words).is_empty() || SAID.iter().any(|said| passage.around.contains(said)) {
                continue;
            }
            let text = unnamed(&passage.text, names.iter().copied());
            let found = find_words(&text, &words).into_iter().find(|(at, _)| is_claimed(&text, *at));
            let Some((at, word)) = found else { continue };
            let has_figure = bound.iter().any(|at| passage.span.contains(at))
                || !numerals(&passage.around, names.iter().copied()).is_empty();
            if has_figure {
                continue;
            }
            out.push(Finding::Wrong(
                Diagnostic { severity: RULE.severity, ..Diagnostic::warning(RULE.name, text!("“{word}”没有写数", "`{word}` has no figure beside it")) }
                    .at(passages.place(passage, &(at..at + word.len())))
                    .help(text!(
                        "写出多少、到哪一步；原文没有写的，写明“原文未写”，原文的话放进引号",
                        "say how many or how far; where the source does not say, say so, and put its words in quotation marks"
                    )),
            ));
        }
        out
    };
    accounts.par_iter().flat_map_iter(of_page).collect()
}
