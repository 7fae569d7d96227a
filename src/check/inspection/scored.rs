//! What costs points, as far as rules see it. What each costs could not be read in the original, and is not said, save where an
//! agency's own account of its inspection gives it. What other rules on government sites ask for stands with them, by its
//! basis: whether that costs points is for the notice of the inspection to say.

use super::seen::{Seen, unread_todo};
use super::{Item, Outcome, first};
use crate::check::catalogue::entries;
use crate::check::columns::columns;
use crate::check::rules::catalogue::blocks;
use crate::check::rules::freshness::notices;
use crate::diagnostic::Text;
use crate::model::Site;
use crate::text;

/// An item that is judged by what rules have found.
struct Counted {
    code: &'static str,
    name: [&'static str; 2],
    rules: &'static [&'static str],
    /// What asks for it, where that is not the list of indicators itself.
    basis: Option<[&'static str; 2]>,
    /// Why there is nothing to look at, if so.
    void: fn(&Site) -> Option<Text>,
    todo: [&'static str; 2],
}

const GUIDELINES: [&str; 2] =
    ["《政府网站发展指引》（国办发〔2017〕47号）", "the guidelines on government sites (国办发〔2017〕47号)"];

/// All of them.
const COUNTED: &[Counted] = &[
    Counted {
        code: "links",
        name: ["链接和附件打不开", "Dead links and attachments"],
        rules: &["link/internal", "link/anchor", "link/attachment", "link/hidden", "link/record", "link/answer"],
        basis: None,
        void: |_| None,
        todo: ["改掉打不开的链接和附件", "mend the links and attachments"],
    },
    Counted {
        code: "page_tags",
        name: ["网页标签", "Page tags"],
        rules: &["meta/page-tags", "meta/base-url", "meta/one-title"],
        basis: None,
        void: |_| None,
        todo: ["补全网页标签", "complete the page tags"],
    },
    Counted {
        code: "site_marks",
        name: ["网站标识：标识码、备案号、主办单位、电话", "Site marks: registered codes, publisher, phone"],
        rules: &["meta/footer-marks"],
        basis: None,
        void: no_marks,
        todo: ["补全页脚的网站标识", "complete the marks in the footer"],
    },
    Counted {
        code: "publication_time",
        name: ["内容没有发布时间", "No publication time"],
        rules: &["freshness/publication-time"],
        basis: None,
        void: |_| None,
        todo: ["写上实际的发布时间", "write when it was published"],
    },
    Counted {
        code: "outbound_links",
        name: ["链到政府以外网站的链接", "Links to sites that are no government's"],
        rules: &["link/external"],
        basis: Some(GUIDELINES),
        void: |_| None,
        todo: [
            "看一遍政府以外网站的链接，不需要的去掉",
            "look at the links to other sites, and remove those without need",
        ],
    },
    Counted {
        code: "repealed_documents",
        name: ["废止的文件没有标明", "Repealed documents that do not say so"],
        rules: &["catalogue/repealed"],
        basis: Some(GUIDELINES),
        void: |_| None,
        todo: ["给废止的文件标明废止、日期和依据", "mark what was repealed, with the day and the basis"],
    },
    Counted {
        code: "disclosure",
        name: ["政府信息公开专栏：固定栏目、指南、目录", "The disclosure column: its blocks, guide and catalogue"],
        rules: &[
            "catalogue/blocks",
            "catalogue/guide",
            "catalogue/entry",
            "catalogue/index-number",
            "catalogue/covered",
        ],
        basis: Some([
            "《政府信息公开条例》第十二条、国办公开办函〔2019〕61号",
            "art. 12 of the regulation on open government information and 国办公开办函〔2019〕61号",
        ]),
        void: no_platform,
        todo: ["补全公开指南和目录", "complete the guide and the catalogue"],
    },
    Counted {
        code: "wording",
        name: ["文字、标点和文号", "Characters, punctuation and document numbers"],
        rules: &["wording/traditional", "wording/punctuation", "catalogue/document-number", "catalogue/cited-number"],
        basis: Some([
            "《国家通用语言文字法》第九条和公文格式（GB/T 9704-2012）",
            "art. 9 of the law on the common language and the form of documents (GB/T 9704-2012)",
        ]),
        void: |_| None,
        todo: ["改正文字、标点和文号", "mend characters, punctuation and document numbers"],
    },
];

fn no_marks(site: &Site) -> Option<Text> {
    let why = || text!("演示站没有这些标识，判不了", "a demonstration has none of them");
    site.config.demonstration.then(why)
}

fn no_platform(site: &Site) -> Option<Text> {
    let has_any = blocks::platform(site).is_some() || !entries(site).is_empty();
    let why = || text!("没有政府信息公开专栏，判不了", "there is no disclosure column (政府信息公开)");
    (!has_any).then(why)
}

/// All items.
pub(super) fn scored(site: &Site, seen: &Seen<'_>) -> Vec<Item> {
    let mut out = vec![policy_column(site, seen)];
    out.extend(COUNTED.iter().map(|counted| item(site, seen, counted)));
    out
}

fn policy_column(site: &Site, seen: &Seen<'_>) -> Item {
    let half_a_year = notices::RULE.usual("days");
    let all = columns(site, &[]);
    let policy = || {
        all.iter().filter(|column| {
            site.sections[column.section].column_type.as_deref().is_some_and(|word| word.contains("政策"))
        })
    };
    let stale = policy().filter(|column| column.is_stale(site, half_a_year));
    let named: Vec<String> = stale.map(|column| column.title(site).to_owned()).collect();
    let count = named.len();
    let (found, outcome, todo) = if !seen.is_whole() {
        let found = text!("{count}个；有错误，没有看全", "{count}; for errors, not everything was seen");
        (found, Outcome::CannotBeJudged, Some(unread_todo()))
    } else if policy().next().is_none() {
        let found =
            text!("没有栏目的类别（column_type）是政策，判不了", "no column has 政策 in its class (`column_type`)");
        (found, Outcome::CannotBeJudged, None)
    } else if count > 0 {
        (
            text!("{count}个", "{count}"),
            Outcome::Near,
            Some(text!("更新政策文件栏目", "bring the policy column up to date")),
        )
    } else {
        (text!("{count}个", "{count}"), Outcome::Clear, None)
    };
    Item {
        code: "policy_column",
        name: ["政策文件栏目半年没有更新", "Policy column not updated in half a year"],
        threshold: text!("扣5分（见于一家单位的自查）", "5 points (by one agency's account of its own)"),
        found,
        count: None,
        outcome,
        todo,
        named: first(named),
    }
}

fn item(site: &Site, seen: &Seen<'_>, counted: &Counted) -> Item {
    let all = seen.found(counted.rules);
    let count = all.len();
    let mut named: Vec<String> =
        all.iter().filter_map(|problem| problem.place.as_ref()).map(|place| place.file.to_string()).collect();
    named.dedup();
    let gap = seen.gap(site, counted.rules).or_else(|| (counted.void)(site));
    let outcome = match (count, &gap) {
        (0, Some(_)) => Outcome::CannotBeJudged,
        (0, None) => Outcome::Clear,
        _ => Outcome::Near,
    };
    let [todo, todo_en] = counted.todo;
    Item {
        code: counted.code,
        name: counted.name,
        threshold: match counted.basis {
            None => text!("按处扣分，分值看检查通知", "points for each; see the notice of the inspection"),
            Some([zh, en]) => text!("依据{zh}；扣不扣分看检查通知", "by {en}; see the notice of the inspection"),
        },
        found: match gap {
            Some(Text { zh, en }) => text!("{count}处；{zh}", "{count}; {en}"),
            None => text!("{count}处", "{count}"),
        },
        count: None,
        outcome,
        todo: (count > 0).then(|| text!("{todo}", "{todo_en}")),
        named: first(named),
    }
}

#[cfg(test)]
mod tests {
    use super::COUNTED;
    use crate::check::registry::{RULES, find};
    use crate::check::rules::freshness::{empty_column, home, impossible_date, long_stale, news, notices};

    /// Rules that stand on the list of indicators or on the guidelines are known to the inspection.
    #[test]
    fn what_an_inspection_asks_for_is_known_to_it() {
        let counted = || COUNTED.iter().flat_map(|counted| counted.rules);
        for rule in counted() {
            assert!(find(rule).is_some(), "{rule}");
        }
        let of_vetoes =
            [empty_column::RULE, home::RULE, impossible_date::RULE, long_stale::RULE, news::RULE, notices::RULE];
        let of_vetoes = of_vetoes.map(|rule| rule.name);
        let beside = ["wording/set-phrase", "wording/leader-post", "catalogue/serial-order"];
        for rule in RULES.iter().filter(|rule| rule.source.contains("19号") || rule.source.contains("47号")) {
            let is_known = counted().chain(&of_vetoes).chain(&beside).any(|name| *name == rule.name);
            assert!(is_known, "{} has the source {}", rule.name, rule.source);
        }
    }
}
