//! `commitment/overdue`: where the deadline of a promise has passed, it is said what became of it.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;
use crate::value::PartialDate;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/overdue",
    severity: Severity::Warning,
    what: ["到期的承诺，写明办得怎样", "Where the deadline of a promise has passed, it is said what became of it"],
    why: [
        "过了期限还写“未评估”，或只有到期以前的说法，读者不知道办成没有",
        "A promise past its deadline that is not rated, or only as of before, leaves readers guessing",
    ],
    fails: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-01, title: 修渠, due_original: 2023-06, delivery: 未评估, as_of: 2023-08-31}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-01, title: 修渠, due_original: 2023-06, delivery: 部分完成, as_of: 2023-08-31}",
    )])
    .on(Base::Town),
    source: "Mingbai C35",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let today = site.config.clock.date();
    for rec in with(site, &["due_original", "delivery"]) {
        let Some(due) = rec.deadline() else { continue };
        // Where it can be read in two ways, by the later one.
        let Some((_, last)) = due.last_days().filter(|(_, last)| *last < today) else { continue };
        let said = rec.here().as_of.and_then(PartialDate::bounds).map(|(first, _)| first);
        match rec.code("delivery") {
            _ if rec.is_settled() => out.hold(),
            Some(state) if state != "not_rated" && said.is_some_and(|said| said > last) => out.hold(),
            state => {
                let (zh, en) = (rec.named().zh, rec.named().en);
                let is_old = state.is_some_and(|state| state != "not_rated");
                let what = if is_old {
                    text!(
                        "承诺{zh}到期了，写的还是到期以前的情况",
                        "the deadline of {en} has passed, and what is said of it is from before"
                    )
                } else {
                    text!(
                        "承诺{zh}到期了，没有写办得怎样",
                        "the deadline of {en} has passed, and nothing says what became of it"
                    )
                };
                let (due_zh, due_en, said) = (due.text(true), due.text(false), rec.words("delivery"));
                let (said_zh, said_en) = (said.zh, said.en);
                let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, "delivery", what)
                    .sides(text!("期限：{due_zh}", "due: {due_en}"), text!("办理：{said_zh}", "delivery: {said_en}"));
                out.push(entry.settle(text!(
                    "写明办成、办了一部分、没有办还是不办了，改截至日期（as_of），并附凭证",
                    "say whether it was delivered, in part, not, or dropped, with a new as_of and what shows it"
                )));
            }
        }
    }
    out
}
