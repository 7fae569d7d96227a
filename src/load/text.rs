//! Bytes as text: UTF-8 without NUL, and a plain word on everything else that clerks' programs write.

use std::sync::Arc;

use super::sources::SourceFile;
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::text;

/// The text of a file.
pub fn decode(file: &SourceFile) -> Result<Arc<str>, Diagnostic> {
    let bytes = &file.bytes;
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(not_utf8(file, error.valid_up_to())),
    };
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(Diagnostic::error(
            "content/encoding",
            text!("文件里有 NUL 字符，不是文本文件", "the file holds a NUL character: it is no text"),
        )
        .at(SourceText { path: &file.path, text }.place(at..at + 1))
        .help(text!(
            "如果是 Word 或 UTF-16 文件，请另存为 UTF-8 文本",
            "if it is a Word or UTF-16 file, save it as UTF-8 text"
        )));
    }
    if let Some((at, c)) = first_forbidden(text) {
        let code = u32::from(c);
        return Err(Diagnostic::error(
            "content/encoding",
            text!(
                "文件里有看不见的控制字符 U+{code:04X}",
                "the file holds the control character or noncharacter U+{code:04X}"
            ),
        )
        .at(SourceText { path: &file.path, text }.place(at..at + c.len_utf8()))
        .help(text!(
            "删掉它（常见于从 Word、PDF 粘贴的文字）",
            "remove it (it often comes with text from Word or PDF)"
        )));
    }
    Ok(text.into())
}

/// Whether HTML or XML cannot carry a character: controls but for tab and line ends, and noncharacters.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The first character that [`is_forbidden`]. Most texts are cleared by their bytes alone: every pair is asked and none
/// is a way out, since of that the compiler makes vector instructions.
pub(super) fn first_forbidden(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let is_control = |b: u8| (b < b' ') & (b != b'\t') & (b != b'\n') & (b != b'\r') | (b == 0x7F);
    // What the others begin with: C1 controls, the ends of the planes beyond the first; U+FDC0.., U+FFC0...
    let may_begin = |b: u8, next: u8| (b == 0xC2) | (b >= 0xF0) | (b == 0xEF) & ((next == 0xB7) | (next == 0xBF));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let may_be = pairs.fold(false, |any, (b, next)| any | is_control(*b) | may_begin(*b, *next));
    let last = bytes.last().is_some_and(|b| is_control(*b));
    if may_be || last { text.char_indices().find(|(_, c)| is_forbidden(*c)) } else { None }
}

fn not_utf8(file: &SourceFile, good: usize) -> Diagnostic {
    let bytes = &file.bytes;
    let line = memchr::memchr_iter(b'\n', &bytes[..good]).count() + 1;
    let start = memchr::memrchr(b'\n', &bytes[..good]).map_or(0, |i| i + 1);
    let column = String::from_utf8_lossy(&bytes[start..good]).chars().count() + 1;
    let mut place = Place::file(file.path.clone());
    place.line = u32::try_from(line).unwrap_or(u32::MAX);
    place.column = u32::try_from(column).unwrap_or(u32::MAX);
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Diagnostic::error("content/encoding", text!("文件是 UTF-16 编码", "the file is encoded in UTF-16"))
            .at(place)
            .help(text!("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"));
    }
    if is_gb18030(bytes) {
        return Diagnostic::error(
            "content/encoding",
            text!("文件是 GB18030（GBK）编码，不是 UTF-8", "the file is encoded in GB18030 (GBK), not UTF-8"),
        )
        .at(place)
        .help(text!(
            "在编辑器里另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 旧文件 > 新文件",
            "save it as UTF-8 in your editor, or run: iconv -f GB18030 -t UTF-8 OLD > NEW"
        ));
    }
    Diagnostic::error("content/encoding", text!("文件不是 UTF-8 编码", "the file is not UTF-8"))
        .at(place)
        .help(text!("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"))
}

/// Bytes as text, if they are UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Whether all bytes fit the forms of GB 18030-2022: ASCII, two bytes, or four.
fn is_gb18030(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        at += match bytes[at..] {
            [0x01..=0x7F, ..] => 1,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => 2,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => 4,
            _ => return false,
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{SourceFile, decode};

    fn problem(bytes: &[u8]) -> String {
        let file = SourceFile { path: "a.md".into(), bytes: bytes.into() };
        decode(&file).map(|t| t.to_string()).map_err(|d| d.message.en).unwrap_or_else(|e| e)
    }

    #[test]
    fn encodings() {
        assert_eq!(problem("标题".as_bytes()), "标题");
        assert!(problem(b"title: \xB1\xEA\xCC\xE2\n").contains("GB18030"));
        assert!(problem(b"\xFF\xFEa\0").contains("UTF-16"));
        assert!(problem(b"a\xFF").contains("not UTF-8"));
        assert!(problem(b"a\0b").contains("NUL"));
        for c in
            ['\u{1}', '\u{B}', '\u{1B}', '\u{7F}', '\u{85}', '\u{9F}', '\u{FDD0}', '\u{FDEF}', '\u{FFFE}', '\u{1FFFF}']
        {
            assert!(problem(format!("甲{c}").as_bytes()).contains(&format!("U+{:04X}", u32::from(c))), "{c:?}");
        }
        let fine = "甲\t乙\r\n·，￥\u{FFFD}\u{FDCF}𠀀😀\u{FEFF}";
        assert_eq!(problem(fine.as_bytes()), fine);
    }
}
