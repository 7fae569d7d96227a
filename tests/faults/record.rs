//! A good record in four formats, and mistakes that can be made in all of them.

use super::Fault;
use rust_xlsxwriter::Workbook;

pub(super) const SCHEMA: &str = "\
title: 项目
fields:
  - {name: state, title: 状态, type: string, constraints: {required: true}, categories: [{value: signed, label: {zh-CN: 签约, en: Signed}}, {value: talks, label: {zh-CN: 在谈, en: In talks}}]}
  - {name: value, title: 合同投资额, type: string, constraints: {minimum: 0元}, mingbai: {value: amount, stage: contracted}}
  - {name: area, title: 面积, type: string, constraints: {maximum: 100万}, mingbai: {value: quantity, unit: 平方米}}
  - {name: visits, title: 游客, type: string, mingbai: {value: quantity, unit: 人次}}
  - {name: share, title: 比例, type: string, mingbai: {value: ratio}}
  - {name: code, title: 区划代码, type: string, mingbai: {value: place_code}}
  - {name: signed, title: 签约时间, type: date, mingbai: {partial: true}}
  - {name: day, title: 开工日, type: date}
  - {name: places, title: 地点, type: list, mingbai: {ref: places}}
  - {name: open, title: 公开, type: boolean}
  - {name: count, title: 场次, type: integer, constraints: {minimum: 0, maximum: 100}}
  - {name: share_of, title: 系数, type: number}
  - {name: name, title: 简称, type: string, constraints: {minLength: 2, maxLength: 6, unique: true}}
  - {name: size, title: 规模, type: string, mingbai: {value: measure}}
  - {name: parts, title: 组成, type: array, mingbai: {fields: [{name: what, title: 内容, type: string, constraints: {required: true}}, {name: place, title: 所在地, type: string, mingbai: {ref: places}}]}}
mingbai: {list: [state, value], filters: [state]}
";

/// Headers and values of a good record, as a clerk writes them.
pub(super) const GOOD: [(&str, &str); 17] = [
    ("编号", "hao"),
    ("标题", "好项目"),
    ("状态", "签约"),
    ("合同投资额", "约4000万元"),
    ("面积", "736平方米"),
    ("游客", "16万人次"),
    ("比例", "22%（2/9）"),
    ("区划代码", "441402101201"),
    ("签约时间", "2023年3月上旬"),
    ("开工日", "2023-04-10"),
    ("地点", "上洞"),
    ("公开", "是"),
    ("场次", "15"),
    ("系数", "1.10"),
    ("简称", "福景"),
    ("规模", "3000多人"),
    ("来源", "某文件 ¶6"),
];

pub(super) type Row = Vec<(String, String)>;
/// Paths and bytes.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The good record with other id and short name, and some values changed; an empty one is not written.
pub(super) fn row(id: &str, changes: &[(&str, &str)]) -> Row {
    let mut row: Row = GOOD.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    row[0].1 = id.to_owned();
    row[14].1 = format!("简{id}");
    for (key, value) in changes {
        match row.iter_mut().find(|(k, _)| k == key) {
            Some(entry) => entry.1 = (*value).to_owned(),
            None => row.push(((*key).to_owned(), (*value).to_owned())),
        }
    }
    row
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Markdown,
    Yaml,
    Csv,
    Xlsx,
}

use Format::{Csv, Markdown, Xlsx, Yaml};

impl Format {
    fn name(self) -> &'static str {
        match self {
            Markdown => "Markdown",
            Yaml => "YAML",
            Csv => "CSV",
            Xlsx => "XLSX",
        }
    }

    /// Two rows as files; the second is in `zz.md`, or in the third row of the table.
    pub(super) fn files(self, first: &Row, second: &Row) -> Files {
        match self {
            Markdown => vec![
                ("content/projects/hao.md".to_owned(), markdown(first)),
                ("content/projects/zz.md".to_owned(), markdown(second)),
            ],
            Yaml => vec![("content/projects/all.yaml".to_owned(), yaml(&[first, second]))],
            Csv => vec![("content/projects/all.csv".to_owned(), csv(&[first, second]))],
            Xlsx => vec![("content/projects/all.xlsx".to_owned(), xlsx(&[first, second]))],
        }
    }

    /// Where a value of the second row stands; `None`: the record as such.
    fn place(self, second: &Row, key: Option<&str>) -> String {
        let written: Vec<&str> = second.iter().filter(|(_, v)| !v.is_empty()).map(|(k, _)| k.as_str()).collect();
        let line = |key: &str| written.iter().position(|k| *k == key).unwrap_or(0);
        let letter = |key: &str| {
            let index = second.iter().position(|(k, _)| k == key).unwrap_or(0);
            char::from(b'A' + u8::try_from(index).expect("few columns"))
        };
        match self {
            Markdown => format!("content/projects/zz.md:{}", key.map_or(2, |k| line(k) + 2)),
            Yaml => format!("content/projects/all.yaml:{}", 18 + key.map_or(0, line)),
            Csv => format!("content/projects/all.csv {}3", letter(key.unwrap_or("编号"))),
            Xlsx => format!("content/projects/all.xlsx 项目!{}3", letter(key.unwrap_or("编号"))),
        }
    }
}

fn entry(key: &str, value: &str) -> String {
    let value = match (key, value.rsplit_once(' ')) {
        ("来源", Some((document, locator))) => format!("[{{document: {document}, locator: {locator}}}]"),
        // Texts of JSON are texts of YAML.
        _ => serde_json::Value::from(value).to_string(),
    };
    format!("{key}: {value}\n")
}

fn markdown(row: &Row) -> Vec<u8> {
    let front: String = row.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| entry(k, v)).collect();
    format!("---\n{front}---\n\n正文。\n").into_bytes()
}

fn yaml(rows: &[&Row]) -> Vec<u8> {
    let mut out = String::new();
    for row in rows {
        for (n, (key, value)) in row.iter().filter(|(_, v)| !v.is_empty()).enumerate() {
            out.push_str(if n == 0 { "- " } else { "  " });
            out.push_str(&entry(key, value));
        }
    }
    out.into_bytes()
}

pub(super) fn csv(rows: &[&Row]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let widest = rows.iter().max_by_key(|r| r.len()).expect("rows");
    let mut out = widest.iter().map(|(k, _)| quoted(k)).collect::<Vec<_>>().join(",") + "\r\n";
    for row in rows {
        out += &(row.iter().map(|(_, v)| quoted(v)).collect::<Vec<_>>().join(",") + "\r\n");
    }
    out.into_bytes()
}

pub(super) fn xlsx(rows: &[&Row]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("项目").expect("a name");
    let widest = rows.iter().max_by_key(|r| r.len()).expect("rows");
    for (column, (key, _)) in (0_u16..).zip(widest.iter()) {
        sheet.write_string(0, column, key).expect("a header");
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, (_, value)) in (0_u16..).zip(row.iter()).filter(|(_, (_, v))| !v.is_empty()) {
            sheet.write_string(line, column, value).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

pub(super) fn good() -> Vec<(&'static str, Files)> {
    let (first, second) = (row("hao", &[]), row("hao-2", &[]));
    [Markdown, Yaml, Csv, Xlsx].into_iter().map(|f| (f.name(), f.files(&first, &second))).collect()
}

/// Mistakes of one value: name, header, what is written, the rule that finds it.
pub(super) const VALUES: [(&str, &str, &str, &str); 35] = [
    ("an unknown state", "状态", "谈成", "data/not-in-enum"),
    ("a state with a slip", "状态", "签越", "data/not-in-enum"),
    ("an amount in words", "合同投资额", "许多", "data/amount"),
    ("an amount below a fen", "合同投资额", "0.001元", "data/amount"),
    ("an amount beyond all budgets", "合同投资额", "99999999999亿元", "data/amount"),
    ("an amount below the least", "合同投资额", "-5万元", "data/constraint"),
    ("an amount with spaces between its digits", "合同投资额", "1 000万元", "data/amount"),
    ("a quantity with spaces between its digits", "游客", "1 000", "data/quantity"),
    ("a number with spaces between its digits", "系数", "1 000", "data/wrong-type"),
    ("a quantity above the greatest", "面积", "2平方公里", "data/constraint"),
    ("an unknown that is none", "合同投资额", "原文没写", "data/amount"),
    ("two contradicting words", "合同投资额", "约不低于400万元", "data/amount"),
    ("another unit", "面积", "736人", "data/unit"),
    ("an unknown unit", "面积", "3只", "data/unit"),
    ("a quantity in words", "面积", "三百平方米", "data/quantity"),
    ("persons for visits", "游客", "16万人", "data/unit"),
    ("percent or per mille", "比例", "22%o", "data/unit"),
    ("percentage points", "比例", "22个百分点", "data/ratio"),
    ("a share of nothing", "比例", "22%（2/0）", "data/ratio"),
    ("a share that its numbers do not make", "比例", "50%（2/9）", "data/ratio"),
    ("a code that is too short", "区划代码", "4414021012", "data/place-code"),
    ("a code that became a float", "区划代码", "4.41402E+11", "data/place-code"),
    ("a month that is none", "签约时间", "2023-13", "content/date"),
    ("a deadline that does not say", "签约时间", "2023年10月前", "data/deadline"),
    ("a period that runs backwards", "签约时间", "2023-05..2023-03", "data/deadline"),
    ("a day that is none", "开工日", "2023-02-30", "content/date"),
    ("a month for a day", "开工日", "2023-03", "data/wrong-type"),
    ("a place that is not there", "地点", "东洞", "data/reference"),
    ("neither yes nor no", "公开", "也许", "content/value"),
    ("too many", "场次", "120", "data/constraint"),
    ("half a meeting", "场次", "1.5", "data/wrong-type"),
    ("a number in words", "系数", "十二", "data/wrong-type"),
    ("a name that is too short", "简称", "甲", "data/constraint"),
    ("a name that is too long", "简称", "超过六个字的名称", "data/constraint"),
    ("a measure of nothing", "规模", "若干", "data/quantity"),
];

pub(super) fn faults() -> Vec<Fault> {
    let mut out = Vec::new();
    for format in [Markdown, Yaml, Csv, Xlsx] {
        let mut add = |name: &str, second: Row, rule: &'static str, key: Option<&str>| {
            out.push(Fault {
                name: format!("{}: {name}", format.name()),
                place: format.place(&second, key),
                files: format.files(&row("hao", &[]), &second),
                rule,
            });
        };
        for (name, key, value, rule) in VALUES {
            add(name, row("bad", &[(key, value)]), rule, Some(key));
        }
        add("a state that is missing", row("bad", &[("状态", "")]), "data/required", None);
        add("an id that is used twice", row("hao", &[("标题", "又一个"), ("简称", "别名")]), "data/id", Some("编号"));
        add("an id with a space and a capital", row("B d", &[]), "data/id", Some("编号"));
        add("an id in full-width digits", row("bad-１", &[]), "data/id", Some("编号"));
        add("an id that is two", row("bad/1", &[]), "data/id", Some("编号"));
        let title = if matches!(format, Csv | Xlsx) { Some("标题") } else { None };
        add("a title that is missing", row("bad", &[("标题", "")]), "content/title", title);
        add("a name that another has", row("bad", &[("简称", "简hao")]), "data/constraint", Some("简称"));
    }
    out
}
