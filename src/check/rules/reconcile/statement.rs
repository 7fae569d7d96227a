//! `reconcile/statement`: what `reconcile.yaml` says has to hold, holds.

use crate::check::account::{Entry, Explanation, Judged, Standing, Subject, bound, list, quoted, value};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::figure::{Counts, Target};
use crate::model::reconcile::{Relation, Side, Statement, Term};
use crate::model::{Field, PageKind, Site, Value};
use crate::text;
use crate::value::Interval;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/statement",
    severity: Severity::Note,
    what: ["说好要对得上的总数和名单，对得上吗", "Totals and lists that have to fit, fit"],
    why: ["总数和明细各说各的，哪一个都不能用", "Where total and items differ, neither can be used"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: signed, title: 签约额, kind: flow, unit: 万元}"), ("content/observations/all.yaml", "- {id: signed, title: 签约额, indicator: signed, period: 2023, value: 6500万元（签约）}"), ("content/projects/all.yaml", "- {id: a, title: 甲, contract_value: 2000万元}\n- {id: b, title: 乙, contract_value: 4400万元}"), ("content/reconcile.yaml", "signed: {title: 签约额, left: observations/signed#value, relation: \"=\", right: [projects/a#contract_value, projects/b#contract_value], disjoint: true}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: signed, title: 签约额, kind: flow, unit: 万元}"), ("content/observations/all.yaml", "- {id: signed, title: 签约额, indicator: signed, period: 2023, value: 6400万元（签约）}"), ("content/projects/all.yaml", "- {id: a, title: 甲, contract_value: 2000万元}\n- {id: b, title: 乙, contract_value: 4400万元}"), ("content/reconcile.yaml", "signed: {title: 签约额, left: observations/signed#value, relation: \"=\", right: [projects/a#contract_value, projects/b#contract_value], disjoint: true}")]).on(Base::Town),
    source: "Mingbai R12, R14",
    options: &[],
    check: Check::Account(check),
};

/// What is missing is named up to so many.
const NAMED: usize = 8;

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for (index, statement) in site.statements.iter().enumerate() {
        out.push(judge(site, index, statement));
    }
    out
}

/// Whether the sides stand as they have to: surely, surely not, or who knows.
fn holds(relation: Relation, a: Interval, b: Interval) -> Option<bool> {
    let at_most = |x: Interval, y: Interval| match (x.high.zip(y.low), x.low.zip(y.high)) {
        (Some((high, low)), _) if high <= low => Some(true),
        (_, Some((low, high))) if low > high => Some(false),
        _ => None,
    };
    match relation {
        Relation::AtMost => at_most(a, b),
        Relation::AtLeast => at_most(b, a),
        _ if !a.meets(b) => Some(false),
        Relation::Meets => {
            let is_bounded = |i: Interval| i.low.is_some() && i.high.is_some();
            (is_bounded(a) && is_bounded(b)).then_some(true)
        }
        Relation::Same => (a == b && a.low == a.high && a.low.is_some()).then_some(true),
    }
}

fn judge(site: &Site, index: usize, statement: &Statement) -> Entry {
    let left = statement.side(&statement.left, site);
    let right = statement.side(&statement.right, site);
    let counts = left.counts.filter(|c| *c != Counts::Number).or(right.counts).or(left.counts);
    let rounds = statement.rounding.is_some();
    let verdict = match (left.interval, right.interval) {
        // What was rounded is the same where it may be the same.
        (Some(a), Some(b)) if rounds && statement.relation == Relation::Same => holds(Relation::Meets, a, b),
        (Some(a), Some(b)) => holds(statement.relation, a, b),
        _ => None,
    };
    let mut missing = missing(site, &left);
    missing.extend(self::missing(site, &right));
    // What overlaps makes no sum, and nobody knows whether it does.
    let adds = statement.left.len() > 1 || statement.right.len() > 1;
    if adds && statement.disjoint != Some(true) {
        missing.push(match statement.disjoint {
            None => text!("相加的几项互不重复的说明", "a statement that what is added up does not overlap"),
            _ => text!("去掉重复以后的数", "the number without what overlaps"),
        });
    }
    let standing = match verdict {
        Some(false) if !adds || statement.disjoint == Some(true) => Standing::DoesNotHold,
        Some(true) if missing.is_empty() => Standing::Holds,
        _ => Standing::CannotBeChecked,
    };
    if standing == Standing::CannotBeChecked && missing.is_empty() {
        missing.push(text!("确切的数", "exact numbers"));
    }
    let (zh, en) = (statement.title.get("zh-CN"), statement.title.get("en"));
    let words = |side: &Side| match (counts, side.interval) {
        (Some(counts), Some(interval)) => bound(counts, interval),
        _ => text!("没有写", "not stated"),
    };
    let (a, b, relation) = (words(&left), words(&right), statement.relation.words());
    let (relation_zh, relation_en) = (relation.zh, relation.en);
    let what = text!("{zh}，{relation_zh}", "{en}: {relation_en}");
    let (a_zh, a_en, b_zh, b_en) = (a.zh, a.en, b.zh, b.en);
    let mut entry = Entry {
        rule: RULE.name,
        standing,
        subject: Subject::Statement(index),
        what,
        sides: Some((terms(site, &statement.left), terms(site, &statement.right))),
        arithmetic: Some(text!("{a_zh}，{b_zh}", "{a_en}; {b_en}")),
        missing: if standing == Standing::CannotBeChecked { missing } else { Vec::new() },
        settle: None,
        records: [left.records, right.records, of_open(&left.open), of_open(&right.open)].concat(),
        explanation: None,
        is_beyond: false,
    };
    match (&statement.explained, standing) {
        (_, Standing::Holds) => {}
        (Some(why), _) => {
            let (zh, en) = (why.reason.get("zh-CN"), why.reason.get("en"));
            let (post, source) = (&why.post, &why.source);
            entry = entry.explained(Explanation {
                reason: text!("{zh}", "{en}"),
                post: Some(text!("{post}", "{post}")),
                source: (!source.is_empty()).then(|| text!("{source}", "{source}")),
            });
        }
        (None, _) => {
            entry.settle =
                Some(text!("公布名单或明细，或者说明为什么不同", "publish list or items, or say why they differ"))
        }
    }
    entry
}

fn of_open(open: &[(usize, usize)]) -> Vec<(usize, Option<usize>)> {
    open.iter().map(|(page, field)| (*page, Some(*field))).collect()
}

fn field_of(site: &Site, page: usize, field: usize) -> Option<&Field> {
    match site.pages[page].kind {
        PageKind::Record(collection) => site.collections[collection].fields.get(field),
        _ => None,
    }
}

fn missing(site: &Site, side: &Side) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for collection in &side.partial {
        let title = &site.collections[*collection].title;
        let (zh, en) = (title.get("zh-CN"), title.get("en"));
        out.push(text!(
            "{zh}的完整名单（现在只有点了名的）",
            "the complete list of {en} (there are only those that are named)"
        ));
    }
    for (page, field) in side.open.iter().take(NAMED) {
        let named = quoted(&site.pages[*page].title);
        let label = field_of(site, *page, *field).map(|f| (f.title.get("zh-CN"), f.title.get("en")));
        let ((zh, en), (label_zh, label_en)) = ((named.zh, named.en), label.unwrap_or_default());
        out.push(text!("{zh}的{label_zh}", "{label_en} of {en}"));
    }
    if let Some(more @ 1..) = side.open.len().checked_sub(NAMED) {
        out.push(text!("另外{more}条", "{more} more"));
    }
    for figure in &side.unknown {
        let title = &site.figures[*figure].title;
        let (zh, en) = (title.get("zh-CN"), title.get("en"));
        out.push(text!("“{zh}”", "“{en}”"));
    }
    out
}

/// A side in words.
fn terms(site: &Site, terms: &[Term]) -> Text {
    let each = terms.iter().map(|term| match term {
        Term::Target(Target::Figure(index)) => {
            let title = &site.figures[*index].title;
            let (zh, en) = (title.get("zh-CN"), title.get("en"));
            text!("“{zh}”", "“{en}”")
        }
        Term::Target(target @ Target::Field(page, field)) => {
            let outcome = target.outcome(site);
            let said = outcome.value().zip(field_of(site, *page, *field)).map(|(v, f)| value(site, f, v));
            let said = said.unwrap_or_else(|| text!("原文未写", "not stated"));
            let named = quoted(&site.pages[*page].title);
            let (zh, en, said_zh, said_en) = (named.zh, named.en, said.zh, said.en);
            text!("{zh}：{said_zh}", "{en}: {said_en}")
        }
        Term::Sum(selection) | Term::Count(selection) => {
            let schema = &site.collections[selection.collection];
            let (zh, en) = (schema.title.get("zh-CN"), schema.title.get("en"));
            let selected = selection.select(site);
            let named = selected.records.iter().take(NAMED);
            let names = list(named.map(|p| value(site, &Field::named("title"), &Value::Record(*p))));
            let (names_zh, names_en, count) = (names.zh, names.en, selected.records.len());
            match selection.field.map(|f| &schema.fields[f].title) {
                Some(field) => {
                    let (field_zh, field_en) = (field.get("zh-CN"), field.get("en"));
                    text!("{zh}的{field_zh}，{count}条相加：{names_zh}", "{field_en} of {count} {en}: {names_en}")
                }
                None if count == 0 => text!("{zh}，一条也没有记下", "{en}, none on record"),
                None => text!("{zh}，记下的{count}条：{names_zh}", "{en}, {count} on record: {names_en}"),
            }
        }
    });
    let (zh, en): (Vec<String>, Vec<String>) = each.map(|t| (t.zh, t.en)).unzip();
    Text { zh: zh.join(" ＋ "), en: en.join(" + ") }
}
