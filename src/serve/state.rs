//! What the server knows at a moment. A new state replaces the old one as a whole.

use std::sync::Arc;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::changes::{self, Changes};
use super::look::Look;
use super::snapshot::Snapshot;
use crate::diagnostic::{Locale, Text};
use crate::output::hex;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it means for the preview.
    pub title: Text,
    /// The problems.
    pub problems: Vec<Problem>,
    /// How many more there are.
    pub more: usize,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// Name of the rule.
    pub rule: &'static str,
    /// What is wrong.
    pub message: Text,
    /// `file:line:column`, or `file › cell`.
    pub place: Option<String>,
    /// The line or the cell that it stands in.
    pub excerpt: Option<Excerpt>,
    /// How to mend it.
    pub help: Option<Text>,
}

/// A line, cut where the problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Before it.
    pub before: String,
    /// The problem.
    pub marked: String,
    /// After it.
    pub after: String,
}

/// What is served, and what is wrong.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The last good build.
    pub(super) snapshot: Option<Arc<Snapshot>>,
    /// The first good build of this run.
    pub(super) first: Option<Arc<Snapshot>>,
    /// What differs between the two.
    pub(super) changes: Arc<Changes>,
    /// What is wrong now.
    pub(super) problems: Option<Arc<Report>>,
}

impl State {
    /// What somebody sees at an address (decoded).
    pub(super) fn look(&self, page: &str) -> Look {
        let Some(snapshot) = &self.snapshot else {
            // The page that says what is wrong.
            let wrong = self.problems.as_ref().map_or_else(String::new, |p| p.json(Locale::En));
            return Look { frame: hex(&Sha256::digest(wrong)[..16]), styles: Vec::new() };
        };
        if page == changes::ADDRESS {
            return Look { frame: changes::fingerprint(self), styles: Vec::new() };
        }
        // Where there is nothing, the page for that is shown.
        snapshot.at(page).or_else(|| snapshot.get("404.html")).map(|o| (*snapshot.look(o)).clone()).unwrap_or_default()
    }
}

impl Report {
    /// For the browser, in a language.
    pub(super) fn json(&self, locale: Locale) -> String {
        let problems: Vec<_> = self
            .problems
            .iter()
            .map(|p| {
                json!({
                    "severity": p.severity,
                    "rule": p.rule,
                    "message": p.message.get(locale),
                    "place": p.place,
                    "excerpt": p.excerpt.as_ref().map(|e| [&e.before, &e.marked, &e.after]),
                    "help": p.help.as_ref().map(|h| h.get(locale)),
                })
            })
            .collect();
        let words = words(locale);
        json!({
            "lang": words.lang,
            "title": self.title.get(locale),
            "close": words.close,
            "more": self.more_words(locale),
            "problems": problems,
        })
        .to_string()
    }

    /// How many are not shown, in words.
    pub(super) fn more_words(&self, locale: Locale) -> Option<String> {
        let more = self.more;
        let text = crate::text!("另有 {more} 个问题，见终端", "{more} more problems: see the terminal");
        (more > 0).then(|| text.get(locale).to_owned())
    }
}

/// Words of the server's own pages.
pub(super) struct Words {
    /// Name of the button that closes the overlay.
    pub(super) close: &'static str,
    /// Language of the page.
    pub(super) lang: &'static str,
    /// Title of the page of a start that failed.
    pub(super) broken: &'static str,
    /// What it says below its title.
    pub(super) waiting: &'static str,
    /// Title and text of the page of a start that has not ended yet.
    pub(super) building: [&'static str; 2],
    /// What stands on a draft.
    pub(super) draft: &'static str,
}

/// Words of the server's own pages.
pub(super) fn words(locale: Locale) -> Words {
    match locale {
        Locale::Zh => Words {
            close: "关闭",
            lang: "zh-CN",
            broken: "站点还生成不了",
            waiting: "改好并保存后，这里会自动变成站点。",
            building: ["正在生成站点", "第一次生成还没有完成，好了以后这里会自动变成站点。"],
            draft: "草稿，尚未公开：发布时没有这一页",
        },
        Locale::En => Words {
            close: "Close",
            lang: "en",
            broken: "The site cannot be built yet",
            waiting: "Once this is mended and saved, the site appears here by itself.",
            building: [
                "The site is being built",
                "The first build is not finished yet; once it is, the site appears here by itself.",
            ],
            draft: "Draft, not yet public: this page is left out when the site is published",
        },
    }
}

/// The language that a tag means, if it is one of ours.
pub(super) fn locale_of(tag: &str) -> Option<Locale> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
    match () {
        () if primary.eq_ignore_ascii_case("zh") => Some(Locale::Zh),
        () if primary.eq_ignore_ascii_case("en") => Some(Locale::En),
        () => None,
    }
}
