//! Charts: inline SVG that is drawn at build time, of whole numbers only, and the same for the same data.
//!
//! Every chart is drawn twice, for a wide and for a narrow column, and the theme shows the one that fits: text then keeps
//! its size on a phone. Where letters end is estimated (a Han character one em, a Latin one six tenths), on the safe
//! side, so that no text leaves its place. Colours are classes; states and what is missing are told by shapes and words.

mod label;
mod pairs;
mod pen;
mod rows;
mod ruler;
mod series;
mod steps;
mod text;
mod ticks;
mod timeline;

#[cfg(test)]
#[path = "chart_tests.rs"]
mod tests;

use label::Label;
pub(super) use pairs::{Foot, Pair, Pairs};
pub(super) use ruler::Levels;
pub(super) use series::{Point, Series, Target};
pub(super) use ticks::Scale;
pub(super) use timeline::{Due, Shape, Timeline};

/// A chart, ready to be drawn.
#[derive(Debug, Clone)]
pub(super) enum Chart {
    /// A bar for each row, from zero.
    Bars(Vec<Row>, Scale),
    /// Stages of one sum of money, each below the one that it comes from.
    Ladder(Vec<Row>, Scale),
    /// Steps in their order.
    Steps(Vec<Step>),
    /// What is due when.
    Timeline(Timeline),
    /// Two values of each row.
    Pairs(Pairs),
    /// Observations over time.
    Series(Series),
}

/// A row of bars.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: String,
    /// The number, or what is missing, in words.
    pub(super) text: String,
    pub(super) extent: Extent,
}

/// How far a bar reaches, in smallest units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// It is known, and its words leave open what is between the two bounds.
    Known { value: i128, low: Option<i128>, high: Option<i128> },
    /// A part is known.
    Part(i128),
    /// It is not known.
    Missing,
}

/// A step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) label: String,
    pub(super) mark: Mark,
    /// What else is said of it, in words.
    pub(super) detail: Option<String>,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// It lies behind.
    Passed,
    /// Here it stands; the word says so.
    Here(String),
    /// It has not come.
    Ahead,
    /// Nobody knows whether it has come; the words say why.
    Unknown(String),
    /// So many stand there, in words; `false`: none.
    Count(String, bool),
}

/// What a chart is called, for those who do not see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    /// Prefix of its ids.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
}

/// For which column a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Wide,
    Narrow,
}

impl Column {
    /// In units of the drawing, each as large as a pixel where the column is that wide.
    fn width(self) -> i32 {
        match self {
            Column::Wide => 640,
            Column::Narrow => 320,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Column::Wide => "wide",
            Column::Narrow => "narrow",
        }
    }
}

impl Chart {
    /// Both drawings.
    pub(super) fn svg(&self, named: Named<'_>) -> String {
        let mut out = String::new();
        for column in [Column::Wide, Column::Narrow] {
            out.push_str(&self.drawing(column, named));
        }
        out
    }

    fn drawing(&self, column: Column, named: Named<'_>) -> String {
        match self {
            Chart::Bars(rows, scale) => rows::draw(rows, scale, false, column),
            Chart::Ladder(rows, scale) => rows::draw(rows, scale, true, column),
            Chart::Steps(steps) => steps::draw(steps, column),
            Chart::Timeline(timeline) => timeline::draw(timeline, column),
            Chart::Pairs(pairs) => pairs::draw(pairs, column),
            Chart::Series(series) => series::draw(series, column),
        }
        .finish(column, named)
    }
}
