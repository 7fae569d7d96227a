//! `privacy/weak-mask`: what is masked cannot be guessed.

use crate::check::privacy::{Found, Weakness};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "privacy/weak-mask",
    severity: Severity::Warning,
    what: [
        "遮盖后的身份号码和手机号码最多看得见七位（银行卡号十位），位数不变",
        "A masked id or mobile number shows seven digits at most, a card ten, and is as long as before",
    ],
    why: [
        "只遮几位等于没遮：同村、同龄的人没有几个，剩下的位数一试就出来",
        "A mask over a few digits hides nothing: there are few people of an age in a village, and the rest is soon guessed",
    ],
    fails: Example::page("某某，340524198001\\*\\*\\*\\*1X"),
    passes: Example::page("某某，34\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*01X"),
    source: "《个人信息保护法》第七十三条（去标识化）",
    options: &[],
    check: Check::Privacy(check),
};

/// Findings at most.
const MOST: usize = 1000;

fn check(_: &Site, found: &Found) -> Vec<Finding> {
    let one = |weak: &crate::check::privacy::Weak| {
        let what = match weak.what {
            Weakness::Id(seen) => text!("身份号码遮盖后还看得见{seen}位", "{seen} signs of a masked id can be seen"),
            Weakness::Mobile(seen) => {
                text!("手机号码遮盖后还看得见{seen}位", "{seen} digits of a masked mobile number can be seen")
            }
            Weakness::Card(seen) => {
                text!("银行卡号遮盖后还看得见{seen}位", "{seen} digits of a masked bank card can be seen")
            }
            Weakness::Length(length) => text!(
                "手机号码遮盖后变成{length}位，不是11位",
                "a masked mobile number has {length} signs instead of 11"
            ),
        };
        // The rest is soon guessed from what can be seen: nobody is to be shown it again.
        let place = Place { excerpt: None, ..weak.place.clone() };
        Finding::Wrong(Diagnostic::warning(RULE.name, what).at(place).help(text!(
            "身份号码只留前两位和后三位，手机号码留前三位和后四位，银行卡号只留后四位，一位换一个 *",
            "keep the first two and the last three signs of an id, the first three and the last four of a mobile number, the last four of a card, and put one * for each of the others"
        )))
    };
    found.weak.iter().take(MOST).map(one).collect()
}
