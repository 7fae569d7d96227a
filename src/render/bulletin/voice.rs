//! Words and values in one language, for a site as it is: bulletins are told on the command line too, in a language that
//! the site need not have.

use crate::model::{Field, FieldValue, Kind, Site, Value};
use crate::render::template::word;
use crate::render::theme::Strings;
use crate::value::{CivilDay as Day, PartialDate, Period};

/// Who speaks.
#[derive(Clone, Copy)]
pub(in crate::render) struct Voice<'a> {
    pub(in crate::render) site: &'a Site,
    pub(in crate::render) strings: &'a Strings,
    pub(in crate::render) tag: &'a str,
    pub(in crate::render) chinese: bool,
    /// The language of the site that pages are taken from.
    pub(in crate::render) language: usize,
}

impl<'a> Voice<'a> {
    /// The voice of a language of the site.
    pub(in crate::render) fn of(site: &'a Site, strings: &'a Strings, language: usize) -> Voice<'a> {
        let tag = &site.config.languages[language];
        Voice { site, strings, tag: tag.as_str(), chinese: tag.is_chinese(), language }
    }

    pub(super) fn word(self, key: &str) -> String {
        word(self.strings, key, &[])
    }

    pub(super) fn filled(self, key: &str, values: &[(&str, &str)]) -> String {
        word(self.strings, key, values)
    }

    pub(super) fn day(self, day: Day) -> String {
        PartialDate::day(day).text(self.chinese)
    }

    /// `2023年7月`, `July 2023`.
    pub(super) fn month(self, period: Period) -> String {
        PartialDate::parse(&period.to_string()).map(|date| date.text(self.chinese)).unwrap_or_default()
    }

    /// An address with the base path.
    pub(super) fn based(self, route: &str) -> String {
        format!("{}{}", self.site.config.base.path.trim_end_matches('/'), crate::model::address::encode(route))
    }

    /// An address with its scheme and host.
    pub(super) fn absolute(self, url: &str) -> String {
        if url.is_empty() { String::new() } else { format!("{}{url}", self.site.config.base.origin) }
    }

    /// What a field says, in words.
    pub(super) fn value(self, field: &Field, value: &FieldValue) -> String {
        match value {
            FieldValue::Unknown(unknown, note) => {
                let words = self.word(&format!("unknown_{}", unknown.code()));
                match note {
                    Some(note) if self.chinese => format!("{words}（{note}）"),
                    Some(note) => format!("{words} ({note})"),
                    None => words,
                }
            }
            FieldValue::Known(values) => {
                let texts: Vec<String> = values.iter().map(|v| self.one(field, v)).collect();
                texts.join(if self.chinese { "、" } else { ", " })
            }
        }
    }

    fn one(self, field: &Field, value: &Value) -> String {
        match (value, &field.kind) {
            (Value::Text(text), _) => text.clone(),
            (Value::Number(number), _) => number.to_string(),
            (Value::Bool(value), _) => self.word(if *value { "yes" } else { "no" }),
            (Value::Date(when), _) => when.text(self.chinese),
            (Value::Amount(amount, _), _) => amount.text(self.chinese),
            (Value::Quantity(quantity), _) => quantity.text(self.chinese),
            (Value::Ratio(ratio), _) => ratio.text(self.chinese),
            (Value::PlaceCode(code), _) => code.to_string(),
            (Value::Choice(i), Kind::Choice(choices)) => choices[*i].label.get(self.tag).to_owned(),
            (Value::Record(page), _) => {
                let page = crate::render::views::news::in_language(self.site, *page, self.language);
                self.site.pages[page].title.clone()
            }
            (Value::Choice(_) | Value::Item(_), _) => String::new(),
        }
    }
}
