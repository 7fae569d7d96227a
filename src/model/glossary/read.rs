//! Reads `glossary.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Glossary};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load::Yaml;
use crate::load::keys::GLOSSARY;
use crate::load::parse::yaml::{Node, Step};
use crate::model::cited::Documents;
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
    let documents = Documents::of(site);
    let mut entries: Vec<Entry> = Vec::new();
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut anchors: BTreeSet<String> = BTreeSet::new();
    for (term, at) in r.entries(&root).unwrap_or_default() {
        let Some(mut entry) = entry(&mut r, &at, term.trim(), (site, &documents)) else { continue };
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
    site.glossary = Glossary::new(entries, &site.config.names, &languages).into();
}

/// Under which two words are one.
fn key(word: &str) -> String {
    word.to_ascii_lowercase()
}

/// One term; `TERM: what it means` is short for a map.
fn entry<'a>(r: &mut Reader<'a>, at: &At<'a>, term: &str, (site, documents): (&Site, &Documents<'_>)) -> Option<Entry> {
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
                "title" => {
                    let title = r.localized(&at);
                    readable(r, &at, &title, site);
                    out.title = title.beside(term);
                }
                "explanation" => {
                    out.explanation = r.localized(&at);
                    readable(r, &at, &out.explanation, site);
                }
                "aliases" => {
                    for (word, at) in r.texts(&at) {
                        if let Some(problem) = short(&word) {
                            r.problem(&at, problem);
                        }
                        out.aliases.push(word);
                    }
                }
                _ => {
                    out.sources = fields::citations(r, &at);
                    for source in &mut out.sources {
                        source.page = documents.find(site, &source.document);
                        if let Some(problem) = documents.problem(site, &source.document) {
                            r.problem(&at, problem);
                        }
                    }
                }
            }
        }
    } else {
        out.explanation = Localized::plain(r.text(at).unwrap_or_default());
    }
    if let Some(problem) = short(term) {
        r.key_problem(at, || problem);
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

/// A word of one character stands within others, on nearly every page.
fn short(word: &str) -> Option<Diagnostic> {
    (word.chars().count() == 1).then(|| {
        let what = text!(
            "“{word}”只有一个字，会在几乎每一页、别的词里也标出来",
            "`{word}` is one character: it would be marked on nearly every page, within other words too"
        );
        let help = text!("写完整的词，两个字以上", "write the whole word, of two characters or more");
        Diagnostic::warning("content/glossary", what).help(help)
    })
}

/// A text in a language that the site does not have is shown to nobody.
fn readable(r: &mut Reader<'_>, at: &At<'_>, text: &Localized, site: &Site) {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let languages: Vec<&str> = site.config.languages.iter().map(|tag| tag.as_str()).collect();
    for own in text.languages().filter(|own| languages.iter().all(|tag| main(tag) != main(own))) {
        let languages = languages.join(", ");
        let what =
            text!("“{own}”不是本站的语言，这一句没有人看得到", "`{own}` is no language of the site: nobody sees this");
        let help = text!(
            "本站的语言是 {languages}；改正语言标签，或把它加进 site.yaml 的 languages",
            "the languages are {languages}; mend the tag, or add it to `languages` in site.yaml"
        );
        let place = At { path: [at.path.as_slice(), &[Step::Key(own.to_owned())]].concat(), node: at.node };
        r.key_problem(&place, || definition(what).help(help));
    }
}
