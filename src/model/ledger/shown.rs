//! What the formats of cells show and what is kept: what nobody sees is not published, and nothing as other than it is
//! seen.

use super::hidden::ranges;
use super::{Column, Ledger};
use crate::diagnostic::{Diagnostic, Text};
use crate::load::table::{CellKind, Shown};
use crate::model::schema::{Field, Kind};
use crate::text;
use crate::value::{MoneyUnit, Unit, half_width};

/// Texts become what is shown of them: `007` for 7 under the format `000`.
pub(super) fn take_digits(ledger: &mut Ledger, header: usize) {
    let texts: Vec<usize> = ledger.columns.iter().filter(|c| !c.is_measured()).map(|c| c.index).collect();
    for ((row, column), shown) in ledger.sheet.shown.iter().filter(|((row, _), s)| *row > header && !s.cut) {
        let Some(digits) = shown.digits.as_deref().filter(|_| texts.contains(column)) else { continue };
        let mut below = ledger.sheet.rows[*row..].iter_mut().map_while(|row| row.cells.get_mut(*column));
        let Some(cell) = below.next().filter(|c| c.kind == CellKind::Number) else { continue };
        let before = std::mem::replace(&mut cell.text, digits.to_owned());
        // And so do the cells that are merged with it.
        below.take_while(|c| c.merged && c.text == before).for_each(|c| digits.clone_into(&mut c.text));
    }
}

/// What is wrong with a format.
#[derive(PartialEq, Eq)]
enum Wrong<'a> {
    /// It shows nothing.
    Nothing,
    /// It shows another unit than the column has.
    Unit(&'a str),
    /// It shows a unit or words in a column of plain numbers or of texts.
    Words(&'a str),
    /// It shows fewer digits of a text than are kept.
    Cut,
}

/// What to say of each column, once for each thing that is wrong with its formats.
pub(super) fn found(ledger: &Ledger, header: usize, fields: &[Field]) -> Vec<Diagnostic> {
    if ledger.sheet.shown.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for column in &ledger.columns {
        let unit = unit_of(column, fields);
        let mut wrong: Vec<(Wrong<'_>, Vec<usize>)> = Vec::new();
        for (row, cells) in ledger.sheet.rows.iter().enumerate().skip(header + 1) {
            let Some(cell) = cells.cells.get(column.index).filter(|c| c.kind != CellKind::Blank && !c.merged) else {
                continue;
            };
            let Some(shown) = ledger.sheet.shown.get(&(row, column.index)) else { continue };
            let Some(found) = wrong_with(shown, column, unit.as_deref(), cell.kind == CellKind::Number) else {
                continue;
            };
            match wrong.iter_mut().find(|(other, _)| *other == found) {
                Some((_, rows)) => rows.push(row),
                None => wrong.push((found, vec![row])),
            }
        }
        out.extend(wrong.into_iter().map(|(wrong, rows)| {
            let text = &ledger.sheet.rows[rows[0]].cells[column.index].text;
            let place = ledger.sheet.place(rows[0], column.index);
            let number = |row: &usize| usize::try_from(ledger.sheet.rows[*row].number).unwrap_or(0);
            let numbers: Vec<usize> = rows.iter().map(number).collect();
            problem(&numbers, text, &wrong, unit.as_deref().unwrap_or_default()).at(place)
        }));
    }
    out
}

fn wrong_with<'s>(shown: &'s Shown, column: &Column, unit: Option<&str>, is_number: bool) -> Option<Wrong<'s>> {
    if shown.nothing {
        return Some(Wrong::Nothing);
    }
    let words = shown.unit.as_deref().filter(|_| is_number);
    match (words, unit) {
        (Some(words), Some(_)) if is_doubtful(&half_width(words)) => Some(Wrong::Words(words)),
        (Some(words), Some(unit)) => contradicts(words, unit).then_some(Wrong::Unit(words)),
        (Some(words), None) if column.is_number => changes(words).then_some(Wrong::Words(words)),
        // Of shares and dates, and where there is no unit at all, more is said elsewhere.
        (Some(words), None) if !column.is_measured() => Some(Wrong::Words(words)),
        _ if shown.cut && is_number && !column.is_measured() => Some(Wrong::Cut),
        _ => None,
    }
}

fn problem(rows: &[usize], text: &str, wrong: &Wrong<'_>, unit: &str) -> Diagnostic {
    let (zh, en) = (ranges(rows, "、", &|n| n.to_string()), ranges(rows, ", ", &|n| n.to_string()));
    let as_text: Text =
        text!("把这一列设为文本格式，写成看到的样子", "format the column as text, and type what is meant to be seen");
    match wrong {
        Wrong::Nothing => {
            let what = text!(
                "第{zh}行的数字格式什么也不显示，格子里却有内容",
                "the number formats in row {en} show nothing, although something stands in the cells"
            );
            Diagnostic::error("data/hidden", what).help(text!(
                "把格式改成“常规”，核对内容；不公开的删掉",
                "set the format to General and look; delete what is not to be published"
            ))
        }
        Wrong::Unit(shown) => {
            let what = text!(
                "第{zh}行的数字格式显示的是“{shown}”，这一列的单位却是{unit}",
                "the number formats in row {en} show `{shown}`, but the unit of the column is {unit}"
            );
            Diagnostic::error("data/unit", what).help(text!(
                "把格式改成“常规”，看清存的是不是 {text}{unit}；不是的，写成看到的数和单位，或者改表头的单位",
                "set the format to General and look: is it {text}{unit}? If not, type the number and unit that are meant, or change the unit of the header"
            ))
        }
        Wrong::Words(shown) => {
            let what = text!(
                "第{zh}行的数字格式显示的是“{shown}”，存的却只是 {text}",
                "the number formats in row {en} show `{shown}`, but what is kept is only {text}"
            );
            Diagnostic::error("data/unit", what).help(as_text)
        }
        Wrong::Cut => {
            let what = text!(
                "第{zh}行显示的位数比存的少：存的是 {text}",
                "the number formats in row {en} show fewer digits than are kept: {text}"
            );
            Diagnostic::error("data/cell", what).help(as_text)
        }
    }
}

/// The unit in which bare numbers of a column are read.
fn unit_of(column: &Column, fields: &[Field]) -> Option<String> {
    let own = || match &fields.iter().find(|f| f.name == column.name)?.kind {
        Kind::Amount { unit, .. } => unit.map(|unit| unit.name().to_owned()),
        Kind::Quantity(unit) => unit.map(|unit| unit.name.to_owned()),
        _ => None,
    };
    if column.is_sum { column.unit.clone().or_else(own) } else { None }
}

const SCALES: [&str; 8] = ["十亿", "千万", "百万", "亿", "万", "千", "百", "十"];

/// Words and signs that leave a number open.
fn is_doubtful(shown: &str) -> bool {
    const DOUBTS: [&str; 22] = [
        "约",
        "近",
        "超",
        "多",
        "余",
        "以上",
        "以下",
        "以内",
        "左右",
        "上下",
        "不低于",
        "不超过",
        "不少于",
        "至少",
        "最多",
        "≥",
        "≤",
        "<",
        ">",
        "~",
        "～",
        "±",
    ];
    DOUBTS.iter().any(|doubt| shown.contains(doubt))
}

/// Whether a plain number is another one with what its format shows.
fn changes(shown: &str) -> bool {
    let shown = half_width(shown);
    let is_scaled = SCALES.iter().any(|scale| shown.starts_with(scale));
    is_scaled || is_doubtful(&shown) || shown.contains(['%', '‰']) || MoneyUnit::parse(&shown).is_some()
}

/// Whether what a format shows is another unit. A currency sign says 元 of some size; words that are no units say nothing.
fn contradicts(shown: &str, unit: &str) -> bool {
    let (shown, unit) = (half_width(shown), half_width(unit));
    if is_doubtful(&shown) {
        return true;
    }
    let is_money = MoneyUnit::parse(&unit).is_some();
    let after_sign = shown.strip_prefix(['¥', '￥']).or(shown.strip_suffix("元").filter(|s| matches!(*s, "¥" | "￥")));
    let (shown, has_sign) = (after_sign.unwrap_or(&shown), after_sign.is_some());
    let name = |text: &str| Unit::parse(text).map(|unit| unit.name);
    if shown.is_empty() {
        return has_sign && !is_money;
    }
    if shown == unit || (name(shown).is_some() && name(shown) == name(&unit)) {
        return false;
    }
    if SCALES.contains(&shown) {
        return !unit.starts_with(shown);
    }
    let base = SCALES.iter().find_map(|scale| shown.strip_prefix(scale)).unwrap_or(shown);
    let is_unit = MoneyUnit::parse(shown).is_some() || name(shown).is_some() || name(base).is_some() || base == "元";
    is_unit || shown.contains(['$', '€', '£'])
}

#[cfg(test)]
mod tests {
    use super::contradicts;

    #[test]
    fn units_that_differ() {
        for (shown, unit, differs) in [
            ("万元", "万元", false),
            ("元", "元", false),
            ("￥", "万元", false),
            ("¥", "元", false),
            ("万", "万元", false),
            ("项", "元", true),
            ("约", "元", true),
            ("以上", "万元", true),
            ("约万元", "万元", true),
            ("m2", "平方米", false),
            ("㎡", "平方米", false),
            ("万元", "元", true),
            ("亿元", "万元", true),
            ("百万元", "元", true),
            ("万", "元", true),
            ("千", "元", true),
            ("%", "元", true),
            ("亩", "平方米", true),
            ("人次", "人", true),
            ("万人", "人", true),
            ("¥", "平方米", true),
            ("US$", "万元", true),
        ] {
            assert_eq!(contradicts(shown, unit), differs, "{shown} {unit}");
        }
    }
}
