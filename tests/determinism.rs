//! Same input, same bytes: whatever the zone, the language, the umask, the threads and the order of creation.
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::support::{self, copy_town, tree};

fn build(root: &Path, umask: &str, environment: &[(&str, &str)]) {
    let script = format!("umask {umask}; exec \"$0\" build --root \"$1\" -q");
    let status = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_mingbai")])
        .arg(root)
        .env_remove("SOURCE_DATE_EPOCH")
        .envs(environment.iter().copied())
        .status()
        .expect("the program runs");
    assert!(status.success(), "the town builds");
}

#[test]
fn two_copies_are_identical() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    copy_town(one.path(), false);
    copy_town(two.path(), true);
    build(one.path(), "022", &[("TZ", "Asia/Shanghai"), ("LANG", "zh_CN.UTF-8"), ("RAYON_NUM_THREADS", "1")]);
    build(two.path(), "077", &[("TZ", "America/Los_Angeles"), ("LANG", "C"), ("RAYON_NUM_THREADS", "7")]);
    let (a, b) = (tree(&one.path().join("public")), tree(&two.path().join("public")));
    assert!(a.len() > 60, "{} files", a.len());
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (path, bytes) in &a {
        assert!(b[path] == *bytes, "{path} differs");
    }
}

#[test]
fn a_second_build_writes_no_file() {
    fn times(folder: &Path, out: &mut Vec<(String, SystemTime)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                times(&path, out);
            } else {
                let modified = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
                out.push((path.to_string_lossy().into_owned(), modified));
            }
        }
    }
    let site = tempfile::tempdir().expect("a folder");
    copy_town(site.path(), false);
    let seen = || {
        let mut out = Vec::new();
        times(&site.path().join("public"), &mut out);
        out
    };
    build(site.path(), "022", &[]);
    let first = seen();
    std::thread::sleep(std::time::Duration::from_millis(30));
    build(site.path(), "022", &[]);
    assert_eq!(first, seen());
}

#[test]
fn the_time_of_day_is_in_no_output() {
    // 2026-03-01, from the first to the last second of that day in Shanghai.
    let outputs = [1_772_294_400, 1_772_294_401, 1_772_380_799].map(|now| {
        let site = vec![
            ("site.yaml", "title: 甲\nbase_url: https://t.example/\n".to_owned()),
            ("content/a.md", "---\ntitle: 乙\n---\n\n文。\n".to_owned()),
            ("content/c/_collection.yaml", "fields: [{name: note, type: string}]\n".to_owned()),
        ];
        let (outputs, problems) = support::rendered_at(&site, now);
        assert!(problems.is_empty(), "{problems:?}");
        outputs
    });
    for file in ["feed.xml", "datapackage.json"] {
        assert!(outputs[0][file].contains("2026-03-01"), "{file}: {}", outputs[0][file]);
    }
    for other in &outputs[1..] {
        for (path, text) in other {
            assert_eq!(text, &outputs[0][path], "{path}");
        }
    }
}
