//! Mistakes of front matter, YAML files and CSV files as such.

use super::Fault;
use super::record::{Row, csv, row};

const MD: &str = "content/projects/bad.md";
const YAML: &str = "content/projects/all.yaml";
const GLOSSARY: &str = "content/glossary.yaml";
const CSV: &str = "content/projects/all.csv";

fn text(name: &str, path: &str, body: &str, rule: &'static str, place: &str) -> Fault {
    let files = vec![(path.to_owned(), body.as_bytes().to_vec())];
    Fault { name: name.to_owned(), files, rule, place: format!("{path}{place}") }
}

/// A CSV file whose lines have been changed.
fn table(name: &str, change: impl Fn(&mut Vec<String>), rule: &'static str, place: &str) -> Fault {
    let (first, second): (Row, Row) = (row("hao", &[]), row("bad", &[]));
    let whole = String::from_utf8(csv(&[&first, &second])).expect("UTF-8");
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    change(&mut lines);
    text(&format!("CSV: {name}"), CSV, &(lines.join("\r\n") + "\r\n"), rule, place)
}

pub(super) fn faults() -> Vec<Fault> {
    let good = "编号: bad\n标题: 甲\n状态: 签约\n";
    let mut out = vec![
        text("Markdown: an unknown key", MD, &format!("---\n{good}投资颜: 3\n---\n"), "content/unknown-key", ":5"),
        text(
            "Markdown: front matter without an end",
            MD,
            &format!("---\n{good}\n正文。\n"),
            "content/front-matter",
            ":1",
        ),
        text(
            "Markdown: a full-width colon",
            MD,
            &format!("---\n{good}地点：上洞\n---\n"),
            "content/full-width-colon",
            ":5",
        ),
        text(
            "Markdown: a key in two languages",
            MD,
            &format!("---\n{good}title: 乙\n---\n"),
            "content/duplicate-key",
            ":5",
        ),
        text(
            "Markdown: a source that is unknown",
            MD,
            &format!("---\n{good}来源: [原文未写]\n---\n"),
            "data/unknown",
            ":5",
        ),
        text(
            "Markdown: an id that is unknown",
            MD,
            "---\n编号: 待补充\n标题: 甲\n状态: 签约\n---\n",
            "data/unknown",
            ":2",
        ),
        text(
            "Markdown: a title that is unknown",
            MD,
            "---\n编号: bad\n标题: 待补充（村里还没定）\n状态: 签约\n---\n",
            "data/unknown",
            ":3",
        ),
        text(
            "Markdown: a title that is unknown, as a map",
            MD,
            "---\n编号: bad\n标题: {unknown: pending}\n状态: 签约\n---\n",
            "data/unknown",
            ":3",
        ),
        text(
            "Markdown: an as-of date that is unknown",
            MD,
            &format!("---\n{good}截至: 原文未写\n---\n"),
            "data/unknown",
            ":5",
        ),
        text(
            "Markdown: an unknown in a list",
            MD,
            &format!("---\n{good}地点: [上洞, 待补充]\n---\n"),
            "data/unknown",
            ":5",
        ),
        text("YAML: a title that is unknown", YAML, "- {编号: bad, 标题: 待补充, 状态: 签约}\n", "data/unknown", ":1"),
        text(
            "YAML: an unknown among small records",
            YAML,
            "- 编号: bad\n  标题: 甲\n  状态: 签约\n  组成: [{内容: 店}, 待补充]\n",
            "data/unknown",
            ":4",
        ),
        table("a title that is unknown", |l| l[2] = l[2].replace("好项目", "待补充"), "data/unknown", " B3"),
        table(
            "an unknown in a list",
            |l| l[2] = l[2].replace("\"上洞\"", "\"上洞、待补充（村委会）\""),
            "data/unknown",
            " K3",
        ),
        text(
            "glossary: a term without an explanation",
            GLOSSARY,
            "水圳: 引水的渠。\n收储:\n",
            "content/glossary",
            ":2",
        ),
        text(
            "glossary: a word twice",
            GLOSSARY,
            "水圳: 引水的渠。\n水渠: {解释: 同上。, 别名: [水圳]}\n",
            "content/glossary",
            ":2",
        ),
        text(
            "Markdown: a chart that compares a field with itself",
            "content/x.md",
            "---\ntitle: 图\n---\n\n```chart\nkind: dumbbell\nof: projects\nfrom: 合同投资额\nto: 合同投资额\n```\n",
            "content/block",
            ":9",
        ),
        text("Markdown: a key twice", MD, &format!("---\n{good}状态: 在谈\n---\n"), "content/duplicate-key", ":5"),
        text("Markdown: a tab", MD, &format!("---\n{good}地点:\n\t- 上洞\n---\n"), "content/front-matter", ":6"),
        text(
            "Markdown: an unknown of no kind",
            MD,
            "---\n编号: bad\n标题: 甲\n状态: {unknown: dunno}\n---\n",
            "data/unknown",
            ":4",
        ),
        text(
            "Markdown: a map for a text",
            MD,
            &format!("---\n{good}简称: {{a: b}}\n---\n"),
            "content/unknown-key",
            ":5",
        ),
        text(
            "Markdown: a stage of no kind",
            MD,
            &format!("---\n{good}合同投资额: {{value: 3, unit: 万元, stage: promised}}\n---\n"),
            "data/stage",
            ":5",
        ),
        text(
            "Markdown: a small record without its content",
            MD,
            &format!("---\n{good}组成:\n  - {{所在地: 上洞}}\n---\n"),
            "data/required",
            ":6",
        ),
        text(
            "Markdown: a small record with an unknown key",
            MD,
            &format!("---\n{good}组成:\n  - {{内容: 店, 面积: 3}}\n---\n"),
            "content/unknown-key",
            ":6",
        ),
        text(
            "Markdown: a small record in a place that is not there",
            MD,
            &format!("---\n{good}组成:\n  - 内容: 店\n    所在地: 东洞\n---\n"),
            "data/reference",
            ":7",
        ),
        text("Markdown: a record without an id", MD, "---\n标题: 甲\n状态: 签约\n---\n", "data/id", ":2"),
        text(
            "YAML: a bracket that does not end",
            YAML,
            "- {编号: bad, 标题: 甲, 状态: 签约\n- {编号: b}\n",
            "content/yaml",
            ":1",
        ),
        text("YAML: a text and no record", YAML, "签约\n", "data/shape", ""),
        text(
            "YAML: an unknown key",
            YAML,
            "- 编号: bad\n  标题: 甲\n  状态: 签约\n  satte: 签约\n",
            "content/unknown-key",
            ":4",
        ),
        text("YAML: a record without an id", YAML, "- 标题: 甲\n  状态: 签约\n", "data/id", ":1"),
        text(
            "YAML: a list for one value",
            YAML,
            "- 编号: bad\n  标题: 甲\n  状态: [签约, 在谈]\n",
            "content/value",
            ":3",
        ),
        table("a column of no field", |l| l[0] = l[0].replace("合同投资额", "合同投咨额"), "data/column", " D1"),
        table("a slip in the header of ids", |l| l[0] = l[0].replace("编号", "编码"), "data/column", " A1"),
        table("a slip in the header of titles", |l| l[0] = l[0].replace("标题", "标提"), "data/column", " B1"),
        table("a slip in a header that must be there", |l| l[0] = l[0].replace("状态", "壮态"), "data/column", " C1"),
        table("a header that is missing", |l| l[0] = l[0].replace("\"状态\"", ""), "data/column", " C2"),
        table(
            "a unit of a header that is none",
            |l| l[0] = l[0].replace("合同投资额", "合同投资额（亿）"),
            "data/column",
            " D1",
        ),
        table(
            "a unit of a header that no table has",
            |l| l[0] = l[0].replace("面积", "面积（方）"),
            "data/column",
            " E1",
        ),
        table("brackets behind a header", |l| l[0] = l[0].replace("简称", "简称（全写）"), "data/column", " O1"),
        table(
            "running numbers that are none",
            |l| {
                l[0] = format!("序号,{}", l[0]);
                l[1] = format!("1,{}", l[1]);
                l[2] = format!("甲-2,{}", l[2]);
            },
            "data/column",
            " A3",
        ),
        table("a column twice", |l| l[0] = l[0].replace("\"开工日\"", "\"签约时间\""), "data/column", " J1"),
        text("CSV: no column of ids", CSV, "标题,状态\n甲,签约\n", "data/id", " A1"),
        table("a cell without a header", |l| l[2] += ",\"多出来的\"", "data/column", " R3"),
        table("a column of small records", |l| l[0] = l[0].replace("\"简称\"", "\"组成\""), "data/column", " O1"),
        table("a number without a unit", |l| l[2] = l[2].replace("约4000万元", "4000"), "data/column", " D1"),
        table("a dash", |l| l[2] = l[2].replace("736平方米", "—"), "data/missing-mark", " E3"),
        table("a stroke in a text", |l| l[2] = l[2].replace("简bad", "/"), "data/missing-mark", " O3"),
        table("none, of an amount", |l| l[2] = l[2].replace("约4000万元", "无"), "data/missing-mark", " D3"),
        table("a row without an id", |l| l[2] = l[2].replace("\"bad\"", "\"\""), "data/id", " A3"),
        table("a total that does not add up", |l| l.push("合计,,,9000万元".to_owned()), "data/total", " D4"),
        table("a total in words", |l| l.push("合计,,,许多".to_owned()), "data/total", " D4"),
        table(
            "a list with a place that is not there",
            |l| l[2] = l[2].replace("\"上洞\"", "\"上洞、东洞\""),
            "data/reference",
            " K3",
        ),
        table(
            "a unit above that contradicts the header",
            |l| {
                l[0] = l[0].replace("合同投资额", "合同投资额（万元）");
                l.insert(0, "单位：元".to_owned());
            },
            "data/unit",
            " D2",
        ),
        table("a row with a stray value", |l| l.push(",,,,5".to_owned()), "data/table", " E4"),
        table("a row of an id alone", |l| l.push("c,,".to_owned()), "data/table", " A4"),
        table("a note between the rows", |l| l.push("甲村未报".to_owned()), "data/table", " A4"),
        table("a quote that is not closed", |l| l[2] = l[2].trim_end_matches('"').to_owned(), "data/table", ":3"),
        table(
            "another table below",
            |l| {
                let header = l[0].replace("合同投资额", "规模二");
                l.push(header);
                l.push("c,丙".to_owned());
            },
            "data/table",
            " A4",
        ),
        table("another unit below", |l| l.push("单位：元".to_owned()), "data/table", " A4"),
        table(
            "no header at all",
            |l| {
                l.remove(0);
            },
            "data/column",
            "",
        ),
        text("CSV: a NUL", CSV, "编号,标题,状态\na,甲\0,签约\n", "content/encoding", ""),
    ];
    let mut children = |name: &str, body: &str, rule: &'static str, place: &str| {
        let path = "content/projects/项目-组成.csv";
        let mut fault = text(&format!("CSV of small records: {name}"), path, body, rule, place);
        fault.files.push((CSV.to_owned(), csv(&[&row("hao", &[]), &row("bad", &[])])));
        out.push(fault);
    };
    children("an owner that is not there", "所属编号,内容\nhoa,店\n", "data/reference", " A2");
    children("no owner", "所属编号,内容\n,店\n", "data/id", " A2");
    children("no column of owners", "内容,所在地\n店,上洞\n", "data/id", " A1");
    children("a content that is missing", "所属编号,内容,所在地\nhao,,上洞\n", "data/required", " A2");
    children("a place that is not there", "所属编号,内容,所在地\nhao,店,东洞\n", "data/reference", " C2");
    let mut children = |name: &str, main: &str, rule: &'static str, place: &str| {
        let path = "content/projects/项目-组成.csv";
        let mut fault = text(&format!("CSV of records that others refer to: {name}"), CSV, main, rule, place);
        fault.files.push((path.to_owned(), "所属编号,内容\n好,店\n".as_bytes().to_vec()));
        out.push(fault);
    };
    children("no id", "编号,标题,状态\n,好,签约\n", "data/id", " A2");
    children("no column of ids", "标题,状态\n好,签约\n", "data/id", " A1");
    children("no header", "甲,乙,丙\nhao,好,签约\n", "data/column", "");
    let wide = "编号,标题,状态\r\nbad,甲,签约\r\n".encode_utf16().flat_map(u16::to_le_bytes);
    out.push(Fault {
        name: "CSV: UTF-16".to_owned(),
        files: vec![(CSV.to_owned(), [0xFF, 0xFE].into_iter().chain(wide).collect())],
        rule: "content/encoding",
        place: CSV.to_owned(),
    });
    let gbk = b"\xb1\xe0\xba\xc5,\xb1\xea\xcc\xe2,\xd7\xb4\xcc\xac\nbad,\xbc\xd7,\xcc\xb8\xb3\xc9\xff\n".to_vec();
    out.push(Fault {
        name: "CSV: neither UTF-8 nor GB18030".to_owned(),
        files: vec![(CSV.to_owned(), gbk)],
        rule: "content/encoding",
        place: CSV.to_owned(),
    });
    let mut photograph = |name: &str, path: &str, bytes: &[u8]| {
        let shown = path.rsplit('/').next().unwrap_or_default();
        let page = format!("---\n{good}---\n\n![甲]({shown})\n");
        out.push(Fault {
            name: format!("Markdown: a photograph that {name}"),
            files: vec![(MD.to_owned(), page.into_bytes()), (path.to_owned(), bytes.to_vec())],
            rule: "content/photo",
            place: path.to_owned(),
        });
    };
    photograph("is none", "content/projects/jia.jpg", b"<html>");
    photograph("is broken", "content/projects/jia.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0");
    photograph("is another format", "content/projects/jia.webp", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0");
    out
}
