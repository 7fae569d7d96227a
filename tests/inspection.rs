//! `check --inspect` and `check --report`: the town's as snapshots in both languages, and a site that fails.
//!
//! `UPDATE=1 cargo test --test all inspection::` writes the snapshots in `tests/inspection/`: look at the difference.
#![expect(clippy::disallowed_methods, reason = "tests read and write their snapshots")]

mod unseen;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support;

fn mingbai(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.env_remove("SOURCE_DATE_EPOCH").current_dir(root).arg("check").args(arguments);
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn held(name: &str, got: &str) {
    let path = support::town().join("tests/inspection").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, got).expect("the snapshot");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == got, "{} differs: run with UPDATE=1 and look at the difference", path.display());
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inspection").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn site(root: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// A registered site with so many columns of each kind.
fn columns(news: usize, empty: usize, published: &str) -> Vec<(String, String)> {
    let mut files = vec![
        (
            "site.yaml".to_owned(),
            "title: 甲镇\nbase_url: https://t.example/\npublisher: 甲镇人民政府\nas_of: 2023-08-31\n\
             identifiers: {site_id_code: '4400000001'}\n"
                .to_owned(),
        ),
        ("content/_index.md".to_owned(), format!("---\ntitle: 首页\npublished: {published}\n---\n\n正文。\n")),
    ];
    for n in 0..news {
        let index = format!("---\ntitle: 动态{n}\ncolumn_type: 工作动态\n---\n");
        files.push((format!("content/news{n}/_index.md"), index));
        let page = "---\ntitle: 修渠\npublished: 2023-08-01 09:30\n---\n\n正文。\n";
        files.push((format!("content/news{n}/a.md"), page.to_owned()));
    }
    for n in 0..empty {
        files.push((format!("content/empty{n}/_index.md"), format!("---\ntitle: 空{n}\n---\n")));
    }
    files
}

/// The same without its registered number: of a demonstration less is asked.
fn demonstration(files: &mut [(String, String)]) {
    files[0].1 = files[0].1.replace("identifiers: {site_id_code: '4400000001'}\n", "");
}

#[test]
fn the_town_is_inspected() {
    for locale in ["zh-CN", "en"] {
        let output = mingbai(&support::town(), &["--inspect", "--locale", locale]);
        assert_eq!(output.status.code(), Some(0), "nobody inspects a demonstration");
        held(&format!("town.{locale}.txt"), &text(&output.stdout));
    }
}

#[test]
fn thresholds_are_those_of_the_inspection() {
    for (name, news, empty, published, fails) in [
        ("good", 0, 0, "2023-08-30 09:30", &[][..]),
        ("four", 4, 4, "2023-08-30 09:30", &[]),
        ("news", 5, 0, "2023-08-30 09:30", &["stale_columns"]),
        ("empty", 0, 5, "2023-08-30 09:30", &["empty_columns"]),
        ("home", 0, 0, "2023-08-16 09:30", &["home"]),
        ("fortnight", 0, 0, "2023-08-17 09:30", &[]),
        ("to-come", 0, 0, "2023-09-01 09:30", &["forged_dates", "home"]),
    ] {
        let root = folder(name);
        site(&root, &columns(news, empty, published));
        let output = mingbai(&root, &["--inspect", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON alone");
        let vetoes = json["vetoes"].as_array().expect("vetoes");
        let failing: Vec<&str> =
            vetoes.iter().filter(|v| v["outcome"] == "fails").filter_map(|v| v["code"].as_str()).collect();
        assert_eq!(failing, fails, "{name}");
        assert_eq!(json["fails"].as_bool(), Some(!fails.is_empty()), "{name}");
        assert_eq!(output.status.code(), Some(i32::from(!fails.is_empty())), "{name}");
        // What fails comes before everything else that is to be done.
        let first = json["this_week"][0].as_str().expect("something is to be done");
        let is_first = |v: &serde_json::Value| v["outcome"] == "fails" && v["todo"] == first;
        assert!(fails.is_empty() || vetoes.iter().any(is_first), "{name}: {first}");
        if name == "four" {
            let near: Vec<&str> =
                vetoes.iter().filter(|v| v["outcome"] == "near").filter_map(|v| v["code"].as_str()).collect();
            assert_eq!(near, ["stale_columns", "empty_columns"]);
        }
    }
}

/// The report of a site, without the version of the program.
fn report(root: &Path, locale: &str, more: &[&str]) -> (Output, String) {
    // Tests run side by side.
    static REPORTS: AtomicUsize = AtomicUsize::new(0);
    let path = folder(&format!("report-{}", REPORTS.fetch_add(1, Ordering::Relaxed))).join("report.md");
    let arguments = [&["--locale", locale, "--report", path.to_str().expect("UTF-8")], more].concat();
    let output = mingbai(root, &arguments);
    let text = fs::read_to_string(&path).unwrap_or_default();
    (output, text.replace(env!("CARGO_PKG_VERSION"), "#"))
}

#[test]
fn the_town_checks_itself() {
    for locale in ["zh-CN", "en"] {
        let (output, report) = report(&support::town(), locale, &["--strict"]);
        assert_eq!(output.status.code(), Some(0));
        held(&format!("report.{locale}.md"), &report);
    }
}

/// All kinds of findings, a waiver that holds, a rule that is off, and one that lacks its input.
#[test]
fn a_report_tells_everything() {
    let root = folder("everything");
    let mut files = columns(1, 6, "2023-08-30 09:30");
    demonstration(&mut files);
    files[0].1 += "checks: {content/raw-html: off}\n\
                   waivers:\n  - {rule: freshness/news, path: content/news0, reason: 渠道 | 合并中, by: 镇党政办, until: 2023-12-31}\n";
    files.push(("content/a.md".into(), "---\ntitle: 例\n---\n\n[没有](nowhere.md)和<b>字</b>。\n".into()));
    site(&root, &files);
    for (locale, words) in [
        (
            "zh-CN",
            [
                "错误1处，警告6处，提示0处，豁免1处。",
                "有错误，改好以前不能发布。",
                "按国办检查指标：不合格：单项否决1项",
                "1. 链接的目标“content/nowhere.md”不存在",
                "### `freshness/empty-column`",
                "| freshness/news | content/news0/_index.md |",
                "| 渠道 \\| 合并中 | 镇党政办 | 2023-12-31 |",
                "- `content/raw-html`：",
                "mingbai explain link/internal",
            ],
        ),
        (
            "en",
            [
                "1 errors, 6 warnings, 0 notes, 1 waived.",
                "It cannot be published before its errors are mended.",
                "By the official inspection: fails: 1",
                "1. there is no `content/nowhere.md`",
                "### `freshness/empty-column`",
                "| freshness/news | content/news0/_index.md |",
                "| 渠道 \\| 合并中 | 镇党政办 | 2023-12-31 |",
                "- `content/raw-html`: ",
                "mingbai explain link/internal",
            ],
        ),
    ] {
        let (output, report) = report(&root, locale, &[]);
        assert_eq!(output.status.code(), Some(1), "the exit code is that of the check");
        for word in words {
            assert!(report.contains(word), "{locale}: {word}\n{report}");
        }
    }
}

#[test]
fn a_report_replaces_reports_and_nothing_else() {
    let root = folder("replaced");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    demonstration(&mut files);
    site(&root, &files);
    let path = root.join("zi-cha.md");
    let write = || mingbai(&root, &["--report", "zi-cha.md"]).status.code();
    assert_eq!(write(), Some(0));
    let first = fs::read(&path).expect("the report");
    fs::write(&path, [b"# old\n", first.as_slice()].concat()).expect("an older one");
    assert_eq!(write(), Some(0));
    assert_eq!(fs::read(&path).expect("the report"), first, "a report is made anew, the same for the same site");
    fs::write(&path, "我的笔记").expect("somebody's own file");
    assert_eq!(write(), Some(3));
    assert_eq!(fs::read_to_string(&path).expect("the file"), "我的笔记");
}

#[test]
fn no_number_of_a_person_is_named() {
    let root = folder("numbers");
    let mut files = columns(0, 6, "2023-08-30 09:00");
    let title = |text: &str| text.replace("空0", "空13800138000");
    files.iter_mut().for_each(|(_, text)| *text = title(text));
    site(&root, &files);
    for format in ["human", "json"] {
        let output = mingbai(&root, &["--inspect", "--format", format]);
        let said = text(&output.stdout);
        assert!(said.contains("空1"), "{said}");
        assert!(!said.contains("13800138000"), "{said}");
    }
}

#[test]
fn what_a_waiver_says_names_nobody() {
    let root = folder("waived");
    let front = "title: 例\nwaivers: [{rule: content/raw-html, reason: 引用, by: 党政办 李小明, until: 2023-12-31}]";
    let files = [
        (
            "site.yaml",
            "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\nwaivers:\n  - {rule: privacy/mobile, path: content/li.md, reason: \
             公务机13844440001、a13844440003，项目代码2206-441423-04-01-123456, by: 办13844440002, until: 2023-12-31}\n"
                .to_owned(),
        ),
        ("content/_index.md", "---\ntitle: 首页\n---\n".to_owned()),
        ("content/li.md", format!("---\n{front}\n---\n\n<b>甲</b>，电话13844440005\n")),
    ];
    site(&root, &files.map(|(path, text)| (path.to_owned(), text)));
    let formats =
        ["human", "json", "sarif", "github"].map(|format| text(&mingbai(&root, &["--format", format]).stdout));
    let reports = ["zh-CN", "en"].map(|locale| report(&root, locale, &[]).1);
    for said in formats.iter().chain(&reports) {
        for whole in ["13844440001", "13844440002", "13844440003", "13844440005", "李小明"] {
            assert!(!said.contains(whole), "{whole} is told: {said}");
        }
    }
    for said in [&formats[1], &formats[2], &reports[0], &reports[1]] {
        for masked in ["公务机138******01", "a138******03", "办138******02", "党政办 李*明", "2206-441423-04-01-123456"]
        {
            assert!(said.contains(masked) || said.contains(&masked.replace('*', "\\*")), "{masked}: {said}");
        }
    }
    let named = report(&root, "en", &[]).1;
    assert!(named.contains("the waiver of content/raw-html looks like somebody's name"), "{named}");
    assert!(!named.contains("the waiver of privacy/mobile looks like"), "{named}");
}

#[test]
fn an_inspection_is_told_to_people_and_as_json_only() {
    let root = folder("formats");
    site(&root, &columns(0, 0, "2023-08-30 09:00"));
    for format in ["sarif", "github"] {
        let output = mingbai(&root, &["--inspect", "--format", format, "--locale", "en"]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains("--inspect is told as --format human or json only"), "{said}");
        assert!(!said.contains("indicators"), "{said}");
    }
}

/// The inspection of a folder as data.
fn inspected(root: &Path, more: &[&str]) -> (Option<i32>, serde_json::Value) {
    let output = mingbai(root, &[&["--inspect", "--format", "json", "--locale", "en"], more].concat());
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("JSON alone"))
}

/// An item of it.
fn item<'j>(json: &'j serde_json::Value, code: &str) -> &'j serde_json::Value {
    let lists = [&json["vetoes"], &json["scored"]];
    let all = || lists.iter().filter_map(|list| list.as_array()).flatten();
    all().find(|item| item["code"] == code).unwrap_or_else(|| panic!("no {code} in {json:#}"))
}

#[test]
fn pages_that_are_to_come_say_when() {
    let root = folder("early");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    files[0].1 = files[0].1.replace("2023-08-31", "2023-08-01");
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    let home = item(&json, "home");
    assert_eq!(
        (&home["outcome"], &home["found"]),
        (&"fails".into(), &"all times of publication are after 2023-08-01: as of that day nothing was updated".into(),)
    );
    let said = text(&mingbai(&root, &["--report", "r.md", "--locale", "en"]).stderr);
    let report = fs::read_to_string(root.join("r.md")).expect("the report");
    assert!(report.contains("all times of publication are after 2023-08-01"), "{said}{report}");
    files[1].1 = files[1].1.replace("published: 2023-08-30 09:30\n", "");
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    assert!(item(&json, "home")["found"].as_str().is_some_and(|said| said.starts_with("no page says when")));
}

#[test]
fn limits_of_the_site_are_not_those_of_an_inspection() {
    let root = folder("limits");
    let mut files = columns(5, 0, "2023-08-16 09:30");
    files[0].1 += "checks: {freshness/home: {days: 100}, freshness/news: {days: 100}}\n";
    site(&root, &files);
    let (code, json) = inspected(&root, &[]);
    assert_eq!(code, Some(1));
    for code in ["home", "stale_columns"] {
        assert_eq!(item(&json, code)["outcome"], "fails", "{code}");
    }
}

#[test]
fn what_rules_find_stands_in_the_items() {
    let root = folder("items");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    files.push((
        "content/a.md".into(),
        "---\ntitle: 甲\npublished: 2023-08-30 10:00\n---\n\n[镇](https://www.elsewhere.example/)的（渠。\n\n[没有](record:nowhere/a)。\n".into(),
    ));
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    for code in ["links", "outbound_links", "site_marks", "wording"] {
        let item = item(&json, code);
        assert_eq!(item["outcome"], "near", "{code}\n{json:#}");
        assert!(item["todo"].is_string() && item["named"][0].is_string(), "{item:#}");
    }
    for code in ["repealed_documents", "page_tags", "publication_time"] {
        assert_eq!(item(&json, code)["outcome"], "clear", "{code}\n{json:#}");
    }
    for code in ["policy_column", "disclosure"] {
        assert_eq!(item(&json, code)["outcome"], "cannot_be_judged", "there is no such column");
    }
    // A rule that is off has not looked.
    files[0].1 += "checks: {meta/page-tags: off}\n";
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    assert_eq!(item(&json, "page_tags")["outcome"], "cannot_be_judged");
    assert_eq!(item(&json, "page_tags")["found"], "0; the site has turned off some of the rules");
}

/// An inspector looks at everything, whatever the report is of.
#[test]
fn the_verdict_in_a_report_is_of_all_rules() {
    let root = folder("only");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    files.push((
        "content/a.md".into(),
        "---\ntitle: 甲\npublished: 2023-08-30 10:00\n---\n\n习近平A新时代中国特色社会主义思想。\n".into(),
    ));
    site(&root, &files);
    for more in [&[][..], &["--only", "link"]] {
        let (_, report) = report(&root, "en", &[&["--root", root.to_str().expect("UTF-8")], more].concat());
        assert!(report.contains("1 are near to"), "{more:?}\n{report}");
    }
}

/// A home page that nobody wrote is a folder: the finding stands at a file.
#[test]
fn a_stale_site_without_a_home_page_is_told_at_a_file() {
    let root = folder("homeless");
    let mut files = columns(1, 0, "2023-08-01 09:30");
    files.remove(1);
    site(&root, &files);
    let output = mingbai(&root, &["--only", "freshness/home", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON alone");
    let found = json["diagnostics"].as_array().or(json["problems"].as_array()).expect("findings").clone();
    assert_eq!(found.len(), 1, "{json:#}");
    assert!(found[0].to_string().contains("\"site.yaml\""), "{json:#}");
}

/// Where nothing is asked for, nothing was found to be right.
#[test]
fn a_demonstration_has_no_marks_and_a_column_is_looked_at() {
    let root = folder("void");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    demonstration(&mut files);
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    assert_eq!(item(&json, "site_marks")["outcome"], "cannot_be_judged");
    files.push(("content/gong-kai/_index.md".into(), "---\ntitle: 政府信息公开\n---\n\n公开的内容都在这里。\n".into()));
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    assert_eq!(item(&json, "disclosure")["outcome"], "near", "the blocks are not there\n{json:#}");
}

/// A report that stood among the sources would be a page of the next build, and one in the output would be published.
#[test]
fn a_report_becomes_no_part_of_the_site() {
    let root = folder("beside");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    demonstration(&mut files);
    site(&root, &files);
    fs::create_dir_all(root.join("public")).expect("a folder");
    fs::create_dir_all(root.join("reports")).expect("a folder");
    for (path, code) in [
        ("content/r.md", 2),
        ("reports/../content/r.md", 2),
        ("themes/r.md", 2),
        ("public/r.md", 2),
        ("site.yaml", 2),
        ("nowhere/r.md", 2),
        (".", 2),
        ("reports", 2),
        ("reports/r.md", 0),
        ("r.md", 0),
    ] {
        let output = mingbai(&root, &["--report", path, "--locale", "en"]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{path}: {said}");
        let is_there = root.join(path).is_file() && path != "site.yaml";
        assert_eq!(is_there, code == 0, "{path}");
        assert!(code == 0 || said.contains("= help: "), "{path}: {said}");
        assert!(code == 0 || !said.contains("checked"), "it is said before anything is done: {said}");
    }
    assert!(!root.join("nowhere").exists(), "no folder is made");
    let zh = text(&mingbai(&root, &["--report", "content/r.md", "--locale", "zh-CN"]).stderr);
    assert!(zh.contains("会变成网站的一部分"), "{zh}");
    // To the standard output.
    let output = mingbai(&root, &["--report", "-", "--locale", "zh-CN"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("# 网站自查报告"), "{}", text(&output.stdout));
    assert!(!root.join("-").exists());
    let output = mingbai(&root, &["--report", "-", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2), "JSON alone goes there");
}
