//! Document numbers that a text cites, with the titles beside them: 《政府网站发展指引》（国办发〔2017〕47号）.

use std::ops::Range;

use super::document_number::{DocumentNumber, find};

/// A number that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Known<'k> {
    /// The whole of it.
    pub(in crate::check) number: &'k str,
    /// The document's title.
    pub(in crate::check) title: Option<&'k str>,
    /// Whether it is on a list of numbers, and not that of a record.
    pub(in crate::check) is_listed: bool,
    /// Where its bracket opens.
    bracket: usize,
}

impl<'k> Known<'k> {
    /// Reads `number` or `number=title`.
    pub(in crate::check) fn read(word: &'k str) -> Option<Known<'k>> {
        let (number, title) = match word.split_once('=') {
            Some((number, title)) => (number.trim(), Some(bare(title.trim())).filter(|title| !title.is_empty())),
            None => (word, None),
        };
        let found = find(number).into_iter().next()?;
        let is_whole = found.slip.is_none() && found.at.end == number.len() && found.at.start > 0;
        let has_all = word.contains('=') == title.is_some();
        (is_whole && has_all).then_some(Known { number, title, is_listed: true, bracket: found.at.start })
    }

    /// The same, as a record has it.
    pub(in crate::check) fn of_record(self, title: &'k str) -> Known<'k> {
        Known { title: Some(title), is_listed: false, ..self }
    }

    /// The code of its issuer.
    pub(in crate::check) fn issuer(&self) -> &'k str {
        &self.number[..self.bracket]
    }

    /// Year and number.
    fn digits(&self) -> Option<(&'k str, &'k str)> {
        parts(&self.number[self.bracket..])
    }

    /// Whether a number is of the same issuer and year.
    pub(in crate::check) fn is_of_series(&self, cited: &Cited<'_>) -> bool {
        let year = cited.digits().map(|(year, _)| year);
        cited.until[..cited.at.start].ends_with(self.issuer()) && self.digits().map(|(year, _)| year) == year
    }
}

/// `〔2017〕47号` as `2017` and `47`.
fn parts(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('〔')?.strip_suffix('号')?.split_once('〕')
}

/// A number in a text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) struct Cited<'t> {
    /// The text up to its end.
    pub(in crate::check) until: &'t str,
    /// From its bracket on.
    pub(in crate::check) at: Range<usize>,
    /// The title of the document right before or behind it.
    pub(in crate::check) title: Option<&'t str>,
    /// Bytes of what stands between that title and the bracket: the code of its issuer.
    pub(in crate::check) issuer: usize,
}

impl<'t> Cited<'t> {
    pub(in crate::check) fn of(text: &'t str, found: DocumentNumber) -> Cited<'t> {
        let before = title_before(text, found.at.start);
        let (title, issuer) = match before {
            Some((title, issuer)) => (Some(title), issuer),
            None => (title_behind(&text[found.at.end..]), 0),
        };
        Cited { until: &text[..found.at.end], at: found.at, title, issuer }
    }

    fn digits(&self) -> Option<(&'t str, &'t str)> {
        parts(&self.until[self.at.start..])
    }
}

/// Characters of the code of an issuer, and of a title, at most.
const ISSUER: usize = 16;
const TITLE: usize = 80;

/// The title that ends right before a number, and the length of the code between them: `《甲》（国办发`.
fn title_before(text: &str, bracket: usize) -> Option<(&str, usize)> {
    let line = text[..bracket].rfind('\n').map_or(0, |at| at + 1);
    let end = line + text[line..bracket].rfind('》')?;
    let mut gap = text[end + '》'.len_utf8()..bracket].trim_start_matches(['*', '_', ' ']);
    // The end of a link, and where it leads.
    if let Some(address) = gap.strip_prefix("](") {
        gap = address.split_once(')')?.1;
    }
    let code = gap.trim_start_matches(['*', '_', ' ']).trim_start_matches(['（', '(']);
    if code.starts_with(['和', '与', '及', '或', '按', '照']) {
        return None;
    }
    let is_code =
        code.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) && (1..=ISSUER).contains(&code.chars().count());
    let mut depth = 0;
    let start = text[line..end].char_indices().rev().take(TITLE).find_map(|(at, c)| match c {
        '》' => {
            depth += 1;
            None
        }
        '《' if depth == 0 => Some(line + at + c.len_utf8()),
        '《' => {
            depth -= 1;
            None
        }
        _ => None,
    })?;
    is_code.then(|| (&text[start..end], code.len()))
}

/// The title that begins right behind a number: `国办发〔2017〕47号《甲》`.
fn title_behind(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['*', '_', ' ']);
    let rest = rest.strip_prefix("文件").unwrap_or(rest).strip_prefix('《')?;
    let end = rest.char_indices().take(TITLE).find(|(_, c)| matches!(c, '》' | '\n'))?;
    (end.1 == '》').then(|| &rest[..end.0])
}

/// A title without its marks.
fn bare(title: &str) -> &str {
    title.strip_prefix('《').and_then(|inner| inner.strip_suffix('》')).unwrap_or(title)
}

/// Whether two titles are of one document: of two ways to write it, one names who issued it, or that it was issued.
pub(in crate::check) fn same_title(a: &str, b: &str) -> bool {
    let (a, b) = (core(a), core(b));
    a == b && a.chars().count() >= 4
}

fn core(title: &str) -> String {
    const ISSUERS: [&str; 3] = ["国务院办公厅秘书局", "国务院办公厅", "中华人民共和国"];
    let plain: String = title.chars().filter(|c| !c.is_whitespace() && !"《》〈〉<>*_".contains(*c)).collect();
    let without = |text: &str| {
        let short = ISSUERS.iter().find_map(|issuer| text.strip_prefix(issuer));
        short.unwrap_or(text).to_owned()
    };
    let plain = without(&plain);
    let inner =
        plain.strip_prefix("关于印发").or_else(|| plain.strip_prefix("印发")).and_then(|t| t.strip_suffix("的通知"));
    inner.map_or_else(|| plain.clone(), without)
}

/// Whether a number is a known one of which one digit is another, or two beside each other have changed places.
pub(in crate::check) fn is_near(known: &Known<'_>, cited: &Cited<'_>) -> bool {
    let is_of_issuer = cited.until[..cited.at.start].ends_with(known.issuer());
    match (known.digits(), cited.digits()) {
        (Some((year, number)), Some((other_year, other))) if is_of_issuer => {
            year == other_year && is_slip(number, other) || number == other && is_slip(year, other_year)
        }
        _ => false,
    }
}

/// Whether digits are others with one slip. Of a single digit nothing would be left.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    match differ[..] {
        [_] => true,
        [first, second] => first + 1 == second && a[first] == b[second] && a[second] == b[first],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cited, Known, find, is_near, is_slip, same_title};

    fn cited(text: &str) -> Cited<'_> {
        Cited::of(text, find(text).into_iter().next().expect("a number"))
    }

    #[test]
    fn titles_stand_beside_numbers() {
        for text in [
            "《甲办法》（国办发〔2017〕47号）",
            "《甲办法》国办发〔2017〕47号",
            "**《甲办法》**（国办发〔2017〕47号）",
            "[《甲办法》](/jia/)（国办发〔2017〕47号）",
            "国办发〔2017〕47号《甲办法》",
            "照国办发〔2017〕47号文件《甲办法》做",
            "《乙》和《甲办法》(国办发〔2017〕47号)",
        ] {
            assert_eq!(cited(text).title, Some("甲办法"), "{text}");
        }
        assert_eq!(cited("《关于印发《甲》的通知》（国办发〔2017〕47号）").title, Some("关于印发《甲》的通知"));
        for text in [
            "《甲办法》和国办发〔2017〕47号",
            "《甲办法》的通知（国办发〔2017〕47号）",
            "《甲办法》\n国办发〔2017〕47号",
            "国办发〔2017〕47号，《甲办法》",
            "（国办发〔2017〕47号）《甲办法》",
        ] {
            assert_ne!(cited(text).title, Some("甲办法"), "{text}");
        }
    }

    #[test]
    fn one_document_has_one_title_however_it_is_written() {
        for other in [
            "国务院办公厅关于印发政府网站发展指引的通知",
            "关于印发〈政府网站发展指引〉的通知",
            "国务院办公厅关于印发《政府网站发展指引》的通知",
            "政府网站 发展指引",
        ] {
            assert!(same_title("政府网站发展指引", other), "{other}");
        }
        for other in ["关于转发政府网站发展指引的通知", "某县政府网站发展指引", "指引"] {
            assert!(!same_title("政府网站发展指引", other), "{other}");
        }
    }

    #[test]
    fn a_slip_is_one_digit() {
        for (a, b) in [("47", "17"), ("47", "74"), ("2017", "2071"), ("2017", "2018")] {
            assert!(is_slip(a, b), "{a} {b}");
        }
        for (a, b) in [("47", "47"), ("47", "4"), ("4", "7"), ("47", "471"), ("2017", "2071x"), ("47", "16")] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
        let known = Known::read("国办发〔2017〕47号=甲").expect("a number");
        assert!(is_near(&known, &cited("见国办发〔2017〕17号")) && !is_near(&known, &cited("见国办函〔2017〕17号")));
        assert!(
            ["国办发〔2017〕47号=", "国办发(2017)47号", "〔2017〕47号", "47号", "国办发〔2017〕47号文"]
                .iter()
                .all(|bad| Known::read(bad).is_none())
        );
    }
}
