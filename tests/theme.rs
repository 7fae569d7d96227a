//! The theme keeps to its tokens: every pair of colours that docs/design.md lists can be read, in both schemes, and the
//! style names no colour and no size of type beside the tokens.
#![expect(clippy::disallowed_methods, reason = "this test reads the theme and its description")]

use std::collections::BTreeMap;
use std::fs;

type Tokens = BTreeMap<String, String>;

fn style() -> String {
    fs::read_to_string("themes/town/assets/style.css").expect("the style")
}

/// The declarations of custom properties in a rule that begins with `start`.
fn tokens(css: &str, start: &str) -> Tokens {
    let from = css.find(start).unwrap_or_else(|| panic!("the style has no `{start}`")) + start.len();
    let to = from + css[from..].find('}').expect("its end");
    let lines = css[from..to].lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
    lines.filter(|(name, _)| name.starts_with("--")).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
}

/// The light scheme, and the dark one laid over it.
fn schemes(css: &str) -> [(&'static str, Tokens); 2] {
    let light = tokens(css, "\n:root {");
    let mut dark = light.clone();
    dark.extend(tokens(css, "(prefers-color-scheme: dark) {\n  :root {"));
    [("light", light), ("dark", dark)]
}

/// Relative luminance as WCAG 2 defines it.
fn luminance(hex: &str) -> f64 {
    let digits = hex.strip_prefix('#').filter(|d| d.len() == 6).unwrap_or_else(|| panic!("{hex} is no #rrggbb"));
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("a hexadecimal number")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126f64.mul_add(part(0), 0.7152f64.mul_add(part(2), 0.0722 * part(4)))
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The rows of the table of pairs: what stands on what, and the least contrast.
fn pairs(doc: &str) -> Vec<(String, String, f64)> {
    let is_token = |cell: &str| cell.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(|c| c.trim().trim_matches('`')).collect();
        match cells.as_slice() {
            [on, under, least, ..] if is_token(on) && is_token(under) => {
                Some(((*on).to_owned(), (*under).to_owned(), least.parse().expect("a contrast")))
            }
            _ => None,
        }
    };
    doc.lines().filter_map(row).collect()
}

#[test]
fn black_on_white_is_21() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
    assert!((contrast("#767676", "#ffffff") - 4.54).abs() < 0.01);
}

#[test]
fn every_documented_pair_can_be_read() {
    let css = style();
    let doc = fs::read_to_string("docs/design.md").expect("docs/design.md");
    let pairs = pairs(&doc);
    assert!(pairs.len() >= 12, "docs/design.md lists the pairs");
    for (scheme, tokens) in schemes(&css) {
        for (on, under, least) in &pairs {
            let colour = |name: &String| tokens.get(name).unwrap_or_else(|| panic!("no token {name} ({scheme})"));
            let found = contrast(colour(on), colour(under));
            assert!(found >= *least, "{scheme}: {on} on {under} is {found:.2}, and should be {least}");
        }
        // Text has to be readable wherever it may stand.
        for text in ["--ink", "--quiet", "--main", "--late"] {
            for ground in ["--paper", "--tint"] {
                let is_listed =
                    |(on, under, least): &(String, String, f64)| on == text && under == ground && *least >= 4.5;
                assert!(pairs.iter().any(is_listed), "docs/design.md does not list {text} on {ground} with 4.5");
            }
        }
    }
}

#[test]
fn the_style_keeps_to_its_tokens() {
    let css = style();
    let doc = fs::read_to_string("docs/design.md").expect("docs/design.md");
    let [(_, light), (_, dark)] = schemes(&css);
    assert!(dark.len() == light.len(), "the dark scheme has no tokens of its own");
    for name in light.keys() {
        assert!(doc.contains(&format!("`{name}`")), "docs/design.md does not describe {name}");
    }
    let end_of_tokens = css.find("/* Ground */").expect("the part after the tokens");
    let mut in_print = false;
    for (n, line) in css.lines().enumerate() {
        let offset = css.lines().take(n).map(|l| l.len() + 1).sum::<usize>();
        in_print |= line.contains("/* Print */");
        if offset < end_of_tokens || in_print {
            continue;
        }
        let is_colour = |word: &str| {
            word.strip_prefix('#').is_some_and(|w| {
                let digits = w.trim_end_matches([';', ',', ')']);
                matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit())
            })
        };
        // High contrast is a set of tokens of its own.
        let is_token = line.trim_start().starts_with(":root");
        let value = line.split_once(": ").map_or("", |(_, v)| v);
        assert!(
            is_token || !value.split_whitespace().any(is_colour),
            "line {}: a colour that is no token: {line}",
            n + 1
        );
        for size in line.split("font-size: ").skip(1) {
            let size = size.split([';', '}']).next().unwrap_or_default().trim();
            let is_relative = size.starts_with("var(--") || size.ends_with("em") && !size.ends_with("rem");
            assert!(
                is_relative || matches!(size, "inherit" | "112.5%" | "140.625%" | "168.75%"),
                "line {}: a size of type that is no token: {size}",
                n + 1
            );
        }
    }
    for name in ["font-style: italic", "box-shadow: 0", "linear-gradient", "letter-spacing"] {
        let lines = css.lines().filter(|l| l.contains(name) && !l.contains(":lang(en)"));
        assert_eq!(lines.count(), 0, "the style has {name}");
    }
}
