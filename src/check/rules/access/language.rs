//! `access/language`: every page says its language.

use std::sync::Arc;

use super::told;
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/language",
    severity: Severity::Error,
    what: ["每一页都写明语言", "Every page says its language"],
    why: [
        "朗读和翻译要先知道是哪种语言；不写，中文会被念成外文",
        "Reading aloud and translating begin with the language; without it Chinese is read as something else",
    ],
    fails: Example::files(&[
        ("themes/town/templates/page.html", "<!doctype html><html><h1>{{ page.title }}</h1>"),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<!doctype html><html lang=\"{{ lang }}\">{{ out.metadata }}<h1>{{ page.title }}</h1>",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    source: "《无障碍环境建设法》第三十二条；WCAG 2.2 SC 3.1.1",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let file = &facts.file;
        shape.no_language.then(|| {
            (
                text!("输出 {file} 没有写明语言", "the output {file} does not say its language"),
                text!(
                    "模板里写 <html lang=\"{{{{ lang }}}}\">",
                    "write <html lang=\"{{{{ lang }}}}\"> in the template"
                ),
            )
        })
    })
}
