//! Decimal numbers as written: `431.56`, `6,400`, `６４００`.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// A decimal number that keeps its scale (`1.10` is not `1.1` in print, but equal in value).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

impl Number {
    /// Parses digits with an optional sign, decimal point and thousands separators; full-width forms are understood.
    /// Exponents, other separators and more than 28 significant digits are not numbers here.
    pub fn parse(text: &str) -> Option<Number> {
        let text = half_width(text.trim());
        let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !fraction.is_none_or(all_digits) {
            return None;
        }
        let mut groups = whole.split(',');
        let first = groups.next()?;
        if !all_digits(first) || (whole.contains(',') && first.len() > 3) {
            return None;
        }
        if groups.any(|g| g.len() != 3 || !all_digits(g)) {
            return None;
        }
        let plain: String = text.chars().filter(|c| *c != ',').collect();
        Decimal::from_str(plain.strip_prefix('+').unwrap_or(&plain)).ok().map(Number)
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.0.fract().is_zero()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Full-width digits, signs and letters as ASCII; everything else stays.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '\u{2212}' => '-',
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_as_clerks_write_them() {
        let n = |t: &str| Number::parse(t).map(|n| n.to_string());
        assert_eq!(n("431.56").as_deref(), Some("431.56"));
        assert_eq!(n("1.10").as_deref(), Some("1.10"));
        assert_eq!(n("6,400").as_deref(), Some("6400"));
        assert_eq!(n("６，４００．５").as_deref(), Some("6400.5"));
        assert_eq!(n("-12").as_deref(), Some("-12"));
        for bad in ["", "1e3", "64,00", ",400", "1.", ".5", "十二", "12万", "0x10", "1 000", "6400,", "1234,567"] {
            assert_eq!(n(bad), None, "{bad}");
        }
        assert!(Number::parse("3.00").is_some_and(Number::is_whole));
    }
}
