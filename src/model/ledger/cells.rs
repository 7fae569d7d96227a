//! Cells: from what a spreadsheet program keeps to what a clerk has meant, and the traps between the two.

use super::{Column, scalar};
use crate::diagnostic::Diagnostic;
use crate::load::parse::yaml::Node;
use crate::load::table::{Cell, CellKind, Fault};
use crate::model::schema::{Field, Kind};
use crate::model::unknown::Unknown;
use crate::text;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text; `无` is a word like any other.
    Text,
    /// A date.
    Date,
    /// A number, an enum, a reference and so on.
    Value,
    /// True or false.
    Truth,
    /// Several values in one cell; commas separate them too where no value holds one.
    List {
        /// Whether commas separate.
        commas: bool,
    },
    /// Documents with locators.
    Sources,
    /// A share: spreadsheet programs keep 22% as 0.22, and what is kept is all that is read.
    Share,
    /// The id of the record to which a small record belongs.
    Owner,
}

impl Shape {
    /// The shape of a field's column; `None` where it cannot be a column.
    pub(super) fn of(field: &Field) -> Option<Shape> {
        Some(match &field.kind {
            Kind::Items(_) => return None,
            Kind::Text if field.list => Shape::List { commas: false },
            _ if field.list => Shape::List { commas: true },
            Kind::Text => Shape::Text,
            Kind::Date { .. } => Shape::Date,
            Kind::Ratio => Shape::Share,
            Kind::Boolean => Shape::Truth,
            Kind::Quantity(Some(unit)) if is_share(unit.name) => Shape::Share,
            // Where `无` is one of the values to choose from, it says something.
            Kind::Choice(choices) if choices.iter().any(|c| c.value == "无" || c.label.all().any(|l| l == "无")) => {
                Shape::Text
            }
            _ => Shape::Value,
        })
    }

    /// The shape of a key that every page has.
    pub(super) fn of_key(name: &str) -> Shape {
        match name {
            "sources" => Shape::Sources,
            "keywords" | "aliases" => Shape::List { commas: true },
            "date" | "published" | "updated" | "as_of" | "publish_at" | "withdraw_at" | "notice_from"
            | "notice_until" => Shape::Date,
            "draft" | "account" | "toc" => Shape::Truth,
            "weight" => Shape::Value,
            _ => Shape::Text,
        }
    }
}

/// What stands in a cell instead of a value, and does not say why there is none.
const MARKS: [&str; 12] = ["-", "--", "—", "——", "–", "/", "\\", "－", "／", "N/A", "n/a", "*"];

/// What a cell says, `None` where it has been said elsewhere what is wrong with it; `Err`: what is wrong with it.
pub(super) fn node(cell: &Cell, column: &Column) -> Result<Option<Node>, Diagnostic> {
    let text = cell.text.as_str();
    if let CellKind::Wrong(fault) = cell.kind {
        return Err(wrong(fault, text));
    }
    if cell.merged && column.is_sum && is_value(cell) {
        return Ok(None);
    }
    if column.unitless && (cell.kind == CellKind::Number || is_bare(text)) {
        return Ok(None);
    }
    if MARKS.contains(&text) || (text == "无" && !matches!(column.shape, Shape::Text)) {
        return Err(missing_mark(text));
    }
    match (cell.kind, column.shape) {
        (CellKind::Date, Shape::Date) => return Ok(Some(scalar(text))),
        (CellKind::Date, _) => {
            return Err(Diagnostic::error(
                "data/cell",
                text!("表格程序把这一格变成了日期 {text}", "the spreadsheet program made the date {text} of this cell"),
            )
            .help(text!("把这一列设为文本格式，重新填", "format the column as text and enter it again")));
        }
        (CellKind::Number, Shape::Share) => return Err(no_share(text)),
        (CellKind::Number, Shape::Date) => return year(text).ok_or_else(|| not_a_year(text)).map(|y| Some(scalar(y))),
        _ => {}
    }
    let separators: &[char] = match column.shape {
        Shape::Sources => &['；', ';', '\n'],
        Shape::List { commas: false } => &['、', '；', ';', '\n'],
        Shape::List { commas: true } => &['、', '；', ';', '\n', '，', ','],
        _ => &[],
    };
    if let Some(mark) = text.split(separators).map(str::trim).find(|part| MARKS.contains(part)) {
        return Err(missing_mark(mark));
    }
    Ok(Some(match column.shape {
        // Some programs keep true as 1 and false as 0.
        Shape::Truth if cell.kind == CellKind::Number && text == "1" => scalar("true"),
        Shape::Truth if cell.kind == CellKind::Number && text == "0" => scalar("false"),
        Shape::Sources => sources(text),
        Shape::List { commas } => list(text, commas),
        _ => scalar(&with_unit(text, column.unit.as_deref())),
    }))
}

fn missing_mark(text: &str) -> Diagnostic {
    let what = text!("“{text}”没有说清为什么没有", "`{text}` does not say why there is nothing");
    Diagnostic::error("data/missing-mark", what).help(text!(
        "写“原文未写”“待补充”“依法不公开”或“不适用”；真的没有要说的，就空着",
        "write 原文未写, 待补充, 依法不公开 or 不适用, or leave the cell empty where there is nothing to say"
    ))
}

/// Whether a cell holds a number, with or without words around it.
pub(super) fn is_value(cell: &Cell) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    matches!(cell.kind, CellKind::Number | CellKind::Text) && cell.text.contains(is_digit) && !is_unknown(&cell.text)
}

/// What to say of a sum that several rows share.
pub(super) fn spread(text: &str, first: u32, last: u32) -> Diagnostic {
    Diagnostic::error(
        "data/cell",
        text!(
            "“{text}”是第{first}到{last}行合并的一格：看不出每一行各是多少",
            "`{text}` is one merged cell of the rows {first} to {last}: how much belongs to each?"
        ),
    )
    .help(text!(
        "取消合并，每行写自己的数；只知道合起来是多少的，写在一行里，其余各行写“原文未写（与上一项合计）”",
        "split the cell and write what belongs to each row; where only the sum is known, write it in one row and 原文未写（与上一项合计） in the others"
    ))
}

/// What to say of a cell of which its program has made nothing that can be read.
pub(super) fn wrong(fault: Fault, text: &str) -> Diagnostic {
    let (what, mend) = match fault {
        Fault::Unsaved => (
            text!("公式没有保存结果", "the formula has no saved result"),
            text!("用表格程序打开，重新计算，再保存", "open it in a spreadsheet program, recalculate and save"),
        ),
        Fault::Error => (
            text!("格子里是错误值 {text}", "the cell holds the error {text}"),
            text!("改好公式；不知道的写“原文未写”", "mend the formula; write 原文未写 for what is not known"),
        ),
        Fault::Digits => (
            text!(
                "“{text}”超过15位，表格程序已经丢了后面的数字",
                "`{text}` has more than 15 digits, and the spreadsheet program has lost the last ones"
            ),
            text!("把这一列设为文本格式，重新填", "format the column as text and enter it again"),
        ),
        Fault::NoDay => (
            text!(
                "“{text}”是时间或普通的数，格式却是日期",
                "`{text}` is a time or a plain number with the format of a date"
            ),
            text!(
                "写成日期；要写时间的，把这一格设为文本格式，重新填",
                "write a date; for a time format the cell as text and enter it again"
            ),
        ),
        Fault::NoYear => (
            text!(
                "格子里存的是 {text}，显示的却没有年份：年份是表格程序自己加的",
                "the cell holds {text} but shows no year: the spreadsheet program has added one"
            ),
            text!(
                "把格式改成带年份的日期，核对年份；不知道年份的，用文本格式写",
                "choose a format with the year and look at it; where it is not known, format the cell as text"
            ),
        ),
    };
    Diagnostic::error("data/cell", what).help(mend)
}

/// Whether a unit is that of shares.
pub(super) fn is_share(unit: &str) -> bool {
    matches!(unit, "%" | "‰")
}

fn no_share(text: &str) -> Diagnostic {
    Diagnostic::error(
        "data/cell",
        text!(
            "“{text}”是数：看不出是{text}%，还是用百分比格式显示的另一个数",
            "`{text}` is a number: is it {text}%, or does its format show a hundred times as much?"
        ),
    )
    .help(text!("把这一列设为文本格式，写成 22%", "format the column as text and write 22%"))
}

fn year(text: &str) -> Option<&str> {
    text.parse::<u16>().ok().filter(|year| (1900..=2100).contains(year)).map(|_| text)
}

fn not_a_year(text: &str) -> Diagnostic {
    if text.contains('.') {
        return Diagnostic::error(
            "data/cell",
            text!("“{text}”是数，不是日期：看不出是几月", "`{text}` is a number, no date: which month is it?"),
        )
        .help(text!(
            "把这一格设为文本格式，写成 2023-03 或 2023年3月",
            "format the cell as text and write 2023-03 or 2023年3月"
        ));
    }
    Diagnostic::error("data/cell", text!("“{text}”是数，不是日期", "`{text}` is a number, no date")).help(text!(
        "可能是日期的序号：把这一列设为日期格式；只知道年月的设为文本格式，写成 2023-03",
        "it may be the number of a day: format the column as dates, or as text where only 2023-03 is known"
    ))
}

/// A number without a unit gets that of its column.
pub(super) fn with_unit(text: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if is_bare(text) => format!("{text}{unit}"),
        _ => text.to_owned(),
    }
}

/// Whether a text is a number that lacks its unit: `6400`, `约4000`, `3000多`.
pub(super) fn is_bare(text: &str) -> bool {
    text.chars().any(|c| crate::value::half_width(&c.to_string()).chars().all(|c| c.is_ascii_digit()))
        && text.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '多' | '余'))
}

/// Whether a text is an explicit unknown, with its note perhaps.
pub(super) fn is_unknown(text: &str) -> bool {
    Unknown::begins(text)
}

fn list(text: &str, commas: bool) -> Node {
    let separates = |c: char| matches!(c, '、' | '；' | ';' | '\n') || (commas && matches!(c, '，' | ','));
    if Unknown::read(text).is_some() || !text.contains(separates) {
        return scalar(text);
    }
    Node::List(text.split(separates).map(str::trim).filter(|part| !part.is_empty()).map(scalar).collect())
}

/// Documents with their locators, `某文件 ¶6；另一文件 第3页`: what stands after the last space and begins like a locator
/// is one.
pub(super) fn sources(text: &str) -> Node {
    let one = |part: &str| {
        let (document, locator) = match part.rsplit_once([' ', '\u{3000}']) {
            Some((document, locator)) if is_locator(locator) => (document.trim(), Some(locator)),
            _ => (part, None),
        };
        let mut entries = vec![("document".to_owned(), scalar(document))];
        entries.extend(locator.map(|locator| ("locator".to_owned(), scalar(locator))));
        Node::Map(entries)
    };
    Node::List(text.split(['；', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(one).collect())
}

/// `¶6`, `第3页`, `p. 3`, `行12`, `表!C3`.
fn is_locator(text: &str) -> bool {
    text.starts_with(['¶', '§', '第', '页', '行'])
        || text.contains('!')
        || text.trim_start_matches("p.").parse::<u32>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Node, is_bare, list, sources};

    #[test]
    fn parts_of_cells() {
        let texts = |node: Node| match node {
            Node::List(items) => items.iter().filter_map(|n| n.as_text().map(str::to_owned)).collect(),
            node => vec![node.as_text().unwrap_or_default().to_owned()],
        };
        assert_eq!(texts(list("坑尾、上洞；岭排", false)), ["坑尾", "上洞", "岭排"]);
        assert_eq!(texts(list("甲，乙", false)), ["甲，乙"]);
        assert_eq!(texts(list("a, b", true)), ["a", "b"]);
        assert_eq!(texts(list("待补充（财政所、农办）", true)), ["待补充（财政所、农办）"]);
        let Node::List(cited) = sources("某镇 工作总结 ¶6、¶7；台账 资产!C3\n会议纪要") else {
            panic!("a list")
        };
        let part = |i: usize, key: &str| cited[i].get(key).and_then(Node::as_text).map(str::to_owned);
        assert_eq!(part(0, "document").as_deref(), Some("某镇 工作总结"));
        assert_eq!(part(0, "locator").as_deref(), Some("¶6、¶7"));
        assert_eq!(part(1, "locator").as_deref(), Some("资产!C3"));
        assert_eq!(part(2, "locator"), None);
        for (text, bare) in [
            ("6400", true),
            ("约4000", true),
            ("3000多", true),
            ("６４", true),
            ("6400万元", false),
            ("原文未写", false),
            ("", false),
        ] {
            assert_eq!(is_bare(text), bare, "{text}");
        }
    }
}
