//! YAML as a tree of what was written: the one door to the YAML crates.
//!
//! Scalars keep their text (`1.10`, `007`, `2023-03`, `no`): the parser's own typing would turn them into floats. It is
//! asked twice where a scalar looks like something else than text: once for the shape, once for every scalar as text.
//! Places are looked up with a second parser that knows them, and only when there is something to say about one.

use std::collections::HashSet;
use std::fmt;

use super::spots::duplicate;
pub use super::spots::{Spot, Spots, Step};
use crate::load::text::first_forbidden;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// A node of a YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// `null`, `~`, or nothing at all.
    Null,
    /// Anything else that is one value, as written.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in its order.
    Map(Vec<(String, Node)>),
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Its text, quotes and folding undone.
    pub text: String,
    /// `true` and `false` without quotes.
    pub bool: Option<bool>,
}

impl Node {
    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Node::Scalar(s) => Some(&s.text),
            _ => None,
        }
    }

    /// Whether nothing is written: no value, or a text of nothing but spaces.
    pub fn is_blank(&self) -> bool {
        match self {
            Node::Null => true,
            Node::Scalar(scalar) => scalar.text.trim().is_empty(),
            Node::List(_) | Node::Map(_) => false,
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Node::Map(entries) => entries.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }
}

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What the parser says, in English.
    pub message: String,
    /// Byte offset in the text, where known.
    pub at: Option<usize>,
    /// What kind of problem it is.
    pub kind: YamlProblem,
}

/// Kinds of problem that have words of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlProblem {
    /// Not well-formed.
    Syntax,
    /// The same key twice in one mapping.
    DuplicateKey(String),
    /// A key that is no plain text.
    KeyKind,
    /// A tag such as `!include`.
    Tag(String),
    /// Aliases that multiply, or nesting without end.
    Limit,
}

/// Parses one document.
pub fn parse(text: &str) -> Result<Node, YamlError> {
    if text.trim().is_empty() {
        return Ok(Node::Null);
    }
    let text = text.trim_start_matches('\u{FEFF}');
    if let Some(at) = too_deep(text) {
        return Err(YamlError { message: "nested too deep".to_owned(), at: Some(at), kind: YamlProblem::Limit });
    }
    let mut typed = false;
    let shape = Shape { typed: &mut typed }
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|e| problem(text, &e))?;
    if !typed {
        return Ok(shape);
    }
    AsWritten(&shape).deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|e| problem(text, &e))
}

/// Where brackets or list marks nest deeper than anybody writes: the parser needs quadratic time for such.
fn too_deep(text: &str) -> Option<usize> {
    const DEEPEST: i32 = 200;
    let mut depth = 0;
    let mut marks = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = (depth - 1).max(0),
            b'\n' => marks = 0,
            b'-' | b'?' if text.as_bytes().get(at + 1) == Some(&b' ') => marks += 1,
            _ => {}
        }
        if depth > DEEPEST || marks > DEEPEST {
            return Some(at);
        }
    }
    None
}

const DUPLICATE: &str = "mingbai:duplicate:";
const KEY: &str = "mingbai:key:";
const TAG: &str = "mingbai:tag:";

fn problem(text: &str, error: &serde_yaml::Error) -> YamlError {
    let message = error.to_string();
    let after =
        |mark: &str| message.split_once(mark).map(|(_, rest)| rest.split('\u{1}').next().unwrap_or(rest).to_owned());
    let kind = if let Some(key) = after(DUPLICATE) {
        YamlProblem::DuplicateKey(key)
    } else if message.contains(KEY) {
        YamlProblem::KeyKind
    } else if let Some(tag) = after(TAG) {
        YamlProblem::Tag(tag)
    } else if message.contains("limit exceeded") {
        YamlProblem::Limit
    } else {
        YamlProblem::Syntax
    };
    let at = match &kind {
        YamlProblem::DuplicateKey(key) => duplicate(text, key),
        _ => opening(text, &message).or(error.location().map(|l| l.index().min(text.len()))),
    };
    YamlError { message, at, kind }
}

/// Where the quote or bracket began that has no end: more useful than the end of the text.
fn opening(text: &str, message: &str) -> Option<usize> {
    let (_, context) =
        message.rsplit_once(", while ").filter(|(_, c)| c.contains("quoted scalar") || c.contains("flow"))?;
    let (line, column) = context.rsplit_once(" at line ")?.1.split_once(" column ")?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text[start..].split('\n').next()?;
    Some(start + rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(i, _)| i))
}

/// First reading: the shape, and scalars as the parser types them.
struct Shape<'a> {
    typed: &'a mut bool,
}

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = Node;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

fn scalar<E>(text: impl Into<String>) -> Result<Node, E> {
    Ok(Node::Scalar(Scalar { text: text.into(), bool: None }))
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_str<E: de::Error>(self, v: &str) -> Result<Node, E> {
        // As an escape, "\\u0001"; the character itself has been refused before.
        match first_forbidden(v) {
            Some(_) => Err(E::custom("control characters are not allowed")),
            None => scalar(v),
        }
    }
    fn visit_bool<E>(self, v: bool) -> Result<Node, E> {
        *self.typed = true;
        Ok(Node::Scalar(Scalar { text: String::new(), bool: Some(v) }))
    }
    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        *self.typed = true;
        scalar("")
    }
    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        *self.typed = true;
        scalar("")
    }
    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        *self.typed = true;
        scalar("")
    }
    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        *self.typed = true;
        scalar("")
    }
    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        *self.typed = true;
        scalar("")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(Shape { typed: &mut *self.typed })? {
            list.push(node);
        }
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        // Most mappings are small, and then looking is quicker than hashing.
        const SMALL: usize = 16;
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(key) = map.next_key_seed(Key)? {
            let value = map.next_value_seed(Shape { typed: &mut *self.typed })?;
            if entries.len() == SMALL {
                seen.extend(entries.iter().map(|(key, _)| key.clone()));
            }
            let is_new = match entries.len() {
                ..SMALL => entries.iter().all(|(other, _)| *other != key),
                _ => seen.insert(key.clone()),
            };
            if !is_new {
                return Err(de::Error::custom(format_args!("{DUPLICATE}{key}\u{1}")));
            }
            entries.push((key, value));
        }
        Ok(Node::Map(entries))
    }
    fn visit_enum<A: de::EnumAccess<'de>>(self, data: A) -> Result<Node, A::Error> {
        let (tag, _) = data.variant::<String>()?;
        Err(de::Error::custom(format_args!("{TAG}{tag}\u{1}")))
    }
}

/// A key: a scalar, as written.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = String;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(KEY)
    }
    fn visit_str<E>(self, v: &str) -> Result<String, E> {
        Ok(v.to_owned())
    }
}

/// Second reading, along a known shape: every scalar as text.
struct AsWritten<'a>(&'a Node);

impl<'de> DeserializeSeed<'de> for AsWritten<'_> {
    type Value = Node;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.0 {
            Node::Null => deserializer.deserialize_ignored_any(de::IgnoredAny).map(|_| Node::Null),
            Node::Scalar(_) => deserializer.deserialize_str(self),
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for AsWritten<'_> {
    type Value = Node;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same document")
    }
    fn visit_str<E>(self, v: &str) -> Result<Node, E> {
        let bool = match self.0 {
            Node::Scalar(s) => s.bool,
            _ => None,
        };
        Ok(Node::Scalar(Scalar { text: v.to_owned(), bool }))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let Node::List(shape) = self.0 else {
            return Err(de::Error::custom("changed shape"));
        };
        let mut list = Vec::with_capacity(shape.len());
        for node in shape {
            list.extend(seq.next_element_seed(AsWritten(node))?);
        }
        while seq.next_element::<de::IgnoredAny>()?.is_some() {}
        Ok(Node::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let Node::Map(shape) = self.0 else {
            return Err(de::Error::custom("changed shape"));
        };
        let mut entries = Vec::with_capacity(shape.len());
        for (_, node) in shape {
            if let Some(key) = map.next_key_seed(Key)? {
                entries.push((key, map.next_value_seed(AsWritten(node))?));
            }
        }
        while map.next_entry::<de::IgnoredAny, de::IgnoredAny>()?.is_some() {}
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
