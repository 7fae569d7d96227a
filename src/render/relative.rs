//! `--relative`: addresses as seen from their own page, so that a copy works from a folder (`file://`).

use std::borrow::Cow;

use crate::check::scan::{attributes, is_address, unescape};

/// What stands before the address of a redirect.
const REFRESH: &str = "0; url=";

/// Rewrites the addresses of an HTML output that begin with the base path.
pub(super) fn rewrite(html: &str, file: &str, base: &str) -> String {
    let depth = file.matches('/').count();
    let up = "../".repeat(depth);
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    attributes(html, |attribute| {
        // `<meta http-equiv="refresh" content="0; url=…">` holds an address too.
        let value = unescape(attribute.raw);
        if attribute.name == "srcset" {
            let candidate = |c: &str| match c.trim_start().strip_prefix(base) {
                Some(below) => format!("{up}{below}"),
                None => c.trim_start().to_owned(),
            };
            out.push_str(&html[from..attribute.range.start]);
            from = attribute.range.end;
            out.push_str(&value.split(',').map(candidate).collect::<Vec<_>>().join(", "));
            return;
        }
        let (before, value) = match value.strip_prefix(REFRESH) {
            Some(value) if attribute.tag == "meta" => (REFRESH, value),
            _ if is_address(attribute.name) => ("", &*value),
            _ => return,
        };
        if value.starts_with("//") {
            return;
        }
        let Some(below) = value.strip_prefix(base) else {
            return;
        };
        let split = below.find(['?', '#']).unwrap_or(below.len());
        let (path, rest) = below.split_at(split);
        let path: Cow<'_, str> =
            if path.is_empty() || path.ends_with('/') { format!("{path}index.html").into() } else { path.into() };
        out.push_str(&html[from..attribute.range.start]);
        from = attribute.range.end;
        let address = format!("{before}{up}{path}{rest}");
        out.push_str(&address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;"));
    });
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn addresses_become_relative() {
        let html = "<a href=\"/gd/a/b/#x\">甲</a><a href=\"/gd/\"></a><a href=\"https://e.cn/\"></a><img src=\"/gd/i.png?a=1&amp;b\"><a href=\"#y\">";
        assert_eq!(
            rewrite(html, "c/d/index.html", "/gd/"),
            "<a href=\"../../a/b/index.html#x\">甲</a><a href=\"../../index.html\"></a><a href=\"https://e.cn/\"></a><img src=\"../../i.png?a=1&amp;b\"><a href=\"#y\">"
        );
        assert_eq!(
            rewrite("<img srcset=\"/gd/m/a-640.jpg 640w, /gd/m/a-1280.jpg 1280w\">", "c/index.html", "/gd/"),
            "<img srcset=\"../m/a-640.jpg 640w, ../m/a-1280.jpg 1280w\">"
        );
        assert_eq!(rewrite("<a href=\"/\">", "index.html", "/"), "<a href=\"index.html\">");
        assert_eq!(
            rewrite("<meta content=\"0; url=/a/\">", "b/index.html", "/"),
            "<meta content=\"0; url=../a/index.html\">"
        );
    }
}
