//! Values and intervals in words, in Chinese and in English.

use crate::diagnostic::Text;
use crate::model::figure::Counts;
use crate::model::{Field, Kind, Site, Value};
use crate::text;
use crate::value::Interval;

/// A value.
pub(in crate::check) fn value(site: &Site, field: &Field, value: &Value) -> Text {
    let both = |of: &dyn Fn(bool) -> String| Text { zh: of(true), en: of(false) };
    match value {
        Value::Text(text) => text!("{text}", "{text}"),
        Value::Number(number) => text!("{number}", "{number}"),
        Value::Bool(true) => text!("是", "yes"),
        Value::Bool(false) => text!("否", "no"),
        Value::Date(when) => both(&|chinese| when.text(chinese)),
        Value::Amount(amount, None) => both(&|chinese| amount.text(chinese)),
        Value::Amount(amount, Some(stage)) => {
            let (zh, en) = (stage.text(true), stage.text(false));
            let (amount_zh, amount_en) = (amount.text(true), amount.text(false));
            text!("{amount_zh}（{zh}）", "{amount_en} ({en})")
        }
        Value::Quantity(quantity) => both(&|chinese| quantity.text(chinese)),
        Value::Ratio(ratio) => both(&|chinese| ratio.text(chinese)),
        Value::PlaceCode(code) => text!("{code}", "{code}"),
        Value::Choice(choice) => match &field.kind {
            Kind::Choice(choices) => {
                let label = &choices[*choice].label;
                let (zh, en) = (label.get("zh-CN"), label.get("en"));
                text!("{zh}", "{en}")
            }
            _ => text!("", ""),
        },
        Value::Record(page) => quoted(&site.pages[*page].title),
        Value::Item(_) => text!("", ""),
    }
}

/// “words”, in which quotation marks become ‘those within’.
pub(in crate::check) fn quoted(words: &str) -> Text {
    let words = words.replace('“', "‘").replace('”', "’");
    text!("“{words}”", "“{words}”")
}

/// Several in a row.
pub(in crate::check) fn list(texts: impl IntoIterator<Item = Text>) -> Text {
    let (zh, en): (Vec<String>, Vec<String>) = texts.into_iter().map(|t| (t.zh, t.en)).unzip();
    Text { zh: zh.join("、"), en: en.join(", ") }
}

/// A whole number of smallest units.
pub(in crate::check) fn counted(counts: Counts, value: i128) -> Text {
    let (one, unit_zh, unit_en) = match counts {
        Counts::Money => (100, "元", "CNY "),
        Counts::Of(unit) => (unit.factor * 1_000_000, unit.after_number(), unit.english),
        Counts::Number => (1_000_000, "", ""),
    };
    // 万 where it comes out even.
    let (zh, wan) = if value.abs() >= one * 10_000 && value % (one * 100) == 0 {
        (decimal(value, one * 10_000), "万")
    } else {
        (decimal(value, one), "")
    };
    let en = decimal(value, one);
    match counts {
        Counts::Money => text!("{zh}{wan}{unit_zh}", "{unit_en}{en}"),
        _ if unit_en.is_empty() || unit_en == "%" || unit_en == "‰" => {
            text!("{zh}{wan}{unit_zh}", "{en}{unit_en}")
        }
        _ => text!("{zh}{wan}{unit_zh}", "{en} {unit_en}"),
    }
}

/// Everything that a stated number may mean.
pub(crate) fn bound(counts: Counts, interval: Interval) -> Text {
    let Interval { low, high } = interval;
    match (low.map(|v| counted(counts, v)), high.map(|v| counted(counts, v))) {
        (Some(a), Some(b)) if low == high => Text { zh: a.zh, en: b.en },
        (Some(a), Some(b)) => {
            let (a_zh, a_en, b_zh, b_en) = (a.zh, a.en, b.zh, b.en);
            text!("{a_zh}到{b_zh}", "{a_en} to {b_en}")
        }
        (Some(a), None) => {
            let (zh, en) = (a.zh, a.en);
            text!("{zh}以上", "{en} or more")
        }
        (None, Some(b)) => {
            let (zh, en) = (b.zh, b.en);
            text!("{zh}以下", "{en} or less")
        }
        (None, None) => text!("不限", "anything"),
    }
}

/// A fraction as a decimal of six digits at most.
fn decimal(value: i128, one: i128) -> String {
    let (sign, value) = (if value < 0 { "-" } else { "" }, value.abs());
    let part = value % one * 1_000_000 / one;
    let digits = format!("{part:06}");
    let digits = digits.trim_end_matches('0');
    let point = if digits.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{digits}", value / one)
}

#[cfg(test)]
mod tests {
    use super::{bound, counted};
    use crate::model::figure::Counts;
    use crate::value::{Amount, Interval, Quantity};

    #[test]
    fn numbers_come_out_as_people_write_them() {
        let money = |text: &str| counted(Counts::Money, Amount::parse(text, None).expect("an amount").fen());
        assert_eq!(money("6400万元").zh, "6400万元");
        assert_eq!(money("431.56万元").zh, "431.56万元");
        assert_eq!(money("12.5元").zh, "12.5元");
        assert_eq!(money("-200万元").en, "CNY -2000000");
        let visits = Quantity::parse("近30万人次", None).expect("a quantity");
        let said = bound(Counts::Of(visits.unit), visits.interval());
        assert_eq!((said.zh.as_str(), said.en.as_str()), ("27万人次到30万人次", "270000 visits to 300000 visits"));
        assert_eq!(bound(Counts::Money, Interval { low: Some(100), high: None }).zh, "1元以上");
    }
}
