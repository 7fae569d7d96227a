//! `figure/plausible`: a figure lies in the band that its definition gives.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::model::Site;
use crate::model::figure::{Measured, Outcome};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/plausible",
    severity: Severity::Warning,
    what: ["算出来的数在说好的范围里", "Figures lie in the band that their definition gives"],
    why: ["每米造价、每人花费离了谱，多半是单位错了", "A cost per metre beyond all measure is mostly a wrong unit"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: income, title: 收入, kind: flow, unit: 元}\n- {id: visits, title: 游客, kind: flow, unit: 人次}"), ("content/observations/all.yaml", "- {id: i, title: 收入, indicator: income, period: 2023, value: 2500万元}\n- {id: v, title: 游客, indicator: visits, period: 2023, value: 100人次}"), ("content/figures.yaml", "per-visit: {title: 每人次收入, ratio: [observations/i#value, observations/v#value], plausible: {minimum: 1元, maximum: 2000元}}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: income, title: 收入, kind: flow, unit: 元}\n- {id: visits, title: 游客, kind: flow, unit: 人次}"), ("content/observations/all.yaml", "- {id: i, title: 收入, indicator: income, period: 2023, value: 25000元}\n- {id: v, title: 游客, indicator: visits, period: 2023, value: 100人次}"), ("content/figures.yaml", "per-visit: {title: 每人次收入, ratio: [observations/i#value, observations/v#value], plausible: {minimum: 1元, maximum: 2000元}}")]).on(Base::Town),
    source: "Mingbai R34",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    let mut out = Vec::new();
    for figure in &site.figures {
        let Outcome::Known(known) = &figure.outcome else { continue };
        let [least, most] = &figure.plausible;
        let end = |text: &Option<String>| {
            let text = text.as_ref()?;
            Some((text.clone(), Measured::like(text, &known.value)))
        };
        let wrong = |what: Text, help: Text| {
            Finding::Wrong(Diagnostic::warning(RULE.name, what).at(figure.place.clone()).help(help))
        };
        let name = &figure.name;
        let (least, most) = (end(least), end(most));
        if let Some((text, _)) = [&least, &most].into_iter().flatten().find(|(_, read)| read.is_none()) {
            out.push(wrong(
                text!(
                    "“{name}”的合理范围“{text}”不是它那样的数",
                    "`{text}`, of the band of `{name}`, is no number of its kind"
                ),
                text!("带上同样的单位写，例如 1元", "write it with a unit of the same kind, such as 1元"),
            ));
            continue;
        }
        let Some(interval) = known.measured.map(|m| m.interval) else { continue };
        let low = least.filter(|(_, m)| m.zip(interval.high).is_some_and(|(m, high)| high < m.value));
        let high = most.filter(|(_, m)| m.zip(interval.low).is_some_and(|(m, low)| low > m.value));
        let help = || {
            text!(
                "核对它用到的数和单位；没有错，就改 plausible 的范围",
                "check the figures it is made of and their units; if all is right, widen `plausible`"
            )
        };
        if let Some((end, _)) = low {
            out.push(wrong(text!("“{name}”比{end}还小", "`{name}` is less than {end}"), help()));
        }
        if let Some((end, _)) = high {
            out.push(wrong(text!("“{name}”比{end}还大", "`{name}` is more than {end}"), help()));
        }
    }
    out
}
