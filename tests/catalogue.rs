//! The page of the disclosure catalogue: what is covered, what is missing, and what is exempt for a reason.

use std::sync::Mutex;

use mingbai::build::build_files;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

const FILES: &[(&str, &str)] = &[
    ("site.yaml", "title: 某镇\nbase_url: https://town.example/\nas_of: 2023-08-31\npublisher: 某镇人民政府\n"),
    ("content/_index.md", "---\ntitle: 首页\n---\n"),
    (
        "content/items/_collection.yaml",
        "title: 公开目录\nprimaryKey: id\nfields:\n  - {name: item, type: string, title: 事项}\n  - {name: mode, type: string, title: 方式, categories: [{value: proactive, label: 主动公开}, {value: on_request, label: 依申请公开}]}\n  - {name: exempt, type: string, title: 未涉及的原因}\nmingbai: {view: 公开目录}\n",
    ),
    (
        "content/items/all.yaml",
        "- {id: a, title: 农机购置补贴, item: 农机购置补贴, mode: 主动公开}\n- {id: b, title: 税收管理, item: 税收管理, mode: 主动公开, exempt: 镇里没有这项职能}\n- {id: c, title: 就业, item: 就业, mode: 主动公开}\n- {id: d, title: 会议记录, item: 会议记录, mode: 依申请公开}\n",
    ),
    (
        "content/papers/_collection.yaml",
        "title: 文件\nprimaryKey: id\nfields:\n  - {name: disclosure_item, type: string, title: 公开事项, mingbai: {ref: items}}\n",
    ),
    ("content/papers/all.yaml", "- {id: p, title: 补贴结果, disclosure_item: a}\n"),
];

/// The page of the list, as it is written.
struct Page(Mutex<String>);

impl Sink for Page {
    fn accept(&self, output: Output) {
        if &*output.path == "items/index.html" {
            *self.0.lock().expect("no thread failed") = String::from_utf8_lossy(output.bytes()).into_owned();
        }
    }
}

#[test]
fn the_page_says_what_is_covered_missing_and_exempt() {
    let files = FILES.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let page = Page(Mutex::new(String::new()));
    let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &page);
    assert!(!built.problems.has_errors());
    let html = page.0.into_inner().expect("no thread failed");
    let main = &html[html.find("<main").expect("a page")..];
    assert!(main.contains("4个公开事项，还没有公开内容、也没有写明原因的1个"), "{main}");
    // In the order of the groups, each matter once, with what settles it.
    let mut at = 0;
    for wanted in [
        "<h3>还没有公开</h3>",
        "就业",
        "<h3>已经公开</h3>",
        "农机购置补贴",
        "补贴结果",
        "<h3>未涉及，写明了原因</h3>",
        "税收管理",
        "镇里没有这项职能",
        "<h3>依申请公开</h3>",
        "会议记录",
    ] {
        at += main[at..].find(wanted).unwrap_or_else(|| panic!("{wanted} stands in its place: {main}")) + wanted.len();
    }
}

/// What is to have an index number stands in the catalogue already; what has none does not.
#[test]
fn an_entry_whose_number_is_to_come_is_one() {
    let rules = |record: &str| -> Vec<&'static str> {
        let schema = format!(
            "{DOCUMENTS}  - {{name: disclosure_item, type: string, title: 公开事项, mingbai: {{ref: items}}}}\n  - {{name: issued_by, type: string, title: 制发单位}}\n"
        );
        let record = format!("- {{id: p, title: 办法, published: 2023-05-08 09:00, {record}}}\n");
        let own = [("content/papers/_collection.yaml", schema.as_str()), ("content/papers/all.yaml", record.as_str())];
        let files = FILES[..4].iter().copied().chain(own);
        let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
        let page = Page(Mutex::new(String::new()));
        let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &page);
        let rules = ["catalogue/entry", "catalogue/review"];
        built.problems.iter().map(|p| p.rule).filter(|rule| rules.contains(rule)).collect()
    };
    let both = ["catalogue/entry", "catalogue/review"];
    assert_eq!(rules("index_no: 待补充（党政办编号）, disclosure_item: 不适用"), both);
    assert_eq!(rules("index_no: 待补充（党政办编号）"), both);
    assert_eq!(rules("disclosure_item: 待补充"), both);
    assert_eq!(rules("index_no: 不适用, disclosure_item: a"), both);
    let reviewed = "reviewed_by: 张三, reviewed_on: 2023-05-06, review_basis: 某法";
    assert_eq!(rules(&format!("index_no: 待补充, {reviewed}")), both, "who reviewed it is looked at");
    for none in ["index_no: 不适用, disclosure_item: 不适用", "index_no: 原文未写", "disclosure_item: 不适用"]
    {
        assert_eq!(rules(none), [""; 0], "{none}");
    }
}

/// A schema of documents with what the rules on the catalogue read.
const DOCUMENTS: &str = "title: 文件\nprimaryKey: id\nfields:
  - {name: index_no, type: string, title: 索引号}
  - {name: date_issued, type: date, title: 印发日期, mingbai: {partial: true}}
  - {name: validity, type: string, title: 效力, categories: [{value: in_force, label: 有效}, {value: repealed, label: 废止}]}
  - {name: repealed_on, type: date, title: 废止时间, mingbai: {partial: true}}
  - {name: repeal_basis, type: string, title: 废止依据}
  - {name: reviewed_by, type: string, title: 审查岗位}
  - {name: reviewed_on, type: date, title: 审查日期}
  - {name: review_basis, type: string, title: 审查依据}
";

#[test]
fn days_and_posts_that_cannot_be() {
    let said = |record: &str| -> Vec<String> {
        let record = format!("- {{id: a, title: 办法, published: 2023-05-08 09:00, review_basis: 某法, {record}}}\n");
        let own = [("content/papers/_collection.yaml", DOCUMENTS), ("content/papers/all.yaml", record.as_str())];
        let files = FILES[..2].iter().copied().chain(own);
        let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
        let page = Page(Mutex::new(String::new()));
        let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &page);
        let rules = ["catalogue/repealed", "catalogue/index-number", "catalogue/review"];
        let told = built.problems.iter().filter(|p| rules.contains(&p.rule));
        told.map(|p| p.message.zh.clone()).collect()
    };
    let index = "index_no: 91350100M000100Y43/2023-00012";
    let review = "reviewed_by: 党政办, reviewed_on: 2023-05-06";
    let repealed = "validity: 废止, repeal_basis: 某办法";
    assert_eq!(said(&format!("{index}, {review}")), [""; 0]);
    assert_eq!(
        said(&format!("{index}, {review}, {repealed}, date_issued: 2023-05-04, repealed_on: 2023-04-01")),
        ["2023-04-01废止，2023-05-04才印发"]
    );
    // Within one month nobody knows.
    assert_eq!(said(&format!("{index}, {review}, {repealed}, date_issued: 2023-05-04, repealed_on: 2023-05")), [""; 0]);
    assert_eq!(
        said(&format!("index_no: 91350100M000100Y43/2099-00012, {review}")),
        ["索引号“91350100M000100Y43/2099-00012”写的是2099年，还没有到"]
    );
    for name in ["张三", "党政办张志强", "镇长张志强"] {
        let said = said(&format!("{index}, reviewed_by: {name}, reviewed_on: 2023-05-06"));
        assert_eq!(said, ["审查岗位写的像是人名"], "{name}");
    }
    // No record is no review, whatever stands in its place.
    for (by, on, lacks) in [
        ("原文未写", "2023-05-06", "审查岗位"),
        ("待补充", "2023-05-06", "审查岗位"),
        ("无", "2023-05-06", "审查岗位"),
        ("党政办", "原文未写", "审查日期"),
    ] {
        let said = said(&format!("{index}, reviewed_by: {by}, reviewed_on: {on}"));
        assert_eq!(said, [format!("没有审查记录：缺{lacks}")]);
    }
    assert_eq!(said(&format!("{index}, reviewed_by: 党政办保密员, reviewed_on: 不适用")), [""; 0]);
}

/// A number is held against the title beside it, and against those that are known; of all others nobody knows.
#[test]
fn numbers_are_those_of_the_titles_beside_them() {
    let documents = "title: 文件\nprimaryKey: id\nfields:\n  - {name: doc_no, type: string, title: 文号}\n";
    let records = "- {id: a, title: 水圳管护办法, doc_no: 某府〔2023〕15号}\n- {id: b, title: 防汛值班表, doc_no: 某府〔2023〕21号}\n\
                   - {id: c, title: 防汛值班表, doc_no: 某府〔2023〕32号}\n- {id: d, title: 口头通知, doc_no: 原文未写}\n";
    let said = |body: &str| -> Vec<String> {
        let page = format!("---\ntitle: 例\n---\n\n{body}\n");
        let own = [
            ("content/papers/_collection.yaml", documents),
            ("content/papers/all.yaml", records),
            ("content/li.md", page.as_str()),
        ];
        let files = FILES[..2].iter().copied().chain(own);
        let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
        let page = Page(Mutex::new(String::new()));
        let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &page);
        let told = built.problems.iter().filter(|p| p.rule == "catalogue/cited-number");
        told.map(|p| format!("{} {}", p.severity.word(), p.message.zh)).collect()
    };
    for fine in [
        // Real documents of the same issuer and year, and of others.
        "《开展基层政务公开标准化规范化试点工作方案》（国办发〔2017〕42号）",
        "国办发〔2017〕100号、国办发〔2016〕80号、国办函〔2017〕47号",
        "《政府网站发展指引》（国办发〔2017〕47号）",
        "《国务院办公厅关于印发政府网站发展指引的通知》（国办发〔2017〕47号）",
        "《关于转发政府网站发展指引的通知》（某府〔2017〕17号）",
        "照国办发〔2017〕47号和国办发〔2019〕54号做",
        "《政府网站发展指引》和国办发〔2019〕54号",
        "《水圳管护办法》（某府〔2023〕15号）、某府〔2023〕16号、某府〔2023〕35号",
        "《防汛值班表》（某府〔2023〕21号）和《防汛值班表》（某府〔2023〕33号）",
        "《水圳管护办法》（某府〔2021〕9号）是旧的一版",
        "《水圳管护办法》（某县府〔2023〕3号）",
    ] {
        assert_eq!(said(fine), [""; 0], "{fine}");
    }
    for (wrong, told) in [
        (
            "《政府网站发展指引》（国办发〔2017〕17号）",
            "warning 《政府网站发展指引》的文号是“国办发〔2017〕47号”，这里写的是“国办发〔2017〕17号”",
        ),
        (
            "《政府网站发展指引》（国办函〔2018〕5号）",
            "warning 《政府网站发展指引》的文号是“国办发〔2017〕47号”，这里写的是“国办函〔2018〕5号”",
        ),
        (
            "《政府网站发展指引》（国办发〔2019〕54号）",
            "warning 《政府网站发展指引》的文号是“国办发〔2017〕47号”，这里写的是“国办发〔2019〕54号”",
        ),
        (
            "《水圳管护办法》（某府〔2023〕5号）",
            "warning 《水圳管护办法》的文号是“某府〔2023〕15号”，这里写的是“某府〔2023〕5号”",
        ),
        (
            "《水圳管护办法》（某府〔2032〕15号）",
            "warning 《水圳管护办法》的文号是“某府〔2023〕15号”，这里写的是“某府〔2032〕15号”",
        ),
        ("照国办发〔2017〕74号做", "note 文号“国办发〔2017〕74号”和已知的“国办发〔2017〕47号”只差一位，是不是抄错了"),
        (
            "照国办秘函〔2018〕19号做",
            "note 文号“国办秘函〔2018〕19号”和已知的“国办秘函〔2019〕19号”只差一位，是不是抄错了",
        ),
    ] {
        assert_eq!(said(wrong), [told], "{wrong}");
    }
}

/// What two rules say of records, by their numbers.
fn numbers(records: &[&str]) -> Vec<String> {
    let schema = format!("{DOCUMENTS}  - {{name: doc_no, type: string, title: 文号}}\n");
    let record = |(n, record): (usize, &&str)| format!("- {{id: a{n}, title: 件{n}, {record}}}\n");
    let records: String = records.iter().enumerate().map(record).collect();
    let own = [("content/papers/_collection.yaml", schema.as_str()), ("content/papers/all.yaml", records.as_str())];
    let files = FILES[..2].iter().copied().chain(own);
    let files = files.map(|(path, text)| SourceFile { path: path.into(), bytes: text.as_bytes().into() });
    let page = Page(Mutex::new(String::new()));
    let built = build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &page);
    let rules = ["catalogue/document-number", "catalogue/index-number"];
    let told = built.problems.iter().filter(|p| rules.contains(&p.rule));
    told.map(|p| format!("{} {}", p.severity.word(), p.message.zh)).collect()
}

#[test]
fn document_numbers_of_records_are_of_their_time_and_each_once() {
    for (records, told) in [
        (&["doc_no: 某府办〔2024〕9号"][..], "warning 发文字号“某府办〔2024〕9号”写的是2024年，还没有到"),
        (
            &["doc_no: 某府办〔2023〕9号", "doc_no: 某府办〔2023〕9号"],
            "warning 发文字号“某府办〔2023〕9号”已经用在 content/papers/all.yaml:1",
        ),
        (&["doc_no: 某府办2023〔9〕号"], "warning 发文字号“…2023〔9〕号”：括号里是年份，序号在后面"),
        (&["doc_no: 某府办〔2023〕9"], "warning 发文字号“…〔2023〕9”：末尾少了“号”"),
    ] {
        assert_eq!(numbers(records), [told], "{records:?}");
    }
    for fine in [
        &["doc_no: 某府办〔2023〕9号", "doc_no: 某府办〔2023〕10号", "doc_no: 某府〔2023〕9号"][..],
        &["doc_no: 原文未写", "doc_no: 原文未写"],
        &["doc_no: 无", "doc_no: 无"],
        &["doc_no: 第12届第3次会议", "doc_no: 会议纪要2023（9）"],
    ] {
        assert_eq!(numbers(fine), [""; 0], "{fine:?}");
    }
}

#[test]
fn index_numbers_are_not_older_than_their_documents_and_have_serials_of_their_own() {
    let code = "91350100M000100Y43";
    let of = |records: &[String]| numbers(&records.iter().map(String::as_str).collect::<Vec<_>>());
    let one = |number: &str, more: &str| format!("index_no: {code}/{number}{more}");
    assert_eq!(
        of(&[one("2022-00012", ", date_issued: 2023-05-04")]),
        [format!("warning 索引号“{code}/2022-00012”写的是2022年，文件2023-05-04才形成")]
    );
    // Numbered later; and where nobody knows when it was made.
    for fine in ["2023-00012, date_issued: 2022-12-30", "2022-00012", "2022-00012, date_issued: 原文未写"] {
        assert_eq!(of(&[one(fine, "")]), [""; 0], "{fine}");
    }
    let told = of(&[one("2023-00012", ""), one("2023-0012", "")]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("warning ") && told[0].ends_with("是同一个流水号，只差前面的0"), "{told:?}");
    assert_eq!(of(&[one("2023-00012", ""), one("2022-0012", ""), one("2023-0013", "")]), [""; 0]);
    let twice = of(&[one("2023-00012", ""), one("2023-00012", "")]);
    assert!(twice.len() == 1 && twice[0].starts_with("error "), "{twice:?}");
}
