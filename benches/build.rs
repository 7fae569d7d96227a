//! How long a whole build takes, beside Hugo doing the same work and the physical limit, `cp -r` of the output.
//!
//! `cargo bench` measures 1,000 and 10,000 pages of a made-up town; `cargo bench -- 50000` measures others. With `HUGO`
//! naming Hugo's program, Hugo takes part: it builds the same pages with templates that write the same things. The
//! builders take turns. Each round builds into a folder that does not exist yet, builds again with nothing changed, and
//! copies the output. Nothing is deleted before the end, because some file systems pay for deletions minutes later.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use mingbai::check::RULES;

const ROUNDS: usize = 5;

/// Who builds: a name, and the command for a site's folder and an output folder.
struct Builder {
    name: &'static str,
    root: PathBuf,
    command: fn(&Path, &Path) -> Command,
}

fn mingbai(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.args(["build", "-q", "--root"]).arg(root).arg("--output").arg(output);
    command
}

fn hugo(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("HUGO").unwrap_or_default());
    command.args(["--quiet", "--noBuildLock", "--source"]).arg(root).arg("--destination").arg(output);
    command
}

fn builders(work: &Path, pages: usize) -> Vec<Builder> {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let place = |name: &str| work.join(format!("{name}-{pages}"));
    let (town, bare) = (place("mingbai"), place("same-work"));
    corpus::write(&town, pages);
    corpus::copy(&town.join("content"), &bare.join("content"));
    corpus::copy(&benches.join("same-work/themes"), &bare.join("themes"));
    // Hugo checks nothing, and its site cannot be searched.
    let off: String =
        RULES.iter().filter(|rule| !rule.is_essential()).map(|rule| format!("  {}: off\n", rule.name)).collect();
    fs::write(bare.join("site.yaml"), format!("{}theme: bare\nsearch: false\nchecks:\n{off}", corpus::SITE))
        .expect("site.yaml");
    let mut list = vec![
        Builder { name: "mingbai, the town's theme and all checks", root: town.clone(), command: mingbai },
        Builder { name: "mingbai, the same work as Hugo", root: bare, command: mingbai },
    ];
    if std::env::var_os("HUGO").is_some() {
        let root = place("hugo");
        corpus::copy(&town.join("content"), &root.join("content"));
        corpus::copy(&benches.join("hugo"), &root);
        corpus::copy(&benches.join("same-work/themes/bare/assets"), &root.join("static"));
        list.push(Builder { name: "hugo", root, command: hugo });
    }
    list
}

fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.status().expect("the command runs");
    assert!(status.success(), "{command:?}");
    start.elapsed()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let work = tempfile::tempdir().expect("a folder");
    println!("| pages | | build ms | again ms | cp -r ms | build / cp -r | again / build | hugo / build |");
    println!("|--:|---|--:|--:|--:|--:|--:|--:|");
    for pages in sizes {
        let builders = builders(work.path(), pages);
        let mut times = vec![[Vec::new(), Vec::new(), Vec::new()]; builders.len()];
        for round in 0..ROUNDS {
            for (builder, [build, again, copied]) in builders.iter().zip(&mut times) {
                let output = builder.root.join(format!("out-{round}"));
                build.push(timed(&mut (builder.command)(&builder.root, &output)));
                again.push(timed(&mut (builder.command)(&builder.root, &output)));
                let copy = builder.root.join(format!("copy-{round}"));
                copied.push(timed(Command::new("cp").arg("-r").arg(&output).arg(copy)));
            }
        }
        let rows: Vec<[f64; 3]> = times.iter_mut().map(|of| of.each_mut().map(|times| median(times))).collect();
        let hugo = builders.iter().position(|b| b.name == "hugo").map(|i| rows[i][0]);
        for (builder, [build, again, copy]) in builders.iter().zip(&rows) {
            let ratio = hugo.map_or(String::new(), |hugo| format!("{:.1}", hugo / build));
            println!(
                "| {pages} | {} | {build:.0} | {again:.0} | {copy:.0} | {:.2} | {:.2} | {ratio} |",
                builder.name,
                build / copy,
                again / build
            );
        }
    }
}
