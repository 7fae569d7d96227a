//! Options of rules: what a site may set in `checks` of `site.yaml`, beside how much a rule matters.

use crate::diagnostic::{Place, Text};

/// An option of a rule.
#[derive(Debug, Clone, Copy)]
pub struct Opt {
    /// Its key.
    pub name: &'static str,
    /// What it is where the site says nothing, and of which kind.
    pub default: Setting,
    /// What it does, in Chinese and in English.
    pub what: [&'static str; 2],
    /// Of an option of words, what is wrong with one.
    pub fault: Fault,
}

/// Why a word that a site adds would have no effect, and the mend; the words before it are known.
pub type Fault = fn(word: &str, known: &[&str]) -> Option<(Text, Text)>;

/// Any word will do.
fn none(_: &str, _: &[&str]) -> Option<(Text, Text)> {
    None
}

/// The kind and default of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Days.
    Days(usize),
    /// Working days.
    WorkingDays(usize),
    /// A count.
    Count(usize),
    /// A day of the year: 31 is 31 January.
    DayOfYear(usize),
    /// Words; those of the site come on top.
    Words(&'static [&'static str]),
}

/// An option that a site has set, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What it is set to.
    pub given: Given,
    /// Where that is written.
    pub place: Place,
}

/// What a site has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number.
    Number(usize),
    /// Words.
    Words(Vec<String>),
}

impl Setting {
    /// What kind of value it takes.
    pub fn kind(self) -> &'static str {
        match self {
            Setting::Days(_) => "days",
            Setting::WorkingDays(_) => "working days",
            Setting::Count(_) => "count",
            Setting::DayOfYear(_) => "day of the year",
            Setting::Words(_) => "words",
        }
    }
}

impl Opt {
    const fn of(name: &'static str, default: Setting, what: [&'static str; 2]) -> Opt {
        Opt { name, default, what, fault: none }
    }

    /// An option of days.
    pub const fn days(name: &'static str, default: usize, what: [&'static str; 2]) -> Opt {
        Opt::of(name, Setting::Days(default), what)
    }

    /// An option of working days.
    pub const fn working_days(name: &'static str, default: usize, what: [&'static str; 2]) -> Opt {
        Opt::of(name, Setting::WorkingDays(default), what)
    }

    /// An option that counts something.
    pub const fn count(name: &'static str, default: usize, what: [&'static str; 2]) -> Opt {
        Opt::of(name, Setting::Count(default), what)
    }

    /// An option that is a day of the year.
    pub const fn day_of_year(name: &'static str, default: usize, what: [&'static str; 2]) -> Opt {
        Opt::of(name, Setting::DayOfYear(default), what)
    }

    /// An option of words, to which a site adds.
    pub const fn words(name: &'static str, default: &'static [&'static str], what: [&'static str; 2]) -> Opt {
        Opt::of(name, Setting::Words(default), what)
    }

    /// The same, where not every word has an effect.
    pub const fn but(self, fault: Fault) -> Opt {
        Opt { fault, ..self }
    }
}
