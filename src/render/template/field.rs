//! Fields as templates see them, worked out when asked: most templates want one of their keys.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::object::{named, or_none};
use super::words::Writer;
use super::world::World;
use crate::model::{Field, FieldRef, FieldValue};
use crate::render::views;

/// A field of a page, by its place among the page's fields.
struct FieldView {
    world: Arc<World>,
    page: usize,
    at: usize,
}

const KEYS: &[&str] =
    &["name", "title", "values", "unknown", "text", "short", "note", "number", "figure", "missing", "pips"];

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
    fn field(&self) -> (&Field, &FieldValue) {
        let (reference, value) = &self.world.site.pages[self.page].fields[self.at];
        (self.world.site.field(*reference), value)
    }

    /// `{passed, ahead}`: how many steps of its track lie behind a state and before it, as marks; none where the field is
    /// no state, or stands on no step.
    fn pips(&self) -> Value {
        let site = &self.world.site;
        let page = &site.pages[self.page];
        let (FieldRef::Collection(collection, field), _) = page.fields[self.at] else { return Value::from(()) };
        let machine = site.collections[collection].machine.as_ref().filter(|m| m.state == field);
        let marks = machine.and_then(|m| views::marks(m, collection, page));
        or_none(
            marks.map(|(passed, ahead)| named(vec![("passed", Value::from(passed)), ("ahead", Value::from(ahead))])),
        )
    }

    fn writer(&self) -> Writer<'_> {
        Writer { world: &self.world, language: self.world.site.pages[self.page].language }
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
        let (definition, value) = self.field();
        Some(match key {
            "text" => Value::from(self.writer().plain(definition, value)),
            "short" => Value::from(match value {
                FieldValue::Unknown(unknown, _) => self.writer().unknown(unknown.code(), None),
                FieldValue::Known(_) => self.writer().plain(definition, value),
            }),
            "unknown" => match value {
                FieldValue::Unknown(unknown, _) => Value::from(unknown.code()),
                FieldValue::Known(_) => Value::from(()),
            },
            "note" => match value {
                FieldValue::Unknown(_, note) => or_none(note.as_deref().map(Value::from)),
                FieldValue::Known(_) => Value::from(()),
            },
            "figure" => Value::from(definition.is_figure()),
            "pips" => self.pips(),
            "title" => Value::from(definition.title.get(self.writer().tag())),
            "values" => self.writer().values(definition, value),
            "name" => Value::from(definition.name.as_str()),
            "number" => Value::from(definition.is_number()),
            "missing" => Value::from(false),
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
