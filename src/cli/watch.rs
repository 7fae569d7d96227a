//! `mingbai watch`

use std::sync::Arc;
use std::time::Instant;

use clap::ArgMatches;

use super::build::{commit, unpublished};
use super::exit::Exit;
use super::live;
use super::rebuilt;
use super::session::Session;
use crate::diagnostic::Diagnostics;
use crate::engine::{Engine, Round};
use crate::output::OutputSet;
use crate::text;

/// Builds and publishes, and does so again on every save.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    if let Err(exit) = session.ready(true) {
        return exit;
    }
    // Watching begins before the first build, so that no save falls between the two.
    let mut watcher = live::begin(session, matches.get_flag("poll"));
    let mut engine = Engine::new(&session.root, session.overrides.clone(), session.options).strict(session.strict);
    let start = Instant::now();
    let mut before = Diagnostics::new();
    let mut round = engine.rebuild(None);
    watcher.read(&engine.taken());
    let first = outputs(session, &mut round, &mut before);
    let mut broken = first.is_none();
    match first {
        Some(outputs) => {
            let exit = match live::stage(session, &outputs) {
                Ok(publisher) => commit(session, publisher, &round.built.problems, start),
                Err(problem) => session.fail(problem),
            };
            if exit == Exit::Environment {
                return exit;
            }
        }
        // A broken site is watched until it is mended.
        None => drop(unpublished(session, &round.built.problems)),
    }
    session.say(&text!("正在监视；按 Ctrl-C 结束", "watching; Ctrl-C to stop"));
    // What could not be written.
    let mut owed: Option<Arc<OutputSet>> = None;
    loop {
        let Some(changed) = watcher.wait(owed.as_ref().map(|_| live::AGAIN)) else {
            if let Some(outputs) = &owed
                && live::write(session, outputs).is_ok()
            {
                live::written(session);
                owed = None;
            }
            continue;
        };
        let start = Instant::now();
        let mut round = engine.rebuild(Some(&changed));
        watcher.read(&engine.taken());
        let outputs = outputs(session, &mut round, &mut before);
        live::notice(session, &mut watcher);
        let Some(outputs) = outputs else {
            broken = true;
            unpublished(session, &round.built.problems);
            continue;
        };
        let publishing = Instant::now();
        match live::write(session, &outputs) {
            Ok(()) => {
                session.stages(&[("publish", publishing.elapsed())]);
                rebuilt::say(session, &changed, &round, start.elapsed(), std::mem::take(&mut broken));
                owed = None;
            }
            Err(problem) => {
                session.fail(problem);
                owed = Some(outputs);
            }
        }
    }
}

/// Reports what came of a build; gives the outputs, if they may be published. `before`: what was reported last.
fn outputs(session: &Session, round: &mut Round, before: &mut Diagnostics) -> Option<Arc<OutputSet>> {
    session.report_again(&round.built.problems, before);
    before.clone_from(&round.built.problems);
    session.stages(&round.stages);
    session.counts(round.rendered, round.reused);
    round.outputs.take()
}
