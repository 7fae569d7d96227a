//! What a record says is the same in CSV, XLSX, JSON, in its JSON twin and on its page; and all counts agree.
#![expect(clippy::disallowed_methods, reason = "this test makes sites on the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use crate::support::{Memory, copy_town, town};
use calamine::{Data, Reader, Xlsx};
use mingbai::build::build;
use mingbai::model::{Field, Kind, Overrides, Page, PageKind, Site};
use mingbai::render::Options;
use serde_json::Value;

type Outputs = BTreeMap<String, Vec<u8>>;
type Rows = Vec<BTreeMap<String, String>>;

fn built(root: &Path) -> (std::sync::Arc<Site>, Outputs) {
    let memory = Memory::default();
    let built = build(root, &Overrides::default(), Options::default(), &memory);
    let problems: Vec<_> = built.problems.iter().map(|p| format!("{p:?}")).collect();
    assert!(built.may_publish(true), "{}", problems.join("\n"));
    (built.site.expect("a site"), memory.finish())
}

fn text<'a>(outputs: &'a Outputs, path: &str) -> &'a str {
    let bytes = outputs.get(path).unwrap_or_else(|| panic!("no output {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn parsed(outputs: &Outputs, path: &str) -> Value {
    serde_json::from_str(text(outputs, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The cells of a CSV as stated: without the apostrophe that keeps a formula from running.
fn csv(outputs: &Outputs, path: &str) -> Rows {
    let mut reader = csv_reader(text(outputs, path));
    let headers = reader.remove(0);
    let stated = |cell: &String| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    reader.iter().map(|row| headers.iter().cloned().zip(row.iter().map(stated)).collect()).collect()
}

/// RFC 4180, read by hand: the test must not trust the writer's own library.
fn csv_reader(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the CSV ends with a line end");
    rows
}

/// The sheets of a workbook: name, headers, rows of texts.
fn sheets(outputs: &Outputs, path: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(outputs[path].clone())).expect("a workbook");
    let names = book.sheet_names();
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        other => panic!("{path}: {other:?}"),
    };
    let read = |name: String| {
        let range = book.worksheet_range(&name).expect("a sheet");
        let rows = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        (name, rows)
    };
    names.into_iter().map(read).collect()
}

/// A number without zeros that say nothing to a workbook: `3.50` is `3.5` there.
fn bare(number: &str) -> String {
    if number.contains('.') && number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') {
        return number.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    number.to_owned()
}

fn escaped(text: &str) -> String {
    [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")]
        .iter()
        .fold(text.to_owned(), |text, (plain, reference)| text.replace(plain, reference))
}

/// What stands on a page for a field, without the marks of a number's parts: from its mark to the next one.
fn shown(html: &str, field: &str) -> Option<String> {
    let mark = format!("data-field=\"{field}\"");
    let from = html.find(&mark)? + mark.len();
    let rest = &html[from..];
    let to = rest.find("data-field=\"").or_else(|| rest.find("</article>"))?;
    Some(["<b>", "</b>", "<small>", "</small>"].iter().fold(rest[..to].to_owned(), |text, mark| text.replace(mark, "")))
}

/// The main table and its files agree with each other, cell by cell.
fn files_agree(outputs: &Outputs, stem: &str) -> Rows {
    let json = parsed(outputs, &format!("{stem}.json"));
    let book = sheets(outputs, &format!("{stem}.xlsx"));
    let mut tables = vec![(String::new(), &json)];
    let more = json["tables"].as_object().expect("tables");
    let name = json["name"].as_str().expect("a name").replace('/', "-");
    tables.extend(more.iter().map(|(n, table)| (n.strip_prefix(&name).expect("its own name").to_owned(), table)));
    assert_eq!(book.len(), tables.len(), "{stem}: a sheet for each table");
    let mut main = Rows::new();
    for (suffix, table) in tables {
        let rows = csv(outputs, &format!("{stem}{suffix}.csv"));
        let fields = table["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().map(|f| f["name"].as_str().expect("a name")).collect();
        let titles: Vec<&str> = fields.iter().map(|f| f["title"].as_str().expect("a title")).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{stem}{suffix}: names are unique");
        let schema = parsed(outputs, &format!("{stem}{suffix}.schema.json"));
        let described =
            schema["fields"].as_array().expect("fields").iter().map(|f| f["name"].as_str().expect("a name"));
        assert_eq!(described.collect::<Vec<_>>(), names, "{stem}{suffix}: the schema names the columns");
        let records = table["records"].as_array().expect("records");
        assert_eq!(records.len(), rows.len(), "{stem}{suffix}: JSON and CSV");
        let sheet = book.iter().find(|(_, sheet)| {
            sheet[0] == titles && sheet.len() == rows.len() + 1 && sheet_is(&sheet[1..], &rows, &names)
        });
        assert!(
            sheet.is_some(),
            "{stem}{suffix}: no sheet holds what the CSV holds: {:?}",
            book.iter().map(|(n, s)| (n, s.len())).collect::<Vec<_>>()
        );
        for (row, record) in rows.iter().zip(records) {
            for name in &names {
                assert_eq!(row[*name], record[*name].as_str().unwrap_or_default(), "{stem}{suffix} {name}");
            }
        }
        if suffix.is_empty() {
            main = rows;
        }
    }
    main
}

fn sheet_is(sheet: &[Vec<String>], rows: &Rows, names: &[&str]) -> bool {
    let cell = |row: &Vec<String>, i: usize| row.get(i).cloned().unwrap_or_default();
    sheet.iter().zip(rows).all(|(found, row)| {
        names.iter().enumerate().all(|(i, name)| cell(found, i) == row[*name] || cell(found, i) == bare(&row[*name]))
    })
}

/// One field of a record: as its twin says it, in the CSV and on the page.
fn field_agrees(field: &Field, twin: &Value, row: &BTreeMap<String, String>, html: &str, at: &str) {
    let unknown = format!("{}: ", field.name);
    let why = row["unknown_note"].split("; ").find_map(|n| n.strip_prefix(&unknown));
    let notes = row["unknown"].split("; ").find_map(|n| n.strip_prefix(&unknown));
    let page = shown(html, &field.name).unwrap_or_default();
    let on_page = |text: &str| assert!(page.contains(&escaped(text)), "{at}: the page does not show {text}: {page}");
    if twin.is_null() {
        assert!(notes.is_none() && row.get(&field.name).is_none_or(String::is_empty), "{at}: no value");
        return;
    }
    if let Some(code) = twin["unknown"].as_str() {
        assert_eq!(notes, Some(code), "{at}: unknown");
        assert_eq!(why, twin["note"].as_str(), "{at}: why it is unknown");
        assert!(row.get(&field.name).is_none_or(String::is_empty), "{at}: an unknown is no value");
        // The group in which it stands says why; the field says what is known about it.
        let stands_alone = page.contains(&escaped(twin["text"].as_str().expect("words")));
        assert!(stands_alone || page.contains(&format!("data-unknown=\"{code}\"")), "{at}: why it is unknown: {page}");
        return why.into_iter().for_each(on_page);
    }
    let part = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let stated = |value: &Value| match &field.kind {
        Kind::Reference(targets) if targets.len() > 1 => format!("{}/{}", part(value, "collection"), part(value, "id")),
        Kind::Reference(_) => part(value, "id"),
        Kind::Amount { .. } | Kind::Quantity(_) | Kind::Ratio | Kind::Measure => part(value, "stated"),
        Kind::Boolean => value["value"].to_string(),
        _ => part(value, "value"),
    };
    if matches!(field.kind, Kind::Items(_)) {
        for (item, name) in twin["list"]
            .as_array()
            .expect("a list")
            .iter()
            .flat_map(|i| i.as_object().expect("a map"))
            .map(|(n, v)| (v, n))
        {
            if let Some(text) = item["text"].as_str() {
                assert!(page.contains(&escaped(text)) || item["list"].is_array(), "{at}.{name}: {text} in {page}");
            }
        }
        return;
    }
    if field.list {
        let list = twin["list"].as_array().expect("a list");
        assert_eq!(list.iter().map(stated).collect::<Vec<_>>().join("; "), row[&field.name], "{at}: list");
        let words = list.iter().map(|v| v["label"].as_str().map_or_else(|| stated(v), str::to_owned));
        return words.for_each(|w| on_page(&w));
    }
    assert_eq!(stated(twin), row[&field.name], "{at}: stated");
    on_page(twin["text"].as_str().expect("text"));
    // A column that goes with a field yields its name to a field that has it.
    let cell = |suffix: &str| {
        let name = format!("{}{suffix}", field.name);
        row.get(&format!("{name}_")).or_else(|| row.get(&name)).cloned()
    };
    match &field.kind {
        Kind::Amount { .. } => {
            assert_eq!(cell("_yuan"), Some(part(twin, "yuan")), "{at}");
            assert_eq!(cell("_q"), Some(part(twin, "qualifier")), "{at}");
            assert_eq!(cell("_stage"), Some(part(twin, "stage")), "{at}");
        }
        Kind::Quantity(_) => {
            assert_eq!(cell("_number"), Some(part(twin, "number")), "{at}");
            assert_eq!(cell("_unit"), Some(part(twin, "unit")), "{at}");
            assert_eq!(cell("_q"), Some(part(twin, "qualifier")), "{at}");
        }
        Kind::Measure => {
            let yuan = part(twin, "yuan");
            let counted = if yuan.is_empty() {
                (part(twin, "number"), part(twin, "unit"))
            } else {
                (yuan.clone(), "元".to_owned())
            };
            assert_eq!((cell("_number"), cell("_unit")), (Some(counted.0), Some(counted.1)), "{at}");
            assert_eq!(cell("_yuan"), Some(yuan), "{at}");
            assert_eq!(cell("_q"), Some(part(twin, "qualifier")), "{at}");
            assert_eq!(cell("_stage"), Some(part(twin, "stage")), "{at}");
        }
        Kind::Ratio => {
            assert_eq!(cell("_numerator"), Some(part(twin, "numerator")), "{at}");
            assert_eq!(cell("_denominator"), Some(part(twin, "denominator")), "{at}");
        }
        Kind::Date { partial: true } => {
            assert_eq!(cell("_from"), Some(part(twin, "from")), "{at}");
            assert_eq!(cell("_to"), Some(part(twin, "to")), "{at}");
        }
        _ => {}
    }
}

/// Everything that a site says twice or more it says in one way. How many values were compared.
fn all_agrees(site: &Site, outputs: &Outputs) -> usize {
    let mut compared = 0;
    for (c, schema) in site.collections.iter().enumerate() {
        let file = schema.name.rsplit('/').next().expect("a name");
        let section = site.section(0, &schema.name).expect("a section");
        let route = site.pages[site.sections[section].page].route.trim_start_matches('/').to_owned();
        let rows = files_agree(outputs, &format!("{route}{file}"));
        let records: Vec<_> = site.pages.iter().filter(|p| p.kind == PageKind::Record(c) && p.language == 0).collect();
        assert_eq!(rows.len(), records.len(), "{route}: a row for each record");
        let list = text(outputs, &format!("{route}index.html"));
        let count = format!("，共{}条", records.len());
        // A view that holds every record stands in for the list.
        let named = |page: &&Page| list.contains(&format!("href=\"{}\"", page.url));
        assert!(list.contains(&count) || records.iter().all(named), "{route}: the list says {count}, or names all");
        let dictionary = text(outputs, &format!("{route}fields/index.html"));
        assert!(dictionary.contains(&format!(">共{}条<", records.len())), "{route}: the dictionary's count");
        for page in records {
            let id = page.id.as_deref().expect("an id");
            let row = rows.iter().find(|r| r["id"] == id).unwrap_or_else(|| panic!("no row {id}"));
            let below = page.route.trim_start_matches('/');
            let twin = parsed(outputs, &format!("{below}index.json"));
            let html = text(outputs, &format!("{below}index.html"));
            assert_eq!((&twin["id"], &twin["title"]), (&Value::from(id), &Value::from(page.title.as_str())));
            assert_eq!(row["title"], page.title);
            assert_eq!(twin["url"], row["url"].as_str());
            assert_eq!(twin["as_of"]["value"].as_str().unwrap_or_default(), row["as_of"]);
            assert!(html.contains("rel=\"alternate\" type=\"application/json\""), "{below} links its twin");
            for field in &schema.fields {
                field_agrees(field, &twin["fields"][&field.name], row, html, &format!("{below}#{}", field.name));
                compared += 1;
            }
        }
    }
    compared
}

/// The addresses of a list's records, over all its pages.
fn listed(outputs: &Outputs, route: &str) -> Vec<String> {
    let mut out = Vec::new();
    for n in 1.. {
        let path = if n == 1 { format!("{route}index.html") } else { format!("{route}page/{n}/index.html") };
        let Some(html) = outputs.get(&path) else { break };
        let html = std::str::from_utf8(html).expect("UTF-8");
        let rows = html.split("<th scope=\"row\"><a href=\"").skip(1);
        out.extend(rows.map(|r| r.split('"').next().expect("an address").to_owned()));
    }
    out
}

#[test]
fn the_town_says_everything_in_one_way() {
    let (site, outputs) = built(&town());
    let compared = all_agrees(&site, &outputs);
    assert!(compared > 300, "{compared} values were compared");
}

/// A collection with every kind of value, and texts that are hard to carry.
const SCHEMA: &str = r#"
title: 公益岗位
description: 镇里设的公益岗位。
fields:
  - {name: kind, type: string, title: 类别, categories: [{value: road, label: 护路}, {value: "=clean", label: 保洁}], constraints: {required: true}}
  - {name: state, type: string, title: 状态, categories: [{value: planned, label: 设岗}, {value: hired, label: 到岗}, {value: left, label: 离岗}, {value: paused, label: 暂停}]}
  - {name: evidence, type: string, title: 证据, categories: [{value: own, label: 仅自述}, {value: paper, label: 有文件}]}
  - {name: place, type: string, title: 地点, mingbai: {ref: places}, constraints: {required: true}}
  - {name: places, type: list, title: 负责路段, mingbai: {ref: places}}
  - {name: pay, type: string, title: 月补贴, constraints: {minimum: 0, maximum: 1.5万元}, mingbai: {value: amount, stage: budget, unit: 元}}
  - {name: pay_yuan, type: string, title: 补贴写法}
  - {name: people, type: string, title: 人数, constraints: {minimum: 1, maximum: 1万名}, mingbai: {value: quantity, unit: 人}}
  - {name: share, type: string, title: 到岗率, mingbai: {value: ratio}}
  - {name: hours, type: integer, title: 每天小时, constraints: {minimum: 0, maximum: 24}}
  - {name: rate, type: number, title: 系数, constraints: {minimum: 0.5}}
  - {name: road, type: string, title: 路长, constraints: {minimum: 0, maximum: 20公里}, mingbai: {value: quantity, unit: 米}}
  - {name: open, type: boolean, title: 还在招}
  - {name: planned_start, type: date, title: 计划到岗, mingbai: {partial: true}}
  - {name: actual_start, type: date, title: 实际到岗, mingbai: {partial: true}}
  - {name: code, type: string, title: 区划, mingbai: {value: place_code}}
  - {name: after, type: string, title: 接着, mingbai: {ref: [gong_yi_gang_wei, places]}}
  - {name: near, type: list, title: 挨着, mingbai: {ref: [places, gong_yi_gang_wei]}}
  - {name: note, type: string, title: 备注}
  - {name: size, type: string, title: 规模, mingbai: {value: measure}}
  - name: pay_changes
    type: array
    title: 补贴变动
    mingbai:
      fields:
        - {name: on, type: date, title: 从哪天, constraints: {required: true}, mingbai: {partial: true}}
        - {name: pay, type: string, title: 新补贴, mingbai: {value: amount}}
        - {name: parent, type: string, title: 谁定的}
        - {name: where, type: list, title: 哪些路段, mingbai: {ref: places}}
mingbai:
  singular: 岗位
  list: [kind, state, place, pay]
  filters: [kind, place, open, after]
  cadence: monthly
  sort: id
  machine: {state: state, evidence: evidence, steps: [planned, hired, left], side: [paused]}
"#;

const RECORDS: &str = r#"
- {id: road-1, title: 护路员甲岗, kind: 护路, state: hired, evidence: own, size: 约3万元（预算）, place: shang-dong, places: [shang-dong, ling-pai], pay: 约1800, pay_yuan: "'1800", people: 2, share: 66.7%（2/3）, hours: 8.00, rate: 1.50, open: true, planned_start: 2023-03, actual_start: 2022-01-05, code: "441402101201", note: "=1+1", as_of: 2023-06, sources: [{document: 岗位公示, locator: 第1页}], pay_changes: [{on: 2023-04, pay: 不低于431.56万元, parent: "@镇里", where: [ling-pai]}, {on: 2022-05-01, pay: {unknown: pending, post: 财政所, due: 2023-12}}]}
- {id: road-2, title: 护路员乙岗, kind: 护路, state: paused, size: 近30户, after: road-1, near: [places/ling-pai, 护路员甲岗], evidence: paper, place: ling-pai, pay: 原文未写, note: "两行\n第二行, \"引号\"", open: false, as_of: 2023, sources: [岗位公示]}
- {id: clean-1, title: "保洁员 <丙>", kind: 保洁, state: planned, size: 22%（2/9）, after: places/shang-dong, place: 原文未写, pay: 不适用（还没有设）, as_of: 2023, sources: [岗位公示]}
"#;

/// The town with one more collection: two files, nothing else.
fn with_posts() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    copy_town(root.path(), false);
    let folder = root.path().join("content/gong_yi_gang_wei");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("_collection.yaml"), SCHEMA).expect("a schema");
    fs::write(folder.join("posts.yaml"), RECORDS).expect("records");
    root
}

#[test]
fn a_new_collection_gets_everything_from_its_schema() {
    let root = with_posts();
    let (site, outputs) = built(root.path());
    all_agrees(&site, &outputs);
    let list = text(&outputs, "gong_yi_gang_wei/index.html");
    for part in [
        "公益岗位，共3条",
        "<details class=\"filters\">",
        "by/kind/road/",
        "by/open/true/",
        "gong_yi_gang_wei.csv",
        "/gong_yi_gang_wei/fields/",
    ] {
        assert!(list.contains(part), "the list has {part}");
    }
    // Filters agree with what they count.
    assert_eq!(
        listed(&outputs, "gong_yi_gang_wei/by/kind/road/"),
        ["/gong_yi_gang_wei/road-1/", "/gong_yi_gang_wei/road-2/"]
    );
    let filtered = text(&outputs, "gong_yi_gang_wei/by/kind/road/index.html");
    assert!(filtered.contains("<h1>公益岗位：护路</h1>") && filtered.contains("类别：护路，共2条"), "{filtered}");
    assert!(
        filtered.contains("看全部公益岗位（3条）")
            && filtered.contains("aria-current=\"page\">护路 <span class=\"count\">2</span>")
    );
    assert!(outputs.contains_key("gong_yi_gang_wei/by/place/not-stated/index.html"), "an unknown is a value too");
    let sitemap = text(&outputs, "sitemap.xml");
    for route in ["gong_yi_gang_wei/by/kind/road/", "gong_yi_gang_wei/fields/", "year/2022/", "year/"] {
        assert!(sitemap.contains(&format!("example/{route}</loc>")), "the sitemap has {route}");
    }
    // Steps, evidence, dates.
    let page = text(&outputs, "gong_yi_gang_wei/road-1/index.html");
    let steps = shown(page, "state").expect("steps");
    assert!(
        steps.contains("class=\"here\" aria-current=\"step\"><span class=\"step\">到岗 <span class=\"now\">现在"),
        "{steps}"
    );
    assert!(steps.find("设岗") < steps.find("到岗") && steps.find("到岗") < steps.find("离岗"), "in their order");
    assert!(!steps.contains("凭证不够"), "no floor, no shortfall");
    let page = text(&outputs, "gong_yi_gang_wei/road-1/index.html");
    assert!(
        page.contains("<small>约</small><b>1800</b><small>元</small></span> <span class=\"stage\">预算</span>"),
        "{page}"
    );
    let paused = text(&outputs, "gong_yi_gang_wei/road-2/index.html");
    assert!(paused.contains("<strong aria-current=\"step\">■ 暂停"), "a side state is marked");
    // A place gathers what refers to it, through small records too.
    let place = text(&outputs, "places/ling-pai/index.html");
    assert!(place.contains("/gong_yi_gang_wei/road-1/") && place.contains("/gong_yi_gang_wei/road-2/"), "{place}");
    let year = text(&outputs, "year/2022/index.html");
    assert!(year.contains("从哪天 2022年5月1日"), "a date of a small record counts: {year}");
    // A reference to one of several collections names its own; such a column is no foreign key.
    let rows = csv(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei.csv");
    let after: Vec<&str> = rows.iter().map(|row| row["after"].as_str()).collect();
    assert_eq!(after, ["places/shang-dong", "", "gong_yi_gang_wei/road-1"]);
    let near = csv(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei_near.csv");
    let near: Vec<&str> = near.iter().map(|row| row["near"].as_str()).collect();
    assert_eq!(near, ["places/ling-pai", "gong_yi_gang_wei/road-1"]);
    let keys = |path: &str| parsed(&outputs, path)["foreignKeys"].to_string();
    assert!(!keys("gong_yi_gang_wei/gong_yi_gang_wei.schema.json").contains("after"));
    assert!(!keys("gong_yi_gang_wei/gong_yi_gang_wei_near.schema.json").contains("\"near\""));
    let said = text(&outputs, "gong_yi_gang_wei/fields/index.html");
    assert!(said.contains("下载的表里写成“集合/编号”"), "the dictionary says how it is written: {said}");
    assert!(outputs.contains_key("gong_yi_gang_wei/by/after/gong_yi_gang_wei-road-1/index.html"));
    let mentions = text(&outputs, "gong_yi_gang_wei/road-1/index.html");
    assert!(mentions.contains("/gong_yi_gang_wei/road-2/"), "what refers to a record: {mentions}");
    // Bounds hold for numbers, in the unit in which these stand.
    let schema = parsed(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei.schema.json");
    let bounds = |name: &str| {
        let all = schema["fields"].as_array().expect("fields");
        let field = all.iter().find(|f| f["name"] == name).unwrap_or_else(|| panic!("no {name}"));
        (field["constraints"]["minimum"].clone(), field["constraints"]["maximum"].clone())
    };
    assert_eq!(bounds("pay_yuan_"), (0.into(), 15_000.into()));
    assert_eq!(bounds("people_number"), (1.into(), 10_000.into()));
    assert_eq!(bounds("hours"), (0.into(), 24.into()));
    assert_eq!(bounds("rate"), ("0.5".into(), Value::Null), "a decimal is a text");
    assert_eq!(bounds("road_number"), (0.into(), Value::Null), "20公里 is no bound of numbers in 米");
    assert_eq!(bounds("pay"), (Value::Null, Value::Null), "a text has no bounds");
    // Formulas are guarded, and come back.
    let raw = text(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei.csv");
    assert!(raw.contains(",'=1+1,") && raw.contains(",''1800,") && raw.contains(",'=clean,"), "{raw}");
    let twin = parsed(&outputs, "gong_yi_gang_wei/road-1/index.json");
    let pay = &twin["fields"]["pay"];
    assert_eq!((&pay["least_yuan"], &pay["most_yuan"]), (&Value::from("1710"), &Value::from("1890")), "约 is 5 %");
    let change = &twin["fields"]["pay_changes"]["list"][0]["pay"];
    assert_eq!((&change["yuan"], &change["qualifier"]), (&Value::from("4315600"), &Value::from("at_least")));
    assert_eq!(change["most_yuan"], Value::Null, "a floor has no upper end");
    let owed = &twin["fields"]["pay_changes"]["list"][1]["pay"];
    assert_eq!((&owed["unknown"], &owed["note"]), (&Value::from("pending"), &Value::from("财政所，2023-12")));
    let changes = csv(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei.pay_changes.csv");
    assert_eq!(
        (changes[1]["unknown"].as_str(), changes[1]["unknown_note"].as_str()),
        ("pay: pending", "pay: 财政所，2023-12")
    );
    assert_eq!(twin["fields"]["actual_start"]["precision"], "day");
    assert_eq!(twin["fields"]["places"]["list"][1]["url"], "https://mingbai.example/places/ling-pai/");
    let links = csv(&outputs, "gong_yi_gang_wei/gong_yi_gang_wei.pay_changes_where.csv");
    assert_eq!(links.len(), 1);
    assert_eq!(
        (links[0]["parent"].as_str(), links[0]["n"].as_str(), links[0]["where"].as_str()),
        ("road-1", "1", "ling-pai")
    );
}

#[test]
fn evidence_below_the_floor_is_said() {
    let root = with_posts();
    let path = root.path().join("content/gong_yi_gang_wei/_collection.yaml");
    let track = "machine: {state: state, track: kind, evidence: evidence, tracks: {road: {steps: [planned, hired, left], side: [paused], evidence: {hired: paper}}, \"=clean\": {steps: [planned, hired]}}}";
    let machine = "machine: {state: state, evidence: evidence, steps: [planned, hired, left], side: [paused]}";
    fs::write(&path, SCHEMA.replace(machine, track)).expect("a schema");
    let (_, outputs) = built(root.path());
    let page = text(&outputs, "gong_yi_gang_wei/road-1/index.html");
    assert!(page.contains("说到“到岗”，至少要“有文件”；这里是“仅自述”。"), "{page}");
    let page = text(&outputs, "gong_yi_gang_wei/clean-1/index.html");
    assert!(!page.contains("凭证不够"), "a track without floors demands nothing");
}

#[test]
fn places_gather_what_lies_below_them() {
    let root = tempfile::tempdir().expect("a folder");
    let content = root.path().join("content");
    let schema = "title: 地名\nfields:\n  - {name: parent, type: string, title: 上级, mingbai: {ref: places}}\n";
    let works = "title: 工程\nfields:\n  - {name: at, type: string, title: 地点, mingbai: {ref: places}}\nmingbai: {filters: [at]}\n";
    // Two places that lie in each other must not make it turn for ever.
    let rest = "as_of: 2023, sources: [总结]}";
    let places = "- {id: town, title: 镇}\n- {id: village, title: 村, parent: town}\n- {id: hamlet, title: 屯, parent: village}\n- {id: a, title: 甲, parent: b}\n- {id: b, title: 乙, parent: a}\n";
    let many: String = (0..60).map(|n| format!("- {{id: w{n:02}, title: 工程{n:02}, at: hamlet}}\n")).collect();
    let (places, many) = (places.replace('}', &format!(", {rest}")), many.replace('}', &format!(", {rest}")));
    for (folder, schema, data) in [("places", schema, places.as_str()), ("works", works, many.as_str())] {
        fs::create_dir_all(content.join(folder)).expect("a folder");
        fs::write(content.join(folder).join("_collection.yaml"), schema).expect("a schema");
        fs::write(content.join(folder).join("all.yaml"), data).expect("records");
    }
    fs::write(
        root.path().join("site.yaml"),
        "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\ndescription: 站\n",
    )
    .expect("site.yaml");
    fs::write(content.join("_index.md"), "---\ntitle: 站\n---\n\n甲。\n").expect("a page");
    let (_, outputs) = built(root.path());
    let town = text(&outputs, "places/town/index.html");
    assert!(town.contains("/works/w00/") && town.contains("经屯"), "{town}");
    assert!(town.contains("这里列出前50条，共60条。") && !town.contains("/works/w50/"), "bounded");
    let hamlet = text(&outputs, "places/hamlet/index.html");
    assert!(hamlet.contains("href=\"/works/by/at/hamlet/\">按“地点”看全部60条"), "{hamlet}");
    assert_eq!(listed(&outputs, "works/by/at/hamlet/").len(), 60);
    let second = text(&outputs, "works/by/at/hamlet/page/2/index.html");
    assert!(outputs.contains_key("works/by/at/hamlet/page/3/index.html"), "paginated like other lists");
    assert!(
        !second.contains("class=\"filters\"") && second.contains("<a href=\"/works/by/at/hamlet/\">回到第1页筛选"),
        "{second}"
    );
    assert!(text(&outputs, "places/a/index.html").contains("/places/b/"));
    assert!(!outputs.contains_key("year/index.html"), "no dates, no years");
}

#[test]
fn every_filter_of_the_town_holds_what_it_counts() {
    let root = with_posts();
    let (site, outputs) = built(root.path());
    let mut links = 0;
    for schema in &site.collections {
        let route = format!("{}/", schema.name);
        let list = text(&outputs, &format!("{route}index.html"));
        let mut all: BTreeSet<String> = listed(&outputs, &route).into_iter().collect();
        all.extend(list.split("href=\"").skip(1).filter_map(|l| l.split('"').next()).map(str::to_owned));
        for link in list.split(&format!("<a href=\"/{route}by/")).skip(1) {
            let (below, rest) = link.split_once('"').expect("an address");
            let count = rest.split("class=\"count\">").nth(1).and_then(|c| c.split('<').next()).expect("a count");
            let found = listed(&outputs, &format!("{route}by/{below}"));
            assert_eq!(found.len().to_string(), count, "{route}by/{below}");
            assert!(found.iter().all(|f| all.contains(f)), "{route}by/{below} is a part of the list");
            links += 1;
        }
    }
    assert!(links >= 6, "{links} filters");
}

/// `frictionless validate` on the package of a site that is built into a folder.
#[test]
fn the_package_is_valid() {
    let root = with_posts();
    let public = root.path().join("public");
    let status = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["build", "--strict", "-q", "--root"])
        .arg(root.path())
        .arg("--output")
        .arg(&public)
        .status()
        .expect("the program runs");
    assert!(status.success());
    let frictionless = town().join("target/test-tools/venv/bin/frictionless");
    assert!(frictionless.exists(), "tests/tools installs frictionless into target/test-tools/venv");
    let validate = || {
        let out = Command::new(&frictionless)
            .args(["validate", "--json", "datapackage.json"])
            .current_dir(&public)
            .output()
            .expect("frictionless runs");
        let report = String::from_utf8(out.stdout).expect("UTF-8");
        let value: Value = serde_json::from_str(&report).unwrap_or_else(|e| panic!("{e}: {report}"));
        (value["valid"].as_bool().expect("a verdict"), value["tasks"].as_array().map_or(0, Vec::len), report)
    };
    let (valid, resources, report) = validate();
    assert!(valid, "{report}");
    let package: Value = serde_json::from_slice(&fs::read(public.join("datapackage.json")).expect("it")).expect("JSON");
    assert_eq!(resources, package["resources"].as_array().expect("resources").len());
    assert!(resources > 8, "{resources}");
    // It would notice: a place that does not exist, and bytes that are not what the package says.
    let links = public.join("gong_yi_gang_wei/gong_yi_gang_wei_places.csv");
    let broken = fs::read_to_string(&links).expect("links").replace("ling-pai", "no-place");
    fs::write(&links, broken).expect("links");
    let (valid, _, report) = validate();
    assert!(!valid && report.contains("foreign-key") && report.contains("hash"), "{report}");
}

/// Hosts may keep what pages link to by a name that changes with its bytes, and nothing else.
#[test]
fn hosts_are_told_what_may_be_kept() {
    let (_, outputs) = built(&town());
    let headers = text(&outputs, "_headers");
    let paths: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
    assert_eq!(paths[0], "/*");
    let home = text(&outputs, "index.html");
    let linked = home.split(['"']).filter(|a| a.starts_with("/assets/style.") || a.starts_with("/assets/site."));
    let linked: BTreeSet<&str> = linked.collect();
    assert!(linked.len() >= 2 && linked.iter().all(|a| paths.contains(a)), "{linked:?} {paths:?}");
    for path in &paths[1..] {
        assert!(outputs.contains_key(&path[1..]) && !path.ends_with(".html"), "{path}");
    }
    assert_eq!(headers.matches("cache-control: public, max-age=31536000, immutable").count(), paths.len() - 1);
}
