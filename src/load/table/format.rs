//! Formats of numbers: what a spreadsheet program writes beside a number that it shows, such as the 万元 of `0.00"万元"`.

/// The unit that a format shows, as it is written; of one that only leaves out digits (`0,`) what it counts in.
pub(super) fn unit(code: &str) -> Option<String> {
    code.split(';').find_map(of_section).or_else(|| code.split(';').find_map(scale).map(str::to_owned))
}

/// What stands beside the digits of a section. What is between them or makes no word says nothing.
fn of_section(section: &str) -> Option<String> {
    let mut shown = String::new();
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => shown.extend(chars.by_ref().take_while(|c| *c != '"')),
            // Brackets hold colours, conditions and, after a `$`, a currency with its language.
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if let Some(currency) = inner.strip_prefix('$') {
                    shown.push_str(currency.split('-').next().unwrap_or_default());
                }
            }
            '\\' | '!' => shown.extend(chars.next()),
            // The next character is a width, or fills the cell.
            '_' | '*' => drop(chars.next()),
            '%' | '‰' => shown.push(c),
            c if !c.is_ascii() => shown.push(c),
            _ => {}
        }
    }
    shown.retain(|c| c.is_alphanumeric() || matches!(c, '%' | '‰' | '¥' | '￥' | '$' | '€' | '£' | '/'));
    (!shown.is_empty()).then_some(shown)
}

/// Of a section with commas after its last digit: each of them leaves out three.
fn scale(section: &str) -> Option<&'static str> {
    let is_digit = |c: char| matches!(c, '0' | '#' | '?');
    let rest = &section[section.rfind(is_digit)? + 1..];
    match rest.bytes().take_while(|b| *b == b',').count() {
        0 => None,
        1 => Some("千"),
        2 => Some("百万"),
        _ => Some("十亿"),
    }
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn units_of_formats() {
        for (code, shown) in [
            ("General", None),
            ("#,##0.00", None),
            ("@", None),
            ("0.00E+00", None),
            ("_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", None),
            ("#,##0;[Red]-#,##0", None),
            ("0\"万元\"", Some("万元")),
            ("0.00\"亿元\"", Some("亿元")),
            ("#,##0.00 \"元\";-#,##0.00 \"元\"", Some("元")),
            ("0%", Some("%")),
            ("0.0‰", Some("‰")),
            ("[>=10000]0\\.0,\"万\";0", Some("万")),
            ("0!.0,\"万\"", Some("万")),
            ("#,##0万元", Some("万元")),
            ("[$¥-804]#,##0.00", Some("¥")),
            ("[$-804]#,##0", None),
            ("[DBNum1][$-804]General", None),
            ("0,", Some("千")),
            ("#,##0.00,,", Some("百万")),
            ("0\" 人次 \"", Some("人次")),
        ] {
            assert_eq!(unit(code).as_deref(), shown, "{code}");
        }
    }
}
