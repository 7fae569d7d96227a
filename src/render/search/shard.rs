//! Which small file holds what: fixed by how many documents there are, so that every build of a site agrees.

/// Documents whose texts stand in one file.
pub(in crate::render) const EACH: usize = 4;

/// How many files the runs are spread over: a power of two, so that one of them is some kilobytes.
pub(in crate::render) fn shards_for(documents: usize) -> usize {
    (documents / 8).next_power_of_two().clamp(8, 4096)
}

/// How many files hold the texts.
pub(in crate::render) fn text_files(documents: usize) -> usize {
    documents.div_ceil(EACH)
}

/// FNV-1a (32 bits) over UTF-16 code units, each as one value: the browser has them at hand.
pub(super) fn shard(signs: impl Iterator<Item = char>, shards: usize) -> usize {
    let mut units = [0; 2];
    let mut hash = 0x811C_9DC5_u32;
    for sign in signs {
        for unit in sign.encode_utf16(&mut units) {
            hash = (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193);
        }
    }
    (hash ^ hash >> 15) as usize & (shards - 1)
}

#[cfg(test)]
mod tests {
    use super::{shard, shards_for, text_files};

    #[test]
    fn files_by_size() {
        assert_eq!([0, 100, 546, 12_722, 1_000_000].map(shards_for), [8, 16, 128, 2048, 4096]);
        assert_eq!([0, 1, 4, 5].map(text_files), [0, 1, 1, 2]);
        assert!(shard("农业".chars(), 64) < 64 && shard("农业".chars(), 64) != shard("业农".chars(), 64));
    }
}
