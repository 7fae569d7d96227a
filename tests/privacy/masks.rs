//! What a field masks is in no output, whatever it is read from and wherever it is published.

use std::io::{Cursor, Read};
use std::sync::Mutex;

use mingbai::build::build_files;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

#[derive(Default)]
struct All(Mutex<Vec<(String, Vec<u8>)>>);

impl Sink for All {
    fn accept(&self, output: Output) {
        self.0.lock().expect("nobody fails").push((output.path.to_string(), output.bytes().to_vec()));
    }
}

const SITE: &str = "title: 某镇\nbase_url: https://town.example/\nas_of: 2023-08-31\npublisher: 某镇人民政府\n\
                    languages: [zh-CN, en]\nfields:\n  helper: {type: string, title: 帮扶人, mingbai: {mask: name}}\n";
const SCHEMA: &str = "title: {zh-CN: 名单, en: List}\nprimaryKey: id\nfields:\n\
    \x20 - {name: person, type: string, title: 姓名, mingbai: {mask: name}}\n\
    \x20 - {name: number, type: string, title: 证件号码, mingbai: {遮盖: 证件}}\n\
    \x20 - {name: phones, type: list, title: 电话, mingbai: {mask: phone}}\n\
    \x20 - {name: bank, type: string, title: 账号, mingbai: {mask: account}}\n\
    \x20 - {name: home, type: string, title: 住址, mingbai: {mask: address}}\n\
    \x20 - name: family\n    type: array\n    title: 家人\n    mingbai:\n      fields:\n\
    \x20       - {name: who, type: string, title: 称谓, mingbai: {mask: name}}\n\
    mingbai: {list: [person, number, phones, bank, home]}\n";

/// Everything that is written, and what stands for it.
const SECRETS: &[(&str, &str)] = &[
    ("甄小甲", "甄*甲"),
    ("34052419800101001X", "34*************01X"),
    ("13800138000", "138****8000"),
    ("6222020212345678909", "***************8909"),
    ("某镇丙村九号", "某镇***"),
    ("甄小乙", "甄*乙"),
    ("甄小丙", "甄*丙"),
    ("甄小丁", "甄*丁"),
    ("13900139000", "139****9000"),
    ("甄小戊", "甄*戊"),
];

fn sources() -> Sources {
    let yaml = "- id: a\n  title: 一户\n  person: 甄小甲\n  number: 34052419800101001X\n  phones: [\"13800138000\"]\n  bank: \"6222020212345678909\"\n  \
                home: 某镇丙村九号\n  family: [{who: 甄小乙}]\n";
    let csv = "编号,标题,姓名,电话\nb,二户,甄小丙,13900139000\n";
    let record = "---\nid: c\ntitle: 三户\nperson: 甄小丁\n---\n\n正文。\n";
    let page = "---\ntitle: 页\nhelper: 甄小戊\n---\n\n正文。\n";
    let files = [
        ("site.yaml", SITE),
        ("content/_index.md", "---\ntitle: 首页\n---\n\n```records\nof: list\n```\n"),
        ("content/page.md", page),
        ("content/list/_collection.yaml", SCHEMA),
        ("content/list/all.yaml", yaml),
        ("content/list/more.csv", csv),
        ("content/list/c.md", record),
        ("content/list/c.en.md", "---\nid: c\ntitle: Third\n---\n\nText.\n"),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
    Sources::new(files.into())
}

/// The parts of a workbook, or the file itself.
fn parts(path: &str, bytes: &[u8]) -> Vec<u8> {
    if !path.ends_with(".xlsx") {
        return bytes.to_vec();
    }
    let mut book = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = Vec::new();
    for index in 0..book.len() {
        book.by_index(index).expect("a part").read_to_end(&mut out).expect("its text");
    }
    out
}

#[test]
fn nothing_of_it_is_in_any_output() {
    let sink = All::default();
    let built = build_files(&sources(), &Overrides::default(), Options::default(), &sink);
    let said: Vec<String> = built.problems.iter().map(|p| format!("{} {}", p.rule, p.message.en)).collect();
    assert!(!built.problems.has_errors(), "{said:?}");
    assert!(!said.iter().any(|s| s.starts_with("privacy/")), "{said:?}");
    let outputs = sink.0.into_inner().expect("nobody fails");
    let kinds = [".html", ".json", ".csv", ".xlsx"];
    assert!(kinds.iter().all(|kind| outputs.iter().any(|(path, _)| path.ends_with(kind))), "all forms are there");
    for (secret, shown) in SECRETS {
        let mut kinds_with = 0;
        for (path, bytes) in &outputs {
            let bytes = parts(path, bytes);
            let has = |text: &str| memchr::memmem::find(&bytes, text.as_bytes()).is_some();
            assert!(!has(secret) && !path.contains(secret), "{path} holds {secret}");
            kinds_with += usize::from(has(shown));
        }
        assert!(kinds_with > 0, "{shown} stands for {secret} somewhere");
    }
}

#[test]
fn nothing_of_it_is_told_in_a_problem() {
    // A broken line beside it, whose excerpt shows the line.
    let mut files = sources().files().to_vec();
    for file in &mut files {
        if file.path.ends_with("all.yaml") {
            file.bytes = "- {id: a, title: 一户, person: 甄小甲, 没有这个字段: 一}\n- {id: b, title: 二户, number: 34052419800101001X, home: [甲, 乙]}\n".as_bytes().into();
        }
    }
    let sink = All::default();
    let built = build_files(&Sources::new(files), &Overrides::default(), Options::default(), &sink);
    let told = format!("{:?}", built.problems);
    assert!(built.problems.len() > 1 && told.contains("没有这个字段"), "{told}");
    assert!(!told.contains("甄小甲") && !told.contains("34052419800101001X"), "{told}");
}
