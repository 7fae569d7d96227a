//! Telephones are found however they are set, and what is said to be something else is none.

use mingbai::diagnostic::Severity;

use super::{Files, built, one, records};

pub(crate) const YES: &[Severity] = &[Severity::Error];
pub(crate) const MAYBE: &[Severity] = &[Severity::Warning];

pub(crate) fn mobiles(files: Files) -> Vec<Severity> {
    let built = built(files);
    for problem in built.problems.iter() {
        let told = format!("{problem:?}");
        assert!(!told.contains("3920005151"), "told whole: {told}");
    }
    built.problems.iter().filter(|p| p.rule == "privacy/mobile").map(|p| p.severity).collect()
}

pub(crate) fn page(body: &str) -> Vec<Severity> {
    mobiles(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")))
}

#[test]
fn items_of_a_list_are_telephones() {
    for body in [
        "1. 13920005151",
        "10. 13920005151",
        "1.13920005151",
        "> 1.13920005151",
        "1. 139 2000 5151",
        "1\\. 13920005151",
        "电话13920005151. 2. 李村",
        "1） 13920005151",
    ] {
        assert_eq!(page(body), YES, "{body}");
    }
    assert_eq!(page("1. 13920005151\n2. 13920005152"), [Severity::Error; 2]);
    for body in ["0.13920005151", "面积1.13920005151", "101.13920005151", "- 1.13920005151", "1.13920005151.2"] {
        assert_eq!(page(body), [], "{body}");
    }
    assert_eq!(mobiles(one("content/a.csv", "1.13920005151,甲\n".to_owned())), [], "a number in data");
}

#[test]
fn a_column_that_is_measured_may_hold_a_telephone() {
    let table = |header: &str, cell: &str| page(&format!("| 甲 | {header} |\n|---|--:|\n| 乙 | {cell} |"));
    assert_eq!(table("补贴金额（元）", "100，电话13920005151"), YES);
    assert_eq!(table("人数（人）", "3（联系电话13920005151）"), YES);
    assert_eq!(table("人数（人）", "3，13920005151"), MAYBE);
    assert_eq!(table("补贴金额（元）", "13920005151"), []);
    assert_eq!(table("补贴金额（元）", "约13920005151（含税）"), []);
    assert_eq!(table("联系电话（家）", "13920005151"), YES);
    assert_eq!(table("电话（王克）", "13920005151"), YES);
    let ledger = |cell: &str| {
        let schema = "title: 账\nprimaryKey: id\nfields:\n  - {name: sum, type: string, title: 金额, mingbai: {value: amount, unit: 元}}\n";
        let mut files = records("content/list/all.csv", format!("编号,标题,金额\na,某某,\"{cell}\"\n"));
        files[1].1 = schema.into();
        mobiles(files)
    };
    assert_eq!(ledger("3，电话13920005151"), YES);
    assert_eq!(ledger("13920005151"), []);
}

#[test]
fn letters_and_brackets_beside_a_telephone() {
    for body in [
        "电话13920005151email",
        "电话:13920005151Email:a@b.c",
        "加微信 v13920005151",
        "加V13920005151",
        "手机13920005151号",
        "(139)2000-5151",
        "（139）20005151",
        "139-2000 5151",
        "139 2000-5151",
        "+86(139)20005151",
        "电话13920 005151",
        "1795113920005151",
        "[拨打](tel:%2B8613920005151)",
        "13920005151张三",
        "13920005151 方某某",
        "电话13920005151（家）",
        "支书（王克）：13920005151",
        "李某（家）：13920005151",
        "办电话会议找电话13920005151",
    ] {
        assert_eq!(page(body), YES, "{body}");
    }
    assert_eq!(page("13920 005151"), MAYBE);
    assert_eq!(page("139 2019-2023"), MAYBE);
    for body in [
        "a13920005151",
        "v13920005151",
        "13920005151email",
        "13920 105151",
        "(139)20230831",
        "（139）2000",
        "见(139)、2000-5151",
        "139/2000 5151",
        "1790213920005151",
        "%213920005151",
    ] {
        assert_eq!(page(body), [], "{body}");
    }
}

#[test]
fn numbers_in_codes_of_json_are_found() {
    let json = |text: &str| mobiles(one("content/a.json", text.to_owned()));
    assert_eq!(json(r#"{"a":"\u00313920005151"}"#), YES);
    assert_eq!(json(r#"{"a":"\u0031\u0033920005151"}"#), YES);
    assert_eq!(json(r#"{"a":"\\u00413920005151"}"#), []);
    assert_eq!(mobiles(one("content/a.html", r#"<!DOCTYPE html><script>"\u00313920005151"</script>"#.to_owned())), YES);
}

#[test]
fn what_is_said_to_be_something_else_is_no_error() {
    for body in [
        "总投资13920005151（元）",
        "报价（元）：13920005151",
        "面积（平方米）：13920005151",
        "共13920005151㎡",
        "库容 13920005151 m3",
        "共13920005151张",
        "共13920005151本。",
        "共13920005151笔",
    ] {
        assert_eq!(page(body), [], "{body}");
    }
    for body in [
        "支出：13920005151",
        "余额 13920005151",
        "共计 13920005151",
        "总投资13920005151",
        "缴费户号：13920005151",
        "准考证号13920005151",
        "QQ群：13920005151",
        "图斑号13920005151",
        "招标编号：ZB-13920005151",
        "<https://www.gov.example/zhengce/13920005151.html>",
        "[文](https://www.gov.example/a?b=1&id=13920005151)",
    ] {
        assert_eq!(page(body), MAYBE, "{body}");
    }
    for body in ["<https://wa.example/?phone=13920005151>", "TEL-13920005151", "发票联系电话13920005151"] {
        assert!(!page(body).is_empty(), "{body}");
    }
    assert_eq!(page("发票联系电话13920005151"), YES);
    let table = |header: &str, cell: &str| page(&format!("| 甲 | {header} |\n|---|--:|\n| 乙 | {cell} |"));
    for header in ["总投资", "合同价款", "本年收入", "项目编码", "电话会议号"] {
        assert_eq!(table(header, "13920005151"), MAYBE, "{header}");
    }
    for header in ["会议联系人", "项目代码（联系电话）", "联系人"] {
        assert_eq!(table(header, "13920005151"), YES, "{header}");
    }
    assert_eq!(table("项目编码", "电话13920005151"), YES);
}

#[test]
fn headers_of_tables_in_html_and_in_downloads_count_too() {
    let html = |header: &str, cell: &str| {
        format!("<table><tr><th>甲</th><th>{header}</th></tr>\n<tr><td>乙</td><td>{cell}</td></tr></table>")
    };
    let both = |header: &str, cell: &str| {
        let table = html(header, cell);
        let there = mobiles(one("content/a.html", format!("<!DOCTYPE html>{table}")));
        assert_eq!(page(&table), there, "{header} {cell}");
        there
    };
    assert_eq!(both("总投资（元）", "13920005151"), []);
    assert_eq!(both("<b>总投资</b>（元）", "<span>13920005151</span>"), []);
    assert_eq!(both("总投资（元）", "3，电话13920005151"), YES);
    assert_eq!(both("项目代码", "13920005151"), MAYBE);
    for header in ["电话", "项目代码（联系电话）", "户主", "电话（家）"] {
        assert_eq!(both(header, "13920005151"), YES, "{header}");
    }
    let form =
        "<table><tr><td>总投资（元）</td><td>13920005151</td></tr><tr><td>电话</td><td>13920005151</td></tr></table>";
    assert_eq!(page(form), YES);
    // A cell over several columns is one.
    let wide = "<table><tr><th colspan=2>项目代码</th></tr><tr><td colspan=2>13920005151</td></tr></table>";
    assert_eq!(page(wide), MAYBE);
}

#[test]
fn no_excerpt_tells_a_number_that_was_not_found() {
    let body = "34052419800101001X a13920005151，合计138000000000元\n";
    let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}")));
    let found = built.problems.iter().find(|p| p.rule == "privacy/citizen-id").expect("the id");
    let excerpt = found.place.as_ref().and_then(|p| p.excerpt.as_deref()).expect("an excerpt");
    assert_eq!(excerpt, "340*************1X a139******51，合计138000000000元");
}

#[test]
fn numbers_in_names_of_files_and_addresses() {
    let name = |name: &str| mobiles(vec![(format!("content/{name}"), b"x".to_vec())]);
    for file in ["1.13920005151.txt", "2023.13920005151.txt", "13920005151.2023.txt", "李某13920005151.txt"] {
        assert_eq!(name(file), YES, "{file}");
    }
    for file in ["zhangsan13920005151.txt", "13920005151zs.txt", "2023091213920005151.txt", "李（zs13920005151）.txt"]
    {
        assert_eq!(name(file), MAYBE, "{file}");
    }
    for file in [
        "a13920005151.txt",
        "0f3a13920005151c.txt",
        "mmexport1392000515123.txt",
        "P020230912613920005151.txt",
        "2023091213502345678.txt",
    ] {
        assert_eq!(name(file), [], "{file}");
    }
    let page = |name: &str| mobiles(one(&format!("content/{name}.md"), "---\ntitle: 例\n---\n".to_owned()));
    assert_eq!(page("zhangsan13920005151"), MAYBE);
    assert_eq!(page("13920005151"), YES);
    // Whatever else is told of such a file tells no number.
    let text = "---\ntitle: 例\n---\n\n[甲](b/zhangsan13920005151.pdf)、[乙](/2023.13920005151.html)\n";
    assert_eq!(page("b/zs13920005151"), MAYBE);
    let files = vec![("content/zs13920005151.md".to_owned(), text.into())];
    assert!(!mobiles(files).is_empty());
}

#[test]
fn an_id_proves_itself_whatever_follows() {
    const ID: &str = "34052419800101001X";
    let count = |body: &str| {
        let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")));
        let told = format!("{:?}", built.problems);
        assert!(!told.contains("34052419800101001"), "{told}");
        built.problems.iter().filter(|p| p.rule == "privacy/citizen-id").count()
    };
    for body in ["XA", "XX", "Xabc", "X一", "X，"].map(|behind| format!("{}{behind}", &ID[..17])) {
        assert_eq!(count(&body), 1, "{body}");
    }
    assert_eq!(count("340524198001010010XA，34052419800101001 Xiaomi"), 0);
}

#[test]
fn a_unit_behind_what_is_said_to_be_a_telephone() {
    for header in ["联系电话", "手机", "联系方式", "电话（家）"] {
        let table = |cell: &str| page(&format!("| 户主 | {header} |\n|---|---|\n| 某某 | {cell} |"));
        for cell in ["13920005151元", "13920005151户主", "13920005151 家", "13920005151（户）", "某某13920005151人"]
        {
            assert_eq!(table(cell), YES, "{header}: {cell}");
        }
        let html = format!(
            "<table><tr><th>户主</th><th>{header}</th></tr><tr><td>某某</td><td>13920005151元</td></tr></table>"
        );
        assert_eq!(page(&html), YES);
        assert_eq!(mobiles(one("content/a.html", html)), YES);
        let ledger = format!("编号,标题,{header}\na,某某,13920005151元\n");
        let mut files = records("content/list/all.csv", ledger);
        files[1].1 =
            format!("title: 名单\nprimaryKey: id\nfields:\n  - {{name: number, type: string, title: {header}}}\n")
                .into();
        assert_eq!(mobiles(files), YES);
    }
    for body in ["电话13920005151元", "手机：13920005151户", "联系电话13920005151 人"] {
        assert_eq!(page(body), MAYBE, "{body}");
    }
    for header in ["电话费", "手机话费", "金额", "户数"] {
        let cell = format!("| 户主 | {header} |\n|---|---|\n| 某某 | 13920005151元 |");
        assert_eq!(page(&cell), [], "{header}");
    }
    for body in ["电话费13920005151元", "话费共13920005151元", "电话补贴13920005151元"] {
        assert_eq!(page(body), [], "{body}");
    }
}

#[test]
fn headers_of_csv_files_to_download_count_too() {
    let csv = |header: &str, cell: &str| {
        let text = format!("序号,户主,{header},备注\r\n1,某某,{cell},\"甲,\r\n乙\"\r\n");
        let found = mobiles(one("content/a.csv", text.clone()));
        assert_eq!(found, mobiles(one("content/a.tsv", text.replace(',', "\t"))), "{header}: {cell}");
        found
    };
    for header in ["总投资（元）", "面积（平方米）"] {
        assert_eq!(csv(header, "13920005151"), [], "{header}");
    }
    assert_eq!(csv("总投资（元）", "100；电话13920005151"), YES);
    for header in ["项目编码", "总投资"] {
        assert_eq!(csv(header, "13920005151"), MAYBE, "{header}");
    }
    for header in ["联系电话", "户主", "备注", "项目代码（联系电话）"] {
        assert_eq!(csv(header, "13920005151"), YES, "{header}");
    }
    assert_eq!(csv("联系电话", "13920005151元"), YES);
    assert_eq!(mobiles(one("content/a.csv", "总投资（元）,电话\n13920005152,13920005151\n".to_owned())), YES);
}
