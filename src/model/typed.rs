//! One source at a time: front matter and records get their types. Nothing here knows of other pages.

use std::sync::Arc;

use super::config::Config;
use super::fields::{self, Pending};
use super::key_table::{KeyTable, Meaning};
use super::ledger::Child;
use super::read::{At, Reader, twice, unknown_key};
use super::schema::{Field, Kind, Schema, Sort};
use super::schema_read::sort;
use super::site::{FieldRef, Page, PageKind, Value, Why};
use super::source::Source;
use super::unknown::Unknown;
use super::waiver;
use super::{notice_term, notices};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::keys;
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::{Moment, SlugError, WhenError, check_slug, code, has_slug, is_id, slug};

/// What an `_index.md` says of its section.
#[derive(Debug, Clone, Default)]
pub(super) struct SectionSettings {
    pub(super) sort: Option<Sort>,
    pub(super) paginate: Option<usize>,
    pub(super) column_type: Option<String>,
}

/// A page with its types, before it knows the others.
pub(super) struct Typed {
    pub(super) page: Page,
    pub(super) settings: SectionSettings,
    pub(super) pending: Vec<(usize, Vec<Pending>)>,
    pub(super) hidden: Option<Why>,
    /// Whether there is a title at all, be it a wrong one.
    titled: bool,
    /// Where an unknown stands for the title.
    untitled: Option<Place>,
    pub(super) problems: Diagnostics,
}

/// Where a page stands before it is read.
pub(super) struct Seat {
    pub(super) kind: PageKind,
    pub(super) language: usize,
    pub(super) folder: Arc<str>,
    /// File name without extension and language, by which it is called where it says nothing else.
    pub(super) stem: String,
}

/// A small record of a table, before it is given to its record.
pub(super) struct TypedChild {
    pub(super) child: Child,
    pub(super) value: Value,
    pub(super) pending: Vec<Pending>,
    pub(super) problems: Diagnostics,
}

/// Types a row that is a small record.
pub(super) fn typed_child(child: Child, collections: &[Schema]) -> TypedChild {
    let (node, found) = child.ledger.node(child.row);
    let mut reader = Reader::row(&child.ledger, child.row, &node);
    let mut pending = Vec::new();
    let fields = match &collections[child.collection].fields[child.field].kind {
        Kind::Items(fields) => fields.as_slice(),
        _ => &[],
    };
    let written = |field: &Field| child.ledger.has(child.row, &field.name);
    let root = reader.root();
    let value = fields::item(&mut reader, &root, fields, &written, &mut pending);
    let mut problems = reader.problems;
    found.into_iter().for_each(|p| problems.push(p));
    TypedChild { child, value, pending, problems }
}

/// What is needed to understand a folder's pages.
pub(super) struct Context<'a> {
    pub(super) config: &'a Config,
    pub(super) collections: &'a [Schema],
    pub(super) collection: Option<usize>,
    pub(super) table: &'a KeyTable,
}

/// Types one source.
pub(super) fn typed(source: Source, seat: Seat, context: &Context<'_>) -> Typed {
    let page = Page::bare(seat.kind, seat.language, seat.folder, source.clone());
    let mut typed = Typed {
        page,
        settings: SectionSettings::default(),
        pending: Vec::new(),
        hidden: None,
        titled: false,
        untitled: None,
        problems: Diagnostics::new(),
    };
    if let Source::Row(ledger, row) = &source {
        let (node, problems) = ledger.node(*row);
        let mut reader = Reader::row(ledger, *row, &node);
        let root = reader.root();
        typed.keys(&mut reader, &root, context);
        typed.problems = reader.problems;
        problems.into_iter().for_each(|p| typed.problems.push(p));
        typed.titled |= ledger.has(*row, "title");
    } else if let Some((yaml, path)) = source.yaml() {
        let mut reader = Reader::new(yaml);
        let mut root = reader.root();
        for step in path {
            root = match (step, root.node) {
                (crate::load::parse::yaml::Step::Index(i), Node::List(items)) => {
                    At { path: path.to_vec(), node: items.get(*i).unwrap_or(&Node::Null) }
                }
                _ => root,
            };
        }
        typed.keys(&mut reader, &root, context);
        typed.problems = reader.problems;
    }
    typed.finish(&seat.stem, context);
    if let Source::Markdown(file) = &source {
        notices::found(&typed.page.source, file, &mut typed.problems);
    }
    typed
}

impl Typed {
    fn keys<'a>(&mut self, r: &mut Reader<'a>, root: &At<'a>, context: &Context<'_>) {
        let Context { config, collections, table, .. } = context;
        let is_section = self.page.is_section();
        let mut seen: Vec<(Meaning, String)> = Vec::new();
        for (word, at) in r.entries(root).unwrap_or_default() {
            let meaning = table.0.get(&word).copied();
            if let Some(meaning) = meaning {
                if let Some((_, first)) = seen.iter().find(|(m, _)| *m == meaning) {
                    r.problem(&at, twice(&word, first));
                    continue;
                }
                seen.push((meaning, word.clone()));
            }
            match meaning {
                Some(Meaning::Page(name)) => self.page_key(r, name, &at, config),
                Some(Meaning::Section(name)) if is_section => self.section_key(r, name, &at),
                Some(Meaning::Taxonomy(index)) if self.page.terms.iter().any(|(other, _)| *other == index) => {
                    r.problem(&at, twice(&word, "taxonomies"));
                }
                Some(Meaning::Taxonomy(index)) => self.terms(r, index, &at),
                Some(Meaning::Field(field)) => self.field(r, field, &at, config, collections),
                Some(Meaning::Section(_)) => {
                    r.key_problem(&at, || {
                        Diagnostic::error(
                            "content/unknown-key",
                            text!("“{word}”只能写在 _index.md 里", "`{word}` belongs in `_index.md` only"),
                        )
                        .help(text!("挪到栏目的 _index.md，或删掉", "move it to the section's _index.md, or remove it"))
                    });
                }
                None => {
                    r.key_problem(&at, || unknown_key(&word, table.words().into_iter()));
                }
            }
        }
    }

    fn page_key<'a>(&mut self, r: &mut Reader<'a>, name: &'static str, at: &At<'a>, config: &Config) {
        if !matches!(name, "id" | "title" | "as_of" | "sources") && fields::is_said_unknown(at.node) {
            return r.problem(at, fields::not_unknown(keys::PAGE, name));
        }
        let page = &mut self.page;
        let is_record = matches!(page.kind, PageKind::Record(_));
        match name {
            "id" => {
                page.id = at.node.as_text().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
                if fields::is_said_unknown(at.node) {
                    r.problem(at, fields::always_known("id"));
                } else if let Some(id) = r.text(at).filter(|id| is_record && !id.is_empty() && !is_id(id)) {
                    r.problem(at, fields::bad_id(&id));
                }
            }
            "title" => {
                self.titled = !at.node.is_blank();
                if is_record && fields::is_said_unknown(at.node) {
                    self.untitled = Some(r.place(at));
                    page.title = at.node.as_text().unwrap_or_default().trim().to_owned();
                } else {
                    page.title = r.text(at).unwrap_or_default();
                }
            }
            "slug" => {
                let text = r.text(at).unwrap_or_default();
                match check_slug(&text) {
                    Ok(()) => page.slug = text,
                    Err(error) => r.problem(at, slug_problem(&text, error)),
                }
            }
            "date" => {
                if let Some(date) = notice_term::day(r, name, at) {
                    page.date = Some(date);
                }
            }
            "published" => page.published = moment(r, at, config),
            "updated" => page.updated = moment(r, at, config),
            "as_of" if fields::is_said_unknown(at.node) => r.problem(at, fields::always_known("as_of")),
            "as_of" => page.as_of = r.text(at).and_then(|t| fields::date(r, at, &t)),
            "summary" => page.summary = r.text(at).unwrap_or_default(),
            "keywords" => {
                for (text, item) in r.texts(at) {
                    if Unknown::begins(&text) {
                        r.problem(&item, fields::not_unknown(keys::PAGE, name));
                    } else {
                        page.keywords.push(text);
                    }
                }
            }
            "draft" => {
                if r.boolean(at) == Some(true) {
                    if config.drafts {
                        page.draft = true;
                    } else {
                        self.hidden.get_or_insert(Why::Draft);
                    }
                }
            }
            "publish_at" => {
                if let Some(moment) = moment(r, at, config).filter(|m| m.at > config.clock.at) {
                    if config.drafts {
                        page.draft = true;
                    } else {
                        self.hidden.get_or_insert(Why::Embargo(moment));
                    }
                }
            }
            "withdraw_at" => {
                if let Some(moment) = moment(r, at, config).filter(|m| m.at <= config.clock.at) {
                    self.hidden = Some(Why::Withdrawn(moment));
                }
            }
            "weight" => page.weight = r.whole(at),
            "aliases" => {
                for (text, item) in r.texts(at) {
                    match alias(&text) {
                        Some(route) => page.aliases.push(route),
                        None => r.problem(
                            &item,
                            Diagnostic::error(
                                "content/address",
                                text!(
                                    "旧网址“{text}”不合规，或者离开了站点",
                                    "the alias `{text}` is no good address, or leaves the site"
                                ),
                            )
                            .help(text!(
                                "写成 /section/name/ 这样以“/”开头的站内地址",
                                "write an address within the site that begins with `/`: /section/name/"
                            )),
                        ),
                    }
                }
            }
            "taxonomies" => {
                for (word, at) in r.entries(at).unwrap_or_default() {
                    let found =
                        config.taxonomies.iter().position(|t| t.name == word || t.title.all().any(|w| w == word));
                    match found {
                        Some(index) if self.page.terms.iter().any(|(other, _)| *other == index) => {
                            r.problem(&at, twice(&word, &config.taxonomies[index].name));
                        }
                        Some(index) => self.terms(r, index, &at),
                        None => r.unknown_key(&at, &word, config.taxonomies.iter().map(|t| t.name.as_str())),
                    }
                }
            }
            "sources" => page.sources = fields::citations(r, at),
            "issuer" => page.issuer = r.text(at),
            "account" => page.account = r.boolean(at).unwrap_or(false),
            "template" => page.template = r.text(at),
            "notice_from" | "notice_until" | "notice_type" => page.notice_key(r, name, at),
            "waivers" => page.waivers = waiver::read(r, at, false),
            _ => page.toc = r.boolean(at),
        }
    }

    fn section_key<'a>(&mut self, r: &mut Reader<'a>, name: &str, at: &At<'a>) {
        if fields::is_said_unknown(at.node) {
            return r.problem(at, fields::not_unknown(keys::SECTION, name));
        }
        match name {
            "sort" => self.settings.sort = Some(sort(r, at)),
            "paginate" => self.settings.paginate = r.count(at),
            _ => self.settings.column_type = r.text(at),
        }
    }

    fn terms<'a>(&mut self, r: &mut Reader<'a>, index: usize, at: &At<'a>) {
        let mut terms: Vec<String> = Vec::new();
        for (term, at) in r.texts(at) {
            if Unknown::begins(&term) {
                r.problem(&at, fields::not_unknown(keys::PAGE, "taxonomies"));
            } else if !has_slug(&term) {
                r.problem(
                    &at,
                    Diagnostic::error("content/value", text!("“{term}”不能作分类的名称", "`{term}` cannot be a term"))
                        .help(text!("名称里至少要有一个字、字母或数字", "a term has one letter or digit at least")),
                );
            } else if !terms.contains(&term) {
                terms.push(term);
            }
        }
        if !terms.is_empty() {
            self.page.terms.push((index, terms));
        }
    }

    fn field<'a>(&mut self, r: &mut Reader<'a>, field: FieldRef, at: &At<'a>, config: &Config, collections: &[Schema]) {
        let definition = match field {
            FieldRef::Extra(i) => &config.fields[i],
            FieldRef::Collection(c, i) => &collections[c].fields[i],
        };
        if let Some((value, pending)) = fields::read(r, at, definition) {
            if !pending.is_empty() {
                self.pending.push((self.page.fields.len(), pending));
            }
            self.page.fields.push((field, value));
        }
    }

    fn finish(&mut self, stem: &str, context: &Context<'_>) {
        let config = context.config;
        let page = &mut self.page;
        if let Source::Markdown(file) = &page.source {
            if page.title.is_empty() {
                page.title = file.heading.clone().unwrap_or_default();
            }
            if page.summary.is_empty() {
                page.summary.clone_from(&file.document.summary);
            }
        }
        if page.title.is_empty()
            && page.kind == PageKind::Section
            && let Some(c) = context.collection
        {
            page.title = context.collections[c].title.get(config.languages[page.language].as_str()).to_owned();
        }
        if page.title.is_empty() {
            if page.kind == PageKind::Home {
                page.title = config.title.get(config.languages[page.language].as_str()).to_owned();
            } else if !self.titled && !is_composed(page, context) {
                let (place, mend) = match page.source {
                    Source::Row(..) => (
                        page.source.place(Some("title")),
                        text!("在这一行的“标题”一列写上", "write it into the column `title` of this row"),
                    ),
                    Source::Yaml(..) => (
                        page.source.place(None),
                        text!("给这条记录写 `title: …`（或“标题: …”）", "write `title: …` into this record"),
                    ),
                    _ => (
                        page.source.place(None),
                        text!("在文件头写 `title: …`（或“标题: …”）", "write `title: …` in the front matter"),
                    ),
                };
                let problem = Diagnostic::error("content/title", text!("没有标题", "there is no title"));
                self.problems.push(problem.at(place).help(mend));
            }
        }
        // What is not published yet may wait for its title.
        if let Some(place) = self.untitled.take().filter(|_| self.hidden.is_none() && !page.draft) {
            self.problems.push(fields::always_known("title").at(place));
        }
        page.terms.sort_by_key(|(index, _)| *index);
        if page.slug.is_empty() {
            page.slug = slug(stem);
        }
        let nameless = page.slug.is_empty() || check_slug(&page.slug).is_err();
        if nameless && !page.is_section() {
            let place = page.source.place(None);
            self.problems.push(
                Diagnostic::error(
                    "content/address",
                    text!("文件名“{stem}”不能作网址", "the file name `{stem}` makes no address"),
                )
                .at(place)
                .help(text!("在文件头写 `slug: …`", "write `slug: …` in the front matter")),
            );
        }
        if nameless {
            page.slug = code(stem);
        }
    }
}

/// Whether the title is made from fields, once all records are known.
fn is_composed(page: &Page, context: &Context<'_>) -> bool {
    matches!(page.kind, PageKind::Record(c) if !context.collections[c].title_from.is_empty())
}

fn moment(r: &mut Reader<'_>, at: &At<'_>, config: &Config) -> Option<Moment> {
    let text = r.text(at)?;
    match Moment::parse(&text, &config.zone) {
        Ok(moment) => Some(moment),
        Err(error) => {
            r.problem(at, super::values::when_problem(&text, WhenError::Date(error)));
            None
        }
    }
}

/// An earlier address within the site, with `/` at both ends unless it names a file.
fn alias(text: &str) -> Option<String> {
    let path = text.strip_prefix('/')?;
    let (path, folder) = match path.strip_suffix('/') {
        Some(path) => (path, true),
        None => (path, !path.rsplit('/').next().unwrap_or_default().contains('.')),
    };
    if path.is_empty() || !path.split('/').all(|part| check_slug(part).is_ok()) {
        return None;
    }
    Some(if folder { format!("/{path}/") } else { format!("/{path}") })
}

fn slug_problem(text: &str, error: SlugError) -> Diagnostic {
    let problem = match error {
        SlugError::Empty => Diagnostic::error("content/address", text!("slug 是空的", "the slug is empty")),
        SlugError::Leaves => {
            Diagnostic::error("content/address", text!("slug “{text}”会离开站点", "the slug `{text}` leaves the site"))
        }
        SlugError::Reserved => Diagnostic::error(
            "content/address",
            text!(
                "slug “{text}”会被当成别的东西（选项、临时文件或设备）",
                "programs take the slug `{text}` for an option, a temporary file or a device"
            ),
        ),
        SlugError::Long => Diagnostic::error("content/address", text!("slug 太长", "the slug is too long")),
        SlugError::Character(c) => {
            let shown = c.escape_default();
            Diagnostic::error("content/address", text!("slug 里不能有“{shown}”", "a slug cannot hold `{shown}`"))
        }
    };
    problem.help(text!(
        "只用小写字母、数字和连字符，例如 xin-jiao-xue-lou",
        "use lower-case letters, digits and hyphens, such as new-school"
    ))
}
