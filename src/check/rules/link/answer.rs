//! `link/answer`: what links out of the site lead to is there.

use crate::check::rule::{Check, Example, Opt, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/answer",
    severity: Severity::Warning,
    what: [
        "外部链接打得开；只有 `mingbai check --external` 才上网去问",
        "Links out of the site answer; only `mingbai check --external` asks them on the network",
    ],
    why: ["打不开的链接，检查时算错，读者也白跑一趟", "Inspections count dead links, and readers run into them"],
    fails: Example::said(["链接的网站回答 404", "the site that is linked to answers 404"]),
    passes: Example::said(["链接的网站回答 200", "the site that is linked to answers 200"]),
    source: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    options: &[
        Opt::days(
            "days",
            7,
            ["打得开的，几天以内不再问", "days for which a good answer is kept and not asked for again"],
        ),
        Opt::count("seconds", 15, ["每个地址最多等几秒", "seconds to wait for an address"]),
        Opt::count("most", 1000, ["一次最多问几个地址", "addresses that are asked at a time"]),
    ],
    check: Check::Network,
};
