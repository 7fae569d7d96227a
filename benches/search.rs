//! What search costs: time of a build with it beside one without, bytes of its files beside those of the text, and the
//! heaviest that a query downloads.
//!
//! `cargo bench --bench search` measures 1,000 and 10,000 pages of a made-up town, with the town's theme and all checks, and
//! with the yardstick's theme and none; `cargo bench --bench search -- 2000` measures others. The builds take turns.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use flate2::Compression;
use flate2::write::GzEncoder;
use mingbai::check::RULES;

const ROUNDS: usize = 5;

/// A site with or without search.
struct Built {
    name: &'static str,
    root: PathBuf,
    ms: Vec<f64>,
}

fn sites(work: &Path, pages: usize) -> [[Built; 2]; 2] {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let off: String =
        RULES.iter().filter(|rule| !rule.is_essential()).map(|rule| format!("  {}: off\n", rule.name)).collect();
    let of = |name: &'static str, bare: bool| {
        ["without", "with"].map(|search| {
            let root = work.join(format!("{name}-{search}-{pages}"));
            corpus::write(&root, pages);
            let mut site = format!("{}search: {}\n", corpus::SITE, search == "with");
            if bare {
                corpus::copy(&benches.join("same-work/themes"), &root.join("themes"));
                site += &format!("theme: bare\nchecks:\n{off}");
            }
            fs::write(root.join("site.yaml"), site).expect("site.yaml");
            Built { name, root, ms: Vec::new() }
        })
    };
    [of("town", false), of("same-work", true)]
}

fn build(built: &mut Built, round: usize) -> PathBuf {
    let output = built.root.join(format!("out-{round}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.args(["build", "-q", "--root"]).arg(&built.root).arg("--output").arg(&output);
    let start = Instant::now();
    assert!(command.status().expect("the command runs").success(), "{command:?}");
    built.ms.push(start.elapsed().as_secs_f64() * 1000.0);
    output
}

fn compressed(path: &Path) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(&fs::read(path).expect("a file")).expect("compressed");
    encoder.finish().expect("compressed").len()
}

/// Bytes of the files of a folder, and of its heaviest one, compressed.
fn weight(folder: &Path) -> (u64, usize) {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    files.fold((0, 0), |(all, most), path| {
        (all + fs::metadata(&path).expect("a file").len(), most.max(compressed(&path)))
    })
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let work = tempfile::tempdir().expect("a folder");
    println!(
        "| pages | theme | without ms | with ms | with / without | runs MB | texts MB | table kB | heaviest runs kB | texts kB |"
    );
    println!("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for pages in sizes {
        let mut sites = sites(work.path(), pages);
        let mut last: Vec<PathBuf> = vec![PathBuf::new(); sites.len()];
        for round in 0..ROUNDS {
            for (pair, last) in sites.iter_mut().zip(&mut last) {
                for built in pair {
                    *last = build(built, round);
                }
            }
        }
        for ([without, with], last) in sites.into_iter().zip(last) {
            let search = last.join("search");
            let ((runs, run), (texts, text)) = (weight(&search.join("g")), weight(&search.join("t")));
            let table = compressed(&search.join("docs.js"));
            let name = with.name;
            let (without, with) = (median(without.ms), median(with.ms));
            let mb = |bytes: u64| bytes as f64 / 1e6;
            let kb = |bytes: usize| bytes as f64 / 1e3;
            println!(
                "| {pages} | {name} | {without:.0} | {with:.0} | {:.2} | {:.1} | {:.1} | {:.1} | {:.1} | {:.1} |",
                with / without,
                mb(runs),
                mb(texts),
                kb(table),
                kb(run),
                kb(text)
            );
        }
    }
}
