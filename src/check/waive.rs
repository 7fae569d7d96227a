//! Lays waivers over what was found: each takes out findings of one rule at one place until its last day. Those that are
//! over, or take out nothing, are told themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers::named;
use super::privacy::names_somebody;
use super::registry::find;
use super::rule::Check;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::load::{CONTENT, SITE_FILE};
use crate::model::{Page, PageKind, Site, Source, Waiver};
use crate::text;

/// A finding that was taken out.
#[derive(Debug, Clone)]
pub struct Waived {
    /// The finding.
    pub problem: Diagnostic,
    /// By what.
    pub waiver: Waiver,
}

/// Which waivers of a site have taken out something, by their order.
pub(super) type Used = BTreeSet<usize>;

/// All waivers of a site, with the page that they are for.
pub(super) fn all(site: &Site) -> Vec<(&Waiver, Option<usize>)> {
    let of_site = site.config.waivers.iter().map(|w| (w, None));
    let of_pages = site.pages.iter().enumerate().flat_map(|(p, page)| page.waivers.iter().map(move |w| (w, Some(p))));
    of_site.chain(of_pages).collect()
}

/// Whether it still holds, and may be given at all.
fn is_valid(site: &Site, waiver: &Waiver) -> bool {
    let is_over = waiver.until.bounds().is_none_or(|(_, last)| last < site.config.clock.date());
    !is_over && find(&waiver.rule).is_some_and(|rule| !rule.is_essential())
}

/// Whether a waiver takes out what a rule finds in a file. One of the site is for what is within its path; one of a page is for
/// that page, and `is_own` says whether it is the page's.
fn is_for(site: &Site, waiver: &Waiver, rule: &str, file: Option<&str>, is_own: impl FnOnce() -> bool) -> bool {
    let is_there = || match &waiver.path {
        Some(path) => file.is_some_and(|file| is_within(path, file)),
        None => is_own(),
    };
    waiver.rule == rule && is_there() && is_valid(site, waiver)
}

/// Whether a file or folder, as a waiver names it, holds a file.
fn is_within(path: &str, file: &str) -> bool {
    let path = path.trim_end_matches('/');
    file == path || file.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
}

/// Where the records of files with several of them begin.
struct Entries<'s>(BTreeMap<&'s str, Vec<(u32, usize)>>);

impl<'s> Entries<'s> {
    fn of(site: &'s Site, files: &BTreeSet<&str>) -> Entries<'s> {
        let mut by_file: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
        for (index, page) in site.pages.iter().enumerate() {
            if page.source.entry().is_some() && files.contains(&**page.source.path()) {
                by_file.entry(page.source.path()).or_default().push((page.source.place(None).line, index));
            }
        }
        by_file.values_mut().for_each(|starts| starts.sort_unstable());
        Entries(by_file)
    }

    /// Whether a place is of a page.
    fn is_of(&self, page: usize, source: &Page, place: &Place) -> bool {
        if place.file != *source.source.path() {
            return false;
        }
        match &source.source {
            Source::Row(..) => {
                let own = source.source.place(None);
                own.line == place.line && own.sheet() == place.sheet()
            }
            _ if source.source.entry().is_none() => true,
            _ => self.0.get(&*place.file).is_some_and(|starts| {
                let next = starts.partition_point(|(line, _)| *line <= place.line);
                next.checked_sub(1).is_some_and(|i| starts[i].1 == page)
            }),
        }
    }
}

/// Whether a rule is waived for a file, by the site or by the page that it is.
pub(super) fn is_waived(site: &Site, page: &Page, rule: &str, file: &str) -> bool {
    let is_own = || file == &**page.source.path();
    let waivers = site.config.waivers.iter().chain(&page.waivers);
    waivers.into_iter().any(|waiver| is_for(site, waiver, rule, Some(file), is_own))
}

/// Takes out what is waived. `complete`: every rule has seen all there is, so that what takes out nothing can be told.
pub fn waive(site: &Site, of_account: &BTreeSet<usize>, problems: &mut Diagnostics, complete: bool) -> Vec<Waived> {
    let waivers = all(site);
    let mut out = Vec::new();
    if waivers.is_empty() {
        return out;
    }
    let mut used: Used = of_account.clone();
    let files = waivers.iter().filter_map(|(_, page)| Some(&**site.pages[(*page)?].source.path())).collect();
    let entries = Entries::of(site, &files);
    problems.retain_mut(|problem| {
        let Some(place) = &problem.place else { return true };
        let found = waivers.iter().position(|(waiver, page)| {
            let is_own = || page.is_some_and(|page| entries.is_of(page, &site.pages[page], place));
            is_for(site, waiver, problem.rule, Some(&place.file), is_own)
        });
        let Some(index) = found else { return true };
        used.insert(index);
        out.push(Waived { problem: problem.clone(), waiver: waivers[index].0.clone() });
        false
    });
    let is_asked = |waiver: &Waiver| find(&waiver.rule).is_some_and(|rule| matches!(rule.check, Check::Network));
    for (index, (waiver, _)) in waivers.iter().enumerate() {
        let unused = complete && !used.contains(&index) && !is_asked(waiver);
        let of_somebody = of_somebody(waiver);
        // What stands there is the name.
        let excerpt = waiver.place.excerpt.clone().filter(|_| of_somebody.is_none());
        let place = Place { excerpt, ..waiver.place.clone() };
        let told = of_somebody.into_iter().chain(useless(site, waiver, unused)).chain(unbounded(site, waiver));
        for problem in told {
            problems.push(problem.at(place.clone()));
        }
    }
    out
}

/// Who decided on it is a post.
fn of_somebody(waiver: &Waiver) -> Option<Diagnostic> {
    names_somebody(&waiver.by).then(|| {
        let rule = &waiver.rule;
        let what = text!(
            "{rule} 的豁免里，决定岗位写的像是人名",
            "who decided on the waiver of {rule} looks like somebody's name"
        );
        Diagnostic::warning("content/waiver", what).help(text!("写岗位，不写人名", "name the post, never a person"))
    })
}

/// Years for which a waiver may be given: after that nobody knows why.
const YEARS: i16 = 3;

/// What is said of a waiver that has no end in sight, or lets anybody's data be on any page.
fn unbounded(site: &Site, waiver: &Waiver) -> Option<Diagnostic> {
    let rule = &waiver.rule;
    let (_, last) = waiver.until.bounds()?;
    let is_whole = waiver.path.as_ref().is_some_and(|path| path.trim_end_matches('/') == CONTENT);
    let (what, mend) = if last.year() > site.config.clock.date().year() + YEARS {
        (
            text!(
                "{rule} 的豁免到{last}才为止，超过{YEARS}年",
                "the waiver of {rule} holds until {last}, for more than {YEARS} years"
            ),
            text!("写近一些的日子，到期再由原岗位决定", "write a nearer day, and let the post decide again then"),
        )
    } else if rule.starts_with("privacy/") && is_whole {
        (
            text!(
                "{rule} 在整个网站都免了，以后谁的信息也查不出来",
                "{rule} is waived for the whole site: nobody's data will be found any more"
            ),
            text!("path 只写有这个问题的文件", "name the file in which the finding is under `path`"),
        )
    } else {
        return None;
    };
    Some(Diagnostic::warning("content/waiver", what).help(mend))
}

/// What is wrong with a waiver itself.
fn useless(site: &Site, waiver: &Waiver, unused: bool) -> Option<Diagnostic> {
    let rule = &waiver.rule;
    let told = |what| Diagnostic::warning("content/waiver", what);
    let Some(known) = find(rule) else { return Some(no_rule(rule)) };
    if known.is_essential() {
        let what =
            text!("{rule} 不能豁免：不改就发布不了", "{rule} cannot be waived: nothing can be published with it");
        return Some(told(what).help(text!("改正问题，删掉这条豁免", "mend what is wrong, and remove the waiver")));
    }
    if !is_valid(site, waiver) {
        let (zh, en) = (waiver.until.text(true), waiver.until.text(false));
        let what = text!("{rule} 的豁免到{zh}为止，已经过期", "the waiver of {rule} held until {en}, and is over");
        return Some(told(what).help(text!(
            "改正问题，删掉豁免；还要豁免的，由原岗位重新定一个期限",
            "mend what is wrong and remove it, or let the post decide on a new last day"
        )));
    }
    if !unused {
        return None;
    }
    if let Some(path) = &waiver.path
        && let paths = paths(site)
        && !paths.contains(path.trim_end_matches('/'))
    {
        let what = text!(
            "{rule} 的豁免没有用上：没有“{path}”这个文件或文件夹",
            "the waiver of {rule} is of no use: there is no file or folder `{path}`"
        );
        return Some(told(what).help(match meant(path, &paths) {
            Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
            None => text!(
                "照检查结果里的写法写路径，例如 content/li.md",
                "write the path as findings do, such as content/li.md"
            ),
        }));
    }
    let what =
        text!("{rule} 的豁免没有用上：这里没有这个问题", "the waiver of {rule} is of no use: it has nothing to waive");
    Some(told(what).help(text!("删掉它", "remove it")))
}

/// What is said of a waiver whose rule is none.
fn no_rule(word: &str) -> Diagnostic {
    let what = text!("没有“{word}”这条规则，不能豁免", "there is no rule `{word}` to be waived");
    let mend = match named(word) {
        Ok(rules) => {
            let names: Vec<&str> = rules.iter().map(|rule| rule.name).collect();
            let (zh, en) = (names.join("、"), names.join(", "));
            text!("一条豁免只管一条规则，写其中一条：{zh}", "a waiver is for one rule: write one of {en}")
        }
        Err(_) => match nearest(word, super::RULES.iter().map(|r| r.name)) {
            Some(near) => text!("是不是 {near}？", "did you mean {near}?"),
            None => text!("用 `mingbai check --list` 看全部规则", "`mingbai check --list` lists them all"),
        },
    };
    Diagnostic::error("content/waiver", what).help(mend)
}

/// All files of a site, and the folders that they are in.
fn paths(site: &Site) -> BTreeSet<&str> {
    let pages = site.pages.iter().map(|page| &**page.source.path());
    let beside = site.texts.yamls.iter().map(|yaml| &*yaml.path);
    let ledgers = site.texts.ledgers.iter().map(|(ledger, ..)| &*ledger.sheet.file);
    let attached = site.attachments.iter().map(|attachment| &*attachment.file.path);
    let hidden = site.hidden.iter().map(|hidden| &*hidden.path);
    let theme = site.theme.iter().map(|file| &*file.path);
    let files = pages.chain(beside).chain(ledgers).chain(attached).chain(hidden).chain(theme).chain([SITE_FILE]);
    let mut all = BTreeSet::new();
    for mut path in files {
        while all.insert(path) {
            let Some((folder, _)) = path.rsplit_once('/') else { break };
            path = folder;
        }
    }
    all
}

/// The path that somebody may have meant: without its folder, or from somewhere else.
fn meant<'p>(path: &str, paths: &BTreeSet<&'p str>) -> Option<&'p str> {
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_matches('/');
    let is_it = |known: &&&str| **known == path || known.strip_suffix(path).is_some_and(|folder| folder.ends_with('/'));
    paths.iter().find(is_it).copied().or_else(|| nearest(path, paths.iter().copied()))
}

/// Which waiver an entry of the account is under: of its record's page, or of the file in which it stands.
pub(super) fn of_entry(
    site: &Site,
    waivers: &[(&Waiver, Option<usize>)],
    rule: &str,
    page: Option<usize>,
    place: Option<&Place>,
) -> Option<usize> {
    waivers.iter().position(|(waiver, own)| {
        let is_own = || own.is_some_and(|own| page == Some(own) && matches!(site.pages[own].kind, PageKind::Record(_)));
        is_for(site, waiver, rule, place.map(|place| &*place.file), is_own)
    })
}
