//! Blocks: what the fences `figures`, `table`, `records`, `chart` and `timeline` in a page ask for. They name figures and records,
//! and hold no numbers of their own, so that nothing in them can grow stale.

mod chosen;
mod compare;
mod draw;
mod read;
mod timeline;

pub use chosen::{By, Chosen, Rows};

use super::figure::{Selection, Target};
use super::site::{PageKind, Site};

pub use compare::observations;
pub use draw::ladder_fields;
pub(super) use read::read_all;
pub use timeline::Timeline;

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Figures as cards.
    Figures(Cards),
    /// Fields of records.
    Table(Table),
    /// Records with their summaries.
    Records(Option<String>, Chosen),
    /// Records by name only.
    Names(Option<String>, Chosen),
    /// A drawing.
    Chart(Chart),
    /// What is due when.
    Timeline(Timeline),
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
    /// How many records stand at each step of the nth track; and how much the amounts in a field are.
    Counts(Selection, usize, Option<usize>),
    /// The stages of a record's money: its fields in the order of their stages.
    Ladder(usize, Vec<usize>),
    /// The same of several records, stage by stage.
    Ladders(Selection, Vec<usize>),
    /// Two fields of each record: dates, or numbers that count the same.
    Pairs(Chosen, [usize; 2]),
    /// The observations of an indicator, those that meet the conditions.
    Series(usize, Selection),
}

impl Block {
    /// The records that it names, one by one.
    pub fn records(&self) -> Vec<usize> {
        let of = |cards: &[Card]| -> Vec<usize> {
            cards.iter().filter_map(|c| if let Target::Field(page, _) = c.target { Some(page) } else { None }).collect()
        };
        match self {
            Block::Figures(cards) => of(&cards.cards),
            Block::Chart(Chart { form: Form::Figures(cards), .. }) => of(cards),
            Block::Chart(Chart { form: Form::Steps(page) | Form::Ladder(page, _) | Form::Series(page, _), .. }) => {
                vec![*page]
            }
            _ => Vec::new(),
        }
    }

    /// Whatever it shows: figures and fields. Records that are only listed or counted are not among it.
    pub fn targets(&self, site: &Site) -> Vec<Target> {
        let of = |cards: &[Card]| cards.iter().map(|c| c.target).collect();
        let each = |pages: &[usize], fields: &[usize]| {
            pages.iter().flat_map(|page| fields.iter().map(|field| Target::Field(*page, *field))).collect()
        };
        match self {
            Block::Figures(cards) => of(&cards.cards),
            Block::Table(table) => each(&table.chosen.rows(site).shown, &table.fields),
            Block::Chart(chart) => match &chart.form {
                Form::Figures(cards) => of(cards),
                Form::Field(chosen, field) => each(&chosen.rows(site).shown, &[*field]),
                Form::Ladder(page, fields) => each(&[*page], fields),
                Form::Ladders(selection, fields) => each(&selection.select(site).records, fields),
                Form::Steps(page) => {
                    let PageKind::Record(collection) = site.pages[*page].kind else { return Vec::new() };
                    let state = site.collections[collection].machine.as_ref().map(|m| m.state);
                    state.map(|state| Target::Field(*page, state)).into_iter().collect()
                }
                Form::Pairs(chosen, fields) => each(&chosen.rows(site).shown, fields),
                Form::Counts(..) | Form::Series(..) => Vec::new(),
            },
            Block::Records(..) | Block::Names(..) | Block::Timeline(_) | Block::Wrong => Vec::new(),
        }
    }
}
