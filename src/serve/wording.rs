//! What a page says, sentence by sentence, and what of it differs from before.

use std::collections::BTreeMap;

/// Elements whose end is the end of a sentence.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "label",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "svg",
    "table",
    "tbody",
    "text",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];
/// Elements whose text is for machines.
const UNREAD: &[&str] = &["script", "style", "template", "noscript"];
/// Up to how many pairs of sentences the longest common run is looked for.
const PAIRS: usize = 4_000_000;

/// What was taken away, and what came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edit {
    /// It was there before.
    Removed(String),
    /// It is there now.
    Added(String),
}

/// The text that a page shows, in sentences. Cells of a row stay together, with a bar between them.
pub(super) fn sentences(html: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut line = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        push_text(&mut line, &rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            line.push('<');
            rest = &rest[1..];
            continue;
        }
        let name: String =
            inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let closes = rest.starts_with("</");
        rest = &rest[end_of_tag(rest)..];
        if UNREAD.contains(&name.as_str()) && !closes {
            let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[end..];
        } else if BLOCKS.contains(&name.as_str()) {
            finish(&mut line, &mut out);
        } else if matches!(name.as_str(), "td" | "th") && !closes && !line.trim().is_empty() {
            line.push_str(" | ");
        }
    }
    push_text(&mut line, rest);
    finish(&mut line, &mut out);
    out
}

/// The text between the tags of its `title`.
pub(super) fn title(html: &str) -> Option<String> {
    let (_, behind) = html.split_once("<title>")?;
    let mut text = String::new();
    push_text(&mut text, behind.split_once("</title>")?.0);
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// Behind the `>` of a tag; one in a quoted value does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn push_text(line: &mut String, text: &str) {
    for c in crate::check::scan::unescape(text).chars() {
        // Spaces and line ends are one space (HTML), and none at the beginning.
        if !matches!(c, ' ' | '\n' | '\t' | '\r') {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}

/// Cuts a line into its sentences.
fn finish(line: &mut String, out: &mut Vec<String>) {
    let mut sentence = String::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        sentence.push(c);
        let ends = match c {
            '。' | '！' | '？' | '；' => {
                !chars.peek().is_some_and(|n| matches!(n, '”' | '’' | '」' | '』' | '）' | '》'))
            }
            '”' | '’' | '」' | '』' | '）' | '》' => {
                sentence.chars().rev().nth(1).is_some_and(|b| matches!(b, '。' | '！' | '？' | '；'))
            }
            '.' | '!' | '?' | ';' => chars.peek() == Some(&' '),
            _ => false,
        };
        if ends {
            take(&mut sentence, out);
        }
    }
    take(&mut sentence, out);
    line.clear();
}

fn take(sentence: &mut String, out: &mut Vec<String>) {
    let text = sentence.trim_matches([' ', '|']);
    if !text.is_empty() {
        out.push(text.to_owned());
    }
    sentence.clear();
}

/// What differs, in the order of the page: what went stands before what came in its place.
pub(super) fn difference(old: &[String], new: &[String]) -> Vec<Edit> {
    let same = |pair: &(&String, &String)| pair.0 == pair.1;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    if old.len().saturating_mul(new.len()) > PAIRS {
        return roughly(old, new);
    }
    // Longest common run: `table[i][j]` is its length from there on.
    let width = new.len() + 1;
    let mut table = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i * width + j] = if old[i] == new[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || table[(i + 1) * width + j] >= table[i * width + j + 1]) {
            out.push(Edit::Removed(old[i].clone()));
            i += 1;
        } else {
            out.push(Edit::Added(new[j].clone()));
            j += 1;
        }
    }
    out
}

/// The same for very long pages, without regard to order.
fn roughly(old: &[String], new: &[String]) -> Vec<Edit> {
    let mut count: BTreeMap<&str, i64> = BTreeMap::new();
    old.iter().for_each(|s| *count.entry(s).or_default() -= 1);
    new.iter().for_each(|s| *count.entry(s).or_default() += 1);
    let mut left = |all: &[String], sign: i64, edit: fn(String) -> Edit| -> Vec<Edit> {
        let mut out = Vec::new();
        for sentence in all {
            if let Some(n) = count.get_mut(sentence.as_str()).filter(|n| n.signum() == sign) {
                *n -= sign;
                out.push(edit(sentence.clone()));
            }
        }
        out
    };
    let mut out = left(old, -1, Edit::Removed);
    out.extend(left(new, 1, Edit::Added));
    out
}

#[cfg(test)]
mod tests {
    use super::{Edit, difference, roughly, sentences, title};
    use proptest::prelude::{any, prop, prop_assert_eq, proptest};

    #[test]
    fn what_a_page_says() {
        let html = "<!doctype html><head><title>甲 &amp; 乙</title><style>p{}</style></head><body><!-- <p>不看 -->\
            <p>第一句。第二\n句！“第三句。”他说。Fourth one. 3.5 km <b>粗</b>体<br>又一行<script>var a = '<p>x';</script></p>\
            <table><tr><th>名<td title='a>b'>值</tr></table>1 < 2";
        let expected = [
            "甲 & 乙",
            "第一句。",
            "第二 句！",
            "“第三句。”",
            "他说。",
            "Fourth one.",
            "3.5 km 粗体",
            "又一行",
            "名 | 值",
            "1 < 2",
        ];
        assert_eq!(sentences(html), expected);
        assert_eq!(title(html).as_deref(), Some("甲 & 乙"));
        assert_eq!((title("<p>"), title("<title></title>")), (None, None));
    }

    fn list(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let show = |old: &str, new: &str| {
            let one = |e: &Edit| match e {
                Edit::Removed(s) => format!("-{s}"),
                Edit::Added(s) => format!("+{s}"),
            };
            difference(&list(old), &list(new)).iter().map(one).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(show("abc", "abc"), "");
        assert_eq!(show("abcd", "axcd"), "-b +x");
        assert_eq!(show("abcd", "abd"), "-c");
        assert_eq!(show("ad", "abcd"), "+b +c");
        assert_eq!(show("abcde", "xbcdy"), "-a +x -e +y");
        assert_eq!(show("aab", "ab"), "-a");
    }

    proptest! {
        #[test]
        fn the_edits_lead_from_old_to_new(old in prop::collection::vec(0u8..4, 0..12), new in prop::collection::vec(0u8..4, 0..12)) {
            let words = |list: &[u8]| list.iter().map(u8::to_string).collect::<Vec<_>>();
            let (old, new) = (words(&old), words(&new));
            for edits in [difference(&old, &new), roughly(&old, &new)] {
                let mut all = old.clone();
                for edit in &edits {
                    match edit {
                        Edit::Removed(s) => { let at = all.iter().position(|x| x == s).expect("it was there"); all.remove(at); }
                        Edit::Added(s) => all.push(s.clone()),
                    }
                }
                let sorted = |mut list: Vec<String>| { list.sort(); list };
                prop_assert_eq!(sorted(all), sorted(new.clone()));
            }
        }

        #[test]
        fn any_text_is_read_to_its_end(html in any::<String>()) {
            sentences(&html);
        }
    }
}
