//! Values in the words of a language.

use std::borrow::Cow;

use super::schema::{Field, Kind};
use super::site::{Site, Value};

/// What a value says in a language of the site; small records and truth values have words of the theme, not of their own.
pub fn words<'a>(site: &'a Site, field: &'a Field, value: &'a Value, language: usize) -> Cow<'a, str> {
    let tag = &site.config.languages[language];
    let chinese = tag.is_chinese();
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::Number(number) => number.to_string().into(),
        Value::Bool(value) => match (value, chinese) {
            (true, true) => "是",
            (false, true) => "否",
            (true, false) => "yes",
            (false, false) => "no",
        }
        .into(),
        Value::Date(date) => date.text(chinese).into(),
        Value::Amount(amount, _) => amount.text(chinese).into(),
        Value::Quantity(quantity) => quantity.text(chinese).into(),
        Value::Ratio(ratio) => ratio.text(chinese).into(),
        Value::PlaceCode(code) => code.to_string().into(),
        Value::Choice(i) => match &field.kind {
            Kind::Choice(choices) => choices[*i].label.get(tag.as_str()).into(),
            _ => "".into(),
        },
        Value::Record(page) => site.pages[*page].title.as_str().into(),
        Value::Item(_) => "".into(),
    }
}
