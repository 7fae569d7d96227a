//! One mistake, one diagnostic, at its place: in Markdown, YAML, CSV and workbooks.
//!
//! Each mistake is made in an otherwise good record of each format. What is said of it in both languages stands in
//! `zh-CN.md` and `en.md`; `UPDATE=1 cargo test --test all faults::` writes what it sees.
#![expect(clippy::disallowed_methods, reason = "this test keeps snapshots on the disk")]

mod files;
mod losses;
mod formats;
mod record;
mod schemas;
mod settings;
mod sheets;
mod tables;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use crate::support;
use mingbai::diagnostic::{Diagnostic, Diagnostics, Locale};
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{FieldValue, Overrides, Site, Value, build};
use mingbai::report::{Style, human};

/// A site with one mistake.
struct Fault {
    name: String,
    files: Vec<(String, Vec<u8>)>,
    /// The rule that finds it, and the file and the line or cell that it names.
    rule: &'static str,
    place: String,
}

/// All problems of a site.
fn problems(files: &[(String, Vec<u8>)]) -> Diagnostics {
    site(files).1
}

fn site(files: &[(String, Vec<u8>)]) -> (Site, Diagnostics) {
    let base = [
        ("site.yaml", "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\n"),
        ("content/_index.md", "---\ntitle: 首页\n---\n\n甲。\n"),
        ("content/places/_collection.yaml", "title: 地名\nfields: []\n"),
        ("content/places/places.yaml", "- {id: shang-dong, title: 上洞}\n- {id: ling-pai, title: 岭排}\n"),
        ("content/projects/_collection.yaml", record::SCHEMA),
    ];
    let is_new = |path: &str| files.iter().all(|(own, _)| own != path);
    let base = base
        .iter()
        .filter(|(path, _)| is_new(path))
        .map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let own =
        files.iter().map(|(path, bytes)| SourceFile { path: path.as_str().into(), bytes: bytes.as_slice().into() });
    let (parsed, mut problems) = parse(&Sources::new(base.chain(own).collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    problems.sort();
    (site.expect("a site"), problems)
}

/// File and line, or file and cell.
fn place(problem: &Diagnostic) -> String {
    let Some(place) = &problem.place else { return String::new() };
    match &place.cell {
        Some(cell) => format!("{} {cell}", place.file),
        None if place.line == 0 => place.file.to_string(),
        None => format!("{}:{}", place.file, place.line),
    }
}

fn all() -> Vec<Fault> {
    let mut all = record::faults();
    all.extend(files::faults());
    all.extend(sheets::faults());
    all.extend(formats::faults());
    all.extend(schemas::faults());
    all.extend(settings::faults());
    all.extend(tables::faults());
    all.extend(losses::faults());
    all
}

#[test]
fn good_records_are_good_in_every_format() {
    for (name, files) in record::good() {
        let found = problems(&files);
        assert!(found.iter().next().is_none(), "{name}: {found:#?}");
    }
}

#[test]
fn truth_may_be_a_number_in_a_workbook() {
    for Fault { files, .. } in formats::truth() {
        let found = problems(&files);
        assert!(found.iter().next().is_none(), "{found:#?}");
    }
}

#[test]
fn one_mistake_makes_one_diagnostic_at_its_place() {
    let all = all();
    assert!(all.len() >= 80, "{} mistakes", all.len());
    let names: BTreeSet<&str> = all.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "every mistake has a name of its own");
    let mut wrong = Vec::new();
    let mut snapshots = [
        String::from("# Mistakes, and what is said of them\n"),
        String::from("# Mistakes, and what is said of them\n"),
    ];
    for fault in &all {
        let found = problems(&fault.files);
        let list: Vec<(String, &str)> = found.iter().map(|p| (place(p), p.rule)).collect();
        if list != [(fault.place.clone(), fault.rule)] {
            wrong.push(format!("{}: expected {} at {}, found {list:?}", fault.name, fault.rule, fault.place));
        }
        for (snapshot, locale) in snapshots.iter_mut().zip([Locale::Zh, Locale::En]) {
            let said = human(&found, &Style { locale, color: false });
            let _ = write!(snapshot, "\n## {}\n\n```text\n{}\n```\n", fault.name, said.trim_end());
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    for (snapshot, name) in snapshots.iter().zip(["zh-CN.md", "en.md"]) {
        let path = support::town().join("tests/faults").join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, snapshot).expect("the snapshot");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == *snapshot, "tests/faults/{name} differs: run with UPDATE=1 and look at the difference");
    }
}

/// What a value is read as, where a word could be lost on the way.
#[test]
fn values_are_what_is_written() {
    for (written, read) in [
        ("3块", "3块"),
        ("3块钱", "3元"),
        ("{value: 3000, unit: 人, q: more_than}", "3000多人"),
        ("{value: 3000, unit: 人, q: 余}", "3000多人"),
        ("{value: 3000, unit: 人, q: 以内}", "不超过3000人"),
        ("{value: 3000多, unit: 人}", "3000多人"),
    ] {
        let record = format!("- {{id: x, title: 甲, 状态: 签约, 规模: {written}}}\n");
        let (site, found) = site(&[("content/projects/all.yaml".to_owned(), record.into_bytes())]);
        assert!(found.iter().next().is_none(), "{written}: {found:#?}");
        let page = site.pages.iter().find(|p| p.id.as_deref() == Some("x")).expect("the record");
        let found = page.fields.iter().find_map(|(_, value)| match value {
            FieldValue::Known(values) => values.iter().find_map(|value| match value {
                Value::Quantity(quantity) => Some(quantity.to_string()),
                Value::Amount(amount, _) => Some(amount.to_string()),
                _ => None,
            }),
            FieldValue::Unknown(..) => None,
        });
        assert_eq!(found.as_deref(), Some(read), "{written}");
    }
}

#[test]
fn every_mistake_has_a_mend() {
    let mut without = BTreeSet::new();
    for fault in all() {
        for problem in problems(&fault.files).iter().filter(|p| p.help.is_none()) {
            without.insert(format!("{}: {}", fault.name, problem.message.en));
        }
    }
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn fifty_mistakes_in_one_workbook_are_fifty_diagnostics() {
    let (files, cells) = sheets::fifty();
    assert_eq!(cells.len(), 50);
    let found = problems(&files);
    let mut places: Vec<String> = found.iter().map(place).collect();
    places.sort();
    let mut wanted: Vec<String> = cells.into_iter().map(|cell| format!("content/projects/台账.xlsx {cell}")).collect();
    wanted.sort();
    assert_eq!(places, wanted, "{found:#?}");
}

/// Looking the file through for every mistake would take hours.
#[test]
fn thousands_of_mistakes_in_one_file_are_said_soon() {
    let record = |n: usize| {
        let wrong = match n % 5 {
            0 => "状态: 签越",
            1 => "状态: 签约, 合同投资额: 许多",
            2 => "状态: 签约, 地点: 东洞",
            3 => "状态: 签约, 地典: 上洞",
            _ => "状态: 签约, 简称: 同名",
        };
        format!("- {{编号: r{n}, 标题: 第{n}个, {wrong}}}\n")
    };
    let all: String = (0..20_000).map(record).collect();
    let start = std::time::Instant::now();
    let found = problems(&[("content/projects/all.yaml".to_owned(), all.into_bytes())]);
    // The first of those that share a name is right.
    assert_eq!(found.len(), 19_999);
    let lines: BTreeSet<String> = found.iter().map(place).collect();
    assert_eq!(lines.len(), 19_999, "each at its line");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn of_more_mistakes_than_are_listed_the_number_is_said() {
    let rows: String = (0..250).map(|n| format!("b{n},第{n}个,谈成\n")).collect();
    let found = problems(&[("content/projects/all.csv".to_owned(), format!("编号,标题,状态\n{rows}").into_bytes())]);
    assert_eq!(found.len(), 201);
    let last: Vec<&str> = found.iter().filter(|p| p.rule == "data/table").map(|p| p.message.zh.as_str()).collect();
    assert_eq!(last, ["这个文件的各行里还有50个问题，没有一一列出"]);
}

#[test]
fn no_message_is_in_the_other_language() {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    for fault in all() {
        for problem in problems(&fault.files).iter() {
            assert!(problem.message.zh.chars().any(is_han), "{}: {}", fault.name, problem.message.zh);
            // Values, names and examples of the source are in Chinese; the rest of the sentence is not.
            assert!(
                problem.message.en.chars().any(|c| c.is_ascii_lowercase()),
                "{}: {}",
                fault.name,
                problem.message.en
            );
        }
    }
}
