//! The terms of taxonomies, with the pages that carry them.

use std::collections::BTreeMap;

use rayon::slice::ParallelSliceMut;

use super::address::encode;
use super::schema::Sort;
use super::site::{Site, Taxonomy, Term};
use super::tree::{Builder, compare};
use crate::diagnostic::{Diagnostic, Diagnostics};
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
        for (language, tag) in config.languages.iter().enumerate() {
            let in_use = language == 0 || sections.iter().any(|s| s.language == language);
            for (definition, taxonomy) in config.taxonomies.iter().enumerate().filter(|_| in_use) {
                let root =
                    if language == 0 { format!("/{}/", taxonomy.name) } else { format!("/{tag}/{}/", taxonomy.name) };
                let mut terms: BTreeMap<String, Term> = BTreeMap::new();
                for index in order.iter().copied().filter(|i| pages[*i].language == language) {
                    let page = &pages[index];
                    for name in page.terms.iter().filter(|(t, _)| *t == definition).flat_map(|(_, names)| names) {
                        if let Some(term) = terms.get_mut(name) {
                            term.pages.push(index);
                        } else {
                            let term = Term {
                                name: name.clone(),
                                url: String::new(),
                                route: String::new(),
                                pages: vec![index],
                            };
                            terms.insert(name.clone(), term);
                        }
                    }
                }
                let mut taken: BTreeMap<String, String> = BTreeMap::new();
                for term in terms.values_mut() {
                    let slug = slug(&term.name);
                    if let Some(other) = taken.get(&slug) {
                        let name = &term.name;
                        let place = pages[term.pages[0]].source.place(Some(&taxonomy.name));
                        problems.push(
                            Diagnostic::error(
                                "content/address",
                                text!(
                                    "“{name}”和“{other}”的网址都是 {slug}",
                                    "`{name}` and `{other}` have the same address, {slug}"
                                ),
                            )
                            .at(place)
                            .help(text!("换一个不同音的名称", "use another word for one of them")),
                        );
                    }
                    term.route = format!("{root}{slug}/");
                    term.url = base.to_owned() + &encode(&term.route);
                    taken.insert(slug, term.name.clone());
                }
                let url = base.to_owned() + &encode(&root);
                taxonomies.push(Taxonomy { definition, language, route: root, url, terms });
            }
        }
    }
}
