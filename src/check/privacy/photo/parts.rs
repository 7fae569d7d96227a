//! The parts of JPEG, PNG and WebP files that hold something beside the picture.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::{memchr, memmem};

/// A part.
#[derive(Debug)]
pub(super) enum Part<'b> {
    /// An Exif block, its mark before it or not.
    Exif(Cow<'b, [u8]>),
    /// An XMP packet.
    Xmp(Cow<'b, [u8]>),
    /// Records of news agencies.
    Iptc(Cow<'b, [u8]>),
    /// Words, and as what they stand there.
    Words(&'static str, Cow<'b, [u8]>),
}

/// The parts, and whether all of the file could be read.
type Parts<'b> = (Vec<Part<'b>>, bool);

/// Bytes at most of what is packed, of all texts of a file.
const MOST: u64 = 8 << 20;

/// Pictures within one file at most.
const PICTURES: usize = 8;

/// Parts of a file at most.
const MOST_PARTS: usize = 10_000;

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const MORE_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Parts<'_> {
    if bytes.starts_with(b"\xFF\xD8") {
        jpegs(bytes)
    } else if let Some(rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n") {
        png(rest)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp(&bytes[12..])
    } else {
        (anywhere(bytes), bytes.is_empty())
    }
}

/// What can be told of a file of another kind.
fn anywhere(bytes: &[u8]) -> Vec<Part<'_>> {
    let blocks = memmem::find_iter(bytes, b"Exif\0\0").take(PICTURES);
    let mut out: Vec<Part<'_>> = blocks.map(|at| Part::Exif(Cow::Borrowed(&bytes[at..]))).collect();
    let packets = memmem::find_iter(bytes, b"<x:xmpmeta").take(PICTURES).map(|at| {
        let end = memmem::find(&bytes[at..], b"</x:xmpmeta>").map_or(bytes.len(), |end| at + end);
        Part::Xmp(Cow::Borrowed(&bytes[at..end]))
    });
    out.extend(packets);
    out
}

/// A JPEG file: behind the picture others may follow.
fn jpegs(bytes: &[u8]) -> Parts<'_> {
    let (mut out, mut more, mut is_whole) = (Vec::new(), Vec::new(), true);
    let mut at = 0;
    for _ in 0..PICTURES {
        let Some(next) = memmem::find(&bytes[at..], b"\xFF\xD8\xFF") else { break };
        let end = jpeg(bytes, at + next + 2, &mut out, &mut more);
        is_whole &= end.is_some();
        at = end.unwrap_or(bytes.len());
    }
    is_whole &= at > 0;
    if !more.is_empty() {
        out.push(Part::Xmp(Cow::Owned(more)));
    }
    (out, is_whole)
}

/// A picture: where it ends. `more`: the packet that goes on over several segments.
fn jpeg<'b>(bytes: &'b [u8], mut at: usize, out: &mut Vec<Part<'b>>, more: &mut Vec<u8>) -> Option<usize> {
    while out.len() < MOST_PARTS {
        if bytes.get(at)? != &0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match marker {
            // A mark may be filled up before.
            0xFF => at -= 1,
            0xD9 => return Some(at),
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
                let end = at + length;
                let segment = bytes.get((at + 2).min(end)..end.min(bytes.len()))?;
                of_segment(marker, segment, out, more);
                if end > bytes.len() || length < 2 {
                    return None;
                }
                at = end;
                if marker == 0xDA {
                    let Some(next) = after_scan(bytes, at) else { return Some(bytes.len()) };
                    at = next;
                }
            }
        }
    }
    None
}

/// Where the next segment begins after the picture's own bytes.
fn after_scan(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(0xFF, bytes.get(at..)?)?;
        match bytes.get(at + 1)? {
            0 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

fn of_segment<'b>(marker: u8, segment: &'b [u8], out: &mut Vec<Part<'b>>, more: &mut Vec<u8>) {
    /// Bytes before each piece of a packet: of which it is, its length, where the piece belongs.
    const BEFORE: usize = 40;
    match marker {
        0xFE => out.push(Part::Words("COM", Cow::Borrowed(segment))),
        0xE1 if segment.starts_with(b"Exif\0") => out.push(Part::Exif(Cow::Borrowed(segment))),
        0xE1 => {
            if let Some(packet) = segment.strip_prefix(XMP) {
                out.push(Part::Xmp(Cow::Borrowed(packet)));
            } else if let Some(piece) = segment.strip_prefix(MORE_XMP) {
                more.extend_from_slice(piece.get(BEFORE..).unwrap_or_default());
            }
        }
        0xED => {
            if let Some(resources) = segment.strip_prefix(b"Photoshop 3.0\0") {
                out.extend(of_photoshop(resources));
            }
        }
        _ => {}
    }
}

/// What an image editor keeps beside: records of news agencies.
fn of_photoshop(resources: &[u8]) -> Vec<Part<'_>> {
    const IPTC: [u8; 2] = [0x04, 0x04];
    let (mut out, mut rest) = (Vec::new(), resources);
    while let Some(resource) = rest.strip_prefix(b"8BIM") {
        let read = || {
            let (id, name) = resource.split_at_checked(2)?;
            // The name, and what follows, are filled up to an even length.
            let name = usize::from(*name.first()?) + 1;
            let at = 2 + name + name % 2;
            let length = u32::from_be_bytes(resource.get(at..at + 4)?.try_into().ok()?);
            let (from, length) = (at + 4, usize::try_from(length).ok()?);
            let own = resource.get(from..from.checked_add(length)?)?;
            Some((id == IPTC, own, resource.get(from + length + length % 2..).unwrap_or_default()))
        };
        let Some((is_words, own, next)) = read() else { break };
        if is_words {
            out.push(Part::Iptc(Cow::Borrowed(own)));
        }
        rest = next;
    }
    out
}

/// A PNG file without its mark.
fn png(mut rest: &[u8]) -> Parts<'_> {
    let (mut out, mut is_whole, mut left) = (Vec::new(), true, MOST);
    loop {
        let Some((head, body)) = rest.split_at_checked(8) else { return (out, false) };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let Some(own) = usize::try_from(length).ok().and_then(|length| body.get(..length)) else { return (out, false) };
        match &head[4..] {
            b"IEND" => return (out, is_whole),
            b"eXIf" => out.push(Part::Exif(Cow::Borrowed(own))),
            b"tEXt" | b"zTXt" | b"iTXt" => match words(&head[4..], own, &mut left) {
                Some(part) => out.push(part),
                None => is_whole = false,
            },
            _ => {}
        }
        // Four bytes prove what stands before.
        rest = body.get(own.len() + 4..).unwrap_or_default();
    }
}

/// Words of a PNG file: what they are of, a zero, and the words themselves, packed or not.
fn words<'b>(kind: &[u8], own: &'b [u8], left: &mut u64) -> Option<Part<'b>> {
    let (of, rest) = own.split_at_checked(memchr(0, own)?)?;
    let rest = &rest[1..];
    let text = match kind {
        b"tEXt" => Cow::Borrowed(rest),
        b"zTXt" => Cow::Owned(unpacked(rest.get(1..)?, left)?),
        _ => {
            let (is_packed, rest) = (*rest.first()? == 1, rest.get(2..)?);
            // The language, and what it is called in that.
            let rest = &rest[memchr(0, rest)? + 1..];
            let rest = &rest[memchr(0, rest)? + 1..];
            if is_packed { Cow::Owned(unpacked(rest, left)?) } else { Cow::Borrowed(rest) }
        }
    };
    if of == b"XML:com.adobe.xmp" {
        return Some(Part::Xmp(text));
    }
    if of.starts_with(b"Raw profile type ") {
        return profile(&text);
    }
    Some(Part::Words(
        match kind {
            b"tEXt" => "tEXt",
            b"zTXt" => "zTXt",
            _ => "iTXt",
        },
        text,
    ))
}

fn unpacked(packed: &[u8], left: &mut u64) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = ZlibDecoder::new(packed).take(*left + 1).read_to_end(&mut out);
    let most = *left;
    *left = left.saturating_sub(u64::try_from(out.len()).unwrap_or(u64::MAX));
    (read.is_ok() && out.len() as u64 <= most).then_some(out)
}

/// What programs keep of other files in a PNG file: its kind, its length, and its bytes in hexadecimal digits.
fn profile<'b>(text: &[u8]) -> Option<Part<'b>> {
    let text = std::str::from_utf8(text).ok()?;
    let mut words = text.split_ascii_whitespace();
    let kind = words.next()?;
    let hex: Vec<u8> = words.skip(1).flat_map(str::bytes).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Vec<u8> = hex.chunks(2).map(byte).collect::<Option<_>>()?;
    Some(match kind {
        "xmp" => Part::Xmp(Cow::Owned(bytes)),
        "iptc" | "8bim" => match bytes.strip_prefix(b"Photoshop 3.0\0").unwrap_or(&bytes) {
            resources if resources.starts_with(b"8BIM") => {
                let all: Vec<u8> = of_photoshop(resources)
                    .into_iter()
                    .flat_map(|part| if let Part::Iptc(own) = part { own.into_owned() } else { Vec::new() })
                    .collect();
                Part::Iptc(Cow::Owned(all))
            }
            own => Part::Iptc(Cow::Owned(own.to_vec())),
        },
        _ => match bytes.strip_prefix(XMP) {
            Some(packet) => Part::Xmp(Cow::Owned(packet.to_vec())),
            None if bytes.starts_with(b"Exif\0\0") => Part::Exif(Cow::Owned(bytes)),
            // Colours.
            None => Part::Words("tEXt", Cow::Borrowed(b"")),
        },
    })
}

/// The chunks of a WebP file.
fn webp(mut rest: &[u8]) -> Parts<'_> {
    let mut out = Vec::new();
    while !rest.is_empty() {
        let Some((head, body)) = rest.split_at_checked(8) else { return (out, false) };
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
        let Some(own) = usize::try_from(length).ok().and_then(|length| body.get(..length)) else { return (out, false) };
        match &head[..4] {
            b"EXIF" => out.push(Part::Exif(Cow::Borrowed(own))),
            b"XMP " => out.push(Part::Xmp(Cow::Borrowed(own))),
            _ => {}
        }
        rest = body.get(own.len() + own.len() % 2..).unwrap_or_default();
    }
    (out, true)
}
