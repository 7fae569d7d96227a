//! `freshness/late`: what was made was published within the days that the law gives.

use crate::check::account::{Entry, Judged, Rec, Standing, records};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Opt, Rule};
use crate::diagnostic::{Severity, Text};
use crate::model::{Site, Value};
use crate::text;
use crate::value::{
    Moment, UnknownYear, add_working_days, after, days_between, working_days_at_least, working_days_between,
};

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "freshness/late",
    severity: Severity::Warning,
    what: [
        "文件形成后在法定的时限内公开",
        "Documents are published within the time that the law gives from when they were made",
    ],
    why: [
        "主动公开的信息，形成或变更后20个工作日内公开；预算、决算批复后20天内公开",
        "What is to be disclosed is public within 20 working days of its making; budgets and accounts within 20 days of approval",
    ],
    fails: Example::files(&[(
        "content/documents/all.yaml",
        "- {id: a, title: 实施方案, date_issued: 2023-07-03, published: 2023-08-15 09:30}",
    )])
    .on(Base::Town),
    passes: Example::files(&[(
        "content/documents/all.yaml",
        "- {id: a, title: 实施方案, date_issued: 2023-07-03, published: 2023-07-31 09:30}",
    )])
    .on(Base::Town),
    source: "《政府信息公开条例》第二十六条；《预算法》第十四条",
    options: &[
        Opt::working_days("working_days", 20, ["形成后几个工作日内公开", "working days from its making"]),
        Opt::days("budget_days", 20, ["预算、决算批复后几天内公开", "days for budgets and final accounts"]),
    ],
    check: Check::Account(check),
};

/// Fields for when something was made.
pub(super) const MADE: [&str; 2] = ["date_issued", "date_made"];

/// Kinds of documents whose days are counted by the calendar.
const BUDGETS: [&str; 2] = ["budget", "final_account"];

/// How long there is.
enum Limit {
    Working(usize),
    Days(usize),
}

/// The days of its own entry in the disclosure catalogue, else those of its kind.
fn limit(site: &Site, rec: Rec<'_>) -> Limit {
    let own = rec.linked("disclosure_item").find_map(|item| match item.value("time_limit") {
        Some(Value::Number(number)) => number.to_string().parse().ok(),
        _ => None,
    });
    match own {
        Some(days) => Limit::Working(days),
        None if rec.code("type").is_some_and(|kind| BUDGETS.contains(&kind)) => {
            Limit::Days(RULE.number(site, "budget_days"))
        }
        None => Limit::Working(RULE.number(site, "working_days")),
    }
}

/// Only what has a publication time of its own is judged: what is merely described here may have been published elsewhere.
fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    for rec in records(site) {
        let Some(published) = rec.here().published else { continue };
        let Some(name) = MADE.into_iter().find(|name| rec.field(name).is_some()) else { continue };
        // Where only the month is known, its last day: nobody is late on a guess.
        let Some(made) = rec.date(name).and_then(|when| when.bounds().1) else {
            let entry = unclear(rec, name);
            out.push(entry.missing([rec.label(name)]).settle(text!("写明哪天形成", "say when it was made")));
            continue;
        };
        if made > published.date() {
            continue;
        }
        let published_on = published.date();
        let at_most = |days: usize| after(made, i32::try_from(days).unwrap_or(i32::MAX));
        match limit(site, rec) {
            Limit::Days(days) if published_on <= at_most(days) => out.hold(),
            Limit::Days(days) => {
                let taken = days_between(made, published_on);
                let (limit, taken) = (text!("{days}天", "{days} days"), text!("{taken}天", "{taken} days"));
                out.push(late(rec, name, published, limit, taken));
            }
            // As many days of the calendar hold no more working days.
            Limit::Working(days) if published_on <= at_most(days) => out.hold(),
            Limit::Working(days) => match add_working_days(made, days) {
                Ok(last) if published_on <= last => out.hold(),
                Ok(last) => {
                    let limit = text!("{days}个工作日", "{days} working days");
                    let taken = match working_days_between(made, published_on) {
                        // Days of rest, of which none is a working day.
                        Ok(taken) if taken == days => {
                            let more = days_between(last, published_on);
                            text!("{days}个工作日又{more}天", "{days} working days and {more} more")
                        }
                        Ok(taken) => text!("{taken}个工作日", "{taken} working days"),
                        Err(_) => {
                            let taken = days_between(made, published_on);
                            text!("{taken}天", "{taken} days")
                        }
                    };
                    out.push(late(rec, name, published, limit, taken));
                }
                // More days than any holidays could explain.
                Err(_) if working_days_at_least(made, published_on) > days => {
                    let limit = text!("{days}个工作日", "{days} working days");
                    let taken = days_between(made, published_on);
                    out.push(late(rec, name, published, limit, text!("{taken}天", "{taken} days")));
                }
                Err(UnknownYear(year)) => {
                    let entry = unclear(rec, name)
                        .beyond()
                        .missing([text!("{year}年的放假安排", "the public holidays of {year}")]);
                    out.push(entry.settle(text!(
                        "按那一年国务院办公厅的放假通知数{days}个工作日",
                        "count {days} working days by the notice on the holidays of that year"
                    )));
                }
            },
        }
    }
    out
}

fn unclear(rec: Rec<'_>, name: &str) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let what = text!("{zh}是不是按时公开的，没法核对", "whether {en} was published in time cannot be checked");
    Entry::new(RULE.name, Standing::CannotBeChecked, rec, name, what)
}

fn late(rec: Rec<'_>, name: &str, published: Moment, limit: Text, taken: Text) -> Entry {
    let (zh, en) = (rec.named().zh, rec.named().en);
    let (limit_zh, limit_en, taken_zh, taken_en) = (limit.zh, limit.en, taken.zh, taken.en);
    let what = text!(
        "{zh}形成后{taken_zh}才公开，时限是{limit_zh}",
        "{en} was published {taken_en} after it was made; there were {limit_en}"
    );
    let (made, label, day) = (rec.words(name), rec.label(name), published.date());
    let (label_zh, label_en, made_zh, made_en) = (label.zh, label.en, made.zh, made.en);
    let entry = Entry::new(RULE.name, Standing::DoesNotHold, rec, name, what)
        .sides(text!("{label_zh}：{made_zh}", "{label_en}: {made_en}"), text!("发布：{day}", "published: {day}"));
    entry.settle(text!(
        "日期写错的改过来；确实晚了的，在备注里写明原因，以后按时限公开",
        "mend a wrong date; where it was late, say why in its note, and keep to the days from now on"
    ))
}
