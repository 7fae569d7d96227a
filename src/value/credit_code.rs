//! Unified credit codes of organisations (GB 32100-2015), which are public.

/// The characters of a code; each stands for its place here.
const CODE: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Whether these are the 18 characters of a code, in capitals, and the last is what the others come to.
pub(crate) fn is_credit_code(code: &str) -> bool {
    let value = |b: &u8| CODE.iter().position(|c| c == b);
    let Some((last, body)) = code.as_bytes().split_last().filter(|(_, body)| body.len() == 17) else { return false };
    let (mut sum, mut weight) = (0, 1);
    for byte in body {
        let Some(value) = value(byte) else { return false };
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    value(last) == Some((31 - sum % 31) % 31)
}

#[cfg(test)]
mod tests {
    use super::{CODE, is_credit_code};

    #[test]
    fn check_characters() {
        // Every first part has exactly one last character.
        for body in ["11440000000000001", "91350100M000100Y4", "1234567890ABCDEFG"] {
            let fits = CODE.iter().filter(|c| is_credit_code(&format!("{body}{}", char::from(**c)))).count();
            assert_eq!(fits, 1, "{body}");
        }
        // The printed example of GB 32100.
        assert!(is_credit_code("91350100M000100Y43"));
        assert!(!is_credit_code("91350100M000100Y44") && !is_credit_code("91350100M000100I43"));
        assert!(!is_credit_code("91350100M000100Y4") && !is_credit_code("91350100m000100Y43"));
    }
}
