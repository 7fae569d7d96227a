//! The words of a file in Rich Text Format: what is left of it without its control words, in which digits stand too.

use crate::load::table::of_gb18030;

/// The words of such a file; each paragraph, cell and line is a line of its own. `None`: it is none.
pub fn rtf(text: &str) -> Option<String> {
    words(text, '\n')
}

/// The same with a sign of its own at the end of each cell, and a line for each row.
pub fn rtf_cells(text: &str) -> Option<String> {
    words(text, '\u{1F}')
}

fn words(text: &str, cell: char) -> Option<String> {
    let head = text.trim_start().strip_prefix("{\\rtf")?;
    let mut rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    rest = rest.strip_prefix(' ').unwrap_or(rest);
    let mut out = String::new();
    // Bytes of characters that stand as their codes, until they end.
    let mut coded = Vec::new();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            settle(&mut coded, &mut out);
            if !matches!(c, '{' | '}' | '\r' | '\n') {
                out.push(c);
            }
            continue;
        }
        if let Some(byte) = rest.strip_prefix('\'').and_then(|hex| hex.get(..2)) {
            coded.extend(u8::from_str_radix(byte, 16));
            rest = &rest[3..];
            continue;
        }
        settle(&mut coded, &mut out);
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, after) = rest.split_at(letters);
        if word.is_empty() {
            // `\{` is a sign, `\~` a space, `\_` a hyphen, `\-` nothing.
            let Some(sign) = after.chars().next() else { break };
            rest = &after[sign.len_utf8()..];
            match sign {
                '{' | '}' | '\\' => out.push(sign),
                '~' => out.push(' '),
                '_' => out.push('-'),
                _ => {}
            }
            continue;
        }
        let minus = usize::from(after.starts_with('-'));
        let digits = minus + after[minus..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = after.split_at(digits);
        rest = after.strip_prefix(' ').unwrap_or(after);
        match word {
            "cell" => out.push(cell),
            "par" | "line" | "row" | "sect" | "page" => out.push('\n'),
            "tab" => out.push('\t'),
            "u" => {
                // Codes above 32767 are written below zero; a stand-in for older programs comes after it.
                let code = number.parse::<i32>().ok().and_then(|code| u32::try_from(code.rem_euclid(0x1_0000)).ok());
                out.extend(code.and_then(char::from_u32));
                rest = rest.strip_prefix('?').unwrap_or(rest);
            }
            _ => {}
        }
    }
    settle(&mut coded, &mut out);
    Some(out)
}

/// Bytes of Chinese text become characters.
fn settle(coded: &mut Vec<u8>, out: &mut String) {
    if !coded.is_empty() {
        out.push_str(&of_gb18030(coded));
        coded.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::rtf;

    #[test]
    fn words_without_control_words() {
        for (text, want) in [
            ("{\\rtf1 138\\b 2222\\b0 1014\\par}", Some("13822221014\n")),
            ("{\\rtf1{\\fs24 138}\r\n{\\rsid13822221014 2222}1014}", Some("13822221014")),
            ("{\\rtf1 \\'b5\\'e7\\'bb\\'b0 \\u30005?\\{\\~}", Some("电话 电{ ")),
            ("{\\rtf1\\", Some("")),
            ("{\\rtf1\\'b", Some("b")),
            ("{\\rtf\\'电", Some("电")),
            ("138", None),
        ] {
            assert_eq!(rtf(text).as_deref(), want, "{text}");
        }
    }
}
