//! XML parts of a ZIP file, as a stream of elements: never held as a whole, entities are not expanded. The one door to
//! the crates of ZIP and XML.

use std::io::{BufReader, Cursor, Read};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// Bytes of a part at most, unpacked.
const MOST_BYTES: u64 = 1 << 31;

/// A ZIP file.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

/// An element that begins or ends, without its namespace's prefix.
pub(super) enum Mark<'e> {
    Start(&'e str, Attributes<'e>),
    End(&'e str),
}

/// The attributes of an element.
pub(super) struct Attributes<'e>(&'e BytesStart<'e>);

impl Attributes<'_> {
    /// The value of an attribute, by its name with or without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found = all.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The value as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether the value says yes.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        ZipArchive::new(Cursor::new(bytes)).ok().map(|zip| Archive { zip })
    }

    /// The place of a part among the others; programs differ in strokes and capitals.
    fn index(&self, path: &str) -> Option<usize> {
        let plain = |path: &str| path.replace('\\', "/").to_lowercase();
        self.zip
            .index_for_name(path)
            .or_else(|| self.zip.file_names().position(|name| name.is_ok_and(|name| plain(&name) == plain(path))))
    }

    fn part(&mut self, path: &str) -> Option<impl Read> {
        let index = self.index(path)?;
        self.zip.by_index(index).ok().map(|part| part.take(MOST_BYTES))
    }

    /// Whether there is a part of that name.
    pub(super) fn has(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    /// Whether a part holds one of some words; far faster than reading its elements.
    pub(super) fn mentions(&mut self, path: &str, words: &[&str]) -> Option<bool> {
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
    pub(super) fn walk(&mut self, path: &str, mut see: impl FnMut(Mark<'_>) -> bool) -> Option<()> {
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(self.part(path)?));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let enough = match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(e) => see(Mark::Start(e.local_name().as_ref(), Attributes(&e))),
                Event::End(e) => see(Mark::End(e.local_name().as_ref())),
                Event::Eof => true,
                _ => false,
            };
            if enough {
                return Some(());
            }
        }
    }
}
