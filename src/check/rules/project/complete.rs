//! `project/complete`: projects name who owns them, where, for how much, by when, and whom to ask.

use crate::check::account::{Judged, incomplete};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/complete",
    severity: Severity::Note,
    what: ["项目写没写清：谁的、在哪、几时完、问谁", "Projects say whose, where, by when and whom to ask"],
    why: [
        "不知道在哪、是谁的项目，村里人没法问，也没法去看",
        "Nobody can ask about or go and see what has neither place nor owner",
    ],
    fails: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, owner_org: 原文未写, places: 原文未写}")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.yaml", "- {id: a, title: 水渠, owner_org: zhen, places: [shang-cun], planned_end: 2023-12, contact_post: zhen-zhang}"), ("content/organisations/all.yaml", "- {id: zhen, title: 镇政府}"), ("content/places/all.yaml", "- {id: shang-cun, title: 上村}"), ("content/posts/all.yaml", "- {id: zhen-zhang, title: 镇长}")]).on(Base::Town),
    source: "Mingbai R27",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let settle =
        text!("逐个补上业主、地点、计划完工和联系岗位", "state owner, place, planned end and contact for each");
    incomplete(site, RULE.name, &["owner_org", "places", "planned_end", "contact_post"], &settle)
}
