//! Columns: how much stands in each section, and when something was last published there. Worked out in one pass over the
//! pages, and only of the default language: translations have the dates of their originals.

use crate::check::rules::freshness::{news, notices};
use crate::diagnostic::Text;
use crate::model::{Cadence, Page, Site, Source};
use crate::text;
use crate::value::{CivilDay, Moment, days_between};

/// How a column is looked at in an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Class {
    /// 动态、要闻: within two weeks.
    News,
    /// 通知公告、政策文件: within half a year.
    Notices,
}

/// A section other than the home page.
#[derive(Debug, Clone)]
pub(in crate::check) struct Column {
    /// Its section.
    pub(in crate::check) section: usize,
    /// What its `column_type` makes it.
    pub(in crate::check) class: Option<Class>,
    /// How often its records are to be brought up to date.
    pub(in crate::check) cadence: Option<Cadence>,
    /// Pages and records in it and below it.
    pub(in crate::check) items: usize,
    /// The last day on which one of them was published or updated.
    pub(in crate::check) newest: Option<CivilDay>,
    /// Whether one of them says when it was published, be that a day to come.
    pub(in crate::check) is_dated: bool,
    /// The last day as of which one of them is said to hold.
    pub(in crate::check) held: Option<CivilDay>,
    /// Whether its own page says something.
    pub(in crate::check) speaks: bool,
    /// Whether a column below it holds or says something.
    above: bool,
}

impl Column {
    /// Its title.
    pub(in crate::check) fn title<'s>(&self, site: &'s Site) -> &'s str {
        &self.page(site).title
    }

    /// Its own page.
    pub(in crate::check) fn page<'s>(&self, site: &'s Site) -> &'s Page {
        &site.pages[site.sections[self.section].page]
    }

    /// Whether there is nothing to read in it.
    pub(in crate::check) fn is_empty(&self) -> bool {
        self.items == 0 && !self.speaks && !self.above
    }

    /// Whether somebody wrote a page for it; else a folder made it.
    pub(in crate::check) fn is_opened(&self, site: &Site) -> bool {
        !matches!(self.page(site).source, Source::None(_))
    }

    /// Whether its class asks for something within so many days, and nothing came; one that holds nothing is another
    /// matter.
    pub(in crate::check) fn is_stale(&self, site: &Site, days: usize) -> bool {
        self.items > 0 && age(site, self.newest).is_none_or(|age| age > days)
    }
}

/// When something in a column was published, as its tags say: the moment that it names, else its day.
fn published(page: &Page) -> Option<CivilDay> {
    page.published.map(Moment::date).or_else(|| page.date?.as_day())
}

/// Days since then, at the site's moment.
pub(in crate::check) fn age(site: &Site, day: Option<CivilDay>) -> Option<usize> {
    usize::try_from(days_between(day?, site.config.clock.date())).ok()
}

/// The last day on which a page was published or updated; days to come do not count.
fn newest(published: Option<CivilDay>, page: &Page, today: CivilDay) -> Option<CivilDay> {
    let days = [published, page.updated.map(Moment::date)];
    days.into_iter().flatten().filter(|day| *day <= today).max()
}

/// The last day on which anything was published, on any page that says when it was.
pub(in crate::check) fn newest_of_all(site: &Site) -> Option<CivilDay> {
    let today = site.config.clock.date();
    let stated = |page: &Page| newest(page.published.map(Moment::date), page, today);
    site.pages.iter().filter(|page| page.language == 0).filter_map(stated).max()
}

/// Whether any page says when it was published, be that a day to come.
pub(in crate::check) fn says_when(site: &Site) -> bool {
    site.pages.iter().any(|page| page.language == 0 && (page.published.is_some() || page.updated.is_some()))
}

/// The columns of the site, in the order of its sections.
pub(in crate::check) fn columns(site: &Site, filler: &[&str]) -> Vec<Column> {
    let today = site.config.clock.date();
    let classes =
        [(Class::News, news::RULE.words(site, "columns")), (Class::Notices, notices::RULE.words(site, "columns"))];
    let mut all: Vec<Option<Column>> = Vec::with_capacity(site.sections.len());
    for (index, section) in site.sections.iter().enumerate() {
        let page = &site.pages[section.page];
        let column = || {
            let class = section.column_type.as_deref().and_then(|word| class(word, &classes));
            let cadence = section.collection.and_then(|c| site.collections[c].cadence);
            let speaks = speaks(page, filler);
            Column {
                section: index,
                class,
                cadence,
                items: 0,
                newest: None,
                is_dated: false,
                held: None,
                speaks,
                above: false,
            }
        };
        all.push((section.language == 0 && !section.folder.is_empty()).then(column));
    }
    for page in site.pages.iter().filter(|page| page.language == 0 && !page.is_section()) {
        let Some(Some(column)) = all.get_mut(page.section) else { continue };
        column.items += 1;
        let published = published(page);
        column.is_dated |= published.is_some() || page.updated.is_some();
        column.newest = column.newest.max(newest(published, page, today));
        let held = page.as_of.and_then(crate::value::PartialDate::bounds).map(|(_, last)| last.min(today));
        column.held = column.held.max(held);
    }
    // Folders come before those below them: what is below is known when its turn comes.
    for index in (0..all.len()).rev() {
        let Some(own) = all[index].clone() else { continue };
        let Some(Some(parent)) = site.sections[index].parent.map(|parent| &mut all[parent]) else { continue };
        parent.items += own.items;
        parent.newest = parent.newest.max(own.newest);
        parent.is_dated |= own.is_dated;
        parent.held = parent.held.max(own.held);
        parent.above |= !own.is_empty();
    }
    all.into_iter().flatten().collect()
}

/// Why a word by which columns are known adds none: what holds it holds another one too.
pub(in crate::check) fn no_word(word: &str, known: &[&str]) -> Option<(Text, Text)> {
    let lower = word.to_lowercase();
    let held = known.iter().find(|known| lower.contains(&known.to_lowercase()))?;
    Some((
        text!("有“{word}”的都有“{held}”，已经算了", "all that have `{word}` have `{held}`, and count already"),
        text!("删掉它", "remove it"),
    ))
}

fn class(word: &str, classes: &[(Class, Vec<&str>); 2]) -> Option<Class> {
    let word = word.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| word.contains(&w.to_lowercase()));
    classes.iter().find(|(_, words)| has(words)).map(|(class, _)| *class)
}

/// What a page has to say at least, in characters: a reason does not fit into less.
const SAYS: usize = 6;

/// Whether the body of a section's page says something beside words that stand where nothing is.
fn speaks(page: &Page, filler: &[&str]) -> bool {
    let Source::Markdown(file) = &page.source else { return false };
    if !page.blocks.is_empty() || !page.photos.is_empty() {
        return true;
    }
    let mut body = file.front.text.get(file.body..).unwrap_or_default().to_lowercase();
    for word in filler {
        body = body.replace(&word.to_lowercase(), "");
    }
    body.chars().filter(|c| c.is_alphanumeric()).count() >= SAYS
}
