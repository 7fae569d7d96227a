//! Reads the values of an enum, of which no two may answer to the same word.

use super::read::{At, Localized, Reader};
use super::schema::Choice;
use crate::diagnostic::Diagnostic;
use crate::load::keys::CATEGORY;
use crate::load::parse::yaml::Node;
use crate::text;

/// One of `categories`: a text, or a map of value and label.
pub(super) fn category<'a>(r: &mut Reader<'a>, at: &At<'a>) -> Option<Choice> {
    if let Node::Scalar(_) = at.node {
        let value = r.text(at)?;
        return Some(Choice { label: Localized::plain(value.clone()), value });
    }
    let mut choice = Choice { value: String::new(), label: Localized::default() };
    for (key, at) in r.map(at, CATEGORY) {
        match key {
            "value" => choice.value = r.text(&at)?,
            _ => choice.label = r.localized(&at),
        }
    }
    if choice.label.is_empty() {
        choice.label = Localized::plain(choice.value.clone());
    }
    Some(choice)
}

/// Choices of which no two answer to the same word; what is wrong with the others is reported.
pub(super) fn distinct<'a>(r: &mut Reader<'a>, choices: Vec<(Choice, At<'a>)>) -> Vec<Choice> {
    let words = |c: &Choice| {
        std::iter::once(&c.value).map(String::as_str).chain(c.label.all()).collect::<Vec<_>>().join("\u{0}")
    };
    let mut kept: Vec<Choice> = Vec::with_capacity(choices.len());
    for (choice, at) in choices {
        let own = words(&choice);
        let shared = kept.iter().map(words).find_map(|other| {
            own.split('\u{0}').find(|word| other.split('\u{0}').any(|w| w == *word)).map(str::to_owned)
        });
        let problem = if choice.value.is_empty() {
            text!("这一个取值是空的", "this value is empty")
        } else if let Some(word) = shared {
            text!("取值“{word}”写了两次：看不出指的是哪一个", "the value `{word}` stands here twice: which is meant?")
        } else {
            kept.push(choice);
            continue;
        };
        let mend = text!("每个 value 和 label 只用一次", "use each `value` and `label` once");
        r.problem(&at, Diagnostic::error("content/schema", problem).help(mend));
    }
    kept
}
