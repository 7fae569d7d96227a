//! `project/same-or-distinct`: no two records are one project and two.

use std::collections::BTreeMap;

use crate::check::account::{Entry, Judged, Rec, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/same-or-distinct",
    severity: Severity::Error,
    what: ["没有既说是同一个、又说是两个", "No two records are called one project and two"],
    why: ["两句话必有一句是填错的", "One of the two was entered by mistake"],
    fails: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 福景民宿, same_as: [b], distinct_from: [b]}\n- {id: b, title: 瓢子塘民宿}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/projects/all.yaml",
        "- {id: a, title: 福景民宿, same_as: [b]}\n- {id: b, title: 瓢子塘民宿}",
    )])
    .on(Base::Town),
    source: "Mingbai R26",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all = with(site, &["same_as", "distinct_from"]);
    let by_page: BTreeMap<usize, Rec<'_>> = all.iter().map(|rec| (rec.page, *rec)).collect();
    for a in &all {
        for page in a.refs("same_as") {
            let Some(b) = by_page.get(&page) else { continue };
            let is_itself = page == a.page;
            if !is_itself && !a.refs("distinct_from").contains(&page) && !b.refs("distinct_from").contains(&a.page) {
                out.hold();
                continue;
            }
            let (a_zh, b_zh, a_en, b_en) = (a.named().zh, b.named().zh, a.named().en, b.named().en);
            let what = if is_itself {
                text!("{a_zh}说和自己是同一个项目", "{a_en} is called the same as itself")
            } else {
                text!("{a_zh}和{b_zh}又说是同一个、又说是两个", "{a_en} and {b_en} are called one project and two")
            };
            let entry = Entry::new(RULE.name, Standing::DoesNotHold, *a, "same_as", what).from(*b, "distinct_from");
            out.push(entry.settle(text!("留下对的一个", "keep the one that is right")));
        }
    }
    out
}
