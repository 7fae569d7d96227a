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

/// A machine that is wrong, in line 6.
fn machine(name: &str, machine: &str, rule: &'static str) -> Fault {
    let fields = [
        "{name: s, type: string, categories: [x, y]}",
        "{name: t, type: string, categories: [{value: p, label: 丙}, q]}",
        "{name: e, type: string, categories: [lo, hi]}",
    ];
    let fields = fields.join("\n  - ");
    field(name, &format!("{fields}\nmingbai: {{machine: {{state: s, {machine}}}}}"), rule, 6)
}

/// Records of a collection whose schema is good.
fn records(name: &str, schema: &str, records: &str, rule: &'static str, line: u32) -> Fault {
    let files = [(SCHEMA, schema), (RECORDS, records)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec();
    Fault { name: name.to_owned(), files, rule, place: format!("{RECORDS}:{line}") }
}

/// The records are not told of bounds that no value could keep to.
fn both_bounds_wrong() -> Fault {
    let mut fault = field(
        "bounds the wrong way round, and a value",
        "{name: a, type: number, constraints: {minimum: 3, maximum: 2}}",
        "content/schema",
        3,
    );
    fault.files[1].1 = "- {id: a, title: 甲, a: 1}\n- {id: b, title: 乙, a: 5}\n".as_bytes().to_vec();
    fault
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
    let view = |name: &str, fields: &[&str], view: &str| {
        let line = 3 + u32::try_from(fields.len()).expect("few");
        field(name, &format!("{}\nmingbai: {{view: {view}}}", fields.join("\n  - ")), bad, line)
    };
    let text = "{name: a, type: string}";
    let delivery = "{name: delivery, type: string, categories: [x, y]}";
    vec![
        view("places to which nothing refers", &[text], "places"),
        view("posts to which nothing refers", &[text], "duties"),
        view("places of which something is due", &["{name: due_original, type: date}"], "地方"),
        view("commitments due by a text", &[delivery, "{name: due_original, type: string}"], "commitments"),
        view("problems whose measures are texts", &["{name: measures, type: list}"], "problems"),
        view("meetings of series without categories", &["{name: series, type: string}"], "meetings"),
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
        field(
            "a shortest text of less than nothing",
            "{name: a, type: string, constraints: {minLength: -1}}",
            "content/value",
            3,
        ),
        field(
            "lengths the wrong way round",
            "{name: a, type: string, constraints: {minLength: 3, maxLength: 2}}",
            bad,
            3,
        ),
        field(
            "two values of one label",
            "{name: a, type: string, categories: [{value: x, label: 甲}, {value: y, label: 甲}]}",
            bad,
            3,
        ),
        field("a value twice", "{name: a, type: string, categories: [x, x]}", bad, 3),
        field(
            "a value that is a label of another",
            "{name: a, type: string, categories: [甲, {value: y, label: 甲}]}",
            bad,
            3,
        ),
        field("a value of nothing", "{name: a, type: string, categories: [x, {label: 甲}]}", bad, 3),
        field("a value twice in an enum", "{name: a, type: string, constraints: {enum: [x, x]}}", bad, 3),
        field("a date that refers to records", "{name: a, type: date, mingbai: {ref: places}}", bad, 3),
        field("a date with values", "{name: a, type: date, categories: [x, y]}", bad, 3),
        field(
            "a reference that is an amount",
            "{name: a, type: string, mingbai: {ref: places, value: amount}}",
            bad,
            3,
        ),
        field(
            "a bound with a unit that its field does not have",
            "{name: a, type: string, constraints: {maximum: 5公里}, mingbai: {value: quantity}}",
            bad,
            3,
        ),
        machine("a step twice", "steps: [x, y, x]", bad),
        machine("a state among the steps and beside them", "steps: [x, y], side: [y]", bad),
        machine("a machine without steps", "steps: []", bad),
        machine("a machine with nothing but side states", "side: [y]", bad),
        machine("a track without steps", "track: t, tracks: {p: {steps: [x, y]}, q: {}}", bad),
        machine("a track twice", "track: t, tracks: {p: {steps: [x, y]}, 丙: {steps: [x]}}", bad),
        machine("a track that is no field", "track: nope, tracks: {p: {steps: [x, y]}}", "content/unknown-key"),
        machine(
            "evidence that is no field",
            "track: t, evidence: nope, tracks: {p: {steps: [x, y], evidence: {x: lo}}}",
            "content/unknown-key",
        ),
        machine(
            "evidence that falls",
            "track: t, evidence: e, tracks: {p: {steps: [x, y], evidence: {x: hi, y: lo}}}",
            bad,
        ),
        field(
            "a title of no field",
            "{name: a, type: string}\nmingbai: {title_from: [nope]}",
            "content/unknown-key",
            4,
        ),
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
        both_bounds_wrong(),
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
