//! What the checks cost: `mingbai check`, and a build with every rule, beside a build without any.
//!
//! `cargo bench --bench checking` measures 10,000 pages (`-- 2000`, or `PAGES=2000`: others): medians of five rounds, in
//! turns. With `CALLGRIND=1` valgrind counts the instructions of `check` and of a build without checks instead, of 1,000
//! pages, once each and on one thread: those do not depend on what else the machine does, and the run fails where `check`
//! takes more of them.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

#[path = "corpus/mod.rs"]
mod corpus;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use mingbai::check::RULES;

const ROUNDS: usize = 5;

/// What is measured: a name, the site, and the arguments.
type Way<'a> = (&'a str, &'a Path, &'a [&'a str]);

fn command(program: &str, (_, root, arguments): &Way<'_>, output: &Path) -> Command {
    let binary = env!("CARGO_BIN_EXE_mingbai");
    let mut command = Command::new(if program.is_empty() { binary } else { program });
    if !program.is_empty() {
        // Threads that wait for one another spin.
        command.env("RAYON_NUM_THREADS", "1");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", binary]);
    }
    command.args(*arguments).arg("--root").arg(root);
    if arguments[0] == "build" {
        command.arg("--output").arg(output);
    }
    command
}

fn milliseconds(way: &Way<'_>, output: &Path) -> f64 {
    let start = Instant::now();
    let out = command("", way, output).output().expect("it runs");
    assert!(out.status.success(), "{}: {}", way.0, String::from_utf8_lossy(&out.stderr));
    start.elapsed().as_secs_f64() * 1000.0
}

/// Millions of instructions.
fn instructions(way: &Way<'_>, output: &Path) -> f64 {
    let out = command("valgrind", way, output).output().expect("valgrind is installed");
    assert!(out.status.success(), "{}: {}", way.0, String::from_utf8_lossy(&out.stderr));
    let said = String::from_utf8_lossy(&out.stderr);
    let counted = said.split("Collected :").nth(1).and_then(|rest| rest.split_whitespace().next());
    counted.and_then(|n| n.parse::<f64>().ok()).unwrap_or_else(|| panic!("no count: {said}")) / 1e6
}

fn main() {
    let counts = std::env::var_os("CALLGRIND").is_some();
    let named = std::env::args().chain(std::env::var("PAGES")).find_map(|a| a.parse().ok());
    let pages = named.unwrap_or(if counts { 1_000 } else { 10_000 });
    let work = tempfile::tempdir().expect("a folder");
    let (all, none) = (work.path().join("all"), work.path().join("none"));
    corpus::write(&all, pages);
    corpus::write(&none, pages);
    let off: String =
        RULES.iter().filter(|rule| !rule.is_essential()).map(|rule| format!("  {}: off\n", rule.name)).collect();
    fs::write(none.join("site.yaml"), format!("{}checks:\n{off}", corpus::SITE)).expect("site.yaml");
    let mut ways: Vec<Way<'_>> = vec![
        ("build without checks", &none, &["build", "-q"]),
        ("check", &all, &["check"]),
        ("build with all checks", &all, &["build", "-q"]),
    ];
    // The last takes as long again, and tells nothing that the two do not.
    ways.truncate(if counts { 2 } else { 3 });
    let mut results: Vec<Vec<f64>> = vec![Vec::new(); ways.len()];
    for round in 0..if counts { 1 } else { ROUNDS } {
        for (n, way) in ways.iter().enumerate() {
            let output = work.path().join(format!("out-{round}-{n}"));
            results[n].push(if counts { instructions(way, &output) } else { milliseconds(way, &output) });
        }
    }
    let medians: Vec<f64> = results
        .iter_mut()
        .map(|list| {
            list.sort_by(f64::total_cmp);
            list[list.len() / 2]
        })
        .collect();
    println!("| pages | | {} | to a build without checks |", if counts { "million instructions" } else { "ms" });
    println!("|--:|---|--:|--:|");
    for ((name, ..), value) in ways.iter().zip(&medians) {
        println!("| {pages} | {name} | {value:.0} | {:.2} |", value / medians[0]);
    }
    assert!(!counts || medians[1] <= medians[0], "`check` costs more than a build without checks");
}
