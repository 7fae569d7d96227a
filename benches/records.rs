//! How long ledgers take, and how much memory: records from one workbook and observations from one CSV file, from the
//! bytes to the published site.
//!
//! `cargo bench --bench records` measures a tenth of the size first, so that growth can be seen, and then 20,000 records
//! and 100,000 observations.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

const PROJECTS: &str = "title: 项目
fields:
  - {name: state, title: 状态, type: string, constraints: {required: true}, categories: [{value: signed, label: 签约}, {value: talks, label: 在谈}]}
  - {name: value, title: 合同投资额, type: string, mingbai: {value: amount, stage: contracted}}
  - {name: places, title: 地点, type: list, mingbai: {ref: places}}
  - {name: signed, title: 签约时间, type: date, mingbai: {partial: true}}
  - {name: area, title: 面积, type: string, mingbai: {value: quantity, unit: 平方米}}
mingbai: {list: [state, value, places, signed], filters: [state]}
";

const OBSERVATIONS: &str = "title: 观测
fields:
  - {name: indicator, title: 指标, type: string, mingbai: {ref: indicators}}
  - {name: period, title: 时段, type: date, mingbai: {partial: true}}
  - {name: place, title: 地点, type: string, mingbai: {ref: places}}
  - {name: value, title: 数值, type: string, mingbai: {value: measure}}
mingbai: {list: [indicator, period, place, value], title_from: [indicator, period, place]}
";

fn site(root: &Path, records: u32, observations: u32) {
    let content = root.join("content");
    for folder in ["places", "indicators", "projects", "observations"] {
        fs::create_dir_all(content.join(folder)).expect("a folder");
    }
    let write = |path: &str, text: &str| fs::write(content.join(path), text).expect("a file");
    fs::write(root.join("site.yaml"), "title: 量一量\nbase_url: https://bench.example/\nas_of: 2026-01-01\n")
        .expect("site.yaml");
    write("_index.md", "---\ntitle: 首页\n---\n\n首页。\n");
    write("places/_collection.yaml", "title: 地名\nfields: []\n");
    write("indicators/_collection.yaml", "title: 指标\nfields: []\n");
    write("projects/_collection.yaml", PROJECTS);
    write("observations/_collection.yaml", OBSERVATIONS);
    let common = "截至：2025-12-31,来源：某台账 第1页\n编号,标题\n";
    let rows =
        |count: u32, id: &str, title: &str| (0..count).map(|n| format!("{id}{n},{title}{n}\n")).collect::<String>();
    write("places/places.csv", &format!("{common}{}", rows(200, "p", "村")));
    write("indicators/indicators.csv", &format!("{common}{}", rows(50, "i", "指标")));
    let mut csv = String::from("截至：2025-12-31,来源：某台账 第2页\n编号,指标,时段,地点,数值\n");
    for n in 0..observations {
        let (indicator, month, place, value) = (n % 50, n % 12 + 1, n * 7 % 200, n * 31 % 90_000 + 1);
        let _ = writeln!(csv, "o{n},i{indicator},2025-{month:02},p{place},{value}人次");
    }
    write("observations/observations.csv", &csv);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "项目台账（单位：万元）").expect("a cell");
    sheet.write(1, 0, "截至：2025-12-31").expect("a cell");
    sheet.write(1, 1, "来源：某台账 第3页").expect("a cell");
    for (column, header) in (0_u16..).zip(["编号", "标题", "状态", "合同投资额", "地点", "签约时间", "面积"])
    {
        sheet.write(2, column, header).expect("a header");
    }
    let mut total = 0;
    for n in 0..records {
        let (row, value) = (n + 3, n * 17 % 9_000 + 1);
        total += value;
        let state = if n % 3 == 0 { "在谈" } else { "签约" };
        let texts = [format!("x{n}"), format!("项目{n}"), state.to_owned()];
        for (column, text) in (0_u16..).zip(&texts) {
            sheet.write(row, column, text).expect("a cell");
        }
        sheet.write(row, 3, value).expect("a cell");
        sheet.write(row, 4, format!("村{}、村{}", n % 200, n * 3 % 200)).expect("a cell");
        sheet.write(row, 5, format!("2025-{:02}", n % 12 + 1)).expect("a cell");
        sheet.write(row, 6, n % 5_000 + 10).expect("a cell");
    }
    sheet.write(records + 3, 0, "合计").expect("a cell");
    sheet.write(records + 3, 3, total).expect("a cell");
    book.save(content.join("projects/projects.xlsx")).expect("a workbook");
}

/// Time and largest resident set (Linux) of a build.
fn build(root: &Path, output: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["build", "-q", "--strict", "--root"])
        .arg(root)
        .arg("--output")
        .arg(output)
        .spawn()
        .expect("the program runs");
    let mut peak = 0;
    let status = loop {
        let about = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = about.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        peak = line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0).max(peak);
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    assert!(status.success(), "the site builds without a warning");
    (start.elapsed(), peak)
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

fn main() {
    let work = tempfile::tempdir().expect("a folder");
    println!("| records (XLSX) | observations (CSV) | outputs | build s | peak MiB | ms a record |");
    println!("|--:|--:|--:|--:|--:|--:|");
    for (records, observations) in [(2_000, 10_000), (20_000, 100_000)] {
        let root = work.path().join(records.to_string());
        site(&root, records, observations);
        let (time, peak) = build(&root, &root.join("public"));
        let (seconds, count) = (time.as_secs_f64(), f64::from(records + observations));
        println!(
            "| {records} | {observations} | {} | {seconds:.1} | {} | {:.3} |",
            files(&root.join("public")),
            peak / 1024,
            seconds * 1000.0 / count
        );
    }
}
