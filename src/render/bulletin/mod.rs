//! Bulletins in words: the lines of a week or a month, for pages, for programs, and as plain text to paste elsewhere.

mod line;
mod plain;
mod voice;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::theme;
use super::views::news::{AHEAD, Bulletin, Deadline, Event, Happening, News, bulletin_root};
use crate::diagnostic::Diagnostics;
use crate::model::Site;
use crate::value::{Period, after};

pub(super) use line::Line;
pub(super) use voice::Voice;

/// Lines of a group that pages and plain text show; programs get all of them.
const MOST: usize = 100;

/// Lines of one kind.
pub(super) struct Group {
    /// For programs: `overdue`, `due`, `next`, or what happened.
    pub(super) name: &'static str,
    pub(super) title: String,
    /// How many there are.
    pub(super) count: usize,
    /// As many as are wanted.
    pub(super) lines: Vec<Line>,
}

impl Group {
    /// Whether it tells of deadlines.
    fn tells_of_deadlines(&self) -> bool {
        matches!(self.name, "overdue" | "due" | "next")
    }

    /// Whether it tells of what lies ahead.
    pub(super) fn is_ahead(&self) -> bool {
        self.name == "next"
    }
}

/// A bulletin in words.
pub(super) struct Said {
    pub(super) title: String,
    /// How much it tells, in a sentence.
    pub(super) counts: String,
    /// Said where the period is not over, or nothing happened in it.
    pub(super) notes: Vec<String>,
    pub(super) groups: Vec<Group>,
}

/// What a bulletin is called.
pub(super) fn title(voice: Voice<'_>, period: Period) -> String {
    match period {
        Period::Week(year, week) => {
            let days = period.days(voice.chinese, !voice.chinese || period.first().year() != year);
            let (year, week) = (year.to_string(), week.to_string());
            voice.filled("bulletin_week", &[("year", &year), ("week", &week), ("days", &days)])
        }
        Period::Month(..) => voice.filled("bulletin_month", &[("month", &voice.month(period))]),
    }
}

/// How much a bulletin tells, in a sentence.
pub(super) fn counts(voice: Voice<'_>, news: &News, bulletin: &Bulletin) -> String {
    let numbers = [
        ("counts_events", bulletin.events.len()),
        ("counts_due", bulletin.due.len()),
        ("counts_overdue", bulletin.overdue.len()),
        ("counts_next", ahead(voice.site, news, bulletin).len()),
    ];
    let there = numbers.into_iter().filter(|(_, n)| *n > 0);
    let parts: Vec<String> = there.map(|(key, n)| voice.filled(key, &[("n", &n.to_string())])).collect();
    if parts.is_empty() {
        return voice.word("bulletin_nothing");
    }
    let (comma, stop) = if voice.chinese { ("，", "。") } else { ("; ", ".") };
    format!("{}{stop}", parts.join(comma))
}

/// A bulletin in words, with so many lines of each group.
pub(super) fn say(voice: Voice<'_>, news: &News, bulletin: &Bulletin, most: usize) -> Said {
    let mut groups = Vec::new();
    let mut group = |name: &'static str, title: String, count: usize, lines: Vec<Line>| {
        if count > 0 {
            groups.push(Group { name, title, count, lines });
        }
    };
    let due = |list: &[usize], late: bool| -> Vec<Line> {
        list.iter().take(most).map(|i| line::deadline(voice, &news.deadlines[*i], bulletin.until, late)).collect()
    };
    group("overdue", voice.word("bulletin_overdue"), bulletin.overdue.len(), due(&bulletin.overdue, true));
    // What is overdue already is told once.
    let ended: Vec<usize> =
        bulletin.due.iter().copied().filter(|i| bulletin.overdue.binary_search(i).is_err()).collect();
    group("due", voice.word("bulletin_due"), ended.len(), due(&ended, false));
    let mut by_kind: BTreeMap<Happening, Vec<&Event>> = BTreeMap::new();
    for event in bulletin.events.iter().map(|i| &news.events[*i]) {
        by_kind.entry(event.what).or_default().push(event);
    }
    for what in Happening::ALL {
        let events = by_kind.remove(&what).unwrap_or_default();
        let lines = events.iter().take(most).map(|event| line::event(voice, event)).collect();
        group(what.name(), voice.word(&format!("happening_{}", what.name())), events.len(), lines);
    }
    let next = ahead(voice.site, news, bulletin);
    let days = [("date", voice.day(after(bulletin.until, AHEAD))), ("days", AHEAD.to_string())];
    let heading = voice.filled("bulletin_next", &days.each_ref().map(|(name, text)| (*name, text.as_str())));
    group("next", heading, next.len(), due(&next, false));
    let mut notes = Vec::new();
    if bulletin.until < bulletin.period.first() {
        let day = voice.day(bulletin.until);
        notes.push(voice.filled("bulletin_ahead", &[("date", &day)]));
    } else {
        if !bulletin.complete {
            notes.push(voice.filled("bulletin_open", &[("date", &voice.day(bulletin.until))]));
        }
        if groups.iter().all(Group::is_ahead) {
            notes.push(voice.word("bulletin_nothing"));
        }
    }
    let (title, counts) = (title(voice, bulletin.period), counts(voice, news, bulletin));
    Said { title, counts, notes, groups }
}

/// What is due next; a period that has not come yet has no days after it that the site could tell of.
fn ahead(site: &Site, news: &News, bulletin: &Bulletin) -> Vec<usize> {
    if bulletin.until < bulletin.period.first() {
        return Vec::new();
    }
    without_doubles(site, &news.deadlines, news.next(bulletin.until))
}

/// Deadlines without those of small records that another record with the same deadline refers to: a milestone and the
/// commitment to reach it are one thing.
fn without_doubles(site: &Site, deadlines: &[Deadline], list: Vec<usize>) -> Vec<usize> {
    let mut carried: Vec<(usize, String)> = Vec::new();
    for deadline in list.iter().map(|i| &deadlines[*i]).filter(|d| d.at.item.is_none()) {
        for page in line::referred(site, deadline.page) {
            carried.push((page, deadline.when.to_string()));
        }
    }
    carried.sort();
    let is_double = |d: &Deadline| d.at.item.is_some() && carried.binary_search(&(d.page, d.when.to_string())).is_ok();
    list.into_iter().filter(|i| !is_double(&deadlines[*i])).collect()
}

/// A bulletin for programs.
pub(super) fn json(voice: Voice<'_>, news: &News, bulletin: &Bulletin, url: &str) -> Json {
    let said = say(voice, news, bulletin, usize::MAX);
    let group = |group: &Group| {
        let items: Vec<Json> = group.lines.iter().map(|line| line.json(voice)).collect();
        json!({"name": group.name, "title": group.title, "count": group.count, "items": items})
    };
    json!({
        "version": 1,
        "period": bulletin.period.to_string(),
        "first": bulletin.period.first().to_string(),
        "last": bulletin.period.last().to_string(),
        "complete": bulletin.complete,
        "until": bulletin.until.to_string(),
        "language": voice.tag,
        "title": said.title,
        "url": voice.absolute(url),
        "notes": said.notes,
        "groups": said.groups.iter().map(group).collect::<Vec<_>>(),
    })
}

/// As plain text.
pub(super) fn text(voice: Voice<'_>, news: &News, bulletin: &Bulletin, url: Option<&str>) -> String {
    plain::write(voice, &say(voice, news, bulletin, MOST), url)
}

/// As many lines as a page shows.
pub(super) fn for_page(voice: Voice<'_>, news: &News, bulletin: &Bulletin) -> Said {
    say(voice, news, bulletin, MOST)
}

/// A line as a sentence.
pub(super) fn sentence(voice: Voice<'_>, line: &Line) -> String {
    line.text(voice)
}

/// The line of a change.
pub(super) fn change(voice: Voice<'_>, event: &Event) -> Line {
    line::event(voice, event)
}

/// The bulletin of a period as a site tells it, in Chinese or English; where there is one, with the address of its page.
fn told(site: &Site, chinese: bool, period: Option<Period>, as_json: bool) -> (String, Diagnostics) {
    let (theme, problems) = theme::assemble(site);
    let languages = &site.config.languages;
    let language = languages.iter().position(|l| l.is_chinese() == chinese).unwrap_or(0);
    let tag = if languages[language].is_chinese() == chinese {
        languages[language].as_str()
    } else if chinese {
        "zh-CN"
    } else {
        "en"
    };
    let none = std::sync::Arc::default();
    let strings = theme.words_of(tag).unwrap_or(&none);
    let voice = Voice { site, strings, tag, chinese, language };
    let (weekly, monthly) = site.config.bulletins;
    let news = News::of(site, language, true, true);
    let period = period.unwrap_or_else(|| latest_week(site));
    let bulletin = news.bulletin(site, period);
    let wanted = if period.is_week() { weekly } else { monthly };
    let root = bulletin_root(site, language);
    let has_page = wanted
        && site.section(language, "").is_some()
        && news.bulletins.iter().any(|b| b.period == period)
        && !super::views::news::taken(site, &root);
    let url = has_page.then(|| voice.based(&format!("{root}{period}/")));
    let out = if as_json {
        format!("{:#}\n", json(voice, &news, &bulletin, url.as_deref().unwrap_or_default()))
    } else {
        text(voice, &news, &bulletin, url.as_deref())
    };
    (out, problems)
}

/// The last week that is over: what a bulletin on a Monday is about.
fn latest_week(site: &Site) -> Period {
    let this = Period::week_of(after(site.config.clock.date(), 1));
    Period::week_of(after(this.first(), -7))
}

/// The bulletin of a period, or of the last week that is over, as plain text.
pub fn bulletin_text(site: &Site, chinese: bool, period: Option<Period>) -> (String, Diagnostics) {
    told(site, chinese, period, false)
}

/// The same as JSON.
pub fn bulletin_json(site: &Site, chinese: bool, period: Option<Period>) -> (String, Diagnostics) {
    told(site, chinese, period, true)
}

/// Addresses and titles of the pages of bulletins and changes, as they are listed.
pub fn dated_pages(site: &Site) -> Vec<(String, String)> {
    let (theme, _) = theme::assemble(site);
    let mut out = Vec::new();
    for (language, news) in super::views::news::gather(site).iter().enumerate() {
        let voice = Voice::of(site, &theme.strings[language], language);
        let root = bulletin_root(site, language);
        if !news.bulletins.is_empty() {
            out.push((voice.based(&root), voice.word("bulletins")));
        }
        for bulletin in &news.bulletins {
            out.push((voice.based(&format!("{root}{}/", bulletin.period)), title(voice, bulletin.period)));
        }
        if news.changes.is_some() {
            out.push((voice.based(&super::views::news::changes_root(site, language)), voice.word("changes")));
        }
    }
    out
}
