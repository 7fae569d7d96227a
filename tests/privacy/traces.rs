//! What files hold that nobody sees: comments of presentations, hidden words, who changed how something is set; and numbers
//! that are written as codes.

use super::office::package;
use super::{Files, built};

/// The rules of the family that find something in a file, in order.
fn rules(name: &str, bytes: Vec<u8>) -> Vec<&'static str> {
    let files: Files = vec![(format!("content/{name}"), bytes)];
    let problems = built(files).problems;
    for problem in problems.iter() {
        let told = format!("{problem:?}");
        assert!(!told.contains("李小明") && !told.contains("3920005151"), "told: {told}");
    }
    problems.iter().filter(|p| p.rule.starts_with("privacy/")).map(|p| p.rule).collect()
}

const HIDDEN: &[&str] = &["privacy/hidden-data"];
const MOBILE: &[&str] = &["privacy/mobile"];

fn document(body: &str) -> Vec<&'static str> {
    rules("a.docx", package(&[("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>"))]))
}

#[test]
fn words_that_are_set_as_hidden() {
    let run =
        |set: &str, said: &str| format!("<w:p><w:r><w:rPr>{set}</w:rPr>{said}</w:r><w:r><w:t>乙</w:t></w:r></w:p>");
    assert_eq!(document(&run("<w:vanish/>", "<w:t>甲</w:t>")), HIDDEN);
    assert_eq!(document(&run("<w:vanish w:val=\"true\"/>", "<w:t>甲</w:t>")), HIDDEN);
    for body in [
        run("<w:vanish w:val=\"0\"/>", "<w:t>甲</w:t>"),
        run("<w:webHidden/>", "<w:t>甲</w:t>"),
        run("<w:vanish/>", "<w:instrText>XE</w:instrText>"),
        run("<w:vanish/>", "<w:t> </w:t>"),
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>".to_owned(),
    ] {
        assert!(document(&body).is_empty(), "{body}");
    }
}

#[test]
fn who_changed_how_something_is_set() {
    let of = |author: &str| {
        format!("<w:p><w:pPr><w:pPrChange w:id=\"1\" w:author=\"{author}\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>")
    };
    assert_eq!(document(&of("李小明")), HIDDEN);
    assert!(document(&of("Administrator")).is_empty());
    let said = |what: &str, who: &str| {
        let body = "<w:document><w:p><w:t>甲</w:t></w:p></w:document>".to_owned();
        let parts = [("word/document.xml", body), ("docProps/app.xml", format!("<p><{what}>{who}</{what}></p>"))];
        rules("a.docx", package(&parts))
    };
    assert_eq!(said("Manager", "李小明"), HIDDEN);
    assert_eq!(said("Company", "李小明"), HIDDEN);
    for (what, who) in [
        ("Manager", "办公室"),
        ("Company", "某镇政府"),
        ("Company", "微软中国"),
        ("Company", "梅县农业局"),
        ("Company", "林业站"),
    ] {
        assert!(said(what, who).is_empty(), "{what}: {who}");
    }
}

#[test]
fn comments_of_presentations() {
    let slide = ("ppt/slides/slide1.xml", "<p:sld><a:p><a:t>甲</a:t></a:p></p:sld>".to_owned());
    let with = |part: (&'static str, &str)| rules("a.pptx", package(&[slide.clone(), (part.0, part.1.to_owned())]));
    assert_eq!(with(("ppt/comments/comment1.xml", "<p:cmLst><p:cm><p:text>看看</p:text></p:cm></p:cmLst>")), HIDDEN);
    assert_eq!(
        with(("ppt/commentAuthors.xml", "<p:cmAuthorLst><p:cmAuthor name=\"李小明\"/></p:cmAuthorLst>")),
        HIDDEN
    );
    assert_eq!(with(("ppt/authors.xml", "<p:authorLst><p:author name=\"李小明\"/></p:authorLst>")), HIDDEN);
    assert!(with(("ppt/commentAuthors.xml", "<p:cmAuthorLst/>")).is_empty());
}

#[test]
fn numbers_that_are_written_as_codes() {
    let coded = "%31%33%39%32%30%30%30%35%31%35%31";
    for html in [format!("<a href=\"tel:{coded}\">打</a>"), String::from("<a href='tel:%31%33920005151'>打</a>")] {
        assert_eq!(rules("a.html", html.into_bytes()), MOBILE);
    }
    for body in [format!("[打](tel:{coded})"), "https://a.example/?phone%3D13920005151".to_owned()] {
        let problems = built(super::one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n"))).problems;
        let told = format!("{problems:?}");
        assert!(told.contains("privacy/mobile") && !told.contains("3920005151") && !told.contains(coded), "{told}");
    }
    assert!(rules("a.html", format!("<p>{coded}</p>").into_bytes()).is_empty(), "in no address");
    let card = "BEGIN:VCARD\r\nTEL;ENCODING=QUOTED-PRINTABLE:=31=33=39=32=30=30=30=\r\n=35=31=35=31\r\nEND:VCARD\r\n";
    assert_eq!(rules("a.vcf", card.into()), MOBILE);
    assert!(rules("a.vcf", "BEGIN:VCARD\r\nTEL;QUOTED-PRINTABLE:=\r\nEND:VCARD=".into()).is_empty());
    let cell =
        "<worksheet><sheetData><row><c r=\"A1\"><f>\"139\"&amp;\"20005151\"</f><v/></c></row></sheetData></worksheet>";
    let book = "<workbook><sheets><sheet name=\"一\" r:id=\"r1\"/></sheets></workbook>";
    let rels = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let parts = [("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", rels), ("xl/worksheets/sheet1.xml", cell)];
    let parts = parts.map(|(name, text)| (name, text.to_owned()));
    assert_eq!(rules("a.xlsx", package(&parts)), MOBILE);
}

#[test]
fn files_in_big5_are_read_as_such() {
    // 村,電話,備註 / 甲村,１３９２０００５１５１,這是一個電話號碼表格的測試文件內容
    let big5: &[u8] = b"\xa7\xf8,\xb9\x71\xb8\xdc,\xb3\xc6\xb5\xf9\n\xa5\xd2\xa7\xf8,\xa2\xb0\xa2\xb2\xa2\xb8\xa2\xb1\xa2\xaf\xa2\xaf\xa2\xaf\xa2\xb4\xa2\xb0\xa2\xb4\xa2\xb0,\
        \xb3\x6f\xac\x4f\xa4\x40\xad\xd3\xb9\x71\xb8\xdc\xb8\xb9\xbd\x58\xaa\xed\xae\xe6\xaa\xba\xb4\xfa\xb8\xd5\xa4\xe5\xa5\xf3\xa4\xba\xae\x65\n";
    assert_eq!(rules("a.csv", big5.to_vec()), MOBILE);
    assert_eq!(rules("a.txt", big5.to_vec()), MOBILE);
}

#[test]
fn nobody_is_named_by_where_something_was_found() {
    let page = "---\ntitle: 例\nwaivers:\n  - {rule: privacy/named-table, reason: 李小明家的事, by: 党政办, until: 2023-12-31}\n\
                \x20 - {rule: privacy/mobile, reason: 关于李小明同志的说明, by: 党政办, until: 2023-12-31}\n---\n\n\
                | 姓名 | 残疾等级 |\n|---|---|\n| 李小明 | 一级 |\n";
    let files = vec![
        ("content/li.md".to_owned(), page.as_bytes().to_vec()),
        ("content/李小明低保.csv".to_owned(), "姓名,残疾等级\n李小明,一级\n".into()),
        ("content/低保名册.csv".to_owned(), "姓名,残疾等级\n李小明,一级\n".into()),
    ];
    let built = built(files);
    assert_eq!(built.waived.len(), 1);
    let told = format!("{:?} {:?}", built.problems, built.waived);
    assert!(!told.contains("李小明"), "{told}");
    for said in ["content/李*明低保.csv", "content/低保名册.csv", "李*明家的事", "关于李*明同志的说明"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
}
