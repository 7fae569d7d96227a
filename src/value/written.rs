//! What all written numbers share: a qualifying word, digits, 万 or 亿, and what stands after them.

use super::number::{Number, half_width};
use super::qualifier::Qualifier;

/// By how much a word after the digits multiplies them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// No word.
    #[default]
    One,
    /// 千.
    Thousand,
    /// 万.
    Wan,
    /// 亿.
    Yi,
}

impl Scale {
    /// By how much it multiplies.
    pub fn factor(self) -> i128 {
        match self {
            Scale::One => 1,
            Scale::Thousand => 1000,
            Scale::Wan => 10_000,
            Scale::Yi => 100_000_000,
        }
    }

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Scale::One => "",
            Scale::Thousand => "千",
            Scale::Wan => "万",
            Scale::Yi => "亿",
        }
    }

    fn take(text: &str) -> (Scale, &str) {
        [Scale::Yi, Scale::Wan, Scale::Thousand]
            .into_iter()
            .find_map(|s| Some((s, text.strip_prefix(s.word())?)))
            .unwrap_or((Scale::One, text))
    }
}

/// A written number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) q: Qualifier,
    pub(super) value: Number,
    pub(super) scale: Scale,
    /// What stands after it: a unit, or nothing.
    pub(super) rest: String,
}

/// Takes a written number apart: `约4000万元` is 约, 4000, 万 and `元`. Two qualifying words contradict each other, save
/// 达 and 共 before another (`达3000多`).
pub(super) fn take_apart(text: &str) -> Option<Written> {
    let text = half_width(text.trim());
    let (mut q, mut rest) = Qualifier::take_before(&text);
    if matches!(q, Some(Qualifier::Exact | Qualifier::Stated)) {
        let (second, after) = Qualifier::take_before(rest);
        if second.is_some() {
            (q, rest) = (second, after);
        }
    }
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-');
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let value = Number::parse(&rest[..end])?;
    let rest = rest[end..].trim_start();
    let mut after = Vec::new();
    let take_more = |text: &mut &str, after: &mut Vec<Qualifier>| {
        if let Some(rest) = text.strip_prefix(['多', '余']) {
            *text = rest;
            after.push(Qualifier::MoreThan);
        }
    };
    let mut rest = rest;
    take_more(&mut rest, &mut after);
    let (scale, mut rest) = Scale::take(rest);
    take_more(&mut rest, &mut after);
    let (last, rest) = Qualifier::take_after(rest.trim());
    after.extend(last);
    let (mut weak, mut strong) = (None, None);
    for q in q.into_iter().chain(after) {
        match q {
            Qualifier::Exact | Qualifier::Stated => weak = Some(q),
            q if strong.is_some_and(|s| s != q) => return None,
            q => strong = Some(q),
        }
    }
    Some(Written { q: strong.or(weak).unwrap_or_default(), value, scale, rest: rest.trim().to_owned() })
}
