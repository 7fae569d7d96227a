//! `freshness/*`

pub(in crate::check) mod empty_column;
pub(in crate::check) mod home;
pub(in crate::check) mod impossible_date;
pub(in crate::check) mod late;
pub(in crate::check) mod long_stale;
pub(in crate::check) mod news;
pub(in crate::check) mod notices;
pub(in crate::check) mod publication_time;
pub(in crate::check) mod village_accounts;

use crate::check::columns::{Class, Column, age, columns};
use crate::check::rule::Finding;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Site;
use crate::text;

/// Where a column is spoken of: its own page.
fn place(site: &Site, column: &Column) -> Place {
    Place::file(column.page(site).source.path().clone())
}

/// The columns of a class in which nothing came for too long.
fn stale(site: &Site, rule: &'static str, class: Class, days: usize) -> Vec<Finding> {
    let all = columns(site, &[]).into_iter().filter(|column| column.class == Some(class));
    let told = all.filter(|column| column.is_stale(site, days)).map(|column| {
        let (title, today) = (column.title(site), site.config.clock.date());
        let what = match (age(site, column.newest), column.newest) {
            (Some(age), Some(newest)) => text!(
                "栏目“{title}”{age}天没有更新（最近一条：{newest}），超过{days}天",
                "the column “{title}” has had nothing new for {age} days (last: {newest}), more than {days}"
            ),
            _ if column.is_dated => text!(
                "栏目“{title}”写了发布时间的都在{today}以后，检查时按没有更新算",
                "all times of publication in the column “{title}” are after {today}, and so it counts as not updated"
            ),
            _ => text!(
                "栏目“{title}”没有一条写发布时间，检查时按没有更新算",
                "nothing in the column “{title}” has a publication time, and so counts as not updated"
            ),
        };
        let help = match column.newest {
            Some(_) => text!(
                "发布新内容；停办的栏目并到别处，或在 _index.md 里改掉 column_type",
                "publish something new; where the column is given up, merge it or change its column_type in _index.md"
            ),
            None if column.is_dated => text!(
                "核对这些发布时间；还没有发布的，到时候再放",
                "check these times; put what is not yet published there when it is"
            ),
            None => {
                text!("在文件头写 published: 2023-08-31 09:30", "write published: 2023-08-31 09:30 in front matter")
            }
        };
        Finding::Wrong(Diagnostic::warning(rule, what).at(place(site, &column)).help(help))
    });
    told.collect()
}
