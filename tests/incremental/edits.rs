//! What may happen to a site between two builds, at random.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixture::{Files, png, theme};

/// Numbers by chance, the same for the same seed (SplitMix64).
pub(crate) struct Chance(pub u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A site on the disk that is edited.
pub(crate) struct Edited {
    pub(crate) root: PathBuf,
    pub(crate) files: Files,
    /// Paths that the last edits have touched.
    pub(crate) touched: Vec<PathBuf>,
    /// What broken files held before.
    broken: Files,
    /// How the site was when it was last good.
    good: Files,
    pub(crate) chance: Chance,
    /// The section whose pages come and go.
    section: &'static str,
    /// How files with records end.
    data: &'static [&'static str],
}

const TOPICS: [&str; 3] = ["道路", "学校", "水利"];
const WORDS: [&str; 8] = ["修路", "通水", "办学", "植树", "清淤", "收储", "开会", "验收"];

impl Edited {
    pub(crate) fn new(
        root: &Path,
        files: Files,
        (section, data): (&'static str, &'static [&'static str]),
        seed: u64,
    ) -> Edited {
        let mut edited = Edited {
            root: root.to_owned(),
            files: Files::new(),
            touched: Vec::new(),
            broken: Files::new(),
            good: Files::new(),
            chance: Chance(seed),
            section,
            data,
        };
        files.into_iter().for_each(|(path, bytes)| edited.put(&path, bytes));
        edited
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>) {
        #![expect(clippy::disallowed_methods, reason = "tests write sites as editors do")]
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().expect("a folder")).expect("a folder");
        if self.chance.below(2) == 0 {
            fs::write(&full, &bytes).expect("a file");
        } else {
            let beside = full.with_file_name(".new.tmp");
            fs::write(&beside, &bytes).expect("a file");
            fs::rename(&beside, &full).expect("a rename");
        }
        self.files.insert(path.to_owned(), bytes);
        self.touched.push(full);
    }

    fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        #![expect(clippy::disallowed_methods, reason = "tests write sites as editors do")]
        let bytes = self.files.remove(path)?;
        let full = self.root.join(path);
        fs::remove_file(&full).expect("a file less");
        self.touched.push(full);
        Some(bytes)
    }

    /// A file with one of these endings below a folder.
    fn pick(&mut self, folder: &str, endings: &[&str]) -> Option<String> {
        let fits = |path: &&String| path.starts_with(folder) && endings.iter().any(|e| path.ends_with(e));
        let all: Vec<String> = self.files.keys().filter(fits).cloned().collect();
        (!all.is_empty()).then(|| self.chance.one(&all).clone())
    }

    fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(self.files.get(path)?.clone()).ok()
    }

    /// Changes the lines of a text file.
    fn lines(&mut self, path: &str, change: impl FnOnce(&mut Vec<String>, &mut Chance)) {
        let Some(text) = self.text(path) else { return };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        change(&mut lines, &mut self.chance);
        self.put(path, (lines.join("\n") + "\n").into_bytes());
    }

    /// Sets a key of a page's front matter, or takes it away.
    fn key(&mut self, path: &str, key: &str, value: Option<String>) {
        self.lines(path, |lines, _| {
            let begins = format!("{key}:");
            let end = lines.iter().skip(1).position(|l| l == "---").map_or(0, |at| at + 1);
            let at = lines[..end].iter().position(|l| l.starts_with(&begins));
            match (at, value) {
                (Some(at), Some(value)) => lines[at] = format!("{begins} {value}"),
                (Some(at), None) => drop(lines.remove(at)),
                (None, Some(value)) if end > 0 => lines.insert(end, format!("{begins} {value}")),
                _ => {}
            }
        });
    }

    fn markdown(&mut self) -> Option<String> {
        self.pick("content/", &[".md"])
    }

    /// Edits something, and says what.
    pub(crate) fn edit(&mut self) -> String {
        let kind = self.chance.below(100);
        let n = self.chance.below(1000);
        let word = *self.chance.one(&WORDS);
        match kind {
            0..=19 => self.body(n, word),
            20..=27 => self.front("title", Some(format!("{word}{n}"))),
            28..=33 => {
                let date = format!("2023-0{}-{:02}", 1 + n % 8, 1 + n % 28);
                self.front("date", Some(date))
            }
            34..=44 => {
                let keys: [(&str, Option<String>); 14] = [
                    ("weight", Some((n % 9).to_string())),
                    ("summary", Some(format!("{word}的摘要{n}"))),
                    ("topic", Some(format!("[{}]", TOPICS[n % 3]))),
                    ("topic", Some(format!("[{}, {word}]", TOPICS[n % 3]))),
                    ("village", Some(format!("[曹角湾, 村{}]", n % 3))),
                    ("draft", Some((n.is_multiple_of(2)).to_string())),
                    ("aliases", Some(format!("[/old/{n}/]"))),
                    ("account", Some((n.is_multiple_of(2)).to_string())),
                    ("toc", Some((n.is_multiple_of(2)).to_string())),
                    ("note", Some(format!("{word}{n}"))),
                    ("updated", Some(format!("2023-08-{:02}", 1 + n % 28))),
                    ("slug", Some(format!("s-{n}"))),
                    ("keywords", Some(format!("[{word}]"))),
                    ("weight", None),
                ];
                let (key, value) = self.chance.one(&keys).clone();
                self.front(key, value)
            }
            45..=58 => self.data(n, word),
            59..=61 => self.replaced("_collection.yaml", "title: ", &format!("title: 改{n}的")),
            62..=64 => {
                let name = *self.chance.one(&["list.html", "record.html", "base.html", "masthead.html"]);
                self.of_theme(&format!("templates/{name}"), |text| {
                    text.replacen("class=\"", &format!("class=\"k{n} "), 1)
                })
            }
            65..=66 => self.of_theme("i18n/zh-CN.yaml", |text| {
                let mut lines: Vec<&str> = text.lines().collect();
                let home = format!("home: 首页{n}");
                lines.iter_mut().filter(|l| l.starts_with("home:")).for_each(|l| *l = &home);
                lines.join("\n") + "\n"
            }),
            67..=68 => self.of_theme("assets/style.css", |text| format!("{text}/* {n} */\n")),
            69..=72 => {
                let line = match n % 6 {
                    0 => format!("paginate: {}", 2 + n % 4),
                    1 => format!("feed_limit: {}", 2 + n % 4),
                    2 => format!("publisher: 样镇{n}"),
                    3 => "contact: {phone: 0753-7654321}".to_owned(),
                    4 => format!("publish_checks: {}", n.is_multiple_of(4)),
                    _ => format!("demonstration: {}", n % 4 == 1),
                };
                let key = line.split(':').next().unwrap_or_default().to_owned() + ":";
                self.lines("site.yaml", |lines, _| {
                    lines.retain(|l| !l.starts_with(&key));
                    lines.push(line.clone());
                });
                format!("site.yaml: {line}")
            }
            73..=75 => self.replaced("figures.yaml", "今年的", &format!("今年{n}的")),
            76 => self.replaced("glossary.yaml", "以后再出让", &format!("以后{n}再出让")),
            77..=79 => self.renamed(n),
            80..=82 => match self.pick(self.section, &[".md", ".txt", ".png"]) {
                Some(path) => {
                    self.remove(&path);
                    format!("removed {path}")
                }
                None => self.page(n, word),
            },
            83..=86 => self.page(n, word),
            87..=88 => self.folder(n, word),
            89..=90 => {
                let Some(path) = self.pick("content/", &[".png", ".jpg"]) else { return self.body(n, word) };
                self.put(&path, png(n as u32));
                format!("another {path}")
            }
            91 => self.replaced(".txt", "二", &format!("二{n}")),
            // Something is found in what visitors can download, and nothing any more.
            92 => self.replaced(".txt", "二", "二\n编号：13800138000\n"),
            93..=96 => self.damage(n),
            97 => {
                let Some(path) = self.markdown() else { return String::new() };
                let bytes = self.files[&path].clone();
                self.put(&path, bytes);
                format!("saved {path} as it was")
            }
            _ => {
                let path = "content/reconcile.yaml";
                self.lines(path, |lines, _| {
                    let other = if lines.iter().any(|l| l.contains("\"=\"")) { "\">=\"" } else { "\"=\"" };
                    for line in lines.iter_mut().filter(|l| l.contains("relation:")) {
                        *line = format!("  relation: {other}");
                    }
                });
                format!("turned {path}")
            }
        }
    }

    fn body(&mut self, n: usize, word: &str) -> String {
        let Some(path) = self.markdown() else { return String::new() };
        let more = [
            format!("{word}第{n}处。"),
            "[](figure:signed-count)个。".to_owned(),
            format!("**{word}**，见[动态](/news/)。"),
            "![校门](/news/school/gate.png)".to_owned(),
            format!("## {word}\n\n收储{n}。"),
            "[](record:places/a)。".to_owned(),
        ];
        let more = self.chance.one(&more).clone();
        let is_cut = self.chance.below(3) == 0;
        self.lines(&path, |lines, _| {
            if is_cut && lines.last().is_some_and(|l| l != "---") {
                lines.pop();
            }
            lines.push(String::new());
            lines.push(more);
        });
        format!("wrote in {path}")
    }

    fn front(&mut self, key: &str, value: Option<String>) -> String {
        let folder = if self.chance.below(2) == 0 { self.section } else { "content/" };
        let Some(path) = self.pick(folder, &[".md"]) else { return String::new() };
        let said = format!("{path}: {key}: {value:?}");
        self.key(&path, key, value);
        said
    }

    fn data(&mut self, n: usize, word: &str) -> String {
        let Some(path) = self.pick("content/", self.data) else { return String::new() };
        let is_csv = path.ends_with(".csv");
        self.lines(&path, |lines, chance| {
            let first = usize::from(is_csv);
            let at = first + chance.below(lines.len().saturating_sub(first));
            let Some(line) = lines.get(at).cloned() else { return };
            match n % 5 {
                0 if is_csv => lines[at] = line.replace("总结", &format!("总结{n}")),
                0 => lines[at] = line.replace("总结", &format!("总结{n}")).replace("100", &(100 + n).to_string()),
                1 if lines.len() > first + 1 => drop(lines.remove(at)),
                2 => lines[at] = line.replace("在谈", "签约").replace("16万", "17万").replace("推进中", "已完成"),
                3 if is_csv => {
                    let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
                    cells[0] = format!("x{n}");
                    cells[1] = format!("{word}{n}");
                    lines.push(cells.join(","));
                }
                3 if !line.contains("id: ") => {}
                3 => {
                    let from = line.find("id: ").map_or(0, |i| i + 4);
                    let to = line[from..].find(',').map_or(from, |i| from + i);
                    lines.push(format!("{}x{n}{}", &line[..from], &line[to..]));
                }
                _ => lines[at] = line.replace("2023", "2022"),
            }
        });
        format!("data in {path}")
    }

    fn replaced(&mut self, ending: &str, from: &str, to: &str) -> String {
        let Some(path) = self.pick("content/", &[ending]) else { return String::new() };
        let Some(text) = self.text(&path) else { return String::new() };
        let back = if text.contains(to) { text.replace(to, from) } else { text.replacen(from, to, 1) };
        self.put(&path, back.into_bytes());
        format!("{from} in {path}")
    }

    fn of_theme(&mut self, name: &str, change: impl Fn(&str) -> String) -> String {
        let path = format!("themes/town/{name}");
        if self.files.contains_key(&path) && self.chance.below(4) == 0 {
            self.remove(&path);
            return format!("built-in {path}");
        }
        let text = self.text(&path).unwrap_or_else(|| theme(name));
        self.put(&path, change(&text).into_bytes());
        format!("own {path}")
    }

    fn renamed(&mut self, n: usize) -> String {
        let Some(path) = self.pick(self.section, &[".md"]) else { return String::new() };
        let Some(bytes) = self.remove(&path) else { return String::new() };
        let folder = *self.chance.one(&["content/news", "content/about", "content/more"]);
        let to = format!("{folder}/r{n}.md");
        self.put(&to, bytes);
        format!("{path} became {to}")
    }

    fn page(&mut self, n: usize, word: &str) -> String {
        let path = format!("{}k{n}.md", self.section);
        let text =
            format!("---\ntitle: {word}{n}\ndate: 2023-06-{:02}\ntopic: [{word}]\n---\n\n{word}。\n", 1 + n % 28);
        self.put(&path, text.into_bytes());
        format!("new {path}")
    }

    fn folder(&mut self, n: usize, word: &str) -> String {
        let folder = format!("content/f{}/g{n}", n % 3);
        self.put(&format!("{folder}/index.md"), format!("---\ntitle: {word}{n}\n---\n\n[件](a.txt)\n").into_bytes());
        self.put(&format!("{folder}/a.txt"), word.as_bytes().to_vec());
        format!("new {folder}")
    }

    /// Breaks a file, or mends all that are broken.
    fn damage(&mut self, n: usize) -> String {
        if !self.broken.is_empty() {
            return self.mend();
        }
        let endings = [".md", ".yaml", ".html", ".csv"];
        let folder = *self.chance.one(&["content/", "themes/", "site.yaml"]);
        let Some(path) = self.pick(folder, &endings) else { return String::new() };
        let bytes = self.files[&path].clone();
        self.broken.insert(path.clone(), bytes.clone());
        let wrong: &[u8] = match n % 4 {
            0 => b"---\ntitle: [\n---\n",
            1 => b"\xff\xfe\x00 no text",
            2 => b"{{ nowhere.at.all }}",
            _ => b"",
        };
        self.put(&path, wrong.to_vec());
        format!("broke {path} ({})", n % 4)
    }

    /// Mends what is broken.
    fn mend(&mut self) -> String {
        let broken = std::mem::take(&mut self.broken);
        let said = format!("mended {:?}", broken.keys().collect::<Vec<_>>());
        broken.into_iter().for_each(|(path, bytes)| self.put(&path, bytes));
        said
    }

    /// Keeps how all files are now.
    pub(crate) fn keep(&mut self) {
        self.good.clone_from(&self.files);
    }

    /// Puts all files back to how they were kept.
    pub(crate) fn restore(&mut self) -> String {
        self.broken.clear();
        let good = self.good.clone();
        let gone: Vec<String> = self.files.keys().filter(|path| !good.contains_key(*path)).cloned().collect();
        gone.iter().for_each(|path| drop(self.remove(path)));
        for (path, bytes) in good {
            if self.files.get(&path) != Some(&bytes) {
                self.put(&path, bytes);
            }
        }
        "restored".to_owned()
    }
}
