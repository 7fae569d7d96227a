//! From a request to a response: pure.

use super::headers::{FRESH, media_type};
use super::snapshot::Snapshot;
use crate::model::address::decode;
use crate::output::{HEADERS, Output, hex};

/// The part of a request that matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Request<'a> {
    /// `GET`, `HEAD` …
    pub(super) method: &'a str,
    /// Path with query, as sent.
    pub(super) target: &'a str,
    /// `If-None-Match`.
    pub(super) none_match: Option<&'a str>,
    /// `Range`.
    pub(super) range: Option<&'a str>,
    /// `If-Range`: the range counts only where this is the output's tag.
    pub(super) if_range: Option<&'a str>,
}

/// A whole response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    /// Status code.
    pub(super) status: u16,
    /// Headers, names in lower case.
    pub(super) headers: Vec<(&'static str, String)>,
    /// Body; empty for `HEAD`.
    pub(super) body: Vec<u8>,
}

/// Where the reload script and its style sheet are.
pub(super) const SCRIPT: &str = "/__mingbai/reload.js";
/// Style of the overlay.
pub(super) const STYLE: &str = "/__mingbai/overlay.css";
/// The stream of events.
pub(super) const EVENTS: &str = "/__mingbai/events";

const TAG: &str =
    "<link rel=\"stylesheet\" href=\"/__mingbai/overlay.css\"><script src=\"/__mingbai/reload.js\" defer></script>";

/// Whether a `Host` header is one of ours: names that only this machine resolves. Anything else may be a page of
/// somebody else whose name was pointed here (DNS rebinding).
pub(super) fn is_local(host: Option<&str>, listening: &str) -> bool {
    let Some(host) = host else { return false };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost")
        || name == listening
        || name.parse::<std::net::IpAddr>().is_ok_and(|a| a.is_loopback())
}

/// Whether a request is for us: otherwise the status of its refusal. A request has one `Host`; a target in absolute
/// form (`GET http://name/path`) names the host once more, and that name counts (RFC 9112 §3.2).
pub(super) fn refusal(hosts: &[Option<&str>], authority: Option<&str>, listening: &str) -> Option<u16> {
    let &[Some(host)] = hosts else { return Some(400) };
    let local = is_local(Some(host), listening) && authority.is_none_or(|name| is_local(Some(name), listening));
    (!local).then_some(421)
}

/// Answers a request from a snapshot; without one (nothing could be built yet) with a page that says so.
pub(super) fn respond(snapshot: Option<&Snapshot>, request: &Request<'_>) -> Response {
    let head = request.method == "HEAD";
    if !matches!(request.method, "GET" | "HEAD") {
        let mut response = plain(405, "method not allowed");
        response.headers.push(("allow", "GET, HEAD".to_owned()));
        return response;
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let mut response = match path {
        SCRIPT => own(include_bytes!("reload.js"), "text/javascript; charset=utf-8"),
        STYLE => own(include_bytes!("overlay.css"), "text/css; charset=utf-8"),
        _ => match snapshot {
            Some(snapshot) => from_snapshot(snapshot, path, request),
            None => html(503, None, b"<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>mingbai</title></head><body></body></html>"),
        },
    };
    if head {
        // What a GET would bring, without bringing it; a 304 brings nothing anyway.
        if response.status != 304 {
            response.headers.push(("content-length", response.body.len().to_string()));
        }
        response.body.clear();
    }
    response
}

fn from_snapshot(snapshot: &Snapshot, path: &str, request: &Request<'_>) -> Response {
    let base = snapshot.base();
    if let Some(to) = snapshot.redirect(path) {
        return moved(to);
    }
    let Some(decoded) = decode(path).filter(|p| is_clean(p)) else {
        return not_found(snapshot);
    };
    let Some(below) = decoded.strip_prefix(base) else {
        // As deployed, nothing is outside the base path; whoever asks for it is shown the way in.
        return if decoded == "/" || format!("{decoded}/") == base { moved(base) } else { not_found(snapshot) };
    };
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    match snapshot.get(&file) {
        Some(output) => found(output, request),
        None if snapshot.get(&format!("{below}/index.html")).is_some() => moved(&format!("{path}/")),
        None => not_found(snapshot),
    }
}

/// Paths are only looked up, never opened; still, what cannot be an address is none.
fn is_clean(path: &str) -> bool {
    !path.contains(['\0', '\\']) && path.split('/').all(|p| p != "..")
}

fn found(output: &Output, request: &Request<'_>) -> Response {
    let kind = media_type(&output.path);
    let etag = format!("\"{}\"", hex(&output.hash[..16]));
    if request.none_match.is_some_and(|m| {
        m.split(',')
            .any(|t| matches!(t.trim().trim_start_matches("W/"), "*" | "") || t.trim().trim_start_matches("W/") == etag)
    }) {
        return Response { status: 304, headers: with(vec![("etag", etag)]), body: Vec::new() };
    }
    if kind.starts_with("text/html") {
        return html(200, Some(etag), output.bytes());
    }
    let bytes = output.bytes();
    // A weak tag or a date never fits: then the whole is sent (RFC 9110 §13.1.5).
    let wanted = request.range.filter(|_| request.if_range.is_none_or(|tag| tag.trim() == etag));
    let mut headers = vec![("content-type", kind.to_owned()), ("etag", etag), ("accept-ranges", "bytes".to_owned())];
    match wanted.map(|r| range(r, bytes.len())) {
        None | Some(Range::Ignored) => Response { status: 200, headers: with(headers), body: bytes.to_vec() },
        Some(Range::Part(from, to)) => {
            headers.push(("content-range", format!("bytes {from}-{to}/{}", bytes.len())));
            Response { status: 206, headers: with(headers), body: bytes[from..=to].to_vec() }
        }
        Some(Range::Impossible) => {
            headers.push(("content-range", format!("bytes */{}", bytes.len())));
            Response { status: 416, headers: with(headers), body: Vec::new() }
        }
    }
}

enum Range {
    Part(usize, usize),
    Impossible,
    Ignored,
}

/// A single range (RFC 9110 §14.2); several are answered with the whole.
fn range(text: &str, length: usize) -> Range {
    let Some((from, to)) = text.strip_prefix("bytes=").filter(|t| !t.contains(',')).and_then(|t| t.split_once('-'))
    else {
        return Range::Ignored;
    };
    let (from, to) = match (from.trim().parse::<usize>(), to.trim().parse::<usize>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.min(length.saturating_sub(1))),
        (Ok(from), Err(_)) if to.trim().is_empty() => (from, length.saturating_sub(1)),
        (Err(_), Ok(last)) if from.trim().is_empty() && last > 0 => {
            (length.saturating_sub(last), length.saturating_sub(1))
        }
        _ => return Range::Ignored,
    };
    if from < length { Range::Part(from, to) } else { Range::Impossible }
}

fn not_found(snapshot: &Snapshot) -> Response {
    match snapshot.get("404.html") {
        Some(page) => html(404, None, page.bytes()),
        None => plain(404, "not found"),
    }
}

/// HTML as published, with the reload script that exists in responses only.
fn html(status: u16, etag: Option<String>, page: &[u8]) -> Response {
    let at = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let body = [&page[..at], TAG.as_bytes(), &page[at..]].concat();
    let mut headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    headers.extend(etag.map(|e| ("etag", e)));
    Response { status, headers: with(headers), body }
}

fn own(bytes: &[u8], kind: &str) -> Response {
    Response { status: 200, headers: with(vec![("content-type", kind.to_owned())]), body: bytes.to_vec() }
}

fn moved(to: &str) -> Response {
    Response { status: 301, headers: with(vec![("location", to.to_owned())]), body: Vec::new() }
}

/// A short answer in plain text.
pub(super) fn plain(status: u16, text: &str) -> Response {
    Response {
        status,
        headers: with(vec![("content-type", "text/plain; charset=utf-8".to_owned())]),
        body: text.as_bytes().to_vec(),
    }
}

fn with(mut headers: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    headers.extend(HEADERS.into_iter().chain([FRESH]).map(|(name, value)| (name, value.to_owned())));
    headers
}

#[cfg(test)]
#[path = "respond_tests.rs"]
mod tests;
