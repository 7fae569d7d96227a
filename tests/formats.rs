//! `docs/formats.md` and the code know the same keys, and the same Chinese names for them.
#![expect(clippy::disallowed_methods, reason = "this test reads the documentation")]

use mingbai::load::keys::{
    BLOCKS, CARD, CARDS, CHART, CHARTS, COLLECTION, COLLECTION_OURS, CONDITION, CONSTRAINTS, EXPLAINED, FIELD,
    FIELD_OURS, FIGURE, GLOSSARY, Key, MACHINE, PAGE, RECONCILE, RECORDS, SECTION, SELECTION, SIDE, SITE, SITE_WAIVER,
    TABLE, TIMELINE, TRACK,
};
use mingbai::model::{Unknown, View};
use mingbai::value::{Stage, UNITS};

/// The tables of the document: heading before it, and the first two cells of each row.
fn tables() -> Vec<(String, Vec<(String, String)>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
    let text = std::fs::read_to_string(path).expect("docs/formats.md");
    let mut out: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut heading = String::new();
    let mut inside = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        }
        if !line.starts_with('|') {
            inside = false;
            continue;
        }
        if !inside {
            out.push((heading.clone(), Vec::new()));
            inside = true;
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [first, second, ..] = cells.as_slice()
            && first.starts_with('`')
        {
            let plain = |c: &str| c.trim_matches('`').to_owned();
            out.last_mut().expect("a table").1.push((plain(first), plain(second)));
        }
    }
    out
}

fn documented(heading: &str, nth: usize) -> Vec<(String, String)> {
    tables()
        .into_iter()
        .filter(|(h, _)| h.contains(heading))
        .nth(nth)
        .unwrap_or_else(|| panic!("no table {nth} under {heading}"))
        .1
}

fn known(keys: &[Key]) -> Vec<(String, String)> {
    keys.iter().map(|k| (k.name.to_owned(), k.chinese.to_owned())).collect()
}

#[test]
fn the_document_and_the_code_agree() {
    assert_eq!(documented("Front matter", 0), known(PAGE));
    assert_eq!(documented("Front matter", 1), known(SECTION));
    assert_eq!(documented("site.yaml", 0), known(SITE));
    assert_eq!(documented("Waivers", 0), known(SITE_WAIVER));
    assert_eq!(documented("_collection.yaml", 0), known(COLLECTION));
    assert_eq!(documented("_collection.yaml", 1), known(COLLECTION_OURS));
    assert_eq!(documented("_collection.yaml", 2), known(MACHINE));
    assert_eq!(documented("_collection.yaml", 3), known(TRACK));
    assert_eq!(documented("_collection.yaml", 4), known(FIELD));
    assert_eq!(documented("_collection.yaml", 5), known(CONSTRAINTS));
    assert_eq!(documented("_collection.yaml", 6), known(FIELD_OURS));
    let views: Vec<(String, String)> =
        View::WORDS.iter().map(|(name, zh, _)| ((*name).to_owned(), (*zh).to_owned())).collect();
    assert_eq!(documented("_collection.yaml", 7), views);
    assert_eq!(documented("figures.yaml", 0), known(FIGURE));
    assert_eq!(documented("figures.yaml", 1), known(SELECTION));
    assert_eq!(documented("figures.yaml", 2), known(CONDITION));
    for (nth, keys) in [BLOCKS, CARDS, CARD, TABLE, RECORDS, CHART, CHARTS, TIMELINE].into_iter().enumerate() {
        assert_eq!(documented("Blocks", nth), known(keys));
    }
    assert_eq!(documented("glossary.yaml", 0), known(GLOSSARY));
    assert_eq!(documented("reconcile.yaml", 0), known(RECONCILE));
    assert_eq!(documented("reconcile.yaml", 1), known(SIDE));
    assert_eq!(documented("reconcile.yaml", 2), known(EXPLAINED));
    let unknowns: Vec<(String, String)> =
        Unknown::ALL.iter().map(|u| (u.code().to_owned(), u.chinese().to_owned())).collect();
    assert_eq!(documented("does not say", 0), unknowns);
}

#[test]
fn no_name_means_two_things() {
    let blocks = [BLOCKS, CARDS, CARD, TABLE, RECORDS, CHART, CHARTS, TIMELINE].map(<[Key]>::to_vec);
    let tables = [[PAGE, SECTION].concat(), SITE.to_vec(), COLLECTION.to_vec(), FIELD.to_vec()];
    for table in tables.into_iter().chain(blocks) {
        let mut words: Vec<&str> = table.iter().flat_map(|k| [k.name, k.chinese]).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}

#[test]
fn every_stage_and_unit_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md");
    let text = std::fs::read_to_string(path).expect("docs/formats.md");
    for stage in Stage::all() {
        let words = format!("`{}` {}", stage.code(), stage.text(true));
        assert!(text.contains(&words), "{words}");
    }
    let line = text.split("Units: money").nth(1).and_then(|t| t.split("\n\n").next()).expect("the units");
    for unit in UNITS.iter().filter(|u| !matches!(u.name, "场次" | "千米")) {
        assert!(line.contains(unit.name), "{}", unit.name);
    }
}
