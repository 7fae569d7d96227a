//! Codes of places: twelve digits, 统计用区划代码 (GB/T 2260 for the first six, GB/T 10114 for the next three, the
//! statistics office's own for the last three).

use std::fmt;

/// A twelve-digit code of a place. It is no number: it may begin with any digit and is never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceCode([u8; 12]);

impl PlaceCode {
    /// Parses twelve digits, the first two of which name a province (11 to 82).
    pub fn parse(text: &str) -> Option<PlaceCode> {
        let text = super::half_width(text.trim());
        let digits: [u8; 12] = text.as_bytes().try_into().ok()?;
        let province = text.get(..2)?.parse::<u8>().ok()?;
        (digits.iter().all(u8::is_ascii_digit) && (11..=82).contains(&province)).then_some(PlaceCode(digits))
    }

    /// How many digits say something: 2 province, 4 city, 6 county, 9 town, 12 village.
    pub fn depth(self) -> usize {
        [(9, 12), (6, 9), (4, 6), (2, 4)]
            .into_iter()
            .find(|(from, to)| self.0[*from..*to].iter().any(|d| *d != b'0'))
            .map_or(2, |(_, to)| to)
    }

    /// Whether a place lies in this one, or is it.
    pub fn holds(self, other: PlaceCode) -> bool {
        other.0.starts_with(&self.0[..self.depth()])
    }
}

impl fmt::Display for PlaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|d| write!(f, "{}", char::from(*d)))
    }
}
