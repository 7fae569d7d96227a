//! The pipeline on one screen: load → model → check → render → check. Publishing is the caller's, once it has seen the
//! verdict: rules judge, [`Built::may_publish`] decides.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::check::{self, Account, Reach, Verdict};
use crate::diagnostic::{Diagnostics, Severity};
use crate::load;
use crate::model::{self, Overrides, Site};
use crate::output::Sink;
use crate::render::{self, Options, Rendered};

/// What a build leaves behind, beside the outputs that went to the sink.
#[derive(Debug)]
pub struct Built {
    /// The site, as far as it could be understood.
    pub site: Option<Arc<Site>>,
    /// All problems, in their order.
    pub problems: Diagnostics,
    /// How the rules came out.
    pub verdicts: Vec<Verdict>,
    /// How the records stand against one another.
    pub account: Arc<Account>,
    /// What rendering left.
    pub rendered: Rendered,
    /// How long each stage took.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Built {
    /// Whether the outputs are good enough to be published.
    pub fn may_publish(&self, strict: bool) -> bool {
        self.site.is_some() && !self.problems.has_errors() && !(strict && self.problems.count(Severity::Warning) > 0)
    }
}

/// Builds the site of a folder; every output goes to `sink`.
pub fn build(root: &Path, overrides: &Overrides, options: Options, sink: &dyn Sink) -> Built {
    let mut stages = Stages::new();

    let (parsed, mut problems) = load::read_site(root);
    let mut reach = Reach { sources: !problems.has_errors(), ..Reach::default() };
    stages.end("load");

    let known_rule = |name: &str| check::find(name).is_some();
    let (site, found) = model::build(parsed, overrides, &known_rule);
    problems.append(found);
    let site = site.map(Arc::new);
    stages.end("model");

    let mut judged = Vec::new();
    let mut account = Arc::default();
    let mut rendered = Rendered::default();
    if let Some(site) = &site {
        let (said, found) = check::on_site(site);
        judged.extend(said);
        problems.append(found);
        let (mut found, wrong) = check::account(site);
        problems.append(wrong);
        reach.site = true;
        found.own = check::settle(Some(&site.config), &judged, &problems, reach);
        account = Arc::new(found);
        stages.end("check");

        let (made, found) = render::render_with(site, &account, options, sink);
        problems.append(found);
        rendered = made;
        reach.outputs = rendered.complete;
        stages.end("render");

        let (said, found) = check::on_outputs(site, &rendered.facts);
        judged.extend(said);
        problems.append(found);
        check::apply_levels(&site.config, &mut problems);
        stages.end("check outputs");
    }
    problems.sort();
    let verdicts = check::settle(site.as_deref().map(|s| &s.config), &judged, &problems, reach);
    Built { site, problems, verdicts, account, rendered, stages: stages.done }
}

struct Stages {
    last: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Stages {
    fn new() -> Self {
        Stages { last: Instant::now(), done: Vec::new() }
    }

    fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.done.push((name, now - self.last));
        self.last = now;
    }
}
