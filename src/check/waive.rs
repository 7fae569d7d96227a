//! Lays waivers over what was found: each takes out findings of one rule at one place until its last day. Those that are
//! over, or take out nothing, are told themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::registry::find;
use super::rule::Check;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
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
pub(super) fn is_valid(site: &Site, waiver: &Waiver) -> bool {
    let is_over = waiver.until.bounds().is_none_or(|(_, last)| last < site.config.clock.date());
    !is_over && find(&waiver.rule).is_some_and(|rule| !rule.is_essential())
}

/// Whether a file or folder, as a waiver names it, holds a file.
pub(super) fn is_within(path: &str, file: &str) -> bool {
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
    let of_site = site.config.waivers.iter().filter(|w| w.path.as_ref().is_some_and(|path| is_within(path, file)));
    let of_page = page.waivers.iter().filter(|_| file == &**page.source.path());
    of_site.chain(of_page).any(|waiver| waiver.rule == rule && is_valid(site, waiver))
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
            let is_there = match (page, &waiver.path) {
                (Some(page), _) => entries.is_of(*page, &site.pages[*page], place),
                (None, Some(path)) => is_within(path, &place.file),
                (None, None) => false,
            };
            waiver.rule == problem.rule && is_there && is_valid(site, waiver)
        });
        let Some(index) = found else { return true };
        used.insert(index);
        out.push(Waived { problem: problem.clone(), waiver: waivers[index].0.clone() });
        false
    });
    let is_asked = |waiver: &Waiver| find(&waiver.rule).is_some_and(|rule| matches!(rule.check, Check::Network));
    for (index, (waiver, _)) in waivers.iter().enumerate() {
        let unused = complete && !used.contains(&index) && !is_asked(waiver);
        if let Some(problem) = useless(site, waiver, unused) {
            problems.push(problem.at(waiver.place.clone()));
        }
    }
    out
}

/// What is wrong with a waiver itself.
fn useless(site: &Site, waiver: &Waiver, unused: bool) -> Option<Diagnostic> {
    let rule = &waiver.rule;
    let told = |what| Diagnostic::warning("content/waiver", what);
    let Some(known) = find(rule) else {
        let what = text!("没有“{rule}”这条规则，不能豁免", "there is no rule `{rule}` to be waived");
        let near = nearest(rule, super::RULES.iter().map(|r| r.name));
        let mend = match near {
            Some(near) => text!("是不是 {near}？", "did you mean {near}?"),
            None => text!("用 `mingbai check --list` 看全部规则", "`mingbai check --list` lists them all"),
        };
        return Some(Diagnostic::error("content/waiver", what).help(mend));
    };
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
    unused.then(|| {
        let what = text!(
            "{rule} 的豁免没有用上：这里没有这个问题",
            "the waiver of {rule} is of no use: it has nothing to waive"
        );
        told(what).help(text!("删掉它", "remove it"))
    })
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
        let is_there = match (own, &waiver.path) {
            (Some(own), _) => page == Some(*own) && matches!(site.pages[*own].kind, PageKind::Record(_)),
            (None, Some(path)) => place.is_some_and(|place| is_within(path, &place.file)),
            (None, None) => false,
        };
        waiver.rule == rule && is_there && is_valid(site, waiver)
    })
}
