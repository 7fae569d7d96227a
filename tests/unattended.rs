//! `mingbai watch` and `serve` where something around them goes wrong: a broken start, a folder that cannot be written,
//! nobody who listens, no more open files. They go on, and make good what they could not do.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests save files as editors do")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// By when something must have come true, on a machine that is busy with other things.
const SOON: Duration = Duration::from_secs(20);

/// Settings that a warning is about.
const BARE: &str = "title: 站\nlanguage: zh-CN\n";

/// A site, and a program that runs beside it.
struct Beside {
    _folder: tempfile::TempDir,
    root: PathBuf,
    out: PathBuf,
    child: Child,
    said: Arc<Mutex<String>>,
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn page(text: &str) -> String {
    format!("---\ntitle: 页\ndate: 2023-08-01\n---\n\n{text}\n")
}

impl Beside {
    /// Starts `mingbai COMMAND …`. `before`: what is done to the shell; `prepare`: to the site.
    fn start(before: &str, arguments: &[&str], prepare: impl FnOnce(&Path)) -> Beside {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, out) = (folder.path().join("site"), folder.path().join("out"));
        put(&root.join("site.yaml"), &format!("{BARE}base_url: https://example.cn/\n"));
        put(&root.join("content/p/_index.md"), "---\ntitle: 栏目\n---\n");
        put(&root.join("content/p/one.md"), &page("一"));
        prepare(&root);
        let mut child = Command::new("sh")
            .args(["-c", &format!("{before} exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_mingbai")])
            .args(arguments)
            .args(["--locale", "en", "--as-of", "2023-09-01", "--root"])
            .arg(&root)
            .arg("--output")
            .arg(&out)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let said = Arc::new(Mutex::new(String::new()));
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
        for stream in streams {
            let said = said.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let mut said = said.lock().expect("no panic");
                    said.push_str(&line);
                    said.push('\n');
                }
            });
        }
        Beside { _folder: folder, root, out, child, said }
    }

    fn said(&self) -> String {
        self.said.lock().expect("no panic").clone()
    }

    fn until(&mut self, what: &str, is: impl Fn(&Beside) -> bool) {
        let end = Instant::now() + SOON;
        while !is(self) {
            assert!(Instant::now() < end, "{what}: {}", self.said());
            let ended = self.child.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "{what}: ended with {ended:?}: {}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn save(&self, text: &str) {
        put(&self.root.join("content/p/one.md"), &page(text));
    }

    /// Whether a text is in the page in the output folder.
    fn has(&self, text: &str) -> bool {
        fs::read_to_string(self.out.join("p/one/index.html")).is_ok_and(|html| html.contains(text))
    }

    fn port(&self) -> Option<u16> {
        let said = self.said();
        let rest = said.split("http://127.0.0.1:").nth(1)?;
        rest.split('/').next()?.parse().ok()
    }

    /// An open connection with a request sent on it.
    fn ask(&self, target: &str) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port().expect("it serves")))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        Ok(stream)
    }

    fn get(&self, target: &str) -> String {
        let mut bytes = Vec::new();
        // What did not come is asked for again.
        let _ = self.ask(target).and_then(|mut stream| stream.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

#[test]
fn a_start_with_what_cannot_be_read_is_waited_out() {
    let mut beside = Beside::start("", &["watch"], |root| {
        symlink("nowhere", root.join("content/p/gone.md")).expect("a link");
    });
    beside.until("it watches", |b| b.said().contains("watching"));
    assert!(beside.said().contains("nothing was published"));
    fs::remove_file(beside.root.join("content/p/gone.md")).expect("a link");
    beside.until("it is published", |b| b.has("一"));
    // Nobody looks at a terminal, and yet it is said that it is mended.
    beside.until("it is said", |b| b.said().contains("rendered"));
    let before = beside.said();
    beside.save("二");
    beside.until("the next save", |b| b.has("二"));
    assert_eq!(beside.said(), before, "what is well is not said to a file");
}

#[test]
fn what_was_said_of_the_build_before_is_only_counted() {
    let mut beside = Beside::start("", &["watch", "-v"], |root| put(&root.join("site.yaml"), BARE));
    let warned = |b: &Beside| b.said().matches("[meta/base-url]").count();
    beside.until("it watches", |b| b.said().contains("watching"));
    assert_eq!(warned(&beside), 1, "{}", beside.said());
    beside.save("二");
    beside.until("the next save", |b| b.has("二"));
    assert_eq!(warned(&beside), 1, "{}", beside.said());
    beside.save("[断](no-such-page.md)");
    beside.until("the new one is said", |b| b.said().contains("no-such-page"));
    beside.until("the other is counted", |b| b.said().contains("1 more finding is as before"));
    assert_eq!(warned(&beside), 1, "{}", beside.said());
}

#[test]
fn an_output_folder_that_leads_into_the_sources_is_refused_at_any_time() {
    let mut beside = Beside::start("", &["watch"], |_| {});
    beside.until("it is published", |b| b.has("一"));
    beside.until("it watches", |b| b.said().contains("watching"));
    fs::remove_dir_all(&beside.out).expect("a folder");
    symlink(beside.root.join("content"), &beside.out).expect("a link");
    beside.save("二");
    beside.until("it is refused", |b| b.said().contains("publish/among-sources"));
    assert!(!beside.root.join("content/index.html").exists());
    fs::remove_file(&beside.out).expect("a link");
    beside.until("it is made good", |b| b.has("二") && b.said().contains("now it is written"));
}

#[test]
fn a_preview_makes_good_what_it_could_not_write() {
    let mut beside = Beside::start("", &["serve", "--port", "0"], |_| {});
    beside.until("it is written", |b| b.has("一") && b.port().is_some());
    fs::remove_dir_all(&beside.out).expect("a folder");
    fs::write(&beside.out, "no folder").expect("a file");
    beside.save("二");
    beside.until("it fails", |b| b.said().contains("error"));
    let overlay = |b: &Beside| {
        let mut part = [0; 4096];
        let read = b.ask("/__mingbai/events?page=/p/one/").and_then(|mut stream| {
            thread::sleep(Duration::from_millis(100));
            stream.read(&mut part)
        });
        String::from_utf8_lossy(&part[..read.unwrap_or(0)]).contains("was not written")
    };
    beside.until("the browser says so", overlay);
    fs::remove_file(&beside.out).expect("a file");
    beside.until("it is made good", |b| b.has("二") && b.said().contains("now it is written"));
    beside.until("the browser is told", |b| !overlay(b));
}

#[test]
fn where_nobody_listens_any_more_the_work_goes_on() {
    // What is said goes to somebody who has gone.
    let mut beside = Beside::start("exec 2> /dev/full;", &["watch", "-v"], |_| {});
    beside.until("it is published", |b| b.has("一"));
    for text in ["二", "三"] {
        beside.save(text);
        beside.until("the next save", |b| b.has(text));
    }
}

#[test]
fn under_strict_what_was_held_back_counts_when_it_is_published() {
    let mut beside = Beside::start("", &["watch", "--strict", "-v"], |_| {});
    beside.until("it watches", |b| b.has("一") && b.said().contains("watching"));
    let settings = fs::read(beside.root.join("site.yaml")).expect("a file");
    put(&beside.root.join("site.yaml"), BARE);
    beside.until("it is held back", |b| b.said().contains("nothing was published"));
    put(&beside.root.join("content/p/new.md"), &page("新"));
    beside.until("it is held back too", |b| b.said().matches("nothing was published").count() == 2);
    fs::write(beside.root.join("site.yaml"), settings).expect("a file");
    beside.until("it is published", |b| b.out.join("p/new/index.html").exists());
    beside.until("the line counts it", |b| b.said().contains(" 1 added") || b.said().contains(" 2 added"));
}

#[test]
fn when_files_cannot_be_opened_for_a_while_nothing_stays_broken() {
    let mut beside = Beside::start("ulimit -n 64;", &["serve", "--port", "0", "-v"], |_| {});
    beside.until("it serves", |b| b.port().is_some_and(|port| port > 0) && b.get("/p/one/").contains("一"));
    let streams: Vec<_> = (0..80).filter_map(|_| beside.ask("/__mingbai/events?page=/").ok()).collect();
    thread::sleep(Duration::from_millis(300));
    beside.save("二");
    thread::sleep(Duration::from_secs(1));
    drop(streams);
    beside.until("it recovers by itself", |b| b.get("/p/one/").contains("二"));
    beside.save("三");
    beside.until("it sees the next save", |b| b.get("/p/one/").contains("三"));
}
