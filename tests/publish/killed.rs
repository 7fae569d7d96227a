//! Killed at any moment: whole files, working links, and the next run finishes the job.

use std::fmt::Write as _;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{Files, all, publish_well, visible};

const CHILD: &str = "MINGBAI_TEST_PUBLISH_INTO";
const FIRST: &str = "MINGBAI_TEST_PUBLISH_FIRST";
const SEED: &str = "MINGBAI_TEST_SEED";

/// A page whose links are lines that start with an arrow.
fn page(text: &str, links: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut page = format!("{text}\n");
    for link in links {
        let _ = writeln!(page, "-> {link}");
    }
    page.push_str(&"内容".repeat(400));
    page.into_bytes()
}

fn address(i: usize) -> String {
    format!("part-{}/page-{i}/index.html", i % 7)
}

/// Two versions of a site of a few hundred files: common pages, changed and unchanged, and pages of their own.
fn version(second: bool) -> Files {
    let name = if second { "second" } else { "first" };
    let pages = if second { 100..300 } else { 0..200 };
    let mut site = Files::new();
    let style = format!("assets/{name}/style.css");
    for i in pages.clone() {
        let links = if (150..170).contains(&i) {
            (1..5).map(|k| address(100 + (i * 7 + k * 13) % 100)).collect()
        } else {
            let mut links: Vec<String> = (1..5).map(|k| address(pages.start + (i * 7 + k * 29) % 200)).collect();
            links.extend([style.clone(), "feed.xml".into(), "index.html".into()]);
            links
        };
        let text = if (150..170).contains(&i) { "the same" } else { name };
        site.insert(address(i), page(text, links));
    }
    site.insert(style.clone(), page(name, []));
    site.insert("assets/common.css".into(), page(name, []));
    site.insert("feed.xml".into(), page(name, pages.clone().map(address)));
    let home = pages.map(address).chain([style, "feed.xml".into(), "assets/common.css".into()]);
    site.insert("index.html".into(), page(name, home));
    // Files that become folders and the other way round.
    for i in 0..5 {
        let (file, folder) = (format!("swap/{i}"), format!("swap/{}", i + 5));
        let (file, folder) = if second { (folder, file) } else { (file, folder) };
        site.insert(file, page(name, []));
        site.insert(format!("{folder}/index.html"), page(name, []));
        site.insert(format!("{folder}/more/{i}.html"), page(name, []));
    }
    site
}

/// Not a test: the process to be killed, which publishes one version after the other.
#[test]
fn child_to_be_killed() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let versions = [version(false), version(true)];
    let first = usize::from(std::env::var_os(FIRST).is_some_and(|first| first == "1"));
    for site in versions.iter().cycle().skip(first) {
        publish_well(Path::new(&dir), site);
    }
}

/// Lets the child publish for a while, then kills it; `renaming` counts the time from where its renames begin.
fn publish_and_kill(dir: &Path, first: u64, wait: Duration, renaming: bool) {
    let pending = dir.join(".mingbai/pending");
    let renaming = renaming && !pending.exists();
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "publish::killed::child_to_be_killed", "--nocapture"])
        .env(CHILD, dir)
        .env(FIRST, first.to_string())
        .stdout(Stdio::null())
        .spawn()
        .expect("a child");
    // Not for ever: a run that renames nothing has nothing to be killed in.
    let limit = Instant::now() + Duration::from_secs(5);
    while renaming && !pending.exists() && Instant::now() < limit {
        thread::sleep(Duration::from_micros(50));
        assert!(child.try_wait().expect("its state").is_none(), "the child publishes until it is killed");
    }
    thread::sleep(wait);
    assert!(child.try_wait().expect("its state").is_none(), "the child publishes until it is killed");
    child.kill().expect("killed");
    child.wait().expect("gone");
}

fn links(page: &[u8]) -> impl Iterator<Item = &str> {
    std::str::from_utf8(page).expect("UTF-8").lines().filter_map(|line| line.strip_prefix("-> "))
}

/// What a visitor can find: links of the file system are followed, and one that leads nowhere is nothing.
fn served(dir: &Path) -> Files {
    let paths = all(dir).into_keys().filter(|path| !path.starts_with(".mingbai") && dir.join(path).is_file());
    paths.map(|path| (path.clone(), fs::read(dir.join(&path)).expect("a file"))).collect()
}

/// Every file is that of one version or the other; and where there is a home page, every link of every file works,
/// whether anybody can come to it from there or not.
fn check(dir: &Path, versions: &[Files; 2]) {
    let found = served(dir);
    for (path, bytes) in &found {
        assert!(versions.iter().any(|version| version.get(path) == Some(bytes)), "{path} is whole");
    }
    for (path, page) in found.iter().filter(|_| found.contains_key("index.html")) {
        for link in links(page) {
            assert!(found.contains_key(link), "{path} links to {link}, which is not there");
        }
    }
}

#[test]
fn a_killed_run_leaves_whole_files_and_working_links() {
    let seed = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or_else(|| RandomState::new().hash_one(1));
    println!("{SEED}={seed}");
    let mut state = seed | 1;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % below
    };
    let versions = [version(false), version(true)];
    let mut dir = tempfile::tempdir().expect("a folder");
    let (mut halfway, mut staging) = (0, 0);
    for _ in 0..90 {
        let renaming = random(3) > 0;
        let wait = random(if renaming { 15_000 } else { 80_000 });
        publish_and_kill(dir.path(), random(2), Duration::from_micros(wait), renaming);
        halfway += usize::from(dir.path().join(".mingbai/pending").exists());
        staging += usize::from(dir.path().join(".mingbai/stage").exists());
        check(dir.path(), &versions);
        match random(4) {
            0 => dir = tempfile::tempdir().expect("a folder"),
            1 => {
                let second = random(2) == 1;
                publish_well(dir.path(), &version(second));
                assert_eq!(visible(dir.path()), versions[usize::from(second)]);
                let ours = fs::read_dir(dir.path().join(".mingbai")).expect("our folder").count();
                assert_eq!(ours, 3, "nothing is left of the killed run");
            }
            _ => {}
        }
    }
    println!(
        "of 90 kills {halfway} came in the middle of the renames, {} while staging",
        staging - halfway.min(staging)
    );
    assert!(halfway > 0, "some kills come in the middle of the renames");
    publish_well(dir.path(), &versions[1]);
    assert_eq!(visible(dir.path()), versions[1]);
    assert!(super::folders(dir.path()).iter().all(|folder| versions[1].keys().any(|path| path.starts_with(folder))));
}
