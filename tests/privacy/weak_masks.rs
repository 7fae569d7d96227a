//! A mask that hides one sign hides nothing: the check digit gives it back, or ten calls do.

use super::{built, one};
use mingbai::diagnostic::Locale;

/// How many masks are said to be weak in a file, and whether a report tells what they leave.
fn weak(path: &str, text: &str) -> usize {
    let built = built(one(path, text.to_owned()));
    let all: Vec<_> = built.problems.iter().filter(|p| p.rule == "privacy/weak-mask").collect();
    for problem in &all {
        let said = format!("{problem:?}{}", problem.message.get(Locale::Zh));
        assert!(!said.contains("3920005") && !said.contains("4231990"), "{said}");
    }
    all.len()
}

fn page(body: &str) -> usize {
    weak("content/li.md", &format!("---\ntitle: 例\n---\n\n{body}\n"))
}

#[test]
fn in_pages_tables_and_files() {
    for body in [
        "联系电话1392000515\\*。",
        "| 姓名 | 电话 |\n|---|---|\n| 李\\*明 | 139\\*0005151 |",
        "| 姓名 | 电话 |\n|---|---|\n| 李*明 | 139*0005151 |",
        "证号44142319900101001\\*",
        "证号\\*41423199001010017",
        "身份证号44142319900101□□□□",
        "身份证号44142319900101（后四位略）",
        "卡号6222020001234567\\*\\*\\*",
        "139-2000-515\\*",
        "电话139 20\\*0 5151",
        "139-200\\*-5151",
        "441423 19900101 00\\*7",
        "电话：1392000515\\_",
        "手机1392000515（后一位略）",
        "13920※05151",
    ] {
        assert_eq!(page(body), 1, "{body}");
    }
    let csv = "姓名,电话\n甲,1392000515*\n乙,13920*05151\n丙,441423199001010*17\n丁,139****5151\n";
    for path in ["content/f/a.csv", "content/f/a.txt"] {
        assert_eq!(weak(path, csv), 3, "{path}");
    }
}

#[test]
fn not_where_nothing_is_masked() {
    for body in [
        "电话139\\*\\*\\*\\*5151",
        "*电话 1392000515*是旧的",
        "钢板15000*24000毫米，共18000000*12元",
        "总量1392000515*吨",
        "138 2023 120\\*",
        "150 1200 300\\*",
        "编号1392000515（后一位略）",
        "二〇二三年，13920亩",
        "编号44142320230831，2023年8月31日",
        "证号44\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*017",
        "卡号\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*5678",
    ] {
        assert_eq!(page(body), 0, "{body}");
    }
}
