//! What office files hold beside the words that are seen: numbers as programs write them, attributes, formulas, and files
//! within files.

use mingbai::diagnostic::Severity;
use mingbai::engine::Engine;
use mingbai::model::Overrides;
use mingbai::render::Options;

use super::{Files, SITE, built, office};

const ID: &str = "34052419800101001X";

/// The rules that find something in a file of these parts, in order.
fn rules(name: &str, parts: &[(&str, String)]) -> Vec<&'static str> {
    of(name, office::package(parts))
}

fn of(name: &str, bytes: Vec<u8>) -> Vec<&'static str> {
    told(name, bytes).into_iter().map(|(rule, _)| rule).collect()
}

/// The same with what is said.
fn told(name: &str, bytes: Vec<u8>) -> Vec<(&'static str, String)> {
    let files: Files = vec![(format!("content/{name}"), bytes)];
    let problems = built(files).problems;
    problems.iter().filter(|p| p.rule.starts_with("privacy/")).map(|p| (p.rule, p.message.zh.clone())).collect()
}

const MOBILE: &[&str] = &["privacy/mobile"];
const NOTHING: &[&str] = &[];

/// The parts of a workbook with this in its only sheet, and others.
fn book<'p>(cells: &str, more: &[(&'p str, String)]) -> Vec<(&'p str, String)> {
    let mut parts = vec![
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"名单\" r:id=\"r1\"/></sheets></workbook>".to_owned()),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet>{cells}</worksheet>")),
    ];
    parts.extend(more.iter().cloned());
    parts
}

/// The parts of a document with this in its body, and others.
fn document<'p>(body: &str, more: &[(&'p str, String)]) -> Vec<(&'p str, String)> {
    let mut parts = vec![("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>"))];
    parts.extend(more.iter().cloned());
    parts
}

#[test]
fn numbers_in_cells_however_programs_write_them() {
    let cell = |inner: &str| {
        let cells = format!("<sheetData><row r=\"2\"><c r=\"B2\"{inner}</c></row></sheetData>");
        rules("a.xlsx", &book(&cells, &[]))
    };
    for number in ["13822221003", "1.3822221003E10", "1.3822221003e+10", "13822221003.0", "13822221003.00000001"] {
        assert_eq!(cell(&format!("><v>{number}</v>")), MOBILE, "{number}");
        assert_eq!(cell(&format!(" t=\"n\"><v>{number}</v>")), MOBILE, "{number}");
    }
    assert_eq!(cell(" t=\"str\"><f>A1&amp;\"\"</f><v>13822221003</v>"), MOBILE);
    assert_eq!(cell("><f>IF(B1=\"13822221012\",1,0)</f><v>1</v>"), MOBILE, "a formula");
    for number in ["13822221003.5", "1.3822221003E9", "1.3822221003E-10", "1.38222210034E11", "0.13822221003"] {
        assert_eq!(cell(&format!("><v>{number}</v>")), NOTHING, "{number}");
    }
    // Two cells, and a formula with its value, are two texts.
    assert_eq!(cell("><v>138222</v></c><c r=\"C2\"><v>21003</v>"), NOTHING);
    assert_eq!(cell("><f>138222</f><v>21003</v>"), NOTHING);
    let said = told("a.xlsx", office::package(&book("<c r=\"B7\"><v>1.3822221003E10</v></c>", &[])));
    assert!(said[0].1.contains("138******03"), "{said:?}");
}

#[test]
fn what_stands_over_a_column_counts() {
    let column = |header: &str, number: &str| {
        let cells = format!(
            "<c r=\"B1\" t=\"str\"><v>一览表</v></c><c r=\"A2\" t=\"str\"><v>姓名</v></c><c r=\"B2\" t=\"str\"><v>{header}</v></c>\
             <c r=\"A3\" t=\"str\"><v>项目编码</v></c><c r=\"B3\"><v>{number}</v></c>"
        );
        let problems = built(vec![("content/a.xlsx".to_owned(), office::package(&book(&cells, &[])))]).problems;
        let found = problems.iter().find(|p| p.rule.starts_with("privacy/"));
        found.map(|p| (p.rule, p.severity))
    };
    assert_eq!(column("联系方式", "13822221014"), Some(("privacy/mobile", Severity::Error)));
    assert_eq!(column("项目编码", "13822221014"), Some(("privacy/mobile", Severity::Warning)));
    assert_eq!(column("银行卡号", "4111111111111111"), Some(("privacy/bank-card", Severity::Error)));
    assert_eq!(column("项目编码", "4111111111111111"), None);
}

#[test]
fn what_stands_in_attributes_and_between() {
    for (cells, more) in [
        ("<dataValidation type=\"list\"><formula1>\"13822221014,1\"</formula1></dataValidation>", None),
        ("<dataValidation prompt=\"请打 13822221014\"/>", None),
        ("<autoFilter ref=\"A1:B9\"><filter val=\"13822221014\"/></autoFilter>", None),
        ("<hyperlink ref=\"A1\" tooltip=\"13822221014\"/>", None),
        ("", Some(("xl/pivotCache/pivotCacheRecords1.xml", "<r><s v=\"13822221014\"/></r>"))),
        ("", Some(("xl/pivotCache/pivotCacheRecords1.xml", "<r><n v=\"1.3822221014E10\"/></r>"))),
        ("", Some(("xl/pivotCache/pivotCacheDefinition1.xml", "<sharedItems><s v=\"13822221014\"/></sharedItems>"))),
        ("", Some(("xl/worksheets/_rels/sheet1.xml.rels", "<R><Relationship Target=\"tel:13822221014\"/></R>"))),
        ("", Some(("xl/drawings/drawing1.xml", "<xdr:cNvPr id=\"2\" name=\"图片 1\" descr=\"张三 13822221014\"/>"))),
        ("", Some(("xl/tables/table1.xml", "<table><tableColumn name=\"13822221014\"/></table>"))),
        ("", Some(("xl/styles.xml", "<numFmt numFmtId=\"170\" formatCode=\"&quot;13822221014&quot;\"/>"))),
    ] {
        let more: Vec<(&str, String)> = more.into_iter().map(|(path, text)| (path, text.to_owned())).collect();
        assert_eq!(rules("a.xlsx", &book(cells, &more)), MOBILE, "{cells}{more:?}");
    }
    let sheets = "<workbook><sheets><sheet name=\"13822221009\" r:id=\"r1\"/></sheets></workbook>";
    assert_eq!(rules("a.xlsx", &[("xl/workbook.xml", sheets.to_owned())]), MOBILE);
    for (body, more) in [
        ("<w:p><wp:docPr id=\"1\" name=\"图片 1\" descr=\"张三 13822221014\"/></w:p>", None),
        ("<w:p><w:fldSimple w:instr=\" HYPERLINK &quot;tel:13822221014&quot; \"/></w:p>", None),
        ("<w:sdt><w:sdtPr><w:alias w:val=\"１３８２２２２１０１４\"/></w:sdtPr></w:sdt>", None),
        (
            "<w:p><w:r><w:t>138</w:t><w:noBreakHyphen/><w:t>2222</w:t><w:noBreakHyphen/><w:t>1014</w:t></w:r></w:p>",
            None,
        ),
        ("<w:p>\n  <w:r>\n    <w:t>1382222</w:t>\n  </w:r>\n  <w:r><w:t>1014</w:t></w:r>\n</w:p>", None),
        ("", Some(("word/settings.xml", "<w:docVars><w:docVar w:name=\"a\" w:val=\"13822221014\"/></w:docVars>"))),
        ("", Some(("word/_rels/document.xml.rels", "<R><Relationship Target=\"mailto:13822221014@a.cn\"/></R>"))),
    ] {
        let more: Vec<(&str, String)> = more.into_iter().map(|(path, text)| (path, text.to_owned())).collect();
        assert_eq!(rules("a.docx", &document(body, &more)), MOBILE, "{body}{more:?}");
    }
    // The same value twice in a cell of an ODS file is one.
    let cell = |value: &str, shown: &str| {
        let text =
            format!("<a><table:table-cell office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell></a>");
        rules("a.odt", &[("content.xml", text)])
    };
    assert_eq!(cell("13822221014", "13822221014"), MOBILE);
    assert_eq!(cell("13822221014", "1.38E+10"), MOBILE);
}

#[test]
fn what_programs_write_of_themselves_is_no_number_of_anybody() {
    // Points of a chart stand apart.
    let points = "<c:pt idx=\"0\"><c:v>13822221014</c:v></c:pt><c:pt idx=\"1\"><c:v>13822221022</c:v></c:pt>";
    let chart = |points: &str| rules("a.xlsx", &book("", &[("xl/charts/chart1.xml", format!("<c:x>{points}</c:x>"))]));
    assert_eq!(chart(points), ["privacy/mobile", "privacy/mobile"]);
    assert_eq!(chart("<c:pt><c:v>138222</c:v></c:pt><c:pt><c:v>21014</c:v></c:pt>"), NOTHING);
    for body in [
        "<w:p w:rsidR=\"00138222\" w14:paraId=\"13822221\"><a:ext uri=\"{13822221-0141-4138-9222-213822221014}\"/></w:p>",
        "<w:p><wp:extent cx=\"5274310\" cy=\"13822221\"/><a:blip r:embed=\"rId13822221014\"/></w:p>",
        "<w:bookmarkStart w:id=\"0\" w:name=\"_Toc13822221014\"/>",
        "<w:ins w:date=\"1382-22-21T10:14:00Z\"/>",
        "<w:p><w:r><w:t>1382222</w:t></w:r></w:p><w:p><w:r><w:t>1014</w:t></w:r></w:p>",
        "<v:shape path=\"m135,2160 l138 2160 1080 21600\" points=\"138 2222 1014\" style=\"width:138.2222pt\"/>",
    ] {
        let found = rules("a.docx", &document(body, &[]));
        assert!(!found.contains(&"privacy/mobile"), "{body}: {found:?}");
    }
    // What office programs put beside is no file of anybody.
    let own = [
        ("xl/printerSettings/printerSettings1.bin", "\0\0".to_owned()),
        ("docProps/thumbnail.emf", "\0\0".to_owned()),
        ("ppt/fonts/font1.fntdata", "\0\0".to_owned()),
        ("xl/media/", String::new()),
    ];
    assert_eq!(rules("a.xlsx", &book("", &own)), NOTHING);
    let own = [
        ("mimetype", "x".to_owned()),
        ("layout-cache", "\0".to_owned()),
        ("ObjectReplacements/Object 1", "\0".to_owned()),
    ];
    assert_eq!(rules("a.odt", &[&own[..], &[("content.xml", "<a/>".to_owned())]].concat()), NOTHING);
}

/// A file with others in it.
fn holding(others: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut parts: Vec<(&str, Vec<u8>)> = vec![("word/document.xml", b"<w:document/>".to_vec())];
    parts.extend(others.iter().cloned());
    office::bytes(&parts)
}

#[test]
fn files_within_files_are_looked_into() {
    let workbook = office::package(&book("<c r=\"B7\"><v>1.3822221003E10</v></c>", &[]));
    let said = told("a.docx", holding(&[("word/embeddings/x.xlsx", workbook.clone())]));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].1.contains("x.xlsx") && said[0].1.contains("138******03"), "{said:?}");
    let twice = holding(&[("word/embeddings/y.docx", holding(&[("word/embeddings/x.xlsx", workbook.clone())]))]);
    let said = told("a.docx", twice.clone());
    assert!(said.len() == 1 && said[0].1.contains("y.docx") && said[0].1.contains("x.xlsx"), "{said:?}");
    for (name, text) in [
        ("word/afchunk.htm", "<p>电话 138<b>2222</b>1014</p>"),
        ("word/afchunk.mht", "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>1382222=\r\n1014</p>"),
        ("word/afchunk.rtf", "{\\rtf1 138\\b 2222\\b0 1014\\par}"),
        ("word/media/image2.svg", "<svg><text>138<tspan>2222</tspan>1014</text></svg>"),
        ("word/embeddings/x.txt", "电话 13822221014"),
    ] {
        assert_eq!(of("a.docx", holding(&[(name, text.into())])), MOBILE, "{name}");
    }
    let coded = "Content-Transfer-Encoding: base64\r\n\r\nMTM4MjIyMjEwMTQ=\r\n";
    assert_eq!(of("a.docx", holding(&[("word/afchunk.mht", coded.into())])), ["privacy/unread"]);
    assert_eq!(of("a.eml", coded.into()), ["privacy/unread"]);
    // Lists in tables count as they do in tables beside.
    let list = "序号,姓名,低保类别\n1,张三,一类\n";
    assert_eq!(of("a.docx", holding(&[("word/embeddings/x.csv", list.into())])), ["privacy/named-table"]);
    // What nobody can look into is named, once.
    let said = told("a.docx", holding(&[("word/embeddings/oleObject1.bin", b"\xD0\xCF\0".to_vec())]));
    assert!(said.len() == 1 && said[0].0 == "privacy/unread" && said[0].1.contains("oleObject1.bin"), "{said:?}");
    let two = holding(&[("xl/embeddings/a.bin", b"\0".to_vec()), ("xl/embeddings/b.bin", b"\0".to_vec())]);
    assert_eq!(of("a.docx", two), ["privacy/unread"]);
    // A photograph within is one.
    let photograph = |tag: u8| {
        let mut out = b"\xFF\xD8\xFF\xE1\x00\x38Exif\0\0MM\0*\0\0\0\x08".to_vec();
        out.extend(b"\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0");
        out.extend([0, 1, 0, tag, 0, 5, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
        out.extend(b"\xFF\xD9");
        holding(&[("word/media/image1.jpeg", out)])
    };
    let said = told("a.docx", photograph(2));
    assert!(said.len() == 1 && said[0].0 == "privacy/hidden-data" && said[0].1.contains("image1.jpeg"), "{said:?}");
    assert_eq!(of("a.docx", photograph(5)), NOTHING);
    let cut = holding(&[("word/media/image1.jpeg", b"\xFF\xD8\xFF\xE1\x00\x40Exif\0\0".to_vec())]);
    let said = told("a.docx", cut);
    assert!(said.len() == 1 && said[0].0 == "privacy/unread" && said[0].1.contains("image1.jpeg"), "{said:?}");
    let spoken = holding(&[("word/media/image1.jpeg", b"\xFF\xD8\xFF\xFE\x00\x0D13822221014\xFF\xD9".to_vec())]);
    let said = told("a.docx", spoken);
    assert!(said.len() == 1 && said[0].0 == "privacy/mobile" && said[0].1.contains("image1.jpeg"), "{said:?}");
    // Whose comments they are is said.
    let comments = holding(&[("word/comments.xml", b"<w:comment/>".to_vec())]);
    let said = told("a.docx", holding(&[("word/embeddings/y.docx", comments.clone())]));
    assert!(said.len() == 1 && said[0].0 == "privacy/hidden-data" && said[0].1.contains("y.docx"), "{said:?}");
    let said = told("a.docx", comments);
    assert!(said.len() == 1 && !said[0].1.contains("内嵌"), "{said:?}");
}

/// A table of a document, in the elements of a kind of file.
fn table(kind: &str, rows: &[&[&str]]) -> String {
    let [table, row, cell, line] = match kind {
        "odt" => ["table:table", "table:table-row", "table:table-cell", "text:p"],
        "pptx" => ["a:tbl", "a:tr", "a:tc", "a:p"],
        _ => ["w:tbl", "w:tr", "w:tc", "w:p"],
    };
    let cells = |cells: &&[&str]| {
        let all = cells.iter().map(|text| format!("<{cell}><{line}>{text}</{line}></{cell}>"));
        format!("<{row}>{}</{row}>", all.collect::<String>())
    };
    format!("<{table}>{}</{table}>", rows.iter().map(cells).collect::<String>())
}

#[test]
fn tables_of_documents_have_headers() {
    const NAMED: &[&str] = &["privacy/named-table"];
    let files = [("docx", "word/document.xml"), ("odt", "content.xml"), ("pptx", "ppt/slides/slide1.xml")];
    for (kind, part) in files {
        let of = |before: &str, rows: &[&[&str]]| {
            let body = format!("<w:document><w:p>{before}</w:p>{}<w:p>完</w:p></w:document>", table(kind, rows));
            rules(&format!("a.{kind}"), &[(part, body)])
        };
        assert_eq!(of("", &[&["序号", "姓名", "残疾等级"], &["1", "李小明", "一级"]]), NAMED, "{kind}");
        assert_eq!(of("", &[&["序号", "姓名", "残疾等级"], &["1", "李*明", "一级"]]), NOTHING, "{kind}");
        assert_eq!(of("", &[&["姓名", "职务"], &["李小明", "主任"]]), NOTHING, "{kind}");
        assert_eq!(of("残疾人补贴名单", &[&["姓名", "金额"], &["李小明", "100"]]), NAMED, "{kind}");
        assert_eq!(of("补贴名单", &[&["姓名", "金额"], &["李小明", "100"]]), NOTHING, "{kind}");
        for (header, found) in [("总投资（元）", NOTHING), ("联系电话", MOBILE), ("户主", MOBILE)] {
            assert_eq!(of("", &[&["村", header], &["李村", "13822221014"]]), found, "{kind} {header}");
        }
        assert_eq!(of("", &[&["村", "联系电话"], &["李村", "13822221014元"]]), MOBILE, "{kind}");
        assert_eq!(of("", &[&["总投资（元）", "13822221014"], &["电话", "13822221022"]]), MOBILE, "{kind}: a form");
    }
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p>甲</w:p></w:tc><w:tc><w:p>总投资（元）</w:p></w:tc></w:tr>\
                <w:tr><w:tc><w:p>乙</w:p></w:tc><w:tc><w:p>13822221014</w:p></w:tc><w:tc><w:p>13822221022</w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(rules("a.docx", &document(wide, &[])), MOBILE, "a cell over two columns");
    let inner = table("docx", &[&["姓名", "病种"], &["李小明", "甲"]]);
    let nested =
        format!("<w:tbl><w:tr><w:tc><w:p>甲</w:p></w:tc></w:tr><w:tr><w:tc>{inner}<w:p>乙</w:p></w:tc></w:tr></w:tbl>");
    assert_eq!(rules("a.docx", &document(&nested, &[])), NAMED, "a table in a table");
    let open = "<w:tbl><w:tr><w:tc><w:p>姓名</w:p></w:tc>";
    assert_eq!(rules("a.docx", &document(open, &[])), NOTHING);
}

#[test]
fn parts_however_they_are_written() {
    let text = "<w:document><w:p><w:r><w:t>电话13822221014</w:t></w:r></w:p></w:document>";
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        let bytes: Vec<u8> = mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect();
        of("a.docx", office::bytes(&[("word/document.xml", bytes)]))
    };
    assert_eq!(utf16(b"\xFF\xFE", u16::to_le_bytes), MOBILE);
    assert_eq!(utf16(b"\xFE\xFF", u16::to_be_bytes), MOBILE);
    assert_eq!(utf16(b"", u16::to_le_bytes), ["privacy/unread"]);
    let comment = |said: &str| rules("a.docx", &document(&format!("<!-- {said} --><w:p/>"), &[]));
    assert_eq!(comment("电话13822221014"), MOBILE);
    assert_eq!(comment("generated 2023-08-31"), NOTHING);
    let entity = |body: &str| {
        let part =
            format!("<!DOCTYPE a [<!ENTITY x \"13822221014\">]><w:document><w:p><w:t>{body}</w:t></w:p></w:document>");
        rules("a.docx", &[("word/document.xml", part), ("word/footer1.xml", "<w:p>13822221014</w:p>".to_owned())])
    };
    assert_eq!(entity("&x;"), ["privacy/mobile", "privacy/unread"], "what comes after is read all the same");
    let plain = "<!DOCTYPE a><w:document/>".to_owned();
    assert_eq!(rules("a.docx", &[("word/document.xml", plain)]), NOTHING);
    let named =
        |name: &str| rules("a.docx", &[("word/document.xml", "<w:document/>".to_owned()), (name, "<a/>".to_owned())]);
    assert_eq!(named("word/13822221014.xml"), MOBILE);
    assert_eq!(named("customXml/item20230831138.xml"), NOTHING);
    assert_eq!(named("Pictures/10000201000005DC000003E8A2B4C6D8.xml"), NOTHING);
}

#[test]
fn files_within_files_have_an_end() {
    let mut deep = office::package(&document("<w:p><w:r><w:t>13822221014</w:t></w:r></w:p>", &[]));
    for _ in 0..9 {
        deep = holding(&[("word/embeddings/x.docx", deep)]);
    }
    assert_eq!(of("a.docx", deep), ["privacy/unread"]);
    let zeros = "0".repeat(80 << 20);
    let bomb = office::package(&document(&format!("<w:p><w:t>{zeros}</w:t></w:p>"), &[]));
    let many: Vec<(String, Vec<u8>)> = (0..50).map(|i| (format!("word/embeddings/{i}.docx"), bomb.clone())).collect();
    let many: Vec<(&str, Vec<u8>)> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    assert_eq!(of("a.docx", holding(&many)), ["privacy/unread"]);
    let large = [("word/embeddings/x.txt", zeros.into_bytes())];
    assert_eq!(of("a.docx", holding(&large)), ["privacy/unread"]);
}

#[test]
fn ids_and_what_programs_know_of_encodings() {
    let text = format!("姓名,电话\n甲,13822221014\n乙,{ID}\n");
    // GB18030 writes 甲 and 乙 in two bytes each.
    let gbk: Vec<u8> = text
        .chars()
        .flat_map(|c| match c {
            '姓' => b"\xd0\xd5".to_vec(),
            '名' => b"\xc3\xfb".to_vec(),
            '电' => b"\xb5\xe7".to_vec(),
            '话' => b"\xbb\xb0".to_vec(),
            '甲' => b"\xbc\xd7".to_vec(),
            '乙' => b"\xd2\xd2".to_vec(),
            c => c.to_string().into_bytes(),
        })
        .collect();
    let problems = built(vec![("content/a.csv".to_owned(), gbk)]).problems;
    let excerpt = |rule: &str| {
        let found = problems.iter().find(|p| p.rule == rule).expect("it is found");
        found.place.as_ref().and_then(|place| place.excerpt.as_deref()).map(str::to_owned)
    };
    assert_eq!(excerpt("privacy/mobile").as_deref(), Some("甲,138******14"));
    assert_eq!(excerpt("privacy/citizen-id").as_deref(), Some("乙,340*************1X"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the folder is the test's own")]
fn what_held_nothing_is_looked_into_again_once_it_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    put("site.yaml", SITE.as_bytes());
    put("content/_index.md", "---\ntitle: 首页\n---\n\n正文。\n".as_bytes());
    let workbook = |number: &str| office::package(&book(&format!("<c r=\"B7\"><v>{number}</v></c>"), &[]));
    put("content/a.xlsx", &workbook("1"));
    put("content/b.txt", b"1");
    let mut engine = Engine::new(folder.path(), Overrides::default(), Options::default());
    let mut found = |name: &str, bytes: &[u8]| {
        put(name, bytes);
        let problems = engine.rebuild(None).built.problems;
        let found = problems.iter().filter(|p| p.rule.starts_with("privacy/"));
        found.filter_map(|p| Some(p.place.as_ref()?.file.to_string())).collect::<Vec<_>>()
    };
    assert_eq!(found("content/c.txt", b"1"), [""; 0]);
    assert_eq!(found("content/_index.md", "---\ntitle: 首页\n---\n\n正文二。\n".as_bytes()), [""; 0]);
    assert_eq!(found("content/a.xlsx", &workbook("1.3822221014E10")), ["content/a.xlsx"]);
    assert_eq!(found("content/b.txt", b"13822221014"), ["content/a.xlsx", "content/b.txt"]);
    assert_eq!(
        found("content/d.md", "---\ntitle: 丁\n---\n\n正文。\n".as_bytes()),
        ["content/a.xlsx", "content/b.txt"]
    );
    assert_eq!(found("content/a.xlsx", &workbook("1")), ["content/b.txt"]);
    assert_eq!(found("content/b.txt", b"1"), [""; 0]);
}
