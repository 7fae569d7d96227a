//! What changed on the disk, one save at a time.
//!
//! Events say when to look, never what to believe: whatever they report, the tree is looked at again, and only a file
//! whose bytes differ counts. So reads, `touch`, lock files, editors' temporary files and our own output cause nothing,
//! and a file that appears in a folder before that folder is watched is not missed. What it cannot do: notice a change
//! that keeps both size and modification time of a file.

mod native;
mod tree;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use native::Native;
use tree::Tree;

/// How long nothing may happen before a save counts as finished.
const QUIET: Duration = Duration::from_millis(20);
/// How long a stream of changes may keep us waiting.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often a network drive is looked at.
const POLL: Duration = Duration::from_millis(300);

/// Watches a site's sources.
#[derive(Debug)]
pub struct Watcher {
    tree: Tree,
    native: Option<Native>,
}

/// Begins to watch `site.yaml`, `content/` and `themes/` below `root`. `poll`: by looking regularly, for network drives.
pub fn watch(root: &Path, poll: bool) -> Result<Watcher, Diagnostic> {
    let tree = Tree::look(root);
    let native = if poll { None } else { Some(Native::new(root, tree.folders())?) };
    Ok(Watcher { tree, native })
}

impl Watcher {
    /// Waits until sources have changed and then come to rest, and gives the changed paths. `None` after `timeout`
    /// without a change.
    pub fn wait(&mut self, timeout: Option<Duration>) -> Option<Vec<PathBuf>> {
        let begin = std::time::Instant::now();
        loop {
            let left = timeout.map(|t| t.saturating_sub(begin.elapsed()));
            match &mut self.native {
                Some(native) => {
                    if !native.wait(left) {
                        return None;
                    }
                    native.settle(QUIET, PATIENCE);
                }
                None => {
                    std::thread::sleep(left.map_or(POLL, |l| l.min(POLL)));
                }
            }
            let changed = self.tree.update();
            if let Some(native) = &mut self.native {
                native.follow(self.tree.folders());
            }
            if !changed.is_empty() {
                return Some(changed);
            }
            if left.is_some_and(|l| l.is_zero()) {
                return None;
            }
        }
    }
}
