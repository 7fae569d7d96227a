//! From a request to a response: pure.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::added::{self, SCRIPT, STYLE};
use super::changes;
use super::conditions::{Range, in_range, none_match, range};
use super::headers::{FRESH, media_type};
use super::snapshot::Snapshot;
use super::state::{State, locale_of};
use crate::diagnostic::Locale;
use crate::model::address::{decode, encode};
use crate::output::{HEADERS, Output, hex};

/// The part of a request that matters here.
#[derive(Debug, Clone, Default)]
pub(super) struct Request<'a> {
    /// `GET`, `HEAD` …
    pub(super) method: &'a str,
    /// Path with query, as sent.
    pub(super) target: &'a str,
    /// `If-None-Match`, all of them joined.
    pub(super) none_match: Option<&'a str>,
    /// `Range`.
    pub(super) range: Option<&'a str>,
    /// `If-Range`: the range counts only where this is the output's tag.
    pub(super) if_range: Option<&'a str>,
    /// `Accept-Language`, for pages of the server's own.
    pub(super) languages: Option<&'a str>,
}

/// A whole response.
#[derive(Debug, Clone)]
pub(super) struct Response {
    /// Status code.
    pub(super) status: u16,
    /// Headers, names in lower case.
    pub(super) headers: Vec<(&'static str, String)>,
    /// Body; empty for `HEAD`.
    pub(super) body: Content,
}

/// The bytes of a response.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Made for it.
    Made(Vec<u8>),
    /// A part of an output: from, to (which does not count).
    Part(Arc<Output>, usize, usize),
}

impl Content {
    /// The bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Content::Made(bytes) => bytes,
            Content::Part(output, from, to) => &output.bytes()[*from..*to],
        }
    }
}

/// Where the stream of events is.
pub(super) const EVENTS: &str = "/__mingbai/events";

/// Whether a `Host` header is one of ours: names that only this machine resolves. Anything else may be a page of
/// somebody else whose name was pointed here (DNS rebinding). Whoever listens to the network (`--host`) has said that
/// others may ask, and cannot know by which names.
fn is_local(host: &str, listening: std::net::IpAddr) -> bool {
    if !listening.is_loopback() {
        return true;
    }
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => match rest.split_once(']') {
            Some((name, "")) => (name, None),
            Some((name, rest)) => (name, Some(rest.strip_prefix(':').unwrap_or("?"))),
            None => return false,
        },
        None => host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port))),
    };
    let is_local =
        name.eq_ignore_ascii_case("localhost") || name.parse::<std::net::IpAddr>().is_ok_and(|a| a.is_loopback());
    is_local && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// Whether a request is for us: otherwise the status of its refusal. A request has one `Host`; a target in absolute
/// form (`GET http://name/path`) names the host once more, and that name counts (RFC 9112 §3.2).
pub(super) fn refusal(hosts: &[Option<&str>], authority: Option<&str>, listening: std::net::IpAddr) -> Option<u16> {
    let &[Some(host)] = hosts else { return Some(400) };
    let local = is_local(host, listening) && authority.is_none_or(|name| is_local(name, listening));
    (!local).then_some(421)
}

/// Answers a request; as long as nothing could be built, with a page that says why. `locale`: the language of pages of
/// our own for readers that ask for neither.
pub(super) fn respond(state: &State, request: &Request<'_>, locale: Locale) -> Response {
    if !matches!(request.method, "GET" | "HEAD") {
        let mut response = plain(405, "method not allowed");
        response.headers.push(("allow", "GET, HEAD".to_owned()));
        return response;
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let own = locale_for(request, locale);
    let mut response = match (path, &state.snapshot) {
        (SCRIPT, _) => file(include_bytes!("reload.js"), "text/javascript; charset=utf-8", request),
        (STYLE, _) => file(include_bytes!("overlay.css"), "text/css; charset=utf-8", request),
        (_, None) => {
            let mut response = made(state, path, &added::broken(state.problems.as_deref(), own), 503);
            response.headers.push(("retry-after", "1".to_owned()));
            response
        }
        (changes::ADDRESS, _) => made(state, path, &changes::show(state, own), 200),
        (_, Some(_)) if path == changes::ADDRESS.trim_end_matches('/') => moved(changes::ADDRESS),
        (_, Some(snapshot)) => from_snapshot(snapshot, path, request),
    };
    if request.method == "HEAD" {
        // What a GET would bring, without bringing it; a 304 brings nothing anyway.
        if response.status != 304 {
            response.headers.push(("content-length", response.body.bytes().len().to_string()));
        }
        response.body = Content::Made(Vec::new());
    }
    response
}

/// The language of a page of our own: of the page that leads to it, else as the browser prefers.
fn locale_for(request: &Request<'_>, otherwise: Locale) -> Locale {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let asked = query.split('&').find_map(|p| p.strip_prefix("lang="));
    let preferred = request.languages.unwrap_or_default().split(',').filter_map(|l| l.split(';').next());
    asked.into_iter().chain(preferred).find_map(locale_of).unwrap_or(otherwise)
}

fn from_snapshot(snapshot: &Snapshot, path: &str, request: &Request<'_>) -> Response {
    let base = snapshot.base();
    let Some(decoded) = decode(path).filter(|p| is_clean(p)) else {
        return not_found(snapshot);
    };
    if let Some(to) = snapshot.redirect(&decoded) {
        return moved(to);
    }
    let Some(below) = decoded.strip_prefix(base) else {
        // As deployed, nothing is outside the base path; whoever asks for it is shown the way in.
        return if decoded == "/" || format!("{decoded}/") == base {
            moved(&encode(base))
        } else {
            not_found(snapshot)
        };
    };
    let file = if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.to_owned() };
    match snapshot.get(&file) {
        Some(output) => found(snapshot, output, request),
        None if snapshot.get(&format!("{below}/index.html")).is_some() => {
            let query = request.target.split_once('?').map_or_else(String::new, |(_, query)| format!("?{query}"));
            moved(&format!("{}/{query}", encode(&decoded)))
        }
        None => not_found(snapshot),
    }
}

/// Paths are only looked up, never opened; still, what cannot be an address is none.
fn is_clean(path: &str) -> bool {
    !path.contains(['\0', '\\']) && path.split('/').all(|p| p != "..")
}

fn found(snapshot: &Snapshot, output: &Arc<Output>, request: &Request<'_>) -> Response {
    let kind = media_type(&output.path);
    if kind.starts_with("text/html") {
        return html(200, snapshot, output, request);
    }
    let etag = tag_of(output.hash());
    if request.none_match.is_some_and(|m| none_match(m, &etag)) {
        return not_modified(etag);
    }
    let length = output.bytes().len();
    // Only a GET has ranges (RFC 9110 §14.2).
    let wanted = request.range.filter(|_| request.method == "GET" && in_range(request.if_range, &etag));
    let mut headers = vec![("content-type", kind.to_owned()), ("etag", etag), ("accept-ranges", "bytes".to_owned())];
    match wanted.map_or(Range::Whole, |r| range(r, length)) {
        Range::Whole => with(200, headers, Content::Part(output.clone(), 0, length)),
        Range::Part(from, to) => {
            headers.push(("content-range", format!("bytes {from}-{to}/{length}")));
            with(206, headers, Content::Part(output.clone(), from, to + 1))
        }
        Range::Unsatisfiable => {
            headers.push(("content-range", format!("bytes */{length}")));
            with(416, headers, Content::Made(Vec::new()))
        }
    }
}

fn not_found(snapshot: &Snapshot) -> Response {
    match snapshot.get("404.html") {
        Some(page) => html(404, snapshot, page, &Request::default()),
        None => plain(404, "not found"),
    }
}

/// HTML as published, with what exists in responses only. Its tag is of both: with the output's hash alone, a browser
/// would keep a page that says of itself what is no longer so.
fn html(status: u16, snapshot: &Snapshot, output: &Output, request: &Request<'_>) -> Response {
    let draft = snapshot.drafts().contains(&*output.path);
    let draft = draft.then(|| added::language(&String::from_utf8_lossy(output.bytes())).unwrap_or(Locale::Zh));
    let tag = added::tag(&snapshot.look(output), snapshot.base(), draft);
    let mut headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    if status == 200 {
        let etag = tag_of(&Sha256::new().chain_update(output.hash()).chain_update(&tag).finalize());
        if request.none_match.is_some_and(|m| none_match(m, &etag)) {
            return not_modified(etag);
        }
        headers.push(("etag", etag));
    }
    with(status, headers, Content::Made(added::with(output.bytes(), &tag)))
}

/// A page of our own, which is loaded again when it would say something else.
fn made(state: &State, path: &str, page: &str, status: u16) -> Response {
    let tag = added::tag(&state.look(path), "", None);
    let headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    with(status, headers, Content::Made(added::with(page.as_bytes(), &tag)))
}

fn file(bytes: &[u8], kind: &str, request: &Request<'_>) -> Response {
    let etag = tag_of(&Sha256::digest(bytes));
    if request.none_match.is_some_and(|m| none_match(m, &etag)) {
        return not_modified(etag);
    }
    with(200, vec![("content-type", kind.to_owned()), ("etag", etag)], Content::Made(bytes.to_vec()))
}

fn tag_of(hash: &[u8]) -> String {
    format!("\"{}\"", hex(&hash[..16]))
}

fn not_modified(etag: String) -> Response {
    with(304, vec![("etag", etag)], Content::Made(Vec::new()))
}

fn moved(to: &str) -> Response {
    with(301, vec![("location", to.to_owned())], Content::Made(Vec::new()))
}

/// A short answer in plain text.
pub(super) fn plain(status: u16, text: &str) -> Response {
    with(
        status,
        vec![("content-type", "text/plain; charset=utf-8".to_owned())],
        Content::Made(text.as_bytes().to_vec()),
    )
}

fn with(status: u16, mut headers: Vec<(&'static str, String)>, body: Content) -> Response {
    headers.extend(HEADERS.into_iter().chain([FRESH]).map(|(name, value)| (name, value.to_owned())));
    Response { status, headers, body }
}

#[cfg(test)]
#[path = "respond_tests.rs"]
mod tests;
