//! The Exif block of a photograph: its directories, as far as where it was taken and words go.

use super::text::{comment, decoded, utf16};
use super::{Beside, iptc, xmp};
use crate::check::privacy::digits::Form;

/// Entries of a directory at most.
const ENTRIES: usize = 1000;

/// Directories of a block at most.
const DIRECTORIES: usize = 32;

/// Bytes of an entry.
const ENTRY: usize = 12;

/// Entries that lead to other directories: of the camera, of its neighbours, of smaller pictures; and that of positions.
const LEADS: [u16; 3] = [0x8769, 0xA005, 0x014A];
const POSITIONS: u16 = 0x8825;

/// Words that are a day, a time, or the number of a camera or a picture.
const NOBODYS: [u16; 13] =
    [0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292, 0xA420, 0xA431, 0xA435, 0xC62F];

/// What the words of an entry are called.
fn name(tag: u16) -> &'static str {
    match tag {
        0x010D => "DocumentName",
        0x010E => "ImageDescription",
        0x013B => "Artist",
        0x8298 => "Copyright",
        0x9286 => "UserComment",
        0x9C9B => "XPTitle",
        0x9C9C => "XPComment",
        0x9C9D => "XPAuthor",
        0x9C9E => "XPKeywords",
        0x9C9F => "XPSubject",
        0xA430 => "CameraOwnerName",
        _ => "Exif",
    }
}

/// A block, as its order of bytes says.
struct Block<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

/// An entry of a directory.
struct Entry<'b> {
    tag: u16,
    kind: u16,
    /// Its value; none where it lies outside of the block.
    value: Option<&'b [u8]>,
}

/// Reads a block.
pub(super) fn read(block: &[u8], out: &mut Beside) {
    let bytes = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let is_little = bytes.starts_with(b"II*\0");
    if !is_little && !bytes.starts_with(b"MM\0*") {
        out.is_partly = true;
        return;
    }
    let block = Block { bytes, is_little };
    let mut open: Vec<(usize, bool)> = block.long(4).map(|first| (first, false)).into_iter().collect();
    let mut seen = Vec::new();
    while let Some((at, is_of_positions)) = open.pop() {
        // Nothing stands there.
        if at == 0 || seen.contains(&at) || seen.len() == DIRECTORIES {
            continue;
        }
        seen.push(at);
        let Some(count) = block.short(at).map(usize::from) else {
            out.is_partly = true;
            continue;
        };
        for nth in 0..count.min(ENTRIES) {
            let Some(entry) = block.entry(at + 2 + nth * ENTRY) else {
                out.is_partly = true;
                break;
            };
            if is_of_positions {
                out.position(&entry, is_little);
            } else if entry.tag == POSITIONS || LEADS.contains(&entry.tag) {
                let leads = entry.value.unwrap_or_default().chunks_exact(4);
                let leads = leads.filter_map(|lead| Some((block.number(lead)?, entry.tag == POSITIONS)));
                open.extend(leads.take(DIRECTORIES));
            } else {
                out.entry(&entry, is_little);
            }
        }
        if !is_of_positions {
            open.extend(block.long(at + 2 + count * ENTRY).map(|next| (next, false)));
        }
    }
}

impl<'b> Block<'b> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes: [u8; 2] = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        self.number(self.bytes.get(at..at.checked_add(4)?)?)
    }

    fn number(&self, bytes: &[u8]) -> Option<usize> {
        let bytes: [u8; 4] = bytes.try_into().ok()?;
        usize::try_from(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    }

    fn entry(&self, at: usize) -> Option<Entry<'b>> {
        let (tag, kind, count) = (self.short(at)?, self.short(at + 2)?, self.long(at + 4)?);
        let size = match kind {
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => 1,
        };
        let length = count.saturating_mul(size);
        let from = if length <= 4 { at + 8 } else { self.long(at + 8)? };
        Some(Entry { tag, kind, value: self.bytes.get(from..from.saturating_add(length)) })
    }
}

impl Beside {
    /// An entry of the directory of positions.
    fn position(&mut self, entry: &Entry<'_>, is_little: bool) {
        /// Latitude and longitude: of the camera, and of what it was pointed at.
        const PLACES: [u16; 4] = [2, 4, 0x14, 0x16];
        /// How it was known, and what the area is called.
        const WORDS: [u16; 2] = [0x1B, 0x1C];
        if PLACES.contains(&entry.tag) {
            // Three fractions: nothing but zeros above the line is nowhere.
            let is_zero = |value: &[u8]| value.chunks(8).all(|fraction| fraction.iter().take(4).all(|byte| *byte == 0));
            self.has_position |= entry.value.is_none_or(|value| !is_zero(value));
        } else if let Some(value) = entry.value.filter(|value| WORDS.contains(&entry.tag) && self.takes(value.len())) {
            self.say("Exif", comment(value, is_little), Form::Plain);
        }
    }

    /// Any other entry: its words, if it has any.
    fn entry(&mut self, entry: &Entry<'_>, is_little: bool) {
        /// Types of words: in ASCII, and in UTF-8.
        const WORDS: [u16; 2] = [2, 129];
        let Entry { tag, kind, value } = *entry;
        let of_windows = (0x9C9B..=0x9C9F).contains(&tag);
        let is_read = of_windows || matches!(tag, 0x9286 | 0x02BC | 0x83BB) || WORDS.contains(&kind);
        if !is_read || NOBODYS.contains(&tag) {
            return;
        }
        let Some(value) = value else {
            self.is_partly = true;
            return;
        };
        if !self.takes(value.len()) {
            return;
        }
        match tag {
            0x02BC => xmp::read(value, self),
            0x83BB => iptc(value, self),
            0x9286 => self.say(name(tag), comment(value, is_little), Form::Plain),
            _ if of_windows => self.say(name(tag), utf16(value, true), Form::Plain),
            _ => self.say(name(tag), decoded(value), Form::Plain),
        }
    }
}
