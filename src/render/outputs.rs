//! Makes every planned output, and gathers what the rules on outputs need on the way.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::export::{self, Format};
use super::plan::{Maker, Plan, Planned, SITEMAP, plan};
use super::relative;
use super::template::{Frame, Renderer, word};
use super::theme::assemble;
use crate::check::{Facts, OutputPlace, Scope, inspect, wants_outputs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::address::file_of;
use crate::model::{PageKind, Site};
use crate::output::{Body, Class, Output, Sink};
use crate::text;

/// How to render.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Addresses relative to their page, for `file://`.
    pub relative: bool,
}

/// What rendering leaves behind, beside the outputs that went to the sink.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Facts of the HTML outputs.
    pub facts: Vec<Facts>,
    /// How many outputs there are.
    pub outputs: usize,
    /// Old addresses and where they lead, both with the base path.
    pub redirects: Vec<(String, String)>,
    /// Time for theme and plan, before the first output.
    pub planning: Duration,
}

/// Renders everything; every output goes to `sink` as soon as it is made.
pub fn render(site: &Arc<Site>, options: Options, sink: &dyn Sink) -> (Rendered, Diagnostics) {
    let start = Instant::now();
    let (theme, mut problems) = assemble(site);
    let (plan, found) = plan(site, &theme);
    problems.append(found);
    let (renderer, found) = Renderer::new(site.clone(), theme);
    found.into_iter().for_each(|p| problems.push(p));
    if problems.has_errors() {
        return (Rendered::default(), problems);
    }
    let files: Vec<Arc<str>> = plan.outputs.iter().map(|p| file_of(&p.route).into()).collect();
    let inspects = wants_outputs(&site.config);
    let known =
        if inspects { plan.outputs.iter().map(|p| renderer.world.based(&p.route)).collect() } else { HashSet::new() };
    let maker = Makers { site, renderer: &renderer, plan: &plan, files: &files, known, inspects, options };
    let planning = start.elapsed();
    let made: Vec<Result<Option<Facts>, Diagnostic>> =
        (0..plan.outputs.len()).collect::<Vec<_>>().par_iter().map(|i| maker.make(*i, sink)).collect();
    let mut rendered =
        Rendered { planning, outputs: made.len(), redirects: maker.redirects(), facts: Vec::with_capacity(made.len()) };
    let mut failed: Vec<Diagnostic> = Vec::new();
    for result in made {
        match result {
            Ok(facts) => rendered.facts.extend(facts),
            // A broken template fails on every page in the same way: it is said once.
            Err(problem) if failed.contains(&problem) => {}
            Err(problem) => failed.push(problem),
        }
    }
    failed.into_iter().for_each(|p| problems.push(p));
    drop(maker);
    // Many small values: they are given back while the next step works already.
    rayon::spawn(move || drop(renderer));
    (rendered, problems)
}

struct Makers<'a> {
    site: &'a Arc<Site>,
    renderer: &'a Renderer,
    plan: &'a Plan,
    files: &'a [Arc<str>],
    /// Addresses of all outputs, as they stand in links; empty where no rule wants to know.
    known: HashSet<String>,
    /// Whether a rule wants to know what is in the outputs.
    inspects: bool,
    options: Options,
}

impl Makers<'_> {
    fn make(&self, index: usize, sink: &dyn Sink) -> Result<Option<Facts>, Diagnostic> {
        let planned = &self.plan.outputs[index];
        let file = self.files[index].clone();
        let theme = &self.renderer.world.theme;
        let (class, text) = match planned.maker {
            Maker::Asset(i) => {
                if let Some(asset) = theme.assets.values().nth(i) {
                    sink.accept(Output::new(file, Class::Asset, Body::Shared(asset.bytes.clone())));
                }
                return Ok(None);
            }
            Maker::Attachment(i) => {
                sink.accept(Output::new(file, Class::Asset, Body::Shared(self.site.attachments[i].file.bytes.clone())));
                return Ok(None);
            }
            Maker::Download(collection, format) => {
                sink.accept(Output::new(file, Class::Asset, Body::Owned(self.download(collection, format)?)));
                return Ok(None);
            }
            Maker::Package => {
                sink.accept(Output::new(file, Class::Index, Body::Owned(self.package())));
                return Ok(None);
            }
            Maker::Feed(_) | Maker::Sitemap(_) | Maker::SitemapIndex | Maker::Robots | Maker::Redirects => {
                (Class::Index, self.index(planned)?)
            }
            _ => (Class::Page, self.html(planned)?),
        };
        if class == Class::Index {
            sink.accept(Output::new(file, class, Body::Owned(text.into_bytes())));
            return Ok(None);
        }
        let facts = self.inspects.then(|| self.inspect(planned, &file, &text));
        let text =
            if self.options.relative { relative::rewrite(&text, &file, &self.site.config.base.path) } else { text };
        sink.accept(Output::new(file, class, Body::Owned(text.into_bytes())));
        Ok(facts)
    }

    fn inspect(&self, planned: &Planned, file: &Arc<str>, text: &str) -> Facts {
        let known = |url: &str| self.known.contains(url);
        let exists = |path: &str| self.plan.by_file.get(path).map(|i| self.files[*i].clone());
        let base = &self.site.config.base;
        let scope = Scope { known: &known, exists: &exists, origin: &base.origin, base: &base.path };
        let place = OutputPlace { page: if let Maker::Page(page) = planned.maker { Some(page) } else { None } };
        inspect(&scope, file, place, text)
    }

    fn table(&self, collection: usize) -> export::Table {
        let section = self.site.section(0, &self.site.collections[collection].name);
        let pages = section.map_or(&[][..], |s| &self.site.sections[s].pages);
        export::Table::of(self.site, collection, pages)
    }

    fn download(&self, collection: usize, format: Format) -> Result<Vec<u8>, Diagnostic> {
        let schema = &self.site.collections[collection];
        let title = schema.title.get(self.site.config.languages[0].as_str());
        let table = self.table(collection);
        match format {
            Format::Csv => Ok(export::csv(&table)),
            Format::Json => Ok(export::json(&table, &schema.name, title)),
            Format::Xlsx => export::xlsx(&table, title).map_err(|error| {
                let name = &schema.name;
                Diagnostic::error(
                    "publish/workbook",
                    text!("“{name}”写不成工作簿：{error}", "`{name}` cannot be written as a workbook: {error}"),
                )
                .help(text!(
                    "工作簿最多1048576行；分成几个集合",
                    "a workbook holds 1,048,576 rows; split the collection"
                ))
            }),
        }
    }

    fn package(&self) -> Vec<u8> {
        let tag = self.site.config.languages[0].as_str();
        let tables: Vec<_> = (0..self.site.collections.len())
            .filter_map(|c| {
                let schema = &self.site.collections[c];
                let path = super::plan::download(self.site, c, Format::Csv)?.trim_start_matches('/').to_owned();
                let (title, description) = (schema.title.get(tag), schema.description.get(tag));
                Some((schema.name.as_str(), title, description, path, self.table(c)))
            })
            .collect();
        export::package(self.site, &tables)
    }

    fn html(&self, planned: &Planned) -> Result<String, Diagnostic> {
        let site = self.site;
        match planned.maker {
            Maker::Page(page) => self.renderer.page(&self.page_frame(planned, page, 1), page, 1),
            Maker::List(section, n) => {
                let page = site.sections[section].page;
                self.renderer.page(&self.page_frame(planned, page, n), page, n)
            }
            Maker::Taxonomy(i) => {
                let taxonomy = &site.taxonomies[i];
                let title = self.taxonomy_title(i);
                let mut crumbs = self.home_crumbs(taxonomy.language);
                crumbs.push((title.clone(), taxonomy.url.clone()));
                self.renderer.taxonomy(&self.plain_frame(planned, taxonomy.language, title, crumbs), i)
            }
            Maker::Term(i, k, n) => {
                let taxonomy = &site.taxonomies[i];
                let Some(term) = taxonomy.terms.values().nth(k) else {
                    return Ok(String::new());
                };
                let mut crumbs = self.home_crumbs(taxonomy.language);
                crumbs.push((self.taxonomy_title(i), taxonomy.url.clone()));
                crumbs.push((term.name.clone(), term.url.clone()));
                let frame = self.plain_frame(
                    planned,
                    taxonomy.language,
                    self.numbered(taxonomy.language, &term.name, n),
                    crumbs,
                );
                self.renderer.term(&frame, i, k, n)
            }
            Maker::Redirect(page) => {
                let page = &site.pages[page];
                let frame =
                    self.plain_frame(planned, page.language, page.title.clone(), self.home_crumbs(page.language));
                self.renderer.redirect(&frame, &page.url)
            }
            _ => {
                let title = word(&self.renderer.world.theme.strings[0], "not_found_title", &[]);
                self.renderer.not_found(&self.plain_frame(planned, 0, title, self.home_crumbs(0)))
            }
        }
    }

    fn page_frame<'f>(&self, planned: &'f Planned, index: usize, number: usize) -> Frame<'f> {
        let site = self.site;
        let page = &site.pages[index];
        let mut crumbs = Vec::new();
        let mut at = Some(page.section);
        while let Some(section) = at {
            let own = &site.pages[site.sections[section].page];
            let title = if own.kind == PageKind::Home { self.home_word(page.language) } else { own.title.clone() };
            crumbs.push((title, own.url.clone()));
            at = site.sections[section].parent;
        }
        crumbs.reverse();
        if !page.is_section() {
            crumbs.push((page.title.clone(), page.url.clone()));
        }
        let description = if number == 1 { page.summary.clone() } else { String::new() };
        let description = if description.is_empty() && page.kind == PageKind::Home {
            site.config.description.get(site.config.languages[page.language].as_str()).to_owned()
        } else {
            description
        };
        Frame {
            language: page.language,
            section: Some(page.section),
            route: &planned.route,
            title: self.numbered(page.language, &page.title, number),
            description,
            page: Some(index),
            crumbs,
        }
    }

    fn plain_frame<'f>(
        &self,
        planned: &'f Planned,
        language: usize,
        title: String,
        crumbs: Vec<(String, String)>,
    ) -> Frame<'f> {
        Frame { language, section: None, route: &planned.route, title, description: String::new(), page: None, crumbs }
    }

    /// A title with the number of its list page: two pages must not be called the same.
    fn numbered(&self, language: usize, title: &str, number: usize) -> String {
        if number < 2 {
            return title.to_owned();
        }
        let page = word(&self.renderer.world.theme.strings[language], "page_number", &[("n", &number.to_string())]);
        format!("{title} – {page}")
    }

    fn taxonomy_title(&self, index: usize) -> String {
        let taxonomy = &self.site.taxonomies[index];
        let tag = self.site.config.languages[taxonomy.language].as_str();
        self.site.config.taxonomies[taxonomy.definition].title.get(tag).to_owned()
    }

    fn home_word(&self, language: usize) -> String {
        word(&self.renderer.world.theme.strings[language], "home", &[])
    }

    fn home_crumbs(&self, language: usize) -> Vec<(String, String)> {
        let home = self.site.section(language, "").map(|s| self.site.pages[self.site.sections[s].page].url.clone());
        home.map(|url| (self.home_word(language), url)).into_iter().collect()
    }

    /// What tells machines about pages.
    fn index(&self, planned: &Planned) -> Result<String, Diagnostic> {
        let site = self.site;
        let world = &self.renderer.world;
        let plain = |language: usize| {
            let title = site.config.title.get(site.config.languages[language].as_str()).to_owned();
            self.plain_frame(planned, language, title, Vec::new())
        };
        match planned.maker {
            Maker::Feed(index) => {
                let section = &site.sections[index];
                let own = &site.pages[section.page];
                let entries: Vec<usize> = if own.kind == PageKind::Home {
                    world.latest[section.language].iter().take(site.config.feed_limit).copied().collect()
                } else {
                    let mut dated: Vec<usize> =
                        section.pages.iter().copied().filter(|p| site.pages[*p].day().is_some()).collect();
                    dated.sort_by(|a, b| {
                        let (a, b) = (&site.pages[*a], &site.pages[*b]);
                        b.day().cmp(&a.day()).then_with(|| a.route.cmp(&b.route))
                    });
                    dated.truncate(site.config.feed_limit);
                    dated
                };
                let moment = |p: &usize| {
                    let page = &site.pages[*p];
                    page.updated.or_else(|| super::metadata::published(site, page))
                };
                let updated = entries.iter().filter_map(moment).max().unwrap_or(site.config.clock);
                let mut frame = plain(section.language);
                if own.kind != PageKind::Home {
                    frame.title = format!("{} – {}", own.title, frame.title);
                }
                self.renderer.feed(&frame, &own.url, &entries, updated)
            }
            Maker::Sitemap(n) => {
                let urls = self.sitemap().into_iter().skip(n * SITEMAP).take(SITEMAP).collect();
                self.renderer.urls("sitemap.xml", &plain(0), urls)
            }
            Maker::SitemapIndex => {
                let maps = self.plan.outputs.iter().filter(|p| matches!(p.maker, Maker::Sitemap(_)));
                let urls = maps.map(|p| (world.absolute(&world.based(&p.route)), None)).collect();
                self.renderer.urls("sitemapindex.xml", &plain(0), urls)
            }
            Maker::Robots => {
                self.renderer.urls("robots.txt", &plain(0), vec![(world.absolute(&world.based("/sitemap.xml")), None)])
            }
            _ => {
                let mut lines = String::new();
                for (from, to) in self.redirects() {
                    lines.push_str(&format!("{from} {to} 301\n"));
                }
                Ok(lines)
            }
        }
    }

    /// Addresses of all pages that readers may look for, with the day of their last change.
    fn sitemap(&self) -> Vec<(String, Option<String>)> {
        let site = self.site;
        let world = &self.renderer.world;
        let listed = self
            .plan
            .outputs
            .iter()
            .filter(|p| matches!(p.maker, Maker::Page(_) | Maker::List(..) | Maker::Taxonomy(_) | Maker::Term(..)));
        listed
            .map(|planned| {
                let changed = match planned.maker {
                    Maker::Page(page) => {
                        let page = &site.pages[page];
                        page.updated.or_else(|| super::metadata::published(site, page)).map(|m| m.date().to_string())
                    }
                    _ => None,
                };
                (world.absolute(&world.based(&planned.route)), changed)
            })
            .collect()
    }

    /// Old addresses and where they lead.
    fn redirects(&self) -> Vec<(String, String)> {
        let world = &self.renderer.world;
        let pages = self.site.pages.iter();
        pages.flat_map(|page| page.aliases.iter().map(|alias| (world.based(alias), page.url.clone()))).collect()
    }
}
