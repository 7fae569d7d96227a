//! Where a site will be served.

/// Where a site will be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host: `https://example.cn`.
    pub origin: String,
    /// Path, with `/` at both ends.
    pub path: String,
}

impl BaseUrl {
    /// Parses an absolute http(s) URL without query and fragment.
    pub fn parse(text: &str) -> Option<BaseUrl> {
        let (scheme, rest) = text.trim().split_once("://")?;
        if !matches!(scheme, "http" | "https") || rest.contains(['?', '#', '\\', '@', ' ', '<', '>', '"', '\'']) {
            return None;
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let good_host = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || ".-:[]".contains(c));
        // An IPv6 address stands in brackets, and has colons of its own.
        let (name, port) = match host.rsplit_once(':').filter(|_| !host.ends_with(']')) {
            Some((name, port)) => (name, Some(port)),
            None => (host, None),
        };
        let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok();
        let good_host = good_host
            && !name.is_empty()
            && (name.starts_with('[') == name.ends_with(']'))
            && (name.starts_with('[') || !name.contains(':'))
            && port.is_none_or(is_port);
        if path.starts_with('/') || path.contains("//") {
            return None;
        }
        // Addresses are written as they read, and encoded where they go out: a path that is encoded already is not encoded twice.
        let path = super::address::decode(path)?;
        let path = path.trim_matches('/');
        if !good_host
            || path.contains(['?', '#', '\\', '"', '<', '>'])
            || path.split('/').any(|p| p == ".." || p == "." || (p.is_empty() && !path.is_empty()))
        {
            return None;
        }
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Some(BaseUrl { origin: format!("{scheme}://{host}"), path })
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn base_urls() {
        let parse = |t: &str| BaseUrl::parse(t).map(|b| (b.origin, b.path));
        let some = |o: &str, p: &str| Some((o.to_owned(), p.to_owned()));
        assert_eq!(parse("https://a.cn"), some("https://a.cn", "/"));
        assert_eq!(parse("https://a.cn/gd/town"), some("https://a.cn", "/gd/town/"));
        for town in ["https://a.cn/gd/镇/", "https://a.cn/gd/%E9%95%87"] {
            assert_eq!(parse(town), some("https://a.cn", "/gd/镇/"));
        }
        assert_eq!(parse("http://[::1]:8080/x/"), some("http://[::1]:8080", "/x/"));
        assert_eq!(parse("http://[::1]"), some("http://[::1]", "/"));
        for bad in [
            "https://a.cn:99999/",
            "https://a.cn:/",
            "https://a.cn:8a/",
            "https://a:b:80/",
            "https://:80/",
            "a.cn",
            "ftp://a.cn",
            "https://",
            "https://a.cn/?x",
            "https://a.cn/../x",
            "https://a.cn/%2e%2e/x",
            "https://a.cn/%FF/",
            "https://a.cn/%3Fx/",
            "https://a b.cn/",
            "javascript://x",
            "https://a.cn//x",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
