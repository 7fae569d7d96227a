//! Views by question as templates see them: what `render/views/question` works out, in words of the theme.

mod assets;
mod catalogue;
mod commitments;
mod duties;
mod funds;
mod indicators;
mod meetings;
mod pipeline;
mod places;
mod problems;

pub(super) use indicators::of_page as measured;
pub(super) use places::touching;

use std::sync::Arc;

use minijinja::value::Value;

use super::object::{named, or_none};
use super::page;
use super::words::Writer;
use super::world::World;
use crate::model::{FieldValue, PageKind, Schema, Value as Item, View};
use crate::render::views;
use crate::render::views::question::{SHOWN, is_whole};

/// A collection in a language, of which something is asked.
#[derive(Clone, Copy)]
struct Asked<'a> {
    world: &'a Arc<World>,
    collection: usize,
    language: usize,
}

/// `view`: what the list page of a collection answers above its table, or none.
pub(super) fn of_collection(world: &Arc<World>, collection: usize, language: usize) -> Value {
    let asked = Asked { world, collection, language };
    let Some(view) = asked.schema().view.filter(|_| !world.views.records(collection, language).is_empty()) else {
        return Value::from(());
    };
    let whole = is_whole(&world.site, &world.views, collection, language);
    let mut answer = vec![("name", Value::from(view.name())), ("whole", Value::from(whole))];
    match view {
        View::Pipeline => pipeline::answer(asked, &mut answer),
        View::Commitments => commitments::answer(asked, &mut answer),
        View::Problems => problems::answer(asked, &mut answer),
        View::Funds => funds::answer(asked, &mut answer),
        View::Places => places::answer(asked, &mut answer),
        View::Meetings => meetings::answer(asked, &mut answer),
        View::Indicators => indicators::answer(asked, &mut answer),
        View::Duties => duties::answer(asked, &mut answer),
        View::Catalogue => catalogue::answer(asked, &mut answer),
        View::Assets => assets::answer(asked, &mut answer),
    }
    named(answer)
}

impl<'a> Asked<'a> {
    fn schema(self) -> &'a Schema {
        &self.world.site.collections[self.collection]
    }

    fn writer(self) -> Writer<'a> {
        Writer { world: self.world, language: self.language }
    }

    /// What a record says in a field; what a translation does not say is said by its original.
    fn value(self, page: usize, collection: usize, field: usize) -> Option<&'a FieldValue> {
        let site = &self.world.site;
        let own = views::value_of(&site.pages[page], collection, field);
        own.or_else(|| views::value_of(&site.pages[self.world.views.base(site, page)], collection, field))
    }

    /// A field of a record of whatever collection as a cell, or none where the collection has no such field.
    fn cell(self, page: usize, name: &str) -> Value {
        let site = &self.world.site;
        let PageKind::Record(collection) = site.pages[page].kind else { return Value::from(()) };
        let fields = &site.collections[collection].fields;
        let cell = |index: usize| self.writer().cell(&fields[index], self.value(page, collection, index));
        or_none(fields.iter().position(|f| f.name == name).map(cell))
    }

    /// A text field of a record, or none.
    fn text(self, page: usize, name: &str) -> Option<&'a str> {
        let site = &self.world.site;
        let PageKind::Record(collection) = site.pages[page].kind else { return None };
        let field = site.collections[collection].fields.iter().position(|f| f.name == name)?;
        match self.value(page, collection, field)? {
            FieldValue::Known(values) => {
                values.iter().find_map(|v| if let Item::Text(t) = v { Some(t.as_str()) } else { None })
            }
            FieldValue::Unknown(..) => None,
        }
    }

    /// What a field of the collection is called, or none.
    fn field_title(self, name: &str) -> Value {
        let field = self.schema().fields.iter().find(|f| f.name == name);
        or_none(field.map(|f| Value::from(f.title.get(self.writer().tag()))))
    }

    /// The site's day in words.
    fn today(self) -> Value {
        let day = crate::value::PartialDate::day(self.world.site.config.clock.date());
        page::date(self.world, self.language, day)
    }

    /// The choice of a field in words, or what the theme says where there is none.
    fn choice(self, name: &str, choice: Option<usize>) -> Value {
        let field = self.schema().fields.iter().find(|f| f.name == name);
        match field.zip(choice) {
            Some((field, choice)) => Value::from(self.writer().choice(field, choice)),
            None => Value::from(self.writer().word("not_filled")),
        }
    }
}

/// A text, or none.
fn told(text: Option<&str>) -> Value {
    or_none(text.map(Value::from))
}

/// Title and address of a record in the language that is asked, where it has that.
fn linked(asked: Asked<'_>, page: usize) -> Value {
    let site = &asked.world.site;
    let others = site.translations.get(&page).into_iter().flatten();
    let here = others.copied().find(|p| site.pages[*p].language == asked.language).unwrap_or(page);
    let page = &site.pages[here];
    named(vec![("title", Value::from(page.title.as_str())), ("url", Value::from(page.url.as_str()))])
}
