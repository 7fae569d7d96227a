use std::net::IpAddr;
use std::sync::Arc;

use super::{Content, Request, Response, State, is_local, refusal, respond};
use crate::diagnostic::Locale;
use crate::output::{Body, Class, Output, OutputSet};
use crate::serve::Snapshot;
use crate::serve::tests::report;

fn set(outputs: Vec<Output>) -> Arc<OutputSet> {
    Arc::new(OutputSet::new(outputs.into_iter().map(Arc::new).collect()))
}

fn output(path: &str, class: Class, text: &str) -> Output {
    Output::new(path, class, Body::Owned(text.as_bytes().to_vec()))
}

fn state(snapshot: Snapshot) -> State {
    let snapshot = Arc::new(snapshot);
    State { snapshot: Some(snapshot.clone()), first: Some(snapshot), ..State::default() }
}

fn site() -> State {
    let outputs = vec![
        output("index.html", Class::Page, "<body>首页</body>"),
        output("a/index.html", Class::Page, "<body>甲</body>"),
        output("c/index.html", Class::Page, "<html lang=en><body>Draft</body>"),
        output("项目/index.html", Class::Page, "<body>项目</body>"),
        output("404.html", Class::Page, "<body>没有</body>"),
        output("d.txt", Class::Asset, "0123456789"),
        output("_redirects", Class::Index, ""),
        output("_headers", Class::Index, ""),
    ];
    let redirects = vec![
        ("/gd/old/".to_owned(), "/gd/a/".to_owned()),
        ("/gd/%E6%97%A7/".to_owned(), "/gd/%E9%A1%B9%E7%9B%AE/".to_owned()),
    ];
    state(Snapshot::new("/gd/", set(outputs), redirects).with_drafts(["/gd/c/"].into_iter()))
}

fn ask(request: &Request<'_>) -> Response {
    respond(&site(), request, Locale::En)
}

fn text(response: &Response) -> String {
    String::from_utf8_lossy(response.body.bytes()).into_owned()
}

fn get(target: &str) -> Response {
    ask(&Request { method: "GET", target, ..Request::default() })
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
}

#[test]
fn as_deployed() {
    let page = get("/gd/a/?x=1");
    assert_eq!(page.status, 200);
    let body = text(&page);
    assert!(body.starts_with("<body>甲<link") && body.ends_with("</script></body>"), "{body}");
    assert!(header(&page, "content-security-policy").is_some_and(|c| c.starts_with("default-src 'self'")));
    assert_eq!(header(&get("/gd/a"), "location"), Some("/gd/a/"));
    assert_eq!(header(&get("/gd/old/"), "location"), Some("/gd/a/"));
    assert_eq!(header(&get("/"), "location"), Some("/gd/"));
    assert_eq!(header(&get("/gd"), "location"), Some("/gd/"));
    assert_eq!(get("/gd/%E9%A1%B9%E7%9B%AE/").status, 200);
    assert_eq!(header(&get("/gd/d.txt"), "content-type"), Some("text/plain; charset=utf-8"));
    assert!(!text(&get("/gd/d.txt")).contains("script"));
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
        assert!(text(&response).contains("没有"), "{target}");
    }
    let post = ask(&Request { method: "POST", target: "/gd/", ..Request::default() });
    assert_eq!((post.status, header(&post, "allow")), (405, Some("GET, HEAD")));
}

#[test]
fn conditional_requests_and_ranges() {
    let whole = get("/gd/d.txt");
    let etag = header(&whole, "etag").expect("an etag").to_owned();
    let ask = |range: Option<&str>, none_match: Option<&str>, method: &str| {
        respond(&site(), &Request { method, target: "/gd/d.txt", range, none_match, ..Request::default() }, Locale::En)
    };
    assert_eq!(ask(None, Some(&etag), "GET").status, 304);
    assert_eq!(ask(None, Some("\"other\""), "GET").status, 200);
    let head = ask(None, None, "HEAD");
    assert!(text(&head).is_empty());
    assert_eq!(header(&head, "content-length"), Some("10"), "as a GET would have it");
    assert_eq!(header(&whole, "content-length"), None, "there it is the server's");
    let part = |r: &str| {
        let response = ask(Some(r), None, "GET");
        (response.status, text(&response), header(&response, "content-range").map(str::to_owned))
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
    let here = IpAddr::from([127, 0, 0, 1]);
    for good in ["localhost", "localhost:4000", "127.0.0.1:4000", "[::1]:4000", "LOCALHOST:1"] {
        assert!(is_local(good, here), "{good}");
    }
    for bad in
        ["evil.example", "evil.example:4000", "127.0.0.1.evil.example", "10.0.0.1:4000", "", "localhost.evil.example"]
    {
        assert!(!is_local(bad, here), "{bad}");
    }
    // Whoever listens to the network is asked by whatever name it has there.
    for host in [IpAddr::from([0, 0, 0, 0]), IpAddr::from([10, 0, 0, 1])] {
        assert!(is_local("10.0.0.1:4000", host) && is_local("pc-1:4000", host));
    }
}

#[test]
fn before_the_first_good_build() {
    let request =
        Request { method: "GET", target: "/gd/a/", languages: Some("fr, zh-CN;q=0.9, en;q=0.8"), ..Request::default() };
    let waiting = respond(&State::default(), &request, Locale::En);
    assert_eq!((waiting.status, header(&waiting, "etag")), (503, None));
    assert!(text(&waiting).contains("reload.js") && text(&waiting).contains("lang=\"zh-CN\""));
    let broken = State { problems: Some(Arc::new(report())), ..State::default() };
    let page = text(&respond(&broken, &request, Locale::En));
    assert!(page.contains("content/a.md:3:1") && page.contains("改一改"), "{page}");
    let other = Request { method: "GET", target: "/", ..Request::default() };
    assert!(text(&respond(&broken, &other, Locale::En)).contains("mend it"), "nobody said which language");
    assert!(header(&waiting, "content-security-policy").is_some());
    let script = Request { method: "GET", target: "/__mingbai/reload.js", ..Request::default() };
    assert_eq!(respond(&broken, &script, Locale::En).status, 200);
}

#[test]
fn pages_have_tags_of_what_is_sent() {
    let page = get("/gd/a/");
    let etag = header(&page, "etag").expect("an etag").to_owned();
    let again = Request { method: "GET", target: "/gd/a/", none_match: Some(&etag), ..Request::default() };
    let kept = ask(&again);
    assert_eq!((kept.status, header(&kept, "etag"), text(&kept).as_str()), (304, Some(etag.as_str()), ""));
    let head = ask(&Request { method: "HEAD", ..again.clone() });
    assert_eq!((head.status, header(&head, "content-length")), (304, None));
    // A picture on the page changed: its HTML is the same, but what it says of itself is not.
    let with = |picture: &str| {
        let outputs =
            vec![output("index.html", Class::Page, "<img src=p.png>"), output("p.png", Class::Asset, picture)];
        state(Snapshot::new("/", set(outputs), Vec::new()))
    };
    let home = Request { method: "GET", target: "/", ..Request::default() };
    let (old, new) = (respond(&with("1"), &home, Locale::En), respond(&with("2"), &home, Locale::En));
    assert_ne!(header(&old, "etag"), header(&new, "etag"));
    assert_ne!(text(&old), text(&new));
    assert_eq!(header(&get("/gd/none/"), "etag"), None, "nothing is known of what is not there");
}

#[test]
fn drafts_are_marked_and_nothing_else_is() {
    let mark = "<p id=\"mingbai-draft\" role=\"note\" lang=\"en\">Draft, not yet public";
    assert!(text(&get("/gd/c/")).contains(mark), "{}", text(&get("/gd/c/")));
    assert!(!text(&get("/gd/a/")).contains("mingbai-draft"));
}

#[test]
fn addresses_however_they_are_encoded() {
    for target in ["/gd/%E9%A1%B9%E7%9B%AE/", "/gd/%e9%a1%b9%e7%9b%ae/", "/gd/项目/", "/gd/%61/", "/gd/a/?x=../y"] {
        assert_eq!(get(target).status, 200, "{target}");
    }
    for target in ["/gd/%E9%A1%B9%E7%9B%AE?x=1", "/gd/项目?x=1"] {
        assert_eq!(header(&get(target), "location"), Some("/gd/%E9%A1%B9%E7%9B%AE/?x=1"), "{target}");
    }
    for target in ["/gd/%E6%97%A7/", "/gd/%e6%97%a7/", "/gd/旧/?x"] {
        assert_eq!(header(&get(target), "location"), Some("/gd/%E9%A1%B9%E7%9B%AE/"), "{target}");
    }
    assert_eq!(header(&get("/__mingbai/changes"), "location"), Some("/__mingbai/changes/"));
    let changes = get("/__mingbai/changes/?lang=zh-CN");
    assert!(changes.status == 200 && text(&changes).contains("改了什么"));
    assert_eq!(get("/__mingbai/other").status, 404);
}

#[test]
fn outputs_are_sent_without_being_copied() {
    assert!(matches!(get("/gd/d.txt").body, Content::Part(_, 0, 10)));
    let head = Request { method: "HEAD", target: "/gd/d.txt", range: Some("bytes=0-1"), ..Request::default() };
    let response = ask(&head);
    assert_eq!((response.status, header(&response, "content-length")), (200, Some("10")), "only a GET has ranges");
}

#[test]
fn a_range_of_something_else_is_no_range() {
    let etag = header(&get("/gd/d.txt"), "etag").expect("an etag").to_owned();
    let ask = |if_range: &str| {
        let range = Some("bytes=0-4");
        let request =
            Request { method: "GET", target: "/gd/d.txt", range, if_range: Some(if_range), ..Request::default() };
        respond(&site(), &request, Locale::En).status
    };
    assert_eq!(ask(&etag), 206);
    for other in ["nope", "\"other\"", &format!("W/{etag}"), "Wed, 21 Oct 2015 07:28:00 GMT"] {
        assert_eq!(ask(other), 200, "{other}");
    }
}

#[test]
fn one_host_and_a_local_one() {
    let (local, evil) = (Some("localhost:4000"), Some("evil.com"));
    let refused =
        |hosts: &[Option<&str>], authority: Option<&str>| refusal(hosts, authority, IpAddr::from([127, 0, 0, 1]));
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
    let page = || set(vec![output("a/index.html", Class::Page, "<body></body>")]);
    let status = |base: &str, target: &str| {
        let request = Request { method: "GET", target, ..Request::default() };
        respond(&state(Snapshot::new(base, page(), Vec::new())), &request, Locale::En).status
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
