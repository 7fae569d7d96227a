//! Which numbers are somebody's: citizen ids (GB 11643) by region, birth date and check digit, mobile numbers, bank cards by
//! Luhn's sum. All take digits; 10 stands for `X`.

/// Codes of provinces, as ids begin; 83 is of residents from Taiwan.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];

/// Years of birth that an id may have.
const BIRTHS: std::ops::RangeInclusive<u32> = 1880..=2099;

/// Whether these 18 digits are a citizen's id, or that of a foreigner who lives here.
pub(super) fn is_citizen_id(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum = || digits.iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum::<u32>();
    is_nearly_citizen_id(digits) && CHECKS[(sum() % 11) as usize] == digits[17]
}

/// Whether they are one but for the last.
pub(super) fn is_nearly_citizen_id(digits: &[u8]) -> bool {
    if digits.len() != 18 || digits[..17].iter().any(|d| *d > 9) {
        return false;
    }
    let region = if digits[0] == 9 { &digits[1..3] } else { &digits[..2] };
    if !is_province(region) || digits[0] != 9 && !has_county(digits) {
        return false;
    }
    let year = number(&digits[6..10]);
    BIRTHS.contains(&year) && is_day(year, &digits[10..14])
}

/// Whether these 15 digits are an id of before 1999: they have no check digit.
pub(super) fn is_old_citizen_id(digits: &[u8]) -> bool {
    digits.len() == 15
        && digits.iter().all(|d| *d <= 9)
        && is_province(&digits[..2])
        && has_county(digits)
        && is_day(1900 + number(&digits[6..8]), &digits[8..12])
}

/// Whether 20 digits may be the number of a disability certificate: the holder's id, one of seven kinds and one of four degrees.
/// Numbers of files are made of a place, a day and a count too; such days are of late.
pub(super) fn is_disability_number(digits: &[u8]) -> bool {
    const OF_LATE: u32 = 2015;
    matches!(digits, [.., 1..=7, 1..=4])
        && digits.len() == 20
        && is_citizen_id(&digits[..18])
        && number(&digits[6..10]) < OF_LATE
}

/// A number with nothing but its first three signs and its last two.
pub(super) fn masked(digits: &[u8]) -> String {
    let sign = |(at, digit): (usize, &u8)| match *digit {
        _ if (3..digits.len() - 2).contains(&at) => '*',
        10 => 'X',
        value => char::from(b'0' + value),
    };
    digits.iter().enumerate().map(sign).collect()
}

/// Whether these 11 digits are a mobile number.
pub(super) fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == 1 && (3..=9).contains(&digits[1]) && digits.iter().all(|d| *d <= 9)
}

/// Whether these digits are as many as a bank card has, and keep Luhn's sum.
pub(super) fn is_card(digits: &[u8]) -> bool {
    if !(16..=19).contains(&digits.len()) || digits.iter().any(|d| *d > 9) {
        return false;
    }
    let one = |(at, digit): (usize, &u8)| {
        let value = u32::from(*digit) * if at % 2 == 1 { 2 } else { 1 };
        value / 10 + value % 10
    };
    digits.iter().rev().enumerate().map(one).sum::<u32>() % 10 == 0
}

/// Whether a card begins as those of banks here do: by `62`, or as some did before.
pub(super) fn is_known_card(digits: &[u8]) -> bool {
    digits.starts_with(&[6, 2]) || digits.starts_with(&[9, 5, 5, 8, 8])
}

/// Whether a card begins as cards anywhere do; too little to go by without words beside it.
pub(super) fn may_be_card(digits: &[u8]) -> bool {
    let is_old = digits.len() == 19 && digits.starts_with(&[1, 0, 3, 0]);
    is_known_card(digits) || is_old || matches!(digits.first(), Some(3..=6 | 9))
}

fn is_province(digits: &[u8]) -> bool {
    PROVINCES.contains(&(digits[0] * 10 + digits[1]))
}

/// Whether a place below the province is named, as everywhere but in Hong Kong, Macau and Taiwan.
fn has_county(digits: &[u8]) -> bool {
    digits[0] >= 7 || digits[2..4] != [0, 0]
}

/// Whether a year has that month and day, of two digits each.
fn is_day(year: u32, digits: &[u8]) -> bool {
    let (month, day) = (number(&digits[..2]), number(&digits[2..4]));
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Whether an id may begin so: four digits, of a province and a place in it.
pub(super) fn is_region(digits: &[u8]) -> bool {
    digits.len() == 4 && is_province(&digits[..2]) && has_county(digits)
}

/// Whether eight digits are a day of these years.
pub(super) fn is_date(digits: &[u8]) -> bool {
    digits.len() == 8 && matches!(digits, [1, 9, ..] | [2, 0, ..]) && is_day(number(&digits[..4]), &digits[4..])
}

/// Whether six digits are a time of the day.
pub(super) fn is_time(digits: &[u8]) -> bool {
    digits.len() == 6 && [24, 60, 60].iter().zip(digits.chunks(2)).all(|(most, part)| number(part) < *most)
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |n, d| n * 10 + u32::from(*d))
}

#[cfg(test)]
mod tests {
    use super::{is_card, is_citizen_id, is_mobile, is_old_citizen_id};

    fn digits(text: &str) -> Vec<u8> {
        text.chars().map(|c| c.to_digit(10).and_then(|d| u8::try_from(d).ok()).unwrap_or(10)).collect()
    }

    #[test]
    fn ids_have_a_region_a_day_and_a_check_digit() {
        for (id, is_one) in [
            ("34052419800101001X", true),
            ("340524198001010010", false),
            ("34052419800230001X", false),
            ("18052419800101001X", false),
            ("340524180001010014", false),
            ("3405241980010100", false),
        ] {
            assert_eq!(is_citizen_id(&digits(id)), is_one, "{id}");
        }
        assert!(is_old_citizen_id(&digits("340524800101001")));
        assert!(!is_old_citizen_id(&digits("340524801301001")));
    }

    #[test]
    fn telephones_and_cards() {
        assert!(is_mobile(&digits("13800138000")) && !is_mobile(&digits("12800138000")));
        assert!(is_card(&digits("4111111111111111")) && !is_card(&digits("4111111111111112")));
    }
}
