//! The site: everything that is known, linked and immutable.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::block::Block;
use super::config::Config;
use super::figure::{Bound, Figure};
use super::glossary::Glossary;
use super::notice_term::NoticeTerm;
use super::pages::Pages;
use super::reconcile::Statement;
use super::schema::{Field, Schema, Sort};
use super::source::Source;
use super::texts::Texts;
use super::unknown::Unknown;
use super::waiver::Waiver;
use crate::load::{Quiet, SourceFile};
use crate::picture::Picture;
use crate::reads::{Key, Kind, Tracked, Whole, note};
use crate::value::{Amount, Moment, Number, PartialDate, PlaceCode, Quantity, Ratio, Stage, When};

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The first page of a language.
    Home,
    /// A section's own page.
    Section,
    /// An ordinary page.
    Page,
    /// A record of the collection of that index.
    Record(usize),
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(Number),
    /// True or false.
    Bool(bool),
    /// A date, a range or a deadline.
    Date(When),
    /// An amount of money, with its stage where that is declared.
    Amount(Amount, Option<Stage>),
    /// A quantity.
    Quantity(Quantity),
    /// A share.
    Ratio(Ratio),
    /// A code of a place.
    PlaceCode(PlaceCode),
    /// The nth choice of the field.
    Choice(usize),
    /// Another record, by its page.
    Record(usize),
    /// A small record: values by index of its field.
    Item(Vec<(usize, FieldValue)>),
}

/// What a field of a page holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// An explicit unknown, with what is known about it (basis, who owes it, by when).
    Unknown(Unknown, Option<String>),
    /// Its values; a field that is no list has one.
    Known(Vec<Value>),
}

/// A document that something rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document, as text or as the title of a record.
    pub document: String,
    /// Paragraph, page, sheet and cell, or line.
    pub locator: Option<String>,
    /// The record's page.
    pub page: Option<usize>,
}

/// A page, section or record.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What it is.
    pub kind: PageKind,
    /// Index of its language.
    pub language: usize,
    /// Where it was read from.
    pub source: Source,
    /// Folder below `content/` that it belongs to; for a section, the section itself.
    pub folder: Arc<str>,
    /// Stable name.
    pub id: Option<String>,
    /// Title.
    pub title: String,
    /// Last part of the address.
    pub slug: String,
    /// Address below the site's root, decoded: `/projects/x/`.
    pub route: String,
    /// The same with the base path, encoded: `/gd/town/projects/x/`.
    pub url: String,
    /// The day that it is about.
    pub date: Option<PartialDate>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it last changed.
    pub updated: Option<Moment>,
    /// As of when its figures hold.
    pub as_of: Option<PartialDate>,
    /// Summary.
    pub summary: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Shown only because drafts are.
    pub draft: bool,
    /// Order among its neighbours.
    pub weight: Option<i64>,
    /// Earlier addresses, with where they are written.
    pub aliases: Vec<String>,
    /// Terms by taxonomy (index), in the order of the page.
    pub terms: Vec<(usize, Vec<String>)>,
    /// Values of the site's extra fields, then of the collection's.
    pub fields: Vec<(FieldRef, FieldValue)>,
    /// What it rests on.
    pub sources: Vec<Citation>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Whether its figures are held to their records.
    pub account: bool,
    /// A template other than the usual one.
    pub template: Option<String>,
    /// Whether the contents list is wanted; `None` = by the number of headings.
    pub toc: Option<bool>,
    /// The time of the public notice that it is.
    pub notice: Option<Box<NoticeTerm>>,
    /// Rules that are waived for it.
    pub waivers: Vec<Waiver>,
    /// Addresses of the body's links, in their order.
    pub addresses: Vec<String>,
    /// What the body's fenced blocks show, in their order.
    pub blocks: Vec<Block>,
    /// What its body and summary bind, in order.
    pub bound: Vec<Bound>,
    /// Photographs in its field.
    pub photos: Vec<PagePhoto>,
    /// For a section: index of its entry in [`Site::sections`].
    pub section: usize,
    /// Neighbours in the order of its section.
    pub neighbours: (Option<usize>, Option<usize>),
}

impl Page {
    /// A page of which nothing is known but where it stands.
    pub(super) fn bare(kind: PageKind, language: usize, folder: Arc<str>, source: Source) -> Page {
        Page {
            kind,
            language,
            source,
            folder,
            id: None,
            title: String::new(),
            slug: String::new(),
            route: String::new(),
            url: String::new(),
            date: None,
            published: None,
            updated: None,
            as_of: None,
            summary: String::new(),
            keywords: Vec::new(),
            draft: false,
            weight: None,
            aliases: Vec::new(),
            terms: Vec::new(),
            fields: Vec::new(),
            sources: Vec::new(),
            issuer: None,
            account: false,
            template: None,
            toc: None,
            notice: None,
            waivers: Vec::new(),
            addresses: Vec::new(),
            blocks: Vec::new(),
            bound: Vec::new(),
            photos: Vec::new(),
            section: 0,
            neighbours: (None, None),
        }
    }

    /// The value of a field, where it has one.
    pub fn value(&self, field: FieldRef) -> Option<&FieldValue> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, value)| value)
    }

    /// Whether it is a section's own page.
    pub fn is_section(&self) -> bool {
        matches!(self.kind, PageKind::Section | PageKind::Home)
    }

    /// The day by which feeds and "latest" lists are ordered.
    pub fn day(&self) -> Option<PartialDate> {
        self.date.or_else(|| self.published.map(|m| PartialDate::day(m.date())))
    }
}

/// Which field a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRef {
    /// The nth extra field of the site.
    Extra(usize),
    /// The nth field of the nth collection.
    Collection(usize, usize),
}

/// A section: a folder of content in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its own page.
    pub page: usize,
    /// Folder below `content/`, empty for the home page.
    pub folder: Arc<str>,
    /// Index of its language.
    pub language: usize,
    /// Its schema, if it is a collection.
    pub collection: Option<usize>,
    /// The section above.
    pub parent: Option<usize>,
    /// The sections directly below, in order.
    pub children: Vec<usize>,
    /// Its pages, in order; read by [`Site::listed`].
    pub(super) ordered: Vec<usize>,
    /// Order of its pages.
    pub sort: Sort,
    /// Entries on a list page; 0 = all.
    pub paginate: usize,
    /// Class of the column for the page tags.
    pub column_type: Option<String>,
}

/// A term of a taxonomy in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What it is called.
    pub name: String,
    /// Its address with the base path.
    pub url: String,
    /// Its address below the root.
    pub route: String,
    /// Its pages, newest first; read by [`Site::of_term`].
    pub(super) pages: Vec<usize>,
}

/// A taxonomy in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Taxonomy {
    /// Index in the settings.
    pub definition: usize,
    /// Index of its language.
    pub language: usize,
    /// Address below the root.
    pub route: String,
    /// Address with the base path.
    pub url: String,
    /// Its terms, by name; read by [`Site::terms`] and [`Site::term`].
    pub(super) named: BTreeMap<String, Term>,
}

/// A file that is copied.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// The file.
    pub file: SourceFile,
    /// Its address below the root, decoded.
    pub route: String,
    /// The same with the base path, encoded.
    pub url: String,
    /// Whether it is copied as it is; a photograph is only where a link asks for it.
    pub published: bool,
}

/// A photograph that pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The original.
    pub attachment: usize,
    /// What it is.
    pub picture: Picture,
    /// Width, height, address below the root, and address with the base path of its copies, the smallest first.
    pub copies: Vec<(u32, u32, String, String)>,
    /// An earlier photograph of the very same bytes, whose copies are its own.
    pub same_as: Option<usize>,
}

/// A photograph in the field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePhoto {
    /// Index in [`Site::photos`].
    pub photo: usize,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Everything that the record says of it, by field.
    pub fields: Vec<(usize, FieldValue)>,
}

/// Why a page is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is a draft.
    Draft,
    /// Its time has not come.
    Embargo(Moment),
    /// Its time is over.
    Withdrawn(Moment),
    /// Its section is not published.
    Section,
    /// It is an attachment of a page that is not published.
    Page,
}

/// A page or attachment that is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// Path of its source.
    pub path: Arc<str>,
    /// Why.
    pub why: Why,
}

/// Everything that is known about a site.
#[derive(Debug, Clone)]
pub struct Site {
    /// Settings.
    pub config: Config,
    /// Schemas of the collections.
    pub collections: Vec<Schema>,
    /// Pages, sections and records, ordered by language and source.
    pub pages: Pages,
    /// Sections, ordered by language and folder.
    pub sections: Tracked<Section, { Kind::Sections as u8 }>,
    /// Taxonomies, ordered by language and as in the settings.
    pub taxonomies: Tracked<Taxonomy, { Kind::Taxonomies as u8 }>,
    /// Attachments.
    pub attachments: Tracked<Attachment, { Kind::Attachments as u8 }>,
    /// Photographs that pages show, in the order of their files.
    pub photos: Tracked<Photo, { Kind::Photos as u8 }>,
    /// The same by the address that their attachment would have.
    pub shown: Whole<BTreeMap<String, usize>, { Kind::Shown as u8 }>,
    /// What is left out, and why.
    pub hidden: Vec<Hidden>,
    /// Files of the theme that the site brings itself.
    pub theme: Vec<SourceFile>,
    /// What was read beside the files of pages.
    pub texts: Texts,
    /// Pages of the same thing in other languages, by page.
    pub translations: Whole<BTreeMap<usize, Vec<usize>>, { Kind::Translations as u8 }>,
    /// Named figures, in the order of `figures.yaml`.
    pub figures: Tracked<Figure, { Kind::Figures as u8 }>,
    /// Statements that have to hold, in the order of `reconcile.yaml`.
    pub statements: Tracked<Statement, { Kind::Statements as u8 }>,
    /// What terms mean.
    pub glossary: Whole<Glossary, { Kind::Glossary as u8 }>,
    /// Records by collection and id.
    pub records: Whole<BTreeMap<(usize, String), usize>, { Kind::Records as u8 }>,
    /// Attachments that were looked through, this time or the last, and hold nothing of people.
    pub quiet: Arc<Quiet>,
}

impl Term {
    /// How many pages it has.
    pub fn count(&self) -> usize {
        self.pages.len()
    }
}

impl Site {
    /// The definition of a field.
    pub fn field(&self, field: FieldRef) -> &Field {
        match field {
            FieldRef::Extra(i) => &self.config.fields[i],
            FieldRef::Collection(c, i) => &self.collections[c].fields[i],
        }
    }

    /// The section of a folder in a language.
    pub fn section(&self, language: usize, folder: &str) -> Option<usize> {
        note(Key::all(Kind::Folders));
        self.sections.unnoted().binary_search_by(|s| (s.language, &*s.folder).cmp(&(language, folder))).ok()
    }

    /// The taxonomy of an index in a language.
    pub fn taxonomy(&self, language: usize, definition: usize) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|t| t.language == language && t.definition == definition)
    }

    /// Record `collection/id` in the default language.
    pub fn record(&self, reference: &str) -> Option<usize> {
        let (collection, id) = reference.rsplit_once('/')?;
        let index = self.collections.iter().position(|c| c.name == collection)?;
        self.records.get(&(index, id.to_owned())).copied()
    }
}
