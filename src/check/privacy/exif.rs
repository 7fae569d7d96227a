//! Whether a photograph says where it was taken: the Exif block of JPEG, PNG and WebP files, as far as that.

use memchr::memmem;

/// Bytes of a file that are looked through for the block; it stands before the picture, or at the end of a WebP file.
const HEAD: usize = 1 << 20;

/// Entries of a directory at most.
const MOST: usize = 1000;

/// Whether there is a latitude or longitude in it.
pub(super) fn has_position(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let tail = &bytes[bytes.len().saturating_sub(HEAD)..];
    [(&b"Exif\0\0"[..], 6), (b"eXIf", 4), (b"EXIF", 8)].iter().any(|(mark, length)| {
        let of =
            |part: &[u8]| memmem::find_iter(part, mark).take(8).any(|at| part.get(at + length..).is_some_and(says));
        of(head) || tail.len() < bytes.len() && of(tail)
    })
}

/// Whether a TIFF block has a directory of positions with a latitude in it.
fn says(block: &[u8]) -> bool {
    const POSITIONS: u16 = 0x8825;
    const LATITUDE: u16 = 2;
    let is_little = block.starts_with(b"II*\0");
    if !is_little && !block.starts_with(b"MM\0*") {
        return false;
    }
    let short = |at: usize| {
        let bytes: [u8; 2] = block.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = block.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let entry = |directory: usize, tag: u16| {
        let count = usize::from(short(directory)?).min(MOST);
        (0..count).map(|nth| directory + 2 + nth * 12).find(|at| short(*at) == Some(tag))
    };
    let positions = long(4).and_then(|first| entry(first, POSITIONS)).and_then(|at| long(at + 8));
    positions.and_then(|directory| entry(directory, LATITUDE)).is_some()
}

#[cfg(test)]
mod tests {
    use super::has_position;

    /// A directory of one entry that leads to one with this tag.
    fn block(tag: u8) -> Vec<u8> {
        let mut out = b"\xFF\xD8\xFF\xE1\x00\x40Exif\0\0MM\0*\0\0\0\x08".to_vec();
        out.extend(b"\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0");
        out.extend([0, 1, 0, tag, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0]);
        out
    }

    #[test]
    fn only_a_latitude_is_a_position() {
        assert!(has_position(&block(2)));
        assert!(!has_position(&block(0)));
        for end in 0..block(2).len() {
            let _ = has_position(&block(2)[..end]);
        }
        assert!(!has_position(b"Exif\0\0II*\0\xFF\xFF\xFF\xFF"));
    }
}
