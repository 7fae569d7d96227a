//! XLS: the records ROW and COLINFO of the stream `Workbook` in a compound file ([MS-XLS] 2.4.221 and 2.4.53,
//! [MS-CFB]). Whatever does not fit the format makes it a file of which nothing can be told.

use super::Unseen;

/// Kinds of records.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const BOUND_SHEET: u16 = 0x0085;
const ROW: u16 = 0x0208;
const COL_INFO: u16 = 0x007D;

/// Of sectors: the end of a chain; everything from here on is no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

pub(super) fn read(bytes: &[u8]) -> Option<Vec<Unseen>> {
    let file = Compound::open(bytes)?;
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"))?;
    let mut sheets = Vec::new();
    for (kind, data) in (Records { stream: &stream, at: 0 }) {
        match kind {
            BOUND_SHEET => sheets.push(sheet(&stream, usize::try_from(u32_at(data, 0)?).ok()?)?),
            EOF => return Some(sheets),
            _ => {}
        }
    }
    None
}

/// What is hidden in the sheet that begins at a byte of the stream.
fn sheet(stream: &[u8], start: usize) -> Option<Unseen> {
    let mut unseen = Unseen::default();
    // Charts within a sheet have records of their own.
    let mut depth = 0_usize;
    for (kind, data) in (Records { stream, at: start }) {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Some(unseen),
            EOF => depth -= 1,
            ROW if depth == 1 && (u16_at(data, 12)? & 0x20 != 0 || u16_at(data, 6)? == 0) => {
                let row = u32::from(u16_at(data, 0)?);
                Unseen::add(&mut unseen.rows, row, row);
            }
            COL_INFO if depth == 1 && (u16_at(data, 8)? & 1 != 0 || u16_at(data, 4)? == 0) => {
                Unseen::add(&mut unseen.columns, u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
            }
            _ => {}
        }
    }
    None
}

/// The records of a stream: kind and data.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.stream, self.at)?, usize::from(u16_at(self.stream, self.at + 2)?));
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

/// A compound file: a small file system of sectors.
struct Compound<'a> {
    bytes: &'a [u8],
    /// The size of a sector, as a power of two.
    shift: u32,
    /// By sector the next one of its chain.
    next: Vec<u32>,
    /// The entries of its folder, of 128 bytes each.
    entries: Vec<u8>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 0x1E)?);
        if !(9..=12).contains(&shift) {
            return None;
        }
        let mut file = Compound { bytes, shift, next: Vec::new(), entries: Vec::new() };
        let per_sector = (1_usize << shift) / 4;
        // Where the table of chains stands: in the head of the file, and for large files in a chain of its own.
        let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 0x4C + 4 * n)).collect();
        let (mut more, most) = (u32_at(bytes, 0x44)?, bytes.len() >> shift);
        for _ in 0..most {
            if more >= NO_SECTOR {
                break;
            }
            let sector = file.sector(more)?;
            tables.extend((0..per_sector - 1).filter_map(|n| u32_at(sector, 4 * n)));
            more = u32_at(sector, 4 * (per_sector - 1))?;
        }
        for table in tables.into_iter().filter(|table| *table < NO_SECTOR).take(most) {
            let sector = file.sector(table)?;
            let more: Vec<u32> = (0..per_sector).filter_map(|n| u32_at(sector, 4 * n)).collect();
            file.next.extend(more);
        }
        file.entries = file.chain(u32_at(bytes, 0x30)?)?;
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_shl(self.shift)?;
        let rest = self.bytes.get(start..)?;
        // The last sector of a file may be cut short.
        Some(&rest[..rest.len().min(1 << self.shift)])
    }

    /// The bytes of a chain of sectors.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let (mut out, mut at) = (Vec::new(), start);
        // No chain has more sectors than the file; one that has runs in a circle.
        for _ in 0..=self.bytes.len() >> self.shift {
            if at >= NO_SECTOR {
                return Some(out);
            }
            out.extend_from_slice(self.sector(at)?);
            at = *self.next.get(usize::try_from(at).ok()?)?;
        }
        None
    }

    /// A stream of the file, by its name.
    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let mut entries = self.entries.chunks_exact(128);
        let entry = entries.clone().find(|e| e[66] == 2 && e[..64].get(..wide.len()) == Some(&wide[..]))?;
        let (start, size) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
        let mut out = if u32_at(entry, 120)? >= u32_at(self.bytes, 0x38)? {
            self.chain(start)?
        } else {
            // Short streams share the sectors of one stream, which belongs to the root.
            let root = self.chain(u32_at(entries.next()?, 116)?)?;
            let next = self.chain(u32_at(self.bytes, 0x3C)?)?;
            let (mut out, mut at) = (Vec::new(), start);
            while at < NO_SECTOR && out.len() < size {
                let from = usize::try_from(at).ok()?.checked_mul(64)?;
                let sector = root.get(from..root.len().min(from.checked_add(64)?)).filter(|s| !s.is_empty())?;
                out.extend_from_slice(sector);
                at = u32_at(&next, usize::try_from(at).ok()?.checked_mul(4)?)?;
            }
            out
        };
        out.truncate(size);
        Some(out)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{BOF, BOUND_SHEET, COL_INFO, EOF, ROW, read};

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(2 * data.len()).expect("a short record");
        [kind, length].into_iter().chain(data.iter().copied()).flat_map(u16::to_le_bytes).collect()
    }

    /// A compound file of one stream, long enough for sectors of its own.
    fn compound(mut stream: Vec<u8>) -> Vec<u8> {
        stream.resize(4096, 0);
        let mut head = vec![0_u8; 512];
        head[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        head[0x1E] = 9;
        head[0x2C] = 1;
        head[0x30..0x34].copy_from_slice(&1_u32.to_le_bytes());
        head[0x38..0x3C].copy_from_slice(&4096_u32.to_le_bytes());
        head[0x44..].fill(0xFF);
        head[0x4C..0x50].fill(0);
        // Sector 0: the chains; 1: the folder; 2 to 9: the stream.
        let mut chains = [0xFFFF_FFFF_u32; 128];
        (chains[0], chains[1]) = (0xFFFF_FFFD, 0xFFFF_FFFE);
        (2..9_u32).zip(&mut chains[2..9]).for_each(|(sector, chain)| *chain = sector + 1);
        chains[9] = 0xFFFF_FFFE;
        let mut folder = vec![0_u8; 512];
        folder[66] = 5;
        let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        folder[128..128 + name.len()].copy_from_slice(&name);
        folder[128 + 66] = 2;
        folder[128 + 116..128 + 120].copy_from_slice(&2_u32.to_le_bytes());
        folder[128 + 120..128 + 124].copy_from_slice(&4096_u32.to_le_bytes());
        let chains = chains.iter().flat_map(|c| c.to_le_bytes());
        head.into_iter().chain(chains).chain(folder).chain(stream).collect()
    }

    #[test]
    fn rows_and_columns_of_a_sheet() {
        let mut stream = record(BOF, &[0x0600, 5]);
        let start = stream.len() + record(BOUND_SHEET, &[0; 4]).len() + record(EOF, &[]).len();
        stream.extend(record(BOUND_SHEET, &[u16::try_from(start).expect("near"), 0, 0, 0]));
        stream.extend(record(EOF, &[]));
        stream.extend(record(BOF, &[0x0600, 16]));
        stream.extend(record(COL_INFO, &[2, 3, 0x0924, 15, 1, 0]));
        stream.extend(record(COL_INFO, &[4, 4, 0x0924, 15, 0, 0]));
        stream.extend(record(ROW, &[1, 0, 9, 0x012C, 0, 0, 0x0100, 15]));
        stream.extend(record(ROW, &[2, 0, 9, 0x012C, 0, 0, 0x0120, 15]));
        // The rows of a chart are none of the sheet.
        stream.extend(record(BOF, &[0x0600, 32]));
        stream.extend(record(ROW, &[7, 0, 9, 0x012C, 0, 0, 0x0120, 15]));
        stream.extend(record(EOF, &[]));
        stream.extend(record(EOF, &[]));
        let file = compound(stream);
        let sheets = read(&file).expect("a workbook");
        assert_eq!((sheets[0].rows.as_slice(), sheets[0].columns.as_slice()), (&[(2, 2)][..], &[(2, 3)][..]));
        assert_eq!(sheets.len(), 1);
        assert_eq!(read(&file[..600]), None, "a file that is cut short");
        // A file with any byte changed is read or refused, and nothing else.
        for at in 0..1536 {
            let mut other = file.clone();
            other[at] ^= 0xFF;
            let _ = read(&other);
        }
        let mut circle = file.clone();
        circle[512 + 4 * 9..512 + 4 * 10].copy_from_slice(&2_u32.to_le_bytes());
        assert_eq!(read(&circle), None, "a chain that runs in a circle");
    }
}
