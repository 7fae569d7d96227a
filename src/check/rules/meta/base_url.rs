//! `meta/base-url`: the site says where it will be served.

use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Site;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "meta/base-url",
    severity: Severity::Warning,
    what: ["站点写了将来的网址", "The site says where it will be served"],
    why: [
        "订阅、站点地图和网页标签里要写完整的网址；没有就成了 http://localhost/，谁也打不开",
        "Feeds, sitemap and page tags carry whole addresses; without one they say http://localhost/, which leads nowhere",
    ],
    fails: Example::files(&[("site.yaml", "title: 某镇")]),
    passes: Example::site("base_url: https://example.cn/"),
    source: "Mingbai docs/formats.md",
    options: &[],
    check: Check::Site(check),
};

fn check(site: &Site) -> Vec<Finding> {
    if site.config.declared_base {
        return Vec::new();
    }
    let message = text!(
        "没有 base_url（网址），订阅、站点地图和网页标签里会写成 http://localhost/",
        "there is no `base_url`: feeds, sitemap and page tags will say http://localhost/"
    );
    let help = text!(
        "在 site.yaml 里写上将来的网址，例如 `base_url: https://example.cn/`，或用 --base-url；只是预览可以不写",
        "write where it will be served into site.yaml, such as `base_url: https://example.cn/`, or use --base-url; a preview can do without"
    );
    vec![Finding::Wrong(Diagnostic::warning(RULE.name, message).at(Place::file("site.yaml")).help(help))]
}
