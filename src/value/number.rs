//! Decimal numbers as written: `431.56`, `6,400`, `６４００`.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

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
        // What it cannot hold exactly it must not round.
        Decimal::from_str_exact(plain.strip_prefix('+').unwrap_or(&plain)).ok().map(Number)
    }

    /// The whole number that a program has written with a point or an exponent (`1.3822221003E10`, `13822221003.0`), of
    /// which it keeps fifteen digits; what comes after them is noise. `None` for any other text.
    pub fn whole_of_program(text: &str) -> Option<Number> {
        const KEPT: u32 = 15;
        /// Longer ones are no numbers.
        const LONGEST: usize = 40;
        let text = text.trim();
        let is_number = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        if text.len() > LONGEST || !is_number || !text.contains(['.', 'e', 'E']) {
            return None;
        }
        let number = match text.contains(['e', 'E']) {
            true => Decimal::from_scientific(text).ok()?,
            false => Decimal::from_str_exact(text).ok()?,
        };
        let number = if number.is_integer() { number } else { number.round_sf(KEPT)? };
        number.is_integer().then(|| Number(number.trunc().normalize()))
    }

    /// It times a whole number, where that is whole.
    pub fn times(self, factor: i128) -> Option<i128> {
        let power = 10_i128.checked_pow(self.0.scale())?;
        let product = self.0.mantissa().checked_mul(factor)?;
        (product % power == 0).then(|| product / power)
    }

    /// It times a whole number, as a decimal without superfluous zeros.
    pub fn multiplied(self, factor: i64) -> String {
        let product = self.0.checked_mul(Decimal::from(factor));
        product.map_or_else(|| self.to_string(), |product| product.normalize().to_string())
    }

    /// The worth of one unit of its last digit: 0.01 for `431.56`, 1 for `6400`.
    pub fn last_digit(self) -> Number {
        Number(Decimal::new(1, self.0.scale()))
    }

    /// How many digits stand after its decimal point.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The sum, where it can be counted exactly.
    pub fn plus(self, other: Number) -> Option<Number> {
        self.0.checked_add(other.0).map(Number)
    }

    /// What share of `whole` it is, times `hundred` and rounded half up to `decimals` digits.
    pub fn share_of(self, whole: Number, hundred: i64, decimals: u32) -> Option<Number> {
        let share = self.0.checked_mul(Decimal::from(hundred))?.checked_div(whole.0)?;
        Some(Number(share.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)))
    }

    /// A quotient of whole numbers: rounded half up to `decimals` digits, or without them exactly (`None` where it has
    /// no end).
    pub fn quotient(part: i128, whole: i128, decimals: Option<u32>) -> Option<Number> {
        let [part, whole] = [part, whole].map(|n| Decimal::try_from_i128_with_scale(n, 0).ok());
        let (part, whole) = (part?, whole?);
        let quotient = part.checked_div(whole)?;
        match decimals {
            Some(decimals) => {
                Some(Number(quotient.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)))
            }
            None => (quotient.checked_mul(whole)? == part).then(|| Number(quotient.normalize())),
        }
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
    fn numbers_as_programs_write_them() {
        for (text, want) in [
            ("1.3822221003E10", Some("13822221003")),
            ("1.3822221003e+10", Some("13822221003")),
            ("13822221003.0", Some("13822221003")),
            ("13822221003.000001", Some("13822221003")),
            ("13822221002.999999", Some("13822221003")),
            ("4.41423199001010017E17", Some("441423199001010017")),
            ("-1.5E1", Some("-15")),
            ("13822221003", None),
            ("13822221003.5", None),
            ("1.3822221003E9", None),
            ("E10", None),
            ("1E9999999999", None),
            ("1E-9999999999", None),
            ("1.2.3", None),
            (".", None),
            ("", None),
        ] {
            assert_eq!(Number::whole_of_program(text).map(|n| n.to_string()).as_deref(), want, "{text}");
        }
    }

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
        let fine = format!("0.{}1", "0".repeat(40));
        assert_eq!(n(&fine), None, "no digit is cut off");
        assert!(Number::parse("3.00").is_some_and(Number::is_whole));
    }
}
