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
#[inline(always)]
pub(super) fn shard(code_points: impl Iterator<Item = u32>, shards: usize) -> usize {
    let put = |hash: u32, unit: u32| (hash ^ unit).wrapping_mul(0x0100_0193);
    let hash = code_points.fold(0x811C_9DC5, |hash, c| match c.checked_sub(0x1_0000) {
        None => put(hash, c),
        Some(above) => put(put(hash, 0xD800 | above >> 10), 0xDC00 | above & 0x3FF),
    });
    (hash ^ hash >> 15) as usize & (shards - 1)
}

#[cfg(test)]
mod tests {
    use super::{shard, shards_for, text_files};

    #[test]
    fn files_by_size() {
        assert_eq!([0, 100, 546, 12_722, 1_000_000].map(shards_for), [8, 16, 128, 2048, 4096]);
        let of = |run: &str| shard(run.chars().map(u32::from), 64);
        assert_eq!([0, 1, 4, 5].map(text_files), [0, 1, 1, 2]);
        assert!(of("农业") < 64 && of("农业") != of("业农"));
    }
}
