//! What is refused, with the output folder as it was.

use std::fs;
use std::path::Path;
use std::process::Command;

use mingbai::publish;

use super::{all, files, output, publish_well, rule, try_publish, visible};

#[test]
fn foreign_files_are_not_overwritten() {
    for (foreign, ours) in [("a/index.html", "a/index.html"), ("a", "a/index.html"), ("a/b/mine.txt", "a/b")] {
        let dir = tempfile::tempdir().expect("a folder");
        publish_well(dir.path(), &files(&[("index.html", "home")]));
        let path = dir.path().join(foreign);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(&path, "mine").expect("a file");
        let before = all(dir.path());
        let problem = try_publish(dir.path(), &files(&[("index.html", "new"), (ours, "ours")])).expect_err("refused");
        assert_eq!(problem.rule, "publish/foreign");
        assert!(problem.message.en.contains(foreign) && problem.message.zh.contains(foreign), "{problem:?}");
        assert_eq!(all(dir.path()), before);
    }
}

#[test]
fn a_refusal_leaves_no_trace_in_a_folder_that_was_never_ours() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::write(dir.path().join("index.html"), "mine").expect("a file");
    assert_eq!(rule(try_publish(dir.path(), &files(&[("index.html", "ours")]))), "publish/foreign");
    assert_eq!(all(dir.path()).len(), 1);
}

#[test]
fn one_at_a_time() {
    let dir = tempfile::tempdir().expect("a folder");
    let publisher = publish::open(dir.path()).expect("opens");
    let problem = publish::open(dir.path()).expect_err("locked");
    assert_eq!(problem.rule, "publish/locked");
    assert!(problem.message.en.contains(&*dir.path().to_string_lossy()), "{problem:?}");
    publisher.stage(output("index.html", b"home"));
    publisher.commit().expect("published");
    publish::open(dir.path()).expect("opens again");
}

#[test]
fn unsound_paths() {
    let dir = tempfile::tempdir().expect("a folder");
    let long = format!("a/{}", "x".repeat(256));
    for path in [
        "",
        "/a",
        "a//b",
        "a/",
        "../a",
        "a/../b",
        ".",
        "a\0b",
        "a\nb",
        "a\\b",
        ".mingbai/lock",
        ".Mingbai/x",
        ".git/x",
        &long,
    ] {
        let result = try_publish(dir.path(), &files(&[("good.html", "x"), (path, "x")]));
        assert_eq!(rule(result), "publish/path", "{path:?}");
        assert!(all(dir.path()).is_empty());
    }
}

#[test]
fn clashes() {
    let dir = tempfile::tempdir().expect("a folder");
    for site in [files(&[("a", "1"), ("a-b", "2"), ("a/b/c", "3")]), files(&[("a/b", "1"), ("a/b/c", "2")])] {
        assert_eq!(rule(try_publish(dir.path(), &site)), "publish/clash");
        publish_well(dir.path(), &files(&[("a/b/c", "3")]));
        assert_eq!(rule(try_publish(dir.path(), &site)), "publish/clash");
        publish_well(dir.path(), &files(&[]));
    }
    let publisher = publish::open(dir.path()).expect("opens");
    publisher.stage(output("a.css", b"one"));
    publisher.stage(output("a.css", b"two"));
    assert_eq!(publisher.commit().expect_err("refused").rule, "publish/clash");
}

#[test]
fn a_damaged_manifest() {
    let dir = tempfile::tempdir().expect("a folder");
    publish_well(dir.path(), &files(&[("index.html", "home")]));
    let path = dir.path().join(".mingbai/manifest");
    let bytes = fs::read(&path).expect("a manifest");
    fs::write(&path, &bytes[..bytes.len() - 2]).expect("cut off");
    assert_eq!(publish::open(dir.path()).expect_err("refused").rule, "publish/manifest");
    assert_eq!(visible(dir.path()), files(&[("index.html", "home")]));
}

#[test]
fn no_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("file");
    fs::write(&file, "mine").expect("a file");
    for path in [file.clone(), file.join("public"), file.join("a/b")] {
        let problem = publish::open(&path).expect_err("refused");
        assert_eq!(problem.rule, "publish/io", "{path:?}");
        assert!(problem.message.en.contains(&*file.to_string_lossy()), "{problem:?}");
    }
    assert_eq!(all(dir.path()).len(), 1);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.html"), "outside").expect("a file");
    let site = files(&[("index.html", "home"), ("a/x.html", "ours")]);
    for (link, target) in [("a", outside.path().to_owned()), ("a/x.html", outside.path().join("x.html"))] {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join(link).parent().expect("a parent")).expect("folders");
        symlink(&target, dir.path().join(link)).expect("a link");
        assert_eq!(rule(try_publish(dir.path(), &site)), "publish/link");
        assert!(fs::symlink_metadata(dir.path().join(".mingbai")).is_err());
    }
    // What we published is ours only as long as no link leads to it.
    let dir = tempfile::tempdir().expect("a folder");
    publish_well(dir.path(), &site);
    fs::remove_dir_all(dir.path().join("a")).expect("a folder");
    symlink(outside.path(), dir.path().join("a")).expect("a link");
    assert_eq!(publish_well(dir.path(), &files(&[("index.html", "new")])).foreign, ["a"]);
    assert_eq!(visible(outside.path()), files(&[("x.html", "outside")]));
    for own in [".mingbai", ".mingbai/lock"] {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join(own).parent().expect("a parent")).expect("folders");
        symlink(outside.path(), dir.path().join(own)).expect("a link");
        assert_eq!(rule(try_publish(dir.path(), &site)), "publish/link");
    }
    assert_eq!(all(outside.path()).len(), 1);
    // The output folder itself may be a link: that is the user's own wish.
    let link = dir.path().join("public");
    symlink(outside.path(), &link).expect("a link");
    publish_well(&link, &files(&[("y.html", "y")]));
    assert!(outside.path().join("y.html").is_file());
}

/// A small disk of its own; needs the right to mount, else there is nothing to test.
#[cfg(target_os = "linux")]
struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn new() -> Option<SmallDisk> {
        let dir = tempfile::tempdir().expect("a folder");
        mount(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"], dir.path()).then_some(SmallDisk(dir))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[cfg(target_os = "linux")]
fn mount(args: &[&str], dir: &Path) -> bool {
    Command::new("mount").args(args).arg(dir).output().is_ok_and(|output| output.status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_disk_changes_nothing() {
    let Some(disk) = SmallDisk::new() else {
        eprintln!("not allowed to mount: skipped");
        return;
    };
    let public = disk.0.path().join("public");
    let site = files(&[("index.html", "home"), ("a/index.html", "a"), ("gone.html", "g")]);
    publish_well(&public, &site);
    let before = all(&public);
    let much = "x".repeat(300_000);
    let mut larger = files(&[("index.html", "new"), ("a/index.html", "new")]);
    larger.extend((0..10).map(|i| (format!("b/{i}.html"), much.clone().into_bytes())));
    assert_eq!(rule(try_publish(&public, &larger)), "publish/io");
    assert_eq!(all(&public), before);
    assert!(mount(&["-o", "remount,ro"], disk.0.path()));
    assert_eq!(rule(try_publish(&public, &site)), "publish/io");
    assert_eq!(rule(try_publish(&disk.0.path().join("other"), &site)), "publish/io");
    assert_eq!(all(&public), before);
    assert!(mount(&["-o", "remount,rw"], disk.0.path()));
    publish_well(&public, &site);
    assert_eq!(all(&public), before);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_inside_is_found_before_anything_changes() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let set = |mode| fs::set_permissions(dir.path().join("a"), fs::Permissions::from_mode(mode)).expect("permissions");
    publish_well(dir.path(), &files(&[("index.html", "home"), ("a/index.html", "a")]));
    set(0o555);
    if fs::write(dir.path().join("a/probe"), "").is_ok() {
        eprintln!("permissions do not bind this user: skipped");
        return;
    }
    let before = all(dir.path());
    for site in [
        files(&[("index.html", "new"), ("a/index.html", "new"), ("b/index.html", "b")]),
        files(&[("index.html", "new"), ("a/index.html", "a"), ("a/more/index.html", "more")]),
        files(&[("index.html", "new")]),
        files(&[("index.html", "new"), ("a", "a file")]),
    ] {
        let problem = try_publish(dir.path(), &site).expect_err("refused");
        assert_eq!(problem.rule, "publish/io");
        assert!(problem.message.en.contains("the site is unchanged"), "{problem:?}");
        assert_eq!(all(dir.path()), before);
    }
    // Where nothing changes in it, it may be as it is.
    publish_well(dir.path(), &files(&[("index.html", "new"), ("a/index.html", "a"), ("b/index.html", "b")]));
    set(0o755);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    if fs::write(dir.path().join("probe"), "").is_ok() {
        eprintln!("permissions do not bind this user: skipped");
        return;
    }
    assert_eq!(rule(try_publish(dir.path(), &files(&[("index.html", "home")]))), "publish/io");
    assert!(all(dir.path()).is_empty());
}
