//! Typed reading of YAML nodes: every wrong kind of value is a diagnostic at its place.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, nearest};
use crate::load::Yaml;
use crate::load::keys::Key;
use crate::load::parse::yaml::{Node, Step};
use crate::text;
use crate::value::{LangTag, is_chinese};

/// A text by language; one without a language stands for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized {
    any: String,
    by_language: BTreeMap<String, String>,
}

impl Localized {
    /// A text that is the same in all languages.
    pub fn plain(text: impl Into<String>) -> Self {
        Localized { any: text.into(), by_language: BTreeMap::new() }
    }

    /// The text for a language: its own, else that of the same main language, else the first.
    pub fn get(&self, language: &str) -> &str {
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        self.by_language
            .get(language)
            .or_else(|| self.by_language.iter().find(|(tag, _)| main(tag) == main(language)).map(|(_, text)| text))
            .unwrap_or(&self.any)
    }

    /// The language of the text for a language, where it is another one; what has none is in the site's first, and Han
    /// characters are Chinese.
    pub fn foreign<'a>(&'a self, language: &str, first: &'a str) -> Option<&'a str> {
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        if self.by_language.keys().any(|tag| main(tag) == main(language)) {
            return None;
        }
        let first = if main(first) != "zh" && self.any.chars().any(is_chinese) { "zh" } else { first };
        let own = self.by_language.iter().find(|(_, text)| **text == self.any).map_or(first, |(tag, _)| tag.as_str());
        Some(own).filter(|own| main(own) != main(language))
    }

    /// The same with this text for the languages that have none.
    pub(super) fn beside(mut self, text: &str) -> Localized {
        if self.any.is_empty() || !self.by_language.is_empty() {
            text.clone_into(&mut self.any);
        }
        self
    }

    /// All spellings.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.any.as_str())
            .chain(self.by_language.values().map(String::as_str))
            .filter(|t| !t.is_empty())
    }

    /// The languages in which it is said.
    pub(super) fn languages(&self) -> impl Iterator<Item = &str> {
        self.by_language.keys().map(String::as_str)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.any.is_empty()
    }
}

/// A document being read, with the problems found on the way.
pub(super) struct Reader<'a> {
    document: Document<'a>,
    pub(super) problems: Diagnostics,
}

/// What is read: a YAML document, or a row of a table as a map from its columns to its cells.
enum Document<'a> {
    Yaml(&'a Yaml),
    Row(&'a Ledger, usize, &'a Node),
}

/// Problems of one document at most: one of nothing but mistakes is not worth a report of as many lines.
const MOST: usize = 200;

/// Entries of a list at most: a page of more is for nobody, and would take memory without end.
const LONGEST: usize = 10_000;

/// A value in a document: where it is, and what it is.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) path: Vec<Step>,
    pub(super) node: &'a Node,
}

impl<'a> At<'a> {
    pub(super) fn key(&self, key: &str, node: &'a Node) -> At<'a> {
        At { path: [self.path.as_slice(), &[Step::Key(key.to_owned())]].concat(), node }
    }

    fn index(&self, index: usize, node: &'a Node) -> At<'a> {
        At { path: [self.path.as_slice(), &[Step::Index(index)]].concat(), node }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(yaml: &'a Yaml) -> Self {
        Reader { document: Document::Yaml(yaml), problems: Diagnostics::new() }
    }

    /// For the nth row of a ledger, of which `node` is what its cells say.
    pub(super) fn row(ledger: &'a Ledger, row: usize, node: &'a Node) -> Self {
        Reader { document: Document::Row(ledger, row, node), problems: Diagnostics::new() }
    }

    pub(super) fn root(&self) -> At<'a> {
        let node = match self.document {
            Document::Yaml(yaml) => &yaml.node,
            Document::Row(_, _, node) => node,
        };
        At { path: Vec::new(), node }
    }

    pub(super) fn place(&self, at: &At<'_>) -> Place {
        self.place_of(at, false)
    }

    fn place_of(&self, at: &At<'_>, want_key: bool) -> Place {
        match &self.document {
            Document::Yaml(yaml) if want_key => yaml.key_place(&at.path),
            Document::Yaml(yaml) => yaml.place(&at.path),
            Document::Row(ledger, row, _) => ledger.step_place(*row, &at.path),
        }
    }

    pub(super) fn problem(&mut self, at: &At<'_>, problem: Diagnostic) {
        let is_told = matches!(self.document, Document::Row(ledger, row, _) if ledger.is_copy(row, &at.path));
        if self.problems.len() < MOST && !is_told {
            let place = self.place(at);
            self.problems.push(problem.at(place));
        }
    }

    /// The same, at the key of the value.
    pub(super) fn key_problem(&mut self, at: &At<'_>, problem: impl FnOnce() -> Diagnostic) {
        if self.problems.len() < MOST {
            let place = self.place_of(at, true);
            self.problems.push(problem().at(place));
        }
    }

    fn wrong(&mut self, at: &At<'_>, (zh, en): (&str, &str), mend: Text) {
        let name = match at.path.iter().rev().find_map(|s| if let Step::Key(k) = s { Some(k.clone()) } else { None }) {
            Some(name) => name,
            None => self.place(at).file.to_string(),
        };
        self.problem(
            at,
            Diagnostic::error("content/value", text!("“{name}”应当是{zh}", "`{name}` should be {en}")).help(mend),
        );
    }

    /// The entries of a mapping under their English names; unknown keys are reported with the nearest known one.
    pub(super) fn map(&mut self, at: &At<'a>, keys: &'static [Key]) -> Vec<(&'static str, At<'a>)> {
        let Some(entries) = self.entries(at) else {
            return Vec::new();
        };
        let mut known: Vec<(&'static str, String, At<'a>)> = Vec::new();
        for (word, value) in entries {
            match crate::load::keys::find(keys, &word) {
                Some(name) if known.iter().any(|(k, ..)| *k == name) => {
                    let first = known.iter().find(|(k, ..)| *k == name).map_or(name, |(_, first, _)| first);
                    let problem = twice(&word, first);
                    self.problem(&value, problem);
                }
                Some(name) => known.push((name, word, value)),
                None => self.unknown_key(&value, &word, keys.iter().flat_map(|k| [k.name, k.chinese])),
            }
        }
        known.into_iter().map(|(name, _, value)| (name, value)).collect()
    }

    /// Reports an unknown key.
    pub(super) fn unknown_key<'k>(&mut self, at: &At<'_>, word: &str, known: impl Iterator<Item = &'k str>) {
        self.key_problem(at, || unknown_key(word, known));
    }

    /// The entries of a mapping as they are; nothing where there is none.
    pub(super) fn entries(&mut self, at: &At<'a>) -> Option<Vec<(String, At<'a>)>> {
        match at.node {
            Node::Map(entries) => Some(entries.iter().map(|(k, v)| (k.clone(), at.key(k, v))).collect()),
            Node::Null => Some(Vec::new()),
            _ => {
                let mend = text!("写成“字段: 值”，每个字段一行", "write `KEY: VALUE`, each on a line of its own");
                self.wrong(at, ("“字段: 值”的形式", "a map of keys and values"), mend);
                None
            }
        }
    }

    pub(super) fn list(&mut self, at: &At<'a>) -> Vec<At<'a>> {
        match at.node {
            Node::List(items) if items.len() > LONGEST => {
                let length = items.len();
                let what =
                    text!("这里有{length}项，最多{LONGEST}项", "this list has {length} entries; {LONGEST} at most");
                let problem = Diagnostic::error("content/value", what).help(text!(
                    "这么多项，作为另一个集合的记录来写",
                    "so many belong into a collection of their own, as its records"
                ));
                self.problem(at, problem);
                Vec::new()
            }
            Node::List(items) => items.iter().enumerate().map(|(i, n)| at.index(i, n)).collect(),
            Node::Null => Vec::new(),
            _ => {
                let mend = text!(
                    "每项一行，以“- ”开头；或写成 [甲, 乙]",
                    "begin each entry with `- ` on a line of its own, or write [A, B]"
                );
                self.wrong(at, ("列表", "a list"), mend);
                Vec::new()
            }
        }
    }

    /// A list, or a single value that stands for a list of one.
    pub(super) fn texts(&mut self, at: &At<'a>) -> Vec<(String, At<'a>)> {
        if at.node.is_blank() {
            return Vec::new();
        }
        let items = match at.node {
            Node::Scalar(_) => vec![at.clone()],
            _ => self.list(at),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            if item.node.is_blank() {
                self.problem(&item, empty_entry());
            } else if let Some(text) = self.text(&item) {
                texts.push((text, item));
            }
        }
        texts
    }

    pub(super) fn text(&mut self, at: &At<'_>) -> Option<String> {
        match at.node {
            Node::Scalar(s) => Some(s.text.trim().to_owned()),
            Node::Null => None,
            _ => {
                let mend = text!(
                    "写一个值；这里不能是列表，也不能再分字段",
                    "write one value: no list, and no keys of its own"
                );
                self.wrong(at, ("文字", "text"), mend);
                None
            }
        }
    }

    pub(super) fn boolean(&mut self, at: &At<'_>) -> Option<bool> {
        match boolean(at.node) {
            Some(value) => Some(value),
            None => {
                let mend = text!(
                    "写 是 或 否（true 或 false）；不知道就不写",
                    "write true or false (是 or 否), or leave it out"
                );
                self.wrong(at, ("“是”或“否”", "true or false"), mend);
                None
            }
        }
    }

    pub(super) fn whole(&mut self, at: &At<'_>) -> Option<i64> {
        let value = at.node.as_text().and_then(|t| t.trim().parse().ok());
        if value.is_none() {
            let mend = text!("只写数字，例如 20", "digits only, such as 20");
            self.wrong(at, ("整数", "a whole number"), mend);
        }
        value
    }

    /// A whole number that is not negative.
    pub(super) fn count(&mut self, at: &At<'_>) -> Option<usize> {
        let number = self.whole(at)?;
        let count = usize::try_from(number).ok();
        if count.is_none() {
            let what = text!("{number} 是负数", "{number} is negative");
            let problem = Diagnostic::error("content/value", what);
            self.problem(at, problem.help(text!("写 0 或更大的整数", "write 0 or more")));
        }
        count
    }

    pub(super) fn localized(&mut self, at: &At<'a>) -> Localized {
        let Node::Map(_) = at.node else {
            return Localized::plain(self.text(at).unwrap_or_default());
        };
        let mut out = Localized::default();
        for (word, value) in self.entries(at).unwrap_or_default() {
            let Some(tag) = LangTag::parse(&word) else {
                self.problem(
                    &value,
                    Diagnostic::error("content/value", text!("“{word}”不是语言标签", "`{word}` is no language tag"))
                        .help(text!("写成 zh-CN、en 这样的语言标签", "write a BCP 47 tag such as zh-CN or en")),
                );
                continue;
            };
            if let Some(text) = self.text(&value) {
                if out.any.is_empty() {
                    out.any.clone_from(&text);
                }
                out.by_language.insert(tag.to_string(), text);
            }
        }
        out
    }
}

/// The truth value of a node, in either language.
pub(super) fn boolean(node: &Node) -> Option<bool> {
    match node {
        Node::Scalar(s) => s.bool.or(match s.text.trim() {
            "true" | "是" => Some(true),
            "false" | "否" => Some(false),
            _ => None,
        }),
        _ => None,
    }
}

/// An entry of a list in which nothing is written.
pub(super) fn empty_entry() -> Diagnostic {
    Diagnostic::error("content/value", text!("列表里的这一项是空的", "this entry of the list is empty"))
        .help(text!("写上内容，或删掉这一项（连同它的“-”）", "write it, or remove the entry with its `-`"))
}

/// A key that stands here already, under another of its names.
pub(super) fn twice(word: &str, first: &str) -> Diagnostic {
    Diagnostic::error(
        "content/duplicate-key",
        text!(
            "“{word}”和前面的“{first}”是同一个字段，写了两次",
            "`{word}` is another name of `{first}`, which stands here already"
        ),
    )
    .help(text!("只留一个", "keep one of them"))
}

/// The key by which YAML merges maps: what it would bring stands elsewhere, and is not read.
pub(super) const MERGE: &str = "<<";

/// How to do without it.
pub(super) fn merged() -> Text {
    text!("不支持 YAML 的合并（<<）：把各个字段写在这里", "YAML's merge key is not supported: write the keys out")
}

/// An unknown key, with the nearest known one.
pub(super) fn unknown_key<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let problem = Diagnostic::error("content/unknown-key", text!("没有“{word}”这个字段", "there is no key `{word}`"));
    if word == MERGE {
        return problem.help(merged());
    }
    match nearest(word, known) {
        Some(near) => problem.help(text!("是不是想写“{near}”？", "did you mean `{near}`?")),
        None => problem.help(text!(
            "能用的字段见 docs/formats.md；自定的字段先在 site.yaml 的 fields 里登记",
            "see docs/formats.md for the keys; declare your own under `fields` in site.yaml"
        )),
    }
}
