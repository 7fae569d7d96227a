//! What can be bound by itself: loose numbers that agree with exactly one figure.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Candidates, loose, proper_names};
use crate::model::site::Site;
use crate::model::source::Source;

/// A file with links put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Path below the site's root.
    pub path: Arc<str>,
    /// What the file says.
    pub old: Arc<str>,
    /// What it says with the links.
    pub new: String,
    /// How many links were put in.
    pub links: usize,
}

/// What is put where.
type Links = Vec<(Range<usize>, String)>;

/// All files of pages that are accounts in which something can be bound, and how many numbers stay loose.
pub fn bindings(site: &Site) -> (Vec<Mended>, usize) {
    let (names, candidates) = (proper_names(site), Candidates::new(site));
    let figures: Vec<&str> = site.figures.iter().map(|f| f.name.as_str()).collect();
    let mut links: BTreeMap<Arc<str>, (Arc<str>, Links)> = BTreeMap::new();
    let mut left = 0;
    for page in site.pages.iter().filter(|page| page.account) {
        let Source::Markdown(file) = &page.source else { continue };
        for found in loose(page, &names) {
            let meant = candidates.meant(&found.words, &found.context).filter(|_| !found.is_linked);
            let Some(target) = meant else {
                left += 1;
                continue;
            };
            let link = format!("[{}](figure:{})", found.words, target.written(site, &figures));
            let range = file.body + found.range.start..file.body + found.range.end;
            let entry = links.entry(file.front.path.clone());
            entry.or_insert_with(|| (file.front.text.clone(), Vec::new())).1.push((range, link));
        }
    }
    let files = links.into_iter().map(|(path, (old, links))| {
        let mut new = String::with_capacity(old.len() + 32 * links.len());
        let mut at = 0;
        for (range, link) in &links {
            new.push_str(&old[at..range.start]);
            new.push_str(link);
            at = range.end;
        }
        new.push_str(&old[at..]);
        Mended { path, old, new, links: links.len() }
    });
    (files.collect(), left)
}
