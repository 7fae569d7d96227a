//! `content/no-site`: the site's folder has a site.yaml and a content folder.

use crate::check::rule::{Check, Example, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "content/no-site",
    severity: Severity::Error,
    what: ["站点文件夹里有 site.yaml 和 content 文件夹", "The site's folder has a site.yaml and a folder content"],
    why: [
        "没有它们就没有站点；content 改了名，也不能把已经发布的页面全部删掉",
        "Without them there is no site; and where content was renamed, all that is published must not be removed",
    ],
    fails: Example::said(["空文件夹", "an empty folder"]),
    passes: Example::said(["文件夹里有 site.yaml 和 content/", "a folder with site.yaml and content/"]),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Reading,
};
