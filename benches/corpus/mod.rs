//! A made-up town of any size, the same in every run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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

/// Its settings.
pub(crate) const SITE: &str = "title: 量一量
base_url: https://bench.example/
as_of: 2026-01-01
publisher: 量一量
taxonomies:
  - {name: place, title: 地方}
  - {name: topic, title: 主题}
fields: {status: string, amount: string}
";

/// Writes its settings and so many pages.
pub(crate) fn write(root: &Path, pages: usize) {
    let content = &root.join("content");
    fs::create_dir_all(content).expect("a folder");
    fs::write(root.join("site.yaml"), SITE).expect("site.yaml");
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

/// Copies a folder with all that is in it.
#[allow(dead_code, reason = "not every benchmark copies")]
pub(crate) fn copy(from: &Path, to: &Path) {
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
