//! `project/contract-paid`: no more is paid on a contract than it is worth.

use crate::check::account::{Entry, Judged, Standing, bound, by_ref, with};
use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::model::figure::Measured;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "project/contract-paid",
    severity: Severity::Note,
    what: ["付的钱没有超过合同", "No more is paid on a contract than it is worth"],
    why: ["付得比合同多，要么改过合同没有写，要么付错了", "More than agreed: an unrecorded change, or a mistake"],
    fails: "contracts: {id: a, value: 100万元}\npayments: {contract: a, amount: 120万元}",
    passes: "contracts: {id: a, value: 120万元}\npayments: {contract: a, amount: 100万元}",
    source: "MODEL.md D5, R18",
    check: Check::Account(check),
};

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
        let Some(value) = contract.value("value").and_then(Measured::of) else {
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
        let changed = contract.items("modifications").iter().any(|m| m.code("type") == Some("value"));
        let standing = if changed { Standing::CannotBeChecked } else { Standing::DoesNotHold };
        let sum = bound(paid.counts, paid.interval);
        let (sum_zh, sum_en) = (sum.zh.clone(), sum.en.clone());
        let words = contract.words("value");
        let (value_zh, value_en) = (words.zh.clone(), words.en.clone());
        let what = text!("{zh}付的钱比合同多", "more was paid on {en} than it is worth");
        let mut entry = Entry::new(RULE.name, standing, contract, "value", what)
            .sides(words, sum)
            .arithmetic(text!("合同{value_zh}，已付{sum_zh}", "contract: {value_en}; paid: {sum_en}"))
            .missing(changed.then(|| text!("改价以后是多少", "the value after its change")))
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
