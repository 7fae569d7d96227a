//! Units with their dimensions: what may be added and compared with what.

use std::fmt;

/// What a unit measures. Only quantities of one dimension may be added or compared: 人 (people) are no 人次 (visits),
/// and % is no 百分点 (percentage point).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// People.
    People,
    /// Visits or attendances.
    Visits,
    /// Households.
    Households,
    /// Households, each time counted.
    HouseholdTimes,
    /// School places.
    Places,
    /// Times that something happened.
    Times,
    /// Length; the base is the metre.
    Length,
    /// Area; the base is a third of a square metre, so that a 亩 (2000/3 m²) is whole.
    Area,
    /// Mass; the base is the gram.
    Mass,
    /// Percent; the base is the per mille.
    Share,
    /// Percentage points.
    Points,
    /// Days.
    Days,
    /// Pieces of the kind that the unit names: 个, 座, 处 … are not added to one another.
    Count,
}

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// As written.
    pub name: &'static str,
    /// In English.
    pub english: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units of its dimension it is.
    pub factor: i128,
}

const fn unit(name: &'static str, english: &'static str, dimension: Dimension, factor: i128) -> Unit {
    Unit { name, english, dimension, factor }
}

/// All units that are understood, the usual name of each first.
pub const UNITS: &[Unit] = &[
    unit("人", "people", Dimension::People, 1),
    unit("名", "people", Dimension::People, 1),
    unit("游客", "visitors", Dimension::People, 1),
    unit("人次", "visits", Dimension::Visits, 1),
    unit("户", "households", Dimension::Households, 1),
    unit("户次", "household visits", Dimension::HouseholdTimes, 1),
    unit("学位", "school places", Dimension::Places, 1),
    unit("次", "times", Dimension::Times, 1),
    unit("场", "events", Dimension::Times, 1),
    unit("场次", "events", Dimension::Times, 1),
    unit("米", "m", Dimension::Length, 1),
    unit("公里", "km", Dimension::Length, 1000),
    unit("千米", "km", Dimension::Length, 1000),
    unit("平方米", "m²", Dimension::Area, 3),
    unit("亩", "mu", Dimension::Area, 2000),
    unit("公顷", "ha", Dimension::Area, 30_000),
    unit("平方公里", "km²", Dimension::Area, 3_000_000),
    unit("克", "g", Dimension::Mass, 1),
    unit("公斤", "kg", Dimension::Mass, 1000),
    unit("吨", "t", Dimension::Mass, 1_000_000),
    unit("‰", "‰", Dimension::Share, 1),
    unit("%", "%", Dimension::Share, 10),
    unit("百分点", "percentage points", Dimension::Points, 1),
    unit("天", "days", Dimension::Days, 1),
    unit("个", "", Dimension::Count, 1),
    unit("项", "items", Dimension::Count, 1),
    unit("件", "items", Dimension::Count, 1),
    unit("份", "documents", Dimension::Count, 1),
    unit("条", "", Dimension::Count, 1),
    unit("处", "sites", Dimension::Count, 1),
    unit("座", "", Dimension::Count, 1),
    unit("家", "firms", Dimension::Count, 1),
    unit("支", "teams", Dimension::Count, 1),
    unit("级", "levels", Dimension::Count, 1),
    unit("类", "kinds", Dimension::Count, 1),
    unit("页", "pages", Dimension::Count, 1),
    unit("盏", "lamps", Dimension::Count, 1),
    unit("株", "trees", Dimension::Count, 1),
    unit("宗", "cases", Dimension::Count, 1),
    unit("块", "plots", Dimension::Count, 1),
    unit("间", "rooms", Dimension::Count, 1),
    unit("所", "", Dimension::Count, 1),
    unit("套", "sets", Dimension::Count, 1),
    unit("台", "sets", Dimension::Count, 1),
    unit("批", "batches", Dimension::Count, 1),
    unit("趟", "trips", Dimension::Count, 1),
];

/// Other spellings of units.
const OTHERS: [(&str, &str); 25] = [
    ("㎡", "平方米"),
    ("m2", "平方米"),
    ("m²", "平方米"),
    ("平米", "平方米"),
    ("平方", "平方米"),
    ("km", "公里"),
    ("KM", "公里"),
    ("㎞", "公里"),
    ("m", "米"),
    ("kg", "公斤"),
    ("千克", "公斤"),
    ("t", "吨"),
    ("％", "%"),
    ("个百分点", "百分点"),
    ("pp", "百分点"),
    ("个学位", "学位"),
    ("km²", "平方公里"),
    ("km2", "平方公里"),
    ("metres", "米"),
    ("metre", "米"),
    ("meters", "米"),
    ("kilometres", "公里"),
    ("kilometers", "公里"),
    ("hectares", "公顷"),
    ("per cent", "%"),
];

impl Unit {
    /// As it stands after a number: 180个学位, 5个百分点.
    pub fn after_number(self) -> &'static str {
        match self.name {
            "学位" => "个学位",
            "百分点" => "个百分点",
            name => name,
        }
    }

    /// The unit of that name; `㎡`, `m2`, `％` and the like are understood.
    pub fn parse(text: &str) -> Option<Unit> {
        let text = text.trim();
        let name = OTHERS.iter().find(|(other, _)| *other == text).map_or(text, |(_, name)| name);
        UNITS.iter().find(|u| u.name == name).copied()
    }

    /// All words for units, with what they mean.
    pub(crate) fn words() -> impl Iterator<Item = (&'static str, Unit)> {
        let others = OTHERS.iter().filter_map(|(other, _)| Some((*other, Unit::parse(other)?)));
        UNITS.iter().map(|u| (u.name, *u)).chain(others)
    }

    /// Whether quantities in these units may be added and compared.
    pub fn agrees(self, other: Unit) -> bool {
        self.dimension == other.dimension && (self.dimension != Dimension::Count || self.name == other.name)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
