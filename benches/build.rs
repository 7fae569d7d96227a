//! How long a whole build takes, beside the physical limit: `cp -r` of its own output, in turns, in one run.
//!
//! `cargo bench` measures 1,000 and 10,000 pages of a made-up town; `cargo bench -- 50000` measures others. Each round
//! builds into a folder that does not exist yet, builds again with nothing changed, and copies the output. Nothing is
//! deleted before the end, because some file systems pay for deletions minutes later.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const FOLDERS: [(&str, &str); 4] = [("gongcheng", "工程"), ("huiyi", "会议"), ("zijin", "资金"), ("tongzhi", "通知")];
const PLACES: [&str; 8] = ["东坑", "西陂", "南塘", "北岭", "上寨", "下寨", "新围", "旧圩"];
const WORKS: [&str; 6] = ["修水圳", "铺村道", "装路灯", "清河道", "建水池", "种林木"];

/// A small generator of pseudo-random numbers (xorshift), so that every run has the same pages.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

fn page(n: usize, dice: &mut Dice) -> String {
    let (place, work) = (PLACES[dice.roll(8)], WORKS[dice.roll(6)]);
    let mut out = format!(
        "---\ntitle: {place}{work}第{n}号\ndate: 202{}-{:02}-{:02}\nplace: {place}\ntopic: [{work}, {}]\namount: \"{}.{:02}\"\n---\n\n",
        dice.roll(4),
        1 + dice.roll(12),
        1 + dice.roll(28),
        WORKS[dice.roll(6)],
        dice.roll(900),
        dice.roll(100)
    );
    for heading in ["情况", "数量", "说明"] {
        let _ = write!(out, "## {heading}\n\n");
        for _ in 0..3 + dice.roll(4) {
            let _ = write!(
                out,
                "{}{}，**用料按合同。**其中{}占{}%，由村里和镇里一起验收。",
                PLACES[dice.roll(8)],
                WORKS[dice.roll(6)],
                WORKS[dice.roll(6)],
                dice.roll(100)
            );
        }
        out.push_str("\n\n");
    }
    out.push_str("| 项 | 数 | 元 |\n|---|--:|--:|\n");
    for work in WORKS {
        let _ = writeln!(out, "| {work} | {} | {}.00 |", dice.roll(500), dice.roll(90_000));
    }
    if n > 0 {
        let _ = write!(out, "\n见[前一件](p-{:06}.md)[^1]。\n\n[^1]: 数字由财政所提供。\n", n - 1);
    }
    out
}

fn corpus(root: &Path, pages: usize) {
    fs::create_dir_all(root).expect("a folder");
    fs::write(root.join("site.yaml"), "title: 量一量\nbase_url: https://bench.example/\nas_of: 2026-01-01\ntaxonomies: [place, topic]\nfields: {amount: string}\n").expect("site.yaml");
    fs::create_dir_all(root.join("content")).expect("a folder");
    fs::write(root.join("content/_index.md"), "# 量一量\n\n首页。\n").expect("home");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for (folder, title) in FOLDERS {
        let folder = root.join("content").join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("_index.md"), format!("---\ntitle: {title}\n---\n\n{title}。\n")).expect("a section");
        for n in 0..pages / FOLDERS.len() {
            fs::write(folder.join(format!("p-{n:06}.md")), page(n, &mut dice)).expect("a page");
        }
    }
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
    println!("| pages | build ms | again ms | cp -r ms | build / cp -r | again / build |");
    println!("|--:|--:|--:|--:|--:|--:|");
    for pages in sizes {
        let root = work.path().join(format!("site-{pages}"));
        corpus(&root, pages);
        let (mut build, mut again, mut copy) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            let output = work.path().join(format!("out-{pages}-{round}"));
            let program = || {
                let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
                command.args(["build", "-q", "--root"]).arg(&root).arg("--output").arg(&output);
                command
            };
            build.push(timed(&mut program()));
            again.push(timed(&mut program()));
            copy.push(timed(
                Command::new("cp").arg("-r").arg(&output).arg(work.path().join(format!("copy-{pages}-{round}"))),
            ));
        }
        let (build, again, copy) = (median(&mut build), median(&mut again), median(&mut copy));
        println!("| {pages} | {build:.0} | {again:.0} | {copy:.0} | {:.2} | {:.2} |", build / copy, again / build);
    }
}
