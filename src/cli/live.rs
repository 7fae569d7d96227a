//! What `serve` and `watch` have in common: to begin watching, and to say so.

use super::session::Session;
use crate::watch::{Watcher, watch};

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
