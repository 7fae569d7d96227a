//! How long a whole build takes, beside Hugo doing the same work and the physical limit, `cp -r` of the output.
//!
//! `cargo bench` measures 1,000 and 10,000 pages of a made-up town; `cargo bench -- 50000` measures others. With `HUGO`
//! naming Hugo's program, Hugo takes part: it builds the same pages with templates that write the same things. The
//! builders take turns. Each round builds into a folder that does not exist yet, builds again with nothing changed, and
//! copies the output. Nothing is deleted before the end, because some file systems pay for deletions minutes later.
#![expect(clippy::disallowed_methods, reason = "a benchmark makes folders and measures time")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const FOLDERS: [(&str, &str); 4] = [("gongcheng", "工程"), ("huiyi", "会议"), ("zijin", "资金"), ("tongzhi", "通知")];
const PLACES: [&str; 8] = ["东坑", "西陂", "南塘", "北岭", "上寨", "下寨", "新围", "旧圩"];
const WORKS: [&str; 6] = ["修水圳", "铺村道", "装路灯", "清河道", "建水池", "种林木"];
const STATES: [&str; 4] = ["未开工", "在建", "完工", "已验收"];

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
        "---\ntitle: {place}{work}第{n}号\ndate: 202{}-{:02}-{:02}\nplace: {place}\ntopic: [{work}, {}]\nstatus: {}\namount: \"{}.{:02}\"\n---\n\n",
        dice.roll(4),
        1 + dice.roll(12),
        1 + dice.roll(28),
        WORKS[dice.roll(6)],
        STATES[dice.roll(4)],
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
        let _ = write!(out, "\n见[前一件](/{}/p-{:06}/)[^1]。\n\n[^1]: 数字由财政所提供。\n", FOLDERS[0].0, n % 7);
    }
    out
}

const SITE: &str = "title: 量一量
base_url: https://bench.example/
as_of: 2026-01-01
publisher: 量一量
taxonomies:
  - {name: place, title: 地方}
  - {name: topic, title: 主题}
fields: {status: string, amount: string}
";

fn corpus(content: &Path, pages: usize) {
    fs::create_dir_all(content).expect("a folder");
    fs::write(content.join("_index.md"), "---\ntitle: 量一量\n---\n\n首页。\n").expect("home");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for (folder, title) in FOLDERS {
        let folder = content.join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("_index.md"), format!("---\ntitle: {title}\n---\n\n{title}。\n")).expect("a section");
        for n in 0..pages / FOLDERS.len() {
            fs::write(folder.join(format!("p-{n:06}.md")), page(n, &mut dice)).expect("a page");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

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
    corpus(&town.join("content"), pages);
    fs::write(town.join("site.yaml"), SITE).expect("site.yaml");
    copy(&town.join("content"), &bare.join("content"));
    copy(&benches.join("same-work/themes"), &bare.join("themes"));
    let off =
        ["link/anchor", "link/internal", "link/third-party", "meta/one-title", "meta/page-tags", "wording/set-phrase"];
    let off: String = off.iter().map(|rule| format!("  {rule}: off\n")).collect();
    fs::write(bare.join("site.yaml"), format!("{SITE}theme: bare\nchecks:\n{off}")).expect("site.yaml");
    let mut list = vec![
        Builder { name: "mingbai, the town's theme and all checks", root: town.clone(), command: mingbai },
        Builder { name: "mingbai, the same work as Hugo", root: bare, command: mingbai },
    ];
    if std::env::var_os("HUGO").is_some() {
        let root = place("hugo");
        copy(&town.join("content"), &root.join("content"));
        copy(&benches.join("hugo"), &root);
        copy(&benches.join("same-work/themes/bare/assets"), &root.join("static"));
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
