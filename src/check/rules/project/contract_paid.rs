//! `project/contract-paid`: no more is paid on a contract than it is worth.

use crate::check::account::{Entry, Judged, Rec, Standing, bound, by_ref, with};
use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;
use crate::model::figure::Measured;
use crate::model::{Site, Value};
use crate::text;
use crate::value::Amount;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/contract-paid",
    severity: Severity::Note,
    what: ["付的钱没有超过合同", "No more is paid on a contract than it is worth"],
    why: ["付得比合同多，要么改过合同没有写，要么付错了", "More than agreed: an unrecorded change, or a mistake"],
    fails: Example::files(&[
        ("content/contracts/all.yaml", "- {id: a, title: 合同, value: 100万元}"),
        ("content/payments/all.yaml", "- {id: p, title: 付款, contract: a, amount: 120万元}"),
    ])
    .on(Base::Town),
    passes: Example::files(&[
        ("content/contracts/all.yaml", "- {id: a, title: 合同, value: 120万元}"),
        ("content/payments/all.yaml", "- {id: p, title: 付款, contract: a, amount: 100万元}"),
    ])
    .on(Base::Town),
    source: "Mingbai R18",
    options: &[],
    check: Check::Account(check),
};

/// What a contract came to be worth.
enum Worth {
    /// What was agreed at first.
    Agreed,
    /// What its last change of price says, and in its words.
    Changed(Box<Measured>, String),
    /// Its price was changed, to what is not said.
    Unclear,
}

fn worth(contract: Rec<'_>) -> Worth {
    let items = contract.items("modifications");
    let changes = items.iter().filter(|m| m.code("type") == Some("value"));
    // Of changes of one day, or without a day, the one that is written last.
    let Some(last) = changes.max_by_key(|m| m.at("changed_on").date().and_then(|when| when.bounds().0)) else {
        return Worth::Agreed;
    };
    let unit = if let Some(Value::Amount(amount, _)) = contract.value("value") { Some(amount.unit) } else { None };
    match last.text("new").and_then(|new| Some((new, Amount::parse(new, unit).ok()?))) {
        Some((new, amount)) => match Measured::of(&Value::Amount(amount, None)) {
            Some(measured) => Worth::Changed(Box::new(measured), new.to_owned()),
            None => Worth::Unclear,
        },
        None => Worth::Unclear,
    }
}

fn check(site: &Site) -> Judged {
    let mut out = Judged::default();
    let payments = by_ref(&with(site, &["contract", "amount"]), "contract");
    for contract in with(site, &["value", "signed", "modifications"]) {
        let Some(of) = payments.get(&contract.page) else { continue };
        let mut paid: Option<Measured> = None;
        for amount in of.iter().filter_map(|p| Measured::of(p.value("amount")?)) {
            paid = paid.map_or(Some(amount), |sum| sum.plus(Measured { stage: sum.stage, ..amount }));
        }
        let (zh, en) = (contract.named().zh, contract.named().en);
        let worth = worth(contract);
        let (value, words) = match &worth {
            Worth::Changed(value, words) => (Some(**value), text!("{words}", "{words}")),
            _ => (contract.value("value").and_then(Measured::of), contract.words("value")),
        };
        let Some(value) = value else {
            let what = text!("{zh}付了钱，合同是多少没有写", "{en} was paid, and its value is not stated");
            let entry = Entry::new(RULE.name, Standing::CannotBeChecked, contract, "value", what);
            out.push(
                entry
                    .missing([contract.label("value")])
                    .settle(text!("写出合同金额", "state the value of the contract")),
            );
            continue;
        };
        let Some(paid) = paid else { continue };
        let is_over = paid.interval.low.zip(value.interval.high).is_some_and(|(low, high)| low > high);
        if !is_over {
            out.hold();
            continue;
        }
        let is_open = matches!(worth, Worth::Unclear);
        let standing = if is_open { Standing::CannotBeChecked } else { Standing::DoesNotHold };
        let sum = bound(paid.counts, paid.interval);
        let (sum_zh, sum_en) = (sum.zh.clone(), sum.en.clone());
        let (value_zh, value_en) = (words.zh.clone(), words.en.clone());
        let what = text!("{zh}付的钱比合同多", "more was paid on {en} than it is worth");
        let mut entry = Entry::new(RULE.name, standing, contract, "value", what)
            .sides(words, sum)
            .arithmetic(text!("合同{value_zh}，已付{sum_zh}", "contract: {value_en}; paid: {sum_en}"))
            .missing(is_open.then(|| text!("改价以后是多少", "the value after its change")))
            .settle(text!(
                "写出改过的合同金额，或核对付款",
                "record the change of the contract, or check the payments"
            ));
        for payment in of {
            entry = entry.from(*payment, "amount");
        }
        out.push(entry);
    }
    out
}
