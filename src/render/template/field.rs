//! Fields as templates see them, worked out when asked: most templates want one of their keys.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::object::named;
use super::strings;
use super::world::World;
use crate::model::{Field, FieldRef, FieldValue, Kind, Value as Item, words};

/// A field of a page, by its place among the page's fields.
struct FieldView {
    world: Arc<World>,
    page: usize,
    at: usize,
}

const KEYS: &[&str] = &["name", "title", "values", "unknown", "text", "number"];

/// One field of a page.
pub(super) fn view(world: &Arc<World>, page: usize, at: usize) -> Value {
    Value::from_object(FieldView { world: world.clone(), page, at })
}

/// All fields of a page: the site's own first, then the collection's, each in the order of their definition.
pub(super) fn all(world: &Arc<World>, page: usize) -> Value {
    let fields = &world.site.pages[page].fields;
    let mut order: Vec<usize> = (0..fields.len()).collect();
    order.sort_by_key(|at| match fields[*at].0 {
        FieldRef::Extra(i) => (0, i),
        FieldRef::Collection(_, i) => (1, i),
    });
    Value::from(order.into_iter().map(|at| view(world, page, at)).collect::<Vec<_>>())
}

impl FieldView {
    fn language(&self) -> usize {
        self.world.site.pages[self.page].language
    }

    fn field(&self) -> (&Field, &FieldValue) {
        let (reference, value) = &self.world.site.pages[self.page].fields[self.at];
        (self.world.site.field(*reference), value)
    }

    fn is_chinese(&self) -> bool {
        self.world.site.config.languages[self.language()].is_chinese()
    }

    fn unknown(&self) -> Value {
        match self.field().1 {
            FieldValue::Unknown(unknown, _) => Value::from(unknown.code()),
            FieldValue::Known(_) => Value::from(()),
        }
    }

    /// The words for a value that is not known, with the note where there is one.
    fn unknown_words(&self, code: &str, note: Option<&str>) -> String {
        let words = strings::word(&self.world.theme.strings[self.language()], &format!("unknown_{code}"), &[]);
        match note {
            Some(note) if self.is_chinese() => format!("{words}（{note}）"),
            Some(note) => format!("{words} ({note})"),
            None => words,
        }
    }

    fn item_text<'a>(&'a self, definition: &'a Field, item: &'a Item) -> Cow<'a, str> {
        match item {
            Item::Bool(value) => {
                let word = if *value { "yes" } else { "no" };
                strings::word(&self.world.theme.strings[self.language()], word, &[]).into()
            }
            Item::Item(values) => {
                let separator = if self.is_chinese() { "，" } else { ", " };
                let Kind::Items(fields) = &definition.kind else { return "".into() };
                let texts: Vec<String> = values.iter().map(|(i, v)| self.plain(&fields[*i], v)).collect();
                texts.join(separator).into()
            }
            item => words(&self.world.site, definition, item, self.language()),
        }
    }

    /// A value in one piece of text.
    fn plain(&self, definition: &Field, value: &FieldValue) -> String {
        let items = match value {
            FieldValue::Unknown(unknown, note) => return self.unknown_words(unknown.code(), note.as_deref()),
            FieldValue::Known(items) => items,
        };
        match items.as_slice() {
            [one] => self.item_text(definition, one).into_owned(),
            many => {
                let separator = if self.is_chinese() { "、" } else { ", " };
                many.iter().map(|item| self.item_text(definition, item)).collect::<Vec<_>>().join(separator)
            }
        }
    }

    fn text(&self) -> Value {
        let (definition, value) = self.field();
        Value::from(self.plain(definition, value))
    }

    fn values(&self) -> Value {
        let (definition, value) = self.field();
        let one = |text: &str, url: Value, number: bool, stage: Value| {
            named(vec![
                ("text", Value::from(text)),
                ("url", url),
                ("unknown", self.unknown()),
                ("number", Value::from(number)),
                ("stage", stage),
            ])
        };
        Value::from(match value {
            FieldValue::Unknown(unknown, note) => {
                vec![one(&self.unknown_words(unknown.code(), note.as_deref()), Value::from(()), false, Value::from(()))]
            }
            FieldValue::Known(items) => items
                .iter()
                .map(|item| {
                    let url = match item {
                        Item::Record(page) => Value::from(self.world.site.pages[*page].url.as_str()),
                        _ => Value::from(()),
                    };
                    let stage = match item {
                        Item::Amount(_, Some(stage)) => Value::from(stage.text(self.is_chinese())),
                        _ => Value::from(()),
                    };
                    let number =
                        matches!(item, Item::Number(_) | Item::Amount(..) | Item::Quantity(_) | Item::Ratio(_));
                    one(&self.item_text(definition, item), url, number, stage)
                })
                .collect(),
        })
    }
}

impl fmt::Debug for FieldView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.field().0.name)
    }
}

impl Object for FieldView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let definition = self.field().0;
        Some(match key {
            "text" => self.text(),
            "unknown" => self.unknown(),
            "title" => {
                let tag = self.world.site.config.languages[self.language()].as_str();
                Value::from(definition.title.get(tag))
            }
            "values" => self.values(),
            "name" => Value::from(definition.name.as_str()),
            "number" => Value::from(definition.is_number()),
            _ => return None,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(KEYS)
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
