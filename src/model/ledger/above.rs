//! What stands above the header and holds for all rows: units, an as-of date, a source; and a row of units below it.

use super::Ledger;
use super::cells::{is_share, wrong};
use crate::diagnostic::Diagnostic;
use crate::load::table::{Cell, CellKind, Sheet};
use crate::model::schema::{Field, Kind};
use crate::text;
use crate::value::{MoneyUnit, PartialDate, Unit, half_width};

/// Units of the lines above the header.
#[derive(Default)]
pub(super) struct Units {
    pub(super) names: Vec<String>,
    /// Whether a line says that some columns have others: `单位：万元（另有注明的除外）`.
    pub(super) may_differ: bool,
}

/// Reads the lines above the header; gives their units.
pub(super) fn read(ledger: &mut Ledger, header: usize, problems: &mut Vec<Diagnostic>) -> Units {
    let (mut units, mut common) = (Units::default(), Vec::new());
    for row in 0..header {
        let cells = &ledger.sheet.rows[row].cells;
        let mut filled = cells.iter().enumerate().filter(|(_, c)| c.kind != CellKind::Blank && !c.merged);
        while let Some((column, cell)) = filled.next() {
            let place = || ledger.sheet.place(row, column);
            if let CellKind::Wrong(fault) = cell.kind {
                problems.push(wrong(fault, &cell.text).at(place()));
                continue;
            }
            // A label may stand in a cell of its own.
            let next = if is_label(&cell.text) { filled.next() } else { None };
            let text = next.map_or_else(|| cell.text.clone(), |(_, next)| format!("{}{}", cell.text, next.text));
            if let Err(problem) = line(&text, &mut common, &mut units) {
                problems.push(problem.at(place()));
            }
        }
    }
    ledger.common = common;
    units
}

fn is_label(text: &str) -> bool {
    let word = text.trim_end().strip_suffix(['：', ':']).unwrap_or_default().trim_start_matches("数据");
    matches!(word.trim(), "单位" | "计量单位" | "金额单位" | "截至" | "来源")
}

/// A line above the header.
fn line(text: &str, common: &mut Vec<(&'static str, String)>, units: &mut Units) -> Result<(), Diagnostic> {
    let after = |word: &str| {
        let rest = text.split_once(word)?.1.trim_start();
        let rest = rest.strip_prefix(['：', ':'])?.trim();
        Some(rest.trim_end_matches(['）', ')']).trim().to_owned()).filter(|rest| !rest.is_empty())
    };
    let is_said = |word: &str| {
        text.trim_start_matches(['（', '(', '数']).starts_with(word) || text.contains(&format!("数据{word}"))
    };
    if let Some(source) = after("来源").filter(|_| is_said("来源")) {
        common.push(("sources", source));
    }
    let mut found = Ok(());
    if let Some(date) = after("截至").filter(|_| is_said("截至")) {
        match PartialDate::parse(&date) {
            Ok(_) => common.push(("as_of", date)),
            Err(_) => found = Err(no_date(&date)),
        }
    }
    if let Some(listed) = after("单位") {
        units.may_differ |= listed.contains("注明") || listed.contains("另有");
        let listed = listed.split(['（', '(']).next().unwrap_or_default();
        for name in listed.split(['、', '，', ',', '；', ' ', '/']).map(str::trim) {
            if is_unit(name) {
                match units.names.iter().find(|other| *other != name && is_same_kind(other, name)) {
                    Some(other) if !units.may_differ => found = Err(two_lines(other, name)),
                    _ => units.names.push(name.to_owned()),
                }
            } else if is_like_a_unit(name) {
                found = Err(no_unit(name));
            }
        }
    }
    found
}

/// 万, 万美元, 千瓦时: no name of an office, which may stand after 单位 as well.
fn is_like_a_unit(name: &str) -> bool {
    const OFFICES: &str = "司局镇村办所院校站心委会队厂店处科室组部府";
    let is_short = (1..=4).contains(&name.chars().count());
    is_short
        && !name.ends_with(|c| OFFICES.contains(c))
        && (name.starts_with(['十', '百', '千', '万', '亿']) || name.ends_with('元'))
}

fn is_same_kind(a: &str, b: &str) -> bool {
    let are_money = MoneyUnit::parse(a).is_some() && MoneyUnit::parse(b).is_some();
    are_money || counted(a).zip(counted(b)).is_some_and(|(a, b)| a.agrees(b))
}

/// Whether numbers of a column can be in it: 万元, 人, 万人.
pub(super) fn is_unit(word: &str) -> bool {
    MoneyUnit::parse(word).is_some() || counted(word).is_some()
}

/// The unit of a quantity, be it 千, 万 or 亿 of them.
fn counted(word: &str) -> Option<Unit> {
    Unit::parse(word).or_else(|| Unit::parse(word.strip_prefix(['千', '万', '亿'])?))
}

/// The first unit of those above the header that suits a field.
pub(super) fn suiting(field: &Field, units: &[String]) -> Option<String> {
    let suits = |unit: &&String| match &field.kind {
        Kind::Amount { .. } => MoneyUnit::parse(unit).is_some(),
        Kind::Quantity(Some(own)) => counted(unit).is_some_and(|u| own.agrees(u)),
        _ => false,
    };
    units.iter().find(suits).cloned()
}

/// Whether the numbers of a field can be in a unit that its header names. A text may be anything.
pub(super) fn fits(field: &Field, unit: &str) -> bool {
    match &field.kind {
        Kind::Amount { .. } => MoneyUnit::parse(unit).is_some(),
        Kind::Quantity(own) => counted(unit).is_some_and(|unit| own.is_none_or(|own| own.agrees(unit))),
        Kind::Ratio => is_share(unit),
        Kind::Measure | Kind::Text => true,
        _ => false,
    }
}

/// The units of a row of nothing else right below the header, by column; the row is taken out.
pub(super) fn row_below(sheet: &mut Sheet, header: usize, must: Option<usize>) -> Vec<(usize, String)> {
    let unit = |cell: &Cell| {
        let word = half_width(&cell.text);
        let word = word.trim_matches(['(', ')']).trim();
        (cell.kind == CellKind::Text && is_unit(word)).then(|| word.to_owned())
    };
    let Some(row) = sheet.rows.get(header + 1) else { return Vec::new() };
    let filled = row.cells.iter().enumerate().filter(|(_, c)| c.kind != CellKind::Blank && !c.merged);
    let units: Option<Vec<(usize, String)>> =
        filled.map(|(index, cell)| Some((index, unit(cell)?)).filter(|(index, _)| Some(*index) != must)).collect();
    let units = units.unwrap_or_default();
    for (index, _) in &units {
        sheet.rows[header + 1].cells[*index] = Cell::default();
    }
    units
}

fn no_date(text: &str) -> Diagnostic {
    Diagnostic::error(
        "content/date",
        text!("表头上面的“截至：{text}”不是日期", "`{text}` in the line 截至 above the header is no date"),
    )
    .help(text!("写成“截至：2023-08-31”", "write 截至：2023-08-31"))
}

fn two_lines(first: &str, second: &str) -> Diagnostic {
    let what =
        text!("表头上面有两个单位：{first}、{second}", "there are two units above the header: {first}, {second}");
    Diagnostic::error("data/unit", what).help(text!(
        "上面只写一个，另一个写在它那一列的表头里：“金额（{second}）”，上面写成“单位：{first}（另有注明的除外）”",
        "keep one above, write the other into the header of its column, and 单位：{first}（另有注明的除外） above"
    ))
}

fn no_unit(name: &str) -> Diagnostic {
    let money = MoneyUnit::ALL.map(MoneyUnit::name).join("、");
    Diagnostic::error(
        "data/unit",
        text!("表头上面的单位“{name}”不认识", "the unit `{name}` above the header is not known"),
    )
    .help(text!(
        "钱写成{money}之一，数量写成人、亩、平方米等，前面可以有千、万、亿",
        "write one of {money} for money, or 人, 亩, 平方米 and so on, with 千, 万 or 亿 before it"
    ))
}
