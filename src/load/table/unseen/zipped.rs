//! XML parts of a ZIP file, as a stream of elements: never held as a whole, entities are not expanded. The one door to
//! the crates of ZIP and XML.

use std::io::{BufRead, BufReader, Cursor, Read};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::load::table::any_text;

/// Bytes of a part at most, unpacked.
const MOST_BYTES: u64 = 1 << 31;

/// A ZIP file.
pub(in crate::load) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes of a part at most, unpacked.
    most: u64,
}

/// An element that begins or ends, without its namespace's prefix, or text.
pub(in crate::load) enum Mark<'e> {
    Start(&'e str, Attributes<'e>),
    End(&'e str),
    /// Text between; references to characters come by themselves.
    Text(&'e str),
    /// A comment, which no program shows.
    Comment(&'e str),
    /// Words that stand for others, and are not put in.
    Entities,
}

/// The attributes of an element.
pub(in crate::load) struct Attributes<'e>(&'e BytesStart<'e>);

impl Attributes<'_> {
    /// The value of an attribute, by its name with or without a prefix.
    pub(in crate::load) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The value as a number.
    pub(in crate::load) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Names and values of the attributes with so many digits at least, full-width ones among them.
    pub(in crate::load) fn with_digits(&self, count: usize, mut see: impl FnMut(&str, String)) {
        // Most elements have none; that is told by their bytes alone.
        let digits = |text: &str| text.bytes().filter(|b| b.is_ascii_digit() || *b == 0xEF).count();
        if digits(self.0) < count {
            return;
        }
        for attribute in self.0.attributes().with_checks(false).flatten() {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let value = value.unwrap_or(std::borrow::Cow::Borrowed(&attribute.value));
            if digits(&value) >= count {
                see(attribute.key.local_name().as_ref(), value.into_owned());
            }
        }
    }

    /// Whether the value says yes.
    pub(in crate::load) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }
}

impl<'a> Archive<'a> {
    pub(in crate::load) fn open(bytes: &'a [u8]) -> Option<Self> {
        Archive::open_within(bytes, MOST_BYTES)
    }

    /// The same with another bound on its parts: where one is larger, what comes after is left out.
    pub(in crate::load) fn open_within(bytes: &'a [u8], most: u64) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(|zip| Archive { zip, most })
    }

    /// Bytes of a part, unpacked, as the file says.
    pub(in crate::load) fn size(&mut self, path: &str) -> u64 {
        self.index(path).and_then(|index| self.zip.by_index(index).ok()).map_or(0, |part| part.size())
    }

    /// The paths of all parts.
    pub(in crate::load) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.to_string())).collect()
    }

    /// The place of a part among the others; programs differ in strokes and capitals.
    fn index(&self, path: &str) -> Option<usize> {
        let plain = |path: &str| path.replace('\\', "/").to_lowercase();
        self.zip
            .index_for_name(path)
            .or_else(|| self.zip.file_names().position(|name| name.is_ok_and(|name| plain(&name) == plain(path))))
    }

    /// A part as it is, if it has no more bytes than that.
    pub(in crate::load) fn bytes(&mut self, path: &str, most: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.part(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
        u64::try_from(bytes.len()).is_ok_and(|length| length <= most).then_some(bytes)
    }

    fn part(&mut self, path: &str) -> Option<impl Read> {
        let (index, most) = (self.index(path)?, self.most);
        self.zip.by_index(index).ok().map(|part| part.take(most))
    }

    /// Whether there is a part of that name.
    pub(in crate::load) fn has(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    /// Whether a part holds one of some words; far faster than reading its elements.
    pub(in crate::load) fn mentions(&mut self, path: &str, words: &[&str]) -> Option<bool> {
        let mut part = self.part(path)?;
        let longest = words.iter().map(|w| w.len()).max().unwrap_or(0);
        let finders: Vec<memmem::Finder<'_>> = words.iter().map(memmem::Finder::new).collect();
        let mut held = vec![0; 1 << 16];
        let mut kept = 0;
        loop {
            let read = part.read(&mut held[kept..]).ok()?;
            if read == 0 {
                return Some(false);
            }
            let filled = kept + read;
            if finders.iter().any(|finder| finder.find(&held[..filled]).is_some()) {
                return Some(true);
            }
            // A word may go on in the next bytes.
            let start = filled.saturating_sub(longest);
            held.copy_within(start..filled, 0);
            kept = filled - start;
        }
    }

    /// Walks through the elements of a part until `see` says that it has seen enough. `None` where there is no such
    /// part, or where it is no XML.
    pub(in crate::load) fn walk(&mut self, path: &str, mut see: impl FnMut(Mark<'_>) -> bool) -> Option<()> {
        let mut reader = quick_xml::Reader::from_reader(utf8(self.part(path)?)?);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let enough = match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(e) => see(Mark::Start(e.local_name().as_ref(), Attributes(&e))),
                Event::End(e) => see(Mark::End(e.local_name().as_ref())),
                Event::Text(e) => see(Mark::Text(e.as_ref())),
                Event::CData(e) => see(Mark::Text(e.as_ref())),
                Event::GeneralRef(e) => match e.resolve_char_ref() {
                    Ok(Some(c)) => see(Mark::Text(c.encode_utf8(&mut [0; 4]))),
                    _ => see(Mark::Text(" ")),
                },
                Event::Comment(e) => see(Mark::Comment(e.as_ref())),
                Event::DocType(e) if e.contains("<!ENTITY") => see(Mark::Entities),
                Event::Eof => true,
                _ => false,
            };
            if enough {
                return Some(());
            }
        }
    }
}

/// A part in UTF-8, whatever its mark says. `None`: it is in no encoding that is known.
fn utf8<'p>(part: impl Read + 'p) -> Option<Box<dyn BufRead + 'p>> {
    let mut part = BufReader::new(part);
    let head = part.fill_buf().ok()?;
    if !matches!(head, [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, ..] | [_, 0, ..]) {
        return Some(Box::new(part));
    }
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).ok()?;
    let text = any_text(&bytes)?.into_owned();
    Some(Box::new(Cursor::new(text.into_bytes())))
}
