//! `mingbai watch`

use clap::ArgMatches;

use super::build::publish_once;
use super::exit::Exit;
use super::session::Session;
use crate::text;
use crate::watch::watch;

/// Builds and publishes, and does so again on every save.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    if let Err(exit) = session.ready(true) {
        return exit;
    }
    let mut watcher = match watch(&session.root, matches.get_flag("poll")) {
        Ok(watcher) => watcher,
        Err(problem) => return session.fail(problem),
    };
    let (exit, ..) = publish_once(session);
    if exit == Exit::Environment {
        return exit;
    }
    session.say(&text!("正在监视；按 Ctrl-C 结束", "watching; Ctrl-C to stop"));
    while watcher.wait(None).is_some() {
        // A broken save has been reported, and the next one will mend it.
        publish_once(session);
    }
    Exit::Good
}
