//! `mingbai list`

use clap::ArgMatches;
use serde_json::json;

use super::exit::Exit;
use super::session::Session;
use crate::check::{External, externals};
use crate::load;
use crate::model::{self, Site, Why};
use crate::render;
use crate::text;

/// Lists pages, or with `--hidden` those that are left out.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let (parsed, mut problems) = load::read_site(&session.root);
    let (site, found) = model::build(parsed, &session.overrides);
    problems.append(found);
    problems.sort();
    let Some(site) = site else {
        session.report(&problems);
        return session.exit(&problems);
    };
    if matches.get_flag("hidden") {
        hidden(session, &site)
    } else if matches.get_flag("external") {
        external(session, &site)
    } else {
        pages(session, &site)
    }
    if problems.has_errors() && !session.is_json() {
        session.report(&problems);
    }
    session.exit(&problems)
}

/// Links out of the site, with the pages that have them.
fn external(session: &Session, site: &Site) {
    let pages = |link: &External| {
        let mut pages: Vec<&str> = link.links.iter().map(|(page, _)| &**site.pages[*page].source.path()).collect();
        pages.dedup();
        pages.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let links = externals(site);
    if session.is_json() {
        let one =
            |link: &External| json!({"address": link.address, "official": link.is_official, "pages": pages(link)});
        let list: Vec<_> = links.iter().map(one).collect();
        super::line(format_args!("{}", serde_json::to_string_pretty(&list).unwrap_or_default()));
        return;
    }
    for link in &links {
        let kind = if link.is_official { session.of(["政府", "official"]) } else { session.of(["其他", "other"]) };
        super::line(format_args!("{kind}\t{}\t{}", link.address, pages(link).join(", ")));
    }
}

fn pages(session: &Session, site: &Site) {
    if session.is_json() {
        let list: Vec<_> = site
            .pages
            .iter()
            .map(|p| json!({"url": p.url, "title": p.title, "source": &**p.source.path(), "draft": p.draft}))
            .chain(
                render::dated_pages(site)
                    .into_iter()
                    .map(|(url, title)| json!({"url": url, "title": title, "source": null, "draft": false})),
            )
            .collect();
        super::line(format_args!("{}", json!({"version": 1, "pages": list})));
        return;
    }
    for page in &site.pages {
        super::line(format_args!("{}\t{}\t{}", page.url, page.title, page.source.path()));
    }
    // Bulletins and changes have no file of their own.
    let made = text!("由记录生成", "made from records");
    for (url, title) in render::dated_pages(site) {
        println!("{url}\t{title}\t{}", made.get(session.locale));
    }
}

fn hidden(session: &Session, site: &Site) {
    let why = |why: Why| match why {
        Why::Draft => text!("草稿（draft: true）；用 --drafts 可以看到", "a draft (draft: true); --drafts shows it"),
        Why::Embargo(moment) => {
            let moment = moment.minute();
            text!("到 {moment} 才公开（publish_at）", "not public before {moment} (publish_at)")
        }
        Why::Withdrawn(moment) => {
            let moment = moment.minute();
            text!("已于 {moment} 撤下（withdraw_at）", "withdrawn at {moment} (withdraw_at)")
        }
        Why::Section => text!("所在的栏目没有公开", "its section is not published"),
        Why::Page => text!("所属的页面没有公开", "the page that it belongs to is not published"),
    };
    if session.is_json() {
        let list: Vec<_> =
            site.hidden.iter().map(|h| json!({"source": &*h.path, "why": why(h.why).get(session.locale)})).collect();
        super::line(format_args!("{}", json!({"version": 1, "hidden": list})));
        return;
    }
    for hidden in &site.hidden {
        super::line(format_args!("{}\t{}", hidden.path, why(hidden.why).get(session.locale)));
    }
    if site.hidden.is_empty() {
        session.say(&text!("没有隐藏的页面", "no page is left out"));
    }
}
