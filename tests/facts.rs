//! Every row of the table of facts is a record of the town: value, unit, qualifier, stage and citation as in the source.
#![expect(clippy::disallowed_methods, reason = "this test reads the table of facts")]

use std::collections::BTreeSet;
use std::fs;

use crate::support::{self, Memory, csv_rows, town};
use mingbai::build::build;
use mingbai::model::{Field, FieldValue, Kind, Overrides, Page, Site, Value};
use mingbai::output::hex;
use mingbai::render::Options;
use mingbai::value::Qualifier;
use sha2::{Digest, Sha256};

/// The ids of the table of facts: letters, the numbers from and to, and what follows one of them.
const IDS: [(&str, u32, u32); 14] = [
    ("F", 1, 8),
    ("F", 10, 29),
    ("F", 30, 35),
    ("F", 40, 52),
    ("F", 60, 72),
    ("F", 80, 94),
    ("F", 120, 124),
    ("F", 130, 140),
    ("F", 150, 159),
    ("P", 1, 3),
    ("C", 1, 36),
    ("F065a", 0, 0),
    ("F068a", 0, 0),
    ("F086a", 0, 0),
];

fn ids() -> Vec<String> {
    let one = |(letters, from, to): (&str, u32, u32)| match letters {
        "F" => (from..=to).map(|n| format!("F-{n:03}")).collect(),
        "P" => (from..=to).map(|n| format!("P-{n}")).collect(),
        "C" => (from..=to).map(|n| format!("C-{n:02}")).collect(),
        _ => vec![format!("F-{}", &letters[1..])],
    };
    IDS.into_iter().flat_map(one).collect()
}

/// A row of the table.
struct Row<'a> {
    id: &'a str,
    record: &'a str,
    field: &'a str,
    value: &'a str,
    unit: &'a str,
    qualifier: &'a str,
    stage: &'a str,
    locator: &'a str,
}

/// The fields of the table's columns.
const COLUMNS: [&str; 8] = ["id", "record", "field", "value", "unit", "qualifier", "stage", "locator"];

/// What a field says: value, unit, qualifier, stage.
type Said = [String; 4];

fn said(site: &Site, field: &Field, value: &FieldValue) -> Said {
    let plain = |text: String| [text, String::new(), String::new(), String::new()];
    let values = match value {
        FieldValue::Unknown(unknown, Some(note)) => return plain(format!("{}（{note}）", unknown.chinese())),
        FieldValue::Unknown(unknown, None) => return plain(unknown.chinese().to_owned()),
        FieldValue::Known(values) => values,
    };
    // The list of facts has the source's own word, which stands behind its number.
    let qualifier = |q: Qualifier| if q == Qualifier::MoreThan { "多" } else { q.word(true) }.to_owned();
    if let [one] = values.as_slice() {
        match one {
            Value::Amount(amount, stage) => {
                let stage = stage.map(|s| s.code().to_owned()).unwrap_or_default();
                let (value, unit) = (amount.value.to_string(), amount.unit.name().to_owned());
                return [value, unit, qualifier(amount.q), stage];
            }
            Value::Quantity(quantity) => {
                let value = format!("{}{}", quantity.value, quantity.scale.word());
                return [value, quantity.unit.name.to_owned(), qualifier(quantity.q), String::new()];
            }
            Value::Ratio(ratio) => {
                let share = ratio.stated;
                let (value, unit) = (share.value.to_string(), share.unit.name.to_owned());
                assert!(ratio.numerator.is_none() && ratio.denominator.is_none(), "the source gives no parts");
                return [value, unit, qualifier(share.q), String::new()];
            }
            _ => {}
        }
    }
    let word = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Date(when) => when.text(true),
        Value::Choice(nth) => match &field.kind {
            Kind::Choice(choices) => choices[*nth].label.get("zh-CN").to_owned(),
            _ => String::new(),
        },
        Value::Record(page) => site.pages[*page].title.clone(),
        other => format!("{other:?}"),
    };
    plain(values.iter().map(word).collect::<Vec<_>>().join("、"))
}

/// What a field of a record says; `None` where it says nothing. Its path is `value` or `components[2].title`.
fn look_up<'s>(site: &'s Site, page: &'s Page, path: &str) -> Option<(&'s Field, Said)> {
    let (name, rest) = path.split_once('[').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let (field, value) = page.fields.iter().map(|(f, v)| (site.field(*f), v)).find(|(field, _)| field.name == name)?;
    let Some(rest) = rest else {
        return Some((field, said(site, field, value)));
    };
    let (nth, inner) = rest.split_once("].").expect("a path such as components[2].title");
    let (Kind::Items(fields), FieldValue::Known(items)) = (&field.kind, value) else { return None };
    let Value::Item(values) = items.get(nth.parse::<usize>().expect("a number"))? else { return None };
    let (index, value) = values.iter().find(|(i, _)| fields[*i].name == inner)?;
    Some((&fields[*index], said(site, &fields[*index], value)))
}

/// The paragraphs of a locator: `¶5、¶6` and `¶1–¶11`.
fn paragraphs(locator: &str) -> BTreeSet<u32> {
    let number = |text: &str| text.trim().trim_start_matches('¶').parse::<u32>().expect("a paragraph");
    let part = |part: &str| match part.split_once('–') {
        Some((from, to)) => number(from)..=number(to),
        None => number(part)..=number(part),
    };
    locator.split('、').flat_map(part).collect()
}

/// What is wrong with a row, if anything.
fn compare(site: &Site, row: &Row<'_>) -> Option<String> {
    let Some(page) = site.record(row.record).map(|p| &site.pages[p]) else {
        return Some("there is no such record".to_owned());
    };
    let report = site.record("documents/zong-jie-2023").expect("the report is a record");
    let cited: BTreeSet<u32> = page
        .sources
        .iter()
        .filter(|c| c.page == Some(report))
        .flat_map(|c| paragraphs(c.locator.as_deref().expect("every citation has its locator")))
        .collect();
    if !paragraphs(row.locator).is_subset(&cited) {
        return Some(format!("it cites {cited:?}"));
    }
    let wanted = [row.value, row.unit, row.qualifier, row.stage].map(str::to_owned);
    if row.field == "title" {
        return (page.title != row.value).then(|| format!("its title is {}", page.title));
    }
    let Some((field, found)) = look_up(site, page, row.field) else {
        return Some("it has no such field".to_owned());
    };
    // Of a sentence the table holds what matters.
    let is_part = matches!(field.kind, Kind::Text) && !field.list && wanted[1..].iter().all(String::is_empty);
    let holds = if is_part { found[0].contains(&wanted[0]) } else { found == wanted };
    (!holds || wanted[0].is_empty()).then(|| format!("it says {found:?}"))
}

#[test]
fn every_fact_is_a_record() {
    let table = fs::read_to_string(town().join("tests/facts.csv")).expect("the table of facts");
    let rows = csv_rows(&table);
    assert_eq!(rows[0], COLUMNS);
    let built = build(&town(), &Overrides::default(), Options::default(), &Memory::default());
    assert!(built.may_publish(true), "the town builds without errors and warnings: {:#?}", built.problems);
    let site = built.site.expect("the town is a site");
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for cells in &rows[1..] {
        let [id, record, field, value, unit, qualifier, stage, locator] = cells.as_slice() else {
            panic!("a row of eight cells: {cells:?}")
        };
        let row = Row { id, record, field, value, unit, qualifier, stage, locator };
        seen.insert(row.id.to_owned());
        if let Some(problem) = compare(&site, &row) {
            wrong.push(format!("{id}: {record} {field} {value}{unit} ({locator}): {problem}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let missing: Vec<String> = ids().into_iter().filter(|id| !seen.contains(id)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    let strange: Vec<&String> = seen.iter().filter(|id| !ids().contains(id)).collect();
    assert!(strange.is_empty(), "{strange:?} are no ids of facts");
}

#[test]
fn no_official_is_named() {
    // The sources, and what is made from them: a workbook does not show its words.
    let memory = Memory::default();
    build(&town(), &Overrides::default(), Options::default(), &memory);
    let outputs = memory.finish();
    assert!(outputs.len() > 200, "the town is built");
    let source: Vec<(String, Vec<u8>)> = support::tree(&town().join("content")).into_iter().chain(outputs).collect();
    // Beginnings of the SHA-256 of the names in the source, so that this list names nobody either. All have three characters.
    const NAMES: [&str; 4] = ["48ab2d96dfdfbd2f", "c195d5f4665dfe59", "f304466a306f72f5", "fbc76076755aaa75"];
    for (path, bytes) in &source {
        let text = String::from_utf8_lossy(bytes);
        let chars: Vec<char> = text.chars().collect();
        for window in chars.windows(3).filter(|w| w.iter().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(c))) {
            let word: String = window.iter().collect();
            let hash = hex(&Sha256::digest(word.as_bytes())[..8]);
            assert!(!NAMES.contains(&hash.as_str()), "{path} names an official");
        }
    }
}
