//! The shape of the repository: who may import whom, one door to each dependency, and the tour in `lib.rs`.
#![expect(clippy::disallowed_methods, reason = "this test reads the sources of the program")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Floors: a module may use its own folder and lower floors. Neighbours of a floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["value", "output", "reads", "picture", "diagnostic"],
    &["load", "report"],
    &["model"],
    &["check"],
    &["render", "forms", "publish"],
    &["build"],
    &["engine"],
    &["watch", "serve"],
    &["cli"],
];

/// Imports between neighbours or upwards that are part of the design, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[("serve", "model", "addresses are decoded as the model decodes them")];

/// A dependency, and the only files or folders that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("minijinja", &["render/template/"]),
    ("pulldown_cmark", &["load/parse/markdown/"]),
    ("pulldown_cmark_escape", &["load/parse/markdown/"]),
    ("serde_yaml", &["load/parse/yaml.rs"]),
    ("saphyr_parser", &["load/parse/spots.rs"]),
    ("calamine", &["load/table/workbook.rs"]),
    ("zip", &["load/table/unseen/zipped.rs", "check/example/made.rs"]),
    ("quick_xml", &["load/table/unseen/zipped.rs"]),
    ("qrcode", &["render/qr.rs"]),
    ("csv", &["load/table/", "render/export/"]),
    ("encoding_rs", &["load/table/delimited.rs"]),
    ("rust_xlsxwriter", &["render/export/", "forms/workbook/"]),
    ("flate2", &["check/visit.rs", "check/privacy/photo/parts.rs"]),
    ("notify", &["watch/native.rs"]),
    ("hyper", &["serve/http.rs"]),
    ("hyper_util", &["serve/http.rs"]),
    ("http_body_util", &["serve/http.rs"]),
    ("tokio", &["serve/http.rs"]),
    ("clap", &["cli/"]),
    ("clap_complete", &["cli/"]),
    ("image", &["picture/"]),
    ("jiff", &["value/date.rs", "value/when.rs", "value/period.rs", "model/config.rs"]),
    ("rust_decimal", &["value/number.rs"]),
    ("simdutf8", &["load/text.rs"]),
    ("pinyin", &["value/slug.rs"]),
    ("strsim", &["diagnostic/nearest.rs"]),
    ("unicode_width", &["report/"]),
    ("percent_encoding", &["model/address.rs"]),
    ("mimalloc", &["main.rs"]),
    ("walkdir", &["load/disk.rs", "watch/tree.rs", "publish/"]),
];

fn sources() -> Vec<(String, String)> {
    below("src")
}

/// The Rust files of a folder, by their paths below it.
fn below(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|p| {
            let name = p.strip_prefix(&root).expect("below it").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&p).expect("a source file"))
        })
        .collect()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|f| f.contains(&module))
}

fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The modules that a file names by `crate::`.
fn imports(text: &str) -> BTreeSet<(usize, String)> {
    let mut out = BTreeSet::new();
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if !name.is_empty() && name != "text" {
                out.insert((number + 1, name));
            }
        }
    }
    out
}

#[test]
fn data_flows_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = module_of(&path);
        let Some(own) = floor(from) else { continue };
        for (line, to) in imports(&text) {
            let allowed = to == from
                || floor(&to).is_some_and(|f| f < own)
                || EXCEPTIONS.iter().any(|(a, b, _)| *a == from && *b == to);
            if !allowed {
                wrong.push(format!("src/{path}:{line}: `{from}` must not know `{to}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_floor_and_stands_in_the_tour() {
    let lib = sources().into_iter().find(|(p, _)| p == "lib.rs").expect("lib.rs").1;
    let declared: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let toured: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("//! | [`")?.split('`').next()).collect();
    assert_eq!(declared, toured, "the table in lib.rs lists the modules in their order");
    let folders: BTreeSet<String> =
        sources().iter().map(|(p, _)| module_of(p).to_owned()).filter(|m| m != "lib" && m != "main").collect();
    assert_eq!(
        folders,
        declared.iter().map(ToString::to_string).collect(),
        "every folder of src is a module of the tour"
    );
    let order: Vec<usize> = declared.iter().map(|m| floor(m).expect("a floor")).collect();
    assert!(order.iter().zip(&order[1..]).all(|(a, b)| a <= b || *b == 1), "the tour goes upwards");
}

#[test]
fn one_door_a_dependency() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for (name, doors) in DOORS {
                let named = code
                    .match_indices(&format!("{name}::"))
                    .any(|(i, _)| !code[..i].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':'));
                if named && !doors.iter().any(|d| path.starts_with(d)) {
                    wrong.push(format!("src/{path}:{}: `{name}` is named outside of {}", number + 1, doors.join(", ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_wildcards_no_stubs_and_no_endless_files() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            for bad in ["use super::*", "use crate::*", "todo!(", "unimplemented!("] {
                if line.contains(bad) {
                    wrong.push(format!("src/{path}:{}: {bad}", number + 1));
                }
            }
        }
        let lines = text.lines().count();
        if lines > 500 {
            wrong.push(format!("src/{path} has {lines} lines: it asks to be two"));
        }
        if !text.starts_with("//!") && !path.ends_with("_tests.rs") {
            wrong.push(format!("src/{path} does not say what it is for"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_do_not_know_each_other() {
    let mut by_family: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in
        sources().into_iter().filter(|(p, _)| p.starts_with("check/rules/") && p.matches('/').count() == 3)
    {
        for line in text.lines().filter(|l| l.contains("crate::check::rules::")) {
            let family = path.split('/').nth(2).expect("a family");
            if !line.contains(&format!("rules::{family}::")) || line.contains("::RULE") {
                by_family.entry(path.clone()).or_default().push(line.to_owned());
            }
        }
    }
    assert!(by_family.is_empty(), "{by_family:?}");
}

/// `autotests` is off: a file that nobody names would be a test that never runs.
#[test]
fn every_file_of_tests_runs() {
    let tests: BTreeMap<String, String> = below("tests").into_iter().collect();
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("Cargo.toml");
    let roots: BTreeSet<String> = manifest
        .split("[[test]]")
        .skip(1)
        .filter_map(|part| Some(part.split("name = \"").nth(1)?.split('"').next()?.to_owned()))
        .flat_map(|name| [format!("{name}.rs"), format!("{name}/main.rs")])
        .collect();
    let mut wrong = Vec::new();
    for path in tests.keys().filter(|path| !roots.contains(*path)) {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let (folder, name) = module.rsplit_once('/').unwrap_or(("", module));
        let parents = if folder.is_empty() {
            vec!["all.rs".to_owned()]
        } else {
            vec![format!("{folder}.rs"), format!("{folder}/mod.rs"), format!("{folder}/main.rs")]
        };
        let is_named = parents.iter().filter_map(|parent| tests.get(parent)).any(|text| {
            text.lines()
                .any(|line| line.trim_start_matches("pub(super) ").strip_prefix("mod ") == Some(&format!("{name};")))
        });
        if !is_named {
            wrong.push(format!("tests/{path} is named by none of {}", parents.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
