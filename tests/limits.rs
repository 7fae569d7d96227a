//! Hostile and huge inputs: accepted or refused within 10 seconds and 500 MB, without a panic.
#![expect(clippy::disallowed_methods, reason = "tests make sites on the disk")]

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MB5: usize = 5_000_000;

fn repeated(part: &str) -> String {
    part.repeat(MB5 / part.len())
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Name, front matter, body.
fn inputs() -> Vec<(&'static str, String, String)> {
    let title = || "title: 甲\n".to_owned();
    vec![
        ("paragraphs", title(), repeated("这是一段普通的文字，**重要。**后面还有。\n\n")),
        ("one line", title(), repeated("长")),
        ("stars", title(), repeated("*")),
        ("open emphasis", title(), repeated("**a ")),
        ("Chinese emphasis", title(), repeated("**。")),
        ("brackets", title(), repeated("[")),
        ("dead links", title(), repeated("[a](b) ")),
        ("missing anchors", title(), many(200_000, |n| format!("[a](#x{n}) "))),
        ("deep quotes", title(), repeated("> ")),
        ("deep lists", title(), many(1_500, |n| format!("{}- x\n", "  ".repeat(n)))),
        ("long table", title(), format!("|a|b|\n|-|-|\n{}", repeated("|1|2|\n"))),
        ("wide table", title(), format!("|{}\n|{}\n", "a|".repeat(100_000), "-|".repeat(100_000))),
        (
            "footnotes",
            title(),
            many(60_000, |n| format!("[^{n}]")) + "\n\n" + &many(60_000, |n| format!("[^{n}]: x\n\n")),
        ),
        ("same headings", title(), repeated("# 甲\n\n")),
        ("HTML", title(), repeated("<b>")),
        ("open comments", title(), repeated("<!-- ")),
        ("backticks", title(), repeated("`")),
        ("unknown keys", many(200_000, |n| format!("k{n}: 1\n")), String::new()),
        ("deep flow", format!("a: {}\n", "[".repeat(100_000)), String::new()),
        ("deep marks", format!("a:\n {}x\n", "- ".repeat(50_000)), String::new()),
        ("deep keys", many(3_000, |n| format!("{}a:\n", " ".repeat(n))), String::new()),
        ("long title", format!("title: \"{}\"\n", "长".repeat(1_000_000)), String::new()),
    ]
}

#[test]
fn nothing_takes_long_or_much() {
    for (name, front, body) in inputs() {
        let site = tempfile::tempdir().expect("a folder");
        fs::create_dir(site.path().join("content")).expect("a folder");
        fs::write(site.path().join("site.yaml"), "title: 甲\nas_of: 2023-08-31\n").expect("site.yaml");
        fs::write(site.path().join("content/a.md"), format!("---\n{front}---\n\n{body}\n")).expect("a page");
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
            .args(["check", "-q", "--root"])
            .arg(site.path())
            .env("RAYON_NUM_THREADS", "2")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let status = loop {
            let peak = peak_kilobytes(child.id());
            match child.try_wait().expect("it can be waited for") {
                Some(status) => break status,
                None if start.elapsed() > Duration::from_secs(10) || peak > 500_000 => {
                    child.kill().expect("it can be stopped");
                    panic!("{name}: {peak} kB after {:?}", start.elapsed());
                }
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        };
        assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status}");
    }
}

/// The largest resident set of a running process so far (Linux); 0 where nobody knows.
fn peak_kilobytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
