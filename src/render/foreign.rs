//! Runs of Chinese on pages of another language are marked as what they are, wherever they come from: names of places,
//! titles of records, words of the source. Screen readers then read them, and browsers take the right letter forms.

use crate::model::Site;
use crate::value::is_chinese as is_han;

/// Elements without an end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Elements that hold nothing but text.
const PLAIN: [&str; 6] = ["script", "style", "title", "desc", "option", "textarea"];

/// A finished page with its foreign runs marked.
pub(super) fn marked(html: String, site: &Site) -> String {
    let chinese = site.config.languages.iter().find(|tag| tag.is_chinese());
    match chinese {
        Some(tag) if site.config.languages.len() > 1 && !is_chinese(language(&html)) => runs(&html, tag.as_str()),
        _ => html,
    }
}

/// What the page says that it is in.
fn language(html: &str) -> &str {
    html.split_once("<html lang=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(tag, _)| tag)
}

fn is_chinese(tag: &str) -> bool {
    tag == "zh" || tag.starts_with("zh-")
}

/// Marks the runs in all text of the body that is in no element with a language of its own.
fn runs(html: &str, tag: &str) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    // Open elements, and whether runs in them are marked: as an element, as a part of a drawing, or not.
    let mut open: Vec<(&str, Mark)> = Vec::new();
    let mut from = html.find("<body").unwrap_or(html.len());
    out.push_str(&html[..from]);
    while from < html.len() {
        let to = html[from..].find('<').map_or(html.len(), |at| from + at);
        let mark = open.last().map_or(Mark::None, |(_, mark)| *mark);
        text(&mut out, &html[from..to], tag, mark);
        from = html[to..].find('>').map_or(html.len(), |at| to + at + 1);
        let element = &html[to..from];
        out.push_str(element);
        let name = element.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if element.starts_with("</") {
            while open.pop().is_some_and(|(other, _)| other != name) {}
        } else if !name.is_empty() && !VOID.contains(&name) && !element.ends_with("/>") {
            let mark = match name {
                _ if PLAIN.contains(&name) => Mark::None,
                "body" => Mark::Span,
                "svg" if mark == Mark::Span => Mark::Drawing,
                _ if element.contains(" lang=\"") => Mark::None,
                _ => mark,
            };
            open.push((name, mark));
        }
    }
    out
}

/// How a run is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Span,
    Drawing,
}

/// A text whose runs are marked. What stands between two Han signs and is no word of its own belongs to the run.
fn text(out: &mut String, text: &str, tag: &str, mark: Mark) {
    let (before, after) = match mark {
        Mark::None => (None, ""),
        Mark::Span => (Some("span"), "</span>"),
        Mark::Drawing => (Some("tspan"), "</tspan>"),
    };
    let Some(element) = before else {
        out.push_str(text);
        return;
    };
    let mut from = 0;
    while let Some(start) = text[from..].find(is_han).map(|at| from + at) {
        let (mut end, mut at) = (start, start);
        for c in text[start..].chars() {
            at += c.len_utf8();
            if is_han(c) {
                end = at;
            } else if c.is_ascii_alphabetic() || matches!(c, '&' | ';' | ',' | '(' | ')') {
                break;
            }
        }
        let digits = text[from..start].bytes().rev().take_while(u8::is_ascii_digit).count();
        let start = start - digits;
        out.push_str(&text[from..start]);
        out.push_str(&format!("<{element} lang=\"{tag}\">{}{after}", &text[start..end]));
        from = end;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn runs_are_marked_once() {
        let page = "<html lang=\"en\"><head><title>甲</title></head><body><p>In 坑尾, “2023年“甲”3月” and <a lang=\"zh-CN\">中<b>文</b></a>\
                    <br>乙 &amp; 丙</p><svg><title>丁</title><desc>庚</desc><text>戊</text></svg><script>\"己\"</script></body></html>";
        let marked = "<html lang=\"en\"><head><title>甲</title></head><body><p>In <span lang=\"zh\">坑尾</span>, “<span lang=\"zh\">2023年“甲”3月</span>” and \
                      <a lang=\"zh-CN\">中<b>文</b></a><br><span lang=\"zh\">乙</span> &amp; <span lang=\"zh\">丙</span></p>\
                      <svg><title>丁</title><desc>庚</desc><text><tspan lang=\"zh\">戊</tspan></text></svg><script>\"己\"</script></body></html>";
        assert_eq!(runs(page, "zh"), marked);
        assert_eq!(runs("<body><p>plain</p></body>", "zh"), "<body><p>plain</p></body>");
    }
}
