//! Waivers: a finding that a post has decided to live with, for a reason and until a day.

use super::fields;
use super::read::{At, Reader};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::keys::{Key, SITE_WAIVER, WAIVER};
use crate::text;
use crate::value::PartialDate;

/// A waiver of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Name of the rule.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// Which post decided so.
    pub by: String,
    /// The last day on which it holds.
    pub until: PartialDate,
    /// The file or folder that it is for; a page's own waivers are for that page.
    pub path: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// What a waiver must say; `path` only in `site.yaml`.
const NEEDS: [(&str, &str); 5] =
    [("rule", "规则"), ("reason", "原因"), ("by", "决定岗位"), ("until", "有效期"), ("path", "路径")];

/// Reads a list of waivers; one that lacks something is none.
pub(super) fn read<'a>(r: &mut Reader<'a>, at: &At<'a>, of_site: bool) -> Vec<Waiver> {
    let keys: &'static [Key] = if of_site { SITE_WAIVER } else { WAIVER };
    r.list(at).into_iter().filter_map(|item| one(r, &item, keys)).collect()
}

fn one<'a>(r: &mut Reader<'a>, item: &At<'a>, keys: &'static [Key]) -> Option<Waiver> {
    let before = r.problems.len();
    let (mut rule, mut reason, mut by, mut path) = (String::new(), String::new(), String::new(), String::new());
    let mut until = None;
    for (key, at) in r.map(item, keys) {
        let Some(text) = r.text(&at).filter(|t| !t.is_empty()) else { continue };
        match key {
            "rule" => rule = text,
            "reason" => reason = text,
            "by" => by = text,
            "path" => path = text,
            _ => until = fields::date(r, &at, &text),
        }
    }
    let is_missing = |key: &str| match key {
        "rule" => rule.is_empty(),
        "reason" => says_nothing(&reason),
        "by" => says_nothing(&by),
        "until" => until.is_none(),
        _ => path.is_empty() && keys.len() == NEEDS.len(),
    };
    let missing: Vec<&(&str, &str)> = NEEDS.iter().filter(|(key, _)| is_missing(key)).collect();
    if r.problems.len() > before {
        return None;
    }
    if !missing.is_empty() {
        let zh = missing.iter().map(|(key, zh)| format!("{key}（{zh}）")).collect::<Vec<_>>().join("、");
        let en = missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let what = text!("这条豁免没有写{zh}", "this waiver lacks {en}");
        r.problem(item, Diagnostic::error("content/waiver", what).help(text!(
            "豁免要写规则、原因、哪个岗位定的、到哪一天为止：{{rule: 规则, reason: 原因, by: 岗位, until: 2023-12-31}}",
            "a waiver names rule, reason, post and last day: {{rule: NAME, reason: WHY, by: POST, until: 2023-12-31}}"
        )));
        return None;
    }
    let path = (!path.is_empty()).then_some(path);
    Some(Waiver { rule, reason, by, until: until?, path, place: r.place(item) })
}

/// Whether a text stands only so that something stands there.
pub(crate) fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 15] = [
        "",
        "无",
        "没有",
        "暂无",
        "略",
        "同上",
        "不详",
        "不适用",
        "待定",
        "待补充",
        "原文未写",
        "none",
        "n/a",
        "na",
        "tbd",
    ];
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    NOTHING.contains(&bare.as_str())
}
