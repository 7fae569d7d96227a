//! `link/third-party`: pages load nothing from elsewhere and run no code of their own in attributes.

use std::sync::Arc;

use crate::check::example::{Made, dot};
use crate::check::facts::{Facts, Why};
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::check::rules::link::{MOST, place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/third-party",
    severity: Severity::Error,
    what: [
        "页面不加载别的网站的图片和脚本，也没有行内脚本和样式",
        "Pages load nothing from other sites and hold no inline script or style",
    ],
    why: [
        "第三方会看到谁在读；行内代码过不了严格的 CSP",
        "Third parties would see who reads; inline code breaks a strict CSP",
    ],
    fails: Example::page("![图](https://elsewhere.example/a.png)"),
    passes: Example::page("![图](a.png)").with(&[Made {
        path: "content/a.png",
        what: ["一张图片", "a picture"],
        bytes: dot,
    }]),
    source: "Mingbai docs/formats.md; CSP Level 3",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for facts in facts {
        for bad in facts.bad.iter().filter(|b| b.why != Why::Missing).take(MOST) {
            let href = &bad.href;
            let message = match bad.why {
                Why::Code => text!("{href} 会执行代码", "{href} runs code"),
                _ => text!("{href} 来自别的网站", "{href} comes from another site"),
            };
            findings.push(Finding::Wrong(Diagnostic::error(RULE.name, message).at(place(site, facts, href)).help(
                text!(
                    "把文件放进 content/，用相对路径引用",
                    "put the file into content/ and refer to it by a relative path"
                ),
            )));
        }
        for attribute in &facts.inline {
            findings.push(Finding::Wrong(
                Diagnostic::error(
                    RULE.name,
                    text!("模板里有行内的 {attribute}", "the template has an inline {attribute}"),
                )
                .at(place(site, facts, attribute))
                .help(text!("写进样式表或脚本文件", "put it into the style sheet or a script file")),
            ));
        }
    }
    findings
}
