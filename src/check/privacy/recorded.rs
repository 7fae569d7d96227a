//! Records in files of data that visitors can download: a list of records is a table, a record by itself a form, whether it is
//! written as JSON, YAML or XML. Tables of rich texts too.

use std::borrow::Cow;

use super::carriers::Sheaf;
use super::grids::Grid;
use super::tables::{Named, of_document};
use crate::load::SourceFile;
use crate::load::attached::rtf_cells;
use crate::load::parse::markdown::plain;
use crate::load::parse::yaml::{Node, Scalar, parse};
use crate::load::table::{any_text, trimmed_text};

/// Bytes of a file at most: larger ones are data of something else.
const LARGEST: usize = 8 << 20;

/// Words of which one stands in what names people; the last is 姓 as a code.
const OF_PEOPLE: [&str; 11] =
    ["姓名", "户主", "名单", "患者", "孤儿", "监护人", "申请人", "对象", "人员", "\\u59d3", "\\u59D3"];

/// How deep elements are within one another at most.
const DEEPEST: usize = 100;

/// Keys of what a record is called.
const TITLES: [&str; 4] = ["title", "标题", "名称", "name"];

/// Looks through a file of data.
pub(super) fn attached(file: &SourceFile, out: &mut Sheaf) {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = extension.to_ascii_lowercase();
    let is_data = matches!(extension.as_str(), "json" | "geojson" | "yaml" | "yml" | "xml");
    if !is_data && extension != "rtf" || file.bytes.len() > LARGEST {
        return;
    }
    let Some(text) = any_text(&file.bytes) else { return };
    // A rich text has its words as codes.
    if extension != "rtf" && !OF_PEOPLE.iter().any(|word| text.contains(word)) {
        return;
    }
    let mut grids = Vec::new();
    match extension.as_str() {
        "rtf" => grids.extend(of_rtf(&text)),
        "xml" => tables(&of_xml(&text), &mut Vec::new(), &mut grids),
        _ => match parse(text.trim()) {
            Ok(node) => tables(&node, &mut Vec::new(), &mut grids),
            Err(_) => return,
        },
    }
    let mut found: Vec<Named> = Vec::new();
    for (grid, over) in &grids {
        let over = || over.iter().rev().cloned().chain([stem.to_owned()]).collect();
        let Some(named) = of_document(file, grid, over) else { continue };
        // Each of many records by themselves is a form of its own.
        match found.iter_mut().find(|own| (&own.name, &own.other) == (&named.name, &named.other)) {
            Some(own) => own.join(named),
            None => found.push(named),
        }
    }
    out.named.extend(found);
}

/// A table, and what stands over it, the nearest last.
type Table = (Grid<'static>, Vec<String>);

fn grid(rows: Vec<Vec<String>>) -> Grid<'static> {
    let rows =
        rows.into_iter().map(|row| row.into_iter().map(|cell| Cow::Owned(trimmed_text(&cell).to_owned())).collect());
    Grid { rows: rows.collect(), ..Grid::default() }
}

/// What a value says: one, or a list of such.
fn said(node: &Node) -> Option<String> {
    match node {
        Node::Scalar(scalar) => Some(scalar.text.clone()),
        Node::List(all) => all.iter().map(Node::as_text).collect::<Option<Vec<_>>>().map(|all| all.join("、")),
        Node::Null => Some(String::new()),
        Node::Map(_) => None,
    }
}

fn tables(node: &Node, over: &mut Vec<String>, out: &mut Vec<Table>) {
    match node {
        Node::List(items) => {
            let mut keys: Vec<&str> = Vec::new();
            for (key, value) in items.iter().flat_map(entries) {
                if said(value).is_some() && !keys.contains(&key.as_str()) && keys.len() < DEEPEST {
                    keys.push(key);
                }
            }
            if keys.len() > 1 {
                let row =
                    |item: &Node| keys.iter().map(|key| item.get(key).and_then(said).unwrap_or_default()).collect();
                let head = keys.iter().map(ToString::to_string).collect();
                let rows = std::iter::once(head).chain(items.iter().map(row)).collect();
                out.push((grid(rows), over.clone()));
            }
            for item in items {
                within(item, over, out);
            }
        }
        Node::Map(all) => {
            let pairs: Vec<Vec<String>> =
                all.iter().filter_map(|(key, value)| Some(vec![key.clone(), said(value)?])).collect();
            if pairs.len() > 1 {
                out.push((grid(pairs), over.clone()));
            }
            within(node, over, out);
        }
        _ => {}
    }
}

fn entries(node: &Node) -> &[(String, Node)] {
    if let Node::Map(all) = node { all } else { &[] }
}

/// The tables within a record.
fn within(node: &Node, over: &mut Vec<String>, out: &mut Vec<Table>) {
    let before = over.len();
    over.extend(TITLES.iter().filter_map(|title| node.get(title)?.as_text().map(ToOwned::to_owned)));
    for (key, value) in entries(node) {
        if !matches!(value, Node::Scalar(_) | Node::Null) {
            over.push(key.clone());
            tables(value, over, out);
            over.pop();
        }
    }
    over.truncate(before);
}

/// An element that is open: its name, its words, and what is in it.
type Element = (String, String, Vec<(String, Node)>);

/// Elements with what is in them: those of the same name are a list, attributes are values.
fn of_xml(text: &str) -> Node {
    let mut open: Vec<Element> = vec![Default::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        if let Some((_, said, _)) = open.last_mut() {
            said.push_str(&rest[..at]);
        }
        let tag = &rest[at + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        if let Some(data) = tag.strip_prefix("![CDATA[") {
            let (said, after) = data.split_once("]]>").unwrap_or((data, ""));
            if let Some((_, own, _)) = open.last_mut() {
                own.push_str(said);
            }
            rest = after;
            continue;
        }
        let Some((inner, after)) = tag.split_once('>') else { break };
        rest = after;
        if inner.starts_with(['?', '!']) {
            continue;
        }
        if !inner.starts_with('/') && open.len() < DEEPEST {
            let (name, attributes) = inner.trim_end_matches('/').split_once(char::is_whitespace).unwrap_or((inner, ""));
            open.push((name.trim_end_matches('/').to_owned(), String::new(), attributes_of(attributes)));
        }
        if inner.starts_with('/') || inner.ends_with('/') {
            close(&mut open);
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    Node::Map(open.pop().map(|(.., inner)| inner).unwrap_or_default())
}

/// Puts the element that is open last into the one before.
fn close(open: &mut Vec<Element>) {
    if open.len() < 2 {
        return;
    }
    let Some((name, said, inner)) = open.pop() else { return };
    let node = if inner.is_empty() { scalar(&said) } else { Node::Map(inner) };
    let Some((.., all)) = open.last_mut() else { return };
    match all.last_mut().filter(|(last, _)| *last == name) {
        Some((_, Node::List(items))) => items.push(node),
        Some((_, one)) => *one = Node::List(vec![std::mem::replace(one, Node::Null), node]),
        None => all.push((name, node)),
    }
}

fn scalar(said: &str) -> Node {
    Node::Scalar(Scalar { text: plain(said.trim()).into_owned(), bool: None })
}

fn attributes_of(text: &str) -> Vec<(String, Node)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(mark) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let Some((value, more)) = after[1..].split_once(mark) else { break };
        out.push((name.trim().to_owned(), scalar(value)));
        rest = more;
    }
    out
}

/// The tables of a rich text: rows one after another, and the line before them.
fn of_rtf(text: &str) -> Vec<Table> {
    let Some(text) = rtf_cells(text) else { return Vec::new() };
    let mut out = Vec::new();
    let (mut rows, mut over): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if line.contains(CELL) {
            rows.push(line.split(CELL).map(ToOwned::to_owned).collect());
            continue;
        }
        if !rows.is_empty() {
            out.push((grid(std::mem::take(&mut rows)), std::mem::take(&mut over)));
        }
        over.extend(Some(line.trim().to_owned()).filter(|line| !line.is_empty()));
    }
    out
}

/// What ends a cell of a rich text.
const CELL: char = '\u{1F}';

#[cfg(test)]
mod tests {
    use super::{Table, of_rtf, of_xml, parse, tables};

    fn rows(all: &[Table]) -> Vec<String> {
        let of = |(grid, over): &Table| {
            let rows: Vec<String> = grid.rows.iter().map(|row| row.join(",")).collect();
            format!("{}: {}", over.join("/"), rows.join(";"))
        };
        all.iter().map(of).collect()
    }

    #[test]
    fn records_are_tables() {
        let of = |text: &str| {
            let mut out = Vec::new();
            tables(&parse(text).expect("data"), &mut Vec::new(), &mut out);
            rows(&out)
        };
        assert_eq!(of("{\"名单\":[{\"甲\":\"1\",\"乙\":2},{\"甲\":3}]}"), ["名单: 甲,乙;1,2;3,"]);
        assert_eq!(of("- 甲: 1\n  乙: [2, 3]\n"), [": 甲,乙;1,2、3"]);
        assert_eq!(of("甲: 1\n乙: 2\n"), [": 甲,1;乙,2"]);
        assert_eq!(of("- title: 一\n  丙:\n    - {甲: 1, 乙: 2}\n"), ["一/丙: 甲,乙;1,2"]);
        assert!(of("- 甲: 1\n- 2\n").is_empty());
    }

    #[test]
    fn elements_are_records() {
        let of = |text: &str| {
            let mut out = Vec::new();
            tables(&of_xml(text), &mut Vec::new(), &mut out);
            rows(&out)
        };
        assert_eq!(of("<?xml?><a><甲>1</甲><乙>2</乙></a>"), ["a: 甲,1;乙,2"]);
        assert_eq!(of("<a><r><甲>1</甲><乙>2</乙></r><r><甲>3</甲></r></a>"), ["a/r: 甲,乙;1,2;3,"]);
        assert_eq!(of("<a><r 甲=\"1\" 乙='2'/><r 甲='3'/></a>"), ["a/r: 甲,乙;1,2;3,"]);
        assert_eq!(of("<a><!-- x --><甲><![CDATA[1]]></甲><乙>&#50;</乙>"), ["a: 甲,1;乙,2"]);
        for broken in ["", "<", "</a>", "<a", "<a b", "<a b=", "<a b=\"", "<![CDATA[", "<!--", "</a></b><a/>"] {
            assert!(of(broken).is_empty(), "{broken}");
        }
    }

    #[test]
    fn tables_of_rich_texts() {
        let text = "{\\rtf1 T\\par A\\cell B\\cell\\row C\\cell D\\cell\\row E\\par}";
        assert_eq!(rows(&of_rtf(text)), ["T: A,B,;C,D,"]);
    }
}
