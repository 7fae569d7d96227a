//! Numbers of people are found in everything that is published, and what only looks like them is let be. Both figures are
//! printed: `cargo test --test all privacy:: -- --nocapture`.

mod numbers;
pub(super) mod office;
mod masks;
mod attachments;
mod photographs;
mod phones;
mod programs;
mod boxes;
mod records;
mod traces;
mod weak_masks;

use std::collections::{BTreeMap, BTreeSet};

use mingbai::build::{Built, build_files};
use mingbai::diagnostic::{Locale, Severity};
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

use office::In;

use numbers::{ALIKE, Dice, Kind, WAYS, alike, is_valid, masked, written};

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

type Files = Vec<(String, Vec<u8>)>;

const SITE: &str = "title: 某镇\nbase_url: https://town.example/\nas_of: 2023-08-31\npublisher: 某镇人民政府\n";
const SCHEMA: &str = "title: 名单\nprimaryKey: id\nfields:\n  - {name: number, type: string, title: 号码}\n";

fn built(mut files: Files) -> Built {
    for (path, text) in [("site.yaml", SITE), ("content/_index.md", "---\ntitle: 首页\n---\n\n正文。\n")] {
        if files.iter().all(|(own, _)| own != path) {
            files.push((path.to_owned(), text.into()));
        }
    }
    let files = files.into_iter().map(|(path, bytes)| SourceFile { path: path.into(), bytes: bytes.into() });
    build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere)
}

/// Where numbers are put, and how a file is made of them.
struct Carrier {
    name: &'static str,
    /// Whether they are written in all ways, or just plainly.
    any_way: bool,
    files: fn(&[String]) -> Files,
}

fn one(path: &str, text: String) -> Files {
    vec![(path.to_owned(), text.into_bytes())]
}

fn page(numbers: &[String], line: impl Fn(&str) -> String) -> Files {
    let lines: Vec<String> = numbers.iter().map(|n| line(n)).collect();
    one("content/li.md", format!("---\ntitle: 例\n---\n\n{}\n", lines.join("\n\n")))
}

fn records(path: &str, text: String) -> Files {
    let mut files = one(path, text);
    files.push(("content/list/_collection.yaml".to_owned(), SCHEMA.into()));
    files
}

const CARRIERS: &[Carrier] = &[
    Carrier { name: "words of a page", any_way: true, files: |all| page(all, |n| format!("某某，{n}，李村")) },
    Carrier {
        name: "cells of a page",
        any_way: true,
        files: |all| {
            let rows: Vec<String> = all.iter().map(|n| format!("| 某某 | {n} |")).collect();
            one("content/li.md", format!("---\ntitle: 例\n---\n\n| 村民 | 号码 |\n|---|---|\n{}\n", rows.join("\n")))
        },
    },
    Carrier { name: "code", any_way: false, files: |all| page(all, |n| format!("`{n}`")) },
    Carrier { name: "comments", any_way: false, files: |all| page(all, |n| format!("<!-- {n} -->")) },
    Carrier { name: "words for pictures", any_way: false, files: |all| page(all, |n| format!("![证件 {n}](a.png)")) },
    Carrier { name: "titles of links", any_way: false, files: |all| page(all, |n| format!("[证件](/ \"{n}\")")) },
    Carrier { name: "targets of links", any_way: false, files: |all| page(all, |n| format!("[证件](/?n={n}#a)")) },
    Carrier {
        name: "front matter",
        any_way: false,
        files: |all| {
            let words: Vec<String> = all.iter().map(|n| format!("  - \"{n}\"\n")).collect();
            one("content/li.md", format!("---\ntitle: 例\nkeywords:\n{}---\n\n正文。\n", words.concat()))
        },
    },
    Carrier {
        name: "records in YAML",
        any_way: true,
        files: |all| {
            let entries: Vec<String> = all
                .iter()
                .enumerate()
                .map(|(i, n)| format!("- {{id: r{i}, title: 某某, number: \"{n}\"}}\n"))
                .collect();
            records("content/list/all.yaml", entries.concat())
        },
    },
    Carrier {
        name: "records in CSV",
        any_way: false,
        files: |all| {
            let rows: Vec<String> = all.iter().enumerate().map(|(i, n)| format!("r{i},某某,{n}\n")).collect();
            records("content/list/all.csv", format!("编号,标题,号码\n{}", rows.concat()))
        },
    },
    Carrier {
        name: "records in XLSX",
        any_way: false,
        files: |all| {
            let mut files = records("content/list/all.yaml", String::new());
            files[0] = ("content/list/all.xlsx".to_owned(), workbook(all));
            files
        },
    },
    Carrier {
        name: "addresses",
        any_way: false,
        files: |all| {
            let page = "---\ntitle: 例\n---\n\n正文。\n";
            all.iter().map(|n| (format!("content/{}.md", n.to_lowercase()), page.into())).collect()
        },
    },
    Carrier {
        name: "names of files",
        any_way: false,
        files: |all| all.iter().map(|n| (format!("content/证明{n}.txt"), "无".into())).collect(),
    },
    Carrier { name: "a text", any_way: false, files: |all| one("content/a.txt", all.join("\r\n")) },
    Carrier { name: "a CSV file", any_way: false, files: |all| one("content/a.csv", all.join(",甲\n")) },
    Carrier {
        name: "a web page",
        any_way: false,
        files: |all| {
            let half = |n: &String| format!("<td><span>{}</span>{}</td>", &n[..5], &n[5..]);
            one("content/a.html", format!("<!DOCTYPE html><table>{}</table>", all.iter().map(half).collect::<String>()))
        },
    },
    Carrier {
        name: "a drawing",
        any_way: false,
        files: |all| one("content/a.svg", format!("<svg><text>{}</text></svg>", all.join("</text><text>"))),
    },
    Carrier { name: "cells of a workbook", any_way: false, files: |all| book(all, In::Cells) },
    Carrier { name: "a hidden sheet", any_way: false, files: |all| book(all, In::HiddenSheet) },
    Carrier { name: "hidden rows", any_way: false, files: |all| book(all, In::HiddenRows) },
    Carrier { name: "a hidden column", any_way: false, files: |all| book(all, In::HiddenColumn) },
    Carrier { name: "notes of a workbook", any_way: false, files: |all| book(all, In::Notes) },
    Carrier { name: "properties of a workbook", any_way: false, files: |all| book(all, In::Properties) },
    Carrier { name: "words of a document", any_way: false, files: |all| word(all, "word/document.xml", "t") },
    Carrier { name: "what was deleted in it", any_way: false, files: |all| word(all, "word/document.xml", "delText") },
    Carrier { name: "its comments", any_way: false, files: |all| word(all, "word/comments.xml", "t") },
    Carrier { name: "its header", any_way: false, files: |all| word(all, "word/header1.xml", "t") },
    Carrier { name: "its footnotes", any_way: false, files: |all| word(all, "word/footnotes.xml", "t") },
    Carrier {
        name: "an OpenDocument text",
        any_way: false,
        files: |all| vec![("content/a.odt".to_owned(), office::open_document(all))],
    },
];

fn book(numbers: &[String], place: In) -> Files {
    vec![("content/a.xlsx".to_owned(), office::workbook(numbers, place))]
}

fn word(numbers: &[String], part: &str, element: &str) -> Files {
    vec![("content/a.docx".to_owned(), office::document(numbers, part, element))]
}

fn workbook(numbers: &[String]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, word) in ["编号", "标题", "号码"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).expect("few"), word).expect("a header");
    }
    for (row, number) in (1..).zip(numbers) {
        for (column, text) in [format!("r{row}"), "某某".to_owned(), number.clone()].into_iter().enumerate() {
            sheet.write(row, u16::try_from(column).expect("few"), text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const MANY: usize = 500;

#[test]
fn every_number_is_found_in_every_carrier() {
    let mut told = Vec::new();
    let mut missing = Vec::new();
    for (seed, carrier) in (1..).zip(CARRIERS) {
        for kind in Kind::ALL {
            let mut dice = Dice::new(seed);
            let all: BTreeSet<String> = std::iter::repeat_with(|| kind.make(&mut dice)).take(MANY).collect();
            assert_eq!(all.len(), MANY, "each is another one");
            let way = |i| if carrier.any_way { i % WAYS } else { 0 };
            let texts: Vec<String> = all.iter().enumerate().map(|(i, n)| written(n, way(i), kind)).collect();
            let built = built((carrier.files)(&texts));
            let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
            all.iter().for_each(|n| *wanted.entry(masked(n)).or_default() += 1);
            for problem in built.problems.iter().filter(|p| p.rule == kind.rule()) {
                let known = wanted.iter_mut().find(|(m, left)| **left > 0 && problem.message.en.contains(m.as_str()));
                if let Some((_, left)) = known {
                    *left -= 1;
                }
                let said = [&problem.message.zh, &problem.message.en].map(String::as_str);
                let place = problem.place.as_ref().expect("a place");
                for text in said.into_iter().chain([&*place.file]).chain(place.excerpt.as_deref()) {
                    assert!(all.iter().all(|n| !text.contains(n.as_str())), "{} is told whole", carrier.name);
                }
            }
            let left: Vec<&String> = wanted.iter().filter(|(_, left)| **left > 0).map(|(m, _)| m).collect();
            told.push(format!("{}: {} of {MANY} ({kind:?})", carrier.name, MANY - left.len()));
            if !left.is_empty() {
                missing.push(format!("{} {kind:?}: {left:?}", carrier.name));
            }
        }
    }
    println!("{}", told.join("\n"));
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
}

#[test]
fn what_only_looks_like_them_is_no_error() {
    const ALL: usize = 100_000;
    const LINES: usize = 5_000;
    let mut dice = Dice::new(7);
    let texts: Vec<String> = (0..ALL).map(|i| alike(&mut dice, i % ALIKE)).collect();
    let files = texts.chunks(LINES).enumerate().map(|(i, texts)| {
        (format!("content/l{i}.md"), format!("---\ntitle: 例\n---\n{}\n", texts.join("\n")).into_bytes())
    });
    let files: Files = files.collect();
    let built = built(files);
    let (mut by_chance, mut wrong, mut doubts) = (0, Vec::new(), 0);
    for problem in built.problems.iter().filter(|p| p.rule.starts_with("privacy/")) {
        let place = problem.place.as_ref().expect("a place");
        let file: usize = place.file["content/l".len()..].trim_end_matches(".md").parse().expect("a number");
        let text = &texts[file * LINES + place.line as usize - 4];
        match problem.severity {
            Severity::Error if is_valid(text) => by_chance += 1,
            Severity::Error => wrong.push(format!("{text}: {}", problem.message.get(Locale::Zh))),
            _ => doubts += 1,
        }
    }
    let valid = texts.iter().filter(|t| is_valid(t)).count();
    println!(
        "{ALL} look-alikes: {} errors, beside {by_chance} on those that happen to be valid ({valid} of them hold such a number); \
         {doubts} warnings and notes",
        wrong.len()
    );
    assert_eq!(built.site.expect("a site").pages.len(), ALL / LINES + 1, "all of them were read");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn the_header_of_a_column_counts_for_the_numbers_below_it() {
    let found = |body: &str| -> Vec<(&'static str, Severity, u32)> {
        let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")));
        let of = built.problems.iter().filter(|p| p.rule.starts_with("privacy/"));
        of.map(|p| (p.rule, p.severity, p.place.as_ref().expect("a place").line)).collect()
    };
    let table = |header: &str, cell: &str| found(&format!("| 甲 | {header} |\n|---|--:|\n| 乙 | {cell} |"));
    let mobile = |severity| vec![("privacy/mobile", severity, 7)];
    assert_eq!(table("总投资（元）", "13812345678"), []);
    assert_eq!(table("**总投资（万元）**", "13812345678"), []);
    assert_eq!(table("项目编码", "13812345678"), mobile(Severity::Warning));
    assert_eq!(table("会议号", "138-1234-5678"), mobile(Severity::Warning));
    for header in ["电话", "电话（个人）", "手机（户主）", "村"] {
        assert_eq!(table(header, "13812345678"), mobile(Severity::Error), "{header}");
    }
    assert_eq!(found("| 总投资（元） | 13812345678 |\n|---|---|\n| 电话 | 13812345678 |"), mobile(Severity::Error));
    assert_eq!(found("会议ID：138-1234-5678"), [("privacy/mobile", Severity::Warning, 5)]);
    // An id proves itself, and a header may say that a card is one.
    assert_eq!(table("金额（元）", "34052419800101001X"), [("privacy/citizen-id", Severity::Error, 7)]);
    assert_eq!(table("一卡通账号", "4111111111111111"), [("privacy/bank-card", Severity::Error, 7)]);
    assert_eq!(table("甲", "4111111111111111"), []);
    // What stands in the row beside it has a header of its own.
    let two = "| 项目编码 | 电话 |\n|---|---|\n| 13812345678 | 13812345678 |";
    assert_eq!(found(two), [("privacy/mobile", Severity::Warning, 7), ("privacy/mobile", Severity::Error, 7)]);
}

#[test]
fn names_beside_what_is_sensitive_are_found_in_downloads_too() {
    let count = |path: &str, text: &str| {
        let built = built(one(path, text.to_owned()));
        built.problems.iter().filter(|p| p.rule == "privacy/named-table").count()
    };
    assert_eq!(count("content/a.csv", "序号,姓名,低保类别\n1,张三,一类\n"), 1);
    assert_eq!(count("content/a.csv", "序号,姓名,低保类别\n1,张*,一类\n"), 0);
    assert_eq!(count("content/a.csv", "村,低保户数\n李村,3\n"), 0);
    assert_eq!(count("content/a.csv", "公示对象,,\n序号,姓 名,低保类别\n1,欧阳修远,一类\n"), 1);
    assert_eq!(count("content/a.csv", "姓名,张三,村\n残疾等级,一级,李村\n"), 1, "a form");
    let page = "<table><tr><td>姓名<td>病种<tr><td>张三<td>甲</table>";
    assert_eq!(count("content/a.html", &format!("<!DOCTYPE html>{page}")), 1);
    assert_eq!(count("content/a.html", &format!("<!DOCTYPE html>{}", page.replace("张三", "张*"))), 0);
    assert_eq!(
        count("content/li.md", "---\ntitle: 例\n---\n\n| 姓名 | 病 |\n|---|---|\n| 某某 | 甲 |\n| 张三 | 乙 |\n"),
        1
    );
}

#[test]
fn names_beside_what_is_sensitive_are_found_however_a_table_is_written() {
    let count = |body: &str| {
        let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")));
        built.problems.iter().filter(|p| p.rule == "privacy/named-table").count()
    };
    for body in [
        "| 姓 名 | 病种 |\n|---|---|\n| 张三丰 | 甲 |",
        "| 姓　名 | 病种 |\n|---|---|\n| 张　三 | 甲 |",
        "| 姓名（户主） | **残疾等级** |\n|---|---|\n| 欧阳修远 | 一级 |",
        "| 户主名 | 低保类别 |\n|---|---|\n| [司马相如](/x) | 一类 |",
        "> | 姓名 | 贫困类型 |\n> |---|---|\n> | 张三丰 | 甲 |",
        "1. 甲\n\n   | 姓名 | 艾滋 |\n   |---|---|\n   | 张三丰 | 甲 |",
        "| 姓名 | 张三丰 |\n|---|---|\n| 残疾等级 | 一级 |",
        "| | | | |\n|---|---|---|---|\n| 村 | 李村 | 姓名 | 张三丰 |\n| 低保类别 | 一类 | 电话 | 无 |",
        "| 学生姓名 | 学校 | 监护人 |\n|---|---|---|\n| 张三丰 | 甲小学 | 某某 |",
        "| Name | Disability |\n|---|---|\n| Zhang San | level 1 |",
        "<table><tr><th>姓名</th><th>残疾等级</th></tr><tr><td>张三丰</td><td>一级</td></tr></table>",
        "<table><tr><td colspan=\"2\">名单</td></tr><tr><td>姓&nbsp;名<td>病种<tr><td>张三丰<td>甲</table>",
    ] {
        assert_eq!(count(body), 1, "{body}");
    }
    for body in [
        "| 申请人 | 开户银行 |\n|---|---|\n| 甲公司 | 乙银行 |",
        "| 申请人 | 信访事项 |\n|---|---|\n| 某村委会 | 修路 |",
        "| 姓名 | 病房 |\n|---|---|\n| 张三丰 | 3 |",
        "| 医生姓名 | 病种 |\n|---|---|\n| 张三丰 | 甲 |",
        "| 姓名 | 张\\*丰 |\n|---|---|\n| 残疾等级 | 一级 |",
        "| 姓名 | 张三丰 |\n|---|---|\n| 职务 | 残联专职委员 |\n| 残疾人户数 | 3 |",
        "| 姓名 | 手机 | 政治面貌 | 民族 |\n|---|---|---|---|\n| 张三丰 | 见公示栏 | 党员 | 汉族 |",
        "| Applicant | Bank account |\n|---|---|\n| Dawan Farm | withheld |",
        "| 监护人 | 村 |\n|---|---|\n| 张三丰 | 李村 |",
        "```\n| 姓名 | 病 |\n```\n\n| 村 | 病 |\n|---|---|\n| 李村 | 2 |",
    ] {
        assert_eq!(count(body), 0, "{body}");
    }
}

#[test]
fn broken_and_endless_attachments_are_told() {
    let zeros = "0".repeat(80 << 20);
    let bomb = office::package(&[("word/document.xml", format!("<w:p><w:t>{zeros}</w:t></w:p>"))]);
    assert!(bomb.len() < 1 << 20, "it is small until it is unpacked");
    let half = office::document(&["34052419800101001X".to_owned()], "word/document.xml", "t");
    for bytes in [bomb, half[..half.len() / 2].to_vec(), b"PK\x03\x04".to_vec(), Vec::new()] {
        let built = built(vec![("content/a.docx".to_owned(), bytes)]);
        assert!(built.problems.iter().any(|p| p.rule == "privacy/unread"), "{:?}", built.problems);
    }
}

#[test]
fn a_file_is_looked_into_whatever_its_name_and_encoding_are() {
    let found = |name: &str, bytes: &[u8], rule: &str| {
        let built = built(vec![(format!("content/{name}"), bytes.to_vec())]);
        built.problems.iter().filter(|p| p.rule == rule).count()
    };
    let text = "电话 13800138000\n";
    for name in ["a.vcf", "a.geojson", "a.log", "a.sql", "noext", "a.csv"] {
        assert_eq!(found(name, text.as_bytes(), "privacy/mobile"), 1, "{name}");
    }
    // `电话 １３８００１３８０００` as GB18030 and as UTF-16 write it.
    let gbk =
        b"\xb5\xe7\xbb\xb0 \xa3\xb1\xa3\xb3\xa3\xb8\xa3\xb0\xa3\xb0\xa3\xb1\xa3\xb3\xa3\xb8\xa3\xb0\xa3\xb0\xa3\xb0\n";
    assert_eq!(found("a.txt", gbk, "privacy/mobile"), 1);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(found("a.txt", &wide, "privacy/mobile"), 1);
    // What is no text is said, but for sounds, films and fonts.
    assert_eq!(found("a.kmz", b"PK\x03\x04\0\0", "privacy/unread"), 1);
    assert_eq!(found("a.mp4", b"\0\0\0\x20ftyp", "privacy/unread"), 0);
}

#[test]
fn numbers_over_the_ends_of_lines_and_in_codes_are_found() {
    let page = |body: &str| one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n"));
    let yaml = |value: &str| records("content/list/all.yaml", format!("- id: a\n  title: 某某\n  number: {value}\n"));
    let csv = |cell: &str| records("content/list/all.csv", format!("编号,标题,号码\na,某某,{cell}\n"));
    let mobiles = |files: Files| {
        let built = built(files);
        for problem in built.problems.iter() {
            let place = problem.place.as_ref().expect("a place");
            let excerpt = place.excerpt.as_deref().unwrap_or_default().replace(char::is_whitespace, "");
            assert!(!excerpt.contains("3800138000"), "told whole: {excerpt}");
        }
        built.problems.iter().filter(|p| p.rule == "privacy/mobile").count()
    };
    for body in ["电话138\n00138000", "电话138 0013<br>8000", "> 电话138\n> 00138000", "电话&#49;3800138000"] {
        assert_eq!(mobiles(page(body)), 1, "{body}");
    }
    for value in [">-\n    138\n    0013\n    8000", "\"138\\\n    00138000\"", "\"\\u00313800138000\""] {
        assert_eq!(mobiles(yaml(value)), 1, "{value}");
    }
    assert_eq!(mobiles(csv("\"138 0013\n8000\"")), 1);
    assert_eq!(mobiles(book(&["138 0013\n8000".to_owned()], In::Cells)), 1);
    assert_eq!(mobiles(book(&["138".to_owned(), "0013".to_owned(), "8000".to_owned()], In::Cells)), 0);
    // Lines of a list, cells of a row and rows of a table are numbers by themselves.
    for body in ["- 138\n- 00138000", "| 数 | 甲 |\n|---|---|\n| 138 | 乙 |\n| 00138000 | 丙 |", "合计138\n00138000元"]
    {
        assert_eq!(mobiles(page(body)), 0, "{body}");
    }
    assert_eq!(mobiles(csv("138\n00138001,某某,2")), 0);
    assert_eq!(mobiles(one("content/a.csv", "20230001,甲,138\n20230002,乙,139\n".to_owned())), 0);
}

#[test]
fn files_of_a_theme_that_are_published_are_looked_into() {
    let found = |name: &str, text: &str| {
        let built = built(one(&format!("themes/town/{name}"), text.to_owned()));
        built.problems.iter().filter(|p| p.rule.starts_with("privacy/")).count()
    };
    assert_eq!(found("assets/own.js", "// 电话 13800138000\n"), 1);
    assert_eq!(found("assets/own.css", "/* 340524********001X */\n"), 1);
    assert_eq!(found("assets/tu/own.svg", "<svg><text>13800138000</text></svg>"), 1);
    assert_eq!(found("assets/own.js", "const far = 0.13800138000, near = 1693440000000;\n"), 0);
    assert_eq!(found("assets/own.woff2", "\0\u{1}"), 0);
}
