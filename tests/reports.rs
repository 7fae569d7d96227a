//! Annual reports: their tables add up, also where not every cell is written, and one year has one report.
#![expect(clippy::disallowed_methods, reason = "tests read the town's collection from the disk")]

use std::fs;

use crate::support;
use mingbai::build::build_files;
use mingbai::diagnostic::Severity;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

const SITE: &str = "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\n";

/// What the rules on tables say of these records.
fn said(records: &str) -> Vec<(Severity, String)> {
    let schema = fs::read_to_string(support::town().join("content/annual_reports/_collection.yaml")).expect("a schema");
    let bodies = "title: 单位\nprimaryKey: id\nfields:\n  - {name: kind, type: string, title: 类别}\n";
    let files = [
        ("site.yaml", SITE),
        ("content/_index.md", "---\ntitle: 首页\n---\n"),
        ("content/annual_reports/_collection.yaml", &schema),
        ("content/annual_reports/a.yaml", records),
        ("content/organisations/_collection.yaml", bodies),
        ("content/posts/_collection.yaml", bodies),
        ("content/organisations/a.yaml", "- {id: jia, title: 甲局}\n- {id: yi, title: 乙局}\n"),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
    let built = build_files(&Sources::new(files.into()), &Overrides::default(), Options::default(), &Nowhere);
    assert_eq!(built.problems.iter().find(|p| p.rule.starts_with("content/") || p.rule == "data/not-in-enum"), None);
    let own = built.problems.iter().filter(|p| ["report/sums", "report/carry-over"].contains(&p.rule));
    own.map(|p| (p.severity, p.message.zh.clone())).collect()
}

/// What they say of one report with these rows.
fn rows(rows: &[&str]) -> Vec<String> {
    let rows: String = rows.iter().map(|row| format!("    - {{{row}}}\n")).collect();
    let told = said(&format!("- id: a\n  title: 2022年年报\n  year: 2022\n  requests:\n{rows}"));
    assert!(told.iter().all(|(severity, _)| *severity == Severity::Error), "{told:?}");
    told.into_iter().map(|(_, message)| message).collect()
}

#[test]
fn parts_are_no_more_than_the_whole_where_others_are_not_written() {
    let new = |cells: &str| rows(&[&format!("row: 本年新收, {cells}")]);
    assert_eq!(new("natural: 3, enterprise: 1, total: 3"), ["“本年新收”一行：各列合计4，总计写的是3"]);
    let all = "research: 0, welfare: 0, legal: 0, other: 0";
    assert_eq!(new(&format!("natural: 3, enterprise: 1, {all}, total: 5")).len(), 1);
    for fine in ["natural: 3, enterprise: 1, total: 5", "natural: 3, total: 3", "total: 3", "natural: 3, enterprise: 1"]
    {
        assert_eq!(new(fine), [""; 0], "{fine}");
    }
    let results = |handled: usize| {
        rows(&[
            "row: 予以公开, natural: 3",
            "row: 部分公开, natural: 3",
            &format!("row: 办理结果总计, natural: {handled}"),
        ])
    };
    assert_eq!(results(4), ["“自然人”一列：各项办理结果合计6，总计写的是4"]);
    assert_eq!((results(6), results(7)), (Vec::new(), Vec::new()), "what is not written may be anything");
    let cases = "- {id: a, title: 年报, year: 2022, cases: [{kind: 行政复议, upheld: 2, total: 1}]}\n";
    assert_eq!(said(cases).len(), 1);
}

#[test]
fn what_is_handled_has_come_in() {
    let of = |cells: [Option<usize>; 4]| {
        let names = ["本年新收", "上年结转", "办理结果总计", "结转下年度继续办理"];
        let lines = names.iter().zip(cells).filter_map(|(name, cell)| Some(format!("row: {name}, natural: {}", cell?)));
        let lines: Vec<String> = lines.collect();
        rows(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let wrong = of([Some(3), Some(1), Some(5), None]);
    assert_eq!(wrong, ["“自然人”一列：新收加上年结转是4，办结和结转下年里写出来的已经有5"]);
    let wrong = of([Some(5), None, Some(3), Some(1)]);
    assert_eq!(wrong, ["“自然人”一列：办结加结转下年是4，新收和上年结转里写出来的已经有5"]);
    assert_eq!(of([Some(3), Some(1), Some(3), Some(0)]).len(), 1);
    for fine in [
        [Some(3), Some(1), Some(3), Some(1)],
        [Some(3), Some(1), Some(4), None],
        [Some(3), None, Some(3), Some(1)],
        [Some(3), None, Some(5), None],
        [None, None, Some(5), Some(1)],
        [Some(3), Some(1), None, None],
    ] {
        assert_eq!(of(fine), [""; 0], "{fine:?}");
    }
}

#[test]
fn a_row_stands_there_once() {
    let twice = rows(&["row: 本年新收, natural: 3", "row: 本年新收, natural: 4"]);
    assert_eq!(twice, ["“本年新收”一行不止一条"]);
    assert_eq!(rows(&["row: 本年新收, natural: 3", "row: 本年新收", "row: 本年新收"]).len(), 1, "told once");
    assert_eq!(
        said("- {id: a, title: 年报, year: 2022, active: [{kind: 规章, made: 1}, {kind: 规章, made: 2}]}\n").len(),
        1
    );
}

#[test]
fn a_body_reports_on_a_year_once() {
    let told = said("- {id: a, title: 甲年报, year: 2022}\n- {id: b, title: 乙年报, year: 2022}\n");
    assert_eq!(told, [(Severity::Warning, "2022年的年报已经有“甲年报”".to_owned())]);
    for fine in [
        "- {id: a, title: 甲, year: 2022, body: jia}\n- {id: b, title: 乙, year: 2022, body: yi}\n",
        "- {id: a, title: 甲, year: 2021}\n- {id: b, title: 乙, year: 2022}\n",
        "- {id: a, title: 甲, year: 原文未写}\n- {id: b, title: 乙, year: 原文未写}\n",
    ] {
        assert_eq!(said(fine), [], "{fine}");
    }
}
