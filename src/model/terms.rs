//! The terms of taxonomies, with the pages that carry them.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use super::address::encode;
use super::config::TaxonomyDef;
use super::schema::Sort;
use super::site::{Site, Taxonomy, Term};
use super::source::Source;
use super::tree::{Builder, compare};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::load::parse::yaml::{Node, Step};
use crate::text;
use crate::value::slug;

impl Builder {
    /// Gathers the terms of all taxonomies.
    pub(super) fn terms(&mut self, problems: &mut Diagnostics) {
        let Site { config, pages, taxonomies, sections, .. } = &mut self.site;
        let base = config.base.path.trim_end_matches('/');
        // Sorted once, every term's pages come in their order.
        let mut order: Vec<usize> = (0..pages.len()).filter(|i| !pages[*i].terms.is_empty()).collect();
        order.par_sort_by(|a, b| compare(&pages[*a], &pages[*b], Sort::Date));
        let in_use = |language: usize| language == 0 || sections.iter().any(|s| s.language == language);
        let wanted: Vec<(usize, usize)> = (0..config.languages.len())
            .filter(|language| in_use(*language))
            .flat_map(|language| (0..config.taxonomies.len()).map(move |definition| (language, definition)))
            .collect();
        let gathered: Vec<BTreeMap<&str, Vec<usize>>> = wanted
            .par_iter()
            .map(|(language, definition)| {
                let mut terms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
                for index in order.iter().copied().filter(|i| pages[*i].language == *language) {
                    let own = pages[index].terms.iter().filter(|(t, _)| t == definition);
                    for name in own.flat_map(|(_, names)| names) {
                        terms.entry(name).or_default().push(index);
                    }
                }
                terms
            })
            .collect();
        for ((language, definition), found) in wanted.into_iter().zip(gathered) {
            let (tag, taxonomy) = (&config.languages[language], &config.taxonomies[definition]);
            let root =
                if language == 0 { format!("/{}/", taxonomy.name) } else { format!("/{tag}/{}/", taxonomy.name) };
            let mut terms: BTreeMap<String, Term> = BTreeMap::new();
            let mut taken: BTreeMap<String, (&str, usize)> = BTreeMap::new();
            for (name, of_term) in found {
                let slug = slug(name);
                let place = |name: &str, page: usize| place(&pages[page].source, taxonomy, name);
                if let Some((other, first)) = taken.get(&slug) {
                    problems.push(
                        Diagnostic::error(
                            "content/address",
                            text!(
                                "“{name}”和“{other}”的网址都是 {slug}",
                                "`{name}` and `{other}` have the same address, {slug}"
                            ),
                        )
                        .at(place(name, of_term[0]))
                        .with(place(other, *first), text!("另一处", "the other one"))
                        .help(text!("换一个不同音的名称", "use another word for one of them")),
                    );
                } else {
                    taken.insert(slug.clone(), (name, of_term[0]));
                }
                let route = format!("{root}{slug}/");
                let url = base.to_owned() + &encode(&route);
                terms.insert(name.to_owned(), Term { name: name.to_owned(), url, route, pages: of_term });
            }
            let url = base.to_owned() + &encode(&root);
            taxonomies.push(Taxonomy { definition, language, route: root, url, named: terms });
        }
    }
}

/// Where a page names a term: under the taxonomy's name or title, by itself or in `taxonomies`.
fn place(source: &Source, taxonomy: &TaxonomyDef, term: &str) -> Place {
    let (Some((yaml, at)), Some(root)) = (source.yaml(), source.entry_node()) else {
        return source.place(Some(&taxonomy.name));
    };
    let words: Vec<&str> = std::iter::once(taxonomy.name.as_str()).chain(taxonomy.title.all()).collect();
    for group in [None, Some("taxonomies"), Some("分类")] {
        let Some(node) = group.map_or(Some(root), |key| root.get(key)) else { continue };
        for word in &words {
            let Some(value) = node.get(word) else { continue };
            let is_it = |node: &Node| node.as_text().is_some_and(|text| text.trim() == term);
            let item = match value {
                Node::List(items) => items.iter().position(is_it).map(|i| Some(Step::Index(i))),
                value => is_it(value).then_some(None::<Step>),
            };
            if let Some(item) = item {
                let keys = group.into_iter().chain([*word]).map(|key| Step::Key(key.to_owned()));
                let path: Vec<Step> = at.iter().cloned().chain(keys).chain(item).collect();
                return yaml.place(&path);
            }
        }
    }
    source.place(None)
}
