//! The text of a finished page, as readers see it: what stands in `main`, line by line. An element that stands for itself – a
//! paragraph, a cell, an entry of a list – is a line; what stands within a line does not break it.

use std::borrow::Cow;

use memchr::memmem;

use super::fold::{composed, is_plain};
use crate::check::scan::unescape;

/// Before a line: it is a heading.
pub(super) const HEADING: char = '\u{1}';
/// Before a line: it has a number that is bound to a record.
pub(super) const FIGURE: char = '\u{2}';

/// What an element is to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It stands for itself.
    Block,
    /// It is within a line.
    Inline,
    /// Its text is no part of what a page says, or is not seen.
    LeftOut,
    /// A space.
    Break,
    /// A number that is bound to a record, within a line.
    Data,
    /// A heading of this level.
    Heading(u8),
}

impl Role {
    fn is_inline(self) -> bool {
        matches!(self, Role::Inline | Role::Break | Role::Data)
    }
}

/// A name of up to eight letters and digits as a number; 0: it is longer. Names are told apart millions of times in a site.
type Name = u64;

const fn packed(name: &[u8]) -> Name {
    let (mut all, mut at) = (0, 0);
    while at < name.len() {
        all = all << 8 | name[at] as Name;
        at += 1;
    }
    if at > 8 { 0 } else { all }
}

const MAIN: Name = packed(b"main");

const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "label", "mark",
    "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u",
    "var", "wbr",
];
const LEFT_OUT: [&str; 9] = ["nav", "script", "style", "template", "title", "desc", "select", "textarea", "noscript"];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What elements are, by their names; where none stands: a block.
struct Roles([(Name, Role); Roles::SIZE]);

static ROLES: Roles = Roles::new();

impl Roles {
    const SIZE: usize = 256;

    const fn home(name: Name) -> usize {
        (name.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
    }

    const fn new() -> Roles {
        let mut all = Roles([(0, Role::Block); Roles::SIZE]);
        all.put(&INLINE, Role::Inline);
        all.put(&LEFT_OUT, Role::LeftOut);
        all.put(&["br"], Role::Break);
        all.put(&["data"], Role::Data);
        let mut level = 0;
        while level < HEADINGS.len() {
            all.put(&[HEADINGS[level]], Role::Heading(level as u8 + 1));
            level += 1;
        }
        all
    }

    const fn put(&mut self, names: &[&str], role: Role) {
        let mut at = 0;
        while at < names.len() {
            let name = packed(names[at].as_bytes());
            let mut home = Roles::home(name);
            while self.0[home].0 != 0 {
                home = (home + 1) % Roles::SIZE;
            }
            self.0[home] = (name, role);
            at += 1;
        }
    }

    #[inline(always)]
    fn of(&self, name: Name) -> Role {
        let mut home = Roles::home(name);
        loop {
            let (own, role) = self.0[home % Roles::SIZE];
            if own == name || own == 0 {
                return role;
            }
            home += 1;
        }
    }
}

/// Elements without an end.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

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
    let Some(start) = memmem::find(html.as_bytes(), b"<main") else { return Lines::default() };
    // It ends where the end of it is met.
    let main = &html[start..];
    let hides = memmem::find(main.as_bytes(), HIDDEN).is_some();
    let mut out = Reader::default();
    // Some of it is what comes after.
    out.lines.text.reserve(main.len() / 2);
    let bytes = main.as_bytes();
    let mut at = end_of_tag(bytes, 1);
    while let Some(byte) = bytes.get(at) {
        // One tag often follows another.
        if *byte != b'<' {
            let open = memchr::memchr(b'<', &bytes[at..]).map_or(main.len(), |i| at + i);
            out.text(&main[at..open]);
            at = open;
            continue;
        }
        let open = at;
        let is_end = bytes.get(open + 1) == Some(&b'/');
        let from = open + 1 + usize::from(is_end);
        let (name, length) = name(&bytes[from..]);
        if is_end && name == MAIN {
            break;
        }
        let role = ROLES.of(name);
        let bare = from + length;
        // Most tags are a name alone.
        if bytes.get(bare) == Some(&b'>') && (is_end || role != Role::LeftOut) {
            at = bare + 1;
            out.tag(role, is_end);
            continue;
        }
        if length == 0 && main[open..].starts_with("<!--") {
            at = memmem::find(&bytes[open..], b"-->").map_or(main.len(), |i| open + i + 3);
            continue;
        }
        at = end_of_tag(bytes, bare);
        let tag = &main[open..at];
        let is_gone = || role == Role::LeftOut || hides && is_hidden(tag);
        if !is_end && is_gone() && !is_void(&main[from..bare]) && !tag.ends_with("/>") {
            if !role.is_inline() {
                out.end_line();
            }
            at = after(main, at, &main[from..bare]);
            continue;
        }
        out.tag(role, is_end);
    }
    out.end_line();
    out.lines
}

/// What says that an element is not shown.
const HIDDEN: &[u8] = b"hidden";

/// The name with which a text begins, and how long it is.
#[inline(always)]
fn name(text: &[u8]) -> (Name, usize) {
    let (mut name, mut length) = (0, 0);
    while let Some(byte) = text.get(length).filter(|byte| byte.is_ascii_alphanumeric()) {
        name = name << 8 | Name::from(byte.to_ascii_lowercase());
        length += 1;
    }
    (if length > 8 { 0 } else { name }, length)
}

/// Where a tag ends in which this is a place; a `>` within quotes does not end it.
fn end_of_tag(html: &[u8], mut at: usize) -> usize {
    while let Some(byte) = html.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'"' | b'\'' => match memchr::memchr(*byte, &html[at..]) {
                Some(i) => at += i + 1,
                None => break,
            },
            _ => {}
        }
    }
    html.len()
}

/// Whether an element says that it is not shown.
fn is_hidden(tag: &str) -> bool {
    memmem::find_iter(tag.as_bytes(), HIDDEN).any(|at| {
        let (before, after) = (&tag[..at], &tag[at + HIDDEN.len()..]);
        // Not within a value, nor of another name.
        before.ends_with([' ', '\n', '\t', '"', '\''])
            && after.starts_with(['>', ' ', '=', '/', '\n', '\t'])
            && !is_quoted(before)
    })
}

/// Whether a value has begun in a tag, and not ended.
fn is_quoted(tag: &str) -> bool {
    let quoted = |open: Option<char>, c| match open {
        None => Some(c).filter(|c| matches!(c, '"' | '\'')),
        Some(quote) => open.filter(|_| c != quote),
    };
    tag.chars().fold(None, quoted).is_some()
}

/// Where an element ends that begins before `from`.
fn after(html: &str, from: usize, name: &str) -> usize {
    let (mut depth, mut at) = (1_usize, from);
    while let Some(i) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let open = at + i;
        let end = end_of_tag(html.as_bytes(), open + 1);
        let tag = &html[open..end];
        let own = tag.trim_start_matches(['<', '/']);
        if own.get(..self::name(own.as_bytes()).1).is_some_and(|own| own.eq_ignore_ascii_case(name)) {
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
struct Reader<'a> {
    lines: Lines,
    /// What the line that is being read begins with, as written in HTML.
    first: &'a str,
    /// All of it, if there is more.
    line: String,
    /// The level of the heading that it is in.
    heading: Option<u8>,
    has_figure: bool,
}

impl<'a> Reader<'a> {
    fn text(&mut self, text: &'a str) {
        if self.first.is_empty() {
            // Space at the start is none.
            self.first = text.trim_ascii_start();
            return;
        }
        if self.line.is_empty() {
            self.line.push_str(self.first);
        }
        self.line.push_str(text);
    }

    fn tag(&mut self, role: Role, is_end: bool) {
        match role {
            Role::Break => self.text(" "),
            Role::Data => self.has_figure = true,
            Role::Inline => {}
            Role::Block | Role::LeftOut => self.end_line(),
            Role::Heading(level) => {
                self.end_line();
                self.heading = Some(level).filter(|_| !is_end);
            }
        }
    }

    fn end_line(&mut self) {
        let out = &mut self.lines.text;
        let before = out.len();
        if before > 0 {
            out.push('\n');
        }
        match (self.heading.is_some(), self.has_figure) {
            (true, _) => out.push(HEADING),
            (false, true) => out.push(FIGURE),
            _ => {}
        }
        let start = out.len();
        say(if self.line.is_empty() { self.first } else { &self.line }, out);
        if out.len() == start {
            out.truncate(before);
        } else if self.heading == Some(1) && self.lines.title.is_empty() {
            out[start..].clone_into(&mut self.lines.title);
        }
        self.line.clear();
        self.first = "";
        self.has_figure = false;
    }
}

/// Puts what a line of HTML says behind a text: references undone, white space single, in NFC.
fn say(line: &str, out: &mut String) {
    // Most lines are written as they stand.
    if is_said(line) {
        out.push_str(line.trim_end_matches(' '));
        return;
    }
    // Before other references: what one of them gives is none.
    let line = if line.contains("&nbsp;") { Cow::Owned(line.replace("&nbsp;", " ")) } else { Cow::Borrowed(line) };
    let line = unescape(&line);
    let start = out.len();
    for word in line.split(is_gap).filter(|word| !word.is_empty()) {
        if out.len() > start {
            out.push(' ');
        }
        out.push_str(word);
    }
    if let Cow::Owned(composed) = composed(&out[start..]) {
        out.truncate(start);
        out.push_str(&composed);
    }
}

/// Whether a line of HTML is what it says, but for a space at its end. Asked of all text of a site: Han characters are not read as
/// such.
fn is_said(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (mut at, mut after_space) = (0, true);
    while let Some(byte) = bytes.get(at) {
        let length = match byte {
            // U+4000 to U+9FFF: most signs of most lines.
            0xE4..=0xE9 => {
                at += 3;
                while bytes.get(at).is_some_and(|byte| matches!(byte, 0xE4..=0xE9)) {
                    at += 3;
                }
                after_space = false;
                continue;
            }
            b'!'..=b'%' | b'\''..=b'~' => 1,
            b' ' if !after_space => 1,
            0x80.. => match line[at..].chars().next().filter(|c| is_plain(*c) && !c.is_whitespace()) {
                Some(c) => c.len_utf8(),
                None => return false,
            },
            _ => return false,
        };
        after_space = *byte == b' ';
        at += length;
    }
    true
}

/// Whether a sign parts words; what marks lines never comes from a page.
fn is_gap(c: char) -> bool {
    c <= ' ' || c > '~' && !('\u{3400}'..='\u{9FFF}').contains(&c) && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{Lines, lines, say};
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
    fn white_space_and_what_is_composed() {
        let (_, text) = of(
            "<p> 甲\u{3000}乙 &nbsp; 丙 </p><p>e\u{301}&amp;</p><p>a  b c </p><p>\u{2028}丁\u{85}</p><p>한글 か\u{3099}</p>",
        );
        assert_eq!(text, "甲 乙 丙\né&\na b c\n丁\n한글 が");
        assert_eq!(of("<p>&amp;nbsp;甲&nbsp;乙&amp;lt;</p>").1, "&nbsp;甲 乙&lt;");
    }

    #[test]
    fn what_stands_in_a_heading_leaves_it_one() {
        let (title, text) =
            of("<h1><svg aria-hidden=\"true\"><title>图</title><path d=\"\"/></svg>甲<p>乙</p></h1><p>丙</p>");
        assert_eq!((title.as_str(), text.as_str()), ("甲", "\u{1}甲\n\u{1}乙\n丙"));
    }

    #[test]
    fn what_is_left_out() {
        let (_, text) = of("<nav><ol><li>目录</li></ol></nav>一<script>二</script><div hidden><div>三</div>四</div>\
             <svg><title>五</title><text>六</text></svg><template><p>七</p></template><!-- 八 --><p title=\" hidden \">九</p>");
        assert_eq!(text, "一\n六\n九");
    }

    #[test]
    fn a_theme_may_write_otherwise() {
        let found = lines(
            "<main data-x=\"a>b\">\n<P>一<B>二</B><BR>三</P><p\nhidden>四</p><p data-x='\"' hidden>五</p><source hidden>六</main>七",
        );
        assert_eq!(found.text, "一二 三\n六");
        assert_eq!(of("<p data-x=\"a hidden b\" class=\"hidden\" data-hidden>一</p>").1, "一");
    }

    #[test]
    fn what_is_more_than_text() {
        let (_, text) = of("<h2>甲</h2><p>有<data value=\"7\"><a>7页</a></data>。</p><p>&lt;b&gt; &amp;amp; &#39;</p>");
        assert_eq!(text, "\u{1}甲\n\u{2}有7页。\n<b> &amp; '");
    }

    proptest! {
        #[test]
        fn what_is_written_as_it_stands_is_what_it_says(line in "[ a-c&甲乙。，\u{3000}\u{2028}\u{301}é\u{AC00}\t]{0,12}") {
            let mut said = String::new();
            say(&line, &mut said);
            // A reference that is none is read the long way.
            let mut slowly = String::new();
            say(&format!("{line}\t"), &mut slowly);
            assert_eq!(said, slowly);
        }

        #[test]
        fn any_page_is_read_to_its_end(html in any::<String>()) {
            let found = lines(&format!("<main>{html}"));
            assert!(!found.text.contains("\n\n"));
        }
    }
}
