//! One save makes one change, however it is saved; everything that is no save makes none; and whoever reads again only
//! what is named ends up with what is on the disk.
#![expect(clippy::disallowed_methods, reason = "tests save files as editors do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use mingbai::load::Reader;
use mingbai::watch::{Watcher, watch};

/// Long enough for any event on a busy machine.
const LONG: Option<Duration> = Some(Duration::from_secs(10));
/// Long enough to believe that nothing comes.
const SHORT: Option<Duration> = Some(Duration::from_millis(500));

struct Site {
    folder: tempfile::TempDir,
    root: PathBuf,
    watcher: Watcher,
}

impl Site {
    fn new(poll: bool) -> Site {
        Site::with(poll, |_| {})
    }

    /// A small site, prepared by `prepare` before it is watched.
    fn with(poll: bool, prepare: impl FnOnce(&Path)) -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        fill(&root);
        prepare(&root);
        let watcher = watch(&root, poll);
        Site { folder, root, watcher }
    }

    /// What changes, wait by wait, while somebody else does something, until nothing changes any more.
    fn during(&mut self, act: impl FnOnce(&Path) + Send) -> Vec<Vec<String>> {
        let mut rounds = Vec::new();
        let root = self.root.clone();
        let watcher = &mut self.watcher;
        thread::scope(|scope| {
            let worker = scope.spawn(|| {
                thread::sleep(Duration::from_millis(30));
                act(&root);
            });
            loop {
                let finished = worker.is_finished();
                match watcher.wait(SHORT) {
                    Some(paths) => rounds.push(paths.iter().map(|p| below(p, &root)).collect()),
                    None if finished => break,
                    None => {}
                }
            }
        });
        rounds
    }

    /// The same, where it does not matter at how many times it comes.
    fn changes(&mut self, act: impl FnOnce(&Path) + Send) -> Vec<String> {
        let mut all: Vec<String> = self.during(act).into_iter().flatten().collect();
        all.sort();
        all.dedup();
        all
    }
}

fn fill(root: &Path) {
    fs::create_dir_all(root.join("content/s")).expect("a folder");
    put(root, "site.yaml", "title: 甲\n");
    put(root, "content/a.md", "一");
    put(root, "content/s/b.md", "二");
}

fn put(root: &Path, name: &str, text: &str) {
    fs::write(root.join(name), text).expect("a file");
}

fn rename(root: &Path, from: &str, to: &str) {
    fs::rename(root.join(from), root.join(to)).expect("a rename");
}

fn remove(root: &Path, name: &str) {
    fs::remove_file(root.join(name)).expect("a file to be removed");
}

fn pause(ms: u64) {
    thread::sleep(Duration::from_millis(ms));
}

fn below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned()
}

type Save = fn(&Path);

/// Ways in which programs save `content/a.md`.
const SAVES: &[(&str, Save)] = &[
    ("truncate and write", |r| put(r, "content/a.md", "甲")),
    ("in pieces", |r| {
        let mut file = File::create(r.join("content/a.md")).expect("a file");
        for _ in 0..6 {
            pause(40);
            file.write_all("乙".as_bytes()).expect("a piece");
        }
    }),
    ("truncated, and written later", |r| {
        let mut file = OpenOptions::new().write(true).truncate(true).open(r.join("content/a.md")).expect("a file");
        pause(120);
        file.write_all("丙".as_bytes()).expect("written");
        file.sync_all().expect("synced");
    }),
    ("beside, hidden, and renamed", |r| {
        put(r, "content/.a.md.x1", "丁");
        rename(r, "content/.a.md.x1", "content/a.md");
    }),
    ("beside, under any name, and renamed", |r| {
        put(r, "content/a.md.kJsd3F", "戊");
        rename(r, "content/a.md.kJsd3F", "content/a.md");
    }),
    ("vim: tried out, moved away, written anew", |r| {
        put(r, "content/4913", "");
        remove(r, "content/4913");
        put(r, "content/.a.md.swp", "x");
        rename(r, "content/a.md", "content/a.md~");
        pause(20);
        put(r, "content/a.md", "己");
        remove(r, "content/a.md~");
        remove(r, "content/.a.md.swp");
    }),
    ("vim, with a copy as backup", |r| {
        fs::copy(r.join("content/a.md"), r.join("content/a.md.bck")).expect("a copy");
        put(r, "content/a.md", "庚");
        remove(r, "content/a.md.bck");
    }),
    ("removed, and written anew", |r| {
        remove(r, "content/a.md");
        pause(20);
        put(r, "content/a.md", "辛");
    }),
    ("an IDE's safe write", |r| {
        put(r, "content/a.md___jb_tmp___", "壬");
        rename(r, "content/a.md", "content/a.md___jb_old___");
        rename(r, "content/a.md___jb_tmp___", "content/a.md");
        remove(r, "content/a.md___jb_old___");
    }),
    ("a spreadsheet program: a name of digits, the old file removed, renamed", |r| {
        put(r, "content/~$a.md", "x");
        put(r, "content/5D1E7000", "癸");
        pause(60);
        remove(r, "content/a.md");
        rename(r, "content/5D1E7000", "content/a.md");
        remove(r, "content/~$a.md");
    }),
    ("a word processor: both files renamed", |r| {
        put(r, "content/~WRD0001.tmp", "子");
        rename(r, "content/a.md", "content/~WRL0002.tmp");
        rename(r, "content/~WRD0001.tmp", "content/a.md");
        remove(r, "content/~WRL0002.tmp");
    }),
    ("an office program with its lock file", |r| {
        put(r, "content/.~lock.a.md#", "x");
        put(r, "content/lu12abc.tmp", "丑");
        rename(r, "content/lu12abc.tmp", "content/a.md");
        remove(r, "content/.~lock.a.md#");
    }),
    ("sed -i", |r| {
        put(r, "content/sedAb3dEf", "寅");
        rename(r, "content/sedAb3dEf", "content/a.md");
    }),
];

#[test]
fn one_save_is_one_change() {
    let mut site = Site::new(false);
    for (name, save) in SAVES {
        let mut rounds = site.during(save);
        // A machine that is busy with other things may leave a save half-way for long.
        for _ in 0..2 {
            if rounds.len() == 1 {
                break;
            }
            eprintln!("{name}: {rounds:?}, tried again");
            put(&site.root, "content/a.md", name);
            while site.watcher.wait(SHORT).is_some() {}
            rounds = site.during(save);
        }
        assert_eq!(rounds, [["content/a.md"]], "{name}");
    }
}

#[test]
fn a_save_is_told_at_once() {
    let mut site = Site::new(false);
    let mut times = Vec::new();
    for n in 0..20 {
        let root = site.root.clone();
        pause(120);
        let writer = thread::spawn(move || {
            pause(30);
            put(&root, "content/a.md", &format!("第{n}次"));
            Instant::now()
        });
        assert_eq!(site.watcher.wait(LONG).map(|p| p.len()), Some(1));
        let told = Instant::now();
        times.push(told.saturating_duration_since(writer.join().expect("no panic")));
    }
    times.sort();
    eprintln!("from save to told: {:?} median, {:?} at most", times[10], times[19]);
    // On a machine that does nothing else it is some 5 ms.
    assert!(times[10] < Duration::from_millis(100), "{times:?}");
}

#[test]
fn what_is_no_save_is_no_change() {
    let mut site = Site::new(false);
    let rounds = site.during(|root| {
        for name in [
            "content/.~lock.a.xlsx#",
            "content/~$a.docx",
            "content/.a.md.swp",
            "content/4913",
            "content/a.md.tmp",
            "content/#a.md#",
            "content/b.md.bck",
            "content/x.md___jb_tmp___",
            "content/x.md___jb_old___",
            "content/sedAbCdEf",
            "content/a.md.tmp.1234",
            "content/q.md.orig",
            "content/z.crdownload",
            "content/.DS_Store",
            "content/._a.md",
            "content/Thumbs.db",
        ] {
            put(root, name, "x");
            pause(3);
            remove(root, name);
        }
        // Emacs locks a file by a link that leads nowhere.
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("clerk@office.1:2", root.join("content/.#a.md")).expect("a link");
            pause(30);
            remove(root, "content/.#a.md");
            std::os::unix::fs::symlink("clerk@office.1:2", root.join("content/.#c.md")).expect("a link");
        }
        // These stay.
        for name in ["content/.~lock.b.ods#", "content/~$b.xlsx", "content/s/.b.md.swp", "content/.DS_Store"] {
            put(root, name, "x");
        }
        fs::read(root.join("content/a.md")).expect("read");
        fs::read_dir(root.join("content/s")).expect("read").for_each(drop);
        // The same bytes again, with a new time; then only a new time.
        put(root, "content/a.md", "一");
        let file = OpenOptions::new().append(true).open(root.join("content/a.md")).expect("a file");
        file.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("a time");
        // Made and gone again.
        put(root, "content/new.md", "x");
        remove(root, "content/new.md");
        // What is none of ours.
        fs::create_dir_all(root.join("public/x")).expect("a folder");
        put(root, "public/x/index.html", "out");
        fs::create_dir_all(root.join(".git/objects")).expect("a folder");
        put(root, ".git/index", "x");
        put(root, "README.md", "x");
    });
    assert_eq!(rounds, Vec::<Vec<String>>::new());
}

#[test]
fn what_differs_from_what_was_read_is_told_again() {
    let mut site = Site::new(false);
    let mut reader = Reader::new(&site.root);
    put(&site.root, "content/a.md", "新");
    let named = site.watcher.wait(LONG).expect("it is told");
    // Half a file is there when it is read, and a moment later the same bytes as before.
    put(&site.root, "content/a.md", "");
    reader.read(Some(&named));
    put(&site.root, "content/a.md", "新");
    site.watcher.read(&reader.taken());
    let named = site.watcher.wait(LONG).expect("it is told again");
    assert_eq!(named, [site.root.join("content/a.md")]);
    // What was read is what is there, though it was written meanwhile: that is no change.
    put(&site.root, "content/a.md", "更新");
    reader.read(Some(&named));
    site.watcher.read(&reader.taken());
    assert_eq!(site.watcher.wait(SHORT), None);
    // What was away when everything was read.
    rename(&site.root, "content/s", "content/t");
    reader.read(None);
    rename(&site.root, "content/t", "content/s");
    site.watcher.read(&reader.taken());
    // The two may be told one after the other.
    let both = [site.root.join("content/s/b.md"), site.root.join("content/t/b.md")];
    let mut told = BTreeSet::new();
    while told.len() < both.len() {
        let named = site.watcher.wait(LONG).expect("it is told");
        reader.read(Some(&named));
        site.watcher.read(&reader.taken());
        told.extend(named);
    }
    assert!(told.iter().eq(&both), "{told:?}");
    assert_eq!(site.watcher.wait(SHORT), None);
}

#[test]
fn what_nobody_can_read_is_told_once() {
    let mut site = Site::with(false, |root| {
        let huge = File::create(root.join("content/huge.bin")).expect("a file");
        // Larger than what is read; the disk holds nothing of it.
        huge.set_len(513 * 1024 * 1024).expect("a long file");
    });
    let mut reader = Reader::new(&site.root);
    for _ in 0..3 {
        reader.read(None);
        site.watcher.read(&reader.taken());
        assert_eq!(site.watcher.wait(SHORT), None);
    }
    // Without its content, or its settings, nothing is looked for: that is told once too.
    for name in ["content", "site.yaml"] {
        let gone = site.changes(|root| rename(root, name, "away"));
        assert!(!gone.is_empty());
        reader.read(None);
        site.watcher.read(&reader.taken());
        assert_eq!(site.watcher.wait(SHORT), None, "{name}");
        site.changes(|root| rename(root, "away", name));
    }
}

#[test]
fn folders_come_and_go() {
    let mut site = Site::new(false);
    let made = site.changes(|root| {
        fs::create_dir_all(root.join("content/new/deep")).expect("folders");
        put(root, "content/new/deep/c.md", "一");
    });
    assert_eq!(made, ["content/new/deep/c.md"]);
    assert_eq!(site.changes(|root| put(root, "content/new/deep/c.md", "二")), ["content/new/deep/c.md"]);
    let moved = site.changes(|root| rename(root, "content/new", "content/other"));
    assert_eq!(moved, ["content/new/deep/c.md", "content/other/deep/c.md"]);
    assert_eq!(site.changes(|root| put(root, "content/other/deep/c.md", "三")), ["content/other/deep/c.md"]);
    // There and back: watched as before.
    let swapped = site.changes(|root| {
        rename(root, "content/other", "content/away");
        pause(600);
        rename(root, "content/away", "content/other");
    });
    assert_eq!(swapped, ["content/away/deep/c.md", "content/other/deep/c.md"]);
    assert_eq!(site.changes(|root| put(root, "content/other/deep/c.md", "四")), ["content/other/deep/c.md"]);
    // The same too fast to be looked at: the system has let go of the folder all the same.
    site.changes(|root| {
        rename(root, "content/other", "content/away");
        rename(root, "content/away", "content/other");
    });
    assert_eq!(site.changes(|root| put(root, "content/other/deep/c.md", "七")), ["content/other/deep/c.md"]);
    assert_eq!(site.changes(|root| fs::remove_dir_all(root.join("content/s")).expect("removed")), ["content/s/b.md"]);
    let anew = site.changes(|root| {
        fs::create_dir_all(root.join("content/s")).expect("a folder");
        put(root, "content/s/b.md", "五");
    });
    assert_eq!(anew, ["content/s/b.md"]);
    assert_eq!(site.changes(|root| put(root, "content/s/b.md", "六")), ["content/s/b.md"]);
    // A folder that did not exist when watching began.
    let theme = site.changes(|root| {
        fs::create_dir_all(root.join("themes/town/assets")).expect("folders");
        put(root, "themes/town/assets/style.css", "a{}");
    });
    assert_eq!(theme, ["themes/town/assets/style.css"]);
}

#[test]
fn content_the_settings_and_the_site_itself_may_go_and_come_back() {
    let mut site = Site::new(false);
    let gone = site.changes(|root| fs::remove_dir_all(root.join("content")).expect("removed"));
    assert_eq!(gone, ["content", "content/a.md", "content/s/b.md"]);
    let back = site.changes(|root| {
        fs::create_dir(root.join("content")).expect("a folder");
        pause(150);
        put(root, "content/a.md", "回");
    });
    assert_eq!(back, ["content", "content/a.md"]);
    assert_eq!(site.changes(|root| put(root, "content/a.md", "来")), ["content/a.md"]);

    assert_eq!(site.changes(|root| remove(root, "site.yaml")), ["site.yaml"]);
    assert_eq!(site.changes(|root| put(root, "site.yaml", "title: 乙\n")), ["site.yaml"]);

    let moved = site.changes(|root| rename(root, "", "../away"));
    assert_eq!(moved, ["content", "content/a.md", "site.yaml"]);
    let other = site.changes(|root| {
        fill(root);
        put(root, "content/c.md", "三");
    });
    assert!(other.contains(&"content/c.md".to_owned()), "{other:?}");
    assert_eq!(site.changes(|root| put(root, "content/s/b.md", "新")), ["content/s/b.md"]);
}

#[test]
fn many_files_at_once() {
    let mut site = Site::new(false);
    let all = |root: &Path, text: &str| {
        for n in 0..500 {
            let folder = root.join(format!("content/many/{}", n % 20));
            fs::create_dir_all(&folder).expect("a folder");
            let path = folder.join(format!("{n}.md"));
            // As a check-out does it.
            let _ = fs::remove_file(&path);
            fs::write(path, text).expect("a file");
        }
    };
    assert_eq!(site.changes(|root| all(root, "一")).len(), 500);
    assert_eq!(site.changes(|root| all(root, "二")).len(), 500);
    let gone = site.changes(|root| fs::remove_dir_all(root.join("content/many")).expect("removed"));
    assert_eq!(gone.len(), 500);
}

/// Reads again what is named, and nothing else, as an incremental build does.
struct Mirror(BTreeMap<String, Vec<u8>>);

impl Mirror {
    fn new(root: &Path) -> Mirror {
        let mut all = BTreeMap::new();
        for top in ["site.yaml", "content", "themes"] {
            read_all(&root.join(top), root, &mut all);
        }
        Mirror(all)
    }

    fn take(&mut self, root: &Path, named: &[PathBuf]) {
        for path in named {
            let name = below(path, root);
            self.0.retain(|known, _| *known != name && !known.starts_with(&format!("{name}/")));
            read_all(path, root, &mut self.0);
        }
    }
}

fn read_all(path: &Path, root: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
        return;
    }
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|e| read_all(&e.path(), root, out)),
        Err(_) => {
            if let Ok(bytes) = fs::read(path) {
                out.insert(below(path, root), bytes);
            }
        }
    }
}

/// Small numbers in an order that looks like none.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Something that happens to a folder of sources. Not everything can happen at every moment.
fn something(root: &Path, dice: &mut Dice) {
    let folder = |dice: &mut Dice| {
        root.join(["content", "content/s", "content/t", "content/t/u", "themes/x"][dice.roll(5) as usize])
    };
    let file = |dice: &mut Dice| folder(dice).join(["a.md", "b.md", "c.csv"][dice.roll(3) as usize]);
    let text = format!("{:02}", dice.roll(100));
    match dice.roll(if cfg!(unix) { 13 } else { 10 }) {
        0..=2 => drop(fs::write(file(dice), text)),
        3 => {
            let beside = root.join("content/.x.tmp");
            let _ = fs::write(&beside, text);
            let _ = fs::rename(beside, file(dice));
        }
        4 => drop(fs::rename(file(dice), file(dice))),
        5 => drop(fs::remove_file(file(dice))),
        6 => {
            let folder = folder(dice);
            let _ = fs::create_dir_all(&folder);
            let _ = fs::write(folder.join("a.md"), text);
        }
        7 => drop(fs::rename(folder(dice), folder(dice))),
        8 => {
            let folder = folder(dice);
            if folder != root.join("content") {
                let _ = fs::remove_dir_all(folder);
            }
        }
        #[cfg(unix)]
        kind @ 10..=11 => {
            // As `ln -sfn` does it.
            let shared = fs::canonicalize(root.join(["shared/one", "shared/two"][dice.roll(2) as usize]));
            let (Ok(shared), beside) = (shared, root.join("swap")) else { return };
            let (target, place) =
                if kind == 10 { (shared, folder(dice).join("l")) } else { (shared.join("b.md"), file(dice)) };
            let _ = fs::remove_file(&beside);
            let _ = std::os::unix::fs::symlink(target, &beside);
            let _ = fs::rename(beside, place);
        }
        12 => drop(fs::write(root.join("shared/one/b.md"), text)),
        _ => {
            if let Ok(mut file) = OpenOptions::new().append(true).open(file(dice)) {
                let _ = file.write_all(b"+");
            }
        }
    }
}

/// How many sequences of random things are tried; more with `MINGBAI_SEEDS`.
fn seeds(usual: u64) -> u64 {
    std::env::var("MINGBAI_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Random things happen; whoever reads only what is told ends up with what is there.
fn nothing_is_missed(poll: bool, seed: u64, times: u64) {
    let mut site = Site::with(poll, |root| {
        for name in ["shared/one", "shared/two"] {
            fs::create_dir_all(root.join(name)).expect("a folder");
            put(root, &format!("{name}/a.md"), name);
            put(root, &format!("{name}/b.md"), name);
        }
    });
    let root = site.root.clone();
    let mut mirror = Mirror::new(&root);
    thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let mut dice = Dice(seed);
            for _ in 0..times {
                something(&root, &mut dice);
                if dice.roll(3) == 0 {
                    pause(dice.roll(40));
                }
            }
        });
        loop {
            let finished = worker.is_finished();
            match site.watcher.wait(SHORT) {
                Some(named) => mirror.take(&root, &named),
                None if finished => break,
                None => {}
            }
        }
    });
    let there = Mirror::new(&root);
    assert_eq!(mirror.0, there.0, "seed {seed}");
}

#[test]
fn nothing_is_missed_by_events() {
    for seed in 1..=seeds(4) {
        nothing_is_missed(false, seed, 300);
    }
}

#[test]
fn nothing_is_missed_by_polling() {
    for seed in 1..=seeds(2) {
        nothing_is_missed(true, seed, 200);
    }
}

#[test]
fn of_two_hundred_saves_in_a_second_the_last_one_wins() {
    for poll in [false, true] {
        let mut site = Site::new(poll);
        let root = site.root.clone();
        let mut mirror = Mirror::new(&root);
        thread::scope(|scope| {
            let worker = scope.spawn(|| {
                for n in 0..200 {
                    put(&root, "content/a.md", &format!("{:03}", n * 7 % 200));
                    pause(5);
                }
            });
            loop {
                let finished = worker.is_finished();
                match site.watcher.wait(SHORT) {
                    Some(named) => mirror.take(&root, &named),
                    None if finished => break,
                    None => {}
                }
            }
        });
        assert_eq!(mirror.0["content/a.md"], b"193");
    }
}

#[cfg(unix)]
mod links {
    use super::{Site, fill, fs, pause, put, remove, rename};
    use std::os::unix::fs::symlink;
    use std::path::Path;

    fn link(target: &str, root: &Path, name: &str) {
        symlink(target, root.join(name)).expect("a link");
    }

    /// As `ln -sfn` does it.
    fn swap(target: &str, root: &Path, name: &str) {
        link(target, root, "swap");
        rename(root, "swap", name);
    }

    #[test]
    fn a_linked_folder_is_followed() {
        let mut site = Site::new(false);
        let made = site.changes(|root| {
            for folder in ["shared", "other"] {
                fs::create_dir_all(root.join(folder)).expect("a folder");
                put(root, &format!("{folder}/x.md"), folder);
            }
            link("../shared", root, "content/linked");
        });
        assert_eq!(made, ["content/linked/x.md"]);
        assert_eq!(site.changes(|root| put(root, "shared/x.md", "二")), ["content/linked/x.md"]);
        assert_eq!(site.changes(|root| swap("../other", root, "content/linked")), ["content/linked/x.md"]);
        assert_eq!(site.changes(|root| put(root, "shared/x.md", "三")), [""; 0]);
        assert_eq!(site.changes(|root| put(root, "other/x.md", "四")), ["content/linked/x.md"]);
        // What it leads to goes, and comes back.
        let gone = site.changes(|root| rename(root, "other", "away"));
        assert_eq!(gone, ["content/linked", "content/linked/x.md"]);
        let back = site.changes(|root| rename(root, "away", "other"));
        assert_eq!(back, ["content/linked", "content/linked/x.md"]);
        assert_eq!(site.changes(|root| put(root, "other/x.md", "五")), ["content/linked/x.md"]);
    }

    #[test]
    fn a_linked_file_is_followed() {
        let mut site = Site::with(false, |root| {
            fs::create_dir_all(root.join("releases/1")).expect("a folder");
            fs::create_dir_all(root.join("releases/2")).expect("a folder");
            put(root, "releases/1/x.md", "一");
            put(root, "releases/2/x.md", "二");
            link("releases/1", root, "current");
            link("../current/x.md", root, "content/x.md");
        });
        assert_eq!(site.changes(|root| put(root, "releases/1/x.md", "三")), ["content/x.md"]);
        assert_eq!(site.changes(|root| swap("releases/2", root, "current")), ["content/x.md"]);
        assert_eq!(site.changes(|root| put(root, "releases/2/x.md", "四")), ["content/x.md"]);
        // It leads nowhere for a while.
        assert_eq!(site.changes(|root| remove(root, "releases/2/x.md")), ["content/x.md"]);
        assert_eq!(site.changes(|root| put(root, "releases/2/x.md", "五")), ["content/x.md"]);
        assert_eq!(site.changes(|root| swap("../releases/1/x.md", root, "content/x.md")), ["content/x.md"]);
        assert_eq!(site.changes(|root| swap("../../nowhere/x.md", root, "content/x.md")), ["content/x.md"]);
        assert_eq!(site.changes(|root| remove(root, "content/x.md")), ["content/x.md"]);
    }

    #[test]
    fn one_folder_under_two_names_tells_of_both() {
        let mut site = Site::new(false);
        assert_eq!(site.changes(|root| link("s", root, "content/t")), ["content/t/b.md"]);
        assert_eq!(site.during(|root| put(root, "content/s/b.md", "三")), [["content/s/b.md", "content/t/b.md"]]);
        assert_eq!(site.during(|root| put(root, "content/t/b.md", "四")), [["content/s/b.md", "content/t/b.md"]]);
        // The system knows both by one watch, which must not go with one of them.
        assert_eq!(site.changes(|root| remove(root, "content/t")), ["content/t/b.md"]);
        assert_eq!(site.changes(|root| put(root, "content/s/b.md", "五")), ["content/s/b.md"]);
    }

    #[test]
    fn links_that_lead_out_or_back_are_not_entered() {
        let mut site = Site::new(false);
        let out = site.changes(|root| {
            fs::create_dir(root.join("../outside")).expect("a folder");
            put(root, "../outside/x.md", "一");
            link("../../outside", root, "content/out");
        });
        assert_eq!(out, ["content/out"]);
        assert_eq!(site.changes(|root| put(root, "../outside/x.md", "二")), [""; 0]);
        assert_eq!(site.changes(|root| remove(root, "content/out")), ["content/out"]);
        assert_eq!(site.changes(|root| link("..", root, "content/s/loop")), ["content/s/loop"]);
        assert_eq!(site.changes(|root| put(root, "content/s/b.md", "三")), ["content/s/b.md"]);
        assert_eq!(site.changes(|root| remove(root, "content/s/loop")), ["content/s/loop"]);
    }

    #[test]
    fn the_site_may_be_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        fill(&folder.path().join("one"));
        fill(&folder.path().join("two"));
        put(folder.path(), "two/content/a.md", "另");
        symlink("one", folder.path().join("site")).expect("a link");
        let root = folder.path().join("site");
        let watcher = mingbai::watch::watch(&root, false);
        let mut site = Site { folder, root, watcher };
        assert_eq!(site.changes(|root| put(root, "content/a.md", "新")), ["content/a.md"]);
        let below = site.folder.path().to_owned();
        assert_eq!(site.changes(|_| put(&below, "one/content/s/b.md", "新")), ["content/s/b.md"]);
        let swapped = site.changes(|_| swap("two", &below, "site"));
        assert_eq!(swapped, ["content/a.md", "content/s/b.md"]);
        assert_eq!(site.changes(|_| put(&below, "two/content/a.md", "又")), ["content/a.md"]);
        assert_eq!(site.changes(|_| put(&below, "one/content/a.md", "又")), [""; 0]);
    }

    #[test]
    fn a_pipe_and_a_locked_folder_hold_nobody_up() {
        use std::os::unix::fs::PermissionsExt as _;
        let mut site = Site::new(false);
        let made = site.changes(|root| {
            let pipe = root.join("content/pipe.md");
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
        });
        assert_eq!(made, ["content/pipe.md"]);
        let mode = |root: &Path, mode: u32| {
            fs::set_permissions(root.join("content/s"), fs::Permissions::from_mode(mode)).expect("permissions");
            pause(10);
        };
        // Root may read all the same: then nothing changes, and nothing may break.
        site.changes(|root| mode(root, 0));
        site.changes(|root| mode(root, 0o755));
        assert_eq!(site.changes(|root| put(root, "content/s/b.md", "三")), ["content/s/b.md"]);
    }
}

#[test]
fn polling_sees_the_same() {
    let mut site = Site::new(true);
    let seen = site.changes(|root| {
        put(root, "content/a.md", "又");
        fs::create_dir_all(root.join("content/new")).expect("a folder");
        put(root, "content/new/c.md", "一");
    });
    assert_eq!(seen, ["content/a.md", "content/new/c.md"]);
    // A file that grows slowly is told when it has come to rest.
    let rounds = site.during(|root| {
        for n in 0..5 {
            put(root, "content/a.md", &"长".repeat(n + 1));
            pause(15);
        }
    });
    assert_eq!(rounds, [["content/a.md"]]);
}
