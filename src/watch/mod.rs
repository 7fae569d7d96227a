//! What changed on the disk, one save at a time.
//!
//! Events say when and where to look, never what to believe: only a file whose bytes differ counts (`tree`). So reads,
//! `touch`, lock files, editors' temporary files and our own output cause nothing. What events name is looked at first,
//! as soon as it has come to rest (`settle`), and given at once; a moment later the whole tree is looked at, as a net
//! that finds what no event told: a file that appeared in a folder before that folder was watched, what lies behind a
//! link, what was lost in a flood. Links are followed by us (`trail`).
//!
//! Where the system does not tell everything, we look regularly: on request, on drives that other machines write to
//! (`mounts`; events of this machine are used beside it), and where the system's limits are reached.
//!
//! Whoever reads the sources tells what was read (`Watcher::read`): what differs from that has changed, whenever it was
//! written.
//!
//! What it cannot do: notice a change that keeps size and times of a file, without an event.

mod bytes;
mod identity;
mod mounts;
mod native;
mod settle;
mod stamp;
#[cfg(test)]
mod tests;
mod trail;
mod tree;

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::load::Taken;
use crate::text;
use native::{Native, Notifier, Refusal, Waited};
use settle::{Hints, Settling, Stir, What};
use tree::Tree;

/// How long after a wait began the whole tree is looked at, if there was a change before.
const NET: Duration = Duration::from_millis(60);
/// How long other changes may put that off.
const NET_AT_LAST: Duration = Duration::from_secs(1);
/// How often we look where nobody tells us, at most.
const POLL: Duration = Duration::from_millis(300);
/// A look takes one part in so many of the time at most, however slow the drive.
const POLL_SHARE: u32 = 6;
/// How long a file must be the same for a save to be over, where nobody tells us.
const POLL_REST: Duration = Duration::from_millis(30);
/// How many times this is waited for.
const POLL_RESTS: usize = 15;

/// Watches a site's sources.
#[derive(Debug)]
pub struct Watcher {
    tree: Tree,
    native: Option<Native>,
    settling: Settling,
    /// Whether we look regularly.
    regular: bool,
    /// When we look next, whatever happens.
    next_look: Option<Instant>,
    /// When the net is due, and since when there is reason for it.
    net: Option<Instant>,
    net_since: Option<Instant>,
    notice: Option<Diagnostic>,
}

/// Begins to watch `site.yaml`, `content/` and `themes/` below `root`. `poll`: only by looking regularly.
pub fn watch(root: &Path, poll: bool) -> Watcher {
    let shared = if poll { None } else { mounts::shared(&Tree::new(root).tops()) };
    let system = (!poll).then_some(native::system);
    Watcher::start(root, system, shared)
}

impl Watcher {
    /// `system`: what starts the notifications, if they are wanted; `shared`: the kind of the shared drive.
    fn start<S>(root: &Path, system: Option<S>, shared: Option<String>) -> Watcher
    where
        S: FnOnce(Sender<Stir>) -> Result<Box<dyn Notifier>, Refusal>,
    {
        let mut watcher = Watcher {
            tree: Tree::new(root),
            native: None,
            settling: Settling::default(),
            regular: system.is_none() || shared.is_some(),
            next_look: None,
            net: None,
            net_since: None,
            notice: shared.as_deref().map(on_shared),
        };
        match system.map(Native::new) {
            None => {}
            Some(Ok(native)) => watcher.native = Some(native),
            Some(Err(why)) => watcher.fall_back(&why),
        }
        watcher.look();
        watcher
    }

    /// What the user should know about how files are watched; each thing is said once.
    pub fn notice(&mut self) -> Option<Diagnostic> {
        self.notice.take()
    }

    /// The sources were read, and this is what was there: they have changed if they differ from it.
    pub fn read(&mut self, taken: &Taken<'_>) {
        if self.tree.take(taken) {
            self.net_since.get_or_insert_with(Instant::now);
        }
    }

    /// Waits until sources have changed and then come to rest, and gives the changed paths. `None` after `timeout`
    /// without a change.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Option<Vec<PathBuf>> {
        let begin = Instant::now();
        let end = timeout.map(|timeout| begin + timeout);
        self.note_queued();
        self.net = self.net_since.map(|_| begin + NET);
        let mut changed = if self.regular { self.look() } else { Vec::new() };
        if !changed.is_empty() {
            self.rest(&mut changed);
        }
        while changed.is_empty() {
            let now = Instant::now();
            let due = |moment: Option<Instant>| moment.is_some_and(|moment| moment <= now);
            // In the middle of a save nothing is looked at.
            let still = self.settling.is_still();
            let late = self.net_since.map(|since| since + NET_AT_LAST);
            let net = if still { self.net } else { self.net.and(late) };
            let look = self.next_look.filter(|_| still);
            if due(self.settling.due()) {
                let hints = self.settling.take(now);
                changed = self.look_where(&hints);
            } else if due(net) {
                changed = self.look();
            } else if due(look) {
                changed = self.look();
                if !changed.is_empty() {
                    self.rest(&mut changed);
                }
            } else if due(end) {
                return None;
            } else {
                let next = [self.settling.due(), net, look, end].into_iter().flatten().min();
                self.next(next);
            }
        }
        self.note_queued();
        changed.sort();
        changed.dedup();
        Some(self.tree.given(changed))
    }

    /// Waits for an event until `end`.
    fn next(&mut self, end: Option<Instant>) {
        match (&self.native, end) {
            (Some(native), end) => match native.next(end) {
                Waited::Stir(stir) => self.note(stir),
                Waited::Timeout => {}
                Waited::Over => {
                    self.native = None;
                    self.fall_back(&Refusal::Other("the notifications have ended".to_owned()));
                }
            },
            // Without notifications we look regularly: there is always an end.
            (None, end) => std::thread::sleep(end.map_or(POLL, |end| end.saturating_duration_since(Instant::now()))),
        }
    }

    /// Takes note of what has happened already.
    fn note_queued(&mut self) {
        while let Some(stir) = self.native.as_ref().and_then(Native::queued) {
            self.note(stir);
        }
    }

    /// Takes note of an event.
    fn note(&mut self, stir: Stir) {
        let now = Instant::now();
        match stir {
            Stir::Lost => {
                if let Some(native) = &mut self.native {
                    native.forget_all();
                }
                self.settling.lost(now);
            }
            Stir::At(path, what) => {
                let identity = path.parent().and_then(|folder| self.native.as_ref()?.identity(folder)).cloned();
                if let Some(native) = &mut self.native
                    && matches!(what, What::Gone | What::Finished | What::Folder)
                {
                    native.forget(&path);
                }
                for path in self.tree.meant(&path, identity.as_ref()) {
                    let what = match what {
                        What::Gone if !self.tree.knows(&path) => What::Vanished,
                        // Office programs write a new file under such a name, and rename it later.
                        What::Finished if path.extension().is_none() && !self.tree.knows(&path) => What::Unfinished,
                        what => what,
                    };
                    self.settling.note(&path, what, now);
                }
            }
        }
    }

    fn look_where(&mut self, hints: &Hints) -> Vec<PathBuf> {
        if hints.all || hints.paths.contains(self.tree.root()) {
            return self.look();
        }
        let mut changed = self.tree.look_at(&hints.paths, &self.settling.unfinished());
        changed.extend(self.follow());
        let now = Instant::now();
        self.net = Some(now + NET);
        self.net_since.get_or_insert(now);
        changed
    }

    /// Looks everywhere.
    fn look(&mut self) -> Vec<PathBuf> {
        let begin = Instant::now();
        let mut changed = self.tree.look(&self.settling.unfinished());
        changed.extend(self.follow());
        let now = Instant::now();
        self.next_look = (self.regular || !self.tree.has_root() || self.tree.is_passing())
            .then(|| now + POLL.max((now - begin) * POLL_SHARE));
        self.net = None;
        self.net_since = None;
        changed
    }

    /// Watches what is there now; gives what changed in newly watched folders before they were.
    fn follow(&mut self) -> Vec<PathBuf> {
        let mut changed = Vec::new();
        let Some(native) = &mut self.native else { return changed };
        let mut refused = None;
        loop {
            let wanted = self.tree.wanted();
            if native.follows(&wanted) {
                break;
            }
            let (fresh, why) = native.follow(&wanted);
            refused = refused.or(why);
            if fresh.is_empty() {
                break;
            }
            let unfinished = self.settling.unfinished();
            changed.extend(if fresh.iter().any(|folder| folder == self.tree.root()) {
                self.tree.look(&unfinished)
            } else {
                let paths = fresh.iter().flat_map(|folder| self.tree.through(folder));
                self.tree.look_at(&paths.collect(), &unfinished)
            });
            if refused.is_some() {
                break;
            }
        }
        if let Some(why) = refused {
            self.fall_back(&why);
        }
        changed
    }

    /// Where nobody tells us when a save is over: adds what else changes, until nothing does any more.
    fn rest(&mut self, changed: &mut Vec<PathBuf>) {
        for _ in 0..POLL_RESTS {
            std::thread::sleep(POLL_REST);
            let more = self.look();
            if more.is_empty() {
                break;
            }
            changed.extend(more);
        }
    }

    /// Looks regularly from now on, and says why.
    fn fall_back(&mut self, why: &Refusal) {
        if !self.regular {
            self.regular = true;
            self.next_look = Some(Instant::now() + POLL);
            self.notice = Some(refused(why));
        }
    }
}

/// On a drive that others write to.
fn on_shared(kind: &str) -> Diagnostic {
    Diagnostic::new(
        "publish/io",
        crate::diagnostic::Severity::Note,
        text!(
            "文件夹在网络盘或共享盘上（{kind}），别的机器做的修改系统不会通知：每隔一会儿查看一次",
            "the folder is on a network or shared drive ({kind}), of which the system does not tell what other machines \
             write: files are looked at regularly"
        ),
    )
}

/// Why files are looked at regularly.
fn refused(why: &Refusal) -> Diagnostic {
    let (message, help) = match why {
        Refusal::Folders => (
            text!(
                "系统允许监视的文件夹数用完了（不是磁盘满），改为每隔一会儿查看一次，保存后要多等一会儿",
                "the system's limit of watched folders is reached (the disk is not full): files are looked at \
                 regularly instead, and a save takes a little longer to be seen"
            ),
            text!(
                "要马上看到，运行 `sudo sysctl fs.inotify.max_user_watches=524288` 后重新启动",
                "to see saves at once, run `sudo sysctl fs.inotify.max_user_watches=524288` and start again"
            ),
        ),
        Refusal::Watchers => (
            text!(
                "系统允许的监视程序数用完了，改为每隔一会儿查看一次，保存后要多等一会儿",
                "the system's limit of programs that watch files is reached: files are looked at regularly instead, \
                 and a save takes a little longer to be seen"
            ),
            text!(
                "要马上看到，运行 `sudo sysctl fs.inotify.max_user_instances=512`，或关掉别的监视程序，再重新启动",
                "to see saves at once, run `sudo sysctl fs.inotify.max_user_instances=512` or end other programs \
                 that watch files, and start again"
            ),
        ),
        Refusal::Gone | Refusal::Other(_) => {
            let error = if let Refusal::Other(error) = why { error } else { "" };
            (
                text!(
                    "系统没法通知文件的修改（{error}），改为每隔一会儿查看一次",
                    "the system cannot tell of changes ({error}): files are looked at regularly instead"
                ),
                text!("不想看到这条提示就加 --poll", "with --poll this is not said"),
            )
        }
    };
    Diagnostic::warning("publish/io", message).help(help)
}
