//! `mingbai watch` while files are saved, moved, broken and mended as on a bad day: it ends up with what a clean build
//! makes, one save is one rebuild, and whoever reads the pages meanwhile reads whole ones.
#![expect(clippy::disallowed_methods, reason = "tests save files as editors do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// By when the output is as it should be, on a machine that has time for it.
const SOON: Duration = Duration::from_secs(2);
/// Long enough to believe that no further rebuild comes.
const STILL: Duration = Duration::from_millis(500);
const PAGES: [&str; 3] = ["index.html", "p/one/index.html", "p/two/index.html"];

struct Torture {
    _folder: tempfile::TempDir,
    root: PathBuf,
    out: PathBuf,
    clean: PathBuf,
    watch: Child,
    /// When it said that it had built again.
    rebuilds: Arc<Mutex<Vec<Instant>>>,
    /// All that it said.
    said: Arc<Mutex<Vec<String>>>,
    /// What readers may read.
    valid: Texts,
    readers: Readers,
    figures: Vec<(String, usize, Duration)>,
}

/// What a page was, each time it was another.
type Texts = BTreeMap<&'static str, BTreeSet<String>>;

/// Pages read over and over.
struct Readers {
    end: Arc<AtomicBool>,
    threads: Vec<JoinHandle<(usize, Texts)>>,
}

/// Every published file; those that come and go meanwhile may be missing.
fn tree(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![out.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if entry.file_name() != ".mingbai" {
                    folders.push(path);
                }
            } else if let Ok(bytes) = fs::read(&path) {
                all.insert(path.strip_prefix(out).expect("below").to_string_lossy().into_owned(), bytes);
            }
        }
    }
    all
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn page(title: &str, mark: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2023-08-01\n---\n\n始{mark}。\n\n{}\n\n末{mark}。\n", "正文很长。".repeat(2000))
}

fn command(root: &Path, name: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.args([name, "--locale", "en", "--as-of", "2023-09-01", "--root"]).arg(root).arg("--output").arg(out);
    command
}

impl Readers {
    fn start(out: &Path) -> Readers {
        let end = Arc::new(AtomicBool::new(false));
        let threads = PAGES.map(|page| {
            let (path, end) = (out.join(page), end.clone());
            thread::spawn(move || {
                let (mut count, mut seen) = (0, Texts::new());
                while !end.load(Ordering::Relaxed) {
                    let text = fs::read(&path).map_or_else(|e| format!("missing: {e}"), utf8);
                    seen.entry(page).or_default().insert(text);
                    count += 1;
                    thread::sleep(Duration::from_millis(2));
                }
                (count, seen)
            })
        });
        Readers { end, threads: threads.into() }
    }

    fn stop(&mut self) -> (usize, Texts) {
        self.end.store(true, Ordering::Relaxed);
        let (mut count, mut all) = (0, Texts::new());
        for reader in self.threads.drain(..) {
            let (read, seen) = reader.join().expect("a reader");
            count += read;
            all.extend(seen);
        }
        (count, all)
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|_| "torn within a character".to_owned())
}

impl Torture {
    fn new() -> Torture {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        put(&root.join("site.yaml"), "title: 镇\nbase_url: https://t.example/\npublisher: 镇\nlanguages: [zh-CN]\n");
        put(&root.join("content/_index.md"), "---\ntitle: 首页\n---\n\n欢迎。\n");
        for section in ["p", "q"] {
            put(&root.join(format!("content/{section}/_index.md")), &format!("---\ntitle: 栏目{section}\n---\n"));
        }
        put(&root.join("content/p/one.md"), &page("第一篇", "零"));
        put(&root.join("content/p/two.md"), &page("第二篇", "不变"));
        for n in 0..10 {
            put(&root.join(format!("content/q/{n}.md")), &page(&format!("杂{n}"), "零"));
        }
        let (out, clean) = (folder.path().join("out"), folder.path().join("clean"));
        let (rebuilds, said) = (Arc::<Mutex<Vec<Instant>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let mut watch =
            command(&root, "watch", &out).arg("-v").stderr(Stdio::piped()).spawn().expect("it can be started");
        let lines = BufReader::new(watch.stderr.take().expect("its words")).lines();
        let (when, words) = (rebuilds.clone(), said.clone());
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if line.contains(" rendered, ") || line.contains("nothing was published") {
                    when.lock().expect("no panic").push(Instant::now());
                }
                words.lock().expect("no panic").push(line);
            }
        });
        let begin = Instant::now();
        while !said.lock().expect("no panic").iter().any(|line| line.contains("watching")) {
            assert!(begin.elapsed() < Duration::from_secs(60), "it watches: {said:?}");
            thread::sleep(Duration::from_millis(10));
        }
        let readers = Readers::start(&out);
        let valid = BTreeMap::new();
        let mut all =
            Torture { _folder: folder, root, out, clean, watch, rebuilds, said, valid, readers, figures: Vec::new() };
        all.settled();
        all
    }

    /// What a clean build makes now; nothing if it cannot be published.
    fn wanted(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let _ = fs::remove_dir_all(&self.clean);
        let status = command(&self.root, "build", &self.clean).arg("-q").stderr(Stdio::null()).status();
        status.expect("a build").success().then(|| tree(&self.clean))
    }

    /// Waits until the output is what a clean build makes.
    fn settled(&mut self) {
        let Some(wanted) = self.wanted() else { panic!("it builds") };
        let begin = Instant::now();
        loop {
            let there = tree(&self.out);
            if there == wanted {
                break;
            }
            if begin.elapsed() > Duration::from_secs(30) {
                let differ = |(path, bytes): &(&String, &Vec<u8>)| there.get(*path) != Some(*bytes);
                let wrong: Vec<_> = wanted.iter().filter(differ).map(|(path, _)| path).take(10).collect();
                let extra: Vec<_> = there.keys().filter(|path| !wanted.contains_key(*path)).take(10).collect();
                let said = self.said.lock().expect("no panic");
                panic!("stale: {wrong:?}, left over: {extra:?}; it said {:#?}", &said[said.len().saturating_sub(30)..]);
            }
            thread::sleep(Duration::from_millis(20));
        }
        for page in PAGES {
            self.valid.entry(page).or_default().insert(utf8(wanted[page].clone()));
        }
    }

    /// Does something, waits until it has come out and nothing more comes, and says how many rebuilds it took.
    fn step(&mut self, name: &str, act: impl FnOnce(&Path)) -> usize {
        self.attempt(name, act, true)
    }

    fn attempt(&mut self, name: &str, act: impl FnOnce(&Path), good: bool) -> usize {
        let before = self.rebuilds.lock().expect("no panic").len();
        act(&self.root);
        let saved = Instant::now();
        if good {
            self.settled();
        } else {
            assert!(self.wanted().is_none(), "{name}: it does not build");
        }
        let last = || self.rebuilds.lock().expect("no panic").last().copied();
        let (now, limit) = (Instant::now(), Instant::now() + Duration::from_secs(30));
        while self.rebuilds.lock().expect("no panic").len() == before
            || last().is_some_and(|last| last.max(now).elapsed() < STILL)
        {
            assert!(Instant::now() < limit, "{name}: nothing was rebuilt, or it never ends");
            thread::sleep(Duration::from_millis(20));
        }
        let count = self.rebuilds.lock().expect("no panic").len() - before;
        let time = last().map_or(Duration::ZERO, |last| last.saturating_duration_since(saved));
        self.figures.push((name.to_owned(), count, time));
        count
    }
}

impl Drop for Torture {
    fn drop(&mut self) {
        self.readers.end.store(true, Ordering::Relaxed);
        // It may have ended.
        let _ = self.watch.kill();
        let _ = self.watch.wait();
    }
}

/// Processes that want to run, for each core, in the last minute; 0 where nobody knows.
fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: f64 = text.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0.0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    load / f64::from(u32::try_from(cores).expect("some cores"))
}

type Save = fn(&Path, &str);

const SAVES: &[(&str, Save)] = &[
    ("truncate and write", |file, text| put(file, text)),
    ("in pieces", |file, text| {
        let mut file = File::create(file).expect("a file");
        for piece in text.as_bytes().chunks(text.len() / 6) {
            file.write_all(piece).expect("a piece");
            thread::sleep(Duration::from_millis(25));
        }
    }),
    ("written beside and renamed", |file, text| {
        let beside = file.with_file_name("one.md.Ab12Cd");
        put(&beside, text);
        fs::rename(beside, file).expect("a rename");
    }),
    ("moved away and written anew", |file, text| {
        let (old, swap) = (file.with_file_name("one.md~"), file.with_file_name(".one.md.swp"));
        put(&swap, "x");
        fs::rename(file, &old).expect("a rename");
        put(file, text);
        fs::remove_file(old).expect("removed");
        fs::remove_file(swap).expect("removed");
    }),
    ("an office program", |file, text| {
        let (lock, beside) = (file.with_file_name(".~lock.one.md#"), file.with_file_name("lu123.tmp"));
        put(&lock, "x");
        put(&beside, text);
        fs::remove_file(file).expect("removed");
        fs::rename(beside, file).expect("a rename");
        fs::remove_file(lock).expect("removed");
    }),
];

#[test]
fn a_bad_day() {
    let mut day = Torture::new();

    // A machine that is busy with other things may leave a save half-way for long.
    let attempts = if load() < 0.7 { 1 } else { 3 };
    for (n, (name, save)) in SAVES.iter().enumerate() {
        let once = (0..attempts).any(|again| {
            let text = page("第一篇", &format!("存{n}{again}"));
            day.step(name, |root| save(&root.join("content/p/one.md"), &text)) == 1
        });
        assert!(once, "{name}: one rebuild; {:?}", day.figures);
    }

    day.step("200 saves in a second", |root| {
        for n in 0..200 {
            put(&root.join("content/q/0.md"), &page("杂0", &format!("{n:03}")));
            thread::sleep(Duration::from_millis(5));
        }
    });

    let many = |root: &Path, text: &str| {
        for n in 0..500 {
            let file = root.join(format!("content/q/many-{}/{n}.md", n % 10));
            let _ = fs::remove_file(&file);
            put(&file, &format!("---\ntitle: 件{n}\n---\n\n{text}。\n"));
        }
    };
    day.step("500 files appear", |root| many(root, "一"));
    day.step("500 files change", |root| many(root, "二"));
    day.step("500 files go", |root| {
        for n in 0..10 {
            fs::remove_dir_all(root.join(format!("content/q/many-{n}"))).expect("removed");
        }
    });

    day.step("a file in a folder made a moment before", |root| {
        put(&root.join("content/q/x/y/z.md"), &page("深", "一"))
    });
    day.step("a folder renamed", |root| {
        fs::rename(root.join("content/q/x"), root.join("content/q/w")).expect("a rename")
    });
    day.step("a save in it", |root| put(&root.join("content/q/w/y/z.md"), &page("深", "二")));
    day.step("a folder removed", |root| fs::remove_dir_all(root.join("content/q/w")).expect("removed"));

    // Broken, nothing changes for readers; mended, everything is right again.
    let whole = fs::read_to_string(day.root.join("content/p/one.md")).expect("a file");
    day.attempt("front matter broken", |root| put(&root.join("content/p/one.md"), "---\ntitle: [\n---\n"), false);
    day.step("front matter mended", |root| put(&root.join("content/p/one.md"), &whole));
    let settings = fs::read_to_string(day.root.join("site.yaml")).expect("a file");
    day.attempt("settings broken", |root| put(&root.join("site.yaml"), "title: 镇\nlanguages: {\n"), false);
    day.step("settings mended", |root| put(&root.join("site.yaml"), &settings));
    day.attempt("settings gone", |root| fs::remove_file(root.join("site.yaml")).expect("removed"), false);
    day.step("settings back", |root| put(&root.join("site.yaml"), &settings));
    day.attempt("content gone", |root| fs::rename(root.join("content"), root.join("away")).expect("a rename"), false);
    day.step("content back", |root| fs::rename(root.join("away"), root.join("content")).expect("a rename"));

    day.step("a theme", |root| put(&root.join("themes/town/assets/own.css"), "a{}"));
    day.step("a theme's words", |root| put(&root.join("themes/town/assets/own.css"), "b{}"));
    day.step("a theme gone", |root| fs::remove_dir_all(root.join("themes")).expect("removed"));

    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        for (folder, text) in [("one", "一"), ("two", "二")] {
            put(&day.root.join(format!("shared/{folder}/s.md")), &page("共用", text));
        }
        day.step("a linked folder", |root| symlink("../../shared/one", root.join("content/q/l")).expect("a link"));
        day.step("a save behind it", |root| put(&root.join("shared/one/s.md"), &page("共用", "三")));
        day.step("the link swapped", |root| {
            symlink("../../shared/two", root.join("swap")).expect("a link");
            fs::rename(root.join("swap"), root.join("content/q/l")).expect("a rename");
        });
        day.step("the link gone", |root| fs::remove_file(root.join("content/q/l")).expect("removed"));
    }

    let text = page("第一篇", "终");
    day.step("at last", |root| put(&root.join("content/p/one.md"), &text));
    assert!(day.watch.try_wait().expect("its state").is_none(), "it still runs");

    let (count, seen) = day.readers.stop();
    let load = load();
    eprintln!(
        "pages read {count} times; processes that want a core: {load:.1}; rebuilds, and from the last save to the last of them:"
    );
    for (name, count, time) in &day.figures {
        eprintln!("{count:>5} {:>7} ms  {name}", time.as_millis());
    }
    for (page, texts) in seen {
        // A home page names what a crowd of saves has left half-way; it is whole all the same.
        let whole = |text: &str| text.starts_with("<!doctype html>") && text.trim_end().ends_with("</html>");
        let right = |text: &String| whole(text) && (page == PAGES[0] || day.valid[page].contains(text));
        let wrong: Vec<_> =
            texts.iter().filter(|t| !right(t)).map(|t| t.chars().take(200).collect::<String>()).collect();
        assert!(wrong.is_empty(), "{page}: {wrong:#?}");
    }
    let limit = if load < 0.7 { SOON } else { SOON.mul_f64(2.0 + 3.0 * load) };
    let late: Vec<_> = day.figures.iter().filter(|(.., time)| *time > limit).collect();
    assert!(late.is_empty(), "later than {limit:?}: {late:?}");
}

/// Ctrl-C ends it at once, also in the midst of a build, and a shell sees 130.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once() {
    use std::os::unix::process::ExitStatusExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    put(&root.join("site.yaml"), "title: 镇\nbase_url: https://t.example/\npublisher: 镇\n");
    put(&root.join("content/_index.md"), "---\ntitle: 首页\n---\n");
    for n in 0..300 {
        put(&root.join(format!("content/{n}.md")), &page(&format!("第{n}篇"), "零"));
    }
    for wait in [0, 100, 300, 3000] {
        // What started this test may have told its children to overhear interrupts.
        let mut child = Command::new("env")
            .arg("--default-signal=INT")
            .arg(env!("CARGO_BIN_EXE_mingbai"))
            .args(["watch", "--root"])
            .arg(&root)
            .stderr(Stdio::null())
            .spawn()
            .expect("it can be started");
        thread::sleep(Duration::from_millis(wait + 50));
        let asked = Instant::now();
        let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(kill.expect("kill").success());
        let status = child.wait().expect("it ends");
        let time = asked.elapsed();
        assert!(status.signal() == Some(2) || status.code() == Some(130), "{status:?}");
        assert!(time < SOON, "it takes {time:?}");
    }
}
