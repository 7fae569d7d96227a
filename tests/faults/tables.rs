//! Mistakes of tables as such: what is not read, what would be lost, and what hides in attachments.

use super::Fault;
use super::record::Files;
use rust_xlsxwriter::Workbook;

/// A workbook of sheets: name, whether it is hidden, rows.
fn book(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, is_hidden, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name").set_hidden(*is_hidden);
        for (row, cells) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*cells) {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const RECORDS: &[&[&str]] = &[&["编号", "标题", "状态"], &["jia", "甲项目", "签约"]];
const OTHER: &[&[&str]] = &[&["随便", "写的"]];

fn fault(name: &str, path: &str, bytes: Vec<u8>, rule: &'static str, place: &str) -> Fault {
    let files: Files = vec![(path.to_owned(), bytes)];
    Fault { name: format!("tables: {name}"), files, rule, place: format!("{path}{place}") }
}

fn csv(name: &str, text: &str, rule: &'static str, cell: &str) -> Fault {
    fault(name, "content/projects/all.csv", text.as_bytes().to_vec(), rule, &format!(" {cell}"))
}

/// Rows that would get lost, and totals.
fn of_rows() -> Vec<Fault> {
    const HEAD: &str = "编号,标题,状态,合同投资额（万元）\n";
    const GOOD: &str = "jia,甲项目,签约,5\nyi,乙项目,签约,6\n";
    let below = |rows: &str| format!("{HEAD}{GOOD}{rows}\n");
    let item = |text: &str, cell: &str| Fault {
        name: "tables: a small record that begins like a note".to_owned(),
        files: vec![
            ("content/projects/all.csv".to_owned(), below("").into_bytes()),
            ("content/projects.parts.csv".to_owned(), text.as_bytes().to_vec()),
        ],
        rule: "data/table",
        place: format!("content/projects.parts.csv {cell}"),
    };
    let sizes = |rows: &str| format!("编号,标题,状态,规模,比例,合同投资额\n{rows}\n");
    let parts = |name: &str, record: &str, text: &str, rule: &'static str, cell: &str| Fault {
        name: format!("tables: {name}"),
        files: vec![
            (
                "content/projects/jia.md".to_owned(),
                format!("---\nid: jia\ntitle: 甲\n状态: 签约\n{record}---\n").into_bytes(),
            ),
            ("content/projects.parts.csv".to_owned(), text.as_bytes().to_vec()),
        ],
        rule,
        place: format!("content/projects.parts.csv {cell}"),
    };
    vec![
        parts(
            "small records of what is unknown",
            "组成: 原文未写\n",
            "所属编号,内容\njia,主楼\njia,围墙\n",
            "data/unknown",
            "A2",
        ),
        csv("a header without records", "编号,标题,状态\n", "data/shape", "A1"),
        parts("small records of nobody", "", "内容,所在地\n主楼,上洞\n", "data/id", "A1"),
        csv("a date line that is no date", &format!("截至：昨天\n{HEAD}{GOOD}"), "content/date", "A1"),
        csv(
            "a foreign unit above",
            "单位：万美元\n编号,标题,状态,合同投资额（元）\njia,甲,签约,5\n",
            "data/unit",
            "A1",
        ),
        csv("half a unit above", "单位：,万\n编号,标题,状态,面积\njia,甲,签约,5\n", "data/unit", "A1"),
        csv("two units above", "单位：万元\n单位：元\n编号,标题,状态,合同投资额\njia,甲,签约,5\n", "data/unit", "A2"),
        csv(
            "a unit in two cells that contradicts",
            "单位：,万元\n编号,标题,状态,合同投资额（元）\njia,甲,签约,5\n",
            "data/unit",
            "D2",
        ),
        csv(
            "persons in a header of money",
            "编号,标题,状态,合同投资额（人）\njia,甲,签约,5\nyi,乙,签约,6\n合计,,,11\n",
            "data/unit",
            "D1",
        ),
        csv(
            "money in a header of numbers",
            "编号,标题,状态,系数（万元）\njia,甲,签约,5\nyi,乙,签约,6\n",
            "data/unit",
            "D1",
        ),
        csv("a row of units that do not fit", "编号,标题,状态,合同投资额\n,,,亩\njia,甲,签约,5\n", "data/unit", "D1"),
        csv("a dash among others", "编号,标题,状态,地点\njia,甲,签约,上洞、-\n", "data/missing-mark", "D2"),
        csv(
            "persons and visits in one total",
            &sizes("jia,甲,签约,5人\nyi,乙,签约,6人次\n合计,,,11人"),
            "data/total",
            "D4",
        ),
        csv(
            "persons and households in one total",
            &sizes("jia,甲,签约,5人\nyi,乙,签约,6人\n合计,,,11户"),
            "data/total",
            "D4",
        ),
        csv(
            "money in a wrong total of sizes",
            &sizes("jia,甲,签约,5万元\nyi,乙,签约,6万元\n合计,,,99万元"),
            "data/total",
            "D4",
        ),
        csv("a total of shares", &sizes("jia,甲,签约,,5%\nyi,乙,签约,,6%\n合计,,,,99%"), "data/total", "E4"),
        csv(
            "a total of two stages",
            &sizes("jia,甲,签约,,,5万元\nyi,乙,签约,,,6万元（预算）\n合计,,,,,11万元"),
            "data/total",
            "F4",
        ),
        csv("an error value for a text", "编号,标题,状态,简称\njia,甲,签约,#REF!\n", "data/cell", "D2"),
        csv("an error value for a title", "编号,标题,状态,简称\njia,Err:508,签约,甲乙\n", "data/cell", "B2"),
        csv("a number that was too wide", "编号,标题,状态,合同投资额（元）\njia,甲,签约,########\n", "data/cell", "D2"),
        csv("a record above the header", &format!("bing,丙项目,签约,6万元\n{HEAD}{GOOD}"), "data/table", "A1"),
        csv("a note that is a record", &below("注：见下,丙项目,签约,600"), "data/table", "B4"),
        csv("the word 备注 for an id", &below("备注,丙项目,签约,600"), "data/table", "C4"),
        csv("a date line that is a record", &format!("{HEAD}日期：2023,丙项目,签约,6\n{GOOD}"), "data/table", "B2"),
        csv("a note with a number in a column", &below("注：数据为初步,,,55"), "data/table", "D4"),
        item("所属编号,内容\njia,主楼\n注：x,围墙\n", "B3"),
        csv("a wrong total with its count for a title", &below("合计,2个,,99"), "data/total", "D4"),
        csv("a wrong total with its unit", &below("合计（元）,,,11"), "data/total", "D4"),
        csv("a wrong total of a page", &below("本页小计,,,12"), "data/total", "D4"),
        csv("a wrong total in English", &below("Total,2,,12"), "data/total", "D4"),
        csv(
            "a wrong total beside running numbers",
            "序号,编号,标题,状态,合同投资额（万元）\n1,jia,甲项目,签约,5\n合计,,1个,,11\n",
            "data/total",
            "E3",
        ),
    ]
}

pub(super) fn faults() -> Vec<Fault> {
    const TOP: &str = "content/台账.xlsx";
    const BELOW: &str = "content/reports/附件.xlsx";
    let mut rows = Workbook::new();
    let sheet = rows.add_worksheet();
    sheet.write_string(0, 0, "明").expect("a cell").write_string(1, 0, "暗").expect("a cell");
    sheet.set_row_hidden(1).expect("a row");
    let mut out = of_rows();
    out.extend(vec![
        fault(
            "no sheet has the name of a collection",
            TOP,
            book(&[("项目表", false, RECORDS), ("项目2023", false, RECORDS)]),
            "data/table",
            "",
        ),
        fault("a sheet at the top that is set aside", TOP, book(&[("_x", false, RECORDS)]), "data/table", ""),
        fault(
            "a file at the top whose name says nothing",
            "content/项目表.csv",
            b"a,b\n1,2\n".to_vec(),
            "data/table",
            "",
        ),
        fault(
            "the ledger's sheet is hidden",
            TOP,
            book(&[("_说", false, OTHER), ("项目", true, RECORDS)]),
            "data/hidden",
            " 项目",
        ),
        fault(
            "nothing but a sheet set aside",
            "content/projects/all.xlsx",
            book(&[("_x", false, RECORDS)]),
            "data/shape",
            "",
        ),
        fault("an empty file", "content/projects/all.csv", b"\n,,\n".to_vec(), "data/shape", ""),
        fault("a binary workbook", "content/projects/all.xlsb", b"x".to_vec(), "data/table", ""),
        fault("a workbook of another program", "content/projects/all.et", b"x".to_vec(), "data/table", ""),
        fault("JSON for records", "content/projects/all.json", b"[]".to_vec(), "data/table", ""),
        fault(
            "an attachment with a hidden sheet",
            BELOW,
            book(&[("随便", false, OTHER), ("底稿", true, OTHER)]),
            "data/hidden",
            " 底稿",
        ),
        fault(
            "an attachment with a hidden row",
            BELOW,
            rows.save_to_buffer().expect("a workbook"),
            "data/hidden",
            " Sheet1",
        ),
        fault("an attachment that cannot be read", BELOW, b"none".to_vec(), "data/hidden", ""),
        fault("an attachment of another program", "content/reports/a.et", b"x".to_vec(), "data/hidden", ""),
    ]);
    out
}
