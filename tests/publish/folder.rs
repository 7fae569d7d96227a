//! What appears, what stays and what goes.

use std::fs;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use mingbai::output::{Body, Class, Output, Sink};
use mingbai::publish;

use super::{all, files, folders, output, publish_well, rule, try_publish, visible};

#[test]
fn the_second_run_writes_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let site = files(&[("index.html", "home"), ("a/b/index.html", "b"), ("style.css", "s"), ("feed.xml", "f")]);
    let first = publish_well(dir.path(), &site);
    assert_eq!((first.added, first.changed, first.removed, first.unchanged), (4, 0, 0, 0));
    assert_eq!(first.bytes_written, 7);
    assert_eq!(visible(dir.path()), site);
    let before = all(dir.path());
    let second = publish_well(dir.path(), &site);
    assert_eq!((second.added, second.changed, second.removed, second.unchanged), (0, 0, 0, 4));
    assert_eq!(second.bytes_written, 0);
    assert_eq!(all(dir.path()), before);
}

#[test]
fn only_what_changed_is_touched() {
    let dir = tempfile::tempdir().expect("a folder");
    publish_well(dir.path(), &files(&[("index.html", "one"), ("a/index.html", "a"), ("old/x/index.html", "x")]));
    let before = all(dir.path());
    let site = files(&[("index.html", "two"), ("a/index.html", "a"), ("a/new.html", "n"), ("b/c/new.html", "n")]);
    let summary = publish_well(dir.path(), &site);
    assert_eq!((summary.added, summary.changed, summary.removed, summary.unchanged), (2, 1, 1, 1));
    assert_eq!(summary.removed_paths, ["old/x/index.html"]);
    assert_eq!(visible(dir.path()), site);
    assert_eq!(folders(dir.path()), ["a", "b", "b/c"], "folders that became empty are gone");
    assert_eq!(all(dir.path())["a/index.html"], before["a/index.html"]);
    assert_eq!(all(dir.path()).keys().filter(|path| path.starts_with(".mingbai/")).count(), 3);
}

#[test]
fn equal_outputs_have_equal_manifests() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let site = files(&[("index.html", "home"), ("页/空 格.html", "b"), ("style.css", "s")]);
    publish_well(one.path(), &files(&[("index.html", "before"), ("gone.html", "")]));
    publish_well(one.path(), &site);
    publish_well(two.path(), &site);
    let manifest = |dir: &tempfile::TempDir| fs::read_to_string(dir.path().join(".mingbai/manifest")).expect("one");
    assert_eq!(manifest(&one), manifest(&two));
}

#[test]
fn edits_and_deletions_by_others_are_mended() {
    let dir = tempfile::tempdir().expect("a folder");
    let site = files(&[("index.html", "home"), ("a/index.html", "aa"), ("b/index.html", "bb"), ("c/index.html", "cc")]);
    publish_well(dir.path(), &site);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let touch = |path: &str| {
        let file = fs::OpenOptions::new().write(true).open(dir.path().join(path)).expect("a file");
        file.set_modified(long_ago).expect("its time");
    };
    fs::write(dir.path().join("a/index.html"), "xx").expect("same size");
    touch("a/index.html");
    touch("b/index.html");
    fs::remove_dir_all(dir.path().join("c")).expect("a folder");
    let summary = publish_well(dir.path(), &site);
    assert_eq!((summary.added, summary.changed, summary.unchanged), (1, 1, 2));
    assert_eq!(visible(dir.path()), site);
    let after = all(dir.path());
    assert_eq!(after["b/index.html"].1, long_ago, "equal bytes are not written again");
    publish_well(dir.path(), &site);
    assert_eq!(all(dir.path()), after);
}

#[test]
fn foreign_files_stay_and_are_reported() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(dir.path().join("a/empty")).expect("folders");
    for path in ["CNAME", ".gitkeep", "a/mine.txt", "a/.gitkeep"] {
        fs::write(dir.path().join(path), "mine").expect("a file");
    }
    let summary = publish_well(dir.path(), &files(&[("a/index.html", "a"), ("index.html", "h")]));
    assert_eq!(summary.foreign, ["CNAME", "a/mine.txt"]);
    let summary = publish_well(dir.path(), &files(&[]));
    assert_eq!((summary.removed, summary.foreign.len()), (2, 2));
    let left: Vec<String> = visible(dir.path()).into_keys().collect();
    assert_eq!(left, [".gitkeep", "CNAME", "a/.gitkeep", "a/mine.txt"]);
    assert_eq!(folders(dir.path()), ["a", "a/empty"]);
}

#[test]
fn a_git_worktree_is_let_be() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join(".git")).expect("a folder");
    fs::write(dir.path().join(".git/HEAD"), "ref").expect("a file");
    for site in [files(&[("index.html", "home")]), files(&[])] {
        assert!(publish_well(dir.path(), &site).foreign.is_empty());
        assert!(dir.path().join(".git/HEAD").is_file());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn foreign_names_need_not_be_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("a").join(OsStr::from_bytes(b"\xd6\xd0.txt"));
    publish_well(dir.path(), &files(&[("a/index.html", "a")]));
    fs::write(&path, "gb18030").expect("a file");
    assert_eq!(publish_well(dir.path(), &files(&[("a/index.html", "a")])).foreign, ["a/\u{fffd}\u{fffd}.txt"]);
    assert_eq!(rule(try_publish(dir.path(), &files(&[("a", "a")]))), "publish/foreign");
    assert_eq!(publish_well(dir.path(), &files(&[])).foreign.len(), 1);
    assert!(path.is_file());
}

#[test]
fn a_foreign_file_with_the_same_bytes_becomes_ours() {
    let dir = tempfile::tempdir().expect("a folder");
    let site = files(&[("index.html", "home"), ("a/index.html", "a")]);
    publish_well(dir.path(), &site);
    fs::remove_dir_all(dir.path().join(".mingbai")).expect("our folder");
    let summary = publish_well(dir.path(), &site);
    assert_eq!((summary.unchanged, summary.foreign.len()), (2, 0));
    assert_eq!(publish_well(dir.path(), &files(&[])).removed, 2);
}

#[test]
fn files_and_folders_change_places() {
    let dir = tempfile::tempdir().expect("a folder");
    let one = files(&[("a", "file"), ("b/index.html", "1"), ("b/c/d.html", "2"), ("e/f", "3"), ("index.html", "h")]);
    let two =
        files(&[("a/index.html", "4"), ("a/x/y.html", "5"), ("b", "6"), ("e/f/g/h.html", "7"), ("index.html", "i")]);
    for site in [&one, &two, &one, &two] {
        publish_well(dir.path(), site);
        assert_eq!(&visible(dir.path()), site);
    }
    let summary = publish_well(dir.path(), &one);
    assert_eq!((summary.added, summary.changed, summary.removed), (4, 1, 4));
    assert_eq!(folders(dir.path()), ["b", "b/c", "e"]);
}

#[test]
fn dropped_without_commit_nothing_changes() {
    let dir = tempfile::tempdir().expect("a folder");
    let fresh = dir.path().join("not/yet/there");
    let publisher = publish::open(&fresh).expect("opens");
    publisher.stage(output("index.html", b"home"));
    drop(publisher);
    assert!(all(dir.path()).is_empty(), "{:?}", all(dir.path()));

    publish_well(dir.path(), &files(&[("index.html", "home"), ("a/index.html", "a")]));
    let before = all(dir.path());
    let publisher = publish::open(dir.path()).expect("opens");
    publisher.stage(output("index.html", b"other"));
    drop(publisher);
    assert_eq!(all(dir.path()), before);
}

#[test]
fn what_is_much_is_spilled() {
    let dir = tempfile::tempdir().expect("a folder");
    let big = |i: usize| vec![u8::try_from(i).unwrap_or(0); 4 * 1024 * 1024];
    let paths: Vec<String> = (0..20).map(|i| format!("files/{}/{i}.bin", i % 3)).collect();
    let stage = |publisher: &publish::Publisher, by: usize| {
        for (i, path) in paths.iter().enumerate() {
            publisher.accept(Output::new(path.as_str(), Class::Asset, Body::Owned(big(i + by))));
        }
    };
    let publisher = publish::open(dir.path()).expect("opens");
    stage(&publisher, 0);
    assert!(dir.path().join(".mingbai/stage").is_dir(), "some are in the stage");
    assert!(visible(dir.path()).is_empty(), "none is out");
    drop(publisher);
    assert!(all(dir.path()).keys().all(|path| path.starts_with(".mingbai")), "all are gone");

    for by in [0, 1] {
        let publisher = publish::open(dir.path()).expect("opens");
        stage(&publisher, by);
        publisher.commit().expect("published");
        let found = visible(dir.path());
        assert!(paths.iter().enumerate().all(|(i, path)| found[path] == big(i + by)));
        assert!(!dir.path().join(".mingbai/stage").exists());
    }
}

#[test]
fn an_output_can_be_kept_without_its_bytes() {
    let dir = tempfile::tempdir().expect("a folder");
    publish_well(dir.path(), &files(&[("index.html", "home"), ("a.html", "a")]));
    let publisher = publish::open(dir.path()).expect("opens");
    let (home, other) = (output("index.html", b"home"), output("a.html", b"other"));
    let path: Arc<str> = home.path.clone();
    assert!(publisher.keep(&path, Class::Page, home.hash()));
    assert!(!publisher.keep(&other.path, Class::Page, other.hash()));
    let summary = publisher.commit().expect("published");
    assert_eq!((summary.unchanged, summary.removed), (1, 1));
}

#[test]
fn two_equal_outputs_of_one_path_are_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let publisher = publish::open(dir.path()).expect("opens");
    for _ in 0..2 {
        publisher.stage(output("a.css", b"same"));
    }
    assert_eq!(publisher.commit().expect("published").added, 1);
}
