//! Links that lead out of the site: which there are, where they stand, and whose hosts they name.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::rule::Rule;
use super::rules::link::external;
use crate::diagnostic::{Diagnostic, Place, Text};
use crate::model::Site;
use crate::text;

/// An address outside of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// The address without its fragment, which no server sees.
    pub address: String,
    /// Its host, in lower case.
    pub host: String,
    /// Whether it is a government's, or one that the site has named.
    pub is_official: bool,
    /// The pages (by index) and the links in them (by index).
    pub links: Vec<(usize, usize)>,
}

/// All of them that bodies hold, by address.
pub fn externals(site: &Site) -> Vec<External> {
    let official = external::RULE.words(site, "hosts");
    let own = site.config.base.origin.as_str();
    let mut all: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (page, source) in site.pages.iter().enumerate() {
        for (link, address) in source.addresses.iter().enumerate() {
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            let is_own = || address.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            // What a page loads from elsewhere is no link, and told by another rule.
            let is_picture = || source.source.document().and_then(|d| d.links.get(link)).is_some_and(|l| l.image);
            if is_web && !is_own() && !is_picture() {
                let address = address.split('#').next().unwrap_or(address);
                all.entry(address).or_default().push((page, link));
            }
        }
    }
    let one = |(address, links): (&str, Vec<(usize, usize)>)| {
        let host = host(address);
        let is_official = official.iter().any(|of| is_below(&host, of));
        External { address: address.to_owned(), host, is_official, links }
    };
    all.into_iter().map(one).collect()
}

/// Whether a host, in lower case, is another or below it.
pub(super) fn is_below(host: &str, other: &str) -> bool {
    let other = other.to_ascii_lowercase();
    host == other || host.strip_suffix(&other).is_some_and(|rest| rest.ends_with('.'))
}

/// The host of a web address.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    host.unwrap_or_default().to_ascii_lowercase()
}

/// Whether only a computer itself, or those beside it, can open what a host has.
pub(super) fn is_inside(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_private() || address.is_loopback() || address.is_link_local() || address.is_unspecified();
    }
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let is_local = |a: Ipv6Addr| a.is_loopback() || a.is_unique_local() || a.is_unicast_link_local();
        return address.parse().is_ok_and(is_local);
    }
    !host.contains('.') || [".localhost", ".local", ".lan", ".internal"].iter().any(|end| host.ends_with(end))
}

impl External {
    /// Where it stands first.
    pub fn place(&self, site: &Site) -> Option<Place> {
        let (page, link) = *self.links.first()?;
        let source = &site.pages[page].source;
        let written = source.document().and_then(|document| document.links.get(link));
        Some(written.map_or_else(|| source.place(None), |link| source.body_place(link.range.clone())))
    }

    /// What is said of it where it was asked and did not answer as it should.
    pub fn unanswered(&self, site: &Site, what: Text) -> Diagnostic {
        let rule: &Rule = &super::rules::link::answer::RULE;
        let mut problem = Diagnostic::new(rule.name, rule.severity, what);
        problem.place = self.place(site);
        problem.help(text!(
            "在浏览器里打开看看；搬了家的改成新地址，没有了的删去链接，写明原来出自哪里",
            "open it in a browser; write its new address, or remove the link and say what it was"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::{host, is_inside};

    #[test]
    fn hosts() {
        for (address, of) in [
            ("https://www.Gov.cn/a?b", "www.gov.cn"),
            ("http://a.example:8080/x", "a.example"),
            ("https://www.gov.cn@evil.example/", "evil.example"),
            ("https://evil.example\\@www.gov.cn/", "evil.example"),
            ("https://a.example?x=www.gov.cn", "a.example"),
            ("http://[::1]:8080/x", "[::1]"),
        ] {
            assert_eq!(host(address), of, "{address}");
        }
        for inside in
            ["localhost", "127.0.0.1", "192.168.1.1", "10.0.0.1", "172.16.3.4", "[::1]", "[fd00::1]", "oa", "a.local"]
        {
            assert!(is_inside(inside), "{inside}");
        }
        for outside in ["www.gov.cn", "8.8.8.8", "172.32.0.1", "local.example", "[2400:3200::1]", "例子.中国"] {
            assert!(!is_inside(outside), "{outside}");
        }
    }
}
