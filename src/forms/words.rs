//! What a field takes, in the words in which a clerk is told: the same in editors, in workbooks and in ready records.

use crate::diagnostic::Locale;
use crate::model::{Field, Kind, Limit, Localized, Schema, Unknown};

/// One of two texts.
pub(super) fn pick<'a>(locale: Locale, zh: &'a str, en: &'a str) -> &'a str {
    if locale == Locale::Zh { zh } else { en }
}

/// A text of a schema.
pub(super) fn local(text: &Localized, locale: Locale) -> &str {
    text.get(pick(locale, "zh-CN", "en"))
}

/// The key under which a field is written in a language.
pub(super) fn key_of(field: &Field, locale: Locale) -> &str {
    if locale == Locale::Zh { local(&field.title, locale) } else { &field.name }
}

/// The unit of numbers without one.
pub(super) fn unit(field: &Field) -> Option<&'static str> {
    match field.kind {
        Kind::Amount { unit, .. } => unit.map(crate::value::MoneyUnit::name),
        Kind::Quantity(unit) => unit.map(|u| u.name),
        _ => None,
    }
}

/// The four explicit unknowns.
pub(super) fn unknowns(locale: Locale) -> String {
    let words: Vec<&str> = Unknown::ALL.into_iter().map(Unknown::chinese).collect();
    words.join(pick(locale, "、", ", "))
}

/// What a field takes.
pub(super) fn takes<'a>(field: &'a Field, schemas: &'a [Schema], locale: Locale) -> String {
    let t = |zh: &str, en: &str| pick(locale, zh, en).to_owned();
    let mut said = match &field.kind {
        Kind::Text => t("文字", "text"),
        Kind::Number => t("数", "a number"),
        Kind::Integer => t("整数", "a whole number"),
        Kind::Boolean => t("是或否", "是 (yes) or 否 (no)"),
        Kind::Date { partial: false } => t("日期，写到日", "a date with its day"),
        Kind::Date { partial: true } => t(
            "日期，知道多少写多少：年、季度、月、旬、日，也可以是一段时间或期限",
            "a date as precise as it is known, a period or a deadline",
        ),
        Kind::Choice(choices) => {
            let labels: Vec<&str> = choices.iter().map(|c| local(&c.label, locale)).collect();
            let labels = labels.join(pick(locale, "、", ", "));
            if locale == Locale::Zh { format!("选一个：{labels}") } else { format!("one of: {labels}") }
        }
        Kind::Reference(targets) => {
            let title = |schema: Option<&'a Schema>, name: &'a str| schema.map_or(name, |s| local(&s.title, locale));
            let titles: Vec<&str> =
                targets.iter().map(|name| title(schemas.iter().find(|s| s.name == *name), name)).collect();
            let example = targets.first().map_or("", String::as_str);
            match (locale, titles.as_slice()) {
                (Locale::Zh, [one]) => format!("“{one}”里一条记录的编号或标题"),
                (Locale::En, [one]) => format!("id or title of a record of {one}"),
                (Locale::Zh, _) => {
                    let titles = titles.join("”“");
                    format!("“{titles}”里一条记录，写成“集合/编号”，例如 {example}/…；别处没有的编号、标题也可以")
                }
                (Locale::En, _) => {
                    let titles = titles.join(", ");
                    format!(
                        "a record of {titles}: COLLECTION/ID, such as {example}/…, or an id or title that only one has"
                    )
                }
            }
        }
        Kind::Amount { .. } => t("金额", "an amount of money"),
        Kind::Quantity(None) => t("数量，写上单位", "a quantity with its unit"),
        Kind::Quantity(Some(_)) => t("数量", "a quantity"),
        Kind::Ratio => t("比例", "a share"),
        Kind::Measure => t("金额、数量或比例，写上单位", "an amount, a quantity or a share, with its unit"),
        Kind::PlaceCode => t("12位统计用区划代码", "a place code of twelve digits"),
        Kind::Items(_) => t("几项，每项有自己的字段", "several items with fields of their own"),
    };
    match (unit(field), &field.kind) {
        (Some(unit), _) if locale == Locale::Zh => said += &format!("，没写单位的是{unit}"),
        (Some(unit), _) => said += &format!("; a number alone is in {unit}"),
        (None, Kind::Amount { .. }) => said += pick(locale, "，写上 元、万元 或 亿元", " with 元, 万元 or 亿元"),
        _ => {}
    }
    if field.list && !matches!(field.kind, Kind::Items(_)) {
        said += pick(locale, "；可以有几个", "; there may be several");
    }
    let bound = |least: Option<String>, most: Option<String>| match (least, most, locale) {
        (Some(a), Some(b), _) if a == b => Some(a),
        (Some(a), Some(b), _) => Some(format!("{a}–{b}")),
        (Some(a), None, Locale::Zh) => Some(format!("不少于{a}")),
        (Some(a), None, Locale::En) => Some(format!("at least {a}")),
        (None, Some(b), Locale::Zh) => Some(format!("不多于{b}")),
        (None, Some(b), Locale::En) => Some(format!("at most {b}")),
        (None, None, _) => None,
    };
    let limit = |limit: Option<Limit>| limit.map(|l| l.text(locale == Locale::Zh));
    if let Some(range) = bound(limit(field.minimum), limit(field.maximum)) {
        said += &format!("{}{range}", pick(locale, "；", "; "));
    }
    if let Some(range) = bound(field.min_length.map(|n| n.to_string()), field.max_length.map(|n| n.to_string())) {
        said += &format!("{}{range}{}", pick(locale, "；", "; "), pick(locale, "个字", " characters"));
    }
    if field.unique {
        said += pick(locale, "；不能和别的记录相同", "; no two records may share it");
    }
    said
}

/// An example; `None` where a word would be invented.
pub(super) fn example(field: &Field) -> Option<String> {
    Some(match &field.kind {
        Kind::Text | Kind::Reference(_) | Kind::Items(_) => return None,
        Kind::Number => "431.56".to_owned(),
        Kind::Integer => "12".to_owned(),
        Kind::Boolean => "是".to_owned(),
        Kind::Date { partial: false } => "2023-04-10".to_owned(),
        Kind::Date { partial: true } => "2023-04-10、2023年3月上旬、2023年第三季度、2023年9月底前".to_owned(),
        Kind::Choice(choices) => choices.first().map(|c| local(&c.label, Locale::Zh).to_owned())?,
        Kind::Amount { unit, .. } => match unit {
            Some(unit) => format!("431.56、约4000{}、不低于431.56{}", unit.name(), unit.name()),
            None => "6400万元、约4000万元、不低于431.56万元".to_owned(),
        },
        Kind::Quantity(Some(unit)) => format!("736、近30{}、3000多{}", unit.name, unit.name),
        Kind::Quantity(None) => "736平方米、16万人次、3000多人".to_owned(),
        Kind::Ratio => "22%、22%（2/9）".to_owned(),
        Kind::Measure => "6400万元、16万人次、22%".to_owned(),
        Kind::PlaceCode => "441402101000".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::example;
    use crate::model::{Field, Kind};
    use crate::value::{Amount, MoneyUnit, PlaceCode, Quantity, Ratio, UNITS, When};

    fn examples(kind: Kind) -> Vec<String> {
        let field = Field { kind, ..Field::new("f".to_owned()) };
        example(&field).expect("an example").split('、').map(str::to_owned).collect()
    }

    #[test]
    fn every_example_can_be_read() {
        for unit in MoneyUnit::ALL.into_iter().map(Some).chain([None]) {
            for text in examples(Kind::Amount { unit, stage: None }) {
                assert!(Amount::parse(&text, unit).is_ok(), "{text}");
            }
        }
        for unit in UNITS.iter().copied().map(Some).chain([None]) {
            for text in examples(Kind::Quantity(unit)) {
                assert!(Quantity::parse(&text, unit).is_ok(), "{text}");
            }
        }
        assert!(examples(Kind::Date { partial: true }).iter().all(|t| When::parse(t).is_ok()));
        assert!(examples(Kind::Ratio).iter().all(|t| Ratio::parse(t).is_ok()));
        assert!(examples(Kind::PlaceCode).iter().all(|t| PlaceCode::parse(t).is_some()));
    }
}
