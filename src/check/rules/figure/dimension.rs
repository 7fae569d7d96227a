//! `figure/dimension`: sums and differences stay within one dimension.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "figure/dimension",
    severity: Severity::Error,
    what: ["只加减同一类的数", "Only what counts the same is added up"],
    why: ["人和人次、钱和数量加在一起没有意义", "People and visits, or money and quantities, make no sense together"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}\n- {id: visitors, title: 来客, kind: flow, unit: 人}"), ("content/observations/all.yaml", "- {id: v-2022, title: 上年游客, indicator: visits, period: 2022, value: 12万人次}\n- {id: v-2023, title: 游客, indicator: visits, period: 2023, value: 16万人次}\n- {id: k-2023, title: 来客, indicator: visitors, period: 2023, value: 3万人}"), ("content/figures.yaml", "more: {title: 多出, difference: [observations/v-2023#value, observations/k-2023#value]}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}\n- {id: visitors, title: 来客, kind: flow, unit: 人}"), ("content/observations/all.yaml", "- {id: v-2022, title: 上年游客, indicator: visits, period: 2022, value: 12万人次}\n- {id: v-2023, title: 游客, indicator: visits, period: 2023, value: 16万人次}\n- {id: k-2023, title: 来客, indicator: visitors, period: 2023, value: 3万人}"), ("content/figures.yaml", "more: {title: 多出, difference: [observations/v-2023#value, observations/v-2022#value]}")]).on(Base::Town),
    source: "Mingbai R04",
    options: &[],
    check: Check::Reading,
};
