//! Links that nobody can follow: without words to press, without a site, and mails without an address.

use super::site::Page;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::load::parse::markdown::{FIGURE, Link, RECORD};
use crate::text;

/// What is wrong with an address behind its scheme.
pub(super) fn problem(scheme: &str, rest: &str, written: &str) -> Option<Diagnostic> {
    if scheme.eq_ignore_ascii_case("mailto") {
        let (to, more) = rest.split_once('?').map_or((rest, None), |(to, more)| (to, Some(more)));
        // With words and no address, the reader says to whom.
        let is_fine = if to.is_empty() { more.is_some() } else { to.split(',').all(is_mail) };
        let what = || text!("链接“{written}”不是邮箱地址", "the link `{written}` is no address of mail");
        let mend = || text!("写成 mailto:名字@域名", "write mailto:NAME@HOST");
        return (!is_fine).then(|| Diagnostic::error("link/scheme", what()).help(mend()));
    }
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#', '\\']).next().unwrap_or_default());
    let what = || text!("链接“{written}”没有写网站", "the link `{written}` names no site");
    let mend = || text!("写全网址，例如 https://www.gov.cn/", "write the whole address, such as https://www.gov.cn/");
    host.is_none_or(str::is_empty).then(|| Diagnostic::error("link/scheme", what()).help(mend()))
}

/// `name@host`, where the host has a dot.
fn is_mail(address: &str) -> bool {
    let address = address.trim().replace("%40", "@");
    address.split_once('@').is_some_and(|(name, host)| {
        let is_host = host.contains('.') && host.split('.').all(|label| !label.is_empty()) && !host.contains('@');
        !name.is_empty() && is_host
    })
}

/// A link without words, which nobody sees. One to a record is called as the record is.
pub(super) fn wordless(page: &Page, link: &Link) -> Option<Diagnostic> {
    if link.image || [FIGURE, RECORD].iter().any(|scheme| link.destination.starts_with(scheme)) {
        return None;
    }
    let Source::Markdown(file) = &page.source else { return None };
    let (words, _) = file.body().get(link.range.clone())?.strip_prefix('[')?.split_once("](")?;
    let what = || text!("链接没有文字，读者看不见", "the link has no words, and no reader sees it");
    let mend = || text!("写成 `[文字](地址)`，或删掉链接", "write `[TEXT](ADDRESS)`, or remove the link");
    words.trim().is_empty().then(|| Diagnostic::warning("link/internal", what()).help(mend()))
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn addresses_that_lead_nowhere() {
        let is_wrong = |written: &str| {
            let (scheme, rest) = written.split_once(':').expect("a scheme");
            problem(scheme, rest, written).is_some()
        };
        for wrong in [
            "http://",
            "https://",
            "https:///a",
            "http:",
            "https:www.gov.cn",
            "mailto:",
            "mailto:a@b",
            "mailto:a",
            "mailto:@b.cn",
            "mailto:a@b.cn,c",
        ] {
            assert!(is_wrong(wrong), "{wrong}");
        }
        for fine in [
            "http://a.cn",
            "https://a.cn/b?c#d",
            "HTTPS://a.cn",
            "mailto:a@b.cn",
            "mailto:a@b.cn?subject=x",
            "mailto:a@b.cn,c@d.cn",
            "mailto:?subject=x",
            "mailto:a%40b.cn",
            "tel:12345",
            "sms:1",
        ] {
            assert!(!is_wrong(fine), "{fine}");
        }
    }
}
