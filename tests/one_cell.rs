//! One cell of a ledger changes: everything that depends on it changes with it, and of the old value no trace is left.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use crate::support::Memory;
use mingbai::diagnostic::Diagnostics;
use mingbai::load::{SourceFile, Sources, parse};
use mingbai::model::{Overrides, build};
use mingbai::render::{Options, render};

const SITE: &str = "title: 甲镇
base_url: https://t.example/
publisher: 乙
as_of: 2023-08-31
languages: [zh-CN, en]
";
const COLLECTION: &str = "title: 资金
fields:
  - {name: value, title: 金额, type: string, mingbai: {value: amount, unit: 万元, stage: contracted}}
  - {name: state, title: 状态, type: string, categories: [{value: signed, label: 签约}]}
mingbai: {list: [value], filters: [state]}
";
const FIGURES: &str = "total: {title: 合计, sum: {of: funds, field: value}}
half: {title: 占比, ratio: [funds/a#value, total], decimals: 3}
shown: {title: 约数, sum: {of: funds, field: value}, unit: 亿元, decimals: 2}
";
const PAGE: &str = "---
title: 总结
summary: 学校签了[](figure:funds/a#value)，一共[](figure:total)。
toc: true
published: 2023-08-31
---

一共签了[](figure:total)，约数[](figure:shown)，其中学校占[](figure:half)[^1]。

## 学校[](figure:funds/a#value)

| 项 | 金额 |
|---|--:|
| 学校 | [](figure:funds/a#value) |
| 合计 | **[](figure:total)** |

## 二

## 三

[^1]: 学校是[](figure:funds/a#value)。
";
const ENGLISH: &str = "---
title: Report
---

The school has [](figure:funds/a#value), all have [](figure:total).
";

/// Every output as text, workbooks unpacked.
fn outputs(cell: &str, page: &str) -> (BTreeMap<String, String>, Diagnostics) {
    let ledger =
        format!("编号,标题,金额,状态,截至,来源\na,学校,{cell},签约,2023,总结 ¶1\nb,道路,10000,签约,2023,总结 ¶2\n");
    let files = [
        ("site.yaml", SITE),
        ("content/_index.md", "---\ntitle: 首页\n---\n\n首页也写[](figure:total)。\n"),
        ("content/_index.en.md", "---\ntitle: Home\n---\n"),
        ("content/funds/_collection.yaml", COLLECTION),
        ("content/funds/_index.md", "---\ntitle: 资金\n---\n\n合计[](figure:total)。\n"),
        ("content/funds/funds.csv", ledger.as_str()),
        ("content/figures.yaml", FIGURES),
        ("content/report.md", page),
        ("content/report.en.md", ENGLISH),
    ];
    let files = files.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let (parsed, mut problems) = parse(&Sources::new(files.collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    let site = Arc::new(site.expect("a site"));
    let memory = Memory::default();
    if !problems.has_errors() {
        problems.append(render(&site, Options::default(), &memory).1);
    }
    problems.sort();
    let text = |(path, bytes): (String, Vec<u8>)| {
        let text = if path.ends_with(".xlsx") { unpacked(bytes) } else { String::from_utf8(bytes).expect("UTF-8") };
        (path, text)
    };
    (memory.finish().into_iter().map(text).collect(), problems)
}

fn unpacked(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut all = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).expect("a part").read_to_string(&mut all).expect("XML");
    }
    all
}

/// Every way in which the values of a cell and of what depends on it are written: as stated, in 元, with separators.
const OLD: [&str; 8] = ["73171", "731,710,000", "83171", "831,710,000", "8.32", "832,000,000", "87.977", "831710000"];
const NEW: [&str; 8] = ["64283", "642,830,000", "74283", "742,830,000", "7.43", "743,000,000", "86.538", "742830000"];

fn holding(outputs: &BTreeMap<String, String>, values: &[&str]) -> BTreeSet<String> {
    let with = outputs.iter().filter(|(_, text)| values.iter().any(|v| text.contains(v)));
    with.map(|(path, _)| path.clone()).collect()
}

#[test]
fn one_cell_changes_everything_that_depends_on_it() {
    let (before, problems) = outputs("73171", PAGE);
    assert_eq!(problems.count(mingbai::diagnostic::Severity::Error), 0, "{problems:?}");
    let (after, problems) = outputs("64283", PAGE);
    assert_eq!(problems.count(mingbai::diagnostic::Severity::Error), 0, "{problems:?}");
    let (mut old, mut new) = (holding(&before, &OLD), holding(&after, &NEW));
    // Runs of signs stand in files by their hash: which of these tell a value changes with it.
    [&mut old, &mut new].into_iter().for_each(|files| files.retain(|path| !path.starts_with("search/g/")));
    assert_eq!(old, new, "what told the old value tells the new one");
    assert_eq!(holding(&after, &OLD), BTreeSet::new(), "no trace of the old value is left");
    assert_eq!(holding(&before, &NEW), BTreeSet::new());
    for path in [
        "index.html",
        "report/index.html",
        "en/report/index.html",
        "funds/index.html",
        "funds/a/index.html",
        "funds/a/index.json",
        "funds/funds.csv",
        "funds/funds.json",
        "funds/funds.xlsx",
        "funds/by/state/signed/index.html",
        "figures/index.html",
        "figures/figures.csv",
        "figures/total/index.html",
        "figures/total/index.json",
        "figures/half/index.html",
        "en/figures/shown/index.html",
        "feed.xml",
    ] {
        assert!(old.contains(path), "{path} depends on the cell: {old:?}");
    }
    let page = &after["report/index.html"];
    let places = [
        "<meta name=\"description\" content=\"学校签了64283万元，一共74283万元。\">",
        "一共签了<data value=\"742830000\"><a class=\"bound\" href=\"/figures/total/\">74283万元</a></data>",
        "href=\"/figures/shown/\">7.43亿元</a>",
        "<h2 id=\"学校\">学校<data value=\"642830000\"><a class=\"bound\" href=\"/funds/a/#field-value\">64283万元</a></data></h2>",
        "<li><a href=\"#学校\">学校64283万元</a></li>",
        "<td class=\"right\"><data value=\"642830000\">",
        "学校是<data value=\"642830000\">",
    ];
    for place in places {
        assert!(page.contains(place), "{place} in {page}");
    }
    assert!(after["en/report/index.html"].contains("CNY 642,830,000"), "English pages have English words");
    assert!(after["en/report/index.html"].contains("href=\"/en/figures/total/\""));
}

#[test]
fn literal_words_are_named_with_their_cell() {
    let page = "---\ntitle: 总结\n---\n\n学校签了[73171万元](figure:funds/a#value)，一共[83171万元](figure:total)。\n";
    assert_eq!(outputs("73171", page).1.count(mingbai::diagnostic::Severity::Error), 0);
    let (none, problems) = outputs("64283", page);
    assert!(none.is_empty());
    let told: Vec<_> = problems
        .iter()
        .filter(|p| p.rule == "figure/contradicts")
        .map(|p| {
            let place = p.place.as_ref().expect("a place");
            let cells: Vec<&str> = p.related.iter().filter_map(|(place, _)| place.cell.as_deref()).collect();
            (place.line, place.column, cells)
        })
        .collect();
    assert_eq!(told, [(5, 5, vec!["C2"]), (5, 39, vec!["C2", "C3"])]);
}
