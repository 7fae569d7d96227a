//! Numbers whose format shows another unit than that of their column: the clerk sees `6400万元`, and what is kept is 6400
//! under a header that says 元.

use super::hidden::ranges;
use super::{Column, Ledger};
use crate::diagnostic::Diagnostic;
use crate::load::table::CellKind;
use crate::model::schema::{Field, Kind};
use crate::text;
use crate::value::{MoneyUnit, Unit, half_width};

/// What to say of each column, once for each unit that its formats show.
pub(super) fn found(ledger: &Ledger, header: usize, fields: &[Field]) -> Vec<Diagnostic> {
    if ledger.sheet.shown.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for column in &ledger.columns {
        let Some(unit) = unit_of(column, fields) else { continue };
        let mut wrong: Vec<(&str, Vec<usize>)> = Vec::new();
        for (row, cells) in ledger.sheet.rows.iter().enumerate().skip(header + 1) {
            let is_number = cells.cells.get(column.index).is_some_and(|c| c.kind == CellKind::Number && !c.merged);
            let Some(shown) = ledger.sheet.shown.get(&(row, column.index)).filter(|_| is_number) else { continue };
            if !contradicts(shown, &unit) {
                continue;
            }
            match wrong.iter_mut().find(|(other, _)| *other == &**shown) {
                Some((_, rows)) => rows.push(row),
                None => wrong.push((shown, vec![row])),
            }
        }
        out.extend(wrong.into_iter().map(|(shown, rows)| {
            let text = &ledger.sheet.rows[rows[0]].cells[column.index].text;
            let place = ledger.sheet.place(rows[0], column.index);
            let number = |row: &usize| usize::try_from(ledger.sheet.rows[*row].number).unwrap_or(0);
            let numbers: Vec<usize> = rows.iter().map(number).collect();
            problem(&numbers, text, shown, &unit).at(place)
        }));
    }
    out
}

fn problem(rows: &[usize], text: &str, shown: &str, unit: &str) -> Diagnostic {
    let (zh, en) = (ranges(rows, "、", &|n| n.to_string()), ranges(rows, ", ", &|n| n.to_string()));
    Diagnostic::error(
        "data/unit",
        text!(
            "第{zh}行的数字格式显示的是“{shown}”，这一列的单位却是{unit}",
            "the number formats in row {en} show `{shown}`, but the unit of the column is {unit}"
        ),
    )
    .help(text!(
        "把格式改成“常规”，看清存的是不是 {text}{unit}；不是的，写成看到的数和单位，或者改表头的单位",
        "set the format to General and look: is it {text}{unit}? If not, type the number and unit that are meant, or change the unit of the header"
    ))
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

/// Whether what a format shows is another unit. A currency sign says 元 of some size; words that are no units say nothing.
fn contradicts(shown: &str, unit: &str) -> bool {
    const SCALES: [&str; 8] = ["十亿", "千万", "百万", "亿", "万", "千", "百", "十"];
    let (shown, unit) = (half_width(shown), half_width(unit));
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
            ("约", "元", false),
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
