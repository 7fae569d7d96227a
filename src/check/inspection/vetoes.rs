//! The items that fail a site by themselves.

use super::seen::{Seen, unread_todo};
use super::{Item, Outcome, first};
use crate::check::columns::{Class, Column, age, columns, newest_of_all, says_when};
use crate::check::rule::{Finding, unread};
use crate::check::rules::freshness::{empty_column, home, impossible_date, long_stale, news, notices};
use crate::diagnostic::Text;
use crate::model::Site;
use crate::text;

/// Stale columns of both kinds that fail a site.
const STALE: usize = 5;
/// Columns that were not updated for long that do.
const LONG: usize = 10;
/// Empty columns that do.
const EMPTY: usize = 5;

/// All of them.
pub(super) fn vetoes(site: &Site, seen: &Seen<'_>) -> Vec<Item> {
    vec![
        forged(site, seen),
        security(site, seen),
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
        home_page(site, seen),
        of_all(stale_columns(site), seen),
        of_all(long_stale_columns(site), seen),
        of_all(empty_columns(site), seen),
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
    ]
}

fn by_person(code: &'static str, name: [&'static str; 2], threshold: Text, found: Text, todo: Text) -> Item {
    let outcome = Outcome::CannotBeJudged;
    Item { code, name, threshold, found, count: None, outcome, todo: Some(todo), named: Vec::new() }
}

/// An item that takes the whole site: of one that was not read wholly it cannot be judged, whatever was counted.
fn of_all(item: Item, seen: &Seen<'_>) -> Item {
    if seen.is_whole() {
        return item;
    }
    let (Text { zh, en }, gap) = (item.found, unread());
    let (why, why_en) = (gap.zh, gap.en);
    Item {
        found: text!("{zh}；{why}，判不了", "{en}; {why_en}"),
        outcome: Outcome::CannotBeJudged,
        todo: Some(unread_todo()),
        ..item
    }
}

/// Rules on what is said.
const PHRASES: &[&str] = &["wording/set-phrase", "wording/leader-post"];
/// The rule on what was looked through before it was published.
const REVIEW: &[&str] = &["catalogue/review"];

fn security(site: &Site, seen: &Seen<'_>) -> Item {
    let (phrases, unreviewed) = (seen.found(PHRASES).len(), seen.found(REVIEW).len());
    let mut found: Vec<Text> = Vec::new();
    match (phrases, seen.gap(site, PHRASES)) {
        (0, None) => found.push(text!("成套用语和领导职务没有发现写错", "no set phrase and no leader's post is wrong")),
        (0, Some(Text { zh, en })) => found
            .push(text!("成套用语和领导职务判不了（{zh}）", "set phrases and leaders' posts cannot be judged ({en})")),
        (n, _) => found.push(text!("成套用语和领导职务有{n}处写得不对", "{n} set phrases or leaders' posts are wrong")),
    }
    if unreviewed > 0 {
        found.push(text!(
            "{unreviewed}处没有写全保密审查记录",
            "{unreviewed} records of secrecy review are not there or not whole"
        ));
    }
    found.push(text!("泄密、有害链接和攻击处置要人来看", "secrets, harmful links and attacks take a person"));
    let join = |of: fn(&Text) -> &str, by: &str| found.iter().map(of).collect::<Vec<_>>().join(by);
    let (zh, en) = (join(|text| &text.zh, "；"), join(|text| &text.en, "; "));
    let mut item = by_person(
        "security",
        ["安全、泄密事故等严重问题", "Security, secrets and grave misstatements"],
        text!("有一项就否决", "one is enough"),
        text!("{zh}", "{en}"),
        match phrases {
            0 => text!(
                "对照保密审查记录，把本周新发的内容再看一遍",
                "go through what was published this week against the records of secrecy review"
            ),
            _ => text!(
                "先改写得不对的成套用语和领导职务，再对照保密审查记录看本周新发的内容",
                "mend the set phrases and leaders' posts, then go through what was published this week against the records of secrecy review"
            ),
        },
    );
    if phrases > 0 {
        item.outcome = Outcome::Near;
    }
    item
}

/// The rule on numbers whose order and dates do not go together: of them one may have been altered.
const ORDER: &[&str] = &["catalogue/serial-order"];

fn forged(site: &Site, seen: &Seen<'_>) -> Item {
    let wrong: Vec<String> = impossible_date::check(site).into_iter().filter_map(place).collect();
    let doubtful = seen.found(ORDER).len();
    let count = wrong.len();
    let (found, outcome, todo) = match (count, doubtful) {
        (0, 0) if !seen.is_whole() => {
            let Text { zh, en } = unread();
            let found = text!("没有发现不可能的日期，但{zh}", "no impossible date was found, but {en}");
            (found, Outcome::CannotBeJudged, Some(unread_todo()))
        }
        (0, 0) => {
            let found = text!(
                "没有不可能的日期；改过发布日期的要有历次发布的底账才看得出",
                "no impossible date; whether one was altered takes a ledger of what was published before"
            );
            (found, Outcome::Clear, None)
        }
        (0, n) => {
            let found = text!(
                "没有不可能的日期；{n}处流水号和发布先后对不上，可能被看成改过日期",
                "no impossible date; {n} serial numbers do not go with the order of publication, which may look like an altered date"
            );
            let todo = text!(
                "查清流水号和发布先后对不上的原因（mingbai explain catalogue/serial-order）",
                "find out why serial numbers do not go with the order of publication (mingbai explain catalogue/serial-order)"
            );
            (found, Outcome::Near, Some(todo))
        }
        (n, _) => {
            let found = text!("{n}处日期不可能", "{n} dates are impossible");
            (found, Outcome::Fails, Some(text!("改正不可能的日期", "mend the impossible dates")))
        }
    };
    Item {
        code: "forged_dates",
        name: ["伪造发布日期", "Forged publication dates"],
        threshold: text!("有一处就否决", "one is enough"),
        found,
        count: Some((count, 1)),
        outcome,
        todo,
        named: first(wrong),
    }
}

fn place(finding: Finding) -> Option<String> {
    let Finding::Wrong(problem) = finding else { return None };
    let place = problem.place?;
    Some(if place.line > 0 { format!("{}:{}", place.file, place.line) } else { place.file.to_string() })
}

fn home_page(site: &Site, seen: &Seen<'_>) -> Item {
    let (days, ahead) = (home::RULE.usual("days"), home::RULE.usual("ahead"));
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
        _ if says_when(site) => {
            let today = site.config.clock.date();
            let found = text!(
                "写了发布时间的都在{today}以后，到这一天等于没有更新",
                "all times of publication are after {today}: as of that day nothing was updated"
            );
            (found, Outcome::Fails, publish())
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
    let item = Item {
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
    };
    // What was read is new enough, whatever else there is.
    if item.outcome == Outcome::Clear { item } else { of_all(item, seen) }
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
    let (two_weeks, half_a_year) = (news::RULE.usual("days"), notices::RULE.usual("days"));
    let all = columns(site, &[]);
    let is_stale = |column: &&Column| match column.class {
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
    let days = long_stale::RULE.usual("days");
    let named = long_stale::stale(site, days).iter().map(|column| column.title(site).to_owned()).collect();
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
