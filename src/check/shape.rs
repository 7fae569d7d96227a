//! How a page is made up for who does not see it: its language, the order of its headings, words for its pictures and
//! fields, headers of its tables. Gathered in the pass over an output ([`super::facts`]); of a page that is well made
//! nothing is kept.

use memchr::memmem;

use super::scan::{Attribute, sibling, unescape};

/// What is wrong with the make-up of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// It does not say its language.
    pub no_language: bool,
    /// The first heading that skips a level: the one before, and its own.
    pub skipped: Option<(u8, u8)>,
    /// Pictures without words for them: their addresses.
    pub wordless: Vec<String>,
    /// Fields of a form that nothing names.
    pub nameless: Vec<String>,
    /// How many tables have no header.
    pub headless: usize,
    /// Elements that come before all others for who moves on with the keyboard.
    pub out_of_order: usize,
}

/// A field of a form that does not name itself.
struct Control<'a> {
    id: &'a str,
    said: &'a str,
}

/// Reads one page.
pub(super) struct Reader<'a> {
    html: &'a str,
    found: Shape,
    level: u8,
    labelled: Vec<&'a str>,
    controls: Vec<Control<'a>>,
    title: Option<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(html: &'a str) -> Reader<'a> {
        let found = Shape { no_language: false, ..Shape::default() };
        Reader { html, found, level: 0, labelled: Vec::new(), controls: Vec::new(), title: None }
    }

    /// An element begins; its attributes begin at `start`.
    pub(super) fn open(&mut self, tag: &'a str, start: usize) {
        let has = |name| sibling(self.html, start, name);
        match tag.as_bytes() {
            [b'h' | b'H', level @ b'1'..=b'6'] => self.heading(level - b'0', start),
            b"html" => self.found.no_language = has("lang").is_none_or(|lang| lang.trim().is_empty()),
            b"img" | b"area" if has("alt").is_none() && !is_named(self.html, start) => {
                self.found.wordless.push(unescape(has("src").or(has("href")).unwrap_or_default()).into_owned());
            }
            b"svg"
                if has("role") == Some("img")
                    && !is_named(self.html, start)
                    && !self.within("<title", "</svg", start) =>
            {
                self.found.wordless.push("<svg>".to_owned());
            }
            b"input" | b"select" | b"textarea" => self.control(tag, start),
            b"label" => self.labelled.extend(has("for")),
            b"table" if !is_layout(has("role")) && !self.within("<th", "</table", start) => self.found.headless += 1,
            _ => {}
        }
    }

    /// An attribute of the element that was opened last.
    pub(super) fn attribute(&mut self, attribute: &Attribute<'_>) {
        if attribute.name == "tabindex" && attribute.raw.trim().parse::<u32>().is_ok_and(|n| n > 0) {
            self.found.out_of_order += 1;
        }
    }

    fn heading(&mut self, level: u8, start: usize) {
        if level > self.level + 1 && self.found.skipped.is_none() {
            self.found.skipped = Some((self.level, level));
        }
        if level == 1 && self.title.is_none() {
            self.title = Some(self.text(start, "</h1"));
        }
        self.level = level;
    }

    fn control(&mut self, tag: &'a str, start: usize) {
        let has = |name| sibling(self.html, start, name);
        let kind = has("type").unwrap_or_default();
        let is_quiet = tag == "input" && matches!(kind, "hidden" | "submit" | "button" | "reset");
        if is_quiet || is_named(self.html, start) || tag == "input" && kind == "image" && has("alt").is_some() {
            return;
        }
        let before = &self.html.as_bytes()[..start];
        let opened = memmem::rfind(before, b"<label");
        if opened.is_some_and(|at| memmem::rfind(&before[at..], b"</label").is_none()) {
            return;
        }
        let said = has("name").filter(|name| !name.is_empty()).unwrap_or(tag);
        self.controls.push(Control { id: has("id").unwrap_or_default(), said });
    }

    /// Whether something stands between here and an end.
    fn within(&self, what: &str, end: &str, start: usize) -> bool {
        let rest = &self.html.as_bytes()[start..];
        let end = memmem::find(rest, end.as_bytes()).unwrap_or(rest.len());
        let is_it =
            |at: usize| rest.get(at + what.len()).is_some_and(|b| matches!(b, b'>' | b'/') || b.is_ascii_whitespace());
        memmem::find_iter(&rest[..end], what.as_bytes()).any(is_it)
    }

    /// The words of an element whose attributes begin at `start`.
    fn text(&self, start: usize, end: &str) -> String {
        let Some(from) = self.html[start..].find('>').map(|at| start + at + 1) else { return String::new() };
        let end = self.html[from..].find(end).map_or(self.html.len(), |at| from + at);
        words(&self.html[from..end])
    }

    /// What is wrong, if anything is, and the words of the first heading of level 1.
    pub(super) fn end(mut self) -> (Option<Box<Shape>>, Option<String>) {
        let labelled = self.labelled;
        let nameless = self.controls.iter().filter(|c| c.id.is_empty() || !labelled.contains(&c.id));
        self.found.nameless = nameless.map(|c| unescape(c.said).into_owned()).collect();
        ((self.found != Shape::default()).then(|| Box::new(self.found)), self.title)
    }
}

/// Whether an element has a name of its own.
fn is_named(html: &str, start: usize) -> bool {
    ["aria-label", "aria-labelledby", "title"]
        .iter()
        .any(|name| sibling(html, start, name).is_some_and(|value| !value.trim().is_empty()))
        || sibling(html, start, "aria-hidden") == Some("true")
}

fn is_layout(role: Option<&str>) -> bool {
    matches!(role, Some("presentation" | "none"))
}

/// The words of some HTML, without its tags, its spaces made one.
fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Reader, Shape};
    use crate::check::scan::{Part, parts};

    fn read(html: &str) -> (Shape, Option<String>) {
        let mut reader = Reader::new(html);
        parts(html, |part| match part {
            Part::Open(tag, start) => reader.open(tag, start),
            Part::Attribute(attribute) => reader.attribute(&attribute),
            Part::Raw(..) => {}
        });
        let (shape, title) = reader.end();
        (shape.map(|s| *s).unwrap_or_default(), title)
    }

    #[test]
    fn a_page_that_is_well_made() {
        let html = "<html lang=zh-CN><h1>甲<span lang=en>a &amp;\n b</span></h1><h2>乙</h2><h3>丙</h3><h2>丁</h2>\
            <img src=a alt=\"\"><svg role=img><title>图</title></svg><label for=q>找</label><input id=q>\
            <label>年 <select></select></label><input type=hidden><input aria-label=找>\
            <table><thead><tr><td></td></thead><tr><th scope=row>甲</table><table role=presentation></table><a tabindex=-1>";
        assert_eq!(read(html), (Shape::default(), Some("甲a & b".to_owned())));
    }

    #[test]
    fn what_is_missing_is_told() {
        let html = "<html><h1>甲</h1><h3>乙</h3><h6>丙</h6><img src=a.png><svg role=img></svg>\
            <label>找</label><input name=q><textarea id=x></textarea><table><thead><tr><td>甲</table><a tabindex=2>";
        let expected = Shape {
            no_language: true,
            skipped: Some((1, 3)),
            wordless: vec!["a.png".to_owned(), "<svg>".to_owned()],
            nameless: vec!["q".to_owned(), "textarea".to_owned()],
            headless: 1,
            out_of_order: 1,
        };
        assert_eq!(read(html).0, expected);
    }
}
