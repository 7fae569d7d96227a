//! Which tables are ledgers, and of what: by the folder that they lie in and by the names of their sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::header::{self, Names};
use super::hidden;
use super::rows::{self, RowKind};
use super::totals;
use super::{Ledger, attached, header::OWNER, shown};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::table::{Aside, Sheet};
use crate::load::{SourceFile, Tables};
use crate::model::config::Config;
use crate::model::schema::{Field, Kind, Schema};
use crate::model::source::Source;
use crate::text;
use crate::value::is_id;

/// What the tables of a site hold.
#[derive(Default)]
pub(in crate::model) struct Bound {
    /// Rows that are records, with their collection and the word by which they are called.
    pub(in crate::model) records: Vec<(Source, usize, String)>,
    /// Rows that are small records of other records.
    pub(in crate::model) children: Vec<Child>,
    /// Tables that are no ledgers.
    pub(in crate::model) attachments: Vec<SourceFile>,
    /// What there is to say of those, should they be published: by path.
    pub(in crate::model) concerns: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// Collections of which a table, or the ids of one, could not be read: what refers to them may be right.
    pub(in crate::model) unsure: BTreeSet<usize>,
}

/// A row that is a small record.
pub(in crate::model) struct Child {
    pub(in crate::model) ledger: Arc<Ledger>,
    pub(in crate::model) row: usize,
    /// The collection of the record to which it belongs.
    pub(in crate::model) collection: usize,
    /// The array among that collection's fields.
    pub(in crate::model) field: usize,
    /// The id of that record; empty where it is not written.
    pub(in crate::model) owner: String,
}

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Records(usize),
    Items(usize, usize),
}

impl What {
    /// The collection of which it holds the records.
    fn records(self) -> Option<usize> {
        if let What::Records(collection) = self { Some(collection) } else { None }
    }
}

/// Binds all tables. `of_folder` names the collection that a folder belongs to; `bundles` are folders of a page with its
/// attachments.
pub(in crate::model) fn bind(
    tables: Vec<Tables>,
    config: &Config,
    collections: &[Schema],
    of_folder: &dyn Fn(&str) -> Option<usize>,
    bundles: &BTreeSet<String>,
    problems: &mut Diagnostics,
) -> Bound {
    let mut bound = Bound::default();
    for tables in tables {
        let (folder, name) = super::super::build::folder_and_name(&tables.file.path);
        let in_bundle = bundles.contains(folder);
        let home = if in_bundle { None } else { of_folder(folder) };
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let what_of =
            |sheet: &Sheet| by_name(sheet.name.as_deref().unwrap_or(stem), collections).or(home.map(What::Records));
        let is_named = |sheet: &Sheet| !in_bundle && sheet.aside != Some(Aside::Named) && what_of(sheet).is_some();
        let is_ledger = home.is_some() || tables.sheets.as_ref().is_ok_and(|(sheets, _)| sheets.iter().any(is_named));
        if !is_ledger {
            let mut concerns = attached::concerns(&tables);
            if folder.is_empty() && !collections.is_empty() && tables.sheets.is_ok() {
                concerns.push(unread(&tables.file, collections));
            }
            if !concerns.is_empty() {
                bound.concerns.insert(tables.file.path.clone(), concerns);
            }
            bound.attachments.push(tables.file);
            continue;
        }
        let (sheets, notes) = match tables.sheets {
            Ok(read) => read,
            Err(found) => {
                found.into_iter().for_each(|p| problems.push(p));
                bound.unsure.extend(home);
                continue;
            }
        };
        notes.into_iter().for_each(|note| problems.push(note));
        let mut found = Vec::new();
        let mut is_empty = true;
        for (order, mut sheet) in sheets.into_iter().enumerate() {
            let named = by_name(sheet.name.as_deref().unwrap_or(stem), collections);
            let what = named.or(home.map(What::Records));
            match sheet.aside {
                None => {}
                Some(Aside::Hidden) if named.is_some() => {
                    found.push(hidden_ledger(&sheet));
                    bound.unsure.extend(what.and_then(What::records));
                    is_empty = false;
                    continue;
                }
                Some(_) => continue,
            }
            if let Some(why) = sheet.unread.take() {
                found.push(*why);
                bound.unsure.extend(what.and_then(What::records));
                is_empty = false;
            }
            if sheet.rows.is_empty() {
                continue;
            }
            is_empty = false;
            match what {
                Some(what) => bind_sheet(sheet, order, what, config, collections, &mut bound, &mut found),
                None => found.push(nowhere(&sheet)),
            }
        }
        if is_empty {
            found.push(empty(&tables.file));
        }
        found.into_iter().for_each(|p| problems.push(p));
    }
    bound
}

/// What a sheet or file is by its name: a collection (name or title), or an array (`projects.components`,
/// `项目-组成部分`).
fn by_name(name: &str, collections: &[Schema]) -> Option<What> {
    let plain = |word: &str| word.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let name = plain(name);
    let own = |schema: &Schema| -> Vec<String> {
        std::iter::once(schema.name.as_str()).chain(schema.title.all()).map(plain).collect()
    };
    if let Some(found) = collections.iter().position(|c| own(c).contains(&name)) {
        return Some(What::Records(found));
    }
    collections.iter().enumerate().find_map(|(c, schema)| {
        let own = own(schema);
        let mut below = own.iter().filter_map(|word| name.strip_prefix(word)?.strip_prefix(['.', '-', '－', '·', '—']));
        let below = below.next()?;
        let is_meant = |f: &Field| matches!(f.kind, Kind::Items(_)) && f.words().any(|w| plain(w) == below);
        let field = schema.fields.iter().position(is_meant)?;
        Some(What::Items(c, field))
    })
}

fn bind_sheet(
    sheet: Sheet,
    order: usize,
    what: What,
    config: &Config,
    collections: &[Schema],
    bound: &mut Bound,
    problems: &mut Vec<Diagnostic>,
) {
    let fields = match what {
        What::Records(c) => &collections[c].fields,
        What::Items(c, f) => match &collections[c].fields[f].kind {
            Kind::Items(fields) => fields,
            _ => return,
        },
    };
    let names = match what {
        What::Records(_) => Names::of_records(config, fields),
        What::Items(..) => Names::of_items(fields),
    };
    let told = problems.len();
    let Some(header) = header::row(&sheet, &names) else {
        problems.push(no_header(&sheet));
        bound.unsure.extend(what.records());
        return;
    };
    problems.extend(hidden::found(&sheet));
    let mut ledger = header::columns(sheet, header, &names, problems);
    ledger.order = order;
    shown::take_digits(&mut ledger, header);
    problems.extend(shown::found(&ledger, header, fields));
    if ledger.column(names.must).is_none() {
        bound.unsure.extend(what.records());
    }
    let mut rows = Vec::new();
    let mut since = 0;
    for row in header + 1..ledger.sheet.rows.len() {
        match rows::kind(&ledger, header, row) {
            RowKind::Record => rows.push(row),
            RowKind::Total => totals::check(&ledger, row, &rows, fields, problems),
            RowKind::Subtotal => {
                totals::check(&ledger, row, &rows[since..], fields, problems);
                since = rows.len();
            }
            RowKind::Nothing => {}
            RowKind::Stray(column) => {
                // An id alone may be that of a record to which others refer.
                let is_id = ledger.column("id").is_some_and(|id| id.index == column);
                bound.unsure.extend(what.records().filter(|_| is_id));
                problems.push(stray().at(ledger.sheet.place(row, column)));
            }
            RowKind::Crowded(column) => {
                bound.unsure.extend(what.records());
                problems.push(crowded().at(ledger.sheet.place(row, column)));
            }
            RowKind::OtherTable => {
                problems.push(other_table().at(ledger.place(row, None)));
                bound.unsure.extend(what.records());
                break;
            }
        }
    }
    // A sheet of a workbook may be a form that waits to be filled in.
    if rows.is_empty() && ledger.sheet.name.is_none() && problems.len() == told {
        problems.push(no_rows().at(ledger.place(header, None)));
    }
    let ledger = Arc::new(ledger);
    for row in rows {
        match what {
            What::Records(c) => {
                // One without a good id is reported as such; until then it needs an address of its own.
                let own = || format!("no-id-{order}-{row}-{}", ledger.sheet.file);
                let id = ledger.text(row, "id").filter(|id| is_id(id)).map_or_else(own, str::to_owned);
                bound.records.push((Source::Row(ledger.clone(), row), c, id));
            }
            What::Items(collection, field) => {
                let owner = ledger.text(row, OWNER[1]).unwrap_or_default().to_owned();
                bound.children.push(Child { ledger: ledger.clone(), row, collection, field, owner });
            }
        }
    }
}

fn other_table() -> Diagnostic {
    let what = text!("这里又开始一张表：一张工作表只能有一张表", "another table begins here: a sheet holds one table");
    Diagnostic::error("data/table", what).help(text!(
        "把下面的表挪到另一张工作表或另一个文件，连同它的单位和表头",
        "move the table below to a sheet or file of its own, with its unit and headers"
    ))
}

fn stray() -> Diagnostic {
    let what =
        text!("这一行只有这一格有内容，不成一条记录", "this is all that stands in its row, which makes no record");
    Diagnostic::error("data/table", what).help(text!(
        "补上编号、标题和其他内容，或删掉这一格；说明写在表外，以“注：”开头",
        "write an id, a title and the rest, or empty the cell; notes stand below the table and begin with 注："
    ))
}

fn crowded() -> Diagnostic {
    let what = text!(
        "这一行像表下的注，这一格却像记录的内容：两样都没有读",
        "the row begins like a note, but this cell looks like a record's: neither was read"
    );
    Diagnostic::error("data/table", what).help(text!(
        "是注：整句写在一格里；是记录：第一格写编号",
        "a note stands in one cell; a record has its id in the column of ids"
    ))
}

fn no_header(sheet: &Sheet) -> Diagnostic {
    Diagnostic::error("data/column", text!("没有找到表头", "there is no header row")).at(sheet.whole()).help(text!(
        "写一行表头：编号、标题和各字段的标题；不是台账的工作表，名称以“_”或“说明”开头",
        "write a row of headers: id, title and the titles of the fields; a sheet that is no ledger has a name that begins with `_`"
    ))
}

/// A table at the top of the content of which no sheet is that of a collection: it may be a ledger that was misnamed.
fn unread(file: &SourceFile, collections: &[Schema]) -> Diagnostic {
    let names: Vec<&str> = collections.iter().map(|c| c.title.get("zh-CN")).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    let what = text!(
        "这个文件里没有一张表是台账，会原样公开",
        "no sheet of this file is a ledger, and it would be published as it is"
    );
    Diagnostic::error("data/table", what).at(Place::file(file.path.clone())).help(text!(
        "是台账：工作表（CSV 是文件名）写成集合的名称：{zh}；是给读者的附件：挪到栏目的文件夹里",
        "a ledger has sheets (or, a CSV file, the name) of collections: {en}; an attachment belongs in the folder of a section or page"
    ))
}

fn hidden_ledger(sheet: &Sheet) -> Diagnostic {
    let name = sheet.name.as_deref().unwrap_or_default();
    Diagnostic::error(
        "data/hidden",
        text!("工作表“{name}”隐藏着，没有读", "the sheet `{name}` is hidden, and was not read"),
    )
    .at(sheet.whole())
    .help(text!(
        "取消隐藏，再核对一遍；不公开的，改名为“_{name}”或删掉",
        "show it and look at it; where it is not to be published, call it `_{name}` or delete it"
    ))
}

fn no_rows() -> Diagnostic {
    let what = text!("表头下面没有一条记录", "there is no record below the header");
    Diagnostic::warning("data/shape", what)
        .help(text!("补上记录，或删掉这个文件", "add the records, or delete the file"))
}

fn empty(file: &SourceFile) -> Diagnostic {
    Diagnostic::error("data/shape", text!("这个文件里没有表", "this file holds no table"))
        .at(Place::file(file.path.clone()))
        .help(text!(
            "写一行表头，每条记录一行；或删掉这个文件",
            "write a row of headers and a row for each record, or delete the file"
        ))
}

fn nowhere(sheet: &Sheet) -> Diagnostic {
    let name = sheet.name.as_deref().unwrap_or_default();
    let place: Place = sheet.whole();
    Diagnostic::warning(
        "data/table",
        text!("工作表“{name}”不属于任何集合", "the sheet `{name}` belongs to no collection"),
    )
    .at(place)
    .help(text!(
        "用集合的名称作工作表名；不是台账的工作表，名称以“_”或“说明”开头",
        "name the sheet after a collection; one that is no ledger has a name that begins with `_`"
    ))
}
