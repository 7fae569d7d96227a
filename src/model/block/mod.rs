//! Blocks: what the fences `figures`, `table`, `records` and `chart` in a page ask for. They name figures and records,
//! and hold no numbers of their own, so that nothing in them can grow stale.

mod chosen;
mod draw;
mod read;

pub use chosen::{By, Chosen, Rows};

use super::figure::{Selection, Target};

pub use draw::ladder_fields;
pub(super) use read::read_all;

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Figures as cards.
    Figures(Cards),
    /// Fields of records.
    Table(Table),
    /// Records with their summaries.
    Records(Option<String>, Chosen),
    /// A drawing.
    Chart(Chart),
    /// It makes no sense, which is reported.
    Wrong,
}

/// Figures as cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// What stands over them.
    pub title: Option<String>,
    /// One each.
    pub cards: Vec<Card>,
}

/// A figure in a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub target: Target,
    /// What it is called here.
    pub title: Option<String>,
    /// What readers should know beside it.
    pub note: Option<String>,
}

/// Fields of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands over it.
    pub title: Option<String>,
    /// The records.
    pub chosen: Chosen,
    /// Their fields, by index in the collection.
    pub fields: Vec<usize>,
    /// Those that are added up.
    pub totals: Vec<usize>,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: Option<String>,
    /// What readers should know beside it.
    pub note: Option<String>,
    /// What is drawn.
    pub form: Form,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A bar for each figure.
    Figures(Vec<Card>),
    /// A bar for each record: its field of that index.
    Field(Chosen, usize),
    /// The steps of a record.
    Steps(usize),
    /// How many records stand at each step of the nth track.
    Counts(Selection, usize),
    /// The stages of a record's money: its fields in the order of their stages.
    Ladder(usize, Vec<usize>),
    /// The same of several records, stage by stage.
    Ladders(Selection, Vec<usize>),
}

impl Block {
    /// The records that it names, one by one.
    pub fn records(&self) -> Vec<usize> {
        match self {
            Block::Chart(Chart { form: Form::Steps(page) | Form::Ladder(page, _), .. }) => vec![*page],
            block => {
                let page = |target: &Target| if let Target::Field(page, _) = target { Some(*page) } else { None };
                block.targets().iter().filter_map(page).collect()
            }
        }
    }

    /// The figures that it names.
    pub fn targets(&self) -> Vec<Target> {
        match self {
            Block::Figures(cards) => cards.cards.iter().map(|c| c.target).collect(),
            Block::Chart(Chart { form: Form::Figures(cards), .. }) => cards.iter().map(|c| c.target).collect(),
            Block::Chart(Chart { form: Form::Ladder(page, fields), .. }) => {
                fields.iter().map(|field| Target::Field(*page, *field)).collect()
            }
            _ => Vec::new(),
        }
    }
}
