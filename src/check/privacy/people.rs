//! Who is named where nothing sensitive need stand beside: lists of names, as public notices have them. In tables under a
//! header of names; in a line after the word for a list; in records and in blocks that show them; in what visitors can download. Names within sentences
//! are not found: nothing tells them from other words.

use super::tables::{head, is_name, is_of_names, line_length, rows};
use crate::diagnostic::{Place, SourceText, Text};
use crate::load::SourceFile;
use crate::load::table::{Sheet, trimmed_text};
use crate::model::figure::Target;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Site, Source, Value};
use crate::text;

/// A list that names people. The names themselves are told nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct People {
    /// How many there are at least.
    pub count: usize,
    /// What stands over them.
    pub header: Text,
    pub place: Place,
}

/// Headers of names in lists of notices, beside those of all tables.
const HEADERS: [&str; 9] = [
    "公示对象",
    "拟录用人员",
    "拟聘用人员",
    "拟聘人员",
    "录用人员",
    "被征收人",
    "被征地农户",
    "拟发展对象",
    "补助对象",
];

/// The same in English, in lower case.
const ENGLISH: [&str; 8] =
    ["name", "full name", "names", "householder", "head of household", "applicant", "beneficiary", "recipient"];

/// Words before a list in a line, beside those of tables.
const LABELS: [&str; 4] = ["名单", "名单如下", "拟录用", "拟聘用"];

/// Words of names of places and firms in English.
const NO_PERSON: [&str; 24] = [
    "village",
    "town",
    "township",
    "county",
    "city",
    "district",
    "province",
    "road",
    "street",
    "bridge",
    "school",
    "company",
    "ltd",
    "co",
    "group",
    "station",
    "office",
    "committee",
    "bureau",
    "project",
    "total",
    "unknown",
    "not",
    "withheld",
];

/// The surnames of most people, and some that are rarer.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈\
姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温赖饶詹巫丘古凌练\
幸侯管刁池洪巢康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童毕单季裴霍涂成苗谷盛\
曲翁冉骆蓝路游辛靳欧阳";

fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Surnames of two characters.
const DOUBLE: [&str; 8] = ["欧阳", "上官", "司徒", "司马", "诸葛", "东方", "皇甫", "尉迟"];

fn is_header(text: &str) -> bool {
    is_of_names(text) || HEADERS.contains(&text) || ENGLISH.contains(&text.to_lowercase().as_str())
}

/// Whether a word by itself, with nothing over it, is somebody's name.
pub(in crate::check) fn is_surely_name(text: &str) -> bool {
    let length = text.chars().count();
    let is_double = length >= 3 && DOUBLE.iter().any(|double| text.starts_with(double));
    let is_plain = text.starts_with(is_surname) && (2..=3).contains(&length);
    is_name(text) && (is_double || is_plain || text.contains('·'))
}

/// Whether a cell below a header of names names somebody, in either script.
fn names(cell: &str, header: &str) -> bool {
    if header.is_ascii() {
        // A village may stand under `Name` too, in characters as in letters.
        return is_surely_name(cell) && !cell.ends_with(['村', '镇', '县', '市', '区', '路', '桥'])
            || is_in_letters(cell);
    }
    is_name(cell) || is_in_letters(cell)
}

/// `Zhang San`, `Ouyang Zhen-hua`: two to four capitalised words.
fn is_in_letters(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.len() >= 2
            && word.chars().skip(1).all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '\''))
            && !NO_PERSON.contains(&word.to_lowercase().as_str())
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_word)
}

/// Who is named by a page: in its body, and in the fields of a record, as far as they are not masked.
pub(in crate::check) fn of_page(site: &Site, page: &Page) -> Vec<People> {
    let mut out = Vec::new();
    if let Source::Markdown(file) = &page.source {
        let source = file.front.source();
        tables(source, file.body, &mut out);
        lines(source, file.body, &mut out);
    }
    blocks(site, page, &mut out);
    fields(site, page, &mut out);
    out
}

/// In blocks, which show fields of records.
fn blocks(site: &Site, page: &Page, out: &mut Vec<People>) {
    let Some(document) = page.source.document() else { return };
    for (block, fence) in page.blocks.iter().zip(&document.blocks) {
        let count = block.targets(site).into_iter().map(|target| in_target(site, target)).sum();
        if count > 0 {
            let place = page.source.body_place(fence.content.clone());
            let name = fence.name;
            add(out, count, text!("块“{name}”", "the block `{name}`"), place);
        }
    }
}

fn in_target(site: &Site, target: Target) -> usize {
    let Target::Field(record, index) = target else { return 0 };
    let record = &site.pages.unnoted()[record];
    let PageKind::Record(collection) = record.kind else { return 0 };
    match record.value(FieldRef::Collection(collection, index)) {
        Some(FieldValue::Known(values)) => in_field(&site.collections[collection].fields[index], values),
        _ => 0,
    }
}

/// In tables, below a header of names or beside one.
fn tables(source: SourceText<'_>, body: usize, out: &mut Vec<People>) {
    rows(source.text, body, |row| {
        // `姓名 | 张三`: the header of a form stands at the left.
        let beside = row.cells.windows(2).filter(|pair| is_header(&pair[0]) && names(&pair[1], &pair[0])).count();
        let below = if row.at == row.header {
            0
        } else {
            let under = |(cell, header): &(&String, &String)| is_header(header) && names(cell, header);
            row.cells.iter().zip(row.headers).filter(under).count()
        };
        if beside.max(below) == 0 {
            return true;
        }
        let is_head = |h: &&String| is_header(h);
        let header = row.headers.iter().find(is_head).or_else(|| row.cells.iter().find(is_head));
        let header = header.cloned().unwrap_or_default();
        let place = source.place(row.header..row.header + line_length(source.text, row.header));
        let place = if below == 0 { quiet(place) } else { place };
        add(out, beside.max(below), text!("表里的“{header}”", "`{header}` in a table"), place);
        true
    });
}

/// In a line: `拟录用人员：张三、李四`.
fn lines(source: SourceText<'_>, body: usize, out: &mut Vec<People>) {
    let mut start = body;
    for line in source.text[body..].split_inclusive('\n') {
        if let Some((before, after)) = line.split_once(['：', ':']) {
            let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '>' | '-' | '|');
            let label = before.trim_matches(is_mark);
            let is_list = is_of_names(label) || HEADERS.iter().chain(&LABELS).any(|word| label.ends_with(word));
            let said = after.trim_matches(is_mark);
            let said = said.split(['。', '；', ';', '，', ',']).next().unwrap_or_default();
            let (mut all, mut count) = (true, 0);
            for word in said.split(['、', ' ', '\u{3000}']).filter(|word| !word.is_empty()) {
                all &= is_surely_name(word.trim_end_matches(['等', '*']));
                count += 1;
            }
            if is_list && all && count > 0 {
                let place = quiet(source.place(start..start + line_length(source.text, start)));
                add(out, count, text!("“{label}”一行", "the line `{label}`"), place);
            }
        }
        start += line.len();
    }
}

/// In fields that are called after names.
fn fields(site: &Site, page: &Page, out: &mut Vec<People>) {
    for (reference, value) in &page.fields {
        let field = site.field(*reference);
        let FieldValue::Known(values) = value else { continue };
        let count = match &field.kind {
            Kind::Items(inner) => values.iter().map(|item| in_item(inner, item)).sum(),
            _ => in_field(field, values),
        };
        if count > 0 {
            let (zh, en) = (field.title.get("zh-CN"), &field.name);
            add(out, count, text!("字段“{zh}”", "the field `{en}`"), quiet(page.source.field_place(field)));
        }
    }
}

fn in_field(field: &Field, values: &[Value]) -> usize {
    if field.mask.is_some() || !field.title.all().any(is_header) {
        return 0;
    }
    let header = field.title.get("zh-CN");
    values.iter().filter(|value| matches!(value, Value::Text(text) if names(text.trim(), header))).count()
}

fn in_item(fields: &[Field], item: &Value) -> usize {
    let Value::Item(inner) = item else { return 0 };
    let one = |(index, value): &(usize, FieldValue)| match (fields.get(*index), value) {
        (Some(field), FieldValue::Known(values)) => in_field(field, values),
        _ => 0,
    };
    inner.iter().map(one).sum()
}

/// A sheet that visitors can download.
pub(super) fn sheet(sheet: &Sheet) -> Option<People> {
    let (at, headers, column) = head(sheet, |headers| headers.iter().position(|h| is_header(h)))?;
    let header = headers[column].as_str();
    let is_named = |row: &&crate::load::table::Row| {
        row.cells.get(column).is_some_and(|cell| names(trimmed_text(&cell.text), header))
    };
    let count = sheet.rows[at + 1..].iter().filter(is_named).count();
    let place = sheet.place(at, column);
    (count > 0).then(|| People { count, header: text!("表里的“{header}”", "`{header}` in a table"), place })
}

/// A document that visitors can download: cells of its tables are paragraphs by themselves.
pub(super) fn paragraphs<'t>(file: &SourceFile, said: impl Iterator<Item = &'t str>) -> Option<People> {
    let (mut header, mut count) = (None, 0);
    for text in said.map(str::trim) {
        if is_of_names(text) || HEADERS.contains(&text) {
            header.get_or_insert_with(|| text.to_owned());
        } else if header.is_some() && is_surely_name(text) {
            count += 1;
        }
    }
    let header = header.filter(|_| count > 0)?;
    let place = Place::file(file.path.clone());
    Some(People { count, header: text!("“{header}”下面", "what is below `{header}`"), place })
}

/// A place without what stands there: that is a name.
fn quiet(place: Place) -> Place {
    Place { excerpt: None, ..place }
}

/// Counts what stands at one place together.
fn add(out: &mut Vec<People>, count: usize, header: Text, place: Place) {
    match out.last_mut().filter(|last| last.place.line == place.line && last.place.file == place.file) {
        Some(last) => last.count += count,
        None => out.push(People { count, header, place }),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_in_letters, is_surely_name, names};

    #[test]
    fn what_is_a_name_and_what_is_none() {
        for name in ["张三", "欧阳修远", "李小明", "买买提·艾力"] {
            assert!(is_surely_name(name), "{name}");
        }
        for other in ["全体村民", "张*", "某某", "农户", "困难学生", "高龄老人", "李", "工作人员"]
        {
            assert!(!is_surely_name(other), "{other}");
        }
        assert!(is_in_letters("Zhang San") && is_in_letters("Ouyang Zhen-hua"));
        assert!(!is_in_letters("Dawan Village") && !is_in_letters("Zhang *") && !is_in_letters("not stated"));
        assert!(names("龙阿大", "姓名") && names("张三", "Name") && !names("李村", "Name"));
    }
}
