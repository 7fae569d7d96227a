//! `reconcile/claim-evidence`: what an office says of its own success can be checked.

use crate::check::account::{Entry, Judged, Standing, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/claim-evidence",
    severity: Severity::Note,
    what: ["自己说的成绩，有没有凭据", "What an office says of its own success can be checked"],
    why: [
        "“突破”“显著提高”没有凭据，谁也说不清真假",
        "Nobody can tell whether a “breakthrough” is one without something to go by",
    ],
    fails: Example::files(&[(
        "content/statements/all.yaml",
        "- {id: s, title: 公共服务, kind: 自述说法, phrase: 重大突破, evidence_level: 仅自述}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/statements/all.yaml",
        "- {id: s, title: 公共服务, kind: 自述说法, phrase: 重大突破, evidence_level: 有文件}",
    )])
    .on(Base::Town),
    source: "Mingbai R20, R35",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in with(site, &["kind", "phrase", "evidence_level"]).into_iter().filter(|c| c.code("kind") == Some("claim"))
    {
        if rec.has_evidence() {
            out.hold();
            continue;
        }
        let (zh, en) = (rec.named().zh, rec.named().en);
        let what = text!("{zh}：只是自己说，没有凭据", "{en}: the own word, and nothing to go by");
        let missing = if rec.knows("missing") { rec.words("missing") } else { text!("凭据", "evidence") };
        let mut entry = Entry::new(RULE.name, Standing::CannotBeChecked, rec, "phrase", what)
            .sides(rec.words("phrase"), rec.words("evidence_level"))
            .missing([missing])
            .settle(text!("公布上面缺的材料", "publish what is missing"));
        for project in rec.linked("projects") {
            entry = entry.from(project, "state");
        }
        out.push(entry);
    }
    out
}
