//! Every figure of the source that the town's pages carry stands there with unit and qualifier, within one sentence or row.
#![expect(clippy::disallowed_methods, reason = "this test reads the table of passages")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Memory, csv_rows, town};
use mingbai::build::build;
use mingbai::model::Overrides;
use mingbai::render::Options;

/// The sentences and table rows of a page, without markup and spaces.
fn passages(html: &str) -> Vec<String> {
    const BREAKS: [&str; 14] = [
        "</p>",
        "</li>",
        "</tr>",
        "</h1>",
        "</h2>",
        "</h3>",
        "</h4>",
        "</dd>",
        "</caption>",
        "</summary>",
        "</figcaption>",
        "</div>",
        "<ul>",
        "<ol>",
    ];
    let mut text = html.split("<main").nth(1).unwrap_or(html).split("</main>").next().unwrap_or_default().to_owned();
    for tag in BREAKS {
        text = text.replace(tag, "\u{1}");
    }
    let mut plain = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            c if !tag && !c.is_whitespace() => plain.push(c),
            _ => {}
        }
    }
    let plain = plain
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    plain.split(['\u{1}', '。', '！', '？']).map(str::to_owned).filter(|s| !s.is_empty()).collect()
}

#[test]
fn every_passage_stands_on_its_page() {
    let table = fs::read_to_string(town().join("tests/passages.csv")).expect("the table of passages");
    let rows = csv_rows(&table);
    assert_eq!(rows[0], ["id", "page", "text"]);
    assert!(rows.len() > 60, "{} rows", rows.len());
    let memory = Memory::default();
    let built = build(&town(), &Overrides::default(), Options::default(), &memory);
    assert!(built.may_publish(true), "the town builds without errors and warnings: {:#?}", built.problems);
    let pages: BTreeMap<String, Vec<String>> = memory
        .finish()
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, passages(&String::from_utf8(bytes).expect("UTF-8"))))
        .collect();
    let mut missing = Vec::new();
    for row in &rows[1..] {
        let [id, page, text] = row.as_slice() else { panic!("a row of three cells: {row:?}") };
        let file = format!("{}index.html", page.trim_start_matches('/'));
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(wanted.chars().count() >= 2, "{id} says something");
        let found = pages.get(&file).is_some_and(|p| p.iter().any(|s| s.contains(&wanted)));
        if !found {
            missing.push(format!("{id} on {page}: {text}"));
        }
    }
    assert!(missing.is_empty(), "{} facts are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_figure_of_the_report_has_a_row() {
    // Ids of the facts of the source that state a figure.
    const FIGURES: &[&str] = &[
        "F-010", "F-012", "F-013", "F-031", "F-032", "F-033", "F-034", "F-041", "F-048", "F-060", "F-061", "F-062",
        "F-063", "F-064", "F-065a", "F-068a", "F-086a", "F-120", "F-121", "F-122", "F-123", "F-130", "F-131", "F-132",
        "F-135", "F-136", "F-140", "C-14", "C-15", "C-18",
    ];
    let table = fs::read_to_string(town().join("tests/passages.csv")).expect("the table of passages");
    let on_report: BTreeSet<String> = csv_rows(&table)
        .into_iter()
        .filter(|r| r.get(1).is_some_and(|p| p == "/reports/2023/"))
        .map(|r| r[0].clone())
        .collect();
    let missing: Vec<&&str> = FIGURES.iter().filter(|id| !on_report.contains(**id)).collect();
    assert!(missing.is_empty(), "the report lacks {missing:?}");
}
