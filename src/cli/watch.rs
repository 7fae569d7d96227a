//! `mingbai watch`

use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use super::build::{commit, unpublished};
use super::exit::Exit;
use super::live;
use super::rebuilt;
use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::engine::{Engine, Round};
use crate::output::OutputSet;
use crate::publish::{self, Publisher};
use crate::text;

/// How long to wait before writing is tried again, where it failed.
const AGAIN: Duration = Duration::from_secs(1);

/// Builds and publishes, and does so again on every save.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    if let Err(exit) = session.ready(true) {
        return exit;
    }
    // Watching begins before the first build, so that no save falls between the two.
    let mut watcher = live::begin(session, matches.get_flag("poll"));
    let mut engine = Engine::new(&session.root, session.overrides.clone(), session.options);
    let start = Instant::now();
    let mut round = engine.rebuild(None);
    let exit = match outputs(session, &mut round) {
        Some(outputs) => match stage(session, &outputs) {
            Ok(publisher) => commit(session, publisher, &round.built.problems, start),
            Err(problem) => session.fail(problem),
        },
        // A broken site is watched until it is mended.
        None => unpublished(session, &round.built.problems),
    };
    if exit == Exit::Environment {
        return exit;
    }
    session.say(&text!("正在监视；按 Ctrl-C 结束", "watching; Ctrl-C to stop"));
    // What could not be written.
    let mut owed: Option<Arc<OutputSet>> = None;
    loop {
        let Some(changed) = watcher.wait(owed.as_ref().map(|_| AGAIN)) else {
            if let Some(outputs) = &owed
                && write(session, outputs).is_ok()
            {
                session.say(&text!("现在写进去了", "now it is written"));
                owed = None;
            }
            continue;
        };
        let start = Instant::now();
        let mut round = engine.rebuild(Some(&changed));
        let outputs = outputs(session, &mut round);
        live::notice(session, &mut watcher);
        let Some(outputs) = outputs else {
            unpublished(session, &round.built.problems);
            continue;
        };
        let publishing = Instant::now();
        match write(session, &outputs) {
            Ok(()) => {
                session.stages(&[("publish", publishing.elapsed())]);
                rebuilt::say(session, &changed, &round, start.elapsed());
                owed = None;
            }
            Err(problem) => {
                session.fail(problem);
                owed = Some(outputs);
            }
        }
    }
}

/// Reports what came of a build; gives the outputs, if they may be published.
fn outputs(session: &Session, round: &mut Round) -> Option<Arc<OutputSet>> {
    session.report(&round.built.problems);
    session.stages(&round.stages);
    session.counts(round.rendered, round.reused);
    round.outputs.take().filter(|_| round.built.may_publish(session.strict))
}

fn write(session: &Session, outputs: &OutputSet) -> Result<(), Box<Diagnostic>> {
    stage(session, outputs)?.commit().map(|_| ())
}

fn stage(session: &Session, outputs: &OutputSet) -> Result<Publisher, Box<Diagnostic>> {
    let publisher = publish::open(&session.output())?;
    publisher.take(outputs);
    Ok(publisher)
}
