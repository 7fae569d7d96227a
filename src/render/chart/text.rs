//! How wide text is, and where its lines break: an estimate that errs on the wide side.

/// Size of letters in drawings, and of the smaller ones.
pub(super) const SIZE: i32 = 15;
/// Of ticks and of what is beside the point.
pub(super) const SMALL: i32 = 14;
/// From one line to the next.
pub(super) const LINE: i32 = 21;

/// The width of a character in hundredths of an em; numbers are set in bold.
fn hundredths(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 40,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '‰' => 100,
        'A'..='Z' | '&' | '–' => 80,
        '0'..='9' => 66,
        ' '..='~' => 62,
        _ => 100,
    }
}

/// The width of a text of that size, rounded up.
pub(super) fn width(text: &str, size: i32) -> i32 {
    let mut sum = 0;
    let mut last: Option<char> = None;
    for c in text.chars() {
        // Browsers put an eighth of an em between Han and Latin.
        let is_border =
            last.is_some_and(|l| l.is_alphanumeric() && c.is_alphanumeric() && l.is_ascii() != c.is_ascii());
        sum += hundredths(c) + if is_border { 13 } else { 0 };
        last = Some(c);
    }
    (sum * size + 99) / 100
}

/// What may not begin a line.
fn clings(c: char) -> bool {
    "，。、；：？！）》」』】”’％%‰,.;:?!)]}·…".contains(c)
}

/// What may not end a line.
fn opens(c: char) -> bool {
    "（《「『【“‘([{".contains(c)
}

/// Pieces that stay together: words, numbers with their units, single Han characters, each with its marks.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.chars() {
        let is_latin = |c: char| c.is_ascii() && c != ' ';
        let joined = last.is_some_and(|l| {
            opens(l) || (is_latin(l) && is_latin(c)) || (clings(c) && l != ' ') || (l.is_ascii_digit() && c != ' ')
        });
        match out.last_mut() {
            Some(piece) if joined => piece.push(c),
            _ => out.push(c.to_string()),
        }
        last = Some(c);
    }
    out
}

/// The lines of a text in a column of that width; a piece that is wider than the column is cut.
pub(super) fn wrap(text: &str, size: i32, column: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut put = |line: &mut String| {
        let full = std::mem::take(line);
        if !full.trim().is_empty() {
            lines.push(full.trim().to_owned());
        }
    };
    for piece in pieces(text) {
        let before = line.len();
        line.push_str(&piece);
        if width(line.trim(), size) <= column {
            continue;
        }
        line.truncate(before);
        put(&mut line);
        for c in piece.chars() {
            if width(&line, size) + width(c.encode_utf8(&mut [0; 4]), size) > column {
                put(&mut line);
            }
            line.push(c);
        }
    }
    put(&mut line);
    lines
}

/// The width of the widest piece that stays together.
pub(super) fn widest_piece(text: &str, size: i32) -> i32 {
    pieces(text).iter().map(|piece| width(piece.trim(), size)).max().unwrap_or(0)
}
