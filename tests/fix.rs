//! Loose numbers of an account: which are told, and what `mingbai check --fix` does about them.
#![expect(clippy::disallowed_methods, reason = "this test runs the program on a site of its own")]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support;

const SITE: &str = "title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: 2023-08-31\nlanguages: [zh-CN]\nnames: [三百工程]\n";
const SCHEMA: &str = "title: 观测值
fields:
  - {name: value, title: 数值, type: string, constraints: {required: true}, mingbai: {value: measure}}
";
const RECORDS: &str = "- {id: visits, title: 游客, value: 达16万人次, sources: [总结 ¶8], as_of: 2023}
- {id: income, title: 收入, value: 约4000万元（收入）, sources: [总结 ¶8], as_of: 2023}
- {id: ratio, title: 比例, value: 22%, sources: [总结 ¶7], as_of: 2023}
- {id: a, title: 会议, value: 4次, sources: [总结 ¶2], as_of: 2023}
- {id: b, title: 培训, value: 4次, sources: [总结 ¶2], as_of: 2023}
- {id: bamboo, title: 千亩竹海, value: 1000亩, sources: [总结 ¶2], as_of: 2023}
";
const FIGURES: &str = "visits-2023: {title: 游客, value: observations/visits#value}\n";
const PAGE: &str = "---\ntitle: 账\naccount: true\n---\n
# 16万人次（标题里也算）

景点游客16万人次（¶8），**约4000万元。**收入约4000万元，近4000万元，160000人。\n比例为２２％，千亩竹海、三百工程、2023年3月、第4次会议。

| 会议 | 4次 |
|--|--|
| 培训 | 22% |

见[游客16万人次](https://t.example/)。

> 引用：游客16万人次。

他说“游客16万人次”，`16万人次`，[16万人次](figure:visits-2023)。
";
const FIXED: &str = "---\ntitle: 账\naccount: true\n---\n
# 16万人次（标题里也算）

景点游客[16万人次](figure:visits-2023)（¶8），**[约4000万元](figure:observations/income#value)。**收入[约4000万元](figure:observations/income#value)，近4000万元，160000人。\n比例为[２２％](figure:observations/ratio#value)，千亩竹海、三百工程、2023年3月、第4次会议。

| 会议 | 4次 |
|--|--|
| 培训 | 22% |

见[游客16万人次](https://t.example/)。

> 引用：游客16万人次。

他说“游客16万人次”，`16万人次`，[16万人次](figure:visits-2023)。
";

fn site(root: &Path, page: &str) {
    for (path, text) in [
        ("site.yaml", SITE),
        ("content/_index.md", "---\ntitle: 首页\n---\n"),
        ("content/figures.yaml", FIGURES),
        ("content/observations/_collection.yaml", SCHEMA),
        ("content/observations/all.yaml", RECORDS),
        ("content/account.md", page),
    ] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
    }
}

fn mingbai(root: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(arguments)
        .args(["--locale", "zh-CN", "--color", "never", "--root"])
        .arg(root)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (out.status.code(), text(&out.stdout), text(&out.stderr))
}

#[test]
fn what_agrees_with_one_figure_is_bound_and_nothing_else_is_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    site(root, PAGE);
    let account = root.join("content/account.md");
    let read = || fs::read_to_string(&account).expect("the page");

    let (code, shown, said) = mingbai(root, &["check", "--fix", "--dry-run"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(read(), PAGE, "a dry run writes nothing");
    assert!(shown.contains("+8: 景点游客[16万人次](figure:visits-2023)"), "{shown}");
    assert!(said.contains("可以连上 4 处（1 个文件），6 处要自己来"), "{said}");

    let (code, again, said) = mingbai(root, &["check", "--fix"]);
    assert_eq!((code, again), (Some(0), shown), "{said}");
    assert_eq!(read(), FIXED);

    let (code, shown, said) = mingbai(root, &["check", "--fix"]);
    assert_eq!((code, shown.as_str()), (Some(0), ""), "{said}");
    assert!(said.contains("没有能自动连上的数；6 处还没有连"), "{said}");
    assert_eq!(read(), FIXED);
}

#[test]
fn loose_numbers_are_told_with_their_mend() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path(), PAGE);
    let (code, _, said) = mingbai(folder.path(), &["check"]);
    assert_eq!(code, Some(0), "{said}");
    let (_, json, _) = mingbai(folder.path(), &["check", "--format", "json"]);
    assert_eq!(json.matches("\"rule\": \"figure/unbound\"").count(), 10, "{json}");
    for (words, mend) in [
        ("“16万人次”没有连到任何一个数", "写成 [16万人次](figure:visits-2023)；`mingbai check --fix` 会替你写"),
        ("“近4000万元”没有连到任何一个数", "没有哪条记录有这个数：先补记录，再写 [近4000万元](figure:…)"),
        ("“16万人次”没有连到任何一个数", "它在另一个链接里：把数移到那个链接外面，写成 [16万人次](figure:…)"),
        (
            "“4次”没有连到任何一个数",
            "不止一个数相符：写成 [4次](figure:observations/a#value) 或 [4次](figure:observations/b#value)",
        ),
    ] {
        assert!(said.contains(words) && said.contains(mend), "{words}: {said}");
    }
    // A page that is no account is free to say what it likes.
    site(folder.path(), &PAGE.replace("account: true", "account: false"));
    let (_, _, said) = mingbai(folder.path(), &["check"]);
    assert!(!said.contains("figure/unbound"), "{said}");
}

/// Of the town's report, stripped of its bindings, most come back by themselves, and none to another figure.
#[test]
fn the_report_is_bound_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    support::copy_town(root, false);
    let report = root.join("content/reports/2023.md");
    let bound = fs::read_to_string(&report).expect("the report");
    // A link without words shows what stands in the record: it is no number of the page's own.
    let (plain, links) = stripped(&bound);
    assert!(links.len() > 40, "{} numbers are bound", links.len());
    fs::write(&report, &plain).expect("the report");
    let (code, _, said) = mingbai(root, &["check", "--fix"]);
    assert_eq!(code, Some(0), "{said}");
    let (again, restored) = stripped(&fs::read_to_string(&report).expect("the report"));
    assert_eq!(again, plain, "nothing but links is put in");
    let wrong: Vec<_> = restored.iter().filter(|link| !links.contains(link)).collect();
    assert_eq!(wrong, Vec::<&(usize, String)>::new());
    println!("{} of {} bindings restored", restored.len(), links.len());
    assert!(restored.len() * 100 >= links.len() * 80, "{} of {}", restored.len(), links.len());
}

/// A text without the links that bind numbers, and these: where in that text, and to what.
fn stripped(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut plain, mut links) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(middle) = rest.find("](figure:") {
        let open = rest[..middle].rfind('[').expect("a link opens");
        let target = &rest[middle + "](figure:".len()..];
        let end = target.find(')').expect("a link ends");
        if middle == open + 1 {
            plain.push_str(&rest[..middle + "](figure:".len() + end + 1]);
        } else {
            plain.push_str(&rest[..open]);
            links.push((plain.len(), target[..end].to_owned()));
            plain.push_str(&rest[open + 1..middle]);
        }
        rest = &target[end + 1..];
    }
    plain.push_str(rest);
    (plain, links)
}
