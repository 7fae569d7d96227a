//! What a row below the header is: a record, a total, a note, or something that would get lost.

use super::Ledger;
use crate::load::table::{Cell, CellKind};
use crate::value::{half_width, is_id};

/// What a row below the header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Record,
    /// 合计, 总计: of all records above.
    Total,
    /// 小计: of the records since the last one.
    Subtotal,
    /// A note, or the header once more.
    Nothing,
    /// Another header, or a line that belongs above one: another table begins.
    OtherTable,
    /// A single value in the column of that index of the sheet, which makes no record.
    Stray(usize),
    /// A note with a value in the column of that index.
    Crowded(usize),
}

/// How the notes below a table begin.
const NOTES: [&str; 20] = [
    "注：",
    "注:",
    "备注",
    "说明",
    "填表",
    "制表",
    "审核",
    "单位负责人",
    "填报",
    "复核",
    "负责人",
    "分管领导",
    "经办",
    "联系人",
    "联系电话",
    "日期：",
    "日期:",
    "盖章",
    "（盖章",
    "单位（盖章",
];

/// What a row is, by its first cell.
pub(super) fn kind(ledger: &Ledger, header: usize, row: usize) -> RowKind {
    let cells = &ledger.sheet.rows[row].cells;
    // It held a running number.
    if cells.iter().all(|c| c.kind == CellKind::Blank) {
        return RowKind::Nothing;
    }
    let filled: Vec<(usize, String)> =
        cells.iter().enumerate().filter(|(_, c)| says(c)).map(|(i, c)| (i, plain(c))).collect();
    let (at, first) = filled.first().map_or((0, ""), |(at, text)| (*at, text.as_str()));
    let must = ledger.column(ledger.must).and_then(|column| Some((column.index, ledger.cell(row, column)?)));
    let must = must.filter(|(_, cell)| !cell.merged);
    // With an id of its own it is a record: 小计 may be the name of a river.
    if let Some(kind) = total(first).filter(|_| must.is_none_or(|(index, _)| index == at)) {
        return kind;
    }
    if ledger.sheet.rows[row].cells == ledger.sheet.rows[header].cells {
        return RowKind::Nothing;
    }
    let names_id = ledger.text(row, "id").is_some_and(|text| matches!(text, "编号" | "id"));
    if names_id || ["单位：", "单位:", "截至：", "截至:"].iter().any(|line| first.starts_with(line)) {
        return RowKind::OtherTable;
    }
    let is_alone = filled.len() < 2;
    let id = ledger.column("id").and_then(|id| ledger.cell(row, id));
    // 填表人：… is no id, whatever else stands in its row.
    let may_be_note = is_alone || id.is_none_or(|id| !is_id(&id.text) || NOTES.contains(&id.text.as_str()));
    if may_be_note && NOTES.iter().any(|n| first.starts_with(n)) {
        return crowded(&filled).map_or(RowKind::Nothing, RowKind::Crowded);
    }
    if is_alone { lonely(ledger, row) } else { RowKind::Record }
}

fn says(cell: &Cell) -> bool {
    cell.kind != CellKind::Blank && !cell.merged
}

fn plain(cell: &Cell) -> String {
    cell.text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A row without its column of ids that begins with 合计, 本页小计, Total or the like, its unit in brackets perhaps.
fn total(first: &str) -> Option<RowKind> {
    let word = half_width(first).to_lowercase();
    let word = without_brackets(word.trim_end_matches(':')).trim_end_matches(':');
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    if ends(&["小计", "本页合计", "subtotal", "sub-total"]) {
        Some(RowKind::Subtotal)
    } else if ends(&["合计", "总计", "共计", "总和"])
        || matches!(word, "累计" | "合计数" | "总数" | "total" | "grandtotal" | "sum")
    {
        Some(RowKind::Total)
    } else {
        None
    }
}

fn without_brackets(word: &str) -> &str {
    word.strip_suffix(')').and_then(|word| word.rsplit_once('(')).map_or(word, |(word, _)| word)
}

/// The unit that a total names: `合计（万元）`.
pub(super) fn unit_of_total(first: &str) -> Option<String> {
    let word = half_width(first.trim_end_matches(['：', ':']));
    Some(word.strip_suffix(')')?.rsplit_once('(')?.1.trim().to_owned())
}

/// The first cell of a note that belongs to no label: labels end in a colon, or stand before what they name.
fn crowded(filled: &[(usize, String)]) -> Option<usize> {
    let mut names_next = false;
    for (order, (index, text)) in filled.iter().enumerate() {
        // 审核人, 联系人.
        let is_word = text.chars().count() < 5 && NOTES.iter().any(|note| text.starts_with(note));
        let is_label = order == 0 || is_labelled(text) || is_word;
        if !is_label && !names_next {
            return Some(*index);
        }
        let is_open = text.ends_with(['：', ':']) || !text.contains(['：', ':']);
        names_next = is_label && is_open;
    }
    None
}

/// Whether a cell says of itself what it is: `审核人：财政所`.
pub(super) fn is_labelled(text: &str) -> bool {
    let label = text.split_once(['：', ':']).map_or("", |(label, _)| label);
    !label.is_empty() && label.chars().count() <= 10 && !label.chars().any(|c| c.is_ascii_digit())
}

/// What a row with a single value is: of the columns of a record one is not enough.
fn lonely(ledger: &Ledger, row: usize) -> RowKind {
    let is_full = |c: &Cell| c.kind != CellKind::Blank;
    let cells = &ledger.sheet.rows[row].cells;
    let index = cells.iter().position(says);
    let handed_down = cells.iter().any(|c| is_full(c) && c.merged);
    let (Some(index), Some(id), false) = (index, ledger.column("id"), handed_down) else { return RowKind::Record };
    match ledger.columns.iter().find(|c| c.index == index) {
        // Its column is one that nobody knows, which has been told.
        None => RowKind::Nothing,
        // A title may be made of other fields, and there may be none.
        Some(column) if column.index == id.index && ledger.column("title").is_none() => RowKind::Record,
        Some(_) => RowKind::Stray(index),
    }
}

/// The column of the first cell of a row above the header that looks like a record's: with an id of its own, and a value.
pub(super) fn data_above(ledger: &Ledger, row: usize, is_header: &dyn Fn(&str) -> bool) -> Option<usize> {
    let cells = &ledger.sheet.rows[row].cells;
    let filled: Vec<&Cell> = cells.iter().filter(|c| says(c)).collect();
    let must = ledger.column(ledger.must)?;
    let id = ledger.cell(row, must).filter(|c| !c.merged)?;
    if filled.len() < 2
        || filled.iter().any(|c| is_labelled(&c.text))
        || filled.iter().filter(|c| is_header(&c.text)).count() > 1
    {
        return None;
    }
    let is_ascii = id.text.is_ascii() && is_id(&id.text);
    // 2023年 over several columns is a header above the header.
    let is_number = |c: &Cell| super::cells::is_value(c) && !c.text.ends_with('年');
    let has_number = || {
        let mut columns = ledger.columns.iter().filter(|c| c.index != must.index && c.is_measured());
        columns.any(|column| ledger.cell(row, column).is_some_and(|c| !c.merged && is_number(c)))
    };
    (is_ascii || (is_id(&id.text) && has_number())).then_some(must.index)
}

#[cfg(test)]
mod tests {
    use super::{RowKind, crowded, total, unit_of_total};

    #[test]
    fn words_of_totals() {
        for (word, kind) in [
            ("合计", Some(RowKind::Total)),
            ("合计：", Some(RowKind::Total)),
            ("合计（万元）", Some(RowKind::Total)),
            ("全镇总计", Some(RowKind::Total)),
            ("Total", Some(RowKind::Total)),
            ("本页小计", Some(RowKind::Subtotal)),
            ("小计(万元):", Some(RowKind::Subtotal)),
            ("小计河", None),
            ("合计划拨", None),
        ] {
            assert_eq!(total(word), kind, "{word}");
        }
        assert_eq!(unit_of_total("合计（万元）：").as_deref(), Some("万元"));
        assert_eq!(unit_of_total("合计"), None);
    }

    #[test]
    fn notes_and_values_beside_them() {
        let found = |cells: &[&str]| {
            let cells: Vec<(usize, String)> =
                cells.iter().enumerate().filter(|(_, t)| !t.is_empty()).map(|(i, t)| (i, (*t).to_owned())).collect();
            crowded(&cells)
        };
        for cells in [
            &["注：以上为自述。"][..],
            &["备注", "以上为自述"],
            &["填表人：办公室", "审核人：财政所", "日期：2023-08-31"],
            &["填表人：", "办公室", "审核人：", "", "日期："],
            &["填表人", "办公室", "审核人", "财政所"],
        ] {
            assert_eq!(found(cells), None, "{cells:?}");
        }
        assert_eq!(found(&["注：见下", "乙项目", "2023"]), Some(1));
        assert_eq!(found(&["备注", "乙项目", "2023", "f"]), Some(2));
        assert_eq!(found(&["注：数据为初步", "", "", "55"]), Some(3));
        assert_eq!(found(&["日期：2023", "题"]), Some(1));
    }
}
