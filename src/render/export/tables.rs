//! The tables of a collection: one row a record; a table for each list of small records; and one for each list of
//! references, since a cell that holds several ids can be joined with nothing.

use super::columns::{BETWEEN, CellType, Column, columns, free, only_target, push_cells, text};
use crate::model::{Field, FieldRef, FieldValue, Kind, Page, Site, Value};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// Records.
    Records,
    /// Small records of a field.
    Items(usize),
    /// References of a list.
    Links(usize),
    /// References of a list within small records: their field, and that of the list.
    ItemLinks(usize, usize),
}

/// A table of a collection.
#[derive(Debug)]
pub(super) struct Table {
    /// What follows the collection's name: nothing, `.components`, `_places`.
    pub(super) suffix: String,
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    /// Names of the columns that tell rows apart.
    pub(super) key: Vec<String>,
    rows: Rows,
    /// How many columns each field has.
    widths: Vec<usize>,
}

/// The words of columns that no field stands behind.
struct Fixed {
    chinese: bool,
}

impl Fixed {
    fn column(&self, name: &str, zh: &str, en: &str, fields: &[Field]) -> Column {
        Column::plain(&free(name, fields), if self.chinese { zh } else { en }, CellType::String)
    }

    /// The columns of what is not known.
    fn unknowns(&self, fields: &[Field]) -> [Column; 2] {
        [
            self.column("unknown", "没有的内容", "Not known", fields),
            self.column("unknown_note", "为什么没有", "Why not known", fields),
        ]
    }
}

/// What is not known of a row, and why, as far as that is said.
#[derive(Default)]
struct Unknowns {
    codes: String,
    notes: String,
}

impl Unknowns {
    fn take(&mut self, field: &Field, value: Option<&FieldValue>) {
        let Some(FieldValue::Unknown(code, note)) = value else { return };
        let add = |list: &mut String, said: &str| {
            if !list.is_empty() {
                list.push_str(BETWEEN);
            }
            list.push_str(&field.name);
            list.push_str(": ");
            list.push_str(said);
        };
        add(&mut self.codes, code.code());
        if let Some(note) = note {
            add(&mut self.notes, note);
        }
    }
}

/// The tables of a collection, the records' own first.
pub(super) fn tables(site: &Site, collection: usize) -> Vec<Table> {
    let schema = &site.collections[collection];
    let tag = site.config.languages[0].as_str();
    let fixed = Fixed { chinese: site.config.languages[0].is_chinese() };
    let fields = &schema.fields;
    let of_fields = columns(site, fields);
    let widths = of_fields.iter().map(Vec::len).collect();
    let mut all = vec![
        Column { unique: true, ..Column::plain("id", if fixed.chinese { "编号" } else { "Id" }, CellType::String) }
            .required(),
        Column::plain("title", if fixed.chinese { "标题" } else { "Title" }, CellType::String).required(),
        fixed.column("url", "网址", "Address", fields),
        fixed.column("as_of", "截至", "As of", fields),
    ];
    all.extend(of_fields.into_iter().flatten());
    all.push(fixed.column("sources", "来源", "Sources", fields));
    all.extend(fixed.unknowns(fields));
    let title = schema.title.get(tag).to_owned();
    let mut out = vec![Table {
        suffix: String::new(),
        title: title.clone(),
        columns: all,
        key: vec!["id".to_owned()],
        rows: Rows::Records,
        widths,
    }];
    for (i, field) in fields.iter().enumerate() {
        let name = |field: &Field| format!("{title} {}", field.title.get(tag));
        match &field.kind {
            Kind::Items(inner) => {
                let of_fields = columns(site, inner);
                let widths = of_fields.iter().map(Vec::len).collect();
                let mut all = parent(&fixed, collection, inner);
                let key = all.iter().map(|c| c.name.clone()).collect();
                all.extend(of_fields.into_iter().flatten());
                all.extend(fixed.unknowns(inner));
                let suffix = format!(".{}", field.name);
                out.push(Table { suffix, title: name(field), columns: all, key, rows: Rows::Items(i), widths });
                for (k, link) in inner.iter().enumerate() {
                    if is_links(link) {
                        let mut all = parent(&fixed, collection, &inner[k..=k]);
                        all.push(linked(site, link));
                        let suffix = format!(".{}_{}", field.name, link.name);
                        let title = format!("{} {}", name(field), link.title.get(tag));
                        out.push(link_table(suffix, title, all, Rows::ItemLinks(i, k)));
                    }
                }
            }
            _ => {
                if is_links(field) {
                    let all = vec![parent(&fixed, collection, &fields[i..=i]).remove(0), linked(site, field)];
                    out.push(link_table(format!("_{}", field.name), name(field), all, Rows::Links(i)));
                }
            }
        }
    }
    out
}

/// The columns by which a row belongs to its record: the record's id, and the place in its list.
fn parent(fixed: &Fixed, collection: usize, fields: &[Field]) -> Vec<Column> {
    let mut record = fixed.column("parent", "所属记录", "Record", fields).required();
    record.reference = Some(collection);
    let mut place = fixed.column("n", "第几项", "Place", fields).required();
    place.cell = CellType::Integer;
    vec![record, place]
}

/// Whether a field is a list of references, which has a table of its own.
fn is_links(field: &Field) -> bool {
    field.list && matches!(field.kind, Kind::Reference(_))
}

fn linked(site: &Site, field: &Field) -> Column {
    let title = field.title.get(site.config.languages[0].as_str());
    let mut column = Column::plain(&field.name, title, CellType::String).required();
    column.reference = only_target(site, field);
    column
}

fn link_table(suffix: String, title: String, columns: Vec<Column>, rows: Rows) -> Table {
    let key = columns.iter().map(|c| c.name.clone()).collect();
    Table { suffix, title, columns, key, rows, widths: Vec::new() }
}

fn of_page(page: &Page, collection: usize, field: usize) -> Option<&FieldValue> {
    page.value(FieldRef::Collection(collection, field))
}

fn known(value: Option<&FieldValue>) -> &[Value] {
    match value {
        Some(FieldValue::Known(values)) => values,
        _ => &[],
    }
}

impl Table {
    /// Makes the rows of one record, and hands each to `take`. `row` is used again for each.
    pub(super) fn rows<E>(
        &self,
        site: &Site,
        collection: usize,
        page: &Page,
        row: &mut Vec<String>,
        mut take: impl FnMut(&[String]) -> Result<(), E>,
    ) -> Result<(), E> {
        let fields = &site.collections[collection].fields;
        let id = page.id.clone().unwrap_or_default();
        match self.rows {
            Rows::Records => {
                row.clear();
                row.extend([id, page.title.clone(), format!("{}{}", site.config.base.origin, page.url)]);
                row.push(page.as_of.map(|d| d.to_string()).unwrap_or_default());
                let mut unknown = Unknowns::default();
                for (i, field) in fields.iter().enumerate() {
                    let value = of_page(page, collection, i);
                    push_cells(site, field, self.widths[i], value, row);
                    unknown.take(field, value);
                }
                let cited = page.sources.iter().map(|c| {
                    let document = c.page.map_or(c.document.as_str(), |p| site.pages[p].title.as_str());
                    match &c.locator {
                        Some(locator) => format!("{document} {locator}"),
                        None => document.to_owned(),
                    }
                });
                row.push(cited.collect::<Vec<_>>().join(BETWEEN));
                row.extend([unknown.codes, unknown.notes]);
                take(row)
            }
            Rows::Items(field) => {
                let Kind::Items(inner) = &fields[field].kind else { return Ok(()) };
                for (n, item) in known(of_page(page, collection, field)).iter().enumerate() {
                    let Value::Item(values) = item else { continue };
                    row.clear();
                    row.extend([id.clone(), (n + 1).to_string()]);
                    let mut unknown = Unknowns::default();
                    for (i, field) in inner.iter().enumerate() {
                        let value = values.iter().find(|(at, _)| *at == i).map(|(_, v)| v);
                        push_cells(site, field, self.widths[i], value, row);
                        unknown.take(field, value);
                    }
                    row.extend([unknown.codes, unknown.notes]);
                    take(row)?;
                }
                Ok(())
            }
            Rows::Links(field) => {
                let values = known(of_page(page, collection, field));
                links(site, &fields[field], &[id], values, row, &mut take)
            }
            Rows::ItemLinks(field, inner) => {
                let Kind::Items(own) = &fields[field].kind else { return Ok(()) };
                for (n, item) in known(of_page(page, collection, field)).iter().enumerate() {
                    let Value::Item(values) = item else { continue };
                    let value = values.iter().find(|(at, _)| *at == inner).map(|(_, v)| v);
                    links(site, &own[inner], &[id.clone(), (n + 1).to_string()], known(value), row, &mut take)?;
                }
                Ok(())
            }
        }
    }
}

/// A row for each reference; one that is written twice counts once.
fn links<E>(
    site: &Site,
    field: &Field,
    before: &[String],
    values: &[Value],
    row: &mut Vec<String>,
    take: &mut impl FnMut(&[String]) -> Result<(), E>,
) -> Result<(), E> {
    for (i, value) in values.iter().enumerate() {
        if matches!(value, Value::Record(_)) && !values[..i].contains(value) {
            row.clear();
            row.extend_from_slice(before);
            row.push(text(site, field, value));
            take(row)?;
        }
    }
    Ok(())
}
