//! `project/fund-ladder`: no more comes out of a fund than went in before.

use crate::check::account::{Entry, Judged, Rec, Standing, bound, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::Measured;
use crate::model::{Kind, Site};
use crate::text;
use crate::value::Stage;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/fund-ladder",
    severity: Severity::Note,
    what: [
        "支出不超过到账，到账不超过下达，下达不超过批复",
        "Paid is at most received, received at most allocated, allocated at most approved",
    ],
    why: ["后一步比前一步多，必有一个数不对", "Where a later step is larger, one of the numbers is wrong"],
    fails: Example::files(&[(
        "content/funds/all.yaml",
        "- {id: a, title: 补助, amount_received: 80万元, amount_used: 100万元}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/funds/all.yaml",
        "- {id: a, title: 补助, amount_received: 100万元, amount_used: 80万元}",
    )])
    .on(Base::Town),
    source: "Mingbai R13, R17",
    options: &[],
    check: Check::Account(check),
};

/// Ladders of stages, each a part of the one before.
const LADDERS: [&[Stage]; 2] = [
    &[Stage::Applied, Stage::Approved, Stage::Allocated, Stage::PaidIn, Stage::Paid],
    &[Stage::Contracted, Stage::StartedContracted, Stage::PaidIn],
];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for ladder in LADDERS {
            // A record is on the ladder whose first rung its collection has.
            let field = |stage: Stage| {
                let is_it = |k: &Kind| matches!(k, Kind::Amount { stage: Some(s), .. } if *s == stage);
                rec.schema().fields.iter().find(|f| is_it(&f.kind) && !f.list).map(|f| f.name.as_str())
            };
            if field(ladder[0]).is_none() {
                continue;
            }
            let known: Vec<(&str, Measured)> = ladder
                .iter()
                .filter_map(|s| field(*s))
                .filter_map(|name| Some((name, rec.value(name).and_then(Measured::of)?)))
                .collect();
            for pair in known.windows(2) {
                judge(rec, pair[0], pair[1], &mut out);
            }
        }
    }
    out
}

fn judge(rec: Rec<'_>, (before, first): (&str, Measured), (after, second): (&str, Measured), out: &mut Judged) {
    if second.interval.low.zip(first.interval.high).is_none_or(|(low, high)| low <= high) {
        return out.hold();
    }
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (a, b) = (rec.label(before), rec.label(after));
    let (a_zh, b_zh, a_en, b_en) = (a.zh, b.zh, a.en, b.en);
    let (x, y) = (bound(first.counts, first.interval), bound(second.counts, second.interval));
    let (x_zh, y_zh, x_en, y_en) = (x.zh, y.zh, x.en, y.en);
    let what = text!("{zh}的{b_zh}比{a_zh}多", "{en}: {b_en} is more than {a_en}");
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, after, what).from(rec, before);
    let entry = entry
        .sides(rec.words(before), rec.words(after))
        .arithmetic(text!("{y_zh} 应当不多于 {x_zh}", "{y_en} should be at most {x_en}"));
    out.push(entry.settle(text!("核对两个金额", "check both amounts")));
}
