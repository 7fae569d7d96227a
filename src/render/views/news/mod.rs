//! What happened when, what is due when, and the weeks and months in which it did: what bulletins and the page of changes
//! are made from. Known by the names of fields in the record model, whatever the collection is called.

mod due;
mod events;

use std::collections::{BTreeMap, HashSet};

pub(in crate::render) use due::{Deadline, Done};
pub(in crate::render) use events::{At, Event, Happening, named, state_field, state_of};

use crate::model::{PageKind, Site};
use crate::value::{CivilDay as Day, Moment, Period, after};

/// How far bulletins look ahead, in days.
pub(in crate::render) const AHEAD: i32 = 30;

/// The bulletin of a period: what it tells, by index into [`News`].
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Bulletin {
    pub(in crate::render) period: Period,
    /// Whether the period is over.
    pub(in crate::render) complete: bool,
    /// The last day that it tells of.
    pub(in crate::render) until: Day,
    pub(in crate::render) events: Vec<usize>,
    /// Deadlines that ended in it.
    pub(in crate::render) due: Vec<usize>,
    /// Those that became overdue in it.
    pub(in crate::render) overdue: Vec<usize>,
}

/// Everything dated, in one language.
#[derive(Debug, Default, PartialEq)]
pub(in crate::render) struct News {
    /// By their last possible day.
    pub(in crate::render) events: Vec<Event>,
    /// By their last day.
    pub(in crate::render) deadlines: Vec<Deadline>,
    /// Newest first.
    pub(in crate::render) bulletins: Vec<Bulletin>,
    /// Events that change what a record says, newest first; none where the site has no page of them.
    pub(in crate::render) changes: Option<Vec<usize>>,
    /// By record: the place of its newest change among them, and how many there are.
    pub(in crate::render) changed: BTreeMap<usize, (usize, usize)>,
}

/// The address of the list of bulletins in a language.
pub(in crate::render) fn bulletin_root(site: &Site, language: usize) -> String {
    root(site, language, "bulletins")
}

/// The address of the page of changes in a language.
pub(in crate::render) fn changes_root(site: &Site, language: usize) -> String {
    root(site, language, "changes")
}

fn root(site: &Site, language: usize, name: &str) -> String {
    if language == 0 { format!("/{name}/") } else { format!("/{}/{name}/", site.config.languages[language]) }
}

/// The page or taxonomy that stands at an address or below it already.
pub(in crate::render) fn taken(site: &Site, root: &str) -> bool {
    site.pages.iter().any(|p| p.route.starts_with(root))
        || site.taxonomies.iter().any(|t| t.route.starts_with(root))
        || site.attachments.iter().any(|a| a.route.starts_with(root))
}

/// Whether a collection tells of what happens; a site without such has neither bulletins nor a page of changes.
pub(in crate::render) fn tells(site: &Site) -> bool {
    site.collections.iter().any(|schema| events::tells(schema) || due::tells(schema))
}

/// Whether a collection tells of changes of what records say.
pub(in crate::render) fn tells_of_changes(site: &Site) -> bool {
    site.collections.iter().any(events::tells_of_changes)
}

/// The same page in a language, where it is translated.
pub(in crate::render) fn in_language(site: &Site, page: usize, language: usize) -> usize {
    let translated = site.translations.get(&page).into_iter().flatten().copied();
    let mut own = translated.filter(|p| site.pages[*p].language == language);
    own.next_back().unwrap_or(page)
}

/// The news of every language that has a home page.
pub(in crate::render) fn gather(site: &Site) -> Vec<News> {
    let told = tells(site);
    let one = |language: usize| {
        if !told || site.section(language, "").is_none() {
            return News::default();
        }
        let free = !taken(site, &bulletin_root(site, language));
        let (weekly, monthly) = site.config.bulletins;
        let mut news = News::of(site, language, free && weekly, free && monthly);
        if tells_of_changes(site) && !taken(site, &changes_root(site, language)) {
            news.gather_changes(site, language);
        }
        news
    };
    (0..site.config.languages.len()).map(one).collect()
}

impl News {
    /// What is dated in a language, with the bulletins that are wanted. What is not translated counts in the default
    /// language: it happened all the same.
    pub(in crate::render) fn of(site: &Site, language: usize, weekly: bool, monthly: bool) -> News {
        let counts = |page: usize| {
            let own = site.pages[page].language;
            own == language || own == 0 && in_language(site, page, language) == page
        };
        let pages: Vec<usize> = (0..site.pages.len()).filter(|p| counts(*p)).collect();
        let as_of = site.config.clock.date();
        let (events, done) = events::gather(site, &pages, as_of);
        let deadlines = due::gather(site, &pages, &done);
        let mut news = News { events, deadlines, ..News::default() };
        news.bulletins = news.periods(site, weekly, monthly);
        news
    }

    /// The bulletin of a period in which nothing need have happened.
    pub(in crate::render) fn bulletin(&self, site: &Site, period: Period) -> Bulletin {
        let found = self.bulletins.iter().find(|b| b.period == period).cloned();
        found.unwrap_or_else(|| empty(site, period))
    }

    /// Deadlines in the days after a day that stand and are open then. One that can be read in two ways is told as soon
    /// as one of them is near.
    pub(in crate::render) fn next(&self, until: Day) -> Vec<usize> {
        let (from, to) = (self.deadlines.partition_point(|d| d.last <= until), after(until, AHEAD));
        let near = self.deadlines[from..].iter().take_while(|d| d.last <= after(to, 366)).enumerate();
        let near = near.filter(|(_, d)| d.early <= to && d.stands(until) && d.is_open(until));
        near.map(|(i, _)| from + i).collect()
    }

    /// The periods in which something happened or fell due, up to the one that the site's date lies in.
    fn periods(&self, site: &Site, weekly: bool, monthly: bool) -> Vec<Bulletin> {
        let as_of = site.config.clock.date();
        let first = self.events.iter().filter_map(|e| e.when.bounds().0).min();
        let first = first.or_else(|| self.deadlines.first().map(|d| d.last));
        let Some(first) = first.filter(|_| weekly || monthly) else { return Vec::new() };
        let wanted = |p: Period| if p.is_week() { weekly } else { monthly };
        let of_day = |day: Day| [Period::week_of(day), Period::month_of(day)].into_iter().filter(|p| wanted(*p));
        let mut out: BTreeMap<Period, Bulletin> = BTreeMap::new();
        let entry = |out: &mut BTreeMap<Period, Bulletin>, period: Period, add: &dyn Fn(&mut Bulletin)| {
            add(out.entry(period).or_insert_with(|| empty(site, period)));
        };
        for (i, event) in self.events.iter().enumerate() {
            let (week, month) = Period::of(event.when);
            for period in [week, month].into_iter().flatten().filter(|p| wanted(*p)) {
                entry(&mut out, period, &|b| b.events.push(i));
            }
        }
        for (i, deadline) in self.deadlines.iter().enumerate() {
            if deadline.last >= first && deadline.last <= as_of && deadline.stands(deadline.last) {
                of_day(deadline.last).for_each(|period| entry(&mut out, period, &|b| b.due.push(i)));
            }
            let late = after(deadline.last, 1);
            if deadline.last >= first && late <= as_of && deadline.stands(late) && deadline.is_open(deadline.last) {
                of_day(late).for_each(|period| entry(&mut out, period, &|b| b.overdue.push(i)));
            }
        }
        // What is due next is news in itself.
        if !self.next(as_of).is_empty() {
            of_day(as_of).for_each(|period| entry(&mut out, period, &|_| {}));
        }
        let mut out: Vec<Bulletin> = out.into_values().collect();
        out.reverse();
        out
    }

    /// Gathers what changed records.
    fn gather_changes(&mut self, site: &Site, language: usize) {
        let changes: Vec<usize> = (0..self.events.len()).rev().filter(|i| self.events[*i].is_change()).collect();
        for (place, event) in changes.iter().enumerate() {
            let mut seen = HashSet::new();
            for subject in self.events[*event].subjects(site) {
                let subject = in_language(site, subject, language);
                if matches!(site.pages[subject].kind, PageKind::Record(_)) && seen.insert(subject) {
                    self.changed.entry(subject).or_insert((place, 0)).1 += 1;
                }
            }
        }
        self.changes = Some(changes);
    }
}

fn empty(site: &Site, period: Period) -> Bulletin {
    let end = Moment::end_of(period.last(), &site.config.zone);
    let complete = end.is_some_and(|end| end.at <= site.config.clock.at);
    let until = period.last().min(site.config.clock.date());
    Bulletin { period, complete, until, events: Vec::new(), due: Vec::new(), overdue: Vec::new() }
}
