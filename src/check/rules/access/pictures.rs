//! `access/pictures`: every picture on a page has words for it, or says that it needs none.

use std::sync::Arc;

use super::{listed, told};
use crate::check::facts::Facts;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::Severity;
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "access/pictures",
    severity: Severity::Error,
    what: ["网页上的图片都有替代文字，或写明不用", "Pictures on pages have words for them, or say that they need none"],
    why: [
        "看不见图的人，听到的只有替代文字；没有 alt，读屏软件会念文件名",
        "Who does not see a picture hears its words; without `alt` a screen reader reads the file's name",
    ],
    fails: Example::files(&[
        ("themes/town/templates/page.html", "<html lang=\"zh-CN\"><h1>{{ page.title }}</h1><img src=\"/feed.xml\">"),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    passes: Example::files(&[
        (
            "themes/town/templates/page.html",
            "<html lang=\"zh-CN\">{{ out.metadata }}<h1>{{ page.title }}</h1><img src=\"/feed.xml\" alt=\"新教学楼\">",
        ),
        ("content/li.md", "---\ntitle: 例\n---\n"),
    ]),
    source: "《无障碍环境建设法》第三十二条；WCAG 2.2 SC 1.1.1",
    options: &[],
    check: Check::Outputs(check),
};

fn check(site: &Site, facts: &[Arc<Facts>]) -> Vec<Finding> {
    told((RULE.name, RULE.severity), site, facts, |facts, shape| {
        let (count, names) = (!shape.wordless.is_empty()).then(|| listed(&shape.wordless))?;
        let file = &facts.file;
        Some((
            text!(
                "输出 {file} 有 {count} 张图没有替代文字：{names}",
                "{count} pictures of the output {file} have no words for them: {names}"
            ),
            text!(
                "模板里写 alt；只作装饰的写 alt=\"\"，SVG 写 <title> 或 aria-label",
                "write `alt` in the template, alt=\"\" for decoration; a <title> or aria-label in SVG"
            ),
        ))
    })
}
