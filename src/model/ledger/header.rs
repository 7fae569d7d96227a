//! The header of a sheet: found by the names of its columns, wherever it stands, and what stands above it.

use std::collections::HashMap;

use super::above::{self, fits, is_unit, suiting};
use super::cells::{Shape, is_bare, is_share, wrong};
use super::rows;
use super::running::{self, is_running};
use super::{Column, Ledger};
use crate::diagnostic::{Diagnostic, nearest};
use crate::load::keys;
use crate::load::table::{Cell, CellKind, Row, Sheet};
use crate::model::config::Config;
use crate::model::schema::{Field, Kind};
use crate::model::values;
use crate::text;
use crate::value::{MoneyUnit, half_width};

/// Names of the column that says to which record a small record belongs.
pub(super) const OWNER: [&str; 3] = ["所属编号", "owner_id", "所属"];
/// Rows that are searched for a header.
const DEEPEST: usize = 40;

/// What a column may be called, and what it then is: name, unit that its field declares, shape. A field that cannot be
/// a column has no shape.
pub(super) struct Names<'a> {
    by_word: HashMap<String, Meant<'a>>,
    words: Vec<String>,
    /// The column without which nothing is a record: `id`, or the owner's.
    pub(super) must: &'static str,
}

#[derive(Clone, Copy)]
struct Meant<'a> {
    name: &'a str,
    shape: Option<Shape>,
    field: Option<&'a Field>,
}

impl<'a> Names<'a> {
    /// The columns of records.
    pub(super) fn of_records(config: &'a Config, fields: &'a [Field]) -> Self {
        let mut names = Names { by_word: HashMap::new(), words: Vec::new(), must: "id" };
        // Waivers are maps, which no cell holds; `site.yaml` has those of tables.
        for key in keys::PAGE.iter().filter(|key| key.name != "waivers") {
            let meant = Meant { name: key.name, shape: Some(Shape::of_key(key.name)), field: None };
            names.add(key.chinese, meant);
            names.add(key.name, meant);
        }
        names.fields(fields);
        names.fields(&config.fields);
        for taxonomy in &config.taxonomies {
            let meant = Meant { name: &taxonomy.name, shape: Some(Shape::List { commas: true }), field: None };
            names.add(&taxonomy.name, meant);
            taxonomy.title.all().for_each(|word| names.add(word, meant));
        }
        names
    }

    /// The columns of an array's small records.
    pub(super) fn of_items(fields: &'a [Field]) -> Self {
        let mut names = Names { by_word: HashMap::new(), words: Vec::new(), must: OWNER[1] };
        let owner = Meant { name: OWNER[1], shape: Some(Shape::Owner), field: None };
        OWNER.iter().for_each(|word| names.add(word, owner));
        names.fields(fields);
        names
    }

    fn fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            let meant = Meant { name: &field.name, shape: Shape::of(field), field: Some(field) };
            field.words().for_each(|word| self.add(word, meant));
        }
    }

    fn add(&mut self, word: &str, meant: Meant<'a>) {
        self.by_word.entry(plain(word)).or_insert(meant);
        self.words.push(word.to_owned());
    }

    /// What a header says: what it means, and the unit in brackets after it.
    fn find(&self, header: &str) -> Option<(Meant<'a>, Option<String>)> {
        let word = plain(header);
        if let Some(meant) = self.by_word.get(&word) {
            return Some((*meant, None));
        }
        let (meant, unit) = self.in_brackets(&word)?;
        is_unit(unit).then(|| (meant, Some(unit.to_owned())))
    }

    /// A known header with something in brackets behind it.
    fn in_brackets<'w>(&self, word: &'w str) -> Option<(Meant<'a>, &'w str)> {
        let (base, inner) = word.strip_suffix(')')?.rsplit_once('(')?;
        self.by_word.get(base.trim_end_matches('*')).map(|meant| (*meant, inner))
    }
}

/// A header as it is compared: without spaces, line breaks, full-width forms, capitals and the star of a required column.
fn plain(word: &str) -> String {
    let word: String = half_width(word).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    word.trim_end_matches('*').to_owned()
}

/// The index of the header's row.
pub(super) fn row(sheet: &Sheet, names: &Names<'_>) -> Option<usize> {
    let known = |row: usize| {
        let cells = sheet.rows[row].cells.iter().filter(|c| c.kind == CellKind::Text && !c.merged);
        let mut found: Vec<&str> = cells.filter_map(|c| names.find(&c.text)).map(|(meant, _)| meant.name).collect();
        let merged = sheet.rows[row].cells.iter().filter(|c| c.kind == CellKind::Text && c.merged);
        found.extend(merged.filter_map(|c| names.find(&c.text)).map(|(meant, _)| meant.name));
        found.sort_unstable();
        found.dedup();
        (found.len() >= 2 || found.contains(&names.must)).then_some(found.len())
    };
    let candidates = (0..sheet.rows.len().min(DEEPEST)).filter_map(|row| Some((row, known(row)?)));
    // The first of those with the most names: a second header row below merged cells has more of them.
    candidates.rev().max_by_key(|(_, count)| *count).map(|(row, _)| row)
}

/// Binds the columns of a header; every mistake in it is reported once, and costs its own column only.
pub(super) fn columns(sheet: Sheet, header: usize, names: &Names<'_>, problems: &mut Vec<Diagnostic>) -> Ledger {
    let mut ledger = Ledger { sheet, order: 0, must: names.must, columns: Vec::new(), whole: true, common: Vec::new() };
    let units = above::read(&mut ledger, header, problems);
    let is_must = |c: &Cell| names.find(&c.text).is_some_and(|(meant, _)| meant.name == names.must);
    let must = ledger.sheet.rows[header].cells.iter().position(is_must);
    let below = above::row_below(&mut ledger.sheet, header, must);
    let sheet = &ledger.sheet;
    let (mut columns, mut headless_at): (Vec<Column>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    let (mut whole, mut must_is_near, mut running) = (true, false, Vec::new());
    let mut at = |column: usize, problem: Diagnostic| problems.push(problem.at(sheet.place(header, column)));
    let cells = &sheet.rows[header].cells;
    let last = cells.iter().rposition(|c| c.kind != CellKind::Blank).unwrap_or(0);
    let widest = sheet.rows[header..].iter().map(|r| r.cells.len()).max().unwrap_or(0);
    for index in 0..widest {
        let cell = cells.get(index).filter(|c| c.kind != CellKind::Blank);
        let is_hidden = sheet.hidden.columns.contains(&index);
        let Some(cell) = cell else {
            let full = |row: &Row| row.cells.get(index).is_some_and(|c| c.kind != CellKind::Blank && !c.merged);
            if let Some(row) = sheet.rows[header + 1..].iter().position(full).filter(|_| !is_hidden) {
                headless_at.push((header + 1 + row, index));
                // Between the others it may be any column, beyond them it is a cell that went astray.
                whole &= index > last;
            }
            continue;
        };
        let text = cell.text.as_str();
        if let CellKind::Wrong(fault) = cell.kind {
            at(index, wrong(fault, text));
            whole = false;
            continue;
        }
        let Some((meant, own_unit)) = names.find(text) else {
            if is_running(text) {
                running.push(index);
                continue;
            }
            // Of a hidden column it is enough to say that it is there.
            if !is_hidden {
                let near = nearest(text, names.words.iter().map(String::as_str));
                must_is_near |= near.and_then(|near| names.find(near)).is_some_and(|(m, _)| m.name == names.must);
                at(index, in_brackets(text, names).unwrap_or_else(|| unknown(text, near)));
                whole = false;
            }
            continue;
        };
        let Some(shape) = meant.shape else {
            at(index, nested(text));
            continue;
        };
        if columns.iter().any(|c| c.name == meant.name) {
            at(index, twice(text));
            continue;
        }
        let own_unit = own_unit.or_else(|| below.iter().find(|(i, _)| *i == index).map(|(_, unit)| unit.clone()));
        let unfit = meant.field.zip(own_unit.as_deref()).filter(|(field, unit)| !fits(field, unit));
        if let Some((field, unit)) = unfit {
            at(index, unfitting(field, unit));
        }
        let is_told = unfit.is_some();
        let own_unit = own_unit.filter(|_| !is_told);
        let above = meant.field.and_then(|field| suiting(field, &units.names)).filter(|_| !is_told);
        if let (Some(own), Some(above), false) = (&own_unit, &above, units.may_differ)
            && own != above
        {
            at(index, two_units(text, above));
        }
        let unit = own_unit.or(above);
        let shape = if unit.as_deref().is_some_and(is_share) { Shape::Share } else { shape };
        let is_sum = shape != Shape::Share && meant.field.is_some_and(|field| is_sum(&field.kind));
        let is_number = meant.field.is_some_and(|field| matches!(field.kind, Kind::Number | Kind::Integer));
        let name = meant.name.to_owned();
        let mut column = Column { index, name, unit, unitless: is_told, is_sum, is_number, shape };
        if let Some(field) = meant.field.filter(|field| column.unit.is_none() && !is_told && lacks_unit(field)) {
            let is_value = |c: &Cell| matches!(c.kind, CellKind::Text | CellKind::Number);
            let bare = |row: &Row| row.cells.get(index).is_some_and(|c| is_value(c) && is_bare(&c.text));
            if sheet.rows[header + 1..].iter().any(bare) {
                at(index, no_unit(text, &field.kind));
                column.unitless = true;
            }
        }
        columns.push(column);
    }
    if !columns.iter().any(|c| c.name == names.must) {
        whole = false;
        // A slip in its header has been told.
        if !must_is_near {
            at(0, without_id(names.must));
        }
    }
    problems.extend(headless_at.into_iter().map(|(row, column)| headless().at(sheet.place(row, column))));
    (ledger.columns, ledger.whole) = (columns, whole);
    let is_header = |text: &str| names.find(text).is_some();
    for row in 0..header {
        let found = rows::data_above(&ledger, row, &is_header);
        problems.extend(found.map(|column| data_above().at(ledger.sheet.place(row, column))));
    }
    problems.extend(running.into_iter().filter_map(|index| running::take_out(&mut ledger, header, index)));
    ledger
}

fn lacks_unit(field: &Field) -> bool {
    matches!(field.kind, Kind::Amount { unit: None, .. } | Kind::Quantity(None))
}

/// Whether a value is a sum: of money, of persons, of square metres. A plain number may be a year or a rank.
fn is_sum(kind: &Kind) -> bool {
    matches!(kind, Kind::Amount { .. } | Kind::Quantity(_) | Kind::Measure)
}

/// What to say of a known header with brackets behind it that hold no unit.
fn in_brackets(text: &str, names: &Names<'_>) -> Option<Diagnostic> {
    let word = plain(text);
    let (meant, inner) = names.in_brackets(&word)?;
    let name = meant.field.map_or(meant.name, |field| field.title.get("zh-CN"));
    let what = text!("表头里的单位“{inner}”不认识", "the unit `{inner}` of the header is not known");
    let problem = Diagnostic::error("data/column", what);
    Some(match meant.field.map(|field| &field.kind) {
        Some(Kind::Amount { .. }) => {
            let units = MoneyUnit::ALL.map(MoneyUnit::name).join("、");
            problem
                .help(text!("写成“{name}（单位）”，单位可用：{units}", "write `{name}（UNIT）` with one of: {units}"))
        }
        Some(Kind::Quantity(own)) => {
            let units = values::units(*own);
            problem.help(text!(
                "写成“{name}（单位）”，单位可用：{units}；前面可以有千、万、亿",
                "write `{name}（UNIT）` with one of: {units}; 千, 万 or 亿 may stand before it"
            ))
        }
        _ => unknown(text, None).help(text!("表头只写“{name}”，不加括号", "write `{name}` without the brackets")),
    })
}

fn unfitting(field: &Field, unit: &str) -> Diagnostic {
    let (name, title) = (&field.name, field.title.get("zh-CN"));
    let what = text!("“{title}”不能用“{unit}”作单位", "`{name}` cannot be in {unit}");
    Diagnostic::error("data/unit", what).help(text!(
        "改表头的单位；真的是{unit}的，改 _collection.yaml 里这个字段的值类（value: amount、quantity）和单位",
        "change the unit of the header; if it is right, change the kind of the field (`value`) and its unit in _collection.yaml"
    ))
}

fn unknown(text: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::error("data/column", text!("没有“{text}”这一列", "there is no column `{text}`"));
    match near {
        Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
        None => problem.help(text!(
            "表头写字段的标题；要加新的列，先在 _collection.yaml 的 fields 里登记；不公开的列删掉",
            "headers are the titles of fields; declare new ones under `fields` in _collection.yaml, and remove columns that are not published"
        )),
    }
}

fn two_units(text: &str, above: &str) -> Diagnostic {
    Diagnostic::error(
        "data/unit",
        text!(
            "表头是“{text}”，表头上面却写着“单位：{above}”",
            "the header is `{text}`, but above it stands 单位：{above}"
        ),
    )
    .help(text!(
        "两处写成一样；这一列真的不同，上面写成“单位：{above}（另有注明的除外）”",
        "write the same unit in both places; where this column does differ, write 单位：{above}（另有注明的除外） above"
    ))
}

fn headless() -> Diagnostic {
    Diagnostic::error("data/column", text!("这一格上面没有表头", "there is no header above this cell"))
        .help(text!("给这一列写上表头，或删掉这一格", "give the column a header, or empty the cell"))
}

fn data_above() -> Diagnostic {
    let what = text!(
        "这一行像一条记录，却在表头上面，没有读",
        "this row looks like a record, but stands above the header, and was not read"
    );
    Diagnostic::error("data/table", what).help(text!(
        "把它挪到表头下面；不是记录的，写成“说明：……”",
        "move it below the header; what is no record is written as 说明：…"
    ))
}

fn twice(text: &str) -> Diagnostic {
    Diagnostic::error("data/column", text!("“{text}”这一列有两个", "there are two columns `{text}`"))
        .help(text!("只留一个", "keep one of them"))
}

fn nested(text: &str) -> Diagnostic {
    Diagnostic::error(
        "data/column",
        text!("“{text}”一条记录有好几项，不能写成一列", "a record has several `{text}`: they make no column"),
    )
    .help(text!(
        "写在子表里：工作表名“集合-{text}”，第一列“所属编号”",
        "they belong in a sheet `COLLECTION-{text}` of their own, with a first column `owner_id`"
    ))
}

fn no_unit(text: &str, kind: &Kind) -> Diagnostic {
    let example = if matches!(kind, Kind::Amount { .. }) { "万元" } else { "人次" };
    Diagnostic::error(
        "data/column",
        text!("“{text}”这一列的数没有单位", "the numbers of the column `{text}` have no unit"),
    )
    .help(text!(
        "表头写成“{text}（{example}）”，或在表头上面写一行“单位：{example}”",
        "write the header as `{text}（{example}）`, or a line `单位：{example}` above the headers"
    ))
}

fn without_id(must: &str) -> Diagnostic {
    if must == "id" {
        let what = text!("这张表没有“编号”一列", "this sheet has no column `id`");
        return Diagnostic::error("data/id", what).help(text!(
            "加上这一列，每行写一个不再更改的短名；行号不能当编号",
            "add it, with a short name that will never change in each row; a row's number is no id"
        ));
    }
    let what = text!("这张子表没有“所属编号”一列", "this sheet of small records has no column `owner_id`");
    Diagnostic::error("data/id", what).help(text!(
        "加上这一列，每行写它属于哪条记录：那条记录的编号",
        "add it, with the id of the record to which each row belongs"
    ))
}
