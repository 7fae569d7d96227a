//! What somebody who looks at a page is told when the state changes: pure.

use std::sync::Arc;

use serde_json::json;

use super::changes;
use super::state::{Report, State, locale_of};
use crate::diagnostic::Locale;
use crate::model::address::{decode, encode};

/// One open page, and what it was told so far.
#[derive(Debug)]
pub(super) struct Viewer {
    /// Its address, decoded.
    page: String,
    /// The language of what it is told.
    locale: Locale,
    /// What it shows: the hash of its frame and of its style sheets; nothing where it did not say.
    frame: Option<String>,
    styles: Option<String>,
    /// The base path that it was loaded below.
    base: Option<String>,
    problems: Option<Arc<Report>>,
    badge: Option<String>,
}

impl Viewer {
    /// Somebody who asks with this query.
    pub(super) fn new(query: &str, otherwise: Locale) -> Viewer {
        let get =
            |name: &str| query.split('&').filter_map(|p| p.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v);
        let hash = |name: &str| get(name).filter(|v| !v.is_empty()).map(str::to_owned);
        // The page's own address comes as it stands in the address bar, and is encoded once more for the query.
        let page = get("page").and_then(decode).and_then(|p| decode(&p)).unwrap_or_default();
        Viewer {
            page,
            locale: get("lang").and_then(locale_of).unwrap_or(otherwise),
            frame: hash("frame"),
            styles: hash("styles"),
            base: get("base").and_then(decode).filter(|base| !base.is_empty()),
            problems: None,
            badge: None,
        }
    }

    /// The messages that bring it up to date.
    pub(super) fn tell(&mut self, state: &State) -> Vec<String> {
        if state.snapshot.is_none() && state.problems.is_none() {
            // The first build is under way: who comes from an earlier run may turn out to have what it makes.
            return Vec::new();
        }
        if let Some(now) = state.snapshot.as_ref().map(|s| s.base()) {
            // Pages of our own stand where they stand.
            let is_ours = self.page.starts_with("/__mingbai/");
            let before = self.base.replace(now.to_owned()).filter(|before| before != now && !is_ours);
            if let Some(below) = before.as_deref().and_then(|before| self.page.strip_prefix(before)) {
                // Every page has another address.
                let to = format!("{now}{below}");
                let message = message("go", &encode(&to));
                self.page = to;
                return vec![message];
            }
        }
        let look = state.look(&self.page);
        if self.frame.replace(look.frame.clone()).is_some_and(|before| before != look.frame) {
            // The page that is loaded asks anew, and is told the rest.
            return vec![message("reload", "")];
        }
        let mut out = Vec::new();
        let styles = look.style_hash();
        if self.styles.replace(styles.clone()).is_some_and(|before| before != styles) {
            let list: Vec<_> = look.styles.iter().map(|s| json!([s.url, s.hash])).collect();
            out.push(message("styles", &json!({ "hash": styles, "list": list }).to_string()));
        }
        // Without a site the page itself says what is wrong.
        let problems = state.problems.as_ref().filter(|_| state.snapshot.is_some());
        if problems != self.problems.as_ref() {
            out.push(match problems {
                Some(report) => message("problems", &report.json(self.locale)),
                None => message("fixed", ""),
            });
            self.problems = problems.cloned();
        }
        let badge = changes::badge(state, self.locale).filter(|_| self.page != changes::ADDRESS);
        if badge != self.badge {
            let words = super::state::words(self.locale);
            let data = json!({ "text": badge, "url": changes::ADDRESS, "lang": words.lang, "close": words.close });
            out.push(message("badge", &data.to_string()));
            self.badge = badge;
        }
        out
    }
}

/// One message in the form of the event stream (HTML Standard, server-sent events).
fn message(name: &str, data: &str) -> String {
    let data: String = data.lines().map(|l| format!("data: {l}\n")).collect();
    format!("event: {name}\n{}\n", if data.is_empty() { "data:\n".to_owned() } else { data })
}
