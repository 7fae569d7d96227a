//! Markdown events to HTML with holes, in one pass and without recursion.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::document::{Document, FIGURE, Heading, Hole, Link, Notice, RECORD, Table, What};
use super::fences::{self, Open};
use super::footnotes::{Footnotes, Fragment, suffix};
use super::headings::Ids;
use super::summary::Summary;
use super::words::words;
use crate::load::text::first_forbidden;

/// Containers nested deeper than this are left out, their content stays.
const DEEPEST: usize = 48;

/// Writes a document. `length`: of the body, by which the HTML is seldom exceeded twice.
pub(super) fn write<'a>(
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
    length: usize,
    skip_title: bool,
) -> Document {
    written(Writer { skip_title, ..Writer::default() }, events, length).finish()
}

/// How many words and Han characters there are.
pub(super) fn count<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>, skip_title: bool) -> usize {
    let writer = Writer { skip_title, words: Some(0), ..Writer::default() };
    written(writer, events, 0).words.unwrap_or_default()
}

fn written<'a>(mut writer: Writer, events: impl Iterator<Item = (Event<'a>, Range<usize>)>, length: usize) -> Writer {
    // Tags and tables make it longer; what is too much is given back at the end.
    writer.out.html.reserve(length + length / 2);
    for (event, range) in events {
        writer.event(event, range);
    }
    writer
}

#[derive(Default)]
struct Writer {
    out: Fragment,
    /// The page's text while a footnote's is written.
    aside: Vec<(Fragment, String, Range<usize>)>,
    notes: Footnotes,
    doc: Document,
    ids: Ids,
    depth: usize,
    skip_title: bool,
    /// Inside the left-out title.
    skipping: bool,
    blocks: usize,
    heading: Option<(usize, usize, Option<String>, String)>,
    alt: Option<(usize, String, bool)>,
    link_text: Option<usize>,
    /// The link whose words are taken note of, and whether it is bound to a figure.
    bound: Option<(usize, bool)>,
    html: Option<(String, Range<usize>)>,
    /// A fence of the site's own, or one that looks like it.
    fence: Option<Open>,
    aligns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    tables: usize,
    summary: Summary,
    /// The count of words, where that is wanted: it takes longer than one thinks.
    words: Option<usize>,
    /// Where the text `[` just stood by itself.
    bracket: Option<usize>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipping {
            self.skipping = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        if let Some((depth, text, _)) = &mut self.alt {
            match event {
                Event::Start(Tag::Image { .. }) => *depth += 1,
                Event::End(TagEnd::Image) if *depth > 0 => *depth -= 1,
                Event::End(TagEnd::Image) => self.end_image(range),
                Event::Text(t) | Event::Code(t) => text.push_str(&t),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
            return;
        }
        if let Some(fence) = &mut self.fence {
            if let Event::Text(text) = &event {
                fence.take(text, &range);
            }
            if matches!((&*fence, &event), (Open::Ours(_), Event::Text(_))) {
                return;
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            // A reference to a character is an event of its own.
            Event::Text(text) if text.len() <= 4 && first_forbidden(&text).is_some() => {
                self.doc.note(Notice::Forbidden, range);
            }
            Event::Text(text) => {
                // A reference without a definition comes as `[`, `^label`, `]`.
                let open = self.bracket.take();
                if let Some(start) = open.filter(|_| text.len() > 1 && text.starts_with('^') && !text.contains(' ')) {
                    self.doc.note(Notice::MissingFootnote, start..range.end + 1);
                }
                self.bracket = (&*text == "[").then_some(range.start);
                self.text(&text);
            }
            Event::Code(code) => {
                self.plain(&code);
                self.push("<code>");
                self.escape(&code);
                self.push("</code>");
            }
            Event::Html(html) => match &mut self.html {
                Some((block, _)) => block.push_str(&html),
                None => self.raw(&html, range, true),
            },
            Event::InlineHtml(html) => self.raw(&html, range, false),
            Event::SoftBreak => {
                self.plain(" ");
                self.push("\n");
            }
            Event::HardBreak => {
                self.plain(" ");
                self.push("<br>\n");
            }
            Event::Rule => {
                self.blocks += 1;
                self.push("<hr>\n");
            }
            Event::FootnoteReference(label) => {
                let (n, reference) = self.notes.refer(&label);
                let id = suffix(reference);
                let _ = write!(
                    self.out.html,
                    "<sup><a href=\"#fn-{n}\" id=\"fnref-{n}{id}\" role=\"doc-noteref\">{n}</a></sup>"
                );
            }
            Event::TaskListMarker(done) => self.push(if done { "☑ " } else { "☐ " }),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    fn escape(&mut self, text: &str) {
        // Nearly all text needs nothing, and this search takes many bytes at a time.
        if memchr::memchr3(b'&', b'<', b'>', text.as_bytes()).is_none() {
            return self.push(text);
        }
        // Writing into a string cannot fail.
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut self.out.html, text);
    }

    fn attribute(&mut self, text: &str) {
        let _ = pulldown_cmark_escape::escape_html(&mut self.out.html, text);
    }

    fn text(&mut self, text: &str) {
        self.plain(text);
        self.escape(text);
    }

    /// Takes note of text as such: for the summary, the heading and the count of words.
    fn plain(&mut self, text: &str) {
        if let Some(count) = &mut self.words {
            *count += words(text);
        }
        self.link_text = None;
        if let Some((index, _)) = self.bound {
            self.doc.links[index].words.push_str(text);
        }
        self.noted(text);
    }

    /// Takes note of text for the summary and the heading.
    fn noted(&mut self, text: &str) {
        if let Some((_, _, _, heading)) = &mut self.heading {
            heading.push_str(text);
        } else if self.summary.open && self.aside.is_empty() {
            self.summary.text.push_str(text);
        }
    }

    fn enter(&mut self, range: &Range<usize>) -> bool {
        self.depth += 1;
        if self.depth == DEEPEST + 1 && self.doc.notes.iter().all(|n| n.what != Notice::TooDeep) {
            self.doc.note(Notice::TooDeep, range.clone());
        }
        self.depth <= DEEPEST
    }

    fn leave(&mut self) -> bool {
        self.depth -= 1;
        self.depth < DEEPEST
    }

    fn open(&mut self, html: &str, range: &Range<usize>) {
        if self.enter(range) {
            self.push(html);
        }
    }

    fn close(&mut self, html: &str) {
        if self.leave() {
            self.push(html);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.aside.is_empty() && self.depth == 0 {
            self.blocks += 1;
        }
        match tag {
            Tag::Paragraph => {
                self.summary.begin(self.depth == 0);
                self.push("<p>");
            }
            Tag::Heading { level, id, .. } => {
                if self.skip_title && level == HeadingLevel::H1 && self.blocks == 1 {
                    self.skipping = true;
                    return;
                }
                let holes = self.out.holes.len();
                self.heading = Some((self.out.html.len(), holes, id.map(CowStr::into_string), String::new()));
            }
            Tag::BlockQuote(_) => self.open("<blockquote>\n", &range),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) if self.is_block(&info, &range) => {}
            Tag::CodeBlock(kind) => {
                self.push("<pre tabindex=\"0\"><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split_whitespace().next()
                {
                    self.push(" class=\"language-");
                    self.attribute(language);
                    self.push("\"");
                }
                self.push(">");
            }
            Tag::List(None) => self.open("<ul>\n", &range),
            Tag::List(Some(1)) => self.open("<ol>\n", &range),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n"), &range),
            Tag::Item => self.open("<li>", &range),
            Tag::FootnoteDefinition(label) => {
                let page = std::mem::take(&mut self.out);
                self.aside.push((page, label.into_string(), range));
            }
            Tag::Table(aligns) => {
                self.doc.tables.push(Table { range, columns: aligns.len(), cells: Vec::new() });
                self.aligns = aligns;
                self.tables += 1;
                self.push("<div class=\"table-wrap\" role=\"region\" tabindex=\"0\" aria-label=\"");
                self.out.hole(What::Table(self.tables));
                self.push("\"><table>\n");
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                if let Some(table) = self.doc.tables.last_mut() {
                    table.cells.push(range);
                }
                self.push(if self.in_head { "<th scope=\"col\"" } else { "<td" });
                self.push(match self.aligns.get(self.column) {
                    Some(Alignment::Right) => " class=\"right\">",
                    Some(Alignment::Center) => " class=\"center\">",
                    _ => ">",
                });
            }
            Tag::Emphasis => self.open("<em>", &range),
            Tag::Strong => self.open("<strong>", &range),
            Tag::Strikethrough => self.open("<del>", &range),
            Tag::Link { link_type, dest_url, title, .. } => {
                let destination = match link_type {
                    LinkType::Email if !dest_url.starts_with("mailto:") => {
                        format!("mailto:{dest_url}")
                    }
                    _ => dest_url.into_string(),
                };
                let is_figure = destination.starts_with(FIGURE);
                let is_bound = is_figure || destination.starts_with(RECORD);
                let index = self.doc.links.len();
                if is_figure {
                    self.push("<data value=\"");
                    self.out.hole(What::Value(index));
                    self.push("\"><a class=\"bound\" href=\"");
                } else {
                    self.push("<a href=\"");
                }
                self.link(destination, false, range);
                self.bound = is_bound.then_some((index, is_figure));
                if !title.is_empty() {
                    self.push("\" title=\"");
                    self.attribute(&title);
                }
                self.push("\">");
                self.link_text = Some(index);
            }
            Tag::Image { dest_url, title, .. } => {
                self.push("<img src=\"");
                self.link(dest_url.into_string(), true, range);
                if !title.is_empty() {
                    self.push("\" title=\"");
                    self.attribute(&title);
                }
                self.push("\" alt=\"");
                self.link_text = None;
                self.alt = Some((0, String::new(), false));
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range)),
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn link(&mut self, destination: String, image: bool, range: Range<usize>) -> usize {
        let index = self.doc.links.len();
        self.doc.links.push(Link { destination, words: String::new(), image, range });
        self.out.hole(What::Address(index));
        index
    }

    fn end_image(&mut self, range: Range<usize>) {
        let (_, text, _) = self.alt.take().unwrap_or_default();
        if text.trim().is_empty() {
            self.doc.note(Notice::NoAltText, range);
        }
        self.attribute(text.trim());
        self.push("\" loading=\"lazy\">");
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                if self.summary.open {
                    self.summary.paragraphs += 1;
                    self.summary.open = false;
                }
                self.push("</p>\n");
            }
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.close("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((page, label, range)) = self.aside.pop() {
                    let body = std::mem::replace(&mut self.out, page);
                    if !self.notes.define(&label, body, range.clone()) {
                        self.doc.note(Notice::RepeatedFootnote, range);
                    }
                }
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.column += 1;
                self.push(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.close("</em>"),
            TagEnd::Strong => self.close("</strong>"),
            TagEnd::Strikethrough => self.close("</del>"),
            TagEnd::Link => {
                if let Some(index) = self.link_text.take() {
                    self.out.hole(What::Title(index));
                    self.noted(&Link::mark(index));
                }
                let is_figure = self.bound.take().is_some_and(|(_, is_figure)| is_figure);
                self.push(if is_figure { "</a></data>" } else { "</a>" });
            }
            TagEnd::HtmlBlock => {
                if let Some((html, _)) = self.html.take() {
                    self.raw(&html, range, true);
                }
            }
            _ => {}
        }
    }

    /// Opens a fence; whether it is one of the site's own.
    fn is_block(&mut self, info: &str, range: &Range<usize>) -> bool {
        self.fence = info.split_whitespace().next().and_then(|language| Open::of(language, range));
        matches!(self.fence, Some(Open::Ours(_)))
    }

    fn end_code(&mut self) {
        match self.fence.take() {
            Some(Open::Ours(fence)) => {
                self.out.hole(What::Block(self.doc.blocks.len()));
                self.doc.blocks.push(fence);
                return;
            }
            Some(Open::Near(name, range, code)) if fences::has_keys(&code) => {
                self.doc.note(Notice::NearBlock(name), range);
            }
            _ => {}
        }
        self.push("</code></pre>\n");
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some((start, holes, set, text)) = self.heading.take() else {
            return;
        };
        let level = (level as u8).max(2);
        // What fills a mark may change: the heading's id does not.
        let id = self.ids.of(&Link::filled(&text, |_| String::new()), set.as_deref());
        let inner = self.out.html.split_off(start);
        let (open, close) = match level {
            2 => ("<h2 id=\"", "</h2>\n"),
            3 => ("<h3 id=\"", "</h3>\n"),
            4 => ("<h4 id=\"", "</h4>\n"),
            5 => ("<h5 id=\"", "</h5>\n"),
            _ => ("<h6 id=\"", "</h6>\n"),
        };
        self.push(open);
        self.attribute(&id);
        self.push("\">");
        let moved = self.out.html.len() - start;
        for Hole { at, .. } in &mut self.out.holes[holes..] {
            *at += moved;
        }
        self.push(&inner);
        self.push(close);
        if self.aside.is_empty() {
            self.doc.headings.push(Heading { level, id, text: text.trim().to_owned() });
        }
    }

    /// HTML in the source: comments go, line breaks stay, the rest is shown as text.
    fn raw(&mut self, html: &str, range: Range<usize>, block: bool) {
        let mut rest = html;
        let mut shown = String::new();
        while let Some(start) = rest.find("<!--") {
            shown.push_str(&rest[..start]);
            let end = rest[start..].find("-->").map_or(rest.len(), |e| start + e + 3);
            let comment = rest[start + 4..].split("-->").next().unwrap_or_default().trim();
            if comment == "more" || comment == "摘要" {
                self.summary.marked = true;
            }
            rest = &rest[end..];
        }
        shown.push_str(rest);
        let shown = shown.trim_matches('\n');
        if shown.trim().is_empty() {
            return;
        }
        if matches!(shown.trim(), "<br>" | "<br/>" | "<br />") {
            return self.push("<br>");
        }
        self.doc.note(Notice::RawHtml, range);
        if block {
            self.push("<p>");
        }
        self.text(shown);
        if block {
            self.push("</p>\n");
        }
    }

    fn finish(mut self) -> Document {
        let unused = std::mem::take(&mut self.notes).finish(&mut self.out);
        unused.into_iter().for_each(|range| self.doc.note(Notice::UnusedFootnote, range));
        self.doc.html = self.out.html;
        self.doc.html.shrink_to_fit();
        self.doc.holes = self.out.holes;
        self.doc.summary = self.summary.finish();
        self.doc
    }
}
