//! Document numbers in a text: 某府办函〔2021〕9号, and what is nearly one.

use std::ops::Range;

/// What is wrong with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Slip {
    /// Brackets other than 〔〕.
    Brackets,
    /// A bracket is lost.
    Lost,
    /// The year has not four digits.
    Year,
    /// 第 before the number.
    Ordinal,
    /// Zeros before the number.
    Zeros,
    /// The number in brackets, and the year before them.
    Swapped,
    /// 号 is lost.
    Unended,
}

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct DocumentNumber {
    /// From its first bracket to 号.
    pub(in crate::check) at: Range<usize>,
    /// Year, as it is written.
    pub(in crate::check) year: String,
    /// Number, without zeros before it.
    pub(in crate::check) number: String,
    /// What is wrong.
    pub(in crate::check) slip: Option<Slip>,
}

/// What the code of an issuer ends with.
const ENDS: &str = "发函字办府规令文委综政党";

/// What 号 is part of, after a name: 1号楼.
const AFTER: &str = "楼线井地厅门院坑桥路车房库机站店";

const OPEN: [char; 6] = ['〔', '[', '［', '（', '(', '【'];
const CLOSE: [char; 6] = ['〕', ']', '］', '）', ')', '】'];

/// All that stand in a text.
pub(in crate::check) fn find(text: &str) -> Vec<DocumentNumber> {
    let hits = memchr::memmem::find_iter(text.as_bytes(), "号");
    hits.filter_map(|at| before(text, at)).collect()
}

/// The number that ends with the 号 at `end`.
fn before(text: &str, end: usize) -> Option<DocumentNumber> {
    let after = text[end + '号'.len_utf8()..].chars().next();
    let number = digits_before(text, end);
    let mut at = number.start;
    if number.is_empty() {
        return swapped(text, end);
    }
    if after.is_some_and(|c| AFTER.contains(c)) {
        return None;
    }
    let is_ordinal = text[..at].ends_with('第');
    at -= if is_ordinal { '第'.len_utf8() } else { 0 };
    let close = text[..at].chars().next_back()?;
    let (year, open, lost) = if let Some(nth) = CLOSE.iter().position(|c| *c == close) {
        at -= close.len_utf8();
        let year = digits_before(text, at);
        let open = text[..year.start].chars().next_back().filter(|c| OPEN.contains(c));
        let is_right = nth == 0 && open == Some('〔');
        (year, open, if open.is_none() { Some(Slip::Lost) } else { (!is_right).then_some(Slip::Brackets) })
    } else if OPEN.contains(&close) && number.len() > 4 && !is_ordinal {
        // 〔202130号: the bracket after the year is gone.
        let year = number.start..number.start + 4;
        (year, Some(close), Some(Slip::Lost))
    } else {
        return None;
    };
    let from = year.start - open.map_or(0, char::len_utf8);
    let last = text[..from].chars().next_back()?;
    // Round brackets, or none, may stand before any 号: only after the code of an issuer do they make a number.
    let is_sure = matches!(open, Some('〔' | '[' | '［' | '【')) && matches!(last, '\u{4e00}'..='\u{9fff}');
    if year.is_empty() || !is_sure && !ENDS.contains(last) {
        return None;
    }
    let digits = &text[number.start.max(if lost == Some(Slip::Lost) { year.end } else { 0 })..number.end];
    let digits = if digits.bytes().all(|b| b.is_ascii_digit()) { digits } else { return None };
    let bare = digits.trim_start_matches('0');
    let slip = lost
        .or((year.len() != 4).then_some(Slip::Year))
        .or(is_ordinal.then_some(Slip::Ordinal))
        .or((bare.len() != digits.len()).then_some(Slip::Zeros));
    let (year, number) = (text[year].to_owned(), bare.to_owned());
    Some(DocumentNumber { at: from..end + '号'.len_utf8(), year, number, slip })
}

/// 某府办2023〔9〕号, which ends with the 号 at `end`.
fn swapped(text: &str, end: usize) -> Option<DocumentNumber> {
    let close = text[..end].chars().next_back().filter(|c| CLOSE.contains(c))?;
    let number = digits_before(text, end - close.len_utf8());
    let open = text[..number.start].chars().next_back().filter(|c| OPEN.contains(c))?;
    let year = digits_before(text, number.start - open.len_utf8());
    let is_year = year.len() == 4 && matches!(&text[year.start..year.start + 2], "19" | "20");
    let is_issued = text[..year.start].chars().next_back().is_some_and(|c| ENDS.contains(c));
    (is_year && is_issued && (1..=4).contains(&number.len())).then(|| DocumentNumber {
        at: year.start..end + '号'.len_utf8(),
        year: text[year].to_owned(),
        number: text[number].trim_start_matches('0').to_owned(),
        slip: Some(Slip::Swapped),
    })
}

/// 某府办〔2023〕9: a number that is all of a text and has lost its 号.
pub(in crate::check) fn unended(text: &str) -> Option<DocumentNumber> {
    let bare = text.trim_end();
    let whole = format!("{bare}号");
    let found = before(&whole, bare.len())?;
    Some(DocumentNumber { at: found.at.start..bare.len(), slip: Some(Slip::Unended), ..found })
}

fn digits_before(text: &str, end: usize) -> Range<usize> {
    let count = text.as_bytes()[..end].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    end - count..end
}

#[cfg(test)]
mod tests {
    use super::{Slip, find, unended};

    #[test]
    fn numbers_and_their_slips() {
        let slips = |text: &str| find(text).into_iter().map(|n| n.slip).collect::<Vec<_>>();
        assert_eq!(slips("某府办函〔2021〕9号和国办发〔2019〕54号文件"), [None, None]);
        assert_eq!(slips("国办发[2019]54号"), [Some(Slip::Brackets)]);
        assert_eq!(slips("国办发（2019）54号"), [Some(Slip::Brackets)]);
        assert_eq!(slips("国办公开办函〔202130号"), [Some(Slip::Lost)]);
        assert_eq!(slips("国办发2019〕54号"), [Some(Slip::Lost)]);
        assert_eq!(slips("国办发〔19〕54号"), [Some(Slip::Year)]);
        assert_eq!(slips("国办发〔2019〕第54号"), [Some(Slip::Ordinal)]);
        assert_eq!(slips("国办发〔2019〕054号"), [Some(Slip::Zeros)]);
        assert_eq!(slips("某府办2023〔9〕号"), [Some(Slip::Swapped)]);
        assert_eq!(slips("见某府办2023（9）号文件"), [Some(Slip::Swapped)]);
        let lost = |text: &'static str| unended(text).map(|n| (&text[n.at], n.number));
        assert_eq!(lost("某府办〔2023〕9"), Some(("〔2023〕9", "9".to_owned())));
        for whole in ["某府办〔2023〕9号", "某府办〔2023〕", "3", "第（2023）9", ""] {
            assert_eq!(lost(whole), None, "{whole}");
        }
        for other in [
            "项目2023（9）号",
            "建于2023（9）号",
            "某府办2023〔12345〕号",
            "建成（2023）5号楼",
            "一期（2）3号",
            "国务院令第711号",
            "（2023）粤01民初123号",
            "3月5号",
            "号",
        ] {
            assert_eq!(slips(other), [], "{other}");
        }
    }
}
