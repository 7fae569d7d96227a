//! The text of a finished page, as readers see it: what stands in `main`, line by line. An element that stands for itself – a
//! paragraph, a cell, an entry of a list – is a line; what stands within a line does not break it.

use std::borrow::Cow;

use super::fold::composed;
use crate::check::scan::unescape;

/// Before a line: it is a heading.
pub(super) const HEADING: char = '\u{1}';
/// Before a line: it has a number that is bound to a record.
pub(super) const FIGURE: char = '\u{2}';

/// Elements within a line.
const INLINE: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "label",
    "mark", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan",
    "u", "var", "wbr",
];

/// Elements whose text is no part of what a page says, or is not seen.
const LEFT_OUT: [&str; 9] = ["nav", "script", "style", "template", "title", "desc", "select", "textarea", "noscript"];

/// Elements without an end.
const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// The text of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// Its first heading of level 1.
    pub(super) title: String,
    /// Lines, each after a sign for what it is, if it is more than text.
    pub(super) text: String,
}

/// Reads a page that the program's own writers made.
pub(super) fn lines(html: &str) -> Lines {
    let Some((_, main)) = html.split_once("<main") else { return Lines::default() };
    let main = &main[..main.find("</main>").unwrap_or(main.len())];
    let mut out = Reader::default();
    let mut at = main.find('>').map_or(main.len(), |end| end + 1);
    while at < main.len() {
        let open = memchr::memchr(b'<', &main.as_bytes()[at..]).map_or(main.len(), |i| at + i);
        out.line.push_str(&main[at..open]);
        if open == main.len() {
            break;
        }
        let close = end_of_tag(main, open);
        let tag = &main[open..close];
        at = close;
        if tag.starts_with("<!--") {
            at = main[open..].find("-->").map_or(main.len(), |i| open + i + 3);
            continue;
        }
        let is_end = tag.starts_with("</");
        let name = name(tag);
        if !is_end && !VOID.contains(&name) && !tag.ends_with("/>") && (LEFT_OUT.contains(&name) || is_hidden(tag)) {
            if !INLINE.contains(&name) {
                out.end_line();
            }
            at = after(main, close, name);
            continue;
        }
        out.tag(name, is_end);
    }
    out.end_line();
    out.lines
}

fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// Where a tag ends; a `>` within quotes does not end it.
fn end_of_tag(html: &str, open: usize) -> usize {
    let bytes = html.as_bytes();
    let mut at = open + 1;
    while let Some(i) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += i + 1;
        match bytes[at - 1] {
            b'>' => return at,
            quote => match memchr::memchr(quote, &bytes[at..]) {
                Some(i) => at += i + 1,
                None => break,
            },
        }
    }
    html.len()
}

/// Whether an element says that it is not shown.
fn is_hidden(tag: &str) -> bool {
    tag.match_indices(" hidden").any(|(at, word)| {
        let (before, after) = (&tag[..at], &tag[at + word.len()..]);
        after.starts_with(['>', ' ', '=', '/', '\n']) && before.matches('"').count() % 2 == 0
    })
}

/// Where an element ends that begins before `from`.
fn after(html: &str, from: usize, name: &str) -> usize {
    let (mut depth, mut at) = (1_usize, from);
    while let Some(i) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let open = at + i;
        let end = end_of_tag(html, open);
        let tag = &html[open..end];
        if self::name(tag) == name {
            if tag.starts_with("</") {
                depth -= 1;
            } else if !tag.ends_with("/>") {
                depth += 1;
            }
            if depth == 0 {
                return end;
            }
        }
        at = end;
    }
    html.len()
}

#[derive(Default)]
struct Reader {
    lines: Lines,
    /// The line that is being read, as written in HTML.
    line: String,
    is_heading: bool,
    is_title: bool,
    has_figure: bool,
}

impl Reader {
    fn tag(&mut self, name: &str, is_end: bool) {
        if name == "br" {
            self.line.push(' ');
            return;
        }
        self.has_figure |= name == "data";
        if INLINE.contains(&name) {
            return;
        }
        self.end_line();
        let level = name.strip_prefix('h').filter(|level| matches!(*level, "1" | "2" | "3" | "4" | "5" | "6"));
        self.is_heading = level.is_some() && !is_end;
        self.is_title = level == Some("1") && !is_end;
    }

    fn end_line(&mut self) {
        if self.line.bytes().any(|b| !b.is_ascii_whitespace()) {
            let text = plain(&self.line);
            if !text.is_empty() {
                let out = &mut self.lines;
                if self.is_title && out.title.is_empty() {
                    out.title.clone_from(&text);
                }
                if !out.text.is_empty() {
                    out.text.push('\n');
                }
                match (self.is_heading, self.has_figure) {
                    (true, _) => out.text.push(HEADING),
                    (false, true) => out.text.push(FIGURE),
                    _ => {}
                }
                out.text.push_str(&text);
            }
        }
        self.line.clear();
        self.has_figure = false;
    }
}

/// What a line of HTML says: references undone, white space single, in NFC.
fn plain(line: &str) -> String {
    let line = match unescape(line) {
        Cow::Borrowed(line) => line.replace("&nbsp;", " "),
        Cow::Owned(line) => line.replace("&nbsp;", " "),
    };
    let mut out = String::with_capacity(line.len());
    // What marks lines never comes from a page.
    for word in line.split(|c: char| c.is_whitespace() || c < ' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    match composed(&out) {
        Cow::Borrowed(_) => out,
        Cow::Owned(composed) => composed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, lines};
    use proptest::prelude::{any, proptest};

    fn of(main: &str) -> (String, String) {
        let Lines { title, text } = lines(&format!("<body><p>外</p><main id=\"m\">{main}</main><p>外</p></body>"));
        (title, text)
    }

    #[test]
    fn a_line_is_what_stands_for_itself() {
        let (title, text) = of(
            "\n<h1>甲 <b>乙</b></h1>\n<p>一<a href=\"x>y\">二</a>\n三<br>四</p><table><tr><td>五</td><td>六</td></tr></table>",
        );
        assert_eq!((title.as_str(), text.as_str()), ("甲 乙", "\u{1}甲 乙\n一二 三 四\n五\n六"));
    }

    #[test]
    fn what_is_left_out() {
        let (_, text) = of("<nav><ol><li>目录</li></ol></nav>一<script>二</script><div hidden><div>三</div>四</div>\
             <svg><title>五</title><text>六</text></svg><template><p>七</p></template><!-- 八 --><p title=\" hidden \">九</p>");
        assert_eq!(text, "一\n六\n九");
    }

    #[test]
    fn what_is_more_than_text() {
        let (_, text) = of("<h2>甲</h2><p>有<data value=\"7\"><a>7页</a></data>。</p><p>&lt;b&gt; &amp;amp; &#39;</p>");
        assert_eq!(text, "\u{1}甲\n\u{2}有7页。\n<b> &amp; '");
    }

    proptest! {
        #[test]
        fn any_page_is_read_to_its_end(html in any::<String>()) {
            let found = lines(&format!("<main>{html}"));
            assert!(!found.text.contains("\n\n"));
        }
    }
}
