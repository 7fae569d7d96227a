//! When values say the same: `3` and `3.0`, `1万元` and `10000元`.

use super::site::{FieldValue, Value};
use crate::value::{Dimension, Quantity, Stage};

/// A key that is the same for values that say the same; never finer than what a CSV shows.
pub(super) fn key(values: &[Value]) -> String {
    let keys: Vec<String> = values.iter().map(one).collect();
    keys.join("\u{0}")
}

/// The same for what no translation changes: all but texts; and of money its stage.
pub(super) fn untranslated(values: &[Value]) -> String {
    let known = |value: &FieldValue| match value {
        FieldValue::Known(values) => untranslated(values),
        FieldValue::Unknown(code, _) => format!("u{}", code.code()),
    };
    let one = |value: &Value| match value {
        Value::Text(_) => "t".to_owned(),
        Value::Amount(_, stage) => one(value) + stage.map_or("", Stage::code),
        Value::Item(fields) => {
            let fields = fields.iter().map(|(index, value)| format!("{index}\u{1}{}", known(value)));
            fields.collect::<Vec<_>>().join("\u{2}")
        }
        value => one(value),
    };
    values.iter().map(one).collect::<Vec<_>>().join("\u{0}")
}

fn one(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("t{text}"),
        Value::Number(number) => format!("n{}", number.multiplied(1)),
        Value::Bool(value) => value.to_string(),
        Value::Date(when) => format!("d{when}"),
        // Its stage does not make another amount of it.
        Value::Amount(amount, _) => format!("a{}{}", amount.q, amount.fen()),
        Value::Quantity(quantity) => counted(*quantity),
        Value::Ratio(ratio) => counted(ratio.stated),
        Value::PlaceCode(code) => code.to_string(),
        Value::Choice(index) | Value::Record(index) => format!("i{index}"),
        Value::Item(fields) => {
            let one = |(index, value): &(usize, FieldValue)| match value {
                FieldValue::Known(values) => format!("{index}\u{1}{}", key(values)),
                FieldValue::Unknown(code, _) => format!("{index}\u{1}u{}", code.code()),
            };
            fields.iter().map(one).collect::<Vec<_>>().join("\u{2}")
        }
    }
}

fn counted(quantity: Quantity) -> String {
    let dimension = quantity.unit.dimension;
    // 个 and 座 are not counted together.
    let kind = if dimension == Dimension::Count { quantity.unit.name } else { "" };
    format!("q{dimension:?}{kind}{}{}", quantity.q, quantity.base())
}

#[cfg(test)]
mod tests {
    use super::{Value, key};
    use crate::value::{Amount, Number, Quantity, Stage};

    fn number(text: &str) -> String {
        key(&[Value::Number(Number::parse(text).expect("a number"))])
    }

    fn amount(text: &str, stage: Option<Stage>) -> String {
        key(&[Value::Amount(Amount::parse(text, None).expect("an amount"), stage)])
    }

    fn quantity(text: &str) -> String {
        key(&[Value::Quantity(Quantity::parse(text, None).expect("a quantity"))])
    }

    #[test]
    fn values_are_compared_and_not_their_digits() {
        assert_eq!(number("3"), number("3.00"));
        assert_eq!(number("0"), number("-0.0"));
        assert_ne!(number("3"), number("3.01"));
        assert_eq!(amount("1万元", None), amount("10000.00元", Stage::parse("签约")));
        assert_ne!(amount("1万元", None), amount("约1万元", None));
        assert_eq!(quantity("1公里"), quantity("1000米"));
        assert_eq!(quantity("16万人"), quantity("160,000名"));
        assert_ne!(quantity("3个"), quantity("3座"));
        assert_ne!(quantity("3人"), quantity("3人次"));
        assert_ne!(key(&[Value::Text("3".to_owned())]), number("3"));
    }
}
