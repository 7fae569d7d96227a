//! `access/headings`: headings go down one level at a time.

use std::sync::Arc;

use super::told;
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::{Site, Source};
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/headings",
    severity: Severity::Warning,
    what: ["标题逐级往下，不跳级", "Headings go down one level at a time"],
    why: [
        "用读屏软件的人靠标题找段落，跳了级就以为漏了一节",
        "Who listens finds his way by headings, and takes a level that is skipped for a section that is missing",
    ],
    fails: Example::page("## 甲\n\n#### 乙"),
    passes: Example::page("## 甲\n\n### 乙\n\n## 丙"),
    source: "《无障碍环境建设法》第三十二条；WCAG 2.2 SC 1.3.1, 2.4.6",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let findings = told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let (before, level) = shape.skipped?;
        let file = &facts.file;
        let message = match before {
            0 => text!(
                "输出 {file} 的第一个标题是{level}级，应当是一级",
                "the first heading of the output {file} is of level {level}, not of level 1"
            ),
            _ => text!(
                "输出 {file} 的标题从{before}级跳到{level}级",
                "in the output {file} a heading of level {level} follows one of level {before}"
            ),
        };
        Some((message, text!("改成下一级标题：少写几个 #", "make it the next level: write fewer #")))
    });
    findings.into_iter().map(|finding| at_heading(site, finding)).collect()
}

/// Told at the heading itself, where it is one of the text.
fn at_heading(site: &Site, finding: Finding) -> Finding {
    let Finding::Wrong(mut problem) = finding else { return finding };
    let file = problem.place.as_ref().map(|p| p.file.clone());
    let page = site.pages.iter().find(|page| Some(page.source.path()) == file.as_ref());
    if let Some(page) = page
        && let (Source::Markdown(source), Some(document)) = (&page.source, page.source.document())
    {
        let mut before = 1;
        for heading in &document.headings {
            if heading.level > before + 1 {
                let body = source.body();
                let at = body.find(heading.text.as_str()).unwrap_or(0);
                problem = problem.at(page.source.body_place(at..at + heading.text.len().min(body.len() - at)));
                break;
            }
            before = heading.level;
        }
    }
    Finding::Wrong(problem)
}
