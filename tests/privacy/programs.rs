//! Numbers as programs and people write them where something goes on behind, before or within them.

use mingbai::diagnostic::Severity;

use super::phones::{MAYBE, YES, mobiles, page};
use super::{built, one, records};

#[test]
fn telephones_that_programs_wrote_as_other_numbers() {
    for number in ["13920005151.0", "13920005151.00", "1.3920005151E+10", "1.3920005151e10"] {
        for header in ["电话", "联系方式", "phone"] {
            let csv = format!("村,{header},备注\n甲,{number},乙\n");
            assert_eq!(mobiles(one("content/a.csv", csv)), YES, "{header}: {number}");
        }
        assert_eq!(page(&format!("| 村 | 联系电话 |\n|---|---|\n| 甲 | {number} |")), YES, "{number}");
        assert_eq!(page(&format!("电话：{number}")), YES, "{number}");
        let mut files = records("content/list/all.csv", format!("编号,标题,电话\na,某某,{number}\n"));
        files[1].1 = "title: 名单\nprimaryKey: id\nfields:\n  - {name: number, type: string, title: 电话}\n".into();
        assert_eq!(mobiles(files), YES, "{number}");
        for header in ["金额", "电话费", "面积（亩）", "总投资"] {
            let csv = format!("村,{header},备注\n甲,{number},乙\n");
            assert_eq!(mobiles(one("content/a.csv", csv)), [], "{header}: {number}");
        }
        assert_eq!(page(&format!("共{number}")), [], "{number}");
    }
    for body in ["电话：13920005151.0元", "电话13920005151.5", "电话1.3920005151E+11", "电话：1.3920005151"]
    {
        assert_eq!(page(body), [], "{body}");
    }
}

#[test]
fn names_of_accounts_hold_telephones() {
    for body in ["微信号：lxm13920005151", "微信：zhang13920005151", "QQ 邮箱 lxm13920005151@qq.com"] {
        assert_eq!(page(body), MAYBE, "{body}");
    }
    assert_eq!(page("| 甲 | 微信号 |\n|---|---|\n| 乙 | lxm13920005151 |"), MAYBE);
    assert_eq!(page("| 甲 | 型号 |\n|---|---|\n| 乙 | lxm13920005151 |"), []);
    for body in ["型号：lxm13920005151", "微信号：a1b13920005151c", "lxm13920005151@", "微信公众号文章lxm13920005151"]
    {
        assert_eq!(page(body), [], "{body}");
    }
}

#[test]
fn what_is_said_to_be_a_telephone_may_be_set_in_any_groups() {
    for number in ["1392 0005 151", "139 20 00 51 51", "13 920 005 151", "139-20-00-51-51"] {
        assert_eq!(page(&format!("电话：{number}")), YES, "{number}");
        assert_eq!(page(&format!("编为 {number}")), [], "{number}");
    }
    for body in ["13920005151 立方厘米", "用电量13920005151千瓦时", "长13920005151毫米"] {
        assert_eq!(page(body), [], "{body}");
    }
}

/// What is found of ids and cards on a page.
fn others(body: &str, rule: &str) -> Vec<Severity> {
    let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")));
    let told = format!("{:?}", built.problems);
    assert!(!told.contains("3405241980010100"), "{told}");
    built.problems.iter().filter(|p| p.rule == rule).map(|p| p.severity).collect()
}

#[test]
fn numbers_of_disability_certificates_hold_ids() {
    // The last digit proves the first of these.
    const ID: &str = "340524198001010036";
    let count = |body: &str| others(body, "privacy/citizen-id");
    assert_eq!(count(ID), YES, "it is one");
    for body in [
        format!("残疾证号 {ID}42"),
        format!("残疾人证号：{ID}42B1"),
        format!("{ID}42"),
        format!("| 户主 | 残疾证号 |\n|---|---|\n| 某某 | {ID}42 |"),
        format!("残疾证编号{ID}99"),
    ] {
        assert_eq!(count(&body), YES, "{body}");
    }
    assert_eq!(count(&format!("{ID}01")), MAYBE);
    assert_eq!(count(&format!("编号：{ID}42")), MAYBE);
    for body in [format!("流水号：{ID}01"), format!("{ID}421"), "34052419800101003742".to_owned()] {
        assert_eq!(count(&body), [], "{body}");
    }
}

#[test]
fn an_id_with_a_slip_of_the_pen() {
    let count = |body: &str| others(body, "privacy/citizen-id");
    for body in ["身份证号：340524198001010010", "| 户主 | 身份证号码 |\n|---|---|\n| 某某 | 340524198001010010 |"]
    {
        assert_eq!(count(body), MAYBE, "{body}");
    }
    for body in [
        "编号：340524198001010010",
        "340524198001010010",
        "身份证号：340524198013010010",
        "身份证号段：123456789012345678",
    ] {
        assert_eq!(count(body), [], "{body}");
    }
}

#[test]
fn an_id_that_a_program_has_rounded() {
    let count = |body: &str| others(body, "privacy/citizen-id");
    const ROUNDED: &str = "3.4052419800101E+17";
    for body in [
        format!("身份证号：{ROUNDED}"),
        format!("| 户主 | 身份证号码 |\n|---|---|\n| 某某 | {ROUNDED} |"),
        "身份证号：3.40524198001010e17".to_owned(),
        "| 户主 | 身份证号码 |\n|---|---|\n| 某某 | 340524198001010000 |".to_owned(),
    ] {
        assert_eq!(count(&body), MAYBE, "{body}");
    }
    for body in
        ["编号：3.4052419800101E+17", "身份证号：3.4052419801301E+17", "身份证号：3.40524E+17", "3.4052419800101E+17"]
    {
        assert_eq!(count(body), [], "{body}");
    }
    let csv = format!("村,身份证号\n甲,{ROUNDED}\n");
    let problems = built(one("content/a.csv", csv)).problems;
    let found: Vec<_> = problems.iter().filter(|p| p.rule == "privacy/citizen-id").collect();
    assert_eq!(found.len(), 1);
    assert!(!format!("{found:?}").contains("4052419800101"), "told whole: {found:?}");
}

#[test]
fn brackets_within_numbers_hide_none() {
    for body in ["电话：139(2000)5151", "电话139（2000）5151", "139(2111)5151"] {
        assert_eq!(page(body), YES, "{body}");
    }
    for body in ["某府函139(2000)5151", "139(2000)51512", "第139(200)5151"] {
        assert_eq!(page(body), [], "{body}");
    }
    for body in ["340524(19800101)001X", "证号340524（19800101）001X"] {
        assert_eq!(others(body, "privacy/citizen-id"), YES, "{body}");
    }
    assert_eq!(others("340524(19800101)0011", "privacy/citizen-id"), []);
}

#[test]
fn numbers_of_contracts_and_of_books_are_no_telephones() {
    for body in ["合同编号：HT-2022-13920005151", "| 合同编号 |\n|---|\n| HT-2022-13920005151 |"] {
        assert_eq!(page(body), [], "{body}");
    }
    for body in ["合同编号：HT-13920005151", "HT-2022-13920005151", "合同编号：13920005151", "联系人：TEL-13920005151"]
    {
        assert!(!page(body).is_empty(), "{body}");
    }
    for header in ["借方", "贷方", "卡片号"] {
        assert_eq!(mobiles(one("content/a.csv", format!("村,{header}\n甲,13920005151\n"))), MAYBE, "{header}");
    }
}

#[test]
fn cards_by_what_they_are_called() {
    let count = |body: &str| others(body, "privacy/bank-card");
    for word in ["信用卡", "借记卡", "贷记卡", "卡号"] {
        assert_eq!(count(&format!("{word}：4111111111111111")), YES, "{word}");
        assert_eq!(count(&format!("{word}：4111111111111112")), [], "{word}");
    }
    assert_eq!(count("卡号：1030000000000000006"), YES);
    for body in ["账户：1030000000000000006", "1030000000000000006", "卡号：1030000000000000008"] {
        assert_eq!(count(body), [], "{body}");
    }
}

#[test]
fn per_cent_signs_behind_numbers_hide_none() {
    for body in ["见13920005151%20号", "13920005151%"] {
        assert_eq!(page(body), YES, "{body}");
    }
    for body in ["<https://a.example/?q=13920005151%20x>", "[x](f/13920005151%E6%89%8B.pdf)"] {
        assert!(!page(body).is_empty(), "{body}");
    }
    for body in ["增长1.3920005151%", "0.13920005151%", "占13.920005151%"] {
        assert_eq!(page(body), [], "{body}");
    }
    let built = built(one("content/li.md", "---\ntitle: 例\n---\n\n占6222020001234567897%。\n".to_owned()));
    let told = format!("{:?}", built.problems);
    assert!(!told.contains("6222020001234567897"), "{told}");
}

#[test]
fn nobody_is_named_beside_a_number() {
    for body in [
        "| 姓名 | 残疾等级 | 电话 |\n|---|---|---|\n| 李国华 | 一级 | 13920005151 |",
        "申请人：李国华，身份证号340524********001X，电话13920005151",
        "申请人：李国华，身份证号34052419800101****",
    ] {
        let built = built(one("content/li.md", format!("---\ntitle: 例\n---\n\n{body}\n")));
        let told: Vec<_> = built.problems.iter().filter(|p| p.rule.starts_with("privacy/")).collect();
        assert!(!told.is_empty() && !format!("{told:?}").contains("李国华"), "{told:?}");
    }
}

#[test]
fn many_numbers_in_one_line_are_found_soon() {
    let line = "\"13920005151\":{\"a\":\"甲\"},".repeat(3000);
    let begin = std::time::Instant::now();
    assert_eq!(mobiles(one("content/a.json", line)).len(), 1001);
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn a_masked_number_hides_none_that_stands_at_once_behind_it() {
    let stars = "\\*\\*\\*\\*";
    for (body, rule) in [
        (format!("139{stars}5151\u{200B}6222020001234567897"), "privacy/bank-card"),
        (format!("1392000{stars}6222020001234567897"), "privacy/bank-card"),
        (format!("1392000{stars}44142319900101005X"), "privacy/citizen-id"),
        (format!("139{stars}44142319900101005X"), "privacy/citizen-id"),
        (format!("1392000{stars}13920005151"), "privacy/mobile"),
        ("139****44142319900101005X".to_owned(), "privacy/citizen-id"),
        // Nor where somebody's name is masked at once before it.
        ("李XX13920005151".to_owned(), "privacy/mobile"),
        ("李某X13920005151".to_owned(), "privacy/mobile"),
        ("李XX6222020001234567897".to_owned(), "privacy/bank-card"),
    ] {
        assert_eq!(others(&body, rule).len(), 1, "{body}");
    }
    for body in [
        format!("139{stars}5151"),
        format!("139{stars}5151，6222{stars}{stars}{stars}897"),
        "型号XX13920005151".to_owned(),
        "ABX13920005151".to_owned(),
        "15012345678\\*2盒".to_owned(),
        "总量\u{200B}2023\u{200B}0013920005\u{200B}".to_owned(),
    ] {
        for rule in ["privacy/mobile", "privacy/bank-card", "privacy/citizen-id"] {
            assert_eq!(others(&body, rule), [], "{body}");
        }
    }
}

#[test]
fn headers_of_things_and_of_figures_leave_a_doubt() {
    let table = |header: &str, cell: &str| {
        let (md, csv) = (
            format!("| 项 | {header} |\n|---|---|\n| 甲 | {cell} |"),
            mobiles(one("content/f/a.csv", format!("项,{header}\n甲,{cell}\n"))),
        );
        assert_eq!(page(&md), csv, "{header} {cell}");
        csv
    };
    for header in [
        "水表号",
        "电表号",
        "表号",
        "票据号",
        "档案号",
        "受理号",
        "交易号",
        "注册号",
        "营业执照",
        "图号",
        "车架号",
        "IMEI",
        "缴费号",
        "宽带账号",
        "数值",
        "税收",
        "工业",
        "农业",
        "年初",
        "期末",
        "用水量",
        "发电量",
    ] {
        assert_eq!(table(header, "13920005151"), MAYBE, "{header}");
    }
    for header in
        ["手机号", "微信号", "电话号", "联系号", "号码", "值班", "备注", "集群短号", "电话", "质量监督员", "号"]
    {
        assert_eq!(table(header, "13920005151"), YES, "{header}");
    }
    for cell in ["李某13920005151", "电话13920005151"] {
        assert_eq!(table("工业", cell), YES, "{cell}");
    }
}
