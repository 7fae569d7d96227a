//! `data/table`: tables can be read, and belong to a collection.

use crate::check::example::Base;
use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "data/table",
    severity: Severity::Error,
    what: ["表格读得出来，也知道属于哪个集合", "Tables can be read, and belong to a collection"],
    why: ["读不出来的记录等于没有公开", "Records that cannot be read are not published"],
    fails: Example::files(&[("content/projects/all.csv", "编号,标题\na,甲\n随手写的一句")]).on(Base::Town),
    passes: Example::files(&[("content/projects/all.csv", "编号,标题\na,甲")]).on(Base::Town),
    source: "Office Open XML, OpenDocument, RFC 4180",
    options: &[],
    check: Check::Reading,
};
