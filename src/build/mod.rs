//! The pipeline on one screen: load → model → check → render → check. Publishing is the caller's, once it has seen the
//! verdict: rules judge, [`Built::may_publish`] decides.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::check::{self, Account, Reach, Secrets, Seen, Verdict, VerdictKind, Waived};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::{self, Parsed, Sources};
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
    /// Findings that are waived.
    pub waived: Vec<Waived>,
    /// How the rules came out.
    pub verdicts: Vec<Verdict>,
    /// How far the run came.
    pub reach: Reach,
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

impl Built {
    /// What was seen, for an inspection.
    pub fn seen(&self) -> Seen<'_> {
        Seen { problems: &self.problems, waived: &self.waived, verdicts: &self.verdicts, reach: self.reach }
    }

    /// Adds what was found by asking on the network, which no build does; waivers hold there too.
    pub fn asked(&mut self, mut found: Diagnostics) {
        let Some(site) = &self.site else { return };
        let mut waived = check::waive(site, &self.account.waived, &mut found, false);
        let mut secrets = Secrets::of(site);
        secrets.note(self.problems.iter().chain(self.waived.iter().map(|waived| &waived.problem)));
        waived.iter_mut().for_each(|waived| check::redact_waived(waived, &secrets));
        self.waived.append(&mut waived);
        found.retain_mut(|problem| {
            check::redact(problem, &secrets);
            problem.rule != "content/waiver"
        });
        let rules: BTreeSet<&'static str> = found.iter().map(|problem| problem.rule).collect();
        for rule in rules {
            let findings = found.iter().filter(|problem| problem.rule == rule).count();
            self.verdicts.push(Verdict { rule, kind: VerdictKind::Failed, findings, why: None });
        }
        self.problems.append(found);
        self.problems.sort();
    }
}

/// Builds the site of a folder; every output goes to `sink`.
pub fn build(root: &Path, overrides: &Overrides, options: Options, sink: &dyn Sink) -> Built {
    in_order(|| load::read_site(root), overrides, options, sink)
}

/// Builds a site of files in memory.
pub fn build_files(sources: &Sources, overrides: &Overrides, options: Options, sink: &dyn Sink) -> Built {
    in_order(|| load::parse(sources), overrides, options, sink)
}

fn in_order(
    read: impl FnOnce() -> (Parsed, Diagnostics),
    overrides: &Overrides,
    options: Options,
    sink: &dyn Sink,
) -> Built {
    let derive = |parsed: Parsed| {
        let (site, problems) = model::build(parsed, overrides);
        (site.map(Arc::new), problems)
    };
    run(read, derive, |site, account| render::render_with(site, account, options, sink))
}

/// The steps, with whatever reads the sources, derives the site and renders it.
pub fn run(
    read: impl FnOnce() -> (Parsed, Diagnostics),
    derive: impl FnOnce(Parsed) -> (Option<Arc<Site>>, Diagnostics),
    render: impl FnOnce(&Arc<Site>, &Arc<Account>) -> (Rendered, Diagnostics),
) -> Built {
    let mut stages = Stages::new();

    let (parsed, mut problems) = read();
    let mut reach = Reach { sources: !problems.has_errors(), ..Reach::default() };
    stages.end("load");

    let (site, found) = derive(parsed);
    problems.append(found);
    stages.end("model");

    let mut judged = Vec::new();
    let mut account = Arc::default();
    let mut rendered = Rendered::default();
    let mut waived = Vec::new();
    if let Some(site) = &site {
        let (said, found) = check::on_site(site);
        judged.extend(said);
        problems.append(found);
        let (mut found, wrong) = check::account(site);
        problems.append(wrong);
        reach.site = true;
        found.own = check::settle(Some(&site.config), &judged, &problems, reach);
        judged.extend(found.unclear());
        account = Arc::new(found);
        stages.end("check");

        let (made, found) = render(site, &account);
        problems.append(found);
        rendered = made;
        reach.outputs = rendered.complete;
        stages.end_in("plan", rendered.planning, "render");

        let (said, found) = check::on_outputs(site, &rendered.facts);
        judged.extend(said);
        problems.append(found);
        problems.append(check::settings(&site.config));
        check::apply_levels(&site.config, &mut problems);
        let complete = reach.sources && reach.outputs;
        waived = check::waive(site, &account.waived, &mut problems, complete);
        // What is said of waivers themselves is a finding like others.
        check::apply_levels(&site.config, &mut problems);
        stages.end("check outputs");
    }
    problems.sort();
    // Only now, since two problems may be told in the same words.
    let mut secrets = site.as_deref().map(Secrets::of).unwrap_or_default();
    secrets.note(problems.iter().chain(waived.iter().map(|waived| &waived.problem)));
    problems.retain_mut(|problem| {
        check::redact(problem, &secrets);
        true
    });
    waived.iter_mut().for_each(|waived| check::redact_waived(waived, &secrets));
    let mut verdicts = check::settle(site.as_deref().map(|s| &s.config), &judged, &problems, reach);
    // Why something cannot be checked may be said in the words of a problem.
    for verdict in &mut verdicts {
        if let Some(why) = verdict.why.take() {
            let mut problem = Diagnostic::warning(verdict.rule, why);
            check::redact(&mut problem, &secrets);
            verdict.why = Some(problem.message);
        }
    }
    Built { site, problems, waived, verdicts, reach, account, rendered, stages: stages.done }
}

struct Stages {
    last: Instant,
    done: Vec<(&'static str, Duration)>,
}

impl Stages {
    fn new() -> Self {
        Stages { last: Instant::now(), done: Vec::new() }
    }

    /// Ends two stages of which the first is known to have taken so long.
    fn end_in(&mut self, first: &'static str, time: Duration, second: &'static str) {
        let now = Instant::now();
        self.done.extend([(first, time), (second, (now - self.last).saturating_sub(time))]);
        self.last = now;
    }

    fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.done.push((name, now - self.last));
        self.last = now;
    }
}
