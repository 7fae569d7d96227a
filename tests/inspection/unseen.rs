//! What could not be looked at is said to be so: by `check`, by an inspection and in a report.

use super::{columns, demonstration, folder, inspected, item, mingbai, report, site, text};

#[test]
fn what_was_not_seen_is_not_judged() {
    let broken = "---\ntitle: [甲\n---\n\n正文。\n".to_owned();
    for (name, more) in [("front-matter", Some(("content/a.md".to_owned(), broken))), ("no-content", None)] {
        let root = folder(name);
        let mut files = columns(0, 0, "2023-08-30 09:30");
        match more {
            Some(file) => files.push(file),
            None => files.truncate(1),
        }
        site(&root, &files);
        let (code, json) = inspected(&root, &[]);
        assert_eq!(
            code,
            Some(if name == "no-content" { 3 } else { 1 }),
            "{name}: what was not judged is no pass\n{json:#}"
        );
        for code in
            ["forged_dates", "stale_columns", "empty_columns", "links", "page_tags", "publication_time", "wording"]
        {
            assert_eq!(item(&json, code)["outcome"], "cannot_be_judged", "{name}: {code}\n{json:#}");
        }
        let said = item(&json, "links")["found"].as_str().expect("words");
        assert!(said.contains("not everything was seen"), "{name}: {said}");
        // What was read says enough of the home page.
        let home = if name == "no-content" { "cannot_be_judged" } else { "clear" };
        assert_eq!(item(&json, "home")["outcome"], home, "{name}\n{json:#}");
    }
    let root = folder("theme");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    files.push(("themes/town/templates/base.html".into(), "{% nothing %}".into()));
    site(&root, &files);
    let (_, json) = inspected(&root, &[]);
    assert_eq!(item(&json, "links")["outcome"], "cannot_be_judged", "no page was made\n{json:#}");
    assert_eq!(item(&json, "publication_time")["outcome"], "clear", "all pages were read\n{json:#}");
}

#[test]
fn a_check_says_which_rule_cannot_be_checked_and_why() {
    let root = folder("which");
    let mut files = columns(0, 0, "2023-08-30 09:00");
    files.iter_mut().for_each(|(_, text)| *text = text.replace("published: 2023-08-30 09:00\n", ""));
    site(&root, &files);
    let said = text(&mingbai(&root, &["--locale", "en"]).stderr);
    assert!(said.contains("freshness/home cannot be checked: "), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&mingbai(&root, &["--locale", "en", "--format", "json"]).stdout).expect("JSON");
    let home = serde_json::json!([{"rule": "freshness/home", "why": "no page says when it was published"}]);
    assert_eq!(json["cannot_be_checked"], home, "{json:#}");
    // Several of a word are as good as a list of them.
    let output = mingbai(&root, &["--locale", "en", "--only", "content", "--only", "link"]);
    let said = text(&output.stderr);
    assert!(said.contains("rules passed") && !said.contains("freshness/home"), "{said}");
}

/// Where nothing could be judged, a report does not say that nothing fails.
#[test]
fn a_report_on_what_could_not_be_read_says_so() {
    for (file, body) in [("content/a.md", "---\ntitle: [\n---\n"), ("content/_index.md", "---\ntitle: [\n---\n")] {
        let root = folder("unreadable");
        let mut files = columns(0, 0, "2023-08-30 09:30");
        files.retain(|(path, _)| path != file);
        files.push((file.into(), body.into()));
        site(&root, &files);
        let (_, report) = report(&root, "zh-CN", &["--root", root.to_str().expect("UTF-8")]);
        let whole = report.contains("都没有触发") && report.contains("判不了、要人来看的9项");
        assert!(!whole, "{report}");
        if file == "content/_index.md" {
            assert!(report.contains("单项否决9项，一项也判不了"), "{report}");
        }
    }
}

/// A rule that fails in one place and cannot be checked in another is told of as both, and no number of a person with it.
#[test]
fn what_cannot_be_checked_everywhere_is_in_the_report() {
    let root = folder("partly");
    let mut files = columns(0, 0, "2023-08-30 09:30");
    demonstration(&mut files);
    for (name, until, kind) in [("a", "2023-08-02", "低保"), ("b", "2023-08-20", "拟录用13800138000")] {
        let front = format!("notice_from: 2023-08-01\nnotice_until: {until}\nnotice_type: {kind}");
        files.push((format!("content/{name}.md"), format!("---\ntitle: 公示{name}\n{front}\n---\n\n甲。\n")));
    }
    site(&root, &files);
    let output = mingbai(&root, &["--report", "-", "--locale", "zh-CN"]);
    let said = text(&output.stdout);
    for format in ["human", "json"] {
        let output = mingbai(&root, &["--format", format, "--locale", "zh-CN"]);
        let said = text(&output.stdout) + &text(&output.stderr);
        let json = "\"rule\": \"privacy/notice-short\",\n      \"why\": ";
        let why = if format == "json" { json } else { "privacy/notice-short 有的地方没法核对：" };
        assert!(said.contains(why) && said.contains("138******00") && !said.contains("13800138000"), "{said}");
    }
    let unchecked = said.split("## 没有核对到的").nth(1).expect("what is not checked");
    assert!(
        unchecked.contains("- `privacy/notice-short`：") && unchecked.contains("138\\*\\*\\*\\*\\*\\*00"),
        "{said}"
    );
    assert!(!said.contains("13800138000"), "{said}");
}
