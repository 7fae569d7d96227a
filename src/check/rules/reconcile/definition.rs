//! `reconcile/definition`: a statement says clearly what is held against what.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "reconcile/definition",
    severity: Severity::Error,
    what: ["要核对的两边写得清楚", "Statements say what is held against what"],
    why: ["两边不是一回事，核对没有意义", "What is not the same cannot be held against each other"],
    fails: Example::files(&[("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}\n- {id: income, title: 收入, kind: flow, unit: 元}"), ("content/observations/all.yaml", "- {id: v, title: 游客, indicator: visits, period: 2023, value: 16万人次}\n- {id: w, title: 上年游客, indicator: visits, period: 2022, value: 12万人次}\n- {id: i, title: 收入, indicator: income, period: 2023, value: 50万元}"), ("content/reconcile.yaml", "a: {title: 游客和收入, left: visits@2023, relation: \"=\", right: income@2023}")]).on(Base::Town),
    passes: Example::files(&[("content/indicators/all.yaml", "- {id: visits, title: 游客, kind: flow, unit: 人次}\n- {id: income, title: 收入, kind: flow, unit: 元}"), ("content/observations/all.yaml", "- {id: v, title: 游客, indicator: visits, period: 2023, value: 16万人次}\n- {id: w, title: 上年游客, indicator: visits, period: 2022, value: 12万人次}\n- {id: i, title: 收入, indicator: income, period: 2023, value: 50万元}"), ("content/reconcile.yaml", "a: {title: 游客比上年多, left: visits@2023, relation: \">=\", right: visits@2022}")]).on(Base::Town),
    source: "Mingbai R04, R12",
    options: &[],
    check: Check::Reading,
};
