//! Bulletins and changes: three weeks of a small site as snapshots, and what belongs where.
//!
//! `UPDATE=1 cargo test --test all bulletin::` writes the snapshots in `tests/bulletin/`: look at the difference.
#![expect(clippy::disallowed_methods, reason = "tests read and write their snapshots")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support;

const SITE: &str = "title: {zh-CN: 样镇, en: Sample Town}\nbase_url: https://town.example/\nlanguages: [zh-CN, en]\n\
                    as_of: 2023-08-03\nidentifiers: {site_id_code: '4400000001'}\n";

const FIELDS: &str = "primaryKey: id\nfields:\n";

fn files(site: &str) -> Vec<(&'static str, String)> {
    let schema = |title: &str, fields: &str, ours: &str| {
        format!("title: {title}\n{FIELDS}{fields}mingbai:\n  singular: {title}\n{ours}")
    };
    let text = |name: &str, title: &str| format!("  - {{name: {name}, type: string, title: {title}}}\n");
    let date = |name: &str, title: &str| {
        format!("  - {{name: {name}, type: date, title: {title}, mingbai: {{partial: true}}}}\n")
    };
    let state = "  - name: delivery\n    type: string\n    title: {zh-CN: 进展, en: Delivery}\n    categories:\n      \
                 - {value: under_way, label: {zh-CN: 推进中, en: Under way}}\n      \
                 - {value: delivered, label: {zh-CN: 已完成, en: Delivered}}\n";
    let changes = "  - name: due_changes\n    type: array\n    title: 期限的调整\n    mingbai:\n      fields:\n        \
                   - {name: new, type: date, title: 新期限, mingbai: {partial: true}}\n        \
                   - {name: decided_on, type: date, title: 调整时间, mingbai: {partial: true}}\n        \
                   - {name: reason, type: string, title: {zh-CN: 原因, en: Reason}}\n";
    let of =
        |name: &str, to: &str| format!("  - {{name: {name}, type: string, title: 记录, mingbai: {{ref: {to}}}}}\n");
    vec![
        ("site.yaml", site.to_owned()),
        ("content/_index.md", "---\ntitle: 首页\n---\n".into()),
        ("content/_index.en.md", "---\ntitle: Home\n---\n".into()),
        (
            "content/commitments/_collection.yaml",
            schema(
                "{zh-CN: 承诺, en: Commitment}",
                &format!("{}{changes}{state}", date("due_original", "{zh-CN: 期限, en: Due}")),
                "",
            ),
        ),
        (
            "content/commitments/all.yaml",
            "- {id: c-1, title: 修好村口桥, due_original: 2023-07-25, delivery: 推进中}\n\
             - {id: c-2, title: 校舍启用, due_original: 2023-07-20, delivery: 已完成}\n\
             - id: c-3\n  title: 铺水管\n  due_original: 2023-07-28\n  delivery: 推进中\n  due_changes:\n    \
             - {new: 2023-08-20, decided_on: 2023-07-26, reason: 水管没到货}\n\
             - {id: c-4, title: 建文化站, due_original: 2023年9月前（未说明）, delivery: 推进中}\n"
                .into(),
        ),
        (
            "content/updates/_collection.yaml",
            schema(
                "{zh-CN: 进展记录, en: Updates}",
                &format!(
                    "{}{}{}{}{}",
                    of("record", "commitments"),
                    date("happened_on", "时间"),
                    text("from_state", "原"),
                    text("to_state", "新"),
                    text("text", "内容")
                ),
                "",
            ),
        ),
        (
            "content/updates/all.yaml",
            "- {id: u-1, title: 校舍完工, record: c-2, happened_on: 2023-07-18, from_state: under_way, to_state: delivered, \
             text: 校舍验收合格。}\n\
             - {id: u-2, title: 桥墩浇筑, record: c-1, happened_on: 2023-07, text: 桥墩浇好了}\n"
                .into(),
        ),
        (
            "content/meetings/_collection.yaml",
            schema("{zh-CN: 会议, en: Meetings}", &date("held_on", "时间"), "  list: [held_on]\n"),
        ),
        (
            "content/meetings/all.yaml",
            "- {id: m-1, title: 调度会, held_on: 2023-07-24}\n- {id: m-2, title: 座谈会, held_on: 2023}\n".into(),
        ),
        (
            "content/corrections/_collection.yaml",
            schema(
                "{zh-CN: 更正, en: Corrections}",
                &format!(
                    "{}{}{}{}{}{}",
                    of("record", "[commitments, meetings]"),
                    text("field", "字段"),
                    text("old", "前"),
                    text("new", "后"),
                    text("reason", "{zh-CN: 原因, en: Reason}"),
                    date("published_on", "公布时间")
                ),
                "",
            ),
        ),
        (
            "content/corrections/all.yaml",
            "- {id: x-1, title: 座谈会的日期, record: meetings/m-1, field: held_on, old: 2023-07-21, new: 2023-07-24, reason: 抄错了, \
             published_on: 2023-07-31}\n"
                .into(),
        ),
        ("content/news/_index.md", "---\ntitle: 消息\n---\n".into()),
        (
            "content/news/late.md",
            "---\ntitle: 深夜的消息\npublished: 2023-07-30T23:30:00+08:00\n---\n正文\n".into(),
        ),
    ]
}

fn outputs(site: &str) -> BTreeMap<String, String> {
    let (outputs, problems) = support::rendered(&files(site));
    assert!(!problems.has_errors(), "{problems:?}");
    outputs
}

/// What a reader sees of the body of a page, a line for each element that has text.
fn body(html: &str) -> String {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).expect("a body").1;
    let main = main.split_once("</main>").expect("its end").0;
    let mut out = String::new();
    let mut in_tag = false;
    for c in main.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    let lines = out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).map(|l| l + "\n").collect()
}

#[test]
fn three_weeks_and_their_month() {
    let outputs = outputs(SITE);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bulletin");
    let mut wrong = String::new();
    for language in ["", "en/"] {
        let mut seen = String::new();
        for period in ["2023-W29", "2023-W30", "2023-W31", "2023-07"] {
            let page = &outputs[&format!("{language}bulletins/{period}/index.html")];
            let text = &outputs[&format!("{language}bulletins/{period}/index.txt")];
            let _ = write!(seen, "=== {period}: page\n\n{}\n=== {period}: plain text\n\n{text}\n", body(page));
            assert!(!text.contains(['<', '*', '#', '`']) && !text.contains("]("), "no mark-up: {text}");
        }
        let _ = write!(seen, "=== changes\n\n{}", body(&outputs[&format!("{language}changes/index.html")]));
        let file = folder.join(if language.is_empty() { "zh-CN.txt" } else { "en.txt" });
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &seen).expect("the snapshot is written");
        } else if fs::read_to_string(&file).unwrap_or_default() != seen {
            let _ = writeln!(wrong, "{} differs; now:\n{seen}", file.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn periods(outputs: &BTreeMap<String, String>) -> Vec<String> {
    let inner = |path: &str| {
        let name = path.strip_prefix("bulletins/")?.strip_suffix("/index.html")?;
        (name != "index.html" && !name.contains('/')).then(|| name.to_owned())
    };
    outputs.keys().filter_map(|p| inner(p)).collect()
}

#[test]
fn periods_in_which_something_happened_or_is_due() {
    let all = ["2023-07", "2023-08", "2023-W29", "2023-W30", "2023-W31"];
    assert_eq!(periods(&outputs(SITE)), all, "W31 holds the correction and the site's date");
    // Nothing after the site's date has happened yet.
    let early = outputs(&SITE.replace("2023-08-03", "2023-07-24"));
    assert_eq!(periods(&early), ["2023-07", "2023-W29", "2023-W30"]);
    assert!(early["bulletins/2023-W30/index.html"].contains("写到2023年7月24日为止"));
    assert!(!early["bulletins/2023-W30/index.html"].contains("深夜的消息"));
    assert!(!early["bulletins/feed.xml"].contains("2023-W30"), "what is not over is in no feed");
    assert!(early["bulletins/feed.xml"].contains("2023-W29"));
    // A week is over with its Sunday.
    let sunday = outputs(&SITE.replace("2023-08-03", "2023-07-30"));
    assert!(sunday["bulletins/feed.xml"].contains("2023-W30") && !sunday["bulletins/feed.xml"].contains("2023-07/"));
}

#[test]
fn a_deadline_counts_as_it_stood() {
    let outputs = outputs(SITE);
    let week = &outputs["bulletins/2023-W30/index.txt"];
    assert!(week.contains("逾期5天") && week.contains("修好村口桥"), "{week}");
    let json: serde_json::Value = serde_json::from_str(&outputs["bulletins/2023-W30/index.json"]).expect("JSON");
    let group = |name: &str| {
        let groups = json["groups"].as_array().expect("groups");
        let found = groups.iter().find(|g| g["name"] == name).map(|g| g["items"].to_string());
        found.unwrap_or_default()
    };
    assert!(!group("due").contains("铺水管"), "it was moved before it ended");
    assert!(group("moved").contains("\"days\":23"), "28 July to 20 August: {}", group("moved"));
    assert!(!group("overdue").contains("校舍"), "done before its deadline");
    assert!(group("next").contains("铺水管"));
    // 前（未说明）: announced by the stricter reading, which is 31 August, a day too far from 30 July.
    assert!(!group("next").contains("建文化站"));
    assert!(outputs["bulletins/2023-W31/index.txt"].contains("建文化站"));
}

#[test]
fn days_are_those_of_the_zone() {
    let shanghai = outputs(SITE);
    assert!(shanghai["bulletins/2023-W30/index.html"].contains("深夜的消息"));
    let auckland = outputs(&format!("{SITE}timezone: Pacific/Auckland\n"));
    assert!(!auckland["bulletins/2023-W30/index.html"].contains("深夜的消息"));
    assert!(auckland["bulletins/2023-W31/index.html"].contains("深夜的消息"), "3:30 on Monday there");
}

#[test]
fn they_can_be_left_out() {
    let none = outputs(&format!("{SITE}bulletins: none\n"));
    assert!(!none.keys().any(|k| k.contains("bulletins/")) && none.contains_key("changes/index.html"));
    let weekly = outputs(&format!("{SITE}通报: 每周\n"));
    assert_eq!(periods(&weekly), ["2023-W29", "2023-W30", "2023-W31"]);
    assert_eq!(periods(&outputs(&format!("{SITE}bulletins: weekly, monthly\n"))).len(), 5);
    let (_, problems) = support::rendered(&files(&format!("{SITE}bulletins: daily\n")));
    assert!(problems.iter().any(|p| p.rule == "content/value" && p.message.zh.contains("daily")));
}

#[test]
fn own_pages_at_their_addresses_win_and_are_told() {
    let mut files = files(SITE);
    files.push(("content/changes/_index.md", "---\ntitle: 我们的变动\n---\n".into()));
    files.push(("content/bulletins/_index.md", "---\ntitle: 我们的通报\n---\n".into()));
    let (outputs, problems) = support::rendered(&files);
    assert!(
        outputs["changes/index.html"].contains("我们的变动") && outputs["bulletins/index.html"].contains("我们的通报")
    );
    assert!(periods(&outputs).is_empty() && !outputs.contains_key("bulletins/2023-W30/index.txt"));
    let told: Vec<&str> =
        problems.iter().filter(|p| p.rule == "content/address").map(|p| p.message.zh.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(!problems.has_errors());
}

#[test]
fn changes_link_from_their_records() {
    let outputs = outputs(SITE);
    let page = &outputs["commitments/c-3/index.html"];
    let (_, link) = page.split_once("/changes/#").expect("the record links to its change");
    let anchor = link.split('"').next().expect("an anchor");
    let changes = &outputs["changes/index.html"];
    let (_, entry) = changes.split_once(&format!("id=\"{anchor}\"")).expect("the anchor is there");
    let entry = entry.split("</li>").next().expect("an entry");
    assert!(entry.contains("<del>2023年7月28日</del>") && entry.contains("<ins>2023年8月20日</ins>"), "{entry}");
    assert!(entry.contains("推迟23天"));
    assert!(outputs["changes/feed.xml"].contains("<entry>"));
    // Where nothing was changed, that is said.
    let mut still = files(SITE);
    still.retain(|(path, _)| !matches!(*path, "content/updates/all.yaml" | "content/corrections/all.yaml"));
    still.iter_mut().filter(|(p, _)| *p == "content/commitments/all.yaml").for_each(|(_, text)| text.clear());
    let (outputs, _) = support::rendered(&still);
    assert!(outputs["changes/index.html"].contains("还没有更正过"));
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    assert_eq!(outputs(SITE), outputs(SITE));
}

#[test]
fn thousands_of_updates_are_cut_and_said_to_be() {
    let mut files = files(SITE);
    let mut csv = String::from("id,title,record,happened_on,text\n");
    for n in 0..4_000 {
        let day = 1 + n % 28;
        let month = 1 + n / 28 % 7;
        let _ = writeln!(csv, "n-{n},第{n}次,c-1,2023-{month:02}-{day:02},进展{n}");
    }
    files.push(("content/updates/more.csv", csv));
    let (outputs, problems) = support::rendered(&files);
    assert!(!problems.has_errors());
    assert!(outputs["bulletins/2023-W20/index.txt"].contains("件，见数据"));
    let json: serde_json::Value = serde_json::from_str(&outputs["bulletins/2023-W20/index.json"]).expect("JSON");
    let groups = json["groups"].as_array().expect("groups");
    let updates = groups.iter().find(|g| g["name"] == "update").expect("updates");
    assert!(updates["count"].as_u64().is_some_and(|n| n > 100), "more than a page shows");
    assert_eq!(updates["items"].as_array().map(|i| i.len() as u64), updates["count"].as_u64(), "programs get all");
    assert!(outputs.contains_key("changes/page/2/index.html"));
    assert!(outputs["bulletins/2023-W20/index.html"].len() < 200_000);
}

fn run(root: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    let output = command.current_dir(root).args(arguments).env_clear().output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

#[test]
fn the_command_line_writes_what_the_site_publishes() {
    let root: PathBuf = std::env::temp_dir().join(format!("mingbai-bulletin-{}", std::process::id()));
    for (path, text) in files(SITE) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    let outputs = outputs(SITE);
    let zh = run(&root, &["bulletin", "--week", "2023-W30", "--locale", "zh-CN"]);
    assert_eq!((zh.0.as_str(), zh.2), (outputs["bulletins/2023-W30/index.txt"].as_str(), Some(0)), "{}", zh.1);
    let en = run(&root, &["bulletin", "--month", "2023-07", "--locale", "en"]);
    assert_eq!(en.0, outputs["en/bulletins/2023-07/index.txt"]);
    let json = run(&root, &["bulletin", "--week", "2023-W30", "--format", "json", "--locale", "zh-CN"]);
    assert_eq!(json.0, outputs["bulletins/2023-W30/index.json"]);
    // On Thursday 3 August the last week that is over is the 30th.
    assert_eq!(run(&root, &["bulletin", "--locale", "zh-CN"]).0, zh.0);
    let quiet = run(&root, &["bulletin", "--week", "2022-W10", "--locale", "zh-CN"]);
    assert!(quiet.0.contains("没有记到事情") && quiet.2 == Some(0) && !quiet.0.contains("https://"), "{}", quiet.0);
    let ahead = run(&root, &["bulletin", "--week", "2024-W10", "--locale", "zh-CN"]);
    assert!(ahead.0.contains("还没有到") && ahead.2 == Some(0), "{}", ahead.0);
    // What is due after the site's date is not what is due after a week that lies ahead.
    assert!(!ahead.0.contains("往后"), "{}", ahead.0);
    for wrong in [["--week", "2023-W53"], ["--week", "2023-07"], ["--month", "2023-13"], ["--month", "七月"]] {
        for locale in ["zh-CN", "en"] {
            let (out, err, code) = run(&root, &["bulletin", wrong[0], wrong[1], "--locale", locale]);
            assert_eq!((out.as_str(), code), ("", Some(2)), "{wrong:?}");
            assert!(err.contains("2023-W30") || err.contains("2023-07"), "it says how to write it: {err}");
        }
    }
    fs::remove_dir_all(root).expect("the folder goes");
}
