//! `commitment/hedge`: what is hedged is not called firm.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/hedge",
    severity: Severity::Error,
    what: ["留有余地的承诺，没有记成“明确”", "Hedged promises are not recorded as firm"],
    why: ["“力争”记成“明确”，是替人许下了没有许的愿", "To call “will strive to” firm is to promise in somebody's name"],
    fails: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-01, title: 修渠, hedge: 力争, strength: 明确}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-01, title: 修渠, hedge: 力争, strength: 争取力争}",
    )])
    .on(Base::Town),
    source: "Mingbai R28",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in with(site, &["hedge", "strength"]) {
        let (Some(_), Some(strength)) = (rec.text("hedge"), rec.code("strength")) else { continue };
        if strength != "firm" {
            out.hold();
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let entry = Entry::new(
            RULE.name,
            Standing::DoesNotHold,
            rec,
            "strength",
            text!("{zh}的原话留有余地，却记成了“明确”", "{en} is hedged in the source, and recorded as firm"),
        );
        let entry = entry.sides(rec.words("hedge"), rec.words("strength")).from(rec, "hedge");
        out.push(entry.settle(text!("按原话改语气", "let the strength follow the words")));
    }
    out
}
