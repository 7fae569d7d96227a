//! What can be bound by itself: loose numbers that agree with exactly one figure.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Candidates, Loose, Target, loose, proper_names, turned};
use crate::model::site::{FieldValue, Site, Value};
use crate::model::source::Source;
use crate::value::Stage;

/// A file with links put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Path below the site's root.
    pub path: Arc<str>,
    /// What the file says.
    pub old: Arc<str>,
    /// What it says with the links.
    pub new: String,
    /// How many links were put in.
    pub links: usize,
}

/// What is put where.
type Links = Vec<(Range<usize>, String)>;

/// All files of pages that are accounts in which something can be bound, and how many numbers stay loose.
pub fn bindings(site: &Site) -> (Vec<Mended>, usize) {
    let (names, candidates) = (proper_names(site), Candidates::new(site));
    let figures: Vec<&str> = site.figures.iter().map(|f| f.name.as_str()).collect();
    let mut links: BTreeMap<Arc<str>, (Arc<str>, Links)> = BTreeMap::new();
    let mut left = 0;
    for page in site.pages.iter().filter(|page| page.account) {
        let Source::Markdown(file) = &page.source else { continue };
        for found in loose(page, &names) {
            let meant = candidates.meant(&found.words, &found.context);
            let meant = meant.filter(|t| !found.is_linked && found.is_whole && !is_doubtful(site, *t, &found));
            let Some(target) = meant else {
                left += 1;
                continue;
            };
            let link = format!("[{}](figure:{})", found.words, target.written(site, &figures));
            let range = file.body + found.range.start..file.body + found.range.end;
            let entry = links.entry(file.front.path.clone());
            entry.or_insert_with(|| (file.front.text.clone(), Vec::new())).1.push((range, link));
        }
    }
    let files = links.into_iter().map(|(path, (old, links))| {
        let mut new = String::with_capacity(old.len() + 32 * links.len());
        let mut at = 0;
        for (range, link) in &links {
            new.push_str(&old[at..range.start]);
            new.push_str(link);
            at = range.end;
        }
        new.push_str(&old[at..]);
        Mended { path, old, new, links: links.len() }
    });
    (files.collect(), left)
}

/// Words by which a clause may speak of another number than the one it agrees with: of another time or place, of a mean.
const OTHERS: [&str; 18] = [
    "去年",
    "上年",
    "前年",
    "明年",
    "来年",
    "上月",
    "同期",
    "同比",
    "环比",
    "均",
    "每",
    "邻",
    "外地",
    "比",
    "原计划",
    "除以",
    "倍",
    "次年",
];
/// Of a change.
const CHANGES: [&str; 11] = ["下降", "减少", "降低", "增长", "增加", "上升", "提高", "翻", "多了", "少了", "新增"];
/// Words for what was done with money, beside the stages' names.
const DONE: [(&str, Stage); 6] = [
    ("签约", Stage::Contracted),
    ("批", Stage::Approved),
    ("下达", Stage::Allocated),
    ("到账", Stage::PaidIn),
    ("花", Stage::Paid),
    ("付", Stage::Paid),
];
/// Where a clause ends.
const ENDS: [char; 12] = ['，', '。', '；', '：', '、', '！', '？', ',', ';', '\n', '|', '\u{FFFC}'];

/// Whether what stands beside a number may make it another than the target's, though the number is the same. What is
/// bound by itself is certified by nobody: in doubt it is left alone.
pub fn is_doubtful(site: &Site, target: Target, found: &Loose) -> bool {
    let [before, after] = &found.beside;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let next = after.split('\n').next().unwrap_or_default();
    if turned(line, next).is_some() {
        return true;
    }
    let clause = [before.rsplit(ENDS).next().unwrap_or_default(), after.split(ENDS).next().unwrap_or_default()];
    let says = |word: &str| clause.iter().any(|part| part.contains(word));
    let titles = target.titles(site);
    let named = |word: &str| titles.iter().any(|title| title.contains(word));
    if OTHERS.iter().any(|word| says(word) && !named(word)) {
        return true;
    }
    if CHANGES.iter().any(|word| says(word)) && !named("新") && !CHANGES.iter().any(|word| named(word)) {
        return true;
    }
    // A sentence or a row that says nothing of what the figure is called may speak of anything.
    if !is_named(&titles, &found.context) {
        return true;
    }
    let years = years(site, target);
    let is_other = |year: i16| !years.contains(&year);
    if !years.is_empty() && said_years(&found.context).any(is_other) && !said_years(line).any(|y| years.contains(&y)) {
        return true;
    }
    let Some(stage) = target.outcome(site).measured().and_then(|m| m.stage) else { return false };
    let stages = Stage::all().map(|s| (s.text(true), s)).chain(DONE);
    let mut said = stages.filter(|(word, _)| says(word)).map(|(_, s)| s).peekable();
    said.peek().is_some() && said.all(|s| s != stage)
}

/// Whether a text has two characters in a row of a title, or a word of a title without Han.
fn is_named(titles: &[&str], text: &str) -> bool {
    titles.iter().any(|title| {
        let chars: Vec<char> = title.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.windows(2).any(|pair| text.contains(&pair.iter().collect::<String>()))
    })
}

/// The years that a text names in digits.
fn said_years(text: &str) -> impl Iterator<Item = i16> {
    let found = text.match_indices('年').filter_map(|(at, _)| text.get(at.checked_sub(4)?..at)?.parse().ok());
    found.filter(|year| (1900..2200).contains(year))
}

/// The years in which the records of a target lie.
fn years(site: &Site, target: Target) -> Vec<i16> {
    let mut out = Vec::new();
    for (page, _) in target.records(site) {
        let page = &site.pages[page];
        let fields = page.fields.iter().filter_map(|(_, value)| match value {
            FieldValue::Known(values) => Some(values.iter()),
            FieldValue::Unknown(..) => None,
        });
        let dates =
            fields.flatten().filter_map(|value| if let Value::Date(when) = value { Some(when.bounds()) } else { None });
        let bounds = dates.chain(page.as_of.and_then(|d| d.bounds()).map(|(a, b)| (Some(a), Some(b))));
        for (first, last) in bounds {
            let (first, last) = (first.or(last), last.or(first));
            if let (Some(first), Some(last)) = (first, last) {
                out.extend(first.year()..=last.year());
            }
        }
    }
    out
}
