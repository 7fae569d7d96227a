//! Mistakes of schemas, and of records of collections with schemas of their own.

use super::Fault;

const SCHEMA: &str = "content/villages/_collection.yaml";
const RECORDS: &str = "content/villages/all.yaml";

/// A collection of one record, in whose schema one field is wrong; the field stands in line 3.
fn field(name: &str, field: &str, rule: &'static str, line: u32) -> Fault {
    let schema = format!("title: 村\nfields:\n  - {field}\n");
    let files = [(SCHEMA, schema.as_str()), (RECORDS, "- {id: a, title: 甲}\n")];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: format!("Schema: {name}"), files, rule, place: format!("{SCHEMA}:{line}") }
}

/// Records of a collection whose schema is good.
fn records(name: &str, schema: &str, records: &str, rule: &'static str, line: u32) -> Fault {
    let files = [(SCHEMA, schema), (RECORDS, records)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: name.to_owned(), files, rule, place: format!("{RECORDS}:{line}") }
}

pub(super) fn faults() -> Vec<Fault> {
    let bad = "content/schema";
    let unique = |name: &str, kind: &str, first: &str, second: &str| {
        let schema =
            format!("title: 村\nfields:\n  - {{name: size, title: 规模, {kind}, constraints: {{unique: true}}}}\n");
        let two = format!("- {{id: a, title: 甲, size: {first}}}\n- {{id: b, title: 乙, size: {second}}}\n");
        records(name, &schema, &two, "data/constraint", 2)
    };
    let chain = "title: 村\nfields:\n  - {name: next, title: 下一个, type: string, mingbai: {ref: villages}}\nmingbai: {title_from: [next]}\n";
    let several = "title: 村\nfields:\n  - {name: of, title: 属于, type: string, mingbai: {ref: [places, villages]}}\n";
    let of = |name: &str, of: &str| {
        let two = format!("- {{id: shang-dong, title: 上洞村}}\n- {{id: b, title: 乙, of: {of}}}\n");
        records(name, several, &two, "data/reference", 2)
    };
    vec![
        of("YAML: an id that two collections have", "shang-dong"),
        of("YAML: a record of neither collection", "shang-xia"),
        of("YAML: a record that its collection does not have", "villages/ling-pai"),
        of("YAML: a record of a third collection", "projects/hao"),
        field(
            "a reference to a collection that is not there",
            "{name: a, type: string, mingbai: {ref: [places, plaecs]}}",
            bad,
            3,
        ),
        field("a reference to a collection twice", "{name: a, type: string, mingbai: {ref: [places, places]}}", bad, 3),
        field("a reference to nothing", "{name: a, type: string, mingbai: {ref: []}}", bad, 3),
        records(
            "YAML: a title taken from itself",
            chain,
            "- {id: a, next: a}\n- {id: b, next: a}\n",
            "content/title",
            1,
        ),
        records(
            "YAML: titles taken from one another",
            chain,
            "- {id: d, next: b}\n- {id: a, next: b}\n- {id: b, next: c}\n- {id: c, next: a}\n",
            "content/title",
            2,
        ),
        field("a least text", "{name: a, type: string, constraints: {minimum: 3}}", bad, 3),
        field(
            "a greatest share",
            "{name: a, type: string, constraints: {maximum: 100}, mingbai: {value: ratio}}",
            bad,
            3,
        ),
        field("a shortest number", "{name: a, type: number, constraints: {minLength: 3}}", bad, 3),
        field("a bound in words", "{name: a, type: number, constraints: {minimum: 三}}", bad, 3),
        field("a bound of half a thing", "{name: a, type: integer, constraints: {minimum: 0.5}}", bad, 3),
        field(
            "a bound without a unit",
            "{name: a, type: string, constraints: {minimum: 3}, mingbai: {value: amount}}",
            bad,
            3,
        ),
        field(
            "a bound in another unit",
            "{name: a, type: string, constraints: {minimum: 3人}, mingbai: {value: quantity, unit: 米}}",
            bad,
            3,
        ),
        field(
            "a bound in doubt",
            "{name: a, type: string, constraints: {minimum: 约3万元}, mingbai: {value: amount}}",
            bad,
            3,
        ),
        field("bounds the wrong way round", "{name: a, type: number, constraints: {minimum: 3, maximum: 2}}", bad, 3),
        field(
            "a unique field of small records",
            "{name: a, type: array, mingbai: {fields: [{name: b, type: string, constraints: {unique: true}}]}}",
            bad,
            3,
        ),
        field(
            "a field without a list of values, in a machine",
            "{name: a, type: string}\nmingbai: {machine: {state: a, steps: [b]}}",
            bad,
            4,
        ),
        field(
            "a step that is none",
            "{name: a, type: string, categories: [x, y]}\nmingbai: {machine: {state: a, steps: [zzz]}}",
            bad,
            4,
        ),
        unique("YAML: a number that another has, with a zero more", "type: number", "3", "3.0"),
        unique(
            "YAML: an amount that another has, in another unit",
            "type: string, mingbai: {value: amount}",
            "1万元",
            "10000元",
        ),
        unique(
            "YAML: a quantity that another has, in another unit",
            "type: string, mingbai: {value: quantity}",
            "1公里",
            "1000米",
        ),
    ]
}
