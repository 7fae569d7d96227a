//! What a watcher does where the system refuses, loses events, or does not know them all.
#![expect(clippy::disallowed_methods, reason = "tests save files")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::native::{Notifier, Refusal};
use super::settle::{Stir, What};
use super::{Watcher, watch};

/// Watches so many folders and no more; what it is told of is told on by the test.
#[derive(Debug)]
struct Fake {
    most: usize,
    why: Refusal,
    watched: Arc<Mutex<BTreeSet<PathBuf>>>,
    _sender: Sender<Stir>,
}

impl Notifier for Fake {
    fn watch(&mut self, folder: &Path) -> Result<(), Refusal> {
        let mut watched = self.watched.lock().expect("no panic");
        if watched.len() == self.most {
            return Err(self.why.clone());
        }
        watched.insert(folder.to_owned());
        // Somebody is a moment faster than we are.
        if folder.ends_with("raced") {
            put(folder, "late.md", "迟");
        }
        Ok(())
    }

    fn unwatch(&mut self, folder: &Path) {
        self.watched.lock().expect("no panic").remove(folder);
    }
}

type Told = Arc<Mutex<Option<Sender<Stir>>>>;

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "site.yaml", "title: 甲");
    put(folder.path(), "content/a/b/c.md", "一");
    folder
}

fn put(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// A watcher whose system watches `most` folders and then refuses.
fn limited(root: &Path, most: usize, why: Refusal) -> (Watcher, Told) {
    let told = Told::default();
    let keep = told.clone();
    let start = move |sender: Sender<Stir>| -> Result<Box<dyn Notifier>, Refusal> {
        *keep.lock().expect("no panic") = Some(sender.clone());
        Ok(Box::new(Fake { most, why, watched: Arc::default(), _sender: sender }))
    };
    (Watcher::start(root, Some(start), None), told)
}

#[test]
fn where_the_system_watches_no_more_files_are_looked_at_regularly() {
    let site = site();
    let (mut watcher, _told) = limited(site.path(), 2, Refusal::Folders);
    let notice = watcher.notice().expect("it is said");
    assert!(notice.message.en.contains("the disk is not full"), "{notice:?}");
    assert!(notice.help.expect("a mend").zh.contains("max_user_watches"));
    assert!(watcher.notice().is_none(), "it is said once");
    put(site.path(), "content/a/b/c.md", "二");
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(vec![site.path().join("content/a/b/c.md")]));
    put(site.path(), "content/new/d.md", "三");
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(vec![site.path().join("content/new/d.md")]));
    assert!(watcher.notice().is_none(), "it is said once");
}

#[test]
fn a_limit_that_is_reached_later_is_said_then() {
    let site = site();
    // The site's folder and what is above it, `content`, `a`, `b`.
    let (mut watcher, told) = limited(site.path(), 5, Refusal::Folders);
    assert!(watcher.notice().is_none());
    put(site.path(), "content/new/d.md", "三");
    let sender = told.lock().expect("no panic").clone().expect("started");
    sender.send(Stir::At(site.path().join("content/new"), What::Folder)).expect("heard");
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(vec![site.path().join("content/new/d.md")]));
    assert!(watcher.notice().is_some());
    // Nobody tells of this one.
    put(site.path(), "content/new/d.md", "四");
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(vec![site.path().join("content/new/d.md")]));
}

#[test]
fn where_no_watcher_starts_or_it_ends_files_are_looked_at_regularly() {
    let site = site();
    let refuse = |_: Sender<Stir>| -> Result<Box<dyn Notifier>, Refusal> { Err(Refusal::Watchers) };
    let mut watcher = Watcher::start(site.path(), Some(refuse), None);
    let notice = watcher.notice().expect("it is said");
    assert!(notice.help.expect("a mend").en.contains("max_user_instances"));
    put(site.path(), "content/a/b/c.md", "二");
    assert!(watcher.wait(Some(Duration::from_secs(5))).is_some());
}

#[test]
fn on_a_shared_drive_events_count_and_files_are_looked_at_too() {
    let site = site();
    let shared = Some("nfs4".to_owned());
    let mut watcher = Watcher::start(site.path(), Some(super::native::system), shared);
    assert!(watcher.notice().expect("it is said").message.zh.contains("nfs4"));
    put(site.path(), "content/a/b/c.md", "二");
    assert!(watcher.wait(Some(Duration::from_secs(5))).is_some());
    assert_eq!(watcher.wait(Some(Duration::from_millis(900))), None, "one save, one change");
}

#[test]
fn what_is_written_between_the_look_and_the_watch_is_seen() {
    let site = site();
    let (mut watcher, told) = limited(site.path(), 100, Refusal::Folders);
    put(site.path(), "content/raced/d.md", "三");
    let sender = told.lock().expect("no panic").clone().expect("started");
    sender.send(Stir::At(site.path().join("content/raced"), What::Folder)).expect("heard");
    let both = ["content/raced/d.md", "content/raced/late.md"].map(|name| site.path().join(name));
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(both.to_vec()));
}

#[test]
fn lost_events_are_made_up_for() {
    let site = site();
    let (mut watcher, told) = limited(site.path(), 100, Refusal::Folders);
    put(site.path(), "content/a/b/c.md", "二");
    assert_eq!(watcher.wait(Some(Duration::from_millis(300))), None, "nobody told");
    let sender = told.lock().expect("no panic").clone().expect("started");
    sender.send(Stir::Lost).expect("heard");
    assert_eq!(watcher.wait(Some(Duration::from_secs(5))), Some(vec![site.path().join("content/a/b/c.md")]));
}

#[test]
fn a_relative_root_gives_relative_paths() {
    let mut watcher = watch(Path::new("."), true);
    assert!(watcher.notice().is_none());
    assert_eq!(watcher.wait(Some(Duration::from_millis(1))), None);
}
