//! Dates planned against actual: date fields whose names differ only in `planned`, `current` and `actual`.

use crate::model::{Field, Kind, Schema};

/// A column of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Column {
    /// As first set: `planned_X`, `X_original`.
    Planned,
    /// As it stands now: `current_X`.
    Current,
    /// As it came: `actual_X`.
    Actual,
}

impl Column {
    /// All of them.
    pub(in crate::render) const ALL: [Column; 3] = [Column::Planned, Column::Current, Column::Actual];

    /// The word of the theme.
    pub(in crate::render) fn word(self) -> &'static str {
        match self {
            Column::Planned => "planned",
            Column::Current => "current",
            Column::Actual => "actual",
        }
    }
}

/// Rows of a schedule: indexes of fields by column; none: the collection has no such pairs.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Schedule {
    pub(in crate::render) rows: Vec<[Option<usize>; 3]>,
    /// The columns that some row has.
    pub(in crate::render) columns: Vec<Column>,
}

impl Schedule {
    /// Whether a field stands in it.
    pub(in crate::render) fn holds(&self, field: usize) -> bool {
        self.rows.iter().flatten().any(|f| *f == Some(field))
    }
}

const NAMES: [(&str, Column); 5] = [
    ("planned", Column::Planned),
    ("original", Column::Planned),
    ("current", Column::Current),
    ("revised", Column::Current),
    ("actual", Column::Actual),
];

fn take_apart(name: &str) -> Option<(&str, Column)> {
    NAMES.iter().find_map(|(word, column)| {
        let stem = name.strip_prefix(word).and_then(|rest| rest.strip_prefix('_'));
        let stem = stem.or_else(|| name.strip_suffix(word).and_then(|rest| rest.strip_suffix('_')))?;
        Some((stem, *column))
    })
}

/// The schedule of a collection: what has two columns at least.
pub(in crate::render) fn schedule(schema: &Schema) -> Schedule {
    let mut rows: Vec<(&str, [Option<usize>; 3])> = Vec::new();
    for (index, field) in schema.fields.iter().enumerate() {
        let Some((stem, column)) = take_apart(&field.name) else { continue };
        if field.list || !matches!(field.kind, Kind::Date { .. }) {
            continue;
        }
        let at = rows.iter().position(|(s, _)| *s == stem).unwrap_or_else(|| {
            rows.push((stem, [None; 3]));
            rows.len() - 1
        });
        rows[at].1[column as usize] = Some(index);
    }
    rows.retain(|(_, row)| row.iter().flatten().count() > 1);
    let rows: Vec<[Option<usize>; 3]> = rows.into_iter().map(|(_, row)| row).collect();
    let columns = Column::ALL.into_iter().filter(|c| rows.iter().any(|row| row[*c as usize].is_some())).collect();
    Schedule { rows, columns }
}

/// Words that tell the columns apart in titles, longest first.
const WORDS: [&str; 16] = [
    "现计划",
    "原计划",
    "原定",
    "计划",
    "预定",
    "预计",
    "现定",
    "目前",
    "实际",
    "原",
    "现",
    "planned ",
    "original ",
    "current ",
    "revised ",
    "actual ",
];

/// What a row is called: what its titles share when the words for the columns are left out.
pub(in crate::render) fn row_title(fields: &[&Field], tag: &str) -> String {
    let bare = |field: &&Field| {
        let title = field.title.get(tag);
        let lower = title.to_lowercase();
        let cut = WORDS.iter().find(|w| lower.starts_with(**w) && lower.len() > w.len()).map_or(0, |w| w.len());
        title.get(cut..).unwrap_or(title).to_owned()
    };
    let mut titles = fields.iter().map(bare);
    let first = titles.next().unwrap_or_default();
    if titles.all(|t| t == first || t.ends_with(&first)) {
        return first;
    }
    fields.first().map(|f| f.title.get(tag).to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Column, take_apart};

    #[test]
    fn names_that_make_pairs() {
        assert_eq!(take_apart("planned_start"), Some(("start", Column::Planned)));
        assert_eq!(take_apart("due_original"), Some(("due", Column::Planned)));
        assert_eq!(take_apart("current_end"), Some(("end", Column::Current)));
        for other in ["planned", "plannedstart", "start", "actually"] {
            assert_eq!(take_apart(other), None, "{other}");
        }
    }
}
