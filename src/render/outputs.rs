//! Makes every planned output, and gathers what the rules on outputs need on the way.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use super::export::{self, Download, FigureTable};
use super::foreign;
use super::plan::{Maker, Plan, Planned, plan};
use super::relative;
use super::template::{Renderer, Writer};
use super::theme::assemble;
use super::views::Views;
use crate::check::{Account, Budget, Facts, OutputPlace, Scope, account, compressed, inspect, wants, wants_outputs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::address::file_of;
use crate::model::{Site, unmade};
use crate::output::{Body, Class, Output, Sink};
use crate::picture;
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
    /// Whether every output could be made, and so was looked at.
    pub complete: bool,
    /// How many outputs there are.
    pub outputs: usize,
    /// Old addresses and where they lead, both with the base path.
    pub redirects: Vec<(String, String)>,
    /// Time for theme and plan, before the first output.
    pub planning: Duration,
}

/// Renders a site of which nobody has worked out the account yet.
pub fn render(site: &Arc<Site>, options: Options, sink: &dyn Sink) -> (Rendered, Diagnostics) {
    render_with(site, &Arc::new(account(site).0), options, sink)
}

/// Renders everything; every output goes to `sink` as soon as it is made.
pub fn render_with(
    site: &Arc<Site>,
    account: &Arc<Account>,
    options: Options,
    sink: &dyn Sink,
) -> (Rendered, Diagnostics) {
    let start = Instant::now();
    let ((theme, mut problems), views) = rayon::join(|| assemble(site), || Views::new(site));
    let (plan, found) = plan(site, &theme, &views);
    problems.append(found);
    let (renderer, found) = Renderer::new(site.clone(), account.clone(), theme, views, &plan);
    found.into_iter().for_each(|p| problems.push(p));
    if problems.has_errors() {
        return (Rendered::default(), problems);
    }
    let inspects = wants_outputs(&site.config);
    let known =
        if inspects { plan.outputs.iter().map(|p| renderer.world.based(&p.route)).collect() } else { HashSet::new() };
    let maker = Makers {
        site,
        renderer: &renderer,
        plan: &plan,
        files: &plan.files,
        known,
        inspects,
        assets: (inspects && wants(&site.config, "access/weight")).then(|| weights(&renderer)),
        downloads: site.collections.iter().map(|_| OnceLock::new()).collect(),
        figures: OnceLock::new(),
        options,
    };
    let planning = start.elapsed();
    // Downloads first, since the longest of them takes as long as many pages; last what tells their sizes.
    let step = |i: &usize| match plan.outputs[*i].maker {
        Maker::Download(_) => 0,
        Maker::Dictionary(..) | Maker::Package => 2,
        _ => 1,
    };
    let mut order: Vec<usize> = (0..plan.outputs.len()).collect();
    order.sort_by_key(step);
    let (first, last) = order.split_at(order.partition_point(|i| step(i) < 2));
    let endless = AtomicBool::new(false);
    let one = |i: &usize| {
        // Once a template has no end the site cannot be made: the others are not waited for.
        if step(i) > 0 && endless.load(Ordering::Relaxed) {
            return (*i, None);
        }
        let made = maker.make(*i, sink);
        if made.as_ref().is_err_and(is_endless) {
            endless.store(true, Ordering::Relaxed);
        }
        (*i, Some(made))
    };
    let mut made: Vec<(usize, Option<Made>)> = Vec::with_capacity(order.len());
    made.par_extend(first.par_iter().map(one));
    made.par_extend(last.par_iter().map(one));
    made.sort_by_key(|(i, _)| *i);
    let mut rendered = Rendered {
        facts: Vec::with_capacity(made.len()),
        complete: false,
        outputs: made.len(),
        redirects: maker.redirects(),
        planning,
    };
    let mut failed: Vec<Diagnostic> = Vec::new();
    if endless.into_inner() {
        // Which were left out is chance, and so only the first that has no end is told of.
        failed.extend(maker.first_endless(&made));
    } else {
        for result in made.into_iter().filter_map(|(_, made)| made) {
            match result {
                Ok(facts) => rendered.facts.extend(facts),
                // A broken template fails on every page in the same way: it is said once.
                Err(problem) if failed.contains(&problem) => {}
                Err(problem) => failed.push(problem),
            }
        }
        rendered.complete = failed.is_empty();
    }
    failed.into_iter().for_each(|p| problems.push(p));
    drop(maker);
    // Many small values: they are given back while the next step works already.
    rayon::spawn(move || drop(renderer));
    (rendered, problems)
}

/// What the theme's style sheets and scripts weigh, by the address that pages have for them.
fn weights(renderer: &Renderer) -> BTreeMap<String, usize> {
    let world = &renderer.world;
    let weighed = world.theme.assets.values().filter(|a| a.route.ends_with(".css") || a.route.ends_with(".js"));
    weighed.map(|a| (world.based(&a.route), compressed(&a.bytes))).collect()
}

/// Whether a template did not come to its end.
fn is_endless(problem: &Diagnostic) -> bool {
    problem.rule == "template/endless"
}

/// Outputs that are made a second time go nowhere.
struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

/// What came of an output: its facts, if anybody wants to know them.
type Made = Result<Option<Facts>, Diagnostic>;

/// What makes the outputs.
pub(super) struct Makers<'a> {
    pub(super) site: &'a Arc<Site>,
    pub(super) renderer: &'a Renderer,
    pub(super) plan: &'a Plan,
    files: &'a [Arc<str>],
    /// Addresses of all outputs, as they stand in links; empty where no rule wants to know.
    known: HashSet<String>,
    /// Whether a rule wants to know what is in the outputs.
    inspects: bool,
    /// What style sheets and scripts weigh, by address, if the rule on it is on.
    assets: Option<BTreeMap<String, usize>>,
    /// By collection, once they are made.
    downloads: Vec<OnceLock<Download>>,
    /// The table of figures, once it is made.
    figures: OnceLock<FigureTable>,
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
            Maker::Download(collection) => return self.make_download(collection, sink).map(|()| None),
            Maker::Photo(photo) => return self.make_photo(photo, sink).map(|()| None),
            Maker::Downloaded | Maker::PhotoCopy(_) => return Ok(None),
            Maker::Package => {
                let made: Vec<&Download> = self.downloads.iter().filter_map(OnceLock::get).collect();
                let figures = (!self.site.figures.is_empty()).then(|| self.figure_table());
                let package = export::package(self.site, &made, figures);
                sink.accept(Output::new(file, Class::Index, Body::Owned(package)));
                return Ok(None);
            }
            Maker::FigureTwin(figure, language) => {
                let writer = Writer { world: &self.renderer.world, language };
                sink.accept(Output::new(file, Class::Asset, Body::Owned(export::figure_twin(writer, figure))));
                return Ok(None);
            }
            Maker::FigureTable => {
                let table = self.figure_table();
                sink.accept(Output::new(file, Class::Asset, Body::Owned(table.csv.clone())));
                return Ok(None);
            }
            Maker::FigureSchema => {
                let table = self.figure_table();
                sink.accept(Output::new(file, Class::Asset, Body::Owned(table.schema.clone())));
                return Ok(None);
            }
            Maker::Twin(page) => {
                let page = &self.site.pages[page];
                let writer = Writer { world: &self.renderer.world, language: page.language };
                sink.accept(Output::new(file, Class::Asset, Body::Owned(export::twin(writer, page))));
                return Ok(None);
            }
            Maker::BulletinTwin(language, i) | Maker::BulletinText(language, i) => {
                let is_text = matches!(planned.maker, Maker::BulletinText(..));
                let bytes = self.bulletin_file(language, i, is_text);
                sink.accept(Output::new(file, Class::Asset, Body::Owned(bytes)));
                return Ok(None);
            }
            Maker::ChecksTwin(language) => {
                let chinese = self.site.config.languages[language].is_chinese();
                let account = self.renderer.world.account.json(self.site, chinese);
                let mut bytes = serde_json::to_vec_pretty(&account).unwrap_or_default();
                bytes.push(b'\n');
                sink.accept(Output::new(file, Class::Asset, Body::Owned(bytes)));
                return Ok(None);
            }
            Maker::BulletinFeed(_)
            | Maker::ChangesFeed(_)
            | Maker::Feed(_)
            | Maker::Sitemap(_)
            | Maker::SitemapIndex
            | Maker::Robots
            | Maker::Redirects
            | Maker::Headers => (Class::Index, self.index(planned)?),
            _ => (Class::Page, foreign::marked(self.html(planned)?, self.site)),
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

    /// The first output, in their order, whose template has no end.
    fn first_endless(&self, made: &[(usize, Option<Made>)]) -> Option<Diagnostic> {
        made.par_iter().find_map_first(|(i, made)| match made {
            Some(Err(problem)) if is_endless(problem) => Some(problem.clone()),
            Some(_) => None,
            None => self.make(*i, &Nowhere).err().filter(is_endless),
        })
    }

    fn inspect(&self, planned: &Planned, file: &Arc<str>, text: &str) -> Facts {
        let known = |url: &str| self.known.contains(url);
        let exists = |path: &str| self.plan.by_file.get(path).map(|i| self.files[*i].clone());
        let base = &self.site.config.base;
        let (bytes, requests) = (self.site.config.page_bytes, self.site.config.page_requests);
        let budget = self.assets.as_ref().map(|assets| Budget { bytes, requests, assets });
        let scope = Scope { known: &known, exists: &exists, origin: &base.origin, base: &base.path, budget };
        let place = OutputPlace { page: if let Maker::Page(page) = planned.maker { Some(page) } else { None } };
        inspect(&scope, file, place, text)
    }

    /// Makes all copies of a photograph, unless they are out from an earlier build: their names say what they are made
    /// from.
    fn make_photo(&self, index: usize, sink: &dyn Sink) -> Result<(), Diagnostic> {
        let photo = &self.site.photos[index];
        let files: Vec<Arc<str>> = photo.copies.iter().map(|(_, _, route, _)| Arc::from(file_of(route))).collect();
        let kept: Vec<bool> = files.iter().map(|file| sink.keep(file, Class::Asset)).collect();
        if !kept.contains(&false) {
            return Ok(());
        }
        let original = &self.site.attachments[photo.attachment].file.bytes;
        let made = picture::copies(photo.picture, original).map_err(|wrong| unmade(self.site, index, &wrong))?;
        for ((file, bytes), kept) in files.into_iter().zip(made).zip(kept) {
            if !kept {
                sink.accept(Output::new(file, Class::Asset, Body::Owned(bytes)));
            }
        }
        Ok(())
    }

    /// The table of figures, made once.
    fn figure_table(&self) -> &FigureTable {
        let writer = Writer { world: &self.renderer.world, language: 0 };
        self.figures.get_or_init(|| export::figure_table(writer))
    }

    /// Makes all files of a collection's download.
    fn make_download(&self, collection: usize, sink: &dyn Sink) -> Result<(), Diagnostic> {
        let pages = self.renderer.world.views.records(collection, 0);
        let take = |route: &str, bytes: Vec<u8>| {
            sink.accept(Output::new(file_of(route), Class::Asset, Body::Owned(bytes)));
        };
        let made = export::collection(self.site, collection, pages, take).map_err(|error| {
            let name = &self.site.collections[collection].name;
            Diagnostic::error(
                "publish/workbook",
                text!("“{name}”写不成工作簿：{error}", "`{name}` cannot be written as a workbook: {error}"),
            )
            .help(text!("工作簿最多1048576行；分成几个集合", "a workbook holds 1,048,576 rows; split the collection"))
        })?;
        // Each collection is made once.
        let _ = self.downloads[collection].set(made);
        Ok(())
    }

    /// What is known of a collection's download, once it is made.
    pub(super) fn download(&self, collection: usize) -> Option<&Download> {
        self.downloads[collection].get()
    }
}
