//! Tables that name people beside what is nobody's business: a column of names and one of health, hardship, belief or accounts.

use super::carriers::Sheaf;
use crate::diagnostic::{Place, SourceText};
use crate::load::SourceFile;
use crate::load::table::{Sheet, is_table, read, trimmed_text};
use crate::model::{FieldRef, FieldValue, PageKind, Site, Source, Value};

/// A table with both columns.
#[derive(Debug, Clone)]
pub(in crate::check) struct Named {
    /// Headers: of the names, and of the other.
    pub name: String,
    pub other: String,
    pub place: Place,
}

/// Headers of names.
const NAMES: [&str; 14] = [
    "姓名",
    "户主",
    "学生姓名",
    "患者",
    "救助对象",
    "低保对象",
    "补贴对象",
    "受益人",
    "受助人",
    "申请人",
    "残疾人",
    "监护人",
    "家庭成员",
    "农户姓名",
];

/// Words in headers of what is sensitive.
const SENSITIVE: [&str; 30] = [
    "病",
    "残疾",
    "伤残",
    "低保",
    "特困",
    "孤儿",
    "困境儿童",
    "精神",
    "信仰",
    "宗教",
    "健康",
    "诊断",
    "怀孕",
    "孕",
    "刑",
    "矫正",
    "吸毒",
    "戒毒",
    "上访",
    "信访",
    "身份证",
    "证件号",
    "身份号码",
    "银行",
    "卡号",
    "账号",
    "帐号",
    "开户",
    "家庭住址",
    "未成年",
];

/// Whether a header is of names.
pub(super) fn is_of_names(header: &str) -> bool {
    NAMES.contains(&header) || header.ends_with("姓名")
}

/// Which columns of a header row are of names, and which of something sensitive.
fn columns(headers: &[String]) -> Option<(usize, usize)> {
    let name = headers.iter().position(|h| is_of_names(h))?;
    let is_other = |(at, header): &(usize, &String)| *at != name && SENSITIVE.iter().any(|word| header.contains(word));
    let other = headers.iter().enumerate().find(is_other)?.0;
    Some((name, other))
}

/// Whether a cell names somebody: two to four Han characters without any sign for one that is hidden, or a name with a dot.
pub(super) fn is_name(text: &str) -> bool {
    let is_han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c) || c == '·';
    let count = text.chars().count();
    text.chars().all(is_han)
        && ((2..=4).contains(&count) || count <= 15 && text.contains('·'))
        && !NOBODY.contains(&text)
}

/// What stands in such a column for nobody.
const NOBODY: [&str; 12] =
    ["某某", "合计", "小计", "总计", "不公开", "不适用", "原文未写", "待补充", "略", "匿名", "无", "保密"];

/// Looks through bodies, collections and tables that visitors can download.
pub(super) fn all(site: &Site) -> Vec<Named> {
    let mut out = Vec::new();
    for page in site.pages.unnoted() {
        if let Source::Markdown(file) = &page.source {
            bodies(file.front.source(), file.body, &mut out);
        }
    }
    collections(site, &mut out);
    out
}

/// The tables of a body.
fn bodies(source: SourceText<'_>, body: usize, out: &mut Vec<Named>) {
    rows(source.text, body, |table| {
        let Some((name, other)) = columns(table.headers) else { return false };
        if table.at == table.header || !table.cells.get(name).is_some_and(|cell| is_name(cell)) {
            return true;
        }
        let place = source.place(table.header..table.header + line_length(source.text, table.header));
        out.push(Named { name: table.headers[name].clone(), other: table.headers[other].clone(), place });
        false
    });
}

/// A row of a table in a body, the header's own among them.
pub(super) struct Row<'t> {
    /// Where the header begins.
    pub header: usize,
    pub headers: &'t [String],
    /// Where the row begins.
    pub at: usize,
    pub cells: &'t [String],
}

/// Bytes of the line that begins there.
pub(super) fn line_length(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).unwrap_or(0)
}

/// Goes through the rows of the tables of a body; what is given says whether the rest of the table matters.
pub(super) fn rows(text: &str, body: usize, mut look: impl FnMut(&Row<'_>) -> bool) {
    let bytes = &text.as_bytes()[body..];
    // Most pages have none.
    if [&b"-|"[..], b"- |", b"|-", b"| -", b"|:", b"| :"].iter().all(|mark| memchr::memmem::find(bytes, mark).is_none())
    {
        return;
    }
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| cell.trim().trim_matches('*').to_owned()).collect()
    };
    let is_rule = |line: &str| {
        line.contains('-')
            && line.contains('|')
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\r' | '\t'))
    };
    let mut start = body;
    let mut before: Option<(usize, &str)> = None;
    let mut open: Option<(usize, Vec<String>)> = None;
    for line in text[body..].split_inclusive('\n') {
        if let Some((header, written)) = before.filter(|_| is_rule(line.trim_end())) {
            let headers = cells(written);
            let goes_on = look(&Row { header, headers: &headers, at: header, cells: &headers });
            open = goes_on.then_some((header, headers));
        } else if let Some((header, headers)) = &open
            && (!line.contains('|') || !look(&Row { header: *header, headers, at: start, cells: &cells(line) }))
        {
            open = None;
        }
        before = line.contains('|').then_some((start, line));
        start += line.len();
    }
}

/// Collections with both fields, at the first record that names somebody.
fn collections(site: &Site, out: &mut Vec<Named>) {
    for (index, schema) in site.collections.iter().enumerate() {
        let titles: Vec<String> = schema.fields.iter().map(|f| f.title.get("zh-CN").to_owned()).collect();
        let Some((name, other)) = columns(&titles) else { continue };
        let names = |value: Option<&FieldValue>| matches!(value, Some(FieldValue::Known(values)) if values.iter().any(|v| matches!(v, Value::Text(t) if is_name(t))));
        let is_of = |page: &&std::sync::Arc<crate::model::Page>| {
            page.kind == PageKind::Record(index)
                && names(page.value(FieldRef::Collection(index, name)))
                && page.value(FieldRef::Collection(index, other)).is_some()
        };
        if let Some(page) = site.pages.unnoted().iter().find(is_of) {
            let place = page.source.field_place(&schema.fields[name]);
            out.push(Named { name: titles[name].clone(), other: titles[other].clone(), place });
        }
    }
}

/// A table that visitors can download.
pub(super) fn attached(file: &SourceFile, out: &mut Sheaf) {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    if let (true, Ok((sheets, _))) = (is_table(name), read(file)) {
        out.named.extend(sheets.iter().filter_map(sheet));
        out.people.extend(sheets.iter().filter_map(super::people::sheet));
    }
}

/// Rows at the head of a sheet among which headers are looked for.
const HEAD: usize = 8;

/// The first row of a sheet that may be its header, with what is made of it.
pub(super) fn head<T>(sheet: &Sheet, find: impl Fn(&[String]) -> Option<T>) -> Option<(usize, Vec<String>, T)> {
    let row = |at: usize| -> Vec<String> {
        sheet.rows[at].cells.iter().map(|c| trimmed_text(&c.text).replace([' ', '\u{3000}', '\n'], "")).collect()
    };
    (0..sheet.rows.len().min(HEAD)).find_map(|at| {
        let headers = row(at);
        let found = find(&headers)?;
        Some((at, headers, found))
    })
}

fn sheet(sheet: &Sheet) -> Option<Named> {
    let (head, headers, (name, other)) = head(sheet, columns)?;
    let below = &sheet.rows[head + 1..];
    let names = below.iter().any(|row| row.cells.get(name).is_some_and(|c| is_name(trimmed_text(&c.text))));
    names.then(|| Named { name: headers[name].clone(), other: headers[other].clone(), place: sheet.place(head, name) })
}

#[cfg(test)]
mod tests {
    use super::{columns, is_name};

    #[test]
    fn names_beside_what_is_sensitive() {
        let of = |headers: &[&str]| columns(&headers.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["序号", "姓名", "残疾等级"]), Some((1, 2)));
        assert_eq!(of(&["低保类别", "户主姓名"]), Some((1, 0)));
        assert_eq!(of(&["姓名", "职务"]), None);
        assert_eq!(of(&["村", "低保户数"]), None);
        assert!(is_name("张三") && is_name("买买提·艾力"));
        assert!(!is_name("张*") && !is_name("某某") && !is_name("张三等五人名单"));
    }
}
