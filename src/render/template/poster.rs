//! `poster`: what a sheet for the notice board says, cut so that it fits one page of A4.

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none};
use super::page::{self, citation};
use super::words::Writer;
use super::world::World;
use crate::model::block::ladder_fields;
use crate::model::{Citation, Field, FieldValue, Kind, PageKind, Schema, Value as Item};
use crate::render::qr;
use crate::render::views::{self, DUE, Role, value_of};
use crate::value::PartialDate;

/// The height that lists may take on the sheet, in tenths of a millimetre; the theme's style keeps to it.
const ROOM: usize = 1750;
/// The same of a list's own heading, head of columns, and what it says of those left out.
const HEAD: usize = 260;
/// What the larger type of a sheet with little on it takes more at its head and foot.
const LARGER: usize = 200;
/// Han characters of the place's name in a line, and what each further line of it takes.
const NAME: (usize, usize) = (15, 160);
/// A line of a row, and the space around a row.
const LINE: usize = 60;
const AROUND: usize = 30;
/// Han characters that the columns of a row hold in a line, and the longest text in one; of works, and of the others.
const WORK: &[(usize, usize)] = &[(13, 39), (9, 27), (9, 27), (9, 36)];
const OTHER: &[(usize, usize)] = &[(15, 45), (9, 27), (16, 48)];
/// Longest words of posts and documents, and how many of each are named.
const LONGEST: usize = 24;
const MOST_NAMED: usize = 3;

/// `page.posters`: the sheets of a place, `{title, url, year}`.
pub(super) fn links(world: &Arc<World>, index: usize) -> Value {
    let writer = Writer { world, language: world.site.pages[index].language };
    let one = |poster: &views::Poster| {
        let title = match poster.year {
            Some(year) => writer.filled("poster_of_year", &[("year", &format!("{year:04}"))]),
            None => writer.word("poster_print"),
        };
        named(vec![
            ("title", Value::from(title)),
            ("url", Value::from(world.based(&poster.route))),
            ("year", or_none(poster.year.map(Value::from))),
        ])
    };
    Value::from(world.views.posters_of(index).iter().map(one).collect::<Vec<_>>())
}

/// `poster`: `{place, year, large, lists: [{name, title, columns, rows, count, more}], judged, ask, as_of, sources, address,
/// qr}`.
pub(super) fn view(world: &Arc<World>, index: usize) -> Value {
    let poster = &world.views.posters[index];
    let place = &world.site.pages[poster.page];
    let sheet = Sheet { world, writer: Writer { world, language: place.language } };
    let rows = poster
        .lists
        .each_ref()
        .map(|(pages, _)| pages.iter().map(|p| (*p, sheet.row(*p, poster.via.get(p).copied()))).collect::<Vec<_>>());
    let heights = rows.each_ref().map(|list| list.iter().map(|(_, row)| height(row)).collect::<Vec<_>>());
    let room = ROOM.saturating_sub((width(&place.title).div_ceil(2 * NAME.0).max(1) - 1) * NAME.1);
    let little = is_little(&rows.each_ref().map(|list| list.iter().map(|(_, row)| row.as_slice()).collect()))
        && width(&place.title) <= NAME.0;
    let fit = fit(&heights, room);
    let mut shown: Vec<usize> = vec![poster.page];
    let mut lists = Vec::new();
    let mut has_deadline = false;
    for ((role, rows), (fit, (_, count))) in Role::ALL.into_iter().zip(&rows).zip(fit.into_iter().zip(&poster.lists)) {
        if *count == 0 {
            continue;
        }
        let rows = &rows[..fit];
        shown.extend(rows.iter().map(|(page, _)| *page));
        has_deadline |= rows.iter().any(|(page, _)| views::deadline(&world.site, &world.views, role, *page).is_some());
        let name = name(role);
        let word = |part: &str| Value::from(sheet.writer.word(&format!("poster_{name}_{part}")));
        let parts: &[&str] =
            if role == Role::Work { &["what", "state", "when", "money"] } else { &["what", "state", "when"] };
        // A column in which no record has anything says nothing.
        let kept: Vec<usize> = (0..parts.len())
            .filter(|n| *n == 0 || rows.iter().any(|(_, row)| row.get(*n).is_some_and(|c| !c.is_empty())))
            .collect();
        let columns: Vec<Value> = kept.iter().map(|n| word(parts[*n])).collect();
        let row = |(at, row): &(usize, Vec<String>)| {
            let cells = kept.iter().map(|n| Value::from(row.get(*n).map_or("", String::as_str)));
            named(vec![("page", page::view(world, *at)), ("cells", Value::from(cells.collect::<Vec<_>>()))])
        };
        lists.push(named(vec![
            ("name", Value::from(name)),
            ("title", Value::from(sheet.writer.word(&format!("poster_{name}")))),
            ("columns", Value::from(columns)),
            ("parts", Value::from(kept.iter().map(|n| parts[*n]).collect::<Vec<_>>())),
            ("rows", Value::from(rows.iter().map(row).collect::<Vec<_>>())),
            ("count", Value::from(*count)),
            ("more", Value::from(count - rows.len())),
        ]));
    }
    let address = world.site.config.declared_base.then(|| world.absolute(&place.url));
    let label = |url: &String| sheet.writer.filled("poster_qr", &[("url", url)]);
    let qr = address.as_ref().and_then(|url| qr::svg(url, &label(url))).map(Value::from_safe_string);
    named(vec![
        ("place", page::view(world, poster.page)),
        ("year", or_none(poster.year.map(Value::from))),
        ("large", Value::from(little)),
        ("lists", Value::from(lists)),
        ("judged", Value::from(has_deadline)),
        ("ask", Value::from(sheet.ask(&shown))),
        ("as_of", or_none(sheet.as_of(&shown).map(Value::from))),
        ("sources", Value::from(sheet.sources(&shown))),
        ("address", or_none(address.map(Value::from))),
        ("qr", or_none(qr)),
    ])
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Work => "works",
        Role::Promise => "promises",
        Role::Money => "money",
    }
}

/// The columns of a row of so many cells.
fn columns(cells: usize) -> &'static [(usize, usize)] {
    if cells > OTHER.len() { WORK } else { OTHER }
}

/// How much of a line a text takes, in halves of a Han character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The height of a row; of each line half a character is left over, since not all words break anywhere.
fn height(row: &[String]) -> usize {
    let lines = |(text, (line, _)): (&String, &(usize, usize))| width(text).div_ceil(2 * line - 1).max(1);
    row.iter().zip(columns(row.len())).map(lines).max().unwrap_or(1) * LINE + AROUND
}

/// What the heads of lists take.
fn heads(heights: &[Vec<usize>; 3]) -> usize {
    heights.iter().filter(|list| !list.is_empty()).count() * HEAD
}

/// Whether there is so little that it can be told half as large again: in lines that hold two thirds as much.
fn is_little(rows: &[Vec<&[String]>; 3]) -> bool {
    let tall = |row: &&[String]| {
        let lines = |(text, (line, _)): (&String, &(usize, usize))| width(text).div_ceil(4 * line / 3 - 1).max(1);
        row.iter().zip(columns(row.len())).map(lines).max().unwrap_or(1) * LINE + AROUND
    };
    let lists = rows.iter().filter(|list| !list.is_empty()).count();
    let all = lists * HEAD + rows.iter().flatten().map(tall).sum::<usize>();
    all * 3 / 2 + LARGER <= ROOM
}

/// How many rows of each list fit the sheet: one of each in turn, so that none is crowded out by another.
fn fit(heights: &[Vec<usize>; 3], room: usize) -> [usize; 3] {
    let mut room = room.saturating_sub(heads(heights));
    let mut fit = [0; 3];
    let mut is_open = [true; 3];
    while is_open.contains(&true) {
        for (list, heights) in heights.iter().enumerate() {
            match heights.get(fit[list]) {
                Some(height) if is_open[list] && *height <= room => {
                    room -= height;
                    fit[list] += 1;
                }
                _ => is_open[list] = false,
            }
        }
    }
    fit
}

/// Text that is no longer than so many Han characters.
fn cut(text: &str, most: usize) -> String {
    if width(text) <= 2 * most {
        return text.to_owned();
    }
    let mut left = 2 * most - 2;
    let fits = |c: &char| {
        let own = if c.is_ascii() { 1 } else { 2 };
        let fits = own <= left;
        left = left.saturating_sub(own);
        fits
    };
    let mut out: String = text.chars().take_while(fits).collect();
    out.push('…');
    out
}

/// As many whole items as are no longer than so many Han characters, and one at least: half an amount is another amount.
fn whole(items: &[String], separator: &str, most: usize) -> String {
    let mut out = String::new();
    for (n, item) in items.iter().enumerate() {
        let before = if n == 0 { "" } else { separator };
        let rest = if n + 1 < items.len() { 2 } else { 0 };
        if n > 0 && width(&out) + width(before) + width(item) + rest > 2 * most {
            out.push('…');
            break;
        }
        out.push_str(before);
        out.push_str(item);
    }
    out
}

/// Writes what stands on a sheet.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    world: &'a Arc<World>,
    writer: Writer<'a>,
}

impl<'a> Sheet<'a> {
    fn schema(self, page: usize) -> Option<(usize, &'a Schema)> {
        match self.world.site.pages[page].kind {
            PageKind::Record(c) => Some((c, &self.world.site.collections[c])),
            _ => None,
        }
    }

    fn field(self, page: usize, name: &str) -> Option<(&'a Field, Option<&'a FieldValue>)> {
        let (c, schema) = self.schema(page)?;
        let at = schema.fields.iter().position(|f| f.name == name)?;
        Some((&schema.fields[at], value_of(&self.world.site.pages[page], c, at)))
    }

    fn text(self, field: &'a Field, value: Option<&'a FieldValue>) -> String {
        value.map_or_else(|| self.writer.word("not_filled"), |value| self.writer.plain(field, value))
    }

    /// The cells of a record, cut so that a row is a row.
    fn row(self, page: usize, via: Option<usize>) -> Vec<String> {
        let mut title = self.world.site.pages[page].title.clone();
        if let Some(via) = via {
            title = self.writer.filled("poster_via", &[("title", &title), ("via", &self.world.site.pages[via].title)]);
        }
        let Some((c, schema)) = self.schema(page) else { return vec![title] };
        let state = schema
            .machine
            .as_ref()
            .map(|m| (&schema.fields[m.state], value_of(&self.world.site.pages[page], c, m.state)));
        let has_schedule = !self.world.views.schedules[c].rows.is_empty();
        let (mut cells, money) = if state.is_some() && has_schedule {
            let ready = self.with_standing(Role::Work, page, self.ready(page, c));
            (vec![title, self.stated(page, state), ready], Some(self.amounts(page, c)))
        } else if schema.fields.iter().any(|f| f.name == DUE) {
            let due = self.due(page);
            (vec![title, self.stated(page, self.field(page, "delivery")), due], None)
        } else {
            (vec![title, self.stated(page, state)], Some(self.stages(page, c)))
        };
        let columns = columns(cells.len() + usize::from(money.is_some()));
        cells.iter_mut().zip(columns).for_each(|(text, (_, most))| *text = cut(text, *most));
        if let (Some(money), Some((_, most))) = (money, columns.last()) {
            cells.push(whole(&money, &self.writer.word("list_separator"), *most));
        }
        cells
    }

    /// The deadline in force of a promise, and how it stands.
    fn due(self, page: usize) -> String {
        let moved = views::deadline(&self.world.site, &self.world.views, Role::Promise, page)
            .filter(|dated| dated.deadline.original != Some(dated.when))
            .map(|dated| dated.when.text(self.writer.is_chinese()));
        let text = match moved {
            Some(when) => self.writer.filled("poster_when_current", &[("when", &when)]),
            None => self.field(page, DUE).map(|(field, value)| self.text(field, value)).unwrap_or_default(),
        };
        self.with_standing(Role::Promise, page, text)
    }

    /// When something is due, with the words for what is overdue, or may be; they stand first, so that none cuts them.
    fn with_standing(self, role: Role, page: usize, when: String) -> String {
        let deadline = views::deadline(&self.world.site, &self.world.views, role, page);
        let word = match deadline.map(|dated| dated.deadline.due) {
            Some(views::Due::Overdue) => "poster_overdue",
            Some(views::Due::Unclear) => "poster_unclear",
            _ => return when,
        };
        self.writer.filled(word, &[("when", &when)])
    }

    /// A state with what it rests on; what is not known rests on nothing.
    fn stated(self, page: usize, state: Option<(&'a Field, Option<&'a FieldValue>)>) -> String {
        let is_known = state.is_some_and(|(_, value)| matches!(value, Some(FieldValue::Known(_))));
        let state = state.map(|(field, value)| self.text(field, value)).unwrap_or_default();
        match self.field(page, "evidence_level") {
            Some((field, evidence @ Some(_))) if is_known => {
                let evidence = self.text(field, evidence);
                self.writer.filled("poster_stated", &[("state", &state), ("evidence", &evidence)])
            }
            _ => state,
        }
    }

    /// When it is ready: the actual end, else the present plan, else the first one, else what is said instead.
    fn ready(self, page: usize, c: usize) -> String {
        let schema = &self.world.site.collections[c];
        let Some(row) = self.world.views.schedules[c].rows.last() else { return String::new() };
        let mut instead = None;
        for (column, word) in views::Column::ALL.into_iter().zip(["planned", "current", "actual"]).rev() {
            let Some(at) = row[column as usize] else { continue };
            let value = value_of(&self.world.site.pages[page], c, at);
            match value {
                Some(FieldValue::Known(_)) => {
                    let when = self.text(&schema.fields[at], value);
                    return self.writer.filled(&format!("poster_when_{word}"), &[("when", &when)]);
                }
                Some(FieldValue::Unknown(..)) => instead = Some(self.text(&schema.fields[at], value)),
                None => {}
            }
        }
        instead.unwrap_or_else(|| self.writer.word("not_filled"))
    }

    /// Its amounts, each with its name; nothing is added up.
    fn amounts(self, page: usize, c: usize) -> Vec<String> {
        let schema = &self.world.site.collections[c];
        let mut known = Vec::new();
        let mut unknown = None;
        for (at, field) in schema.fields.iter().enumerate().filter(|(_, f)| matches!(f.kind, Kind::Amount { .. })) {
            match value_of(&self.world.site.pages[page], c, at) {
                Some(value @ FieldValue::Known(_)) => {
                    let (name, amount) = (field.title.get(self.writer.tag()), self.writer.plain(field, value));
                    known.push(self.writer.filled("poster_amount", &[("name", name), ("amount", &amount)]));
                }
                Some(FieldValue::Unknown(why, _)) if unknown.is_none() => {
                    unknown = Some(self.writer.unknown(why.code(), None))
                }
                _ => {}
            }
        }
        if known.is_empty() { vec![unknown.unwrap_or_else(|| self.writer.word("not_filled"))] } else { known }
    }

    /// Its stages of money: those that are known, and of the others how many are not.
    fn stages(self, page: usize, c: usize) -> Vec<String> {
        let schema = &self.world.site.collections[c];
        let (mut known, mut open) = (Vec::new(), Vec::new());
        for at in ladder_fields(&schema.fields) {
            let field = &schema.fields[at];
            let stage = match field.kind {
                Kind::Amount { stage: Some(stage), .. } => stage.text(self.writer.is_chinese()),
                _ => "",
            };
            match value_of(&self.world.site.pages[page], c, at) {
                Some(value @ FieldValue::Known(_)) => {
                    let amount = self.writer.plain(field, value);
                    known.push(self.writer.filled("poster_amount", &[("name", stage), ("amount", &amount)]));
                }
                _ => open.push(stage.to_owned()),
            }
        }
        if !open.is_empty() {
            known.push(self.writer.filled("poster_open", &[("stages", &self.list(&open))]));
        }
        known
    }

    fn list(self, texts: &[String]) -> String {
        texts.join(&self.writer.word("list_separator"))
    }

    /// The posts that answer for what is shown; where none is named, the words for that.
    fn ask(self, pages: &[usize]) -> Vec<Value> {
        let (mut posts, mut instead): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (field, value) in
            pages.iter().flat_map(|p| ["contact_post", "responsible"].map(|name| self.field(*p, name))).flatten()
        {
            let (list, text) = match value {
                Some(FieldValue::Known(values))
                    if values.iter().any(|v| matches!(v, Item::Record(_) | Item::Text(_))) =>
                {
                    (&mut posts, self.text(field, value))
                }
                Some(FieldValue::Unknown(why, _)) => (&mut instead, self.writer.unknown(why.code(), None)),
                _ => continue,
            };
            let text = cut(&text, LONGEST);
            if list.len() < MOST_NAMED && !list.contains(&text) {
                list.push(text);
            }
        }
        let instead = instead.into_iter().take(1);
        let named = if posts.is_empty() { instead.collect() } else { posts };
        named.into_iter().map(Value::from).collect()
    }

    /// As of when all that is shown holds.
    fn as_of(self, pages: &[usize]) -> Option<String> {
        let mut dates: Vec<PartialDate> = pages.iter().filter_map(|p| self.world.site.pages[*p].as_of).collect();
        dates.sort_unstable();
        let text = |date: &PartialDate| date.text(self.writer.is_chinese());
        match (dates.first()?, dates.last()?) {
            (first, last) if first == last => Some(text(first)),
            (first, last) => Some(self.writer.filled("as_of_range", &[("first", &text(first)), ("last", &text(last))])),
        }
    }

    /// The first documents that it rests on.
    fn sources(self, pages: &[usize]) -> Vec<Value> {
        let mut all: Vec<&Citation> = Vec::new();
        for source in pages.iter().flat_map(|p| &self.world.site.pages[*p].sources) {
            if !all.iter().any(|s| s.document == source.document) {
                all.push(source);
            }
        }
        all.iter().take(MOST_NAMED).map(|s| citation(self.world, s)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, ROOM, cut, height, whole};

    #[test]
    fn lists_take_turns_and_never_more_than_the_sheet() {
        let fit = |heights: [Vec<usize>; 3]| super::fit(&heights, ROOM);
        assert_eq!(fit([vec![], vec![], vec![]]), [0; 3]);
        assert_eq!(fit([vec![90; 2], vec![], vec![90]]), [2, 0, 1]);
        let fitting = fit([vec![90; 60], vec![150; 60], vec![90; 2]]);
        assert_eq!(fitting[2], 2);
        assert!(fitting[0] >= 2 && fitting[1] >= 2);
        assert!(fitting[0] * 90 + fitting[1] * 150 + 180 + 3 * HEAD <= ROOM);
        // Little is told larger, in lines that hold less.
        let row = ["村道".to_owned(), "完工".to_owned()];
        assert!(super::is_little(&[vec![&row], vec![&row], vec![]]));
        assert!(!super::is_little(&[vec![&row; 4], vec![&row; 4], vec![]]));
        // One that has no room does not stop the others.
        assert_eq!(fit([vec![9999], vec![90], vec![]]), [0, 1, 0]);
    }

    #[test]
    fn texts_are_cut_by_what_they_take() {
        assert_eq!(cut("坑尾干净整洁村", 7), "坑尾干净整洁村");
        assert_eq!(cut("坑尾干净整洁村", 5), "坑尾干净…");
        assert_eq!(cut("abcdefghij", 5), "abcdefghij");
        let amounts = ["申请40万元".to_owned(), "支出12万元".to_owned()];
        assert_eq!(whole(&amounts, "、", 12), "申请40万元、支出12万元");
        assert_eq!(whole(&amounts, "、", 9), "申请40万元…");
        assert_eq!(whole(&amounts, "、", 3), "申请40万元…");
        let row = |text: &str| height(&[text.to_owned()]);
        assert_eq!(row(""), row("村道"));
        assert!(row(&"村道".repeat(40)) > row("村道"));
    }
}
