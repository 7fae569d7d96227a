//! QR codes (ISO/IEC 18004) as drawings in a page: of an address, so that paper leads back to the site.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use super::content::escape;

/// Modules that have to stay white around a code.
const QUIET: usize = 4;

/// The code of a text, with a label for those who do not see it; `None`: it is too long for one.
///
/// Always black on white, in dark schemes too: readers of codes want it so. Rows are drawn as runs, one path in all.
pub(super) fn svg(text: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let (left, top, length) = (x + QUIET, y + QUIET, run.len());
                // Writing into a string cannot fail.
                let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    let mut out = format!("<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"");
    escape(&mut out, label);
    let _ = write!(
        out,
        "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    );
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{QUIET, svg};

    /// Reads a code as a phone would: the drawing is painted, eight dots a module, and looked at.
    fn read(svg: &str) -> String {
        let side: usize = svg
            .split("viewBox=\"0 0 ")
            .nth(1)
            .and_then(|s| s.split(' ').next())
            .expect("a box")
            .parse()
            .expect("a side");
        let mut dark = vec![false; side * side];
        let path = svg.split("fill=\"#000\" d=\"").nth(1).and_then(|s| s.split('"').next()).expect("a path");
        for run in path.split('M').skip(1) {
            let numbers: Vec<usize> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty())
                .map(|n| n.parse().expect("a number"))
                .collect();
            let [x, y, length, 1, back] = numbers[..] else { panic!("{run} is no run") };
            assert_eq!(length, back);
            dark[y * side + x..y * side + x + length].fill(true);
        }
        let quiet = |i: usize| i < QUIET || i >= side - QUIET;
        assert!((0..side * side).filter(|at| quiet(at / side) || quiet(at % side)).all(|at| !dark[at]), "a quiet zone");
        let wide = side * 8;
        let dots: Vec<u8> =
            (0..wide * wide).map(|at| if dark[at / wide / 8 * side + at % wide / 8] { 0 } else { 255 }).collect();
        let mut reader = quircs::Quirc::default();
        let codes: Vec<_> = reader.identify(wide, wide, &dots).collect();
        assert_eq!(codes.len(), 1);
        let code = codes[0].as_ref().expect("a code").decode().expect("a code that can be read");
        String::from_utf8(code.payload).expect("text")
    }

    #[test]
    fn a_code_says_its_address() {
        for text in [
            "https://mingbai.example/places/keng-wei/",
            "http://localhost/",
            "https://例子.example/%E5%9D%91%E5%B0%BE/?a=1&b=2",
            &format!("https://a.example/{}/", "very-long-name-of-a-village/".repeat(30)),
        ] {
            assert_eq!(read(&svg(text, "label").expect("a code")), text);
        }
    }

    #[test]
    fn a_code_has_a_label_and_is_always_the_same() {
        let one = svg("https://a.example/", "二维码：<a>").expect("a code");
        assert!(one.contains("aria-label=\"二维码：&lt;a&gt;\""));
        assert_eq!(Some(one), svg("https://a.example/", "二维码：<a>"));
    }

    #[test]
    fn what_is_too_long_has_none() {
        assert_eq!(svg(&"长".repeat(2000), ""), None);
    }
}
