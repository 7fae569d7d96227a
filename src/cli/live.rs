//! What `serve` and `watch` have in common: to begin watching, to say so, and to write again and again.

use std::time::Duration;

use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::output::OutputSet;
use crate::publish::{self, Publisher};
use crate::text;
use crate::watch::{Watcher, watch};

/// How long to wait before writing is tried again, where it failed.
pub(super) const AGAIN: Duration = Duration::from_secs(1);

/// Begins to watch the sources, and says what is out of the ordinary about it.
pub(super) fn begin(session: &Session, poll: bool) -> Watcher {
    let mut watcher = watch(&session.root, poll);
    notice(session, &mut watcher);
    watcher
}

/// Says what has become out of the ordinary.
pub(super) fn notice(session: &Session, watcher: &mut Watcher) {
    if let Some(notice) = watcher.notice() {
        session.report(&std::iter::once(notice).collect());
    }
}

/// Hands the outputs to a publisher that has not published yet.
pub(super) fn stage(session: &Session, outputs: &OutputSet) -> Result<Publisher, Box<Diagnostic>> {
    // A link may lead elsewhere by now.
    publish::keep_apart(&session.root, &load::SOURCES, &session.output())?;
    let publisher = publish::open(&session.output())?;
    publisher.take(outputs);
    Ok(publisher)
}

/// Writes the outputs to the folder.
pub(super) fn write(session: &Session, outputs: &OutputSet) -> Result<(), Box<Diagnostic>> {
    stage(session, outputs)?.commit().map(|_| ())
}

/// Says that what could not be written is written now.
pub(super) fn written(session: &Session) {
    session.say(&text!("现在写进去了", "now it is written"));
}
