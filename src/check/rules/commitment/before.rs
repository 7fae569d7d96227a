//! `commitment/before`: "before October" says whether October is included.

use crate::check::account::{Entry, Judged, Standing, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::{FieldRef, FieldValue, Site, Value};
use crate::text;
use crate::value::{Bound, PartialDate, When};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/before",
    severity: Severity::Note,
    what: ["“某月前”的期限，含不含这个月", "Deadlines “before” a month say whether it is included"],
    why: ["差一个月，到期没到期就说不清", "A month apart: whether it is due cannot be told"],
    fails: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-18, title: 修渠, due_original: 2023年10月前（未说明）}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/commitments/all.yaml",
        "- {id: c-18, title: 修渠, due_original: 2023年10月前（不含）}",
    )])
    .on(Base::Town),
    source: "Mingbai R30",
    options: &[],
    check: Check::Account(check),
};

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        for (field, value) in &rec.here().fields {
            let (FieldRef::Collection(_, field), FieldValue::Known(values)) = (field, value) else { continue };
            let name = &rec.schema().fields[*field].name;
            for value in values {
                match value {
                    Value::Date(when) if when.bound == Bound::BeforeUnclear => out.push(unclear(rec, name, *when)),
                    Value::Date(when) if matches!(when.bound, Bound::Before | Bound::ByEnd) => out.hold(),
                    _ => {}
                }
            }
        }
    }
    out
}

fn unclear(rec: crate::check::account::Rec<'_>, name: &str, when: When) -> Entry {
    let words = rec.words(name);
    let ((zh, en), (title_zh, title_en)) = ((words.zh, words.en), (rec.named().zh, rec.named().en));
    let day = |bound: Bound| {
        let last = When { bound, ..when }.bounds().1.map(PartialDate::day);
        last.map_or((String::new(), String::new()), |d| (d.text(true), d.text(false)))
    };
    let ((strict_zh, strict_en), (whole_zh, whole_en)) = (day(Bound::Before), day(Bound::ByEnd));
    Entry::new(
        RULE.name,
        Standing::Open,
        rec,
        name,
        text!(
            "{title_zh}的期限是“{zh}”，有两种读法",
            "the deadline of {title_en} is “{en}”, which can be read in two ways"
        ),
    )
    .sides(
        text!("不含：最晚{strict_zh}", "not included: by {strict_en}"),
        text!("含：最晚{whole_zh}", "included: by {whole_en}"),
    )
    .settle(text!("说明含不含，照实改成“前（含）”或“前（不含）”", "say whether it is included"))
}
