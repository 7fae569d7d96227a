//! One save makes one change, however it is saved; everything that is no save makes none.
#![expect(clippy::disallowed_methods, reason = "tests save files as editors do")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mingbai::watch::{Watcher, watch};

/// Long enough for any event on a busy machine.
const LONG: Option<Duration> = Some(Duration::from_secs(10));
/// Long enough to believe that nothing comes.
const SHORT: Option<Duration> = Some(Duration::from_millis(400));

struct Site {
    folder: tempfile::TempDir,
    watcher: Watcher,
}

impl Site {
    fn new(poll: bool) -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content/s")).expect("a folder");
        fs::write(root.join("site.yaml"), "title: 甲\n").expect("a file");
        fs::write(root.join("content/a.md"), "一").expect("a file");
        fs::write(root.join("content/s/b.md"), "二").expect("a file");
        let watcher = watch(root, poll).expect("it can be watched");
        Site { folder, watcher }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    /// The names of all files that change until nothing changes any more.
    fn changes(&mut self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut timeout = LONG;
        while let Some(paths) = self.watcher.wait(timeout) {
            let below = |p: &Path| p.strip_prefix(self.folder.path()).expect("below").to_string_lossy().into_owned();
            all.extend(paths.iter().map(|p| below(p)));
            timeout = SHORT;
        }
        all.dedup();
        all
    }

    fn quiet(&mut self) {
        assert_eq!(self.watcher.wait(SHORT), None);
    }
}

#[test]
fn one_save_is_one_change() {
    let mut site = Site::new(false);
    site.write("content/a.md", "三");
    assert_eq!(site.watcher.wait(LONG).map(|p| p.len()), Some(1));
    site.quiet();

    // Write beside and rename over.
    site.write("content/.a.md.tmp", "四");
    fs::rename(site.path("content/.a.md.tmp"), site.path("content/a.md")).expect("a rename");
    assert_eq!(site.changes(), ["content/a.md"]);

    // vim: the old file becomes a backup, a new one takes its place, the backup goes.
    fs::rename(site.path("content/a.md"), site.path("content/a.md~")).expect("a rename");
    site.write("content/a.md", "五");
    fs::remove_file(site.path("content/a.md~")).expect("removed");
    assert_eq!(site.changes(), ["content/a.md"]);

    // Five writes in a row: the last one is seen.
    for n in 0..5 {
        site.write("content/a.md", &format!("第{n}次"));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(site.changes(), ["content/a.md"]);
}

#[test]
fn what_is_no_save_is_no_change() {
    let mut site = Site::new(false);
    for name in [
        "content/.~lock.a.xlsx#",
        "content/~$a.docx",
        "content/.a.md.swp",
        "content/4913",
        "content/a.md.tmp",
        "content/#a.md#",
        "content/b.md.bck",
        "content/x.md___jb_tmp___",
        "content/x.md___jb_old___",
        "content/sedAbCdEf",
        "content/a.md.tmp.1234",
        "content/q.md.orig",
        "content/z.crdownload",
    ] {
        site.write(name, "x");
        fs::remove_file(site.path(name)).expect("removed");
    }
    fs::read(site.path("content/a.md")).expect("read");
    // The same bytes again, with a new time.
    site.write("content/a.md", "一");
    fs::create_dir_all(site.path("public/x")).expect("a folder");
    site.write("public/x/index.html", "out");
    fs::create_dir_all(site.path(".git/objects")).expect("a folder");
    site.write(".git/index", "x");
    site.quiet();
}

#[test]
fn folders_come_and_go() {
    let mut site = Site::new(false);
    fs::create_dir_all(site.path("content/new/deep")).expect("folders");
    site.write("content/new/deep/c.md", "一");
    assert_eq!(site.changes(), ["content/new/deep/c.md"]);
    site.write("content/new/deep/c.md", "二");
    assert_eq!(site.changes(), ["content/new/deep/c.md"]);
    fs::rename(site.path("content/new"), site.path("content/other")).expect("a rename");
    assert_eq!(site.changes(), ["content/new/deep/c.md", "content/other/deep/c.md"]);
    site.write("content/other/deep/c.md", "三");
    assert_eq!(site.changes(), ["content/other/deep/c.md"]);
    fs::remove_dir_all(site.path("content/s")).expect("removed");
    assert_eq!(site.changes(), ["content/s/b.md"]);
    fs::create_dir_all(site.path("content/s")).expect("a folder");
    site.write("content/s/b.md", "四");
    assert_eq!(site.changes(), ["content/s/b.md"]);
    // A folder that did not exist when watching began.
    fs::create_dir_all(site.path("themes/town/assets")).expect("folders");
    site.write("themes/town/assets/style.css", "a{}");
    assert_eq!(site.changes(), ["themes/town/assets/style.css"]);
}

#[test]
fn many_files_at_once() {
    let mut site = Site::new(false);
    for n in 0..500 {
        site.write(&format!("content/s/{n}.md"), "一");
    }
    let mut seen = site.changes();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 500);
}

#[cfg(unix)]
#[test]
fn a_linked_folder_is_followed() {
    let mut site = Site::new(false);
    fs::create_dir_all(site.path("shared")).expect("a folder");
    site.write("shared/x.md", "一");
    std::os::unix::fs::symlink(site.path("shared"), site.path("content/linked")).expect("a link");
    assert_eq!(site.changes(), ["content/linked/x.md"]);
    site.write("shared/x.md", "二");
    assert_eq!(site.changes(), ["content/linked/x.md"]);
}

#[test]
fn polling_sees_the_same() {
    let mut site = Site::new(true);
    site.write("content/a.md", "又");
    fs::create_dir_all(site.path("content/new")).expect("a folder");
    site.write("content/new/c.md", "一");
    assert_eq!(site.changes(), ["content/a.md", "content/new/c.md"]);
    site.quiet();
}
