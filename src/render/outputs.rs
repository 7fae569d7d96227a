//! Makes every planned output, and gathers what the rules on outputs need on the way.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::export::{self, Download, FigureTable};
use super::foreign;
use super::memory::Memory;
use super::plan::{Maker, Plan, Planned, plan};
use super::relative;
use super::search::{Entry, Reader, TOGETHER};
use super::searching::Contents;
use super::template::{Renderer, Writer};
use super::theme::assemble;
use super::views::Views;
use super::workers::Made;
use crate::check::{
    Account, Budget, Facts, Heavy, OutputPlace, Scope, account, compressed, inspect, wants, wants_outputs,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::address::file_of;
use crate::model::{Site, unmade};
use crate::output::{Body, Class, Output, Sink};
use crate::picture;
use crate::reads::{Kept, Key, Kind, note};
use crate::text;

/// How to render.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Addresses relative to their page, for `file://`.
    pub relative: bool,
}

/// What rendering leaves behind, beside the outputs that went to the sink.
#[derive(Debug, Default)]
pub struct Rendered {
    /// Facts of the HTML outputs.
    pub facts: Vec<Arc<Facts>>,
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
    let (ready, mut problems) = prepare(site, account, None);
    let Some(Ready { renderer, plan, .. }) = ready else {
        return (Rendered::default(), problems);
    };
    let maker = Makers::new(site, &renderer, &plan, options, None);
    let planning = start.elapsed();
    let (late, early): (Vec<usize>, Vec<usize>) =
        (0..plan.outputs.len()).partition(|i| plan.outputs[*i].maker.is_of_texts());
    // Nothing is kept for the next time: files of search go out as soon as they can be made, and texts are forgotten.
    let (mut made, readers) =
        maker.make_all(early, || maker.reader(), |reader, i| maker.make(i, sink, reader.as_mut()));
    maker.give_search(readers.into_iter().flatten().collect(), sink);
    let late = late.into_iter().filter(|i| !plan.outputs[*i].maker.is_search_file()).collect();
    made.extend(maker.make_all(late, || (), |(), i| maker.make(i, sink, None)).0);
    let mut rendered = Rendered {
        outputs: plan.outputs.len(),
        facts: Vec::with_capacity(made.len()),
        redirects: maker.redirects(),
        planning,
        ..Rendered::default()
    };
    let failed = maker.failures(&made);
    rendered.complete = failed.is_empty();
    if !failed.iter().any(is_endless) {
        rendered.facts.extend(made.into_iter().filter_map(|(_, made)| made?.ok()?));
    }
    failed.into_iter().for_each(|p| problems.push(p));
    drop(maker);
    // Many small values: they are given back while the next step works already.
    rayon::spawn(move || drop(renderer));
    (rendered, problems)
}

/// What rendering begins with.
pub(super) struct Ready {
    pub(super) renderer: Renderer,
    pub(super) plan: Arc<Plan>,
    /// What there was to say of the theme.
    pub(super) of_theme: Diagnostics,
}

/// Theme, views and plan; nothing where something is wrong with them. `old`: those of a site with the same settings,
/// schemas and theme.
pub(super) fn prepare(site: &Arc<Site>, account: &Arc<Account>, old: Option<&Memory>) -> (Option<Ready>, Diagnostics) {
    let theme = || match old {
        Some(old) => (old.world.theme.clone(), old.of_theme.clone()),
        None => {
            let (theme, problems) = assemble(site);
            (Arc::new(theme), problems)
        }
    };
    let ((theme, of_theme), views) = rayon::join(theme, || Views::new(site));
    let (plan, found) = plan(site, &theme, &views, old.map(|old| &old.plan));
    let mut problems = of_theme.clone();
    problems.append(found);
    let (renderer, found) = Renderer::new(site.clone(), account.clone(), theme, views, &plan);
    found.into_iter().for_each(|p| problems.push(p));
    let ready = (!problems.has_errors()).then_some(Ready { renderer, plan, of_theme });
    (ready, problems)
}

/// What the theme's style sheets and scripts weigh, by the address that pages have for them.
fn weights(renderer: &Renderer) -> BTreeMap<String, usize> {
    let world = &renderer.world;
    let weighed = world.theme.assets.values().filter(|a| a.route.ends_with(".css") || a.route.ends_with(".js"));
    weighed.map(|a| (world.based(&a.route), compressed(&a.bytes))).collect()
}

/// Whether a template did not come to its end.
pub(super) fn is_endless(problem: &Diagnostic) -> bool {
    problem.rule == "template/endless"
}

/// Outputs that are made a second time go nowhere.
pub(super) struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

/// What makes the outputs.
pub(super) struct Makers<'a> {
    pub(super) site: &'a Arc<Site>,
    pub(super) renderer: &'a Renderer,
    pub(super) plan: &'a Plan,
    pub(super) files: &'a [Arc<str>],
    /// Addresses of all outputs, as they stand in links; empty where no rule wants to know.
    known: Option<&'a HashSet<String>>,
    /// Whether a rule wants to know what is in the outputs.
    pub(super) inspects: bool,
    /// What style sheets and scripts weigh, by address, if the rule on it is on.
    pub(super) assets: Option<Arc<BTreeMap<String, usize>>>,
    /// By collection, once they are made.
    pub(super) downloads: Vec<OnceLock<Arc<Download>>>,
    /// By number, what search needs of a page, once it is made.
    pub(super) entries: Vec<OnceLock<Arc<Entry>>>,
    /// By number of documents that are read together, what waits for the others.
    pub(super) waiting: Vec<Mutex<Vec<(usize, Entry)>>>,
    /// Files of texts that are too heavy, of those that are out.
    pub(super) heavy_texts: Mutex<Vec<(usize, Heavy)>>,
    /// The files that say where runs of signs are, once all pages are made.
    pub(super) runs: OnceLock<Vec<Arc<[u8]>>>,
    /// All pages by what they are, by language, once they are made.
    pub(super) contents: OnceLock<Vec<Contents>>,
    /// Files of search that are too heavy, once all are known.
    pub(super) heavy: OnceLock<Arc<[Heavy]>>,
    /// The table of figures, once it is made.
    figures: Kept<FigureTable>,
    pub(super) options: Options,
}

impl<'a> Makers<'a> {
    pub(super) fn new(
        site: &'a Arc<Site>,
        renderer: &'a Renderer,
        plan: &'a Plan,
        options: Options,
        old: Option<&Memory>,
    ) -> Makers<'a> {
        let inspects = wants_outputs(&site.config);
        let based = |planned: &Planned| renderer.world.based(&planned.route);
        Makers {
            site,
            renderer,
            plan,
            files: &plan.files,
            known: inspects.then(|| plan.known.get_or_init(|| plan.outputs.iter().map(based).collect())),
            inspects,
            assets: (inspects && wants(&site.config, "access/weight"))
                .then(|| old.and_then(|old| old.assets.clone()).unwrap_or_else(|| Arc::new(weights(renderer)))),
            downloads: site.collections.iter().map(|_| OnceLock::new()).collect(),
            entries: (0..plan.documents.len()).map(|_| OnceLock::new()).collect(),
            waiting: (0..plan.documents.len().div_ceil(TOGETHER)).map(|_| Mutex::default()).collect(),
            heavy_texts: Mutex::default(),
            runs: OnceLock::new(),
            contents: OnceLock::new(),
            heavy: OnceLock::new(),
            figures: Kept::new(),
            options,
        }
    }

    /// Why outputs could not be made.
    pub(super) fn failures<T: Sync>(&self, made: &Made<T>) -> Vec<Diagnostic> {
        let mut failed: Vec<Diagnostic> = Vec::new();
        for problem in made.iter().filter_map(|(_, made)| made.as_ref()?.as_ref().err()) {
            if is_endless(problem) {
                // Which were left out is chance, and so only the first that has no end is told of.
                return self.first_endless(made).into_iter().collect();
            }
            // A broken template fails on every page in the same way: it is said once.
            if !failed.contains(problem) {
                failed.push(problem.clone());
            }
        }
        failed
    }
}

impl Makers<'_> {
    /// Makes an output, or all that one maker makes; gives its facts, if anybody wants to know them.
    /// `reader` reads what search needs of it, for a site of which nothing is kept.
    pub(super) fn make(
        &self,
        index: usize,
        sink: &dyn Sink,
        reader: Option<&mut Reader>,
    ) -> Result<Option<Arc<Facts>>, Diagnostic> {
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
                let made: Vec<&Download> = (0..self.downloads.len()).filter_map(|c| self.download(c)).collect();
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
            maker if maker.is_search_file() => {
                sink.accept(Output::new(file, Class::Asset, self.search_file(maker)));
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
        if let Some(number) = self.plan.documents.number(index) {
            self.keep_entry(number, self.entry(index, &text), sink, reader);
        }
        let facts = self.inspects.then(|| Arc::new(self.inspect(index, &text)));
        let text =
            if self.options.relative { relative::rewrite(&text, &file, &self.site.config.base.path) } else { text };
        sink.accept(Output::new(file, class, Body::Owned(text.into_bytes())));
        Ok(facts)
    }

    /// The first output, in their order, whose template has no end.
    fn first_endless<T: Sync>(&self, made: &Made<T>) -> Option<Diagnostic> {
        made.par_iter().find_map_first(|(i, made)| match made {
            Some(Err(problem)) if is_endless(problem) => Some(problem.clone()),
            Some(_) => None,
            None => self.make(*i, &Nowhere, None).err().filter(is_endless),
        })
    }

    /// What the rules on outputs need to know of a page.
    pub(super) fn inspect(&self, index: usize, text: &str) -> Facts {
        let (planned, file) = (&self.plan.outputs[index], &self.files[index]);
        let known = |url: &str| self.known.is_some_and(|known| known.contains(url));
        let exists = |path: &str| self.plan.by_file.get(path).map(|i| self.files[*i].clone());
        let base = &self.site.config.base;
        let (bytes, requests) = (self.site.config.page_bytes, self.site.config.page_requests);
        let budget = self.assets.as_ref().map(|assets| Budget { bytes, requests, assets });
        let config = &self.site.config;
        // A site that says it is no official publication has no marks to show.
        let marks =
            if config.demonstration { Vec::new() } else { config.identifiers.values().map(String::as_str).collect() };
        let scope = Scope { known: &known, exists: &exists, origin: &base.origin, base: &base.path, budget, marks };
        let place = match planned.maker {
            Maker::Page(page) => {
                OutputPlace { page: Some(page), list: Some(page).filter(|p| self.site.pages[*p].is_section()) }
            }
            Maker::List(section, _) => OutputPlace { page: None, list: Some(self.site.sections[section].page) },
            _ => OutputPlace::default(),
        };
        let facts = inspect(&scope, file, place, text);
        let searched = if matches!(planned.maker, Maker::Search(_)) { self.heavy() } else { Arc::default() };
        Facts { searched, ..facts }
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
        let _ = self.downloads[collection].set(Arc::new(made));
        Ok(())
    }

    /// What is known of a collection's download, once it is made.
    pub(super) fn download(&self, collection: usize) -> Option<&Download> {
        note(Key::of(Kind::Downloads, collection as u64));
        self.downloads[collection].get().map(|made| &**made)
    }
}
