//! `publish/locked`: one run at a time publishes into a folder.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/locked",
    severity: Severity::Error,
    what: ["同一时间只有一个程序往输出文件夹里写", "One run at a time publishes into a folder"],
    why: ["两个程序一起写，结果谁也说不清", "Of two at once nobody could say what comes out"],
    fails: Example::said(["mingbai watch 还在运行", "mingbai watch is still running"]),
    passes: Example::said(["没有别的 mingbai 在运行", "no other mingbai is running"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
