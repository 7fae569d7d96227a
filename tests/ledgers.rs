//! Ledgers as clerks keep them: what is accepted, and what it becomes.

use crate::support::patched;
use encoding_rs::GB18030;
use mingbai::diagnostic::{Diagnostics, Severity};
use mingbai::load::{SourceFile, Sources, is_ignored, parse};
use mingbai::model::{FieldValue, Overrides, PageKind, Site, build, words};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const SCHEMA: &str = "\
title: 资产
fields:
  - {name: value, title: 评估价, type: string, mingbai: {value: amount}}
  - {name: area, title: 面积, type: string, mingbai: {value: quantity, unit: 平方米}}
  - {name: place, title: 地点, type: list, mingbai: {ref: places}}
  - {name: code, title: 区划代码, type: string, mingbai: {value: place_code}}
  - {name: day, title: 评估日, type: date, mingbai: {partial: true}}
  - {name: note, title: 说明文字, type: string}
  - {name: count, title: 宗数, type: integer}
  - {name: parts, title: 组成, type: array, mingbai: {fields: [{name: what, title: 内容, type: string}, {name: place, title: 所在地, type: string, mingbai: {ref: places}}]}}
";

fn site(files: &[(&str, Vec<u8>)]) -> (Site, Diagnostics) {
    let base = [
        ("site.yaml", "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\n"),
        ("content/_index.md", "---\ntitle: 首页\n---\n"),
        ("content/places/_collection.yaml", "title: 地名\nfields: []\n"),
        ("content/places/places.yaml", "- {id: shang-dong, title: 上洞}\n- {id: ling-pai, title: 岭排}\n"),
        ("content/assets/_collection.yaml", SCHEMA),
    ];
    let base = base.iter().map(|(path, text)| SourceFile { path: (*path).into(), bytes: text.as_bytes().into() });
    let own = files.iter().map(|(path, bytes)| SourceFile { path: (*path).into(), bytes: bytes.as_slice().into() });
    let (parsed, mut problems) = parse(&Sources::new(base.chain(own).collect()));
    let (site, found) = build(parsed, &Overrides::default());
    problems.append(found);
    (site.expect("a site"), problems)
}

fn good(files: &[(&str, Vec<u8>)]) -> Site {
    let (site, problems) = site(files);
    assert!(problems.iter().next().is_none(), "{problems:#?}");
    site
}

/// What a field of a record says, several values separated by `|`; empty where it says nothing.
fn said(site: &Site, id: &str, field: &str) -> String {
    let page = &site.pages[site.record(&format!("assets/{id}")).unwrap_or_else(|| panic!("a record {id}"))];
    match page.fields.iter().find(|(f, _)| site.field(*f).name == field) {
        Some((f, FieldValue::Known(values))) => {
            values.iter().map(|v| words(site, site.field(*f), v, 0)).collect::<Vec<_>>().join("|")
        }
        Some((_, FieldValue::Unknown(unknown, note))) => format!("{}{}", unknown.code(), note.as_deref().unwrap_or("")),
        None => String::new(),
    }
}

fn count(site: &Site) -> usize {
    site.pages.iter().filter(|p| matches!(p.kind, PageKind::Record(_)) && &*p.folder == "assets").count()
}

/// Whoever comes first: titles are made in the order in which they need one another.
#[test]
fn titles_are_made_from_titles_that_are_made() {
    let schema = "title: 指标\nfields:\n  - {name: of, title: 属于, type: list, mingbai: {ref: indicators}}\n  - {name: year, title: 年, type: string}\nmingbai: {title_from: [of, year]}\n";
    let records = "- {id: a, of: [b], year: 2023}\n- {id: b, of: [c, d], year: \"\"}\n- {id: c, year: 游客}\n- {id: d, title: 甲}\n- {id: e, title: e, of: 原文未写}\n- {id: f, of: [e]}\n";
    let files = [
        ("content/indicators/_collection.yaml", schema.as_bytes().to_vec()),
        ("content/indicators/all.yaml", records.as_bytes().to_vec()),
    ];
    let site = good(&files);
    let title = |id: &str| site.pages[site.record(&format!("indicators/{id}")).expect("a record")].title.clone();
    assert_eq!(["a", "b", "c", "e", "f"].map(title), ["游客，甲，2023", "游客，甲", "游客", "e", "e"]);
    // As many as there may be.
    let many: String = (0..30_000).map(|n| format!("- {{id: r{n}, of: [r{}]}}\n", n + 1)).collect();
    let files = [
        files[0].clone(),
        ("content/indicators/all.yaml", format!("{many}- {{id: r30000, title: 末}}\n").into_bytes()),
    ];
    let site = good(&files);
    assert_eq!(site.pages[site.record("indicators/r0").expect("a record")].title, "末");
}

#[test]
fn running_numbers_of_rows_say_nothing() {
    let text = "序号,编号,标题,宗数\n1,a,甲,3\n２,b,乙,4\n合计,,,7\n3,,,\n4,,,\n注：到年底,,,\n";
    let site = good(&[("content/assets/a.csv", text.as_bytes().to_vec())]);
    assert_eq!((count(&site), said(&site, "b", "count")), (2, "4".to_owned()));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (header, value)) in [("编号", "a"), ("标题", "甲")].into_iter().enumerate() {
        let column = u16::try_from(column).expect("few");
        sheet.write_string(0, column, header).expect("a cell");
        sheet.write_string(1, column, value).expect("a cell");
    }
    sheet.write_string(0, 2, "序 号").expect("a cell");
    sheet.write_number(1, 2, 1.0).expect("a cell");
    let site = good(&[("content/assets/a.xlsx", book.save_to_buffer().expect("a workbook"))]);
    assert_eq!(count(&site), 1);
}

#[test]
fn a_header_may_count_in_ten_thousands() {
    let text = "单位：万平方米\n编号,标题,面积\na,甲,3.2\n";
    let site = good(&[("content/assets/a.csv", text.as_bytes().to_vec())]);
    assert_eq!(said(&site, "a", "area"), "3.2万平方米");
    let text = "编号,标题,面积（万平方米）\na,甲,约3.2\n";
    let site = good(&[("content/assets/a.csv", text.as_bytes().to_vec())]);
    assert_eq!(said(&site, "a", "area"), "约3.2万平方米");
}

#[test]
fn csv_of_all_kinds() {
    let text = "编号,标题,评估价,面积\na,甲,６４００万元,\"1,200平方米\"\n";
    let with_bom = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    let semicolons = text.replace(',', ";").replace("1;200", "1,200").into_bytes();
    let tabs = "编号\t标题\t评估价\t面积\r\na\t甲\t６４００万元\t1,200平方米\r\n".as_bytes().to_vec();
    for bytes in [text.as_bytes().to_vec(), with_bom, semicolons, tabs] {
        let site = good(&[("content/assets/a.csv", bytes)]);
        assert_eq!(said(&site, "a", "value"), "6400万元");
        assert_eq!(said(&site, "a", "area"), "1200平方米");
    }
    let (gbk, _, _) = GB18030.encode(text);
    let (site, problems) = site(&[("content/assets/a.csv", gbk.into_owned())]);
    assert_eq!(said(&site, "a", "value"), "6400万元");
    let notes: Vec<_> = problems.iter().map(|p| (p.severity, p.message.zh.as_str())).collect();
    assert_eq!(notes, [(Severity::Note, "文件是 GB18030（GBK）编码，已按它读")]);
}

#[test]
fn units_stand_in_headers_above_them_or_in_cells() {
    let csv = "国有资产台账（单位：万元）,,,\n截至：2023-08-31,来源：某台账 第2页,,\n\n编 号*,标题*,评估价,面积（亩）\n\
               a,甲,约431.56,20\nb,乙,\"4,315,600元\",13340平方米\nc,丙,原文未写,待补充（自然资源办）\n";
    let site = good(&[("content/assets/a.csv", csv.as_bytes().to_vec())]);
    assert_eq!(said(&site, "a", "value"), "约431.56万元");
    assert_eq!(said(&site, "a", "area"), "20亩");
    assert_eq!(said(&site, "b", "value"), "4315600元");
    assert_eq!(said(&site, "c", "value"), "not_stated");
    assert_eq!(said(&site, "c", "area"), "pending自然资源办");
    let other = csv.replace("单位：万元）", "单位：万元，另有注明的除外）").replace("评估价,面积", "评估价（元）,面积");
    let site_of_other = good(&[("content/assets/a.csv", other.into_bytes())]);
    assert_eq!(said(&site_of_other, "a", "value"), "约431.56元");
    let page = &site.pages[site.record("assets/a").expect("a")];
    assert_eq!(page.as_of.map(|d| d.to_string()).as_deref(), Some("2023-08-31"));
    assert_eq!((page.sources[0].document.as_str(), page.sources[0].locator.as_deref()), ("某台账", Some("第2页")));
}

#[test]
fn units_stand_in_a_cell_beside_their_word_or_below_the_header() {
    for text in [
        "单位：,万元\n编号,标题,评估价\na,甲,5\n",
        "编号,标题,评估价\n,,万元\na,甲,5\n",
        "编号,标题,评估价\n,,（万元）\na,甲,5\n合计,,5\n",
        "填报单位：,百货公司\n单位：万元\n编号,标题,评估价\na,甲,5\n",
    ] {
        let site = good(&[("content/assets/a.csv", text.as_bytes().to_vec())]);
        assert_eq!((count(&site), said(&site, "a", "value")), (1, "5万元".to_owned()), "{text}");
    }
}

#[test]
fn totals_and_notes_are_no_records() {
    let csv = "编号,标题,评估价（万元）,宗数\na,甲,100.10,1\nb,乙,0.57,2\n小计,,100.67,3\nc,丙,约50,1\n小计,,50,1\n\
               合 计,,151,4\n注：以上为自述。,,,\n填表人：办公室,,,\n\
               填表人：办公室,审核人：财政所,日期：2023-08-31,\n,负责人：,镇长,\n,,日期：2023年8月,\n";
    let site = good(&[("content/assets/a.csv", csv.as_bytes().to_vec())]);
    assert_eq!(count(&site), 3);
    let (_, problems) = self::site(&[("content/assets/a.csv", csv.replace("100.67,3", "100.68,3").into_bytes())]);
    let found: Vec<_> = problems.iter().map(|p| (p.rule, p.message.zh.as_str())).collect();
    assert_eq!(found, [("data/total", "合计写的是“100.68”，各行加起来是 100.67万元")]);
    let unknown = csv.replace("0.57", "原文未写");
    let (_, problems) = self::site(&[("content/assets/a.csv", unknown.into_bytes())]);
    assert!(problems.iter().all(|p| p.rule == "data/total" && p.severity == Severity::Note), "{problems:#?}");
    assert_eq!(problems.len(), 2, "neither the subtotal nor the total can be checked");
}

#[test]
fn totals_of_all_kinds_are_no_records() {
    for total in [
        "合计,2个,11,3",
        "合计（万元）,,11,3",
        "合计（元）,,110000,3",
        "本页小计,,11,3",
        "Total,2,11万元,3",
        ",总计：,11,3",
    ] {
        let csv = format!("截至：2023\n来源：某文\n编号,标题,评估价（万元）,宗数\na,甲,5,1\nb,乙,6,2\n{total}\n");
        assert_eq!(count(&good(&[("content/assets/a.csv", csv.into_bytes())])), 2, "{total}");
    }
    let numbered = "序号,编号,标题,宗数\n1,a,甲,1\n2,b,乙,2\n合计,,2个,3\n";
    assert_eq!(count(&good(&[("content/assets/a.csv", numbered.as_bytes().to_vec())])), 2);
    // What has an id is a record, whatever its name.
    let river = "标题,编号,宗数\n小计,xiao-ji,1\n合计,he-ji,2\n";
    assert_eq!(count(&good(&[("content/assets/a.csv", river.as_bytes().to_vec())])), 2);
}

#[test]
fn an_apostrophe_before_a_sign_is_no_part_of_the_text() {
    let csv = "编号,标题,说明文字\na,甲,'=1+1\nb,乙,'-3度\nc,丙,“'引号”\n";
    let site = good(&[("content/assets/a.csv", csv.as_bytes().to_vec())]);
    assert_eq!(said(&site, "a", "note"), "=1+1");
    assert_eq!(said(&site, "b", "note"), "-3度");
    assert_eq!(said(&site, "c", "note"), "“'引号”");
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn tables_with_tabs_and_workbooks_with_macros_are_read() {
    let tabs = "编号\t标题\t宗数\na\t甲\t3\n".as_bytes().to_vec();
    assert_eq!(said(&good(&[("content/assets/a.tsv", tabs)]), "a", "count"), "3");
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.set_name("资 产").expect("a name");
        for (column, (header, value)) in (0_u16..).zip([("编号", "a"), ("标题", "甲"), ("宗数", "3")]) {
            sheet.write(0, column, header).expect("a header").write(1, column, value).expect("a cell");
        }
    });
    let site = good(&[("content/台账.xlsm", bytes)]);
    assert_eq!(said(&site, "a", "count"), "3");
    assert!(site.attachments.is_empty(), "a ledger is not copied");
}

#[test]
fn merged_headers_and_merged_cells() {
    let plain = Format::new();
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet.set_name("资产").expect("a name");
        sheet.merge_range(0, 0, 0, 4, "国有资产台账", &plain).expect("a title");
        sheet.merge_range(1, 0, 2, 0, "编号", &plain).expect("a header");
        sheet.merge_range(1, 1, 2, 1, "标题", &plain).expect("a header");
        sheet.merge_range(1, 2, 1, 3, "大小和价钱", &plain).expect("a header");
        sheet.write(2, 2, "面积（平方米）").expect("a header");
        sheet.write(2, 3, "评估价（万元）").expect("a header");
        sheet.merge_range(1, 4, 2, 4, "地点", &plain).expect("a header");
        for (row, id) in [(3, "a"), (4, "b")] {
            sheet.write(row, 0, id).expect("a cell");
            sheet.write(row, 1, format!("资产{id}")).expect("a cell");
            sheet.write(row, 2, 736).expect("a cell");
            sheet.write(row, 3, 0.57).expect("a cell");
        }
        sheet.merge_range(3, 4, 4, 4, "上洞、岭排", &plain).expect("a cell");
    });
    let site = good(&[("content/assets/台账.xlsx", bytes)]);
    for id in ["a", "b"] {
        assert_eq!(said(&site, id, "area"), "736平方米");
        assert_eq!(said(&site, id, "value"), "0.57万元");
        assert_eq!(said(&site, id, "place"), "上洞|岭排");
    }
}

#[test]
fn a_merged_number_counts_once_in_a_total() {
    let plain = Format::new();
    let book = |total: f64| {
        workbook(|book| {
            let sheet = book.add_worksheet();
            for (column, header) in [(0, "编号"), (1, "标题"), (2, "宗数")] {
                sheet.write(0, column, header).expect("a header");
            }
            for (row, id) in [(1, "a"), (2, "b"), (3, "c")] {
                sheet.write(row, 0, id).expect("a cell");
                sheet.write(row, 1, format!("资产{id}")).expect("a cell");
            }
            sheet.merge_range(1, 2, 2, 2, "", &plain).expect("a cell");
            sheet.write(1, 2, 5).expect("a cell");
            sheet.write(3, 2, 2).expect("a cell");
            sheet.write(4, 0, "合计").expect("a cell");
            sheet.write(4, 2, total).expect("a cell");
        })
    };
    let site = good(&[("content/assets/a.xlsx", book(7.0))]);
    assert_eq!(said(&site, "b", "count"), "5", "a plain number may be a year or a rank");
    let (_, problems) = self::site(&[("content/assets/a.xlsx", book(12.0))]);
    let found: Vec<_> = problems.iter().map(|p| p.message.zh.as_str()).collect();
    assert_eq!(found, ["合计写的是“12”，各行加起来是 7"]);
}

#[test]
fn dates_and_codes_of_spreadsheet_programs() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        for (column, header) in [(0, "编号"), (1, "标题"), (2, "评估日"), (3, "区划代码"), (4, "宗数")] {
            sheet.write(0, column, header).expect("a header");
        }
        sheet.write(1, 0, "a").expect("a cell");
        sheet.write(1, 1, "甲").expect("a cell");
        let date = ExcelDateTime::from_ymd(2023, 4, 10).expect("a date");
        sheet.write_datetime_with_format(1, 2, &date, &day).expect("a cell");
        sheet.write_number(1, 3, 441_402_101_201.0).expect("a cell");
        sheet.write_number(1, 4, 3.0).expect("a cell");
        sheet.write(2, 0, "b").expect("a cell");
        sheet.write(2, 1, "乙").expect("a cell");
        sheet.write_number(2, 2, 2023.0).expect("a cell");
    });
    let site = good(&[("content/assets/a.xlsx", bytes.clone())]);
    assert_eq!(said(&site, "a", "day"), "2023年4月10日");
    assert_eq!(said(&site, "a", "code"), "441402101201");
    assert_eq!(said(&site, "a", "count"), "3");
    assert_eq!(said(&site, "b", "day"), "2023年");
    // The same number of a day means another day in the calendar that begins in 1904.
    let other = patched(bytes, |name, text| {
        if name != "xl/workbook.xml" {
            return text;
        }
        assert!(text.contains("<workbookPr"), "{text}");
        text.replace("<workbookPr", "<workbookPr date1904=\"1\"")
    });
    let site = good(&[("content/assets/a.xlsx", other)]);
    assert_eq!(said(&site, "a", "day"), "2027年4月11日");
}

#[test]
fn what_a_format_shows_is_what_is_read() {
    let plain = Format::new();
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        for (column, header) in (0_u16..).zip(["编号", "标题", "评估日", "说明文字", "宗数"]) {
            sheet.write(0, column, header).expect("a header");
        }
        let date = ExcelDateTime::from_ymd(2023, 4, 1).expect("a date");
        for (row, day) in [(1, "yyyy\"年\"m\"月\""), (2, "yyyy"), (3, "yyyy/m/d")] {
            let number = Format::new().set_num_format("000");
            sheet.write_number_with_format(row, 0, f64::from(row), &number).expect("an id");
            sheet.write(row, 1, format!("第{row}项")).expect("a title");
            sheet.write_datetime_with_format(row, 2, &date, &Format::new().set_num_format(day)).expect("a date");
            sheet.write_number_with_format(row, 4, 7, &number).expect("a number");
        }
        sheet.merge_range(1, 3, 2, 3, "", &plain).expect("a cell");
        sheet.write_number_with_format(1, 3, 7.1, &Format::new().set_num_format("0.00")).expect("a text");
    });
    let site = good(&[("content/assets/a.xlsx", bytes)]);
    let all = |field: &str| ["001", "002", "003"].map(|id| said(&site, id, field));
    assert_eq!(all("day"), ["2023年4月", "2023年", "2023年4月1日"]);
    assert_eq!(all("note"), ["7.10", "7.10", ""]);
    assert_eq!(all("count"), ["7", "7", "7"]);
}

#[test]
fn sheets_belong_to_collections_by_their_names() {
    let bytes = workbook(|book| {
        for (name, rows) in [
            ("说明", vec![vec!["怎么填"]]),
            ("_lists", vec![vec!["上洞", "岭排"]]),
            ("资产", vec![vec!["编号", "标题"], vec!["a", "甲"]]),
            (
                "资产-组成",
                vec![vec!["所属编号", "内容", "所在地"], vec!["a", "主楼", "上洞"], vec!["a", "围墙", "ling-pai"]],
            ),
            ("地名", vec![vec!["编号", "标题"], vec!["keng-wei", "坑尾"]]),
        ] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            for (row, cells) in (0_u32..).zip(rows) {
                for (column, cell) in (0_u16..).zip(cells) {
                    sheet.write(row, column, cell).expect("a cell");
                }
            }
        }
        let hidden = book.add_worksheet();
        hidden.set_name("藏着的").expect("a name").set_hidden(true);
        hidden.write(0, 0, "个人信息").expect("a cell");
    });
    let site = good(&[("content/台账.xlsx", bytes)]);
    assert_eq!(count(&site), 1);
    assert!(site.record("places/keng-wei").is_some());
    let page = &site.pages[site.record("assets/a").expect("a")];
    let parts = page.fields.iter().find(|(f, _)| site.field(*f).name == "parts").map(|(_, v)| v).expect("parts");
    let FieldValue::Known(parts) = parts else { panic!("known parts") };
    assert_eq!(parts.len(), 2);
    assert!(site.attachments.is_empty(), "a ledger is not copied");
}

#[test]
fn small_records_come_from_both_files_and_tables() {
    let site = good(&[
        ("content/assets/a.md", "---\nid: a\ntitle: 甲\n组成: [{内容: 主楼}]\n---\n".as_bytes().to_vec()),
        ("content/assets/assets.parts.csv", "所属编号,内容\na,围墙\n甲,门楼\n".as_bytes().to_vec()),
    ]);
    let page = &site.pages[site.record("assets/a").expect("a")];
    let parts = page.fields.iter().find(|(f, _)| site.field(*f).name == "parts").map(|(_, v)| v);
    assert!(matches!(parts, Some(FieldValue::Known(parts)) if parts.len() == 3), "{parts:?}");
}

#[test]
fn tables_beside_a_page_are_attachments() {
    let csv = b"what,ever\n1,2\n".to_vec();
    let site = good(&[
        ("content/assets/b/index.md", "---\nid: b\ntitle: 乙\n---\n".as_bytes().to_vec()),
        ("content/assets/b/附件.csv", csv.clone()),
        ("content/reports/_index.md", "---\ntitle: 报告\n---\n".as_bytes().to_vec()),
        ("content/reports/表.csv", csv.clone()),
    ]);
    let mut paths: Vec<&str> = site.attachments.iter().map(|a| &*a.file.path).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["content/assets/b/附件.csv", "content/reports/表.csv"]);
    for lock in ["~$台账.xlsx", ".~lock.台账.ods#", "~WRL0001.tmp"] {
        assert!(is_ignored(lock), "{lock}");
    }
}

#[test]
fn yaml_scalars_stay_what_they_are() {
    let yaml = "- {id: a, title: no, note: on}\n- {id: 007, title: 1e3, note: 1.10}\n- {id: c, title: 0x1F, note: 2023-04-10}\n- {id: d, title: 12:30, note: ~x}\n";
    let site = good(&[("content/assets/a.yaml", yaml.as_bytes().to_vec())]);
    let all: Vec<(&str, String)> = ["a", "007", "c", "d"].into_iter().map(|id| (id, said(&site, id, "note"))).collect();
    assert_eq!(all.iter().map(|(_, n)| n.as_str()).collect::<Vec<_>>(), ["on", "1.10", "2023-04-10", "~x"]);
    let titles: Vec<&str> =
        site.pages.iter().filter(|p| &*p.folder == "assets" && p.id.is_some()).map(|p| p.title.as_str()).collect();
    assert_eq!(titles, ["no", "1e3", "0x1F", "12:30"]);
}
