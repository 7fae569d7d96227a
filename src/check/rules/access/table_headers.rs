//! `access/table-headers`: every table has headers.

use std::sync::Arc;

use super::told;
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/table-headers",
    severity: Severity::Error,
    what: ["表格都有表头", "Tables have headers"],
    why: [
        "听表格的人，每一格都要靠表头才知道说的是什么",
        "Who listens to a table knows by the headers what a cell is about",
    ],
    fails: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<html lang=\"zh-CN\"><h1>{{ page.title }}</h1><table><tr><td>户数<td>12</table>",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::page("| 村 | 户数 |\n|---|---|\n| 甲村 | 12 |"),
    source: "《无障碍环境建设法》第三十二条；WCAG 2.2 SC 1.3.1",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let (file, count) = (&facts.file, shape.headless);
        (count > 0).then(|| {
            (
                text!("输出 {file} 有 {count} 张表没有表头", "{count} tables of the output {file} have no headers"),
                text!(
                    "模板里写 <th scope=\"col\"> 或 <th scope=\"row\">；只用来排版的写 role=\"presentation\"",
                    "write <th scope=\"col\"> or <th scope=\"row\"> in the template, role=\"presentation\" for layout"
                ),
            )
        })
    })
}
