//! Renders again: what would come out as it did before is taken over.
//!
//! While an output is made, what it reads of the site is recorded (`reads`). When the site is rendered again, the new one
//! is compared with the old one, and an output is made anew where something that it has read is not the same. Settings,
//! schemas and theme are no part of that: where they differ everything is made anew. The plan is made every time, and an
//! output is taken over only for the same maker at the same address.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use super::export::Download;
use super::outputs::{Makers, Options, Ready, Rendered, is_endless, prepare};
use super::plan::{Maker, Plan};
use super::search::Entry;
use super::searching::{Contents, Searched};
use super::template::World;
use crate::check::{Account, Facts, Heavy};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Site;
use crate::output::{Class, Output, Sink};
use crate::reads::{Key, Kind, Reads, recorded};

/// What is kept of a finished rendering.
pub struct Memory {
    options: Options,
    pub(super) world: Arc<World>,
    pub(super) plan: Arc<Plan>,
    /// What there was to say of the theme.
    pub(super) of_theme: Diagnostics,
    /// What style sheets and scripts weigh.
    pub(super) assets: Option<Arc<BTreeMap<String, usize>>>,
    /// By place in the plan.
    made: Vec<Arc<One>>,
    /// The files of search that say where runs of signs are.
    runs: Vec<Arc<[u8]>>,
    /// The list of all pages, by language.
    contents: Vec<Contents>,
    /// Files of search that are too heavy.
    heavy: Arc<[Heavy]>,
}

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} outputs", self.made.len())
    }
}

/// What one maker has made.
struct One {
    outputs: Vec<Arc<Output>>,
    facts: Option<Arc<Facts>>,
    download: Option<Arc<Download>>,
    /// What search needs of it.
    entry: Option<Arc<Entry>>,
    reads: Arc<Reads>,
}

/// The outputs of a rendering, and how many of them were not made anew.
#[derive(Debug, Default)]
pub struct Remade {
    /// In the order of the plan.
    pub outputs: Vec<Arc<Output>>,
    /// How many were made.
    pub rendered: usize,
    /// How many were taken over.
    pub reused: usize,
}

/// Renders everything that differs from what `memory` holds, and keeps it there if all could be made. What says all of
/// its bytes by its name is asked for in `kept`.
pub fn render_again(
    site: &Arc<Site>,
    account: &Arc<Account>,
    options: Options,
    memory: &mut Option<Memory>,
    kept: &(dyn Fn(&str) -> Option<Arc<Output>> + Sync),
) -> (Rendered, Diagnostics, Remade) {
    let attempt = |memory: Option<&Memory>| attempt(site, account, options, memory, kept);
    // What fails may fail otherwise among others: then everything is made, as in a first build.
    let done = attempt(memory.as_ref()).or_else(|| attempt(None));
    let Some(Attempt { rendered, problems, remade, memory: new }) = done else {
        return (Rendered::default(), Diagnostics::new(), Remade::default());
    };
    if let Some(new) = new {
        let old = memory.replace(new);
        // Many small values: they are given back while the next step works already.
        rayon::spawn(move || drop(old));
    }
    (rendered, problems, remade)
}

/// What came of rendering.
struct Attempt {
    rendered: Rendered,
    problems: Diagnostics,
    remade: Remade,
    /// To be kept, if every output could be made.
    memory: Option<Memory>,
}

/// Renders with what a memory has; `None`: without it something else might come out.
fn attempt(
    site: &Arc<Site>,
    account: &Arc<Account>,
    options: Options,
    memory: Option<&Memory>,
    kept: &(dyn Fn(&str) -> Option<Arc<Output>> + Sync),
) -> Option<Attempt> {
    let start = Instant::now();
    let memory = memory.filter(|memory| memory.is_of(site, options));
    let (ready, mut problems) = prepare(site, account, memory);
    let Some(Ready { renderer, plan, of_theme }) = ready else {
        let (rendered, remade) = (Rendered::default(), Remade::default());
        return Some(Attempt { rendered, problems, remade, memory: None });
    };
    let mut maker = Makers::new(site, &renderer, &plan, options, memory);
    let mut all = memory.map_or_else(|| vec![None; plan.outputs.len()], |memory| memory.taken(&maker));
    for (planned, one) in plan.outputs.iter().zip(&all) {
        if let (Maker::Download(c), Some(download)) = (planned.maker, one.as_ref().and_then(|o| o.download.as_ref())) {
            // Each collection is made once.
            let _ = maker.downloads[c].set(download.clone());
        }
    }
    for (number, place) in plan.documents.outputs().iter().enumerate() {
        if let Some(entry) = all[*place].as_ref().and_then(|one| one.entry.as_ref()) {
            let _ = maker.entries[number].set(entry.clone());
        }
    }
    let takes = all.iter().any(Option::is_some);
    let planning = start.elapsed();
    let (late, early): (Vec<usize>, Vec<usize>) =
        (0..plan.outputs.len()).partition(|i| plan.outputs[*i].maker.is_of_texts());
    let spent = |all: &[Option<Arc<One>>], places: &[usize]| -> u64 {
        places.iter().filter_map(|i| all[*i].as_ref()).map(|one| one.reads.spent()).sum()
    };
    renderer.take(spent(&all, &early));
    let missing = early.into_iter().filter(|i| all[*i].is_none()).collect();
    let mut made = maker.make_all(missing, || (), |(), i| make(&maker, i, kept)).0;
    let entries = memory.map(Memory::entries).filter(|_| late.iter().any(|i| all[*i].is_some()));
    let old = memory.zip(entries.as_ref()).map(|(memory, entries)| memory.searched(entries));
    maker.finish_search(old);
    for index in &late {
        let maker = &maker;
        all[*index].take_if(|_| old.is_none_or(|old| !maker.is_as_before(plan.outputs[*index].maker, &old)));
    }
    renderer.take(spent(&all, &late));
    let missing = late.into_iter().filter(|i| all[*i].is_none()).collect();
    made.extend(maker.make_all(missing, || (), |(), i| make(&maker, i, kept)).0);
    let is_sure = !renderer.is_exhausted() && made.iter().all(|(_, m)| m.as_ref().is_some_and(Result::is_ok));
    if takes && !is_sure {
        return None;
    }
    let failed = maker.failures(&made);
    let mut remade = Remade { reused: all.iter().flatten().map(|one| one.outputs.len()).sum(), ..Remade::default() };
    for (index, one) in made {
        all[index] = one.and_then(Result::ok);
    }
    let mut rendered = Rendered {
        outputs: all.len(),
        complete: failed.is_empty(),
        redirects: maker.redirects(),
        planning,
        ..Rendered::default()
    };
    if !failed.iter().any(is_endless) {
        rendered.facts.extend(all.iter().flatten().filter_map(|one| one.facts.clone()));
    }
    failed.into_iter().for_each(|p| problems.push(p));
    remade.outputs = all.iter().flatten().flat_map(|one| one.outputs.iter().cloned()).collect();
    remade.rendered = remade.outputs.len() - remade.reused;
    let assets = maker.assets.clone();
    let (runs, contents) = (maker.runs.take().unwrap_or_default(), maker.contents.take().unwrap_or_default());
    let heavy = maker.heavy();
    drop(maker);
    let made = all.into_iter().collect::<Option<Vec<_>>>();
    let memory = made.map(|made| Memory {
        options,
        world: renderer.world.clone(),
        plan,
        of_theme,
        assets,
        made,
        runs,
        contents,
        heavy,
    });
    rayon::spawn(move || drop(renderer));
    Some(Attempt { rendered, problems, remade, memory })
}

/// Makes an output, and notes what it reads.
fn make(
    maker: &Makers<'_>,
    index: usize,
    kept: &(dyn Fn(&str) -> Option<Arc<Output>> + Sync),
) -> Result<Arc<One>, Diagnostic> {
    let gathered = Gathered { outputs: Mutex::default(), kept };
    let (facts, reads) = recorded(|| maker.make(index, &gathered, None));
    let download = match maker.plan.outputs[index].maker {
        Maker::Download(c) => maker.downloads[c].get().cloned(),
        _ => None,
    };
    let outputs = gathered.outputs.into_inner().unwrap_or_else(PoisonError::into_inner);
    let entry = maker.plan.documents.number(index).and_then(|number| maker.entries[number].get().cloned());
    Ok(Arc::new(One { outputs, facts: facts?, download, entry, reads: Arc::new(reads) }))
}

/// Gathers what one maker makes.
struct Gathered<'a> {
    outputs: Mutex<Vec<Arc<Output>>>,
    kept: &'a (dyn Fn(&str) -> Option<Arc<Output>> + Sync),
}

impl Gathered<'_> {
    fn push(&self, output: Arc<Output>) {
        self.outputs.lock().unwrap_or_else(PoisonError::into_inner).push(output);
    }
}

impl Sink for Gathered<'_> {
    fn accept(&self, output: Output) {
        self.push(Arc::new(output));
    }

    fn keep(&self, path: &Arc<str>, _: Class) -> bool {
        (self.kept)(path).map(|output| self.push(output)).is_some()
    }
}

impl Memory {
    /// Whether it is of a site with the same settings, schemas and theme: then all else is compared.
    fn is_of(&self, site: &Site, options: Options) -> bool {
        let old = &*self.world.site;
        self.options == options
            && old.config == site.config
            && old.collections == site.collections
            && old.theme == site.theme
    }

    /// What search was made of, by number.
    fn entries(&self) -> Vec<&Arc<Entry>> {
        self.plan.documents.outputs().iter().filter_map(|place| self.made[*place].entry.as_ref()).collect()
    }

    fn searched<'a>(&'a self, entries: &'a [&'a Arc<Entry>]) -> Searched<'a> {
        Searched { entries, runs: &self.runs, contents: &self.contents, heavy: &self.heavy }
    }

    /// What of it can be taken over, by place in the new plan.
    fn taken(&self, maker: &Makers<'_>) -> Vec<Option<Arc<One>>> {
        let (old, new) = (&*self.world.site, &**maker.site);
        let same_plan = std::ptr::eq(&raw const *self.plan, maker.plan) || self.plan.outputs == maker.plan.outputs;
        let mut changed: Vec<Key> = Vec::new();
        old.differences(new, &mut changed);
        self.world.differences(&maker.renderer.world, &mut changed);
        if !same_plan {
            changed.push(Key::all(Kind::Plan));
        }
        changed.sort_unstable();
        changed.dedup();
        let before = |index: usize| {
            let planned = &maker.plan.outputs[index];
            let at = if same_plan { index } else { *self.plan.by_file.get(&maker.files[index])? };
            Some(&self.made[at]).filter(|_| same_plan || self.plan.outputs[at] == *planned)
        };
        // What tells of a download is made again with it.
        for (index, planned) in maker.plan.outputs.iter().enumerate() {
            let Maker::Download(c) = planned.maker else { continue };
            if before(index).is_none_or(|one| one.reads.meets(&changed)) {
                changed.push(Key::of(Kind::Downloads, c as u64));
            }
        }
        changed.sort_unstable();
        let take = |index: usize| {
            let its = maker.plan.outputs[index].maker;
            // What is made of all texts is judged again when they are there.
            if its.is_of_texts() && !same_plan || its == Maker::SearchDocuments && !changed.is_empty() {
                return None;
            }
            let one = before(index).filter(|one| !one.reads.meets(&changed))?;
            match (&one.facts, one.outputs.first()) {
                // Where its links lead is to be seen anew.
                (Some(_), Some(_)) if !same_plan && maker.options.relative => None,
                (Some(_), Some(output)) if !same_plan => {
                    let text = std::str::from_utf8(output.bytes()).ok()?;
                    let facts = Some(Arc::new(maker.inspect(index, text)));
                    let (outputs, download, reads) = (one.outputs.clone(), one.download.clone(), one.reads.clone());
                    Some(Arc::new(One { outputs, facts, download, entry: one.entry.clone(), reads }))
                }
                _ => Some(one.clone()),
            }
        };
        (0..maker.plan.outputs.len()).into_par_iter().with_min_len(64).map(take).collect()
    }
}
