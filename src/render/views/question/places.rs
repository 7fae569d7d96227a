//! What touches a place, by question: what refers to it or to a place below it, and what goes with the projects that do.

use std::collections::{BTreeMap, HashSet};

use super::SHOWN;
use crate::check::record;
use crate::model::{Field, Kind, PageKind, Site, View};
use crate::render::views::Views;

/// The questions that are asked of a place, in their order.
const ASKED: [View; 6] = [View::Pipeline, View::Commitments, View::Problems, View::Funds, View::Assets, View::Meetings];

/// What is told of a place where it names only a project there.
const GO_ALONG: [View; 4] = [View::Commitments, View::Problems, View::Funds, View::Assets];

/// Fields of a record that name whom to ask.
const POSTS: [&str; 2] = ["contact_post", "responsible"];

/// The answer to one question.
#[derive(Debug, Clone)]
pub(in crate::render) struct Touching {
    /// The question; `None`: what else there is, of one collection.
    pub(in crate::render) view: Option<View>,
    pub(in crate::render) collection: usize,
    /// Records, with what leads from the place to them, where they do not name it themselves.
    pub(in crate::render) pages: Vec<(usize, Option<usize>)>,
    pub(in crate::render) count: usize,
}

/// What touches a place.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Place {
    pub(in crate::render) answers: Vec<Touching>,
    /// Posts that are named by what touches it.
    pub(in crate::render) posts: Vec<usize>,
}

/// What touches a place, in its language.
pub(in crate::render) fn place(site: &Site, views: &Views, page: usize) -> Place {
    let collection = |page: usize| match site.pages[page].kind {
        PageKind::Record(c) => Some(c),
        _ => None,
    };
    let asks = |page: usize| collection(page).and_then(|c| site.collections[c].view);
    let direct = views.touching(site, page);
    let mut seen: HashSet<usize> = direct.iter().map(|(page, _)| *page).collect();
    seen.insert(page);
    let mut found = direct.clone();
    // A commitment, a fund or an asset often names the project only.
    for (project, _) in direct.iter().filter(|(page, _)| asks(*page) == Some(View::Pipeline)) {
        for mention in views.mentions_of(views.base(site, *project)) {
            let goes_along = asks(*mention).is_some_and(|view| GO_ALONG.contains(&view));
            if goes_along && site.pages[*mention].language == site.pages[page].language && seen.insert(*mention) {
                found.push((*mention, Some(*project)));
            }
        }
    }
    found.sort_by_key(|(page, _)| views.key(site, *page));
    let mut by_collection: BTreeMap<usize, Vec<(usize, Option<usize>)>> = BTreeMap::new();
    for (page, via) in found {
        if let Some(c) = collection(page) {
            by_collection.entry(c).or_default().push((page, via));
        }
    }
    let answer = |view: Option<View>, collection: usize, pages: Vec<(usize, Option<usize>)>| Touching {
        view,
        collection,
        count: pages.len(),
        pages: pages.into_iter().take(SHOWN).collect(),
    };
    let mut answers = Vec::new();
    for view in ASKED {
        for c in (0..site.collections.len()).filter(|c| site.collections[*c].view == Some(view)) {
            let pages = by_collection.remove(&c).unwrap_or_default();
            // Of records that have no field for a place, none says nothing.
            if !pages.is_empty() || collection(page).is_some_and(|places| may_name(site, c, places)) {
                answers.push(answer(Some(view), c, pages));
            }
        }
    }
    let posts = posts(site, answers.iter().flat_map(|a| a.pages.iter().map(|(page, _)| *page)));
    // Its own collection tells what lies below it on its page already.
    let others = by_collection.into_iter().filter(|(c, _)| Some(*c) != collection(page));
    let mut others: Vec<Touching> = others.map(|(c, pages)| answer(None, c, pages)).collect();
    others.sort_by_key(|of| (views.order[of.collection], of.collection));
    answers.extend(others);
    Place { answers, posts }
}

/// Whether records of a collection have a field that can lead to a place: of their own, or by the projects they name.
fn may_name(site: &Site, collection: usize, places: usize) -> bool {
    let refers = |from: usize, to: usize| {
        let name = &site.collections[to].name;
        let names = |field: &Field| field.targets().contains(name);
        site.collections[from].fields.iter().any(|field| match &field.kind {
            Kind::Items(fields) => fields.iter().any(names),
            _ => names(field),
        })
    };
    let schema = |c: usize| &site.collections[c];
    let goes_along = schema(collection).view.is_some_and(|view| GO_ALONG.contains(&view));
    refers(collection, places)
        || goes_along
            && (0..site.collections.len())
                .any(|c| schema(c).view == Some(View::Pipeline) && refers(collection, c) && refers(c, places))
}

/// The posts that records name, each once, in the order of the records.
fn posts(site: &Site, pages: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = HashSet::new();
    let named = pages.filter_map(|page| record(site, page)).flat_map(|rec| POSTS.map(|name| rec.refs(name)));
    named.flatten().filter(|post| seen.insert(*post)).collect()
}
