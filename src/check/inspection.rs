//! The official inspection in its own terms: the items that fail a site by themselves (单项否决), with the counts that are
//! asked for and the thresholds, as far as a site can be judged from its sources and outputs. What takes a visitor or a
//! person is said to be so. Waivers and severities of the site mean nothing to an inspector, and nothing here.

use super::columns::{Class, age, columns, newest_of_all};
use super::privacy::numbers_masked;
use super::rule::Finding;
use super::rules::freshness::{empty_column, home, impossible_date, long_stale, news, notices};
use super::run::wants;
use super::waive::Waived;
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::model::Site;
use crate::text;

/// How an item comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It fails the site.
    Fails,
    /// It does not yet, and is near to.
    Near,
    /// It takes a visitor or a person.
    CannotBeJudged,
    /// It does not.
    Clear,
}

impl Outcome {
    /// As data names it.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Fails => "fails",
            Outcome::Near => "near",
            Outcome::CannotBeJudged => "cannot_be_judged",
            Outcome::Clear => "clear",
        }
    }
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What data calls it.
    pub code: &'static str,
    /// What it is called.
    pub name: [&'static str; 2],
    /// When it fails a site, or costs points.
    pub threshold: Text,
    /// What was found.
    pub found: Text,
    /// How many there are, where it is counted, and at how many it fails.
    pub count: Option<(usize, usize)>,
    /// How it comes out.
    pub outcome: Outcome,
    /// What to do this week.
    pub todo: Option<Text>,
    /// The columns or pages that it is about, at most a few.
    pub named: Vec<String>,
}

/// The whole inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Items any of which fails the site.
    pub vetoes: Vec<Item>,
    /// Items that cost points.
    pub scored: Vec<Item>,
}

impl Inspection {
    /// How many vetoes come out so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.vetoes.iter().filter(|item| item.outcome == outcome).count()
    }

    /// Whether any veto fails the site.
    pub fn fails(&self) -> bool {
        self.count(Outcome::Fails) > 0
    }

    /// What to do this week: what fails first, then what is near to, then what somebody has to look at.
    pub fn todo(&self) -> Vec<&Text> {
        let mut all: Vec<&Item> = self.vetoes.iter().chain(&self.scored).collect();
        all.sort_by_key(|item| item.outcome);
        all.into_iter().filter_map(|item| item.todo.as_ref()).collect()
    }
}

/// Stale columns of both kinds that fail a site.
const STALE: usize = 5;
/// Columns that were not updated for long that do.
const LONG: usize = 10;
/// Empty columns that do.
const EMPTY: usize = 5;
/// Names that are told of an item.
const NAMED: usize = 12;

/// Judges a site; `problems` is what was found in it, and `waived` what was taken out of that.
pub fn inspection(site: &Site, problems: &Diagnostics, waived: &[Waived]) -> Inspection {
    let found = |rules: &[&str]| -> Vec<&Diagnostic> {
        let of = problems.iter().chain(waived.iter().map(|w| &w.problem));
        of.filter(|problem| rules.contains(&problem.rule)).collect()
    };
    let vetoes = vec![
        forged(site),
        security(found(&["wording/set-phrase"]).len()),
        by_person(
            "reachable",
            ["站点无法访问", "The site cannot be reached"],
            text!(
                "一周内隔开时间访问20次以上，15秒打不开的占5%以上",
                "of 20 visits or more in a week, 5% or more without a page within 15 seconds"
            ),
            text!("没有上网，判不了", "not asked on the network"),
            text!(
                "隔几天从单位以外的网络打开首页，记下时间和结果",
                "open the home page from outside the office every few days, and note time and result"
            ),
        ),
        home_page(site),
        stale_columns(site),
        long_stale_columns(site),
        empty_columns(site),
        by_person(
            "interaction",
            ["互动回应差", "Poor interaction"],
            text!(
                "没有网上咨询渠道，或一年内有留言超过3个月没有答复",
                "no channel for questions, or a message of the year unanswered for more than 3 months"
            ),
            text!(
                "静态站没有留言，渠道在上级门户的要到那里查",
                "a static site takes no messages; look where they are taken"
            ),
            text!(
                "到收留言的平台看有没有超过3个月没答的",
                "look for messages older than 3 months where they are taken"
            ),
        ),
        by_person(
            "service",
            ["服务不实用", "Services of no use"],
            text!(
                "没有办事服务，或办事指南缺4类以上要素的事项满5个",
                "no services, or 5 guides that lack 4 kinds of elements or more"
            ),
            text!("这里没有办事指南的记录，判不了", "there are no records of guides here"),
            text!("办事指南放在哪里，就到哪里抽查要素", "check the elements of some guides where they are kept"),
        ),
    ];
    let mut out = Inspection { vetoes, scored: scored(site, &found) };
    // Titles and names of files may hold numbers of people.
    for named in out.vetoes.iter_mut().chain(&mut out.scored).flat_map(|item| &mut item.named) {
        *named = numbers_masked(named);
    }
    out
}

fn by_person(code: &'static str, name: [&'static str; 2], threshold: Text, found: Text, todo: Text) -> Item {
    let outcome = Outcome::CannotBeJudged;
    Item { code, name, threshold, found, count: None, outcome, todo: Some(todo), named: Vec::new() }
}

fn security(phrases: usize) -> Item {
    let said = match phrases {
        0 => text!(
            "成套用语没有发现写错；泄密、有害链接和攻击处置要人来看",
            "no set phrase is wrong; secrets, harmful links and attacks take a person"
        ),
        n => text!(
            "成套用语有{n}处写得不对；泄密、有害链接和攻击处置要人来看",
            "{n} set phrases are wrong; secrets, harmful links and attacks take a person"
        ),
    };
    let item = by_person(
        "security",
        ["安全、泄密事故等严重问题", "Security, secrets and grave misstatements"],
        text!("有一项就否决", "one is enough"),
        said,
        match phrases {
            0 => text!(
                "对照保密审查记录，把本周新发的内容再看一遍",
                "go through what was published this week against the records of secrecy review"
            ),
            _ => text!(
                "先改写得不对的成套用语，再对照保密审查记录看本周新发的内容",
                "mend the set phrases, then go through what was published this week against the records of secrecy review"
            ),
        },
    );
    if phrases > 0 { Item { outcome: Outcome::Near, ..item } } else { item }
}

fn forged(site: &Site) -> Item {
    let wrong: Vec<String> = impossible_date::check(site).into_iter().filter_map(place).collect();
    let count = wrong.len();
    let found = match count {
        0 => text!(
            "没有不可能的日期；改过发布日期的要有历次发布的底账才看得出",
            "no impossible date; whether one was altered takes a ledger of what was published before"
        ),
        n => text!("{n}处日期不可能", "{n} dates are impossible"),
    };
    Item {
        code: "forged_dates",
        name: ["伪造发布日期", "Forged publication dates"],
        threshold: text!("有一处就否决", "one is enough"),
        found,
        count: Some((count, 1)),
        outcome: if count > 0 { Outcome::Fails } else { Outcome::Clear },
        todo: (count > 0).then(|| text!("改正不可能的日期", "mend the impossible dates")),
        named: first(wrong),
    }
}

fn place(finding: Finding) -> Option<String> {
    let Finding::Wrong(problem) = finding else { return None };
    let place = problem.place?;
    Some(if place.line > 0 { format!("{}:{}", place.file, place.line) } else { place.file.to_string() })
}

fn first(mut names: Vec<String>) -> Vec<String> {
    names.truncate(NAMED);
    names
}

fn home_page(site: &Site) -> Item {
    let (days, ahead) = (home::RULE.number(site, "days"), home::RULE.number(site, "ahead"));
    let newest = newest_of_all(site);
    let publish = || Some(text!("发布新内容，写明发布时间", "publish something new, with its time"));
    let (found, outcome, todo) = match (age(site, newest), newest) {
        (Some(age), Some(newest)) => {
            let found = text!("最近一条是{newest}，已经{age}天", "the last is of {newest}, {age} days ago");
            match age {
                age if age > days => (found, Outcome::Fails, publish()),
                age if age >= ahead => {
                    let left = days - age;
                    let todo = text!(
                        "{left}天之内发布新内容，写明发布时间",
                        "publish something within {left} days, with its time"
                    );
                    (found, Outcome::Near, Some(todo))
                }
                _ => (found, Outcome::Clear, None),
            }
        }
        _ => (
            text!(
                "没有一页写发布时间，按没有更新算",
                "no page says when it was published, which counts as not updated"
            ),
            Outcome::Fails,
            publish(),
        ),
    };
    Item {
        code: "home",
        name: ["首页不更新", "Home page not updated"],
        threshold: text!(
            "{days}天没有新内容（只有导航的，看全部二级页面）",
            "nothing new for {days} days (of all pages where it only leads on)"
        ),
        found,
        count: None,
        outcome,
        todo,
        named: Vec::new(),
    }
}

/// An item that fails a site from so many columns on.
fn counted(
    code: &'static str,
    name: [&'static str; 2],
    threshold: Text,
    named: Vec<String>,
    at: usize,
    todo: Text,
) -> Item {
    let count = named.len();
    let outcome = match count {
        n if n >= at => Outcome::Fails,
        n if n + 1 >= at => Outcome::Near,
        _ => Outcome::Clear,
    };
    Item {
        code,
        name,
        threshold,
        found: text!("{count}个", "{count}"),
        count: Some((count, at)),
        outcome,
        todo: (count > 0).then_some(todo),
        named: first(named),
    }
}

fn stale_columns(site: &Site) -> Item {
    let (two_weeks, half_a_year) = (news::RULE.number(site, "days"), notices::RULE.number(site, "days"));
    let all = columns(site, &[]);
    let is_stale = |column: &&super::columns::Column| match column.class {
        Some(Class::News) => column.is_stale(site, two_weeks),
        Some(Class::Notices) => column.is_stale(site, half_a_year),
        None => false,
    };
    let named = all.iter().filter(is_stale).map(|column| column.title(site).to_owned()).collect();
    let mut item = counted(
        "stale_columns",
        ["栏目不更新：动态、要闻和通知、政策", "Columns not updated: news, notices and policy"],
        text!(
            "动态、要闻类{two_weeks}天，通知公告、政策文件类{half_a_year}天，没有更新的满{STALE}个",
            "{STALE} columns without anything new, of news for {two_weeks} days or of notices and policy for {half_a_year}"
        ),
        named,
        STALE,
        text!("更新这些栏目，或并掉", "bring these columns up to date, or merge them"),
    );
    if all.iter().all(|column| column.class.is_none()) {
        item.outcome = Outcome::CannotBeJudged;
        item.found = text!("没有栏目写明类别（column_type），判不了", "no column has a class (`column_type`)");
        item.todo = Some(text!(
            "给动态、通知、政策类栏目写上 column_type",
            "write a column_type for columns of news, notices and policy"
        ));
    }
    item
}

fn long_stale_columns(site: &Site) -> Item {
    let named = long_stale::stale(site).iter().map(|column| column.title(site).to_owned()).collect();
    let days = long_stale::RULE.number(site, "days");
    counted(
        "long_stale_columns",
        ["栏目不更新：应更新长期没有更新", "Columns not updated: long ago"],
        text!(
            "应更新而{days}天没有更新的栏目满{LONG}个（“长期”没有查到天数，按{days}天算）",
            "{LONG} columns that should be updated and were not for {days} days (our reading of “long”)"
        ),
        named,
        LONG,
        text!("更新这些栏目，或写明停止更新", "bring these columns up to date, or say that they have ended"),
    )
}

fn empty_columns(site: &Site) -> Item {
    let named = empty_column::empty(site).iter().map(|column| column.title(site).to_owned()).collect();
    counted(
        "empty_columns",
        ["栏目不更新：空白栏目", "Columns not updated: empty ones"],
        text!("空白栏目满{EMPTY}个；写明为什么没有内容的不算", "{EMPTY} empty columns; those that say why are not"),
        named,
        EMPTY,
        text!("放进内容，或写明为什么没有", "put something in, or say why there is nothing"),
    )
}

/// What costs points, as far as rules see it. What each costs could not be read in the original, and is not said, save where
/// an agency's own account of its inspection gives it.
fn scored<'p>(site: &Site, found: &dyn Fn(&[&str]) -> Vec<&'p Diagnostic>) -> Vec<Item> {
    let half_a_year = notices::RULE.number(site, "days");
    let policy = columns(site, &[]).into_iter().filter(|column| {
        let word = site.sections[column.section].column_type.as_deref().unwrap_or_default();
        word.contains("政策") && column.is_stale(site, half_a_year)
    });
    let policy: Vec<String> = policy.map(|column| column.title(site).to_owned()).collect();
    let of = |code, name, rules: &[&str], todo: Text| {
        let all = found(rules);
        let count = all.len();
        let mut named: Vec<String> =
            all.iter().filter_map(|problem| problem.place.as_ref()).map(|place| place.file.to_string()).collect();
        named.dedup();
        // What the site has turned off was not looked at.
        let is_off = rules.iter().any(|rule| !wants(&site.config, rule));
        Item {
            code,
            name,
            threshold: text!("按处扣分，分值看检查通知", "points for each; see the notice of the inspection"),
            found: if is_off {
                text!("{count}处，有的规则站点关掉了", "{count}, and the site has turned off some of the rules")
            } else {
                text!("{count}处", "{count}")
            },
            count: None,
            outcome: match count {
                0 if is_off => Outcome::CannotBeJudged,
                0 => Outcome::Clear,
                _ => Outcome::Near,
            },
            todo: (count > 0).then_some(todo),
            named: first(named),
        }
    };
    let count = policy.len();
    vec![
        Item {
            code: "policy_column",
            name: ["政策文件栏目半年没有更新", "Policy column not updated in half a year"],
            threshold: text!("扣5分（见于一家单位的自查）", "5 points (by one agency's account of its own)"),
            found: text!("{count}个", "{count}"),
            count: None,
            outcome: if count > 0 { Outcome::Near } else { Outcome::Clear },
            todo: (count > 0).then(|| text!("更新政策文件栏目", "bring the policy column up to date")),
            named: first(policy),
        },
        of(
            "links",
            ["链接和附件打不开", "Dead links and attachments"],
            &["link/internal", "link/anchor", "link/attachment"],
            text!("改掉打不开的链接和附件", "mend the links and attachments"),
        ),
        of(
            "page_tags",
            ["网页标签", "Page tags"],
            &["meta/page-tags", "meta/base-url"],
            text!("补全网页标签", "complete the page tags"),
        ),
        of(
            "publication_time",
            ["内容没有发布时间", "No publication time"],
            &["freshness/publication-time"],
            text!("写上实际的发布时间", "write when it was published"),
        ),
    ]
}
