//! Figures: numbers that have a name, either taken from a record or computed from records, and what a target such as
//! `visits-2023`, `tourists@2023@town` or `projects/school#places` leads to.
//!
//! Nothing is guessed: where a record that a figure needs does not say, the figure does not say either, and names the
//! record.

mod around;
mod bindings;
mod bound;
mod candidates;
mod compute;
mod condition;
mod contradiction;
mod loose;
mod measured;
mod read;
mod said;
mod select;
mod target;

pub(super) use around::turned;
pub use bindings::{Mended, bindings, is_doubtful};
pub(super) use bound::names;
pub use bound::{Mismatch, compare as compare_words};
pub use candidates::Candidates;
pub use condition::{Condition, Test};
pub use contradiction::anchor;
pub(crate) use contradiction::{beside, contradiction};
pub use loose::{Loose, loose, loose_in_summary, proper_names};
pub use measured::{Counts, Measured};
pub(super) use said::plain;
pub use select::{Selected, Selection};
pub use target::Target;
pub(crate) use target::find;

use super::read::Localized;
use super::site::{Citation, Value};
use crate::diagnostic::Place;
use crate::value::{PartialDate, Unit};

pub(super) use compute::compute;
pub(super) use condition::value_of;
pub(super) use read::{collection, conditions, field, one, read, selection};

/// The file of figures below the site's root.
pub const FILE: &str = "content/figures.yaml";

/// Where the list of figures stands, or the page of one: in a language that has a home page, else in the default one.
pub fn route(site: &super::Site, language: usize, name: &str) -> String {
    let language = if site.section(language, "").is_some() { language } else { 0 };
    let home = if language == 0 { "/".to_owned() } else { format!("/{}/", site.config.languages[language].as_str()) };
    if name.is_empty() { format!("{home}figures/") } else { format!("{home}figures/{name}/") }
}

/// A target that a page names, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The link of its body, by index; `None`: in its summary.
    pub link: Option<usize>,
    /// The target.
    pub target: Target,
}

/// A named figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Name, never reused.
    pub name: String,
    /// Where it is defined.
    pub place: Place,
    /// What it is called.
    pub title: Localized,
    /// Other words for it, by which readers look for it: parted by 、 or commas.
    pub aliases: Localized,
    /// What it is, and what it is not.
    pub description: Localized,
    /// How it comes about.
    pub formula: Formula,
    /// The unit in which it is shown, as written.
    pub unit: Option<String>,
    /// Digits after the point; rounded half up once.
    pub decimals: Option<u32>,
    /// Between which values it is plausible, as written: the least and the most.
    pub plausible: [Option<String>; 2],
    /// As of when it holds, where that is declared.
    pub as_of: Option<PartialDate>,
    /// What it rests on, beside the sources of its inputs.
    pub sources: Vec<Citation>,
    /// The post that supplies it.
    pub responsible: Option<String>,
    /// What it is.
    pub outcome: Outcome,
    /// What went into it, in order.
    pub inputs: Vec<Input>,
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// In no way that makes sense, which is reported.
    Wrong,
    /// As a record states it, or another figure has it.
    Value(Target),
    /// The sum of a field.
    Sum(Selection),
    /// How many records.
    Count(Selection),
    /// A field of the latest record.
    Latest(Selection),
    /// How many of the second selection are in the first too.
    Share(Selection, Selection),
    /// The first divided by the second.
    Ratio(Target, Target),
    /// The first less the second.
    Difference(Target, Target),
}

/// What went into a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A record, and the field that was taken, by its index in the collection (`None`: the record as such).
    Record(usize, Option<usize>),
    /// Another figure.
    Figure(usize),
}

/// What a figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Known.
    Known(Box<Known>),
    /// Not known, since these records (page and field) do not say.
    Open(Vec<(usize, usize)>),
    /// Not known, since there is nothing to take it from.
    Empty,
    /// The definition is wrong, which is reported.
    Wrong,
}

/// A known figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The value that is shown, rounded as declared.
    pub value: Value,
    /// The unit by which it is divided (yuan per visit).
    pub per: Option<Unit>,
    /// The same before it was rounded, with what it leaves open; `None` for what is no number.
    pub measured: Option<Measured>,
    /// Whether it counts records of a collection that does not claim to be complete.
    pub is_open_count: bool,
}

impl Known {
    /// A value as it stands in a record.
    pub fn of(value: &Value) -> Known {
        Known { value: value.clone(), per: None, measured: Measured::of(value), is_open_count: false }
    }
}

impl Outcome {
    /// A value as it stands in a record.
    pub fn of(value: &Value) -> Outcome {
        Outcome::Known(Box::new(Known::of(value)))
    }

    /// The value, where it is known.
    pub fn value(&self) -> Option<&Value> {
        if let Outcome::Known(known) = self { Some(&known.value) } else { None }
    }

    /// The number before it was rounded, where it is known and one.
    pub fn measured(&self) -> Option<Measured> {
        if let Outcome::Known(known) = self { known.measured } else { None }
    }
}
