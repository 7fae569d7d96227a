//! What would be lost in silence: fields written twice, entries of lists and values in which nothing stands.

use super::Fault;

const SCHEMA: &str = "\
title: 岗位
fields:
  - {name: amt, title: 投资额, type: string, mingbai: {value: amount, aliases: [金额]}}
  - {name: txt, title: 文字, type: string}
  - {name: pd, title: 时候, type: date, mingbai: {partial: true}}
  - {name: tags, title: 标签, type: list}
  - {name: many, title: 多个, type: list, mingbai: {ref: [places, jobs]}}
  - {name: parts, title: 部分, type: array, mingbai: {fields: [{name: what, title: 内容, type: string, constraints: {required: true}}]}}
";

/// A record of which one entry is wrong; that stands in line 3.
fn record(name: &str, entry: &str, rule: &'static str, place: &str) -> Fault {
    with(name, SCHEMA, entry, rule, place)
}

/// The same with a schema of which the field `txt`, `tags` or `parts` has to be there.
fn required(name: &str, field: &str, entry: &str) -> Fault {
    let constrained = format!("name: {field}, constraints: {{required: true}},");
    let schema = SCHEMA.replace(&format!("name: {field},"), &constrained);
    with(name, &schema, entry, "data/required", "jobs.yaml:1")
}

fn with(name: &str, schema: &str, entry: &str, rule: &'static str, place: &str) -> Fault {
    whole(name, schema, &format!("- id: x\n  title: 甲\n  {entry}\n"), rule, place)
}

fn whole(name: &str, schema: &str, record: &str, rule: &'static str, place: &str) -> Fault {
    let files = [("content/jobs/_collection.yaml", schema), ("content/jobs/jobs.yaml", record)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: format!("Losses: {name}"), files, rule, place: format!("content/jobs/{place}") }
}

/// A translation of a record, with its id in line 3.
fn translation(name: &str, entry: &str, place: &str) -> Fault {
    let english = format!("---\ntitle: A\n{entry}\ntxt: A\n---\n");
    let files = [
        ("site.yaml", "title: 站\nlanguages: [zh-CN, en]\nbase_url: https://town.example/\nas_of: 2023-08-31\n"),
        ("content/jobs/_collection.yaml", SCHEMA),
        ("content/jobs/a.md", "---\ntitle: 甲\nid: x\namt: 5.00元\ntxt: 甲\n---\n"),
        ("content/jobs/a.en.md", english.as_str()),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: format!("Losses: {name}"), files, rule: "data/translation", place: format!("content/jobs/{place}") }
}

pub(super) fn faults() -> Vec<Fault> {
    let (twice, value) = ("content/duplicate-key", "content/value");
    vec![
        record("a field by name and title", "amt: 5元\n  投资额: 6元", twice, "jobs.yaml:4"),
        record("a field by title and alias", "投资额: 5元\n  金额: 5元", twice, "jobs.yaml:4"),
        record("a list with nothing in one entry", "tags: [a, null]", value, "jobs.yaml:3"),
        record("a list with a dash alone", "tags:\n    - a\n    -\n    - b", value, "jobs.yaml:5"),
        record("a list with an empty text", "tags: [a, '']", value, "jobs.yaml:3"),
        record("references with nothing in one entry", "many: [shang-dong, null]", value, "jobs.yaml:3"),
        record("small records of which one is empty", "parts: [{what: 店}, {}]", value, "jobs.yaml:3"),
        record("keywords with nothing in one entry", "keywords: [a, null]", value, "jobs.yaml:3"),
        record("a unit without a number", "amt: {unit: 元}", value, "jobs.yaml:3"),
        record("an empty number with a unit", "amt: {value: , unit: 元}", value, "jobs.yaml:3"),
        record("an empty map for a text", "txt: {}", value, "jobs.yaml:3"),
        record("a unit twice", "amt: {value: 431.56万元, unit: 元}", "data/unit", "jobs.yaml:3"),
        record("an empty text in a small record", "parts: [{what: ''}]", "data/required", "jobs.yaml:3"),
        record("a number for more than nothing", "amt: 0多万元", "data/amount", "jobs.yaml:3"),
        record("an amount of two numbers", "amt: 1亿4000万元", "data/amount", "jobs.yaml:3"),
        record("an amount in thousands of ten thousands", "amt: 4千万元", "data/amount", "jobs.yaml:3"),
        record("an amount with a full stop", "amt: 6400万元。", "data/amount", "jobs.yaml:3"),
        record("a period that goes on", "pd: 2023-03..", "data/deadline", "jobs.yaml:3"),
        record("the end of a year", "pd: 2023年底", "data/deadline", "jobs.yaml:3"),
        record("a word for a date", "pd: 目前", "content/date", "jobs.yaml:3"),
        record("a date that is unknown", "date: 不适用", "data/unknown", "jobs.yaml:3"),
        record("a day of publication that is unknown", "published: 原文未写", "data/unknown", "jobs.yaml:3"),
        record("a summary that is unknown", "summary: 待补充（办公室）", "data/unknown", "jobs.yaml:3"),
        record("an address that is unknown", "slug: 原文未写", "data/unknown", "jobs.yaml:3"),
        record("a keyword that is unknown", "keywords: [a, 不适用]", "data/unknown", "jobs.yaml:3"),
        record("an issuer that is unknown", "issuer: {unknown: pending}", "data/unknown", "jobs.yaml:3"),
        whole("an entry that is no record", SCHEMA, "- {id: x, title: 甲}\n- foo\n", "data/shape", "jobs.yaml:2"),
        whole("an entry that is empty", SCHEMA, "- {id: x, title: 甲}\n-\n", "data/shape", "jobs.yaml:2"),
        whole(
            "a record merged with another",
            SCHEMA,
            "- &x {id: x, title: 甲}\n- {<<: *x}\n",
            "content/unknown-key",
            "jobs.yaml:2",
        ),
        whole(
            "an id that is too long",
            SCHEMA,
            &format!("- {{id: {}, title: 甲}}\n", "x".repeat(300)),
            "data/id",
            "jobs.yaml:1",
        ),
        whole(
            "a reference to a draft",
            SCHEMA,
            "- {id: x, title: 甲, draft: true}\n- {id: y, title: 乙, many: [x]}\n",
            "data/reference",
            "jobs.yaml:2",
        ),
        whole(
            "a reference to a draft by its title",
            SCHEMA,
            "- {id: x, title: 甲, draft: true}\n- {id: y, title: 乙, many: [甲]}\n",
            "data/reference",
            "jobs.yaml:2",
        ),
        whole(
            "a reference to a title made of fields",
            &format!("{SCHEMA}mingbai: {{title_from: [txt]}}\n"),
            "- {id: x, txt: 丙}\n- {id: y, title: 乙, many: [丙]}\n",
            "data/reference",
            "jobs.yaml:2",
        ),
        whole(
            "a title that nothing makes",
            &format!("{SCHEMA}mingbai: {{title_from: [txt, amt]}}\n"),
            "- {id: x, amt: 原文未写}\n",
            "content/title",
            "jobs.yaml:1",
        ),
        translation("another amount in a translation", "id: x\namt: 6元", "a.en.md:4"),
        translation("another stage in a translation", "id: x\namt: 5元（签约）", "a.en.md:4"),
        translation("an amount that only a translation says", "id: x\namt: 5元\npd: 2023-03", "a.en.md:5"),
        translation("another id in a translation", "id: y\namt: 5元", "a.en.md:3"),
        record("a list without end", &format!("tags: [{}a]", "a, ".repeat(10_000)), "content/value", "jobs.yaml:3"),
        Fault {
            name: "CSV: a list without end".to_owned(),
            files: vec![
                ("content/jobs/_collection.yaml".to_owned(), SCHEMA.as_bytes().to_vec()),
                (
                    "content/jobs/all.csv".to_owned(),
                    format!("编号,标题,标签\nx,甲,{}a\n", "a、".repeat(10_000)).into_bytes(),
                ),
            ],
            rule: "content/value",
            place: "content/jobs/all.csv C2".to_owned(),
        },
        required("an empty text that has to be there", "txt", "txt: ''"),
        required("spaces that have to be something", "txt", "txt: '  '"),
        required("an empty list that has to be there", "tags", "tags: []"),
        required("no small record where one has to be", "parts", "parts: []"),
        whole("an empty title", SCHEMA, "- id: x\n  title: ''\n", "content/title", "jobs.yaml:1"),
    ]
}
