//! What stands in a photograph beside the picture, put there by cameras, programs and people: where it was taken, and words
//! — captions, whose it is, comments. Of JPEG, PNG and WebP files; what is none of these, or breaks off, is said to be unread.

mod exif;
mod parts;
mod text;
mod xmp;

use super::digits::Form;
use parts::Part;

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    /// Whether it says where it was taken.
    pub has_position: bool,
    /// What it says, and as what.
    pub words: Vec<Words>,
    /// Whether some of it could not be read.
    pub is_partly: bool,
    /// Bytes of words that were read.
    read: usize,
}

/// Bytes of words at most: entries may lead to the same ones again and again.
const MOST: usize = 8 << 20;

/// Words in a photograph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// As what they stand there, such as `UserComment`.
    pub of: String,
    pub text: String,
    pub form: Form,
}

impl Beside {
    fn say(&mut self, of: &str, text: String, form: Form) {
        if !text.trim().is_empty() {
            self.words.push(Words { of: of.to_owned(), text, form });
        }
    }

    /// Whether so many bytes more may be read; then they are counted.
    fn takes(&mut self, bytes: usize) -> bool {
        self.read = self.read.saturating_add(bytes);
        let takes = self.read <= MOST;
        self.is_partly |= !takes;
        takes
    }

    fn see(&mut self, part: &Part<'_>) {
        match part {
            Part::Exif(block) => exif::read(block, self),
            Part::Xmp(packet) => xmp::read(packet, self),
            Part::Iptc(block) => iptc(block, self),
            Part::Words(of, bytes) => {
                if self.takes(bytes.len()) {
                    self.say(of, text::decoded(bytes), Form::Plain);
                }
            }
        }
    }
}

/// Reads a photograph.
pub(super) fn look(bytes: &[u8]) -> Beside {
    let mut out = Beside::default();
    let (found, is_whole) = parts::read(bytes);
    found.iter().for_each(|part| out.see(part));
    out.is_partly |= !is_whole;
    out
}

/// Words in the records of news agencies (IPTC): captions, whose it is, whom to call.
fn iptc(block: &[u8], out: &mut Beside) {
    /// The record of words, and how each of its fields begins.
    const WORDS: [u8; 2] = [0x1C, 2];
    let mut rest = block;
    while let [0x1C, _, field, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((said, next)) = after.split_at_checked(length) else {
            out.is_partly = true;
            return;
        };
        // Days and times, and the version of the record.
        if rest.starts_with(&WORDS) && !matches!(field, 0 | 30..=63) && out.takes(length) {
            out.say("IPTC", text::decoded(said), Form::Plain);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::look;

    /// An Exif block: one directory with words, one of positions with a latitude.
    fn block() -> Vec<u8> {
        let mut out = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
        out.extend(b"\0\x02\x01\x0E\0\x02\0\0\0\x04abc\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0");
        out.extend(b"\0\x01\0\x02\0\x05\0\0\0\x01\0\0\0\x08\0\0\0\0");
        out
    }

    fn jpeg() -> Vec<u8> {
        let segment = |marker: u8, body: &[u8]| {
            let length = u16::try_from(body.len() + 2).expect("short");
            [&[0xFF, marker][..], &length.to_be_bytes(), body].concat()
        };
        let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><a b='1'>2</a><!-- 3 --></x:xmpmeta>";
        let iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1C\x02\x78\0\x03def";
        [
            b"\xFF\xD8".to_vec(),
            segment(0xE1, &block()),
            segment(0xE1, xmp),
            segment(0xED, iptc),
            segment(0xFE, b"ghi"),
            segment(0xDA, b"\0"),
            b"\xFF\0\xFF\xD0x\xFF\xD9".to_vec(),
        ]
        .concat()
    }

    #[test]
    fn what_stands_beside_the_picture() {
        let found = look(&jpeg());
        let said: Vec<(&str, &str)> = found.words.iter().map(|w| (&*w.of, w.text.trim())).collect();
        assert_eq!(
            said,
            [("ImageDescription", "abc"), ("b", "1"), ("a", "2"), ("XMP", "3"), ("IPTC", "def"), ("COM", "ghi")]
        );
        assert!(found.has_position && !found.is_partly);
    }

    #[test]
    fn what_breaks_off_is_read_as_far_as_it_goes() {
        let whole = jpeg();
        let picture = whole.len() - b"\xFF\0\xFF\xD0x\xFF\xD9".len();
        for end in 1..whole.len() {
            assert_eq!(look(&whole[..end]).is_partly, end < picture, "{end} of {picture}");
        }
        for at in 0..whole.len() {
            for value in [0, 1, 0x7F, 0xFF] {
                let mut other = whole.clone();
                other[at] = value;
                let _ = look(&other);
            }
        }
        assert!(look(b"Exif\0\0II*\0\xFF\xFF\xFF\xFF").is_partly);
    }
}
