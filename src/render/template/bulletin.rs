//! Bulletins and changes as templates see them.

use minijinja::value::Value;

use super::object::{named, or_none};
use super::world::World;
use super::{Frame, Renderer};
use crate::diagnostic::Diagnostic;
use crate::render::bulletin::{self, Group, Line, Voice};
use crate::render::views::news::{Bulletin, bulletin_root, changes_root};
use crate::value::{Moment, Period};

impl Renderer {
    /// A page of the list of bulletins.
    pub(in crate::render) fn bulletins(
        &self,
        frame: &Frame<'_>,
        root: &str,
        number: usize,
    ) -> Result<String, Diagnostic> {
        let world = &self.world;
        let all = &world.views.news[frame.language].bulletins;
        let paginate = world.site.config.paginate;
        let size = if paginate == 0 { all.len() } else { paginate };
        let shown = all.iter().skip((number - 1) * size).take(size);
        let shown: Vec<Value> = shown.map(|b| entry(world, frame.language, b)).collect();
        let mut context = self.context(frame);
        context.push(("pager", self.pager_of(root, (all.len(), shown), paginate, number)));
        context.push(("feed_url", Value::from(world.based(&format!("{root}feed.xml")))));
        self.render("bulletins.html", context)
    }

    /// A bulletin.
    pub(in crate::render) fn bulletin(&self, frame: &Frame<'_>, index: usize) -> Result<String, Diagnostic> {
        let mut context = self.context(frame);
        context.push(("bulletin", whole(&self.world, frame.language, index)));
        self.render("bulletin.html", context)
    }

    /// A page of changes.
    pub(in crate::render) fn changes(
        &self,
        frame: &Frame<'_>,
        root: &str,
        number: usize,
    ) -> Result<String, Diagnostic> {
        let world = &self.world;
        let count = world.views.news[frame.language].changes.as_ref().map_or(0, Vec::len);
        let paginate = world.site.config.paginate;
        let size = if paginate == 0 { count } else { paginate };
        let from = (number - 1) * size;
        let shown = changes(world, frame.language, from, from + size);
        let mut context = self.context(frame);
        context.push(("pager", self.pager_of(root, (count, shown), paginate, number)));
        context.push(("feed_url", Value::from(world.based(&format!("{root}feed.xml")))));
        self.render("changes.html", context)
    }

    /// A bulletin as the content of a feed's entry.
    pub(in crate::render) fn bulletin_html(&self, language: usize, index: usize) -> String {
        feed_html(&self.world, language, index)
    }

    /// Title, content and anchor of a change, for a feed.
    pub(in crate::render) fn change_text(&self, language: usize, place: usize) -> (String, String, String) {
        change_text(&self.world, language, place)
    }

    /// An Atom feed of entries that are no pages: title, address, moment and HTML.
    pub(in crate::render) fn feed_of(
        &self,
        frame: &Frame<'_>,
        html_url: &str,
        entries: Vec<(String, String, Moment, String)>,
        otherwise: Moment,
    ) -> Result<String, Diagnostic> {
        let updated = entries.iter().map(|(_, _, at, _)| *at).max().unwrap_or(otherwise);
        let entry = |(title, url, at, html): (String, String, Moment, String)| {
            let page =
                named(vec![("terms", Value::from(Vec::<Value>::new())), ("content", Value::from_safe_string(html))]);
            named(vec![
                ("title", Value::from(title)),
                ("url", Value::from(url)),
                ("summary", Value::from(())),
                ("published", Value::from(at.rfc3339())),
                ("updated", Value::from(at.rfc3339())),
                ("page", page),
            ])
        };
        let list: Vec<Value> = entries.into_iter().map(entry).collect();
        self.write_feed(frame, html_url, list, updated)
    }
}

fn voice(world: &World, language: usize) -> Voice<'_> {
    Voice::of(&world.site, &world.theme.strings[language], language)
}

fn route(world: &World, language: usize, period: Period) -> String {
    format!("{}{period}/", bulletin_root(&world.site, language))
}

/// `{period, week, title, url, counts, complete}`.
fn entry(world: &World, language: usize, bulletin: &Bulletin) -> Value {
    let voice = voice(world, language);
    let news = &world.views.news[language];
    named(vec![
        ("period", Value::from(bulletin.period.to_string())),
        ("week", Value::from(bulletin.period.is_week())),
        ("title", Value::from(bulletin::title(voice, bulletin.period))),
        ("url", Value::from(world.based(&route(world, language, bulletin.period)))),
        ("counts", Value::from(bulletin::counts(voice, news, bulletin))),
        ("complete", Value::from(bulletin.complete)),
    ])
}

/// One of them with its lines, its neighbours, and for a week the month that it lies in.
fn whole(world: &World, language: usize, index: usize) -> Value {
    let news = &world.views.news[language];
    let bulletin = &news.bulletins[index];
    let said = bulletin::for_page(voice(world, language), news, bulletin);
    let is_week = bulletin.period.is_week();
    let same = |b: &&Bulletin| b.period.is_week() == is_week;
    let link = |b: Option<&Bulletin>| or_none(b.map(|b| entry(world, language, b)));
    let here = route(world, language, bulletin.period);
    let month = Period::month_of(bulletin.period.last());
    let month = news.bulletins.iter().find(|b| is_week && b.period == month);
    named(vec![
        ("title", Value::from(said.title.as_str())),
        ("period", Value::from(bulletin.period.to_string())),
        ("week", Value::from(is_week)),
        ("complete", Value::from(bulletin.complete)),
        ("counts", Value::from(said.counts.as_str())),
        ("notes", Value::from(said.notes.iter().map(|n| Value::from(n.as_str())).collect::<Vec<_>>())),
        ("groups", Value::from(said.groups.iter().map(group).collect::<Vec<_>>())),
        ("prev", link(news.bulletins[index + 1..].iter().find(same))),
        ("next", link(news.bulletins[..index].iter().rev().find(same))),
        ("month", link(month)),
        ("text", Value::from(world.based(&format!("{here}index.txt")))),
        ("json", Value::from(world.based(&format!("{here}index.json")))),
    ])
}

fn group(group: &Group) -> Value {
    named(vec![
        ("name", Value::from(group.name)),
        ("title", Value::from(group.title.as_str())),
        ("count", Value::from(group.count)),
        ("left", Value::from(group.count - group.lines.len())),
        ("lines", Value::from(group.lines.iter().map(|l| line(l, None)).collect::<Vec<_>>())),
    ])
}

/// `{date, iso, about: [{title, url, lang}], record, change, late, clauses, anchor}`.
fn line(line: &Line, anchor: Option<String>) -> Value {
    let about = line.subjects.iter().map(|(title, url, lang)| {
        named(vec![
            ("title", Value::from(title.as_str())),
            ("url", Value::from(url.as_str())),
            ("lang", or_none(lang.as_deref().map(Value::from))),
        ])
    });
    let change = line.change.as_ref().map(|change| {
        named(vec![
            ("field", Value::from(change.field.as_str())),
            ("old", or_none(change.old.as_deref().map(Value::from))),
            ("new", Value::from(change.new.as_str())),
            ("moved", or_none(change.moved.as_deref().map(Value::from))),
        ])
    });
    named(vec![
        ("date", Value::from(line.date.as_str())),
        ("iso", Value::from(line.iso.as_str())),
        ("about", Value::from(about.collect::<Vec<_>>())),
        ("record", or_none(line.record.as_deref().map(Value::from))),
        ("change", or_none(change)),
        ("late", or_none(line.late.as_deref().map(Value::from))),
        ("clauses", Value::from(line.clauses.iter().map(|c| Value::from(c.as_str())).collect::<Vec<_>>())),
        ("anchor", or_none(anchor.map(Value::from))),
    ])
}

/// The lines of a page of changes.
fn changes(world: &World, language: usize, from: usize, to: usize) -> Vec<Value> {
    let news = &world.views.news[language];
    let all = news.changes.as_deref().unwrap_or_default();
    let voice = voice(world, language);
    let one = |place: usize| line(&bulletin::change(voice, &news.events[all[place]]), Some(anchor(all.len(), place)));
    (from..to.min(all.len())).map(one).collect()
}

/// Changes are counted from the oldest, so that new ones move no anchor.
fn anchor(count: usize, place: usize) -> String {
    format!("change-{}", count - place)
}

/// `page.changes`: `{url, count}`, or none.
pub(super) fn of_page(world: &World, page: usize) -> Value {
    let language = world.site.pages[page].language;
    let news = &world.views.news[language];
    let found = news.changed.get(&page).zip(news.changes.as_ref()).map(|((place, count), all)| {
        let size = world.site.config.paginate;
        let number = place.checked_div(size).map_or(1, |whole| whole + 1);
        let route = crate::render::plan::nth(&changes_root(&world.site, language), number);
        let url = format!("{}#{}", world.based(&route), anchor(all.len(), *place));
        named(vec![("url", Value::from(url)), ("count", Value::from(*count))])
    });
    or_none(found)
}

/// The address of the list of bulletins, or of the page of changes, where there is one.
pub(super) fn of_site(world: &World, language: usize) -> (Value, Value) {
    let news = &world.views.news[language];
    let address = |there: bool, route: String| or_none(there.then(|| Value::from(world.based(&route))));
    (
        address(!news.bulletins.is_empty(), bulletin_root(&world.site, language)),
        address(news.changes.is_some(), changes_root(&world.site, language)),
    )
}

/// An entry of the feed of bulletins: `{title, url, text}`; its text as HTML.
fn feed_html(world: &World, language: usize, index: usize) -> String {
    let news = &world.views.news[language];
    let said = bulletin::text(voice(world, language), news, &news.bulletins[index], None);
    paragraphs(&said)
}

/// A change in a sentence.
fn change_text(world: &World, language: usize, place: usize) -> (String, String, String) {
    let news = &world.views.news[language];
    let all = news.changes.as_deref().unwrap_or_default();
    let voice = voice(world, language);
    let line = bulletin::change(voice, &news.events[all[place]]);
    let titles: Vec<&str> = line.subjects.iter().map(|(title, ..)| title.as_str()).collect();
    let title = format!("{} {}", line.date, titles.join(if voice.chinese { "、" } else { ", " }));
    (title, paragraphs(&bulletin::sentence(voice, &line)), anchor(all.len(), place))
}

fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for line in text.lines().filter(|l| !l.is_empty()) {
        out.push_str("<p>");
        crate::render::content::escape(&mut out, line);
        out.push_str("</p>\n");
    }
    out
}
