//! `content/no-site`: the site's folder has a site.yaml.

use crate::check::rule::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/no-site",
    severity: Severity::Error,
    what: ["site.yaml 在站点文件夹里", "The site's folder has a site.yaml"],
    why: ["没有它就不知道站点是什么", "Without it there is no site"],
    fails: "（空文件夹）",
    passes: "site.yaml: title: 某镇",
    source: "docs/formats.md",
    check: Check::Reading,
};
