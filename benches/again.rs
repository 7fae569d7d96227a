//! How long a rebuild takes after one edit, stage by stage: `cargo bench --bench again -- FOLDER`, the folder of a site.
//!
//! It is copied, and then bodies and titles of pages spread over it are changed one by one, as by an editor of which the
//! watcher knows the path. Medians of all edits of a kind are told; no time of the watcher or the server is in them.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mingbai::engine::Engine;
use mingbai::model::Overrides;
use mingbai::render::Options;

const EDITS: usize = 15;

fn copy(from: &Path, to: &Path, pages: &mut Vec<PathBuf>) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target, pages);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
            let is_page = target.extension().is_some_and(|e| e == "md");
            if is_page && !target.file_name().is_some_and(|n| n.to_string_lossy().starts_with('_')) {
                pages.push(target);
            }
        }
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn main() {
    let Some(root) = std::env::args().skip(1).find(|a| !a.starts_with("--")).map(PathBuf::from) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut pages = Vec::new();
    copy(&root.join("content"), &folder.path().join("content"), &mut pages);
    if root.join("themes").is_dir() {
        copy(&root.join("themes"), &folder.path().join("themes"), &mut Vec::new());
    }
    fs::copy(root.join("site.yaml"), folder.path().join("site.yaml")).expect("site.yaml");
    pages.sort();
    let mut engine = Engine::new(folder.path(), Overrides::default(), Options::default());
    let start = Instant::now();
    let round = engine.rebuild(None);
    println!("{} pages: first build {:.1?}, {} outputs", pages.len(), start.elapsed(), round.rendered);
    drop(round);
    for kind in ["body", "title", "date"] {
        let mut stages: BTreeMap<usize, (&str, Vec<Duration>)> = BTreeMap::new();
        let (mut whole, mut made) = (Vec::new(), Vec::new());
        for n in 0..EDITS {
            let path = &pages[(n * pages.len() / EDITS + 7) % pages.len()];
            let text = fs::read_to_string(path).expect("a page");
            let changed = match kind {
                "body" => format!("{text}\n\n改动{n}。\n"),
                "title" => text.replacen("title: ", "title: 新", 1),
                _ => text.replacen("date: 20", "date: 19", 1),
            };
            fs::write(path, changed).expect("a page");
            let start = Instant::now();
            let round = engine.rebuild(Some(std::slice::from_ref(path)));
            whole.push(start.elapsed());
            made.push(round.rendered);
            for (place, (name, time)) in round.stages.iter().enumerate() {
                stages.entry(place).or_insert((name, Vec::new())).1.push(*time);
            }
            drop(round);
            std::thread::sleep(Duration::from_millis(20));
        }
        made.sort_unstable();
        let told: Vec<String> =
            stages.into_values().map(|(name, times)| format!("{name} {:.1}", median(times))).collect();
        println!("{kind}: {:.1} ms ({}), {} outputs made", median(whole), told.join(", "), made[made.len() / 2]);
    }
}
