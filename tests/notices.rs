//! Public notices: what of a notice names people once its time is over, and whether it was out long enough by the calendar of
//! days and working days; all of it as of the site's moment.

use crate::privacy::office;
use mingbai::build::{Built, build_files};
use mingbai::check::VerdictKind;
use mingbai::load::{SourceFile, Sources};
use mingbai::model::Overrides;
use mingbai::output::{Output, Sink};
use mingbai::render::Options;

struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

fn built_of(as_of: &str, more: &str, files: Vec<(&str, Vec<u8>)>) -> Built {
    let site = format!("title: 甲\nbase_url: https://t.example/\npublisher: 乙\nas_of: {as_of}\n{more}");
    let mut all = vec![("site.yaml", site.into_bytes()), ("content/_index.md", "---\ntitle: 首页\n---\n".into())];
    all.extend(files);
    let files = all.into_iter().map(|(path, bytes)| SourceFile { path: path.into(), bytes: bytes.into() });
    build_files(&Sources::new(files.collect()), &Overrides::default(), Options::default(), &Nowhere)
}

fn built(as_of: &str, more: &str, files: &[(&str, &str)]) -> Built {
    built_of(as_of, more, files.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect())
}

/// What a rule has told: severity, place, and the message in English.
fn told(built: &Built, rule: &str) -> Vec<String> {
    let of = built.problems.iter().filter(|p| p.rule == rule);
    of.map(|p| {
        let place = p.place.as_ref().map_or_else(String::new, |p| format!("{}:{}", p.file, p.line));
        format!("{} {place} {}", p.severity.word(), p.message.en)
    })
    .collect()
}

fn verdict(built: &Built, rule: &str) -> VerdictKind {
    built.verdicts.iter().find(|v| v.rule == rule).expect("a verdict").kind
}

const ENDED: &str = "privacy/notice-ended";
const SHORT: &str = "privacy/notice-short";
const TERM: &str = "notice_from: 2023-08-01\nnotice_until: 2023-08-10\nnotice_type: 低保\n";
const LIST: &str = "| 姓名 | 村 |\n|---|---|\n| 张三 | 李村 |\n| 李小明 | 李村 |\n";

fn page(front: &str, body: &str) -> String {
    format!("---\ntitle: 例\n{front}---\n\n{body}\n")
}

fn ended(as_of: &str, front: &str, body: &str) -> Vec<String> {
    told(&built(as_of, "", &[("content/a.md", &page(front, body))]), ENDED)
}

#[test]
fn names_may_stand_up_to_the_last_day() {
    for (as_of, count) in [
        ("2023-07-31", 0),
        ("2023-08-10", 0),
        ("2023-08-10T23:59:59+08:00", 0),
        ("2023-08-11T00:00:00+08:00", 1),
        ("2023-08-10T16:00:00Z", 1),
        ("2023-08-11", 1),
        ("2024-08-10", 1),
    ] {
        assert_eq!(ended(as_of, TERM, LIST).len(), count, "{as_of}");
    }
    let [one] = &ended("2023-08-11", TERM, LIST)[..] else { panic!("one finding for a table") };
    assert!(one.starts_with("error content/a.md:8 "), "the header's line: {one}");
    assert!(one.contains("over on 2023-08-10") && one.contains("2 names"), "{one}");
    let chinese = "公示开始: 2023-08-01\n公示截止: 2023年8月10日\n公示类型: 低保\n";
    assert_eq!(ended("2023-08-11", chinese, LIST).len(), 1, "the keys in Chinese");
}

#[test]
fn names_are_found_in_tables_forms_and_lines() {
    for body in [
        "| 序号 | 户主姓名 |\n|:-:|:-:|\n| 1 | 某某 |\n| 2 | 张三 |",
        "| 姓名 | 张三 |\n|---|---|\n| 村 | 李村 |",
        "| 村 | 李村 |\n|---|---|\n| 姓名 | 张三 |",
        "**拟录用人员**：张三、欧阳修远、李小明。",
        "- 低保对象：张三",
        "| Name | Village |\n|---|---|\n| Zhang San | Dawan Village |",
        "| Name | Village |\n|---|---|\n| 张三 | 李村 |",
        "| 姓名 | 张三 |\n|---|---|",
        "| | |\n|---|---|\n| 姓名 | 欧阳修远 |\n| 职务 | 主任 |",
        "| 姓名 | 阿里木 | 性别 | 男 |\n|---|---|---|---|\n| 民族 | 甲 | 村 | 李村 |",
        "| 姓　名（签字） | 村 |\n|---|---|\n| 张 三 | 李村 |",
        "| 姓名 | 村 |\n|---|---|\n| [司马相如](/a) | 李村 |",
        "> | 姓名 | 村 |\n> |---|---|\n> | 张三、李四 | 李村 |",
        "<table>\n<tr><th>姓名</th><th>村</th></tr>\n<tr><td>李小明</td><td>李村</td></tr>\n</table>",
        "拟录用人员：\n\n1. 李小明\n2. 张三，男",
        "拟录用人员：\n李小明\n张三",
        "## 拟录用人员\n\n- **李 明**\n- 张*",
        "公示名单如下：\n\n张三\n\n李四",
    ] {
        assert_eq!(ended("2023-08-31", TERM, body).len(), 1, "{body}");
    }
    for body in [
        "8月1日至10日公示了2户，没有收到异议。",
        "| 姓名 | 村 |\n|---|---|\n| 张* | 李村 |\n| 某某 | 李村 |\n| 合计 | 2户 |",
        "| 村 | 户数 |\n|---|---|\n| 李村 | 2 |",
        "公示对象：全体村民",
        "名单：见村里的公示栏",
        "| Name | Households |\n|---|---|\n| Dawan Village | 2 |\n| 李村 | 3 |",
        "受理单位：镇民政办",
        "| 户主 | 金额 |\n|---|---|\n| 张\\*三 | 100 |",
        "| 姓名 | 职务 |\n|---|---|\n| 不公开 | 主任 |",
        "| 姓名 | 备注 |\n|---|---|\n| 共12户 | 无 |",
        "| 姓名 | 单位名称 |\n|---|---|\n| 张* | 某局 |",
        "| 申请人 | 结果 |\n|---|---|\n| 甲村委会 | 通过 |\n| 镇卫生院 | 通过 |\n| 元岭村 | 通过 |",
        "| 姓名 | 结果 |\n|---|---|\n| 已隐去 | 通过 |\n| 已遮盖 | 通过 |\n| 见存档 | 通过 |\n| 已删除 | 通过 |",
        "| 姓名 | 张\\*三 |\n|---|---|\n| 村 | 李村 |",
        "| 联系人姓名 | 电话 |\n|---|---|\n| 张三 | 0753-1234567 |",
        "<table><tr><th>姓名<th>村<tr><td>张*<td>李村</table>",
        "<table><tr><th>村<th>户数<tr><td>李村<td>2</table>",
        "拟录用人员：\n\n1. 张*\n2. 李某\n3. 欧阳**",
        "公示对象：\n\n- 李村\n- 张村",
        "拟录用人员名单：见公示栏\n\n- 高度重视\n- 张贴公告",
    ] {
        assert_eq!(ended("2023-08-31", TERM, body), [""; 0], "{body}");
    }
}

#[test]
fn names_are_counted_once() {
    for (body, count) in [
        ("| 姓名 | 职务 |\n|---|---|\n| 张三丰 | 主任 |", "1 name "),
        ("| 姓名 | 职务 |\n|---|---|\n| 张三丰 | 主任 |\n| 欧阳修远 | 委员 |\n| 司马光 | 委员 |", "3 names "),
        ("| 户主 | 监护人 |\n|---|---|\n| 张三丰 | 李四 |", "2 names "),
        ("| 姓名 | 张三丰 |\n|---|---|\n| 监护人 | 李四 |\n| 职务 | 主任 |", "2 names "),
        ("拟录用人员：\n\n1. 李小明\n2. 张三\n\n联系人：王五", "2 names "),
    ] {
        let told = ended("2023-08-31", TERM, body);
        assert!(told.len() == 1 && told[0].contains(count), "{body}: {told:?}");
    }
}

#[test]
fn nobody_is_told_by_name() {
    let text = page(
        TERM,
        "| 姓名 | 张三 |\n|---|---|\n| 村 | 李村 |\n\n拟录用人员：李小明、王五\n\n名单：\n\n- 赵六\n\n<table><tr><th>姓名<tr><td>孙七</table>\n\n| | |\n|---|---|\n| 户主 | 阿里木 |\n| 村 | 李村 |\n",
    );
    let built = built("2023-08-31", "", &[("content/a.md", &text)]);
    let mut count = 0;
    for problem in built.problems.iter().filter(|p| p.rule == ENDED) {
        let place = problem.place.as_ref().expect("a place");
        let said = [&problem.message.zh, &problem.message.en].map(String::as_str);
        for text in said.into_iter().chain(place.excerpt.as_deref()) {
            assert!(
                ["张三", "李小明", "王五", "赵六", "孙七", "阿里木"].iter().all(|name| !text.contains(name)),
                "{text}"
            );
        }
        count += 1;
    }
    assert_eq!(count, 5);
}

#[test]
fn numbers_count_as_people_unless_they_are_waived() {
    let body = "身份证号34052419800101001X；咨询电话13800138000。";
    let [one] = &ended("2023-08-31", TERM, body)[..] else { panic!("one finding for the numbers") };
    assert!(one.contains("2 numbers"), "{one}");
    let waived =
        format!("{TERM}waivers: [{{rule: privacy/mobile, reason: 值班手机, by: 镇党政办, until: 2023-12-31}}]\n");
    assert!(ended("2023-08-31", &waived, body)[0].contains("1 number "));
    assert_eq!(ended("2023-08-31", &waived, "咨询电话13800138000。"), [""; 0]);
    assert_eq!(ended("2024-01-01", &waived, "咨询电话13800138000。").len(), 1, "the waiver is over");
    assert_eq!(ended("2023-08-10", TERM, body), [""; 0], "while it lasts, the rules for numbers tell of them");
}

#[test]
fn attachments_of_an_ended_notice_name_nobody_either() {
    let list = "序号,姓名\n1,张三\n2,王五\n";
    let linked = page(TERM, "[名单](list.csv)");
    let told_of = |front: &str, files: Vec<(&str, Vec<u8>)>| {
        let mut all = vec![("content/n/index.md", page(front, "公示如下。").into_bytes())];
        all.extend(files);
        told(&built_of("2023-08-31", "", all), ENDED)
    };
    let one = told(&built("2023-08-31", "", &[("content/a.md", &linked), ("content/list.csv", list)]), ENDED);
    assert!(one.len() == 1 && one[0].contains("content/list.csv:1") && one[0].contains("2 names"), "{one:?}");
    let beside = told_of(TERM, vec![("content/n/list.csv", list.into())]);
    assert_eq!(beside.len(), 1, "in its folder: {beside:?}");
    let titled = told_of(TERM, vec![("content/n/list.csv", "公示对象,\n序号,姓名\n1,张三\n2,欧阳修远\n".into())]);
    assert!(titled.len() == 1 && titled[0].contains("2 names"), "below a title: {titled:?}");
    let form = told_of(TERM, vec![("content/n/list.csv", "姓名,张三\n职务,主任\n".into())]);
    assert!(form.len() == 1 && form[0].contains("1 name "), "a form: {form:?}");
    assert_eq!(told_of(TERM, vec![("content/other.csv", list.into())]), [""; 0], "not its own");
    assert_eq!(told_of(TERM, vec![("content/n/list.csv", "村,户数\n李村,2\n".into())]), [""; 0]);
    let cells: String =
        ["姓名", "村", "张三", "李村"].map(|cell| format!("<w:p><w:r><w:t>{cell}</w:t></w:r></w:p>")).concat();
    let document = office::package(&[("word/document.xml", format!("<w:document>{cells}</w:document>"))]);
    let one = told_of(TERM, vec![("content/n/list.docx", document.clone())]);
    assert!(one.len() == 1 && one[0].starts_with("error content/n/list.docx"), "{one:?}");
    let line = "<w:p><w:r><w:t>拟录用人员：李小明、王大力</w:t></w:r></w:p>";
    let spoken = office::package(&[("word/document.xml", format!("<w:document>{line}</w:document>"))]);
    let one = told_of(TERM, vec![("content/n/list.docx", spoken)]);
    assert!(one.len() == 1 && one[0].contains("2 names"), "a line: {one:?}");
    let lasting = TERM.replace("08-10", "08-31");
    assert_eq!(told_of(&lasting, vec![("content/n/list.docx", document)]), [""; 0], "its last day");
    let closed = told_of(TERM, vec![("content/n/list.pdf", b"%PDF-1.7\n".to_vec())]);
    assert!(closed.len() == 1 && closed[0].starts_with("warning content/n/list.pdf"), "{closed:?}");
    assert!(closed[0].contains("cannot be checked"), "{closed:?}");
}

#[test]
fn records_are_notices_too() {
    let of = |mask: &str, record: &str| {
        let schema = format!(
            "title: 公示\nfields:\n  - {{name: person, type: string, title: 姓名{mask}}}\n  - {{name: post, type: string, title: 岗位}}\n"
        );
        let built = built("2023-08-31", "", &[("content/n/_collection.yaml", &schema), ("content/n/a.yaml", record)]);
        told(&built, ENDED)
    };
    let two = "- {id: a, title: 甲, sources: [原件], as_of: 2023, person: 张三, notice_from: 2023-08-01, notice_until: 2023-08-10}\n\
               - {id: b, title: 乙, sources: [原件], as_of: 2023, person: 王五, notice_from: 2023-08-01, notice_until: 2023-08-31}\n";
    let one = of("", two);
    assert!(one.len() == 1 && one[0].starts_with("error content/n/a.yaml:1"), "{one:?}");
    assert_eq!(of(", mingbai: {mask: name}", two), [""; 0], "masked where it is published");
    let schema = "title: 公示\nfields:\n  - {name: person, type: string, title: 姓名}\n";
    let rows = "编号,标题,来源,截至,姓名,公示开始,公示截止\na,甲,原件,2023,张三,2023-08-01,2023-08-10\nb,乙,原件,2023,王五,2023-08-01,2023-08-31\n";
    let one =
        told(&built("2023-08-31", "", &[("content/n/_collection.yaml", schema), ("content/n/a.csv", rows)]), ENDED);
    assert!(one.len() == 1 && one[0].starts_with("error content/n/a.csv:2"), "{one:?}");
}

#[test]
fn blocks_show_names_too() {
    let schema = |mask: &str| {
        format!(
            "title: 户\nfields:\n  - {{name: person, type: string, title: 姓名{mask}}}\n  - {{name: village, type: string, title: 村}}\n"
        )
    };
    let records = "- {id: a, title: 甲户, sources: [原件], as_of: 2023, person: 张三, village: 李村}\n";
    let of = |mask: &str, fields: &str| {
        let text = page(TERM, &format!("```table\nof: homes\nfields: [{fields}]\n```"));
        let schema = schema(mask);
        let files =
            [("content/homes/_collection.yaml", &*schema), ("content/homes/a.yaml", records), ("content/a.md", &text)];
        told(&built("2023-08-31", "", &files), ENDED)
    };
    let one = of("", "person, village");
    assert!(one.len() == 1 && one[0].starts_with("error content/a.md:") && one[0].contains("1 name "), "{one:?}");
    assert_eq!(of("", "village"), [""; 0]);
    assert_eq!(of(", mingbai: {mask: name}", "person, village"), [""; 0]);
}

#[test]
fn a_list_that_does_not_say_until_when_cannot_be_judged() {
    for (title, front, body, count) in [
        ("低保公示", "", LIST, 1),
        ("例", "notice_type: 低保\n", LIST, 1),
        ("例", "", LIST, 0),
        ("低保公示", "", "8月公示了2户。", 0),
        ("低保公示", TERM, "8月公示了2户。", 0),
    ] {
        let text = format!("---\ntitle: {title}\n{front}---\n\n{body}\n");
        let built = built("2023-08-31", "", &[("content/a.md", &text)]);
        let told = told(&built, ENDED);
        assert_eq!(told.len(), count, "{title} {front}: {told:?}");
        assert!(told.iter().all(|t| t.starts_with("warning ") && t.contains("cannot be checked")), "{told:?}");
        let expected = if count == 0 { VerdictKind::Passed } else { VerdictKind::CannotBeChecked };
        assert_eq!(verdict(&built, ENDED), expected);
    }
    let column = "---\ntitle: 村里的事\ncolumn_type: 公示\n---\n";
    let text = page("", LIST);
    let built = built("2023-08-31", "", &[("content/n/_index.md", column), ("content/n/a.md", &text)]);
    assert_eq!(told(&built, ENDED).len(), 1, "by the class of its column");
}

#[test]
fn a_translation_has_the_time_of_its_original() {
    let english = "---\ntitle: Example\n---\n\n| Name | Village |\n|---|---|\n| Zhang San | Li Village |\n";
    let told_of = |as_of: &str, original: &str, translation: &str| {
        let files = [("content/a.md", original), ("content/a.en.md", translation)];
        let built = built(as_of, "languages: [zh-CN, en]\n", &files);
        (told(&built, ENDED), told(&built, SHORT), told(&built, "data/translation"))
    };
    let counts = page(TERM, "公示了1户。");
    let (ended, short, _) = told_of("2023-08-31", &counts, english);
    assert!(ended.len() == 1 && ended[0].starts_with("error content/a.en.md:5"), "{ended:?}");
    assert!(short.is_empty());
    assert_eq!(told_of("2023-08-10", &counts, english).0, [""; 0]);
    let other = english
        .replace("title: Example\n", "title: Example\nnotice_until: 2023-08-12\nnotice_type: social_assistance\n");
    let (ended, short, differs) = told_of("2023-08-31", &counts, &other);
    assert_eq!((ended.len(), short.len(), differs.len()), (1, 0, 1), "{differs:?}");
    let brief = page(&TERM.replace("08-10", "08-03"), "公示了1户。");
    assert_eq!(told_of("2023-08-31", &brief, english).1.len(), 1, "told once, of the original");
}

/// How the only notice stands with the time that is asked of it.
fn short(kind: &str, from: &str, until: &str) -> String {
    let front = format!("notice_from: {from}\nnotice_until: {until}\nnotice_type: {kind}\n");
    told(&built("2023-08-31", "", &[("content/a.md", &page(&front, "正文。"))]), SHORT).join("\n")
}

#[test]
fn each_kind_has_its_least_time() {
    for (kind, from, enough, least) in [
        ("低保", "2023-08-01", "2023-08-10", "7 working days"),
        ("社会救助公示", "2023-08-01", "2023-08-10", "7 working days"),
        // Three days of rest, and a Sunday that is worked.
        ("特困", "2023-06-19", "2023-06-29", "7 working days"),
        // Eight days of rest, and a weekend that is worked.
        ("临时救助", "2023-09-28", "2023-10-13", "7 working days"),
        // Over the turn of a year.
        ("低保", "2022-12-28", "2023-01-09", "7 working days"),
        // A Saturday, which does not count by either reading.
        ("低保", "2023-08-05", "2023-08-15", "7 working days"),
        ("征收土地预公告", "2023-08-01", "2023-08-15", "10 working days"),
        ("中标候选人", "2023-08-01", "2023-08-04", "3 days"),
        ("征地补偿安置方案", "2023-08-01", "2023-08-31", "30 days"),
        ("compensation_plan", "2024-02-01", "2024-03-02", "30 days"),
    ] {
        assert_eq!(short(kind, from, enough), "", "{kind} {from}");
        let until = |back: i32| {
            let day = mingbai::value::PartialDate::parse(enough).ok().and_then(|d| d.as_day()).expect("a day");
            mingbai::value::after(day, -back).to_string()
        };
        let mut told: Vec<String> = (1..=9).map(|back| short(kind, from, &until(back))).collect();
        told.retain(|told| !told.contains("before it begins"));
        assert!(told[0].contains(least) && told[0].contains(&until(1)), "{}", told[0]);
        let is_kind = |severity: &str| told.iter().any(|told| told.starts_with(severity));
        assert!(told.iter().all(|told| !told.is_empty()) && is_kind("error "), "{told:?}");
        // The day before the last is enough only with the first day, where that counts at all.
        assert_eq!(is_kind("warning "), from != "2023-08-05", "{told:?}");
    }
}

#[test]
fn what_is_not_known_is_said() {
    let cannot = |told: &str| told.starts_with("warning content/a.md:") && told.contains("cannot be checked");
    for (kind, from, until, expected) in [
        ("土地征收", "2023-08-01", "2023-08-31", "`土地征收`"),
        ("拟录用", "2023-08-01", "2023-08-31", "`拟录用`"),
        ("低保", "2027-03-01", "2027-03-31", "2027"),
        ("低保", "2026-12-25", "2027-01-20", "2027"),
    ] {
        let told = short(kind, from, until);
        assert!(cannot(&told) && told.contains(expected), "{told}");
    }
    assert!(short("低保", "2027-03-01", "2027-03-05").starts_with("error "), "five days hold no seven working days");
    assert_eq!(short("中标候选人", "2027-03-01", "2027-03-04"), "", "days of the calendar are known");
    for front in [
        "notice_from: 2023-08-01\n",
        "notice_until: 2023-08-31\n",
        "notice_type: 低保\n",
        "notice_from: 2023-08-01\nnotice_until: 2023-08-31\n",
    ] {
        let built = built("2023-08-31", "", &[("content/a.md", &page(front, "正文。"))]);
        let told = told(&built, SHORT);
        assert!(told.len() == 1 && cannot(&told[0]), "{front}: {told:?}");
        assert_eq!(verdict(&built, SHORT), VerdictKind::CannotBeChecked);
    }
    assert!(short("低保", "2023-08-31", "2023-08-01").contains("before it begins"));
    // What cannot be read is told where it is read, and not again.
    let month = page("notice_from: 2023-08\nnotice_until: 2023-08-31\nnotice_type: 低保\n", "正文。");
    let built = built("2023-08-31", "", &[("content/a.md", &month)]);
    assert_eq!((told(&built, "content/date").len(), told(&built, SHORT).len()), (1, 0));
}

#[test]
fn a_site_adds_kinds_by_its_own_rules() {
    let of = |types: &str, until: &str, kind: &str| {
        let more = format!("checks:\n  privacy/notice-short:\n    types: {types}\n");
        let front = format!("notice_from: 2023-08-01\nnotice_until: {until}\nnotice_type: {kind}\n");
        told(&built("2023-08-31", &more, &[("content/a.md", &page(&front, "正文。"))]), SHORT)
    };
    assert_eq!(of("[拟录用 5个工作日]", "2023-08-08", "拟录用公示"), [""; 0]);
    assert!(of("[拟录用 5个工作日]", "2023-08-04", "拟录用")[0].contains("less than 5 working days"));
    assert!(of("[危房改造 7天]", "2023-08-05", "危房改造")[0].contains("less than 7 days"));
    let both = of("[低保 15天]", "2023-08-11", "低保");
    assert!(both.len() == 1 && both[0].contains("15 days"), "the law's time and the site's own: {both:?}");
    let law = of("[低保 1天]", "2023-08-03", "低保");
    let has = |file: &str, said: &str| law.iter().any(|told| told.contains(file) && told.contains(said));
    assert!(law.len() == 2 && has("content/a.md", "less than 7 working days"), "no site makes it shorter: {law:?}");
    assert!(has("site.yaml", "has no effect"), "which is said where it tries to: {law:?}");
    let bad = of("[拟录用 五天]", "2023-08-10", "低保");
    assert!(bad.len() == 1 && bad[0].starts_with("error site.yaml:"), "{bad:?}");
}

#[test]
fn names_above_the_body_are_found() {
    let of = |front: &str| ended("2023-08-31", &format!("{TERM}{}\n", front), "公示了2户，没有异议。");
    for front in ["summary: 公示名单：张志强", "摘要: 拟录用人员：张志强、李国华。"] {
        let told = of(front);
        assert!(matches!(&told[..], [one] if one.starts_with("error content/a.md:6 ")), "{front}: {told:?}");
    }
    // Whether a keyword is a name cannot be told for certain.
    for front in ["keywords: [李国华]", "关键词: [低保, 张志强]"] {
        let told = of(front);
        assert!(matches!(&told[..], [one] if one.starts_with("warning content/a.md:6 ")), "{front}: {told:?}");
    }
    for front in [
        "summary: 8月1日至10日公示了2户，没有收到异议。",
        "summary: 公示名单：见村里的公示栏",
        "summary: 公示名单：张*强",
        "summary: 公示对象：全体村民",
        "keywords: [低保, 公示, 黄田村, 施工图, 林长制, 马拉松制, 白内障, 高血压, 温泉]",
    ] {
        assert_eq!(of(front), [""; 0], "{front}");
    }
}

#[test]
fn plants_rivers_buildings_and_works_are_nobody() {
    for body in [
        "入围名单：\n\n1. 黄河谣\n2. 金竹情",
        "补贴对象：\n\n- 黄豆\n- 金柚",
        "名字：黄果茶",
        "河流名单：金竹河、高山河、黄田水",
        "名树名单：\n\n- 马尾松\n- 白玉兰",
        "古建筑名单：\n\n- 继善楼",
        "保护对象：古榕树、白鹭",
        "监测对象：马铃薯、白菜",
        "采购对象：白灰、黄沙",
        "评选对象：高山、金竹、石马",
    ] {
        assert_eq!(ended("2023-08-31", TERM, body), [""; 0], "{body}");
    }
    for body in [
        "入围名单：\n\n1. 李小明\n2. 张志强",
        "补贴对象：\n\n- 陈金水\n- 刘玉树",
        "名字：张长河",
        "监测对象：张志强、李国华",
        "评选对象：李玉兰",
        "公示对象：陈青松",
    ] {
        let told = ended("2023-08-31", TERM, body);
        assert!(matches!(&told[..], [one] if one.starts_with("error ")), "{body}: {told:?}");
    }
}
