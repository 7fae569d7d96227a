//! `access/labels`: every field of a form has a name.

use std::sync::Arc;

use super::{listed, told};
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/labels",
    severity: Severity::Error,
    what: ["输入框、选择框都有名称", "Fields of forms have names"],
    why: ["没有名称，用读屏软件的人不知道这里要填什么", "Without a name, who listens does not know what belongs there"],
    fails: Example::files(&[
        ("themes/town/templates/page.html", "<html lang=\"zh-CN\"><h1>{{ page.title }}</h1><input name=\"q\">"),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<html lang=\"zh-CN\">{{ out.metadata }}<h1>{{ page.title }}</h1><label for=\"q\">找</label><input id=\"q\" name=\"q\">",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    source: "《无障碍环境建设法》第三十二条；WCAG 2.2 SC 1.3.1, 3.3.2, 4.1.2",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let (count, names) = (!shape.nameless.is_empty()).then(|| listed(&shape.nameless))?;
        let file = &facts.file;
        Some((
            text!(
                "输出 {file} 有 {count} 个输入项没有名称：{names}",
                "{count} fields of the output {file} have no name: {names}"
            ),
            text!("模板里写 <label for=…> 或 aria-label", "write <label for=…> or aria-label in the template"),
        ))
    })
}
