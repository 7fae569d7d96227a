//! Small objects for templates: named values, and dates that print as text.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use crate::value::{Moment, PartialDate};

/// A handful of named values; a name that is not there is undefined.
#[derive(Debug)]
pub(super) struct Named(Vec<(&'static str, Value)>);

/// Makes an object of names and values.
pub(super) fn named(entries: Vec<(&'static str, Value)>) -> Value {
    Value::from_object(Named(entries))
}

impl Object for Named {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// A date, with its time of day where that is known: printing it prints its text.
#[derive(Debug)]
pub(super) struct DateView {
    pub(super) date: PartialDate,
    pub(super) timed: Option<Moment>,
    pub(super) chinese: bool,
}

impl DateView {
    fn iso(&self) -> String {
        self.timed.map_or_else(|| self.date.to_string(), Moment::rfc3339)
    }

    fn text(&self) -> String {
        let day = self.date.text(self.chinese);
        match &self.timed {
            Some(moment) => format!("{day} {}", &moment.minute()[11..]),
            None => day,
        }
    }
}

impl Object for DateView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "iso" => Some(Value::from(self.iso())),
            "text" => Some(Value::from(self.text())),
            "year" => Some(Value::from(self.date.year)),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["iso", "text", "year"])
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Text, or none where it is empty.
pub(super) fn text_or_none(text: &str) -> Value {
    if text.is_empty() { Value::from(()) } else { Value::from(text) }
}

/// The value, or none.
pub(super) fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(|| Value::from(()))
}
