//! `publish/foreign`: no file of others is overwritten.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "publish/foreign",
    severity: Severity::Error,
    what: ["不覆盖别人的文件", "No file of others is overwritten"],
    why: ["输出文件夹里可能有手工放进去的文件", "Somebody may have put files into the output folder by hand"],
    fails: Example::said(["public/index.html 不是 mingbai 写的", "public/index.html was not written by mingbai"]),
    passes: Example::said([
        "public 是空的，或全是 mingbai 写的",
        "public is empty, or all in it was written by mingbai",
    ]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
