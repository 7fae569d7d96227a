//! Who is named where nothing sensitive need stand beside: lists of names, as public notices have them. In tables under a
//! header of names; in a line after the word for a list; in records and in blocks that show them; in what visitors can download. Names within sentences
//! are not found: nothing tells them from other words.

use super::grids::{Grid, of_file};
use super::listed::{Known, List, People, Words};
use super::names::{
    Who, is_before_names, is_label, is_names_label, is_surely_name, label, named, untagged, who, words,
};
use super::tables::{heads, row_place};
use crate::diagnostic::{Place, SourceText, Text};
use crate::load::parse::markdown::{Of, lines as lines_of};
use crate::load::{About, Markdown, SourceFile};
use crate::model::figure::Target;
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, PageKind, Site, Source, Value};
use crate::text;

/// Who is named by a page: in its body, and in the fields of a record, as far as they are not masked.
pub(in crate::check) fn of_page(site: &Site, page: &Page, known: &Known) -> Vec<People> {
    let mut out = Vec::new();
    if let Source::Markdown(file) = &page.source {
        // Most files name nobody, and are the same in the next round.
        let mut found = None;
        if file.known.whether(About::Names, || !found.insert(of_body(file)).is_empty()) {
            out = found.unwrap_or_else(|| of_body(file));
        }
    }
    above(page, &mut out);
    blocks(site, page, &mut out);
    fields(site, page, &mut out);
    out.into_iter().filter_map(|list| list.people(known)).collect()
}

/// In what is written above the body, which lists, feeds and the search show: a summary is read as a line, a keyword that may
/// be a name is told as such.
fn above(page: &Page, out: &mut Vec<List>) {
    let place = |key| quiet(page.source.place(Some(key)));
    if page.source.writes("summary") {
        let mut reader = Lines::default();
        for line in page.summary.lines() {
            reader.read(line, Of::Text, || place("summary"));
        }
        out.append(&mut reader.out);
    }
    let may_be = |word: &&String| may_be_keyword_name(word);
    let words: Words = page.keywords.iter().filter(may_be).map(|word| (word.clone(), Who::Doubtful)).collect();
    if !words.is_empty() {
        add(out, words, text!("关键词", "`keywords`"), place("keywords"));
    }
}

/// Whether a keyword may be somebody's name: of three characters, for shorter ones are words as often; 林长制 and 施工图 are none.
fn may_be_keyword_name(word: &str) -> bool {
    const NO_ENDS: &str =
        "制图法化压障网库单区段线费证道金表种书卡栏款类型生病症村镇县市乡街组站所局科室委院校厂店路桥坑期率税权薯茶";
    word.chars().count() == 3 && is_surely_name(word) && !word.ends_with(|c| NO_ENDS.contains(c))
}

/// In blocks, which show fields of records.
fn blocks(site: &Site, page: &Page, out: &mut Vec<List>) {
    let Some(document) = page.source.document() else { return };
    for (block, fence) in page.blocks.iter().zip(&document.blocks) {
        let words: Words = block.targets(site).into_iter().flat_map(|target| in_target(site, target)).collect();
        if !words.is_empty() {
            let place = page.source.body_place(fence.content.clone());
            let name = fence.name;
            add(out, words, text!("块“{name}”", "the block `{name}`"), place);
        }
    }
}

fn in_target(site: &Site, target: Target) -> Words {
    let Target::Field(record, index) = target else { return Words::new() };
    let record = &site.pages.unnoted()[record];
    let PageKind::Record(collection) = record.kind else { return Words::new() };
    match record.value(FieldRef::Collection(collection, index)) {
        Some(FieldValue::Known(values)) => in_field(&site.collections[collection].fields[index], values),
        _ => Words::new(),
    }
}

/// In a body: in its tables and its lines.
fn of_body(file: &Markdown) -> Vec<List> {
    let mut out = Vec::new();
    let source = file.front.source();
    for grid in of_file(file) {
        out.extend(in_grid(&grid, |row, _| row_place(source, file.body, &grid, row)));
    }
    lines(source, file, &mut out);
    out
}

/// In a table, below a header of names or beside one.
pub(super) fn in_grid(grid: &Grid<'_>, place: impl Fn(usize, usize) -> Place) -> Option<List> {
    let heads = heads(grid);
    let (mut words, mut first) = (Words::new(), None);
    let mut forms = heads.beside.iter().peekable();
    for at in 0..grid.rows.len() {
        let mut beside = Words::new();
        while let Some((.., of)) = forms.next_if(|(row, ..)| *row == at) {
            beside.extend(of.iter().cloned());
        }
        let mut below: Words = match &heads.over {
            Some((row, columns)) if at > *row => {
                columns.iter().flat_map(|(column, label)| named(grid.cell(at, *column), label)).collect()
            }
            _ => Words::new(),
        };
        let here = if beside.len() >= below.len() { &mut beside } else { &mut below };
        first = first.or_else(|| (!here.is_empty()).then_some(at));
        words.append(here);
    }
    let first = first?;
    let (row, column, header) = match &heads.over {
        Some((row, columns)) => (*row, columns[0].0, columns[0].1.clone()),
        None => (first, 0, heads.beside.first().map(|(_, label, _)| label.clone()).unwrap_or_default()),
    };
    Some(List { words, header: text!("表里的“{header}”", "`{header}` in a table"), place: place(row, column) })
}

/// The lines of a body.
fn lines(source: SourceText<'_>, file: &Markdown, out: &mut Vec<List>) {
    let mut reader = Lines::default();
    for line in lines_of(file.body()) {
        let place = || quiet(source.place(file.body + line.range.start..file.body + line.range.end));
        reader.read(&line.text, line.of, place);
    }
    out.append(&mut reader.out);
}

/// The lines of a text that visitors can download.
pub(super) fn of_text(source: SourceText<'_>) -> Vec<List> {
    let (mut reader, mut at) = (Lines::default(), 0);
    for line in source.text.split_inclusive('\n') {
        let said = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '●' | '·'));
        // Rows of a table are read as such.
        if !said.trim().is_empty() && !said.starts_with('|') {
            reader.read(said, Of::Text, || quiet(source.place(at..at + line.trim_end().len())));
        }
        at += line.len();
    }
    reader.out
}

/// Reads lines: names behind a label, or in the items and lines below it: `拟录用人员：张三、李四`.
#[derive(Default)]
struct Lines {
    /// The label that the lines go on to list, and where it stands.
    open: Option<(String, Place)>,
    out: Vec<List>,
}

impl Lines {
    fn read(&mut self, text: &str, of: Of, place: impl Fn() -> Place) {
        let text = &*untagged(text);
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '#' | '|'));
        let (before, after) =
            text.split_once(['：', ':', '\n']).or_else(|| text.split_once("——")).unwrap_or((text, ""));
        let before = label(before);
        if is_before_names(&before) {
            let said = after.split(['。', '；', ';', '，', ',']).next().unwrap_or_default();
            self.open = (said.trim().is_empty() && of != Of::Cell).then(|| (before.clone(), place()));
            let all = words(said);
            let count = sure(&all);
            if count > 0 && all[count..].iter().all(|word| is_beside_names(word)) {
                let header = text!("“{before}”一行", "the line `{before}`");
                add(&mut self.out, certain(&all[..count]), header, place());
            }
            return;
        }
        let Some((label, place)) = self.open.as_ref().filter(|_| of != Of::Cell) else { return };
        let said = text.split(['。', '；', ';', '，', ',', '：', ':', '（', '(']).next().unwrap_or_default();
        let said = said.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | '．' | ' '));
        let all = words(said);
        let count = sure(&all);
        if count > 0 {
            let header = text!("“{label}”下面", "what is below `{label}`");
            add(&mut self.out, certain(&all[..count]), header, place.clone());
        } else if of != Of::Item {
            self.open = None;
        }
    }
}

/// How many words at the beginning are surely names.
fn sure(words: &[String]) -> usize {
    words.iter().take_while(|word| is_surely_name(word)).count()
}

fn certain(words: &[String]) -> Words {
    words.iter().map(|word| (word.clone(), Who::Sure)).collect()
}

/// Whether a word may stand behind names in a line: the next label, 男, or where they live.
fn is_beside_names(word: &str) -> bool {
    let own = label(word.split(['：', ':']).next().unwrap_or_default());
    is_label(&own) || matches!(word, "男" | "女") || who(word) == Some(Who::Place)
}

/// In fields that are called after names.
fn fields(site: &Site, page: &Page, out: &mut Vec<List>) {
    for (reference, value) in &page.fields {
        let field = site.field(*reference);
        let FieldValue::Known(values) = value else { continue };
        let words: Words = match &field.kind {
            Kind::Items(inner) => values.iter().flat_map(|item| in_item(inner, item)).collect(),
            _ => in_field(field, values),
        };
        if !words.is_empty() {
            let (zh, en) = (field.title.get("zh-CN"), &field.name);
            add(out, words, text!("字段“{zh}”", "the field `{en}`"), quiet(page.source.field_place(field)));
        }
    }
}

fn in_field(field: &Field, values: &[Value]) -> Words {
    if field.mask.is_some() || !field.title.all().any(is_names_label) {
        return Words::new();
    }
    let label = label(field.title.get("zh-CN"));
    let of = |value: &Value| if let Value::Text(text) = value { named(text, &label) } else { Words::new() };
    values.iter().flat_map(of).collect()
}

fn in_item(fields: &[Field], item: &Value) -> Words {
    let Value::Item(inner) = item else { return Words::new() };
    let one = |(index, value): &(usize, FieldValue)| match (fields.get(*index), value) {
        (Some(field), FieldValue::Known(values)) => in_field(field, values),
        _ => Words::new(),
    };
    inner.iter().flat_map(one).collect()
}

/// A document that visitors can download: cells of its tables are paragraphs by themselves.
pub(super) fn paragraphs<'t>(file: &SourceFile, said: impl Iterator<Item = &'t str>) -> Option<List> {
    let (mut header, mut words) = (None, Words::new());
    let place = || Place::file(file.path.clone());
    let mut reader = Lines::default();
    for text in said.map(str::trim).filter(|text| !text.is_empty()) {
        reader.read(text, Of::Text, place);
        if is_names_label(text) {
            header.get_or_insert_with(|| label(text));
        } else if header.is_some() && is_surely_name(text) {
            words.push((text.to_owned(), Who::Sure));
        }
    }
    let in_lines = reader.out.pop();
    let Some(header) = header.filter(|_| !words.is_empty()) else { return in_lines };
    Some(List { words, header: text!("“{header}”下面", "what is below `{header}`"), place: place() })
}

/// A place without what stands there: that is a name.
fn quiet(place: Place) -> Place {
    Place { excerpt: None, ..place }
}

/// Counts what stands at one place together.
fn add(out: &mut Vec<List>, mut words: Words, header: Text, place: Place) {
    match out.last_mut().filter(|last| last.place.line == place.line && last.place.file == place.file) {
        Some(last) => last.words.append(&mut words),
        None => out.push(List { words, header, place }),
    }
}
