//! For people on a terminal: what is wrong, where, the line with a caret under it, and the mend.
//!
//! Carets line up under Han, because widths are counted in columns and not in characters. What a source could use to
//! fool a terminal (control characters, direction overrides) is shown as its code.

use std::collections::HashMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::first::mends;
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Place, Severity};

/// How to write.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Language of the messages.
    pub locale: Locale,
    /// Whether to colour.
    pub color: bool,
}

/// Columns of a tab.
const TAB: usize = 4;
/// Columns of an excerpt at most.
const WIDEST: usize = 100;
/// Places of a finding that are named; the rest is counted.
const REPEATS: usize = 10;
/// Mends that are put first.
const FIRST: usize = 3;

/// All problems in the order given; those that say the same of several places stand together, at the first of them.
pub fn human(problems: &Diagnostics, style: &Style) -> String {
    // What is told and how it is mended; with lines of other places it stands alone.
    let key = |p: &'_ Diagnostic| {
        let help = p.help.as_ref().map(|h| h.zh.clone());
        (p.rule, p.severity, p.message.zh.clone(), help, p.related.first().map(|(place, _)| place.clone()))
    };
    let mut groups: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known = HashMap::new();
    for problem in problems.iter() {
        let group = *known.entry(key(problem)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    let mut out = String::new();
    for (first, others) in groups.iter().filter_map(|group| group.split_first()) {
        one(&mut out, first, others, style);
    }
    out
}

/// The three mends that matter most, where there is more to read than these.
pub fn first_mends(problems: &Diagnostics, style: &Style) -> String {
    let all = mends(problems);
    if all.len() <= FIRST {
        return String::new();
    }
    let mut out =
        String::from(if style.locale == Locale::Zh { "先改这三样：\n" } else { "Mend these three first:\n" });
    for (number, mend) in (1..).zip(all.iter().take(FIRST)) {
        let (rule, count, message) = (mend.first.rule, mend.count, visible(mend.first.message.get(style.locale)));
        let times = match (style.locale, count) {
            (_, 1) => String::new(),
            (Locale::Zh, n) => format!("（{n} 处）"),
            (Locale::En, n) => format!(" ({n} of them)"),
        };
        let _ = writeln!(out, "  {number}. [{rule}] {message}{times}");
        let place = mend.first.place.as_ref().map(spot).unwrap_or_default();
        let help = mend.first.help.as_ref().map(|h| visible(h.get(style.locale)));
        let line = [Some(place).filter(|p| !p.is_empty()), help].into_iter().flatten().collect::<Vec<_>>();
        if !line.is_empty() {
            let _ = writeln!(out, "     {}", line.join(if style.locale == Locale::Zh { "：" } else { ": " }));
        }
    }
    out.push('\n');
    out
}

/// A place in a word: file, line and column, or cell.
fn spot(place: &Place) -> String {
    let file = visible(&place.file);
    match &place.cell {
        Some(cell) => format!("{file} › {}", visible(cell)),
        None if place.line == 0 => file,
        None => format!("{file}:{}:{}", place.line, place.column.max(1)),
    }
}

/// One line that counts them.
pub fn summary(problems: &Diagnostics, style: &Style) -> String {
    let count = |s| problems.count(s);
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|s| count(*s) > 0)
        .map(|s| {
            let n = count(s);
            let text = match style.locale {
                Locale::Zh => format!("{n} 个{}", word(s, style.locale)),
                Locale::En => format!("{n} {}{}", word(s, style.locale), if n == 1 { "" } else { "s" }),
            };
            paint(style, s, &text)
        })
        .collect();
    parts.join(if style.locale == Locale::Zh { "，" } else { ", " })
}

fn word(severity: Severity, locale: Locale) -> &'static str {
    match (severity, locale) {
        (Severity::Error, Locale::Zh) => "错误",
        (Severity::Warning, Locale::Zh) => "警告",
        (Severity::Note, Locale::Zh) => "提示",
        (severity, Locale::En) => severity.word(),
    }
}

fn paint(style: &Style, severity: Severity, text: &str) -> String {
    if !style.color {
        return text.to_owned();
    }
    let code = match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;36",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// A problem, and the others that say the same elsewhere.
fn one(out: &mut String, problem: &Diagnostic, others: &[&Diagnostic], style: &Style) {
    let head = format!("{}[{}]", word(problem.severity, style.locale), problem.rule);
    let message = visible(problem.message.get(style.locale));
    // Writing into a string cannot fail, here and below.
    let _ = writeln!(out, "{}{}{message}", paint(style, problem.severity, &head), colon(style.locale));
    if let Some(place) = &problem.place {
        show(out, place, problem.severity, style);
    }
    let named = others.iter().filter_map(|other| other.place.as_ref()).take(REPEATS - 1);
    let named: Vec<String> = named.map(spot).collect();
    named.iter().for_each(|spot| {
        let _ = writeln!(out, "  --> {spot}");
    });
    let more = others.len() - named.len();
    if more > 0 {
        let _ = match style.locale {
            Locale::Zh => writeln!(out, "  = 还有 {more} 处相同的问题；用 --format json 查看全部"),
            Locale::En => writeln!(out, "  = {more} more of the same; --format json shows all"),
        };
    }
    for (place, what) in &problem.related {
        let _ = writeln!(out, "  = {}{}", visible(what.get(style.locale)), colon(style.locale).trim_end());
        show(out, place, Severity::Note, style);
    }
    if let Some(help) = &problem.help {
        let label = if style.locale == Locale::Zh { "怎么改" } else { "help" };
        let _ = writeln!(out, "  = {label}{}{}", colon(style.locale), visible(help.get(style.locale)));
    }
    out.push('\n');
}

fn colon(locale: Locale) -> &'static str {
    if locale == Locale::Zh { "：" } else { ": " }
}

fn show(out: &mut String, place: &Place, severity: Severity, style: &Style) {
    let file = visible(&place.file);
    if let Some(cell) = &place.cell {
        return show_cell(out, place, &file, &visible(cell), severity, style);
    }
    if place.line == 0 {
        let _ = writeln!(out, "  --> {file}");
        return;
    }
    let _ = writeln!(out, "  --> {file}:{}:{}", place.line, place.column.max(1));
    let Some(excerpt) = &place.excerpt else {
        return;
    };
    let cells: Vec<(String, usize)> = excerpt.chars().map(cell).collect();
    let start = usize::try_from(place.column.max(1) - 1).unwrap_or(0).min(cells.len());
    let marked = usize::try_from(place.width).unwrap_or(0).min(cells.len() - start);
    let (from, to) = window(&cells, start, marked);
    let text: String = cells[from..to].iter().map(|(t, _)| t.as_str()).collect();
    let width = |range: &[(String, usize)]| range.iter().map(|(_, w)| w).sum::<usize>();
    let (left, right) = (if from > 0 { "…" } else { "" }, if to < cells.len() { "…" } else { "" });
    let indent = width(&cells[from..start]) + usize::from(from > 0);
    let carets = width(&cells[start..(start + marked).min(to)]).max(1);
    let gutter = " ".repeat(place.line.to_string().len());
    let _ = writeln!(out, "{gutter} |");
    let _ = writeln!(out, "{} | {left}{}{right}", place.line, text.trim_end());
    let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(indent), paint(style, severity, &"^".repeat(carets)));
}

/// A cell of a workbook, `台账.xlsx › 资产!C17`, or of a CSV file, `a.csv:17 › C17`, with what it says.
fn show_cell(out: &mut String, place: &Place, file: &str, cell: &str, severity: Severity, style: &Style) {
    let line = if place.line > 0 && !cell.contains('!') { format!(":{}", place.line) } else { String::new() };
    let _ = writeln!(out, "  --> {file}{line} › {cell}");
    let Some(excerpt) = &place.excerpt else { return };
    let cells: Vec<(String, usize)> = excerpt.chars().map(self::cell).collect();
    let (from, to) = window(&cells, 0, cells.len());
    let text: String = cells[from..to].iter().map(|(t, _)| t.as_str()).collect();
    let width = cells[from..to].iter().map(|(_, w)| w).sum::<usize>().max(1);
    let more = if to < cells.len() { "…" } else { "" };
    let _ = writeln!(out, "  |\n  | {text}{more}\n  | {}", paint(style, severity, &"^".repeat(width)));
}

/// What of a long line is shown: around the mark.
fn window(cells: &[(String, usize)], start: usize, marked: usize) -> (usize, usize) {
    let total: usize = cells.iter().map(|(_, w)| w).sum();
    if total <= WIDEST {
        return (0, cells.len());
    }
    let mut from = start;
    let mut before = 0;
    while from > 0 && before + cells[from - 1].1 <= WIDEST / 3 {
        from -= 1;
        before += cells[from].1;
    }
    let mut to = start;
    let mut shown = before;
    while to < cells.len() && (shown + cells[to].1 <= WIDEST || (to < start + marked.min(1))) {
        shown += cells[to].1;
        to += 1;
    }
    (from, to)
}

/// A character as it is shown, and how many columns that takes.
fn cell(c: char) -> (String, usize) {
    match c {
        '\t' => (" ".repeat(TAB), TAB),
        c if is_deceptive(c) => {
            let shown = format!("<U+{:04X}>", u32::from(c));
            let width = shown.len();
            (shown, width)
        }
        c => (c.to_string(), c.width().unwrap_or(0)),
    }
}

/// Control characters, and those that change the direction or hide.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

fn visible(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { "\n    ".to_owned() } else { cell(c).0 }).collect()
}

#[cfg(test)]
#[path = "human_tests.rs"]
mod tests;
