//! Index numbers: `11440000000000000A/2023-00012`, a credit code, year and serial number; other places have other forms.

/// An index number, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::check) struct IndexNumber<'t> {
    /// Credit code, of 18 characters.
    pub(in crate::check) code: Option<&'t str>,
    /// Code of a body, of 9 characters.
    pub(in crate::check) body: Option<&'t str>,
    /// All before the serial number: one series of numbers.
    pub(in crate::check) series: &'t str,
    /// Its year, where that is part of it.
    pub(in crate::check) year: Option<i16>,
    /// Its month, where that is part of it.
    pub(in crate::check) month: Option<&'t str>,
    /// Serial number.
    pub(in crate::check) serial: Option<u64>,
}

/// What may stand in braces in a form.
const TOKENS: [&str; 5] = ["code", "body", "year", "month", "serial"];

/// Whether any index number can be of a form.
pub(in crate::check) fn is_form(form: &str) -> bool {
    let mut parts = form.split('{');
    let first = parts.next().unwrap_or_default();
    let closed =
        |part: &str| part.split_once('}').is_some_and(|(name, rest)| TOKENS.contains(&name) && !rest.contains('}'));
    !first.contains('}') && parts.all(closed)
}

/// Takes a text apart by a form; `None` where it is not of it. In a form, `{code}` is a credit code, `{body}` nine digits
/// or capitals of a body, `{year}` four digits, `{month}` two, `{serial}` digits, and `#` one digit.
pub(in crate::check) fn read<'t>(text: &'t str, form: &str) -> Option<IndexNumber<'t>> {
    let mut out = IndexNumber { series: text, ..IndexNumber::default() };
    let (mut rest, mut form) = (text, form);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let alike = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    while !form.is_empty() {
        let (token, after) = match form.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((name, after)) => (Some(name), after),
            None => (None, &form[form.chars().next().map_or(0, char::len_utf8)..]),
        };
        let length = match token {
            Some("code") => 18,
            Some("body") => 9,
            Some("year") => 4,
            Some("month") => 2,
            Some("serial") => rest.bytes().take_while(u8::is_ascii_digit).count().max(1),
            Some(_) => return None,
            None => rest.chars().next()?.len_utf8(),
        };
        let piece = rest.get(..length)?;
        match token {
            Some("code") if alike(piece) => out.code = Some(piece),
            Some("body") if alike(piece) => out.body = Some(piece),
            Some("year") if digits(piece) && (piece.starts_with("19") || piece.starts_with("20")) => {
                out.year = piece.parse().ok();
            }
            Some("month") if digits(piece) && ("01"..="12").contains(&piece) => out.month = Some(piece),
            Some("serial") if digits(piece) => {
                out.series = &text[..text.len() - rest.len()];
                out.serial = piece.parse().ok();
            }
            None if form.starts_with('#') && digits(piece) || form.starts_with(piece) => {}
            _ => return None,
        }
        (rest, form) = (&rest[length..], after);
    }
    rest.is_empty().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{is_form, read};

    #[test]
    fn forms() {
        let found = read("11440000000000019T/2023-00012", "{code}/{year}-{serial}").expect("one");
        assert_eq!((found.code, found.year, found.serial), (Some("11440000000000019T"), Some(2023), Some(12)));
        assert_eq!(found.series, "11440000000000019T/2023-");
        assert_eq!(read("11440000000000019T/202313-00012", "{code}/{year}{month}-{serial}"), None);
        assert_eq!(read("11440000000000019T/2023-", "{code}/{year}-{serial}"), None);
        assert_eq!(read("11440000000000019T/2023-12号", "{code}/{year}-{serial}"), None);
        assert!(is_form("甲-###") && is_form("{body}-{year}〔{serial}〕"));
        for bad in ["{x}", "{code", "code}", "{code}}", "{{code}}", "{}"] {
            assert!(!is_form(bad), "{bad}");
        }
        assert!(read("甲-007", "甲-###").is_some() && read("甲-07", "甲-###").is_none());
    }
}
