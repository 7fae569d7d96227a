//! Reads the constraints of a field.

use super::choices::distinct;
use super::limit::Limit;
use super::read::{At, Localized, Reader};
use super::schema::{Choice, Field, Kind};
use super::site::Value;
use super::values;
use crate::diagnostic::Diagnostic;
use crate::load::keys::{CONSTRAINTS, find};
use crate::load::parse::yaml::Node;
use crate::text;
use crate::value::Number;

/// Reads what all kinds of values have.
pub(super) fn constraints<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    for (key, at) in r.map(at, CONSTRAINTS) {
        match key {
            "required" => out.required = r.boolean(&at).unwrap_or(false),
            "unique" => out.unique = r.boolean(&at).unwrap_or(false),
            "enum" => {
                let plain = |v: String| Choice { label: Localized::plain(v.clone()), value: v };
                let values = r.texts(&at).into_iter().map(|(text, at)| (plain(text), at)).collect();
                let choices = distinct(r, values);
                if !matches!(out.kind, Kind::Choice(_)) {
                    out.kind = Kind::Choice(choices);
                }
            }
            // What they mean depends on the kind of value, which may be written below them.
            _ => {}
        }
    }
}

/// Reads the constraints that only some kinds of values have.
pub(super) fn bounds<'a>(r: &mut Reader<'a>, at: &At<'a>, out: &mut Field) {
    let is_counted = matches!(out.kind, Kind::Number | Kind::Integer | Kind::Amount { .. } | Kind::Quantity(_));
    let is_text = matches!(out.kind, Kind::Text | Kind::Reference(_));
    // What is wrong with the keys is said already.
    let entries = if let Node::Map(_) = at.node { r.entries(at).unwrap_or_default() } else { Vec::new() };
    for (word, at) in entries {
        match find(CONSTRAINTS, &word) {
            Some("minimum" | "maximum") if !is_counted => {
                let what = text!("只有数、金额和数量有{word}", "only numbers, amounts and quantities have a `{word}`");
                r.problem(&at, Diagnostic::error("content/schema", what).help(text!(
                    "删掉它；字段是数的，写 `type: number`，是金额、数量的，写 `mingbai: {{value: amount}}` 或 quantity",
                    "remove it, or make the field a number (`type: number`) or write `mingbai: {{value: amount}}` or quantity"
                )));
            }
            Some("minLength" | "maxLength") if !is_text => {
                let what = text!("只有文字有{word}", "only texts have a `{word}`");
                r.problem(&at, Diagnostic::error("content/schema", what).help(text!("删掉它", "remove it")));
            }
            Some("minimum") => out.minimum = limit(r, &at, out),
            Some("maximum") => out.maximum = limit(r, &at, out),
            Some("minLength") => out.min_length = r.count(&at),
            Some("maxLength") => out.max_length = r.count(&at),
            _ => {}
        }
    }
    let is_wrong = out.minimum.zip(out.maximum).is_some_and(|(least, most)| least.exceeds(most));
    if is_wrong || out.min_length.zip(out.max_length).is_some_and(|(least, most)| least > most) {
        let what = text!("最大值小于最小值", "the greatest is less than the least");
        r.problem(at, Diagnostic::error("content/schema", what).help(text!("核对两个数", "check the two")));
        // No value could keep to both.
        (out.minimum, out.maximum, out.min_length, out.max_length) = (None, None, None, None);
    }
}

/// A bound, written like a value of the field.
fn limit(r: &mut Reader<'_>, at: &At<'_>, field: &Field) -> Option<Limit> {
    let (kind, kind_en) = if field.kind == Kind::Integer { ("整数", "whole number") } else { ("数", "number") };
    let text = r.text(at)?;
    let found = match values::exact(&text, None, field) {
        Some(found) => found,
        None => Number::parse(&text)
            .filter(|n| field.kind != Kind::Integer || n.is_whole())
            .map(Value::Number)
            .ok_or_else(|| {
                Diagnostic::error(
                    "content/schema",
                    text!("“{text}”不能作界限：它不是{kind}", "`{text}` is no bound: it is no {kind_en}"),
                )
                .help(text!("只写数字，例如 0 或 100", "digits only, such as 0 or 100"))
            }),
    };
    let doubtful = || {
        let what = text!("“{text}”不能作界限：它不是一个确定的数", "`{text}` is no bound: it leaves open what it is");
        Diagnostic::error("content/schema", what)
            .help(text!("只写数和单位，例如 0 或 100万元", "write a number and its unit only, such as 0 or 100万元"))
    };
    if let (Ok(Value::Quantity(quantity)), Kind::Quantity(None)) = (&found, &field.kind) {
        let unit = quantity.unit.name;
        let what = text!(
            "界限“{text}”有单位，字段没有写单位：别的单位没法和它比",
            "the bound `{text}` has a unit and its field has none: other units cannot be compared with it"
        );
        let mend = text!("写上 `mingbai: {{unit: {unit}}}`", "write `mingbai: {{unit: {unit}}}`");
        r.problem(at, Diagnostic::error("content/schema", what).help(mend));
        return None;
    }
    match found.and_then(|value| Limit::of(&value).ok_or_else(doubtful)) {
        Ok(limit) => Some(limit),
        Err(problem) => {
            r.problem(at, Diagnostic { rule: "content/schema", ..problem });
            None
        }
    }
}
