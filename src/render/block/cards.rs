//! Figures as cards: what it is, the number large with its unit at half the size, and where it is from.

use super::said::{Said, said};
use super::{escaped, told};
use crate::model::block::{Card, Cards};
use crate::render::template::Writer;

/// The cards. A document on which all of them rest is named once, below them.
pub(super) fn html(writer: Writer<'_>, cards: &Cards) -> String {
    let all: Vec<Said> = cards.cards.iter().map(|card| said(writer, card.target)).collect();
    let mut documents = all.iter().flat_map(|s| &s.sources).map(|(document, _)| document);
    let first = documents.next();
    let common = first.filter(|first| all.len() > 1 && documents.all(|d| d == *first));
    let mut out = String::from("<figure class=\"block\">\n");
    if let Some(title) = &cards.title {
        out.push_str(&format!("<figcaption>{}</figcaption>\n", escaped(title)));
    }
    out.push_str("<ul class=\"cards\">\n");
    for (card, said) in cards.cards.iter().zip(&all) {
        one(writer, &mut out, card, said, common.is_some());
    }
    out.push_str("</ul>\n");
    if let Some(document) = common {
        let source = told(writer, "figure_source", &[("sources", document)]);
        out.push_str(&format!("<p class=\"block-note\">{source}</p>\n"));
    }
    out.push_str("</figure>\n");
    out
}

fn one(writer: Writer<'_>, out: &mut String, card: &Card, said: &Said, has_common: bool) {
    let title = escaped(card.title.as_ref().unwrap_or(&said.title));
    let label = format!("<a href=\"{}\">{title}</a>", escaped(&said.url));
    out.push_str(&format!("<li><p class=\"card\"><span class=\"card-label\">{label}</span>\n"));
    if said.is_known {
        out.push_str(&format!("<span class=\"card-value\">{}", number(&said.text, said.data.as_deref())));
        if let Some(stage) = said.stage {
            out.push_str(&format!(" <span class=\"stage\">{}</span>", escaped(stage)));
        }
        out.push_str("</span></p>\n");
    } else {
        let words = escaped(&said.text);
        out.push_str(&format!("<span class=\"card-value none\"><span class=\"unknown\">{words}</span></span></p>\n"));
    }
    if let Some(note) = &card.note {
        out.push_str(&format!("<p class=\"card-note\">{}</p>\n", escaped(note)));
    }
    let separator = writer.word("list_separator");
    let sources = said.sources.iter().filter_map(|(document, locator)| match locator {
        Some(locator) if has_common => Some(locator.clone()),
        Some(locator) => Some(format!("{document} {locator}")),
        None => (!has_common).then(|| document.clone()),
    });
    let sources = sources.collect::<Vec<String>>().join(&separator);
    let source = match has_common {
        _ if sources.is_empty() => None,
        true => Some(sources),
        false => Some(writer.filled("figure_source", &[("sources", &sources)])),
    };
    let facts = said.as_of.iter().chain(&source).chain(&said.facts);
    let facts: Vec<String> = facts.map(|fact| format!("<span>{}</span>", escaped(fact))).collect();
    if !facts.is_empty() {
        out.push_str(&format!("<p class=\"facts\">{}</p>\n", facts.join(" ")));
    }
    out.push_str("</li>\n");
}

/// A text with its number marked, so that the rest can be smaller: 约 | 4000 | 万元.
pub(in crate::render) fn large(text: &str) -> String {
    let parts = text.find(|c: char| c.is_ascii_digit()).map(|start| {
        let start = if text[..start].ends_with('-') { start - 1 } else { start };
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |at| start + at);
        (&text[..start], &text[start..end], &text[end..])
    });
    let Some((before, digits, after)) = parts else {
        return format!("<span class=\"words\">{}</span>", escaped(text));
    };
    let small = |text: &str| if text.is_empty() { String::new() } else { format!("<small>{}</small>", escaped(text)) };
    format!("{}<b>{}</b>{}", small(before), escaped(digits), small(after))
}

/// The same for machines too, where there is a number behind it.
fn number(text: &str, data: Option<&str>) -> String {
    match data {
        Some(data) => format!("<data value=\"{}\">{}</data>", escaped(data), large(text)),
        None => format!("<span class=\"words\">{}</span>", escaped(text)),
    }
}
