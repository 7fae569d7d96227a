//! Schemas: what a record of a collection holds, and the site's extra front matter.

use std::sync::Arc;

use super::limit::Limit;
use super::read::Localized;
use super::view::View;
use crate::value::{Mask, MoneyUnit, Stage, Unit, When};

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// A date; `partial`: it may lack its day.
    Date {
        /// Whether less than a day may be given.
        partial: bool,
    },
    /// One of these.
    Choice(Vec<Choice>),
    /// A record of one of these collections.
    Reference(Arc<[String]>),
    /// An amount of money.
    Amount {
        /// The unit of a number without one.
        unit: Option<MoneyUnit>,
        /// The stage that the field stands for.
        stage: Option<Stage>,
    },
    /// A quantity; the unit is that of a number without one, and all others have to agree with it.
    Quantity(Option<Unit>),
    /// A share.
    Ratio,
    /// An amount, a share or a quantity, whichever is written.
    Measure,
    /// A twelve-digit code of a place.
    PlaceCode,
    /// Small records of these fields, such as the parts of a project.
    Items(Vec<Field>),
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As data names it.
    pub value: String,
    /// As readers see it.
    pub label: Localized,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name in the data.
    pub name: String,
    /// Header.
    pub title: Localized,
    /// What it means.
    pub description: Localized,
    /// What it holds.
    pub kind: Kind,
    /// Whether it holds a list of such.
    pub list: bool,
    /// Whether it must be there (a stated unknown will do).
    pub required: bool,
    /// Whether no two records may share it.
    pub unique: bool,
    /// The least that it may hold.
    pub minimum: Option<Limit>,
    /// The greatest.
    pub maximum: Option<Limit>,
    /// Shortest text, in characters.
    pub min_length: Option<usize>,
    /// Longest text, in characters.
    pub max_length: Option<usize>,
    /// Whether readers expect it, though a record may lack it.
    pub expected: bool,
    /// How its texts are masked before anything else sees them.
    pub mask: Option<Mask>,
    /// Other headers under which it may stand.
    pub aliases: Vec<String>,
    /// Its position in the list of fields as written.
    pub position: usize,
}

impl Field {
    /// A field of text of which nothing is known but its name.
    pub fn named(name: &str) -> Self {
        Field::new(name.to_owned())
    }

    pub(crate) fn new(name: String) -> Self {
        Field {
            title: Localized::plain(name.clone()),
            name,
            description: Localized::default(),
            kind: Kind::Text,
            list: false,
            required: false,
            unique: false,
            minimum: None,
            maximum: None,
            min_length: None,
            max_length: None,
            expected: false,
            mask: None,
            aliases: Vec::new(),
            position: 0,
        }
    }

    /// Every word under which it may stand.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.title.all()).chain(self.aliases.iter().map(String::as_str))
    }

    /// The collections that it refers to.
    pub fn targets(&self) -> &[String] {
        if let Kind::Reference(targets) = &self.kind { targets } else { &[] }
    }

    /// The only collection that it refers to: there an id alone says which record is meant.
    pub fn only_target(&self) -> Option<&str> {
        if let [only] = self.targets() { Some(only) } else { None }
    }

    /// Whether it holds one exact number with its unit, such as can stand alone and large.
    pub fn is_figure(&self) -> bool {
        !self.list && matches!(self.kind, Kind::Amount { .. } | Kind::Quantity(_) | Kind::Ratio | Kind::Measure)
    }

    /// Whether its values line up on the right.
    pub fn is_number(&self) -> bool {
        matches!(
            self.kind,
            Kind::Number | Kind::Integer | Kind::Amount { .. } | Kind::Quantity(_) | Kind::Ratio | Kind::Measure
        ) && !self.list
    }

    /// Name of the type, as `_collection.yaml` writes it.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Items(_) => "array",
            _ if self.list => "list",
            Kind::Text | Kind::Choice(_) | Kind::Reference(_) | Kind::PlaceCode => "string",
            Kind::Amount { .. } | Kind::Quantity(_) | Kind::Ratio | Kind::Measure => "string",
            Kind::Number => "number",
            Kind::Integer => "integer",
            Kind::Boolean => "boolean",
            Kind::Date { .. } => "date",
        }
    }
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Weight, then newest date, then title.
    #[default]
    Usual,
    /// Newest date first.
    Date,
    /// Smallest weight first.
    Weight,
    /// By title.
    Title,
    /// By id.
    Id,
}

impl Sort {
    /// Words of the format.
    pub const WORDS: [(&'static str, Sort); 4] =
        [("date", Sort::Date), ("weight", Sort::Weight), ("title", Sort::Title), ("id", Sort::Id)];
}

/// The schema of a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// Folder below `content/`: the collection's name.
    pub name: String,
    /// Title.
    pub title: Localized,
    /// What it holds.
    pub description: Localized,
    /// What one record is called.
    pub singular: Localized,
    /// Its fields, in order.
    pub fields: Vec<Field>,
    /// Indexes of the fields shown in the list.
    pub columns: Vec<usize>,
    /// Indexes of the fields that make the title of a record without one.
    pub title_from: Vec<usize>,
    /// Indexes of the fields by which the list can be filtered.
    pub filters: Vec<usize>,
    /// Order of its records.
    pub sort: Sort,
    /// The period for which it holds every record; without one it is open, and counting it proves nothing.
    pub complete: Option<When>,
    /// How often it should be brought up to date.
    pub cadence: Option<Cadence>,
    /// The steps that its records go through.
    pub machine: Option<Machine>,
    /// What its list page answers above the table.
    pub view: Option<View>,
}

/// How often a collection should be brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cadence {
    /// 每周.
    Weekly,
    /// 每月.
    Monthly,
    /// 每季.
    Quarterly,
    /// 每年.
    Yearly,
}

impl Cadence {
    /// Words of the format.
    pub const WORDS: [(&'static str, &'static str, Cadence); 4] = [
        ("weekly", "每周", Cadence::Weekly),
        ("monthly", "每月", Cadence::Monthly),
        ("quarterly", "每季", Cadence::Quarterly),
        ("yearly", "每年", Cadence::Yearly),
    ];
}

/// The steps that records go through, by track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Machine {
    /// Index of the field that names the track; `None` where there is only one.
    pub track: Option<usize>,
    /// Index of the field that holds the state.
    pub state: usize,
    /// Index of the field that holds the level of evidence.
    pub evidence: Option<usize>,
    /// Tracks by the value of the track field.
    pub tracks: Vec<Track>,
}

/// One track of a machine; all are indexes of the fields' choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Track {
    /// The choice of the track field.
    pub track: Option<usize>,
    /// Its states in their order.
    pub steps: Vec<usize>,
    /// States that may come at any time.
    pub side: Vec<usize>,
    /// The least evidence for a state and all after it: state, evidence.
    pub floors: Vec<(usize, usize)>,
}
