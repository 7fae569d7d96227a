//! Lets Chinese emphasis be what its author wrote.
//!
//! CommonMark decides whether `**` opens or closes by the characters on its two sides
//! (0.31.2 §6.2, left- and right-flanking delimiter runs), and takes for granted that words are
//! parted by spaces. Chinese parts nothing: in `**重要。**后文` the second `**` has punctuation
//! before it and a letter after it, so it cannot close, and readers see the asterisks.
//!
//! [`mend`] puts a noncharacter, [`MARK`], between such punctuation and the run. A noncharacter
//! is neither space nor punctuation, so the run gets the rights it would have between two Han
//! characters, and the parser does the rest. [`clean`] takes the noncharacters out of the events
//! again and brings their ranges back to the author's text. Mending the events instead is not
//! enough: in `**甲。**乙**丙**` the parser has by then paired the wrong runs.
//!
//! `mend` does not know blocks. It may put a noncharacter into code, HTML or a link destination,
//! where it changes nothing and is taken out like everywhere else. What it never does is touch
//! the beginning or the end of a line, a space, or a `|`: those are what blocks are made of.
//!
//! Left as CommonMark has it:
//!
//! - `_`, which wants punctuation or space on its outside; a noncharacter could only take rights
//!   away. So `**_甲_**乙` stays unmended, too; `***甲***乙` is the way to write it.
//! - a single `~`, for the same reason, and because Chinese writes ranges with it: `3~5天`.
//! - `3*（4+5）*2`, a digit, one asterisk and an opening bracket: a product.
//! - runs beside `|`, which a table may own.
//!
//! The parser's smart punctuation must stay off: it would take a mark beside `"` for a letter and
//! turn the quotation mark the wrong way.

mod chars;
mod events;

pub use chars::joins;
pub use events::{Clean, clean};

use chars::{is_cjk, is_opening_bracket, is_punctuation, is_unsure};
use memchr::memchr2;
use std::borrow::Cow;

/// The noncharacter put in by [`mend`]. No source may contain it; the caller refuses those.
///
/// Not a private-use character, since those stand for Han characters in old GB text.
pub const MARK: char = '\u{FDD0}';

const MARK_LEN: usize = MARK.len_utf8();

/// How many unsure characters (`……”`) to look through for the script they belong to.
const LOOK_THROUGH: usize = 4;

/// A source text with noncharacters put in where CommonMark's flanking rules (0.31.2 §6.2) need
/// help with Chinese.
#[derive(Debug, Clone)]
pub struct Mended<'a> {
    text: Cow<'a, str>,
    /// Where each [`MARK`] begins in `text`, ascending.
    inserts: Vec<usize>,
}

impl Mended<'_> {
    /// The text for the parser.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything was put in.
    pub fn is_mended(&self) -> bool {
        !self.inserts.is_empty()
    }

    /// The place in the source that an offset into [`Self::text`] stands for.
    ///
    /// Never decreases; both sides of a [`MARK`] stand for the same place.
    pub fn original(&self, offset_in_mended: usize) -> usize {
        let before = self.inserts.partition_point(|&at| at < offset_in_mended);
        self.original_after(before, offset_in_mended)
    }

    /// [`Self::original`] of an offset known to have `before` marks beginning before it.
    fn original_after(&self, before: usize, offset: usize) -> usize {
        let Some(last) = before.checked_sub(1) else {
            return offset;
        };
        // An offset inside a mark stands for the place of the mark.
        offset.max(self.inserts[last] + MARK_LEN) - before * MARK_LEN
    }
}

/// Puts a [`MARK`] wherever a delimiter run of `*` or `~~` would be denied, only because the
/// author does not write spaces, the right to open or close (CommonMark 0.31.2 §6.2).
///
/// That is where one neighbour of the run is punctuation, the other is neither punctuation nor
/// white space, and one of the two is Chinese, Japanese or Korean. Runs that touch (`~~**`) are
/// seen as one, since each is punctuation to the other. Takes time linear in the source, and
/// borrows the source when nothing needs mending.
pub fn mend(source: &str) -> Mended<'_> {
    let mut writer = Writer::new(source);
    let mut from = 0;
    while let Some(cluster) = Cluster::find(source, from) {
        from = cluster.end;
        cluster.mend(source, &mut writer);
    }
    writer.finish()
}

/// Takes every [`MARK`] out of a text. Borrows whenever the rest is in one piece.
pub fn strip(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(MARK);
    if text.contains(MARK) { Cow::Owned(text.replace(MARK, "")) } else { Cow::Borrowed(text) }
}

/// Delimiter runs that touch each other, such as `**`, `~~**` or `***`.
struct Cluster {
    start: usize,
    end: usize,
}

impl Cluster {
    /// The first cluster at or after `from`, which must not follow an odd backslash.
    fn find(source: &str, mut from: usize) -> Option<Self> {
        let bytes = source.as_bytes();
        loop {
            let start = from + memchr2(b'*', b'~', &bytes[from..])?;
            if is_escaped(&bytes[from..start]) {
                from = start + 1;
                continue;
            }
            let mut end = start;
            while let Some(length) = delimiter_run(bytes, end) {
                end += length;
            }
            if end > start {
                return Some(Self { start, end });
            }
            // Tildes that are no delimiter: skip all of them, so that none is counted again.
            from = start + run_length(bytes, start);
        }
    }

    /// Puts in the marks this cluster needs.
    fn mend(&self, source: &str, writer: &mut Writer<'_>) {
        let (left, right) = (&source[..self.start], &source[self.end..]);
        let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
            return;
        };
        let is_kept = |c: char| c.is_whitespace() || c == '|' || c == '_';
        if is_kept(before) || is_kept(after) {
            return;
        }
        let sides = (is_punctuation(before), is_punctuation(after));
        if sides == (true, true) || !(is_chinese(left.chars().rev()) || is_chinese(right.chars())) {
            return;
        }
        if self.is_product(source, before, after) || begins_quoted_line(left) {
            return;
        }
        if sides.0 {
            writer.insert(self.start);
        }
        let bytes = source.as_bytes();
        let mut at = self.start + run_length(bytes, self.start);
        while at < self.end {
            writer.insert(at);
            at += run_length(bytes, at);
        }
        if sides.1 {
            writer.insert(self.end);
        }
    }

    /// Whether this is the asterisk of `3*（4+5）`.
    fn is_product(&self, source: &str, before: char, after: char) -> bool {
        before.is_ascii_digit() && is_opening_bracket(after) && &source[self.start..self.end] == "*"
    }
}

/// The length of the delimiter run at `at`: any number of `*`, or exactly two `~`.
fn delimiter_run(bytes: &[u8], at: usize) -> Option<usize> {
    let length = match bytes.get(at)? {
        b'*' | b'~' => run_length(bytes, at),
        _ => return None,
    };
    (bytes[at] == b'*' || length == 2).then_some(length)
}

/// How often the byte at `at` is repeated from there on.
fn run_length(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|&&b| b == bytes[at]).count()
}

/// Whether a byte after `left` is escaped: an odd number of backslashes stands before it.
fn is_escaped(left: &[u8]) -> bool {
    left.iter().rev().take_while(|&&b| b == b'\\').count() % 2 == 1
}

/// Whether the text on one side of a cluster, read away from it, begins with a CJK character.
///
/// Quotation marks, dashes and dots shared with Latin scripts are CJK if what is behind them is.
fn is_chinese(side: impl Iterator<Item = char>) -> bool {
    let mut side = side.take(LOOK_THROUGH + 1);
    side.find(|&c| !is_unsure(c)).is_some_and(is_cjk)
}

/// Whether `left` ends in a block quote marker, so that the cluster begins the quoted line.
fn begins_quoted_line(left: &str) -> bool {
    if !left.ends_with('>') {
        return false;
    }
    let rest = left.trim_end_matches([' ', '\t', '>']);
    rest.is_empty() || rest.ends_with(['\n', '\r'])
}

/// The text being mended; allocates with the first mark.
struct Writer<'a> {
    source: &'a str,
    copied: usize,
    text: String,
    inserts: Vec<usize>,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, copied: 0, text: String::new(), inserts: Vec::new() }
    }

    fn insert(&mut self, at: usize) {
        if self.inserts.is_empty() {
            self.text.reserve(self.source.len() + self.source.len() / 16);
        }
        self.text.push_str(&self.source[self.copied..at]);
        self.inserts.push(self.text.len());
        self.text.push(MARK);
        self.copied = at;
    }

    fn finish(mut self) -> Mended<'a> {
        let text = if self.inserts.is_empty() {
            Cow::Borrowed(self.source)
        } else {
            self.text.push_str(&self.source[self.copied..]);
            Cow::Owned(self.text)
        };
        Mended { text, inserts: self.inserts }
    }
}
