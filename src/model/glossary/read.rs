//! Reads `glossary.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Glossary};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::Yaml;
use crate::load::keys::GLOSSARY;
use crate::load::parse::yaml::Node;
use crate::model::fields;
use crate::model::read::{At, Localized, Reader};
use crate::model::site::Site;
use crate::text;
use crate::value::slug;

fn definition(message: Text) -> Diagnostic {
    Diagnostic::error("content/glossary", message)
}

/// The glossary of a file; an entry that explains nothing is reported and left out.
pub(in crate::model) fn of(yaml: &Yaml, site: &mut Site, problems: &mut Diagnostics) {
    let mut r = Reader::new(yaml);
    let root = r.root();
    let mut entries: Vec<Entry> = Vec::new();
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut anchors: BTreeSet<String> = BTreeSet::new();
    for (term, at) in r.entries(&root).unwrap_or_default() {
        let Some(mut entry) = entry(&mut r, &at, term.trim()) else { continue };
        let own: Vec<String> = entry.title.all().chain(entry.aliases.iter().map(String::as_str)).map(key).collect();
        if let Some(other) = own.iter().find_map(|word| words.get(word)) {
            let what = text!("“{term}”和“{other}”有同一个说法", "`{term}` and `{other}` share a word");
            let help = text!("一个词只解释一次：合成一条，或改掉别名", "a word is explained once: join them");
            r.key_problem(&at, || definition(what).help(help));
            continue;
        }
        words.extend(own.into_iter().map(|word| (word, term.clone())));
        let plain = slug(&term);
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let free = std::iter::once(plain.clone()).chain(numbered).find(|anchor| !anchors.contains(anchor));
        entry.anchor = free.unwrap_or_default();
        anchors.insert(entry.anchor.clone());
        entries.push(entry);
    }
    problems.append(r.problems);
    let languages: Vec<&str> = site.config.languages.iter().map(|tag| tag.as_str()).collect();
    site.glossary = Glossary::new(entries, &site.config.names, &languages);
}

/// Under which two words are one.
fn key(word: &str) -> String {
    word.to_ascii_lowercase()
}

/// One term; `TERM: what it means` is short for a map.
fn entry<'a>(r: &mut Reader<'a>, at: &At<'a>, term: &str) -> Option<Entry> {
    let mut out = Entry {
        place: r.place(at),
        anchor: String::new(),
        title: Localized::plain(term),
        aliases: Vec::new(),
        explanation: Localized::default(),
        sources: Vec::new(),
    };
    let before = r.problems.len();
    if let Node::Map(_) = at.node {
        for (key, at) in r.map(at, GLOSSARY) {
            match key {
                "title" => out.title = r.localized(&at).beside(term),
                "explanation" => out.explanation = r.localized(&at),
                "aliases" => out.aliases = r.texts(&at).into_iter().map(|(word, _)| word).collect(),
                _ => out.sources = fields::citations(r, &at),
            }
        }
    } else {
        out.explanation = Localized::plain(r.text(at).unwrap_or_default());
    }
    if term.is_empty() || out.explanation.is_empty() {
        if r.problems.len() == before {
            let what = text!("“{term}”没有解释", "`{term}` is not explained");
            let help = text!("写成“{term}: 一句话”", "write `{term}: a sentence`");
            r.key_problem(at, || definition(what).help(help));
        }
        return None;
    }
    Some(out)
}
