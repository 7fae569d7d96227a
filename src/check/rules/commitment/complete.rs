//! `commitment/complete`: promises name who keeps them, by when, how much and with what money.

use crate::check::account::{Entry, Judged, Rec, Standing, Subject, with};
use crate::check::rule::{Check, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "commitment/complete",
    severity: Severity::Note,
    what: [
        "承诺写没写清：谁负责、什么时候、多少、钱从哪来",
        "Commitments say who, by when, how much and with what money",
    ],
    why: ["缺了这些，到时候没法说做没做到", "Without these nobody can tell whether it was kept"],
    fails: "commitments: {id: c-01, responsible: 原文未写, due_original: 原文未写}",
    passes: "commitments: {id: c-01, responsible: 镇长, due_original: 2023-09, measure: 180个学位, budget: 教育资金}",
    source: "MODEL.md D5, R27; D4, X11",
    check: Check::Account(check),
};

const PARTS: [&str; 4] = ["responsible", "due_original", "measure", "budget"];

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let all = with(site, &PARTS);
    for collection in 0..site.collections.len() {
        let of: Vec<Rec<'_>> = all.iter().filter(|rec| rec.collection == collection).copied().collect();
        let lacking: Vec<Rec<'_>> = of.iter().filter(|rec| !PARTS.iter().all(|p| rec.knows(p))).copied().collect();
        (lacking.len()..of.len()).for_each(|_| out.hold());
        let Some(first) = lacking.first() else { continue };
        let (count, total) = (lacking.len(), of.len());
        let part = |name: &str| -> Option<Text> {
            let known = of.iter().filter(|rec| rec.knows(name)).count();
            let label = first.label(name);
            let (zh, en) = (label.zh, label.en);
            (known < total).then(|| text!("{zh}：{total}条里写明{known}条", "{en}: stated in {known} of {total}"))
        };
        let parts: Vec<Text> = PARTS.iter().filter_map(|name| part(name)).collect();
        let title = &site.collections[collection].title;
        let (zh, en) = (title.get("zh-CN"), title.get("en"));
        let mut entry = Entry::new(
            RULE.name,
            Standing::CannotBeChecked,
            *first,
            "responsible",
            text!("{zh}里有{count}条没有写全", "{en}: {count} are not complete"),
        )
        .missing(parts)
        .settle(text!("逐条补上责任岗位、期限、数量和资金", "state post, deadline, quantity and money for each"));
        entry.subject = Subject::Collection(collection);
        entry.records = lacking.iter().map(|rec| (rec.page, None)).collect();
        out.push(entry);
    }
    out
}
