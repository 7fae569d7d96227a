//! Figures as cards: what it is, the number large with its unit at half the size, and where it is from.

use super::escaped;
use super::said::said;
use crate::model::block::Cards;
use crate::render::template::Writer;

/// The cards.
pub(super) fn html(writer: Writer<'_>, cards: &Cards) -> String {
    let mut out = String::from("<figure class=\"block\">\n");
    if let Some(title) = &cards.title {
        out.push_str(&format!("<figcaption>{}</figcaption>\n", escaped(title)));
    }
    out.push_str("<ul class=\"cards\">\n");
    for card in &cards.cards {
        let said = said(writer, card.target);
        let title = escaped(card.title.as_ref().unwrap_or(&said.title));
        let label = format!("<a href=\"{}\">{title}</a>", escaped(&said.url));
        out.push_str(&format!("<li><p class=\"card-label\">{label}</p>\n"));
        if said.is_known {
            out.push_str("<p class=\"card-value\">");
            out.push_str(&number(&said.text, said.data.as_deref()));
            if let Some(stage) = said.stage {
                out.push_str(&format!(" <span class=\"stage\">{}</span>", escaped(stage)));
            }
            out.push_str("</p>\n");
        } else {
            out.push_str(&format!(
                "<p class=\"card-value none\"><span class=\"unknown\">{}</span></p>\n",
                escaped(&said.text)
            ));
        }
        if !said.facts.is_empty() {
            out.push_str("<p class=\"facts\">");
            for fact in &said.facts {
                out.push_str(&format!("<span>{}</span> ", escaped(fact)));
            }
            out.truncate(out.trim_end().len());
            out.push_str("</p>\n");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</figure>\n");
    out
}

/// A text with its number marked, so that the rest can be smaller: 约 | 4000 | 万元.
fn number(text: &str, data: Option<&str>) -> String {
    let parts = text.find(|c: char| c.is_ascii_digit()).map(|start| {
        let start = if text[..start].ends_with('-') { start - 1 } else { start };
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
        let end = text[start..].find(|c| !is_part(c)).map_or(text.len(), |at| start + at);
        (&text[..start], &text[start..end], &text[end..])
    });
    let Some((before, digits, after)) = parts.filter(|_| data.is_some()) else {
        return format!("<span class=\"words\">{}</span>", escaped(text));
    };
    let small = |text: &str| if text.is_empty() { String::new() } else { format!("<small>{}</small>", escaped(text)) };
    let inner = format!("{}<b>{}</b>{}", small(before), escaped(digits), small(after));
    match data {
        Some(data) => format!("<data value=\"{}\">{inner}</data>", escaped(data)),
        None => inner,
    }
}
