//! Units of an axis, and where its ticks stand.

/// The unit in which an axis counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct Scale {
    /// How many smallest units it is.
    pub(in crate::render) factor: i128,
    /// What it is called, in words: 单位：万元.
    pub(in crate::render) name: String,
    /// Ticks are no closer than that.
    pub(in crate::render) least: i128,
}

/// A round step of at least `least`: 1, 2 or 5 with noughts.
fn round(least: i128) -> i128 {
    let mut ten = 1;
    while ten * 10 <= least {
        ten *= 10;
    }
    [1, 2, 5, 10].into_iter().map(|n| n * ten).find(|step| *step >= least).unwrap_or(least)
}

/// Ticks between two values, their labels at least `gap` apart by `width`, where `span` units take `pixels`.
pub(super) fn ticks(
    scale: &Scale,
    (low, high): (i128, i128),
    pixels: i32,
    width: impl Fn(&str) -> i32,
) -> Vec<(i128, String)> {
    const MOST: i128 = 5;
    let span = high - low;
    let mut step = round((span / MOST).max(scale.least).max(1));
    loop {
        let first = -(-low).div_euclid(step) * step;
        let found: Vec<(i128, String)> = (0..=MOST + 1)
            .map(|n| first + n * step)
            .take_while(|tick| *tick <= high)
            .map(|tick| (tick, decimal(tick, scale.factor)))
            .collect();
        let widest = found.iter().map(|(_, label)| width(label)).max().unwrap_or(0);
        let room = i128::from(pixels) * step / span.max(1);
        if found.len() < 3 || room >= i128::from(widest + 12) {
            return found;
        }
        step = round(step + 1);
    }
}

/// A whole number of smallest units in a unit of `factor` of them, without superfluous zeros.
pub(super) fn decimal(value: i128, factor: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (value, factor) = (value.unsigned_abs(), factor.unsigned_abs().max(1));
    let mut out = format!("{sign}{}", value / factor);
    let mut rest = value % factor;
    if rest > 0 {
        out.push('.');
    }
    for _ in 0..9 {
        if rest == 0 {
            break;
        }
        rest *= 10;
        out.push(char::from(b'0' + u8::try_from(rest / factor).unwrap_or(0)));
        rest %= factor;
    }
    out
}
