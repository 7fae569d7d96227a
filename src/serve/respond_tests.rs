use super::{Request, Response, Snapshot, is_local, refusal, respond};
use crate::output::{Body, Class, Output};

fn snapshot() -> Snapshot {
    let output = |path: &str, class: Class, text: &str| Output::new(path, class, Body::Owned(text.as_bytes().to_vec()));
    let outputs = vec![
        output("index.html", Class::Page, "<body>首页</body>"),
        output("a/index.html", Class::Page, "<body>甲</body>"),
        output("项目/index.html", Class::Page, "<body>项目</body>"),
        output("404.html", Class::Page, "<body>没有</body>"),
        output("d.txt", Class::Asset, "0123456789"),
        output("_redirects", Class::Index, ""),
        output("_headers", Class::Index, ""),
    ];
    Snapshot::new("/gd/", outputs, vec![("/gd/old/".to_owned(), "/gd/a/".to_owned())])
}

fn get(target: &str) -> Response {
    respond(Some(&snapshot()), &Request { method: "GET", target, ..Request::default() })
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
}

#[test]
fn as_deployed() {
    let page = get("/gd/a/?x=1");
    assert_eq!(page.status, 200);
    let body = String::from_utf8_lossy(&page.body).into_owned();
    assert!(body.starts_with("<body>甲<link") && body.ends_with("</script></body>"), "{body}");
    assert!(header(&page, "content-security-policy").is_some_and(|c| c.starts_with("default-src 'self'")));
    assert_eq!(header(&get("/gd/a"), "location"), Some("/gd/a/"));
    assert_eq!(header(&get("/gd/old/"), "location"), Some("/gd/a/"));
    assert_eq!(header(&get("/"), "location"), Some("/gd/"));
    assert_eq!(header(&get("/gd"), "location"), Some("/gd/"));
    assert_eq!(get("/gd/%E9%A1%B9%E7%9B%AE/").status, 200);
    assert_eq!(header(&get("/gd/d.txt"), "content-type"), Some("text/plain; charset=utf-8"));
    assert!(!String::from_utf8_lossy(&get("/gd/d.txt").body).contains("script"));
}

#[test]
fn nothing_else_is_given_away() {
    for target in [
        "/gd/none",
        "/a/",
        "/gd/../Cargo.toml",
        "/gd/%2e%2e/Cargo.toml",
        "/gd/..%5cx",
        "/gd/%00",
        "/gd/%ff",
        "/etc/passwd",
        "//etc/passwd",
        "",
        "*",
    ] {
        let response = get(target);
        assert_eq!(response.status, 404, "{target}");
        assert!(String::from_utf8_lossy(&response.body).contains("没有"), "{target}");
    }
    let post = respond(Some(&snapshot()), &Request { method: "POST", target: "/gd/", ..Request::default() });
    assert_eq!((post.status, header(&post, "allow")), (405, Some("GET, HEAD")));
}

#[test]
fn conditional_requests_and_ranges() {
    let whole = get("/gd/d.txt");
    let etag = header(&whole, "etag").expect("an etag").to_owned();
    let ask = |range: Option<&str>, none_match: Option<&str>, method: &str| {
        respond(Some(&snapshot()), &Request { method, target: "/gd/d.txt", range, none_match, if_range: None })
    };
    assert_eq!(ask(None, Some(&etag), "GET").status, 304);
    assert_eq!(ask(None, Some("\"other\""), "GET").status, 200);
    let head = ask(None, None, "HEAD");
    assert!(head.body.is_empty());
    assert_eq!(header(&head, "content-length"), Some("10"), "as a GET would have it");
    assert_eq!(header(&whole, "content-length"), None, "there it is the server's");
    let part = |r: &str| {
        let response = ask(Some(r), None, "GET");
        (
            response.status,
            String::from_utf8_lossy(&response.body).into_owned(),
            header(&response, "content-range").map(str::to_owned),
        )
    };
    assert_eq!(part("bytes=2-4"), (206, "234".into(), Some("bytes 2-4/10".into())));
    assert_eq!(part("bytes=7-"), (206, "789".into(), Some("bytes 7-9/10".into())));
    assert_eq!(part("bytes=-3"), (206, "789".into(), Some("bytes 7-9/10".into())));
    assert_eq!(part("bytes=10-"), (416, String::new(), Some("bytes */10".into())));
    for ignored in ["bytes=4-2", "bytes=1-2,4-5", "lines=1-2", "bytes=x-y"] {
        assert_eq!(part(ignored).0, 200, "{ignored}");
    }
}

#[test]
fn only_local_names() {
    for good in ["localhost", "localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST:1"] {
        assert!(is_local(Some(good), "127.0.0.1"), "{good}");
    }
    for bad in ["evil.example", "evil.example:4000", "127.0.0.1.evil.example", "10.0.0.1:4000", ""] {
        assert!(!is_local(Some(bad), "127.0.0.1"), "{bad}");
    }
    assert!(!is_local(None, "127.0.0.1"));
    assert!(is_local(Some("10.0.0.1:4000"), "10.0.0.1"));
}

#[test]
fn before_the_first_good_build() {
    let response = respond(None, &Request { method: "GET", target: "/", ..Request::default() });
    assert_eq!(response.status, 503);
    assert!(String::from_utf8_lossy(&response.body).contains("reload.js"));
}

#[test]
fn a_range_of_something_else_is_no_range() {
    let etag = header(&get("/gd/d.txt"), "etag").expect("an etag").to_owned();
    let ask = |if_range: &str| {
        let range = Some("bytes=0-4");
        let request =
            Request { method: "GET", target: "/gd/d.txt", range, if_range: Some(if_range), ..Request::default() };
        respond(Some(&snapshot()), &request).status
    };
    assert_eq!(ask(&etag), 206);
    for other in ["nope", "\"other\"", &format!("W/{etag}"), "Wed, 21 Oct 2015 07:28:00 GMT"] {
        assert_eq!(ask(other), 200, "{other}");
    }
}

#[test]
fn one_host_and_a_local_one() {
    let (local, evil) = (Some("localhost:4000"), Some("evil.com"));
    let refused = |hosts: &[Option<&str>], authority: Option<&str>| refusal(hosts, authority, "127.0.0.1");
    assert_eq!(refused(&[local], None), None);
    assert_eq!(refused(&[local], Some("127.0.0.1:4000")), None);
    assert_eq!(refused(&[evil], None), Some(421));
    assert_eq!(refused(&[local], evil), Some(421), "GET http://evil.com/");
    for hosts in [&[][..], &[local, evil], &[local, local], &[None]] {
        assert_eq!(refused(hosts, None), Some(400), "{hosts:?}");
    }
}

#[test]
fn the_base_path_is_that_of_the_snapshot() {
    let page = || vec![Output::new("a/index.html", Class::Page, Body::Owned(b"<body></body>".to_vec()))];
    let status = |base: &str, target: &str| {
        let request = Request { method: "GET", target, ..Request::default() };
        respond(Some(&Snapshot::new(base, page(), Vec::new())), &request).status
    };
    assert_eq!((status("/gd/", "/gd/a/"), status("/gd/", "/sub/a/")), (200, 404));
    assert_eq!((status("/sub/", "/gd/a/"), status("/sub/", "/sub/a/")), (404, 200));
    assert_eq!(status("/sub/", "/"), 301, "whoever had the old address is shown the way in");
}

/// What hosts are told in `_headers` is what the preview sends, and it sends nothing more about safety.
#[test]
fn hosts_are_told_the_same_headers() {
    let told = crate::render::header_lines("/gd/", std::iter::empty());
    let mut lines = told.lines();
    assert_eq!(lines.next(), Some("/gd/*"));
    let told: Vec<(&str, &str)> = lines.filter_map(|line| line.trim().split_once(": ")).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for target in ["/gd/a/", "/gd/d.txt", "/gd/none/", "/gd/old/", "/gd/_headers"] {
        let response = get(target);
        let own = ["content-type", "content-length", "etag", "accept-ranges", "location", "cache-control"];
        let sent: Vec<(&str, &str)> = response.headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let sent: Vec<(&str, &str)> = sent.into_iter().filter(|(name, _)| !own.contains(name)).collect();
        assert_eq!(sent, told, "{target}");
    }
}
