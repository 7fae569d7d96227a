//! Lists of people in files of data: records in JSON, YAML and XML, tables in rich text, and what a line behind a table says.

use super::{built, one};

fn named(path: &str, text: &str) -> usize {
    let problems = built(one(path, text.to_owned())).problems;
    for problem in problems.iter() {
        assert!(!format!("{problem:?}").contains("李小明"), "told: {problem:?}");
    }
    problems.iter().filter(|p| p.rule == "privacy/named-table").count()
}

#[test]
fn records_that_name_people_beside_what_is_sensitive() {
    for (name, text) in [
        ("a.json", "{\"rows\": [{\"姓名\": \"李小明\", \"残疾等级\": \"一级\"}]}"),
        ("a.json", "{\"姓名\": \"李小明\", \"残疾等级\": \"一级\"}"),
        ("a.json", "\t{\n\t\t\"残疾人名单\": [{\"姓名\": \"李小明\", \"村\": \"甲\"}]\n\t}"),
        (
            "a.json",
            "{\"a\": {\"姓名\": \"李小明\", \"病种\": \"甲\"}, \"b\": {\"姓名\": \"李小明\", \"病种\": \"甲\"}}",
        ),
        ("a.geojson", "{\"features\": [{\"properties\": {\"户主姓名\": \"李小明\", \"低保类别\": \"A类\"}}]}"),
        ("a.yaml", "- 姓名: 李小明\n  残疾等级: 一级\n"),
        ("a.yml", "残疾人名单:\n  - {姓名: 李小明, 村: 甲}\n"),
        ("a.xml", "<名单><人><姓名>李小明</姓名><残疾等级>一级</残疾等级></人></名单>"),
        ("a.xml", "<list><r 姓名=\"李小明\" 残疾等级=\"一级\"/></list>"),
        ("a.rtf", "{\\rtf1 姓名\\cell 残疾等级\\cell\\row 李小明\\cell 一级\\cell\\row}"),
        ("a.rtf", "{\\rtf1 残疾人补贴名单\\par 姓名\\cell 金额\\cell\\row 李小明\\cell 1\\cell\\row}"),
    ] {
        assert_eq!(named(&format!("content/{name}"), text), 1, "{name}: {text}");
    }
    for (name, text) in [
        ("a.json", "{\"rows\": [{\"姓名\": \"李小明\", \"职务\": \"主任\"}]}"),
        ("a.json", "{\"rows\": [{\"姓名\": \"李*明\", \"残疾等级\": \"一级\"}]}"),
        ("a.json", "[{\"负责人姓名\": \"李小明\"}, {\"低保户数\": 3}]"),
        ("a.json", "{\"姓名\": \"李小明\", \"下级\": {\"残疾等级\": \"一级\"}}"),
        ("a.json", "{\"残疾人工作者名单\": [{\"姓名\": \"李小明\", \"村\": \"甲\"}]}"),
        ("a.yaml", "- 村: 李村\n  残疾人: 3\n"),
        ("a.xml", "<a><姓名>李小明</姓名><村>甲</村></a>"),
        ("a.rtf", "{\\rtf1 姓名\\cell 职务\\cell\\row 李小明\\cell 主任\\cell\\row}"),
    ] {
        assert_eq!(named(&format!("content/{name}"), text), 0, "{name}: {text}");
    }
}

#[test]
fn a_line_behind_a_table_says_who_they_are() {
    let of = |line: &str| {
        let body = format!("---\ntitle: 例\n---\n\n| 姓名 | 金额 |\n|---|---|\n| 李小明 | 100 |\n\n{line}\n");
        named("content/li.md", &body)
    };
    for line in ["上表为2023年8月低保户。", "以上人员是特困人员", "（注：上表系残疾人。）", "（上表为低保户）"]
    {
        assert_eq!(of(line), 1, "{line}");
    }
    for line in
        ["上表为2023年8月驻村干部。", "以上是低保经办人员", "低保户另表。", "上表为2023年8月农户，其中低保户3户。"]
    {
        assert_eq!(of(line), 0, "{line}");
    }
}

/// How many tables are told of a collection of people with a field of that title, whose record says that.
fn of_collection(file: &str, title: &str, said: &str, name: &str) -> usize {
    let schema = format!(
        "title: 户\nprimaryKey: id\nfields:\n  - {{name: name, type: string, title: 姓名}}\n  - {{name: k, type: string, title: {title}}}\n"
    );
    let records = if file.ends_with(".csv") {
        format!("id,title,name,k\na,甲,{name},{said}\nb,乙,原文未写,无\n")
    } else {
        format!("- {{id: a, title: 甲, name: {name}, k: {said}}}\n")
    };
    let mut files = one("content/hz/_collection.yaml", schema);
    files.extend(one("content/hz/_index.md", "---\ntitle: 户\n---\n".to_owned()));
    files.extend(one(&format!("content/hz/{file}"), records));
    let problems = built(files).problems;
    let own: Vec<_> = problems.iter().filter(|p| p.rule == "privacy/named-table").collect();
    assert!(own.iter().all(|p| !format!("{p:?}").contains("李小明")), "told: {own:?}");
    own.len()
}

#[test]
fn values_of_records_say_who_they_are() {
    for (title, said) in [
        ("补贴项目", "困难残疾人生活补贴"),
        ("补贴类别", "重度残疾人护理补贴"),
        ("备注", "患癌症"),
        ("类别", "特困人员"),
        ("事由", "因病致贫"),
        ("原因", "肺癌晚期"),
        ("精准扶贫类型", "低保贫困户"),
        ("残疾等级", "一级"),
    ] {
        for file in ["a.csv", "a.yaml"] {
            assert_eq!(of_collection(file, title, said, "李小明"), 1, "{file} {title} {said}");
        }
    }
    for (title, said, name) in [
        ("补贴项目", "困难残疾人生活补贴", "李\\*明"),
        ("补贴项目", "困难残疾人生活补贴", "原文未写"),
        ("补贴项目", "耕地地力保护补贴", "李小明"),
        ("备注", "残疾人工作专干", "李小明"),
        ("备注", "负责低保", "李小明"),
        ("获奖事由", "关爱残疾学生", "李小明"),
        ("类别", "精神科医生", "李小明"),
        ("类型", "乡村健康员", "李小明"),
        ("岗位类别", "残疾人专职委员", "李小明"),
        ("培训类别", "残疾人护理", "李小明"),
        ("分管", "残疾人工作", "李小明"),
    ] {
        assert_eq!(of_collection("a.csv", title, said, name), 0, "{title} {said} {name}");
    }
}

#[test]
fn what_people_are_honoured_for_is_no_kind_of_them() {
    let of = |header: &str, said: &str| {
        let body = format!(
            "---\ntitle: 例\n---\n\n| 姓名 | 单位 | {header} |\n|---|---|---|\n| 李小明 | 镇中心小学 | {said} |\n"
        );
        named("content/li.md", &body)
    };
    for (header, said) in [
        ("获奖事由", "关爱残疾学生"),
        ("推荐事由", "照顾孤儿多年"),
        ("表彰类型", "残疾人工作先进个人"),
        ("事由", "关爱残疾学生"),
    ] {
        assert_eq!(of(header, said), 0, "{header} {said}");
    }
    for (header, said) in [("救助事由", "重度残疾"), ("事由", "因病致贫"), ("类别", "孤儿")] {
        assert_eq!(of(header, said), 1, "{header} {said}");
    }
}
