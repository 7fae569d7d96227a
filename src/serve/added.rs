//! What exists in responses only: the reload script, the mark of drafts, and the server's own pages.

use std::fmt::Write;

use super::look::Look;
use super::state::{Report, words};
use crate::check::scan::{attributes, unescape};
use crate::diagnostic::Locale;

/// The reload script.
pub(super) const SCRIPT: &str = "/__mingbai/reload.js";
/// Its style sheet.
pub(super) const STYLE: &str = "/__mingbai/overlay.css";

/// What is put before the end of a page's body: what the page shows goes with it, so that whoever loaded it just before
/// a rebuild learns of that rebuild. `base`: the base path that it was loaded below.
pub(super) fn tag(look: &Look, base: &str, draft: Option<Locale>) -> String {
    let mark = draft.map_or_else(String::new, |locale| {
        let words = words(locale);
        format!("<p id=\"mingbai-draft\" role=\"note\" lang=\"{}\">{}</p>", words.lang, words.draft)
    });
    format!(
        "<link rel=\"stylesheet\" href=\"{STYLE}\">{mark}<script src=\"{SCRIPT}\" data-base=\"{}\" data-frame=\"{}\" data-styles=\"{}\" defer></script>",
        escaped(base),
        look.frame,
        look.style_hash()
    )
}

/// A page with it.
pub(super) fn with(page: &[u8], tag: &str) -> Vec<u8> {
    let at = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

/// The language of a page, by its `html` element.
pub(super) fn language(html: &str) -> Option<Locale> {
    let (_, rest) = html.split_once("<html")?;
    let mut found = None;
    attributes(&format!("<html{}>", rest.split('>').next().unwrap_or_default()), |a| {
        if a.name.eq_ignore_ascii_case("lang") {
            found = super::state::locale_of(&unescape(a.raw));
        }
    });
    found
}

/// A page of the server's own.
pub(super) fn page(locale: Locale, title: &str, body: &str) -> String {
    let lang = words(locale).lang;
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" class=\"mingbai-own\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

/// The page of a start with broken content: what is wrong, until it is mended.
pub(super) fn broken(report: Option<&Report>, locale: Locale) -> String {
    let words = words(locale);
    let [title, waiting] = if report.is_some() { [words.broken, words.waiting] } else { words.building };
    let mut body = format!("<h1>{title}</h1>\n<p>{waiting}</p>\n");
    for problem in report.iter().flat_map(|r| &r.problems) {
        let _ = writeln!(body, "<section class=\"mingbai-{}\">", problem.severity);
        let _ = writeln!(body, "<p class=\"mingbai-message\">{}</p>", escaped(problem.message.get(locale)));
        if let Some(place) = &problem.place {
            let _ = writeln!(body, "<p class=\"mingbai-place\">{}</p>", escaped(place));
        }
        if let Some(excerpt) = &problem.excerpt {
            let (before, marked, after) = (escaped(&excerpt.before), escaped(&excerpt.marked), escaped(&excerpt.after));
            let _ = writeln!(body, "<pre>{before}<mark>{marked}</mark>{after}</pre>");
        }
        if let Some(help) = &problem.help {
            let _ = writeln!(body, "<p class=\"mingbai-help\">{}</p>", escaped(help.get(locale)));
        }
        body.push_str("</section>\n");
    }
    if let Some(more) = report.and_then(|r| r.more_words(locale)) {
        let _ = writeln!(body, "<p>{more}</p>");
    }
    page(locale, title, &body)
}

/// A text as it stands in HTML, in an attribute too.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, language, with};
    use crate::diagnostic::Locale;

    #[test]
    fn the_language_of_a_page() {
        for (html, expected) in [
            ("<!doctype html><html lang=\"zh-CN\"><p>", Some(Locale::Zh)),
            ("<html class=x lang=en>", Some(Locale::En)),
            ("<html lang='bo'>", None),
            ("<p lang=en>", None),
            ("<html", None),
        ] {
            assert_eq!(language(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_added_stands_at_the_end_of_the_body() {
        assert_eq!(with(b"<body>a</body></html>", "X"), b"<body>aX</body></html>");
        assert_eq!(with(b"a", "X"), b"aX");
        assert_eq!(escaped("<a href=\"&\">"), "&lt;a href=&quot;&amp;&quot;&gt;");
    }
}
