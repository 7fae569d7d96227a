//! `wording/set-phrase`: fixed phrases stand whole.

use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::check::account::{Rec, records};
use crate::check::prose;
use crate::check::rule::{Check, Example, Finding, Opt, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, SourceText};
use crate::load::parse::yaml::Step;
use crate::model::{Page, Setting, Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "wording/set-phrase",
    severity: Severity::Error,
    what: ["固定提法完整、不缺字、不夹字母", "Set phrases stand whole, with nothing missing and no letter inside"],
    why: ["提法残缺属于严重表述错误，检查时一票否决", "A broken set phrase is a veto item in inspections"],
    fails: Example::page("以A新时代中国特色社会主义思想为指导"),
    passes: Example::page("以习近平新时代中国特色社会主义思想为指导"),
    source: "《政府网站与政务新媒体检查指标》单项否决：严重表述错误（国办秘函〔2019〕19号）",
    options: &[Opt {
        name: "phrases",
        default: Setting::Words(PHRASES),
        what: [
            "提法，写成“认得出它的部分=全文”；同一部分写几次，几种全文都算对；只写全文的，缺末一个字时查出来",
            "Phrases, as `a part by which it is known=the whole`; several wholes of one part are all right; of a whole alone, its last character is missed",
        ],
    }],
    check: Check::Site(check),
};

const PHRASES: &[&str] = &[
    "新时代中国特色社会主义思想=习近平新时代中国特色社会主义思想",
    "百县千镇万村高质量=百县千镇万村高质量发展工程",
    "就是金山银山=绿水青山就是金山银山",
    "绿水青山就是=绿水青山就是金山银山",
    "中华民族伟大复=中华民族伟大复兴",
    "铸牢中华民族共同体=铸牢中华民族共同体意识",
    "全面建设社会主义现代化=全面建设社会主义现代化国家",
    "全面建设社会主义现代化=全面建设社会主义现代化强国",
    "社会主义核心价值=社会主义核心价值观",
    "社会主义核心价值=社会主义核心价值体系",
    "人类命运共同=人类命运共同体",
    "毛泽东思=毛泽东思想",
    "邓小平理=邓小平理论",
];

/// A part by which a phrase is known, and all that it may be part of: what comes before it, and after.
struct Phrase<'p> {
    part: &'p str,
    wholes: Vec<(&'p str, &'p str, &'p str)>,
}

fn phrases<'p>(words: &[&'p str]) -> Vec<Phrase<'p>> {
    let mut out: Vec<Phrase<'p>> = Vec::new();
    for word in words {
        let (part, whole) = word.split_once('=').map_or((*word, *word), |(part, whole)| (part.trim(), whole.trim()));
        let last = whole.char_indices().next_back().map_or(0, |(at, _)| at);
        let part = if part == whole { &whole[..last] } else { part };
        let Some(at) = whole.find(part).filter(|_| part.chars().count() > 1) else { continue };
        let sides = (whole, &whole[..at], &whole[at + part.len()..]);
        match out.iter_mut().find(|phrase| phrase.part == part) {
            Some(phrase) => phrase.wholes.push(sides),
            None => out.push(Phrase { part, wholes: vec![sides] }),
        }
    }
    out
}

fn check(site: &Site) -> Vec<Finding> {
    let words = RULE.words(site, "phrases");
    let phrases = phrases(&words);
    let mut findings: Vec<Finding> = site.pages.par_iter().flat_map_iter(|at| page(&phrases, at)).collect();
    let rows: Vec<Rec<'_>> = records(site).filter(|rec| matches!(rec.here().source, Source::Row(..))).collect();
    let of_row = |rec: &Rec<'_>| {
        let title = ("title", rec.here().title.clone());
        let mut out = Vec::new();
        for (field, text) in prose::fields(*rec).into_iter().chain([title]) {
            out.extend(broken(&phrases, &text).into_iter().map(|(_, wrong)| told(&wrong, rec.place_of(Some(field)))));
        }
        out
    };
    findings.extend(rows.par_iter().flat_map_iter(of_row).collect::<Vec<_>>());
    findings
}

fn page(phrases: &[Phrase<'_>], page: &Page) -> Vec<Finding> {
    // Every entry of a YAML file would search the same text: the first one does.
    let text = match &page.source {
        Source::Markdown(file) => &file.front.text,
        Source::Yaml(yaml, at) if is_first(at) => &yaml.text,
        _ => return Vec::new(),
    };
    let source = SourceText { path: page.source.path(), text };
    broken(phrases, text).into_iter().map(|(at, wrong)| told(&wrong, source.place(at))).collect()
}

fn is_first(at: &[Step]) -> bool {
    matches!(at, [] | [Step::Index(0)])
}

/// What is wrong with a phrase.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    /// Part of it is missing; the whole.
    Missing(String),
    /// Something stands in it; the whole.
    Mixed(String),
}

fn told(wrong: &Wrong, place: Place) -> Finding {
    let message = match wrong {
        Wrong::Missing(whole) => {
            text!("固定提法不完整，应为“{whole}”", "a set phrase is incomplete; it should be `{whole}`")
        }
        Wrong::Mixed(whole) => text!(
            "固定提法里夹了别的字符，应为“{whole}”",
            "something else stands in a set phrase; it should be `{whole}`"
        ),
    };
    Finding::Wrong(
        Diagnostic::error(RULE.name, message)
            .at(place)
            .help(text!("核对原文，写全提法", "check the source and write the whole phrase")),
    )
}

/// The phrases in a text that are not whole, and where.
fn broken(phrases: &[Phrase<'_>], text: &str) -> Vec<(Range<usize>, Wrong)> {
    let mut found = Vec::new();
    for Phrase { part, wholes } in phrases {
        let head = part.char_indices().nth(2).map_or(*part, |(at, _)| &part[..at]);
        for at in memchr::memmem::find_iter(text.as_bytes(), head) {
            let Some((end, is_clean)) = follow(text, at, part) else { continue };
            let sides = wholes.iter().filter_map(|(_, before, after)| {
                let (_, before) = precede(text, at, before)?;
                let (_, after) = follow(text, end, after)?;
                Some(before && after)
            });
            // Of several wholes the one that stands here cleanly, if one does.
            let whole = wholes[0].0.to_owned();
            match sides.max() {
                None => found.push((at..end, Wrong::Missing(whole))),
                Some(is_whole) if !is_whole || !is_clean => found.push((at..end, Wrong::Mixed(whole))),
                Some(_) => {}
            }
        }
    }
    // Two parts of one phrase may find the same fault.
    found.sort_by_key(|(at, _)| (at.start, at.end));
    found.dedup_by(|(b, y), (a, x)| b.start < a.end && x == y);
    found
}

/// What may stand between two characters of a phrase: nothing of the text itself, or something that does not belong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    /// A line that goes on, or a mark of Markdown.
    Nothing,
    /// A letter, digit or space, or something that nobody sees.
    Foreign,
}

fn between(c: char, last: Option<char>) -> Option<Between> {
    match c {
        '\n' | '\r' | '*' | '_' | '>' => Some(Between::Nothing),
        ' ' | '\t' if matches!(last, Some('\n' | '>' | ' ' | '\t')) => Some(Between::Nothing),
        c if c.is_ascii_alphanumeric() || c.is_whitespace() => Some(Between::Foreign),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(Between::Foreign),
        _ => None,
    }
}

/// Characters that may stand between two of a phrase.
const MOST: usize = 6;

/// Where a phrase ends that begins at `at`, and whether nothing foreign stands in it.
fn follow(text: &str, at: usize, phrase: &str) -> Option<(usize, bool)> {
    let (mut at, mut is_clean) = (at, true);
    for wanted in phrase.chars() {
        let (mut last, mut skipped) = (None, 0);
        loop {
            let c = text[at..].chars().next()?;
            at += c.len_utf8();
            if c == wanted {
                break;
            }
            is_clean &= between(c, last)? == Between::Nothing;
            (last, skipped) = (Some(c), skipped + 1);
            if skipped > MOST {
                return None;
            }
        }
    }
    Some((at, is_clean))
}

/// Where a phrase begins that ends at `at`, and whether nothing foreign stands in it.
fn precede(text: &str, at: usize, phrase: &str) -> Option<(usize, bool)> {
    let (mut at, mut is_clean) = (at, true);
    for wanted in phrase.chars().rev() {
        let mut skipped = 0;
        loop {
            let c = text[..at].chars().next_back()?;
            at -= c.len_utf8();
            if c == wanted {
                break;
            }
            let before = text[..at].chars().next_back();
            is_clean &= between(c, before)? == Between::Nothing;
            skipped += 1;
            if skipped > MOST {
                return None;
            }
        }
    }
    Some((at, is_clean))
}

#[cfg(test)]
mod tests {
    use super::{PHRASES, Wrong, broken, phrases};

    fn wrong(text: &str) -> Vec<Wrong> {
        broken(&phrases(PHRASES), text).into_iter().map(|(_, wrong)| wrong).collect()
    }

    #[test]
    fn what_is_whole_is_let_be() {
        for fine in [
            "以习近平新时代中国特色社会主义思想为指导",
            "以**习近平**新时代\n  中国特色社会主义思想为指导",
            "> 习近平新时代中国\n> 特色社会主义思想",
            "践行社会主义核心价值体系和社会主义核心价值观",
            "全面建设社会主义现代化强国",
            "新时代的农村，绿水青山都在",
        ] {
            assert_eq!(wrong(fine), [], "{fine}");
        }
    }

    #[test]
    fn what_is_broken_is_told_once() {
        let whole = || "习近平新时代中国特色社会主义思想".to_owned();
        assert_eq!(wrong("以A新时代中国特色社会主义思想"), [Wrong::Missing(whole())]);
        assert_eq!(wrong("习近平A新时代中国特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("习近平新时代中o国特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("习近平新时代中国 特色社会主义思想"), [Wrong::Mixed(whole())]);
        assert_eq!(wrong("推进百县千镇万村高质量工程"), [Wrong::Missing("百县千镇万村高质量发展工程".to_owned())]);
        assert_eq!(wrong("绿水青山就是A金山银山").len(), 1);
    }

    #[test]
    fn a_site_adds_its_own() {
        let of_site = phrases(&["党建引领基层治理", "三资=三资管理"]);
        let found = |text| broken(&of_site, text).len();
        assert_eq!(
            [found("党建引领基层治，"), found("党建引领基层治理"), found("三资公开"), found("三资管理")],
            [1, 0, 1, 0]
        );
    }
}
