//! `commitment/answer`: a problem has a measure, or a reason why there is none.

use crate::check::account::{Entry, Explanation, Given, Judged, Standing, by_ref, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/answer",
    severity: Severity::Note,
    what: ["说出来的问题，有没有对应的措施", "Problems that are named have a measure"],
    why: ["只说难处、不说怎么办，读者不知道会不会改", "A difficulty without a measure leaves readers guessing"],
    fails: Example::files(&[("content/problems/all.yaml", "- {id: p-1, title: 缺水, state: 未整改}")]).on(Base::Town),
    passes: Example::files(&[
        ("content/problems/all.yaml", "- {id: p-1, title: 缺水, state: 未整改, measures: [c-03]}"),
        ("content/commitments/all.yaml", "- {id: c-03, title: 修渠, addresses_problem: [p-1]}"),
    ])
    .on(Base::Town),
    source: "Mingbai R31",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let answered = by_ref(&with(site, &["addresses_problem"]), "addresses_problem");
    for rec in with(site, &["measures", "no_action_reason", "state"]) {
        if rec.knows("measures") || answered.contains_key(&rec.page) {
            out.hold();
            continue;
        }
        // What is said to be done has had its measure.
        let is_done = matches!(rec.code("state"), Some("claimed" | "verified_closed"));
        if is_done || matches!(rec.given("measures"), Given::Unknown(crate::model::Unknown::NotApplicable)) {
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let entry = Entry::new(
            RULE.name,
            Standing::DoesNotHold,
            rec,
            "measures",
            text!("说了问题{zh}，没有一条承诺是回应它的", "the problem {en} is named, and no commitment answers it"),
        );
        out.push(match rec.text("no_action_reason") {
            Some(reason) => entry.explained(Explanation {
                reason: text!("{reason}", "{reason}"),
                post: rec.knows("responsible").then(|| rec.words("responsible")),
                source: None,
            }),
            None => entry
                .settle(text!("写明用哪条措施来改，或者为什么没有措施", "name the measure, or say why there is none")),
        });
    }
    out
}
