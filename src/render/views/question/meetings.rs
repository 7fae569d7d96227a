//! Meetings by series and month, with what was decided.

use std::collections::BTreeMap;

use crate::model::{Site, Value};
use crate::render::views::Views;
use crate::value::{Part, PartialDate, When};

/// Meetings of one series or month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Held<K> {
    pub(in crate::render) key: Option<K>,
    pub(in crate::render) pages: Vec<usize>,
}

/// The meetings of a collection.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Meetings {
    pub(in crate::render) total: usize,
    /// By choice of the field `series`, in the order of the choices.
    pub(in crate::render) series: Vec<Held<usize>>,
    /// By month, or by what is known of it; what is not known comes last.
    pub(in crate::render) months: Vec<Held<When>>,
    /// Small records of the field `decisions`: the meeting, and their place in it.
    pub(in crate::render) decisions: Vec<(usize, usize)>,
}

/// The meetings of a collection, in a language.
pub(in crate::render) fn meetings(site: &Site, views: &Views, collection: usize, language: usize) -> Meetings {
    let pages = views.records(collection, language);
    let mut series: BTreeMap<usize, Vec<(Option<When>, usize)>> = BTreeMap::new();
    let mut months: BTreeMap<(bool, Option<When>), Vec<usize>> = BTreeMap::new();
    let mut decisions = Vec::new();
    for page in pages {
        let Some(rec) = views.said(site, *page) else { continue };
        let choice = if let Some(Value::Choice(choice)) = rec.value("series") { *choice } else { usize::MAX };
        let held = rec.date("held_on").or_else(|| site.pages[rec.page].date.map(When::at));
        series.entry(choice).or_default().push((held, rec.page));
        let month = held.map(month);
        months.entry((month.is_none(), month)).or_default().push(rec.page);
        decisions.extend((0..rec.items("decisions").len()).map(|nth| (rec.page, nth)));
    }
    let series = series.into_iter().map(|(choice, mut held)| {
        // As they were held; those of which that is not known come last, in the order of the list.
        held.sort_by_key(|(when, _)| (when.is_none(), *when));
        let pages = held.into_iter().map(|(_, page)| page).collect();
        Held { key: Some(choice).filter(|c| *c < usize::MAX), pages }
    });
    let months = months.into_iter().map(|((_, key), pages)| Held { key, pages });
    Meetings { total: pages.len(), series: series.collect(), months: months.collect(), decisions }
}

/// The month of a day; what is less exact stays as it is.
fn month(when: When) -> When {
    match (when.from.part, when.to) {
        (Part::Day(month, _) | Part::Xun(month, _), None) => {
            When { from: PartialDate { year: when.from.year, part: Part::Month(month) }, ..when }
        }
        _ => when,
    }
}

#[cfg(test)]
mod tests {
    use super::month;
    use crate::value::When;

    #[test]
    fn days_fall_into_months_and_years_do_not() {
        let of = |text: &str| month(When::parse(text).expect("a date")).text(true);
        assert_eq!(of("2023-04-10"), "2023年4月");
        assert_eq!(of("2023年3月中旬"), "2023年3月");
        assert_eq!(of("2023"), "2023年");
    }
}
