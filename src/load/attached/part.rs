//! The texts of a part: its paragraphs, the cells of a sheet, and what stands in attributes.

use super::book::{At, Book, position};
use super::grids::Tables;
use super::kinds::{is_name, kind};
use super::{Inside, MOST_TEXT, Part, Trace};
use crate::load::table::zipped::{Archive, Attributes, Mark};
use crate::value::Number;

/// Digits of an attribute or a formula from which on anybody wants to know of it.
const FEWEST: usize = 7;

/// Attributes that hold the lines of drawings.
const LINES: [&str; 6] = ["d", "path", "points", "enhanced-path", "viewBox", "style"];

pub(super) struct Reader {
    pub out: Inside,
    /// Whether words stand for others that are not put in.
    pub has_entities: bool,
    pub tables: Tables,
    left: usize,
}

/// Where the reading of a part is.
struct State {
    kind: Part,
    /// The name of the sheet, where it is one.
    sheet: Option<String>,
    is_word: bool,
    cell: Option<At>,
    /// The text since the last one ended.
    text: String,
    /// Whether the last thing that was met is text, and not an element.
    is_text: bool,
    /// Whether the run that is open in a document is not shown.
    is_hidden: bool,
    /// Texts of attributes. They come after those that are seen, and not where one of those says the same.
    attributes: Vec<String>,
    /// Texts with many digits.
    seen: Vec<String>,
}

impl Reader {
    pub(super) fn new() -> Reader {
        Reader { out: Inside::default(), has_entities: false, tables: Tables::default(), left: MOST_TEXT }
    }

    pub(super) fn push(&mut self, part: Part, text: String) {
        match self.left.checked_sub(text.len()) {
            Some(left) => {
                self.left = left;
                if !text.trim().is_empty() {
                    self.out.pieces.push((part, text));
                }
            }
            None => self.out.is_partly = true,
        }
    }

    /// Reads a part, a sheet or any other.
    pub(super) fn part(&mut self, archive: &mut Archive<'_>, path: &str, book: &mut Book) {
        let sheet = (path.contains("/worksheets/") && !path.contains("/_rels/")).then(|| book.name(path));
        let mut state = State {
            kind: kind(path),
            sheet,
            is_word: path.starts_with("word/"),
            cell: None,
            text: String::new(),
            is_text: false,
            is_hidden: false,
            attributes: Vec::new(),
            seen: Vec::new(),
        };
        let done = archive.walk(path, |mark| {
            match mark {
                // What only sets elements apart.
                Mark::Text(more) if more.contains('\n') && more.trim().is_empty() => {}
                Mark::Text(more) => {
                    state.text.push_str(more);
                    state.is_text = true;
                }
                Mark::Start(name, attributes) => {
                    self.start(name, &attributes, &mut state);
                    state.is_text = false;
                }
                Mark::End(name) => {
                    self.end(name, &mut state, book);
                    state.is_text = false;
                }
                Mark::Comment(said) if digits(said) >= FEWEST => {
                    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                    self.push(Part::Other(name), said.to_owned());
                }
                Mark::Comment(_) => {}
                Mark::Entities => self.has_entities = true,
            }
            self.out.is_partly
        });
        self.flush(&mut state);
        self.tables.close();
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let part = state.sheet.take().map_or(Part::Attribute(name), Part::Beside);
        state.attributes.sort_unstable();
        state.attributes.dedup();
        state.seen.sort_unstable();
        for text in state.attributes.into_iter().filter(|text| state.seen.binary_search(text).is_err()) {
            self.push(part.clone(), text);
        }
        self.out.is_partly |= done.is_none();
    }

    fn start(&mut self, name: &str, attributes: &Attributes<'_>, state: &mut State) {
        let trace = match name {
            "ins" | "del" | "moveFrom" | "moveTo" if state.is_word => Some(Trace::Changes),
            "tracked-changes" => Some(Trace::Changes),
            "comment" | "annotation" | "threadedComment" => Some(Trace::Comments),
            "cm" if state.kind == Part::Comment => Some(Trace::Comments),
            // Who changed how something is set.
            _ if state.is_word && name.ends_with("Change") => attributes.get("author").and_then(|name| person(&name)),
            // Of presentations, by whom they are.
            "cmAuthor" | "author" => attributes.get("name").and_then(|name| person(&name)),
            _ => None,
        };
        match name {
            "r" if state.is_word => state.is_hidden = false,
            "vanish" if state.is_word => state.is_hidden = is_on(attributes),
            _ => {}
        }
        if trace.is_some() && self.out.traces.last() != trace.as_ref() {
            self.out.traces.extend(trace);
        }
        self.tables.start(name, attributes, self.out.pieces.len());
        match name {
            "tab" | "br" | "cr" | "s" | "line-break" => state.text.push(' '),
            "noBreakHyphen" => state.text.push('-'),
            "c" if state.sheet.is_some() => {
                let (row, column) = attributes.get("r").and_then(|name| position(&name)).unwrap_or_default();
                let is_shared = attributes.get("t").is_some_and(|kind| kind == "s");
                state.cell = Some(At { row, column, is_shared });
                state.text.clear();
            }
            _ => {}
        }
        attributes.with_digits(FEWEST, |name, value| {
            if !LINES.contains(&name) {
                state.attributes.push(whole(&value).unwrap_or(value));
            }
        });
    }

    fn end(&mut self, name: &str, state: &mut State, book: &mut Book) {
        let is_person = matches!(name, "creator" | "lastModifiedBy" | "initial-creator" | "Manager");
        if is_person && is_name(&state.text) {
            self.out.traces.push(Trace::Author(state.text.trim().to_owned()));
        }
        // A firm may be somebody's name; whether it is, others can tell.
        if name == "Company" && is_name(&state.text) {
            self.out.traces.push(Trace::Firm(state.text.trim().to_owned()));
        }
        let is_said = name == "t" && state.is_hidden && state.is_text;
        if is_said && !state.text.trim().is_empty() && !self.out.traces.contains(&Trace::Hidden) {
            self.out.traces.push(Trace::Hidden);
        }
        match (name, state.cell) {
            ("c", Some(_)) => {
                self.flush(state);
                state.cell = None;
            }
            ("v", Some(at)) if at.is_shared => {
                state.text = book.show(&state.text);
                self.flush(state);
            }
            ("f", Some(_)) => {
                // What a formula says is no value; what it joins (`"139"&"2000"`, the sign being read as a space) is one.
                state.text = state.text.replace("\" \"", "");
                if digits(&state.text) < FEWEST { state.text.clear() } else { self.flush(state) }
            }
            ("v", _) => {
                if let Some(number) = whole(&state.text) {
                    state.text = number;
                }
                self.flush(state);
            }
            _ if ends(name) || state.is_text && !is_within(name) => self.flush(state),
            _ => {}
        }
        self.tables.end(name);
    }

    /// Ends the text.
    fn flush(&mut self, state: &mut State) {
        if state.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut state.text);
        if state.cell.is_none() && digits(&text) >= FEWEST {
            state.seen.push(text.trim().to_owned());
        }
        let part = match (&state.sheet, state.cell) {
            (Some(sheet), Some(at)) => Part::Cell(sheet.clone(), at.row, at.column),
            (Some(sheet), None) => Part::Beside(sheet.clone()),
            (None, _) => state.kind.clone(),
        };
        let count = self.out.pieces.len();
        self.push(part, text);
        if self.out.pieces.len() > count {
            self.tables.text(count);
        }
    }
}

/// Who is named as an author.
fn person(name: &str) -> Option<Trace> {
    is_name(name).then(|| Trace::Author(name.trim().to_owned()))
}

/// Whether something is on: it is where nothing else is said.
fn is_on(attributes: &Attributes<'_>) -> bool {
    attributes.get("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"))
}

/// The digits of a whole number that is written with a point or an exponent.
fn whole(text: &str) -> Option<String> {
    Number::whole_of_program(text).map(|number| number.to_string())
}

/// Digits of a text, full-width ones among them.
fn digits(text: &str) -> usize {
    text.bytes().filter(|b| b.is_ascii_digit() || *b == 0xEF).count()
}

/// Whether a text ends with this element, whatever it holds.
fn ends(name: &str) -> bool {
    matches!(name, "p" | "h" | "comment" | "text" | "tc" | "td" | "TextCode" | "div" | "is" | "si")
}

/// Whether a paragraph goes on after this element.
fn is_within(name: &str) -> bool {
    matches!(
        name,
        "t" | "delText" | "instrText" | "delInstrText" | "r" | "span" | "a" | "b" | "i" | "font" | "ruby-base"
    )
}
