//! When a save has come to rest. Pure: events and moments in, paths out.
//!
//! A file that is being written is waited for until it is closed, a file that went is given a moment to come back, and
//! one that was closed or renamed into place is there at once: so the ways in which editors save cost one rebuild each,
//! and little time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::native::TELLS_CLOSING;

/// How long nothing may happen after a file was closed or renamed.
const QUIET: Duration = Duration::from_millis(if TELLS_CLOSING { 4 } else { 20 });
/// The same where several files have changed, or a folder is new: more are likely to follow.
const QUIET_MANY: Duration = Duration::from_millis(25);
/// How long a file that went may stay away: some editors move the old file before they write the new one.
const RETURN: Duration = Duration::from_millis(120);
/// How long a file that is open for writing is waited for, with nothing written.
const STALLED: Duration = Duration::from_secs(1);
/// How long it is waited for at all, however much is written.
const HELD: Duration = Duration::from_secs(5);
/// How long a stream of other changes may keep us waiting.
const PATIENCE: Duration = Duration::from_millis(500);

/// What happened to a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It is being written; that it has been closed will be told.
    Unfinished,
    /// It was closed after writing, or took its place by a rename.
    Finished,
    /// It was removed or renamed.
    Gone,
    /// The same of what has never been seen: the temporary file of a save.
    Vanished,
    /// Its permissions or times changed, not its bytes.
    Touched,
    /// A folder was made.
    Folder,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stir {
    At(PathBuf, What),
    /// Events were lost: anything may have happened.
    Lost,
}

/// Where to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// Everywhere.
    pub(super) all: bool,
    /// At these paths.
    pub(super) paths: BTreeSet<PathBuf>,
}

/// What has happened, and has not come to rest yet.
#[derive(Debug, Default)]
pub(super) struct Settling {
    hints: Hints,
    /// When the first and the last of `hints` came.
    span: Option<(Instant, Instant)>,
    many: bool,
    gone: BTreeMap<PathBuf, Instant>,
    open: BTreeMap<PathBuf, Open>,
}

#[derive(Debug)]
struct Open {
    first: Instant,
    last: Instant,
}

impl Open {
    fn due(&self) -> Instant {
        (self.last + STALLED).min(self.first + HELD)
    }
}

impl Settling {
    /// Takes note of an event.
    pub(super) fn note(&mut self, path: &Path, what: What, now: Instant) {
        if what == What::Unfinished {
            self.open.entry(path.to_owned()).or_insert(Open { first: now, last: now }).last = now;
            self.gone.remove(path);
            return;
        }
        if what == What::Vanished {
            self.open.remove(path);
            return;
        }
        if what != What::Touched {
            self.open.remove(path);
        }
        if what == What::Gone {
            self.gone.insert(path.to_owned(), now);
        } else if what != What::Touched {
            self.gone.remove(path);
        }
        self.hint(path, now);
        self.many |= what == What::Folder;
    }

    /// Anything may have happened.
    pub(super) fn lost(&mut self, now: Instant) {
        self.hints.all = true;
        self.many = true;
        self.span = Some(self.span.map_or((now, now), |(first, _)| (first, now)));
    }

    fn hint(&mut self, path: &Path, now: Instant) {
        self.hints.paths.insert(path.to_owned());
        self.many |= self.hints.paths.len() > 1;
        self.span = Some(self.span.map_or((now, now), |(first, _)| (first, now)));
    }

    /// When it will have come to rest if nothing more happens; `None` if there is nothing.
    pub(super) fn due(&self) -> Option<Instant> {
        let open = self.open.values().map(Open::due).max();
        let Some((first, last)) = self.span else { return open };
        let quiet = last + if self.many { QUIET_MANY } else { QUIET };
        let back = self.gone.values().max().map(|gone| *gone + RETURN);
        let rest = [Some(quiet), back, open].into_iter().flatten().max();
        rest.map(|rest| rest.min(first + PATIENCE))
    }

    /// Where to look now. Files that are still being written are left for later.
    pub(super) fn take(&mut self, now: Instant) -> Hints {
        let ripe: Vec<PathBuf> =
            self.open.iter().filter(|(_, open)| open.due() <= now).map(|(path, _)| path.clone()).collect();
        for path in ripe {
            self.open.remove(&path);
            self.hints.paths.insert(path);
        }
        self.gone.clear();
        self.span = None;
        self.many = false;
        std::mem::take(&mut self.hints)
    }

    /// Whether nothing has happened, but for files that are being written.
    pub(super) fn is_still(&self) -> bool {
        self.span.is_none()
    }

    /// Files that are being written.
    pub(super) fn unfinished(&self) -> BTreeSet<PathBuf> {
        self.open.keys().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{HELD, PATIENCE, QUIET, QUIET_MANY, RETURN, STALLED, Settling, What};

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    /// Notes events at their moments, and gives when they come to rest.
    fn after(begin: Instant, events: &[(u64, &str, What)]) -> (Settling, Duration) {
        let mut settling = Settling::default();
        for (at, path, what) in events {
            settling.note(Path::new(path), *what, begin + ms(*at));
        }
        let due = settling.due().expect("something happened") - begin;
        (settling, due)
    }

    #[test]
    fn a_save_comes_to_rest_as_soon_as_it_is_whole() {
        let begin = Instant::now();
        // Truncate, write, close.
        let events = [(0, "a", What::Unfinished), (30, "a", What::Unfinished), (31, "a", What::Finished)];
        assert_eq!(after(begin, &events).1, ms(31) + QUIET);
        // Renamed into place.
        assert_eq!(after(begin, &[(0, "a", What::Finished)]).1, QUIET);
        // Moved away, and written anew.
        let events = [(0, "a", What::Gone), (9, "a", What::Unfinished), (10, "a", What::Finished)];
        assert_eq!(after(begin, &events).1, ms(10) + QUIET);
        // Moved away, and not come back.
        assert_eq!(after(begin, &[(0, "a", What::Gone)]).1, RETURN);
        // Written beside, and renamed over.
        let events = [(0, "a.new", What::Unfinished), (1, "a.new", What::Vanished), (1, "a", What::Finished)];
        assert_eq!(after(begin, &events).1, ms(1) + QUIET);
        // Several.
        assert_eq!(after(begin, &[(0, "a", What::Finished), (1, "b", What::Finished)]).1, ms(1) + QUIET_MANY);
    }

    #[test]
    fn what_is_being_written_waits_and_keeps_nobody_else_waiting_for_long() {
        let begin = Instant::now();
        let (mut settling, due) = after(begin, &[(0, "a", What::Unfinished)]);
        assert_eq!(due, STALLED);
        assert!(settling.take(begin + STALLED).paths.contains(Path::new("a")));
        assert_eq!(settling.due(), None);

        // Ever more is written to one file, and another one is saved.
        let (mut settling, _) = after(begin, &[(0, "b", What::Finished)]);
        for at in 0..5000 {
            settling.note(Path::new("a"), What::Unfinished, begin + ms(at));
        }
        assert_eq!(settling.due(), Some(begin + PATIENCE));
        let hints = settling.take(begin + PATIENCE);
        assert_eq!(hints.paths.into_iter().collect::<Vec<_>>(), [Path::new("b")]);
        assert!(settling.unfinished().contains(Path::new("a")));
        assert_eq!(settling.due(), Some(begin + HELD));
        assert!(settling.take(begin + HELD).paths.contains(Path::new("a")));
    }
}
