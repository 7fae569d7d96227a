//! Lines that stand in several documents: labels, heads of tables, titles in lists. They are read once.

/// Lines, each with the documents that have it.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    /// A power of two of them, or none: the place of a line among all, one more; 0: there is none.
    places: Vec<u32>,
    all: Vec<Line<'a>>,
}

#[derive(Debug)]
struct Line<'a> {
    text: &'a str,
    hash: u64,
    bits: u64,
}

impl<'a> Lines<'a> {
    /// These documents have the lines of a text.
    pub(super) fn put(&mut self, text: &'a str, bits: u64) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            self.one(&rest[..end], bits);
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }

    fn one(&mut self, text: &'a str, bits: u64) {
        if (self.all.len() + 1) * 2 > self.places.len() {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let (shift, mask) = (64 - self.places.len().trailing_zeros(), self.places.len() - 1);
        let mut at = (hash >> shift) as usize;
        while let Some(place) = self.places.get_mut(at & mask) {
            match self.all.get_mut((*place as usize).wrapping_sub(1)) {
                None => {
                    self.all.push(Line { text, hash, bits });
                    *place = self.all.len() as u32;
                    return;
                }
                Some(line) if line.hash == hash && line.text == text => {
                    line.bits |= bits;
                    return;
                }
                Some(_) => at += 1,
            }
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(4096);
        self.places.clear();
        self.places.resize(size, 0);
        let (shift, mask) = (64 - size.trailing_zeros(), size - 1);
        for (place, line) in (1..).zip(&self.all) {
            let mut at = (line.hash >> shift) as usize;
            while self.places[at & mask] != 0 {
                at += 1;
            }
            self.places[at & mask] = place;
        }
    }

    /// Each of them once, with the documents that have it.
    pub(super) fn each(self) -> impl Iterator<Item = (&'a str, u64)> {
        self.all.into_iter().map(|line| (line.text, line.bits))
    }
}

/// A hash of a line, eight bytes at a time. Nobody gains by making lines of their own site meet.
#[inline(always)]
fn hash(bytes: &[u8]) -> u64 {
    const BY: u64 = 0x9E37_79B9_7F4A_7C15;
    let put = |hash: u64, word: u64| (hash ^ word).wrapping_mul(BY).rotate_left(23);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| put(hash, u64::from_le_bytes(*word)));
    let rest = match bytes.last_chunk::<8>() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last),
        _ => rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    put(put(hash, rest), 0)
}
