//! Hostile and huge inputs: accepted or refused within 10 seconds and 500 MB, without a panic.
#![expect(clippy::disallowed_methods, reason = "tests make sites on the disk")]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
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

/// Templates of a page that take long or much, each used by 60 pages.
fn templates() -> Vec<(&'static str, String)> {
    let grows =
        |start: &str, step: &str| format!("{{% set s = {start} %}}{}", format!("{{% set s = {step} %}}").repeat(60));
    let looped = |what: &str| format!("{{% for i in range(100000) %}}{what}{{% endfor %}}");
    vec![
        ("loops", looped(&looped(""))),
        ("long output", looped(&"长".repeat(10_000))),
        ("join", grows("'x'", "[s, s, s]|join")),
        ("tilde", grows("'x'", "s ~ s")),
        ("plus", grows("'x'", "s + s")),
        ("times", grows("'x'", "s * 9")),
        ("list of lists", grows("['x']", "[s, s]") + "{{ s }}"),
        ("replace", grows("'xx'", "s|replace('x', 'xxxx')")),
        ("format", "{{ '%999999999d'|format(1) }}".to_owned()),
        ("format a little less", "{{ '%99999999d'|format(1) }}".to_owned()),
        ("indent", "{{ 'x\ny'|indent(999999999) }}".to_owned()),
        ("captured", grows("'x'", "s").replace("{% set s = s %}", "{% set s %}{{ s }}{{ s }}{% endset %}")),
        ("join of many", "{{ [['x' * 1000000] * 1000]|first|join }}".to_owned()),
        ("namespace", looped("{% set ns = namespace(s=1) %}")),
        (
            "macros",
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}".to_owned(),
        ),
        (
            "batch",
            "{% for b in range(100000)|batch(1, 'x') %}{% endfor %}{{ [1]|batch(999999999, 'x')|list|length }}"
                .to_owned(),
        ),
        ("latest", looped("{% set x = latest(100000) %}")),
    ]
}

fn site(folder: &Path) {
    fs::create_dir(folder.join("content")).expect("a folder");
    fs::write(folder.join("site.yaml"), "title: 甲\nas_of: 2023-08-31\n").expect("site.yaml");
}

#[test]
fn nothing_takes_long_or_much() {
    for (name, front, body) in inputs() {
        let folder = tempfile::tempdir().expect("a folder");
        site(folder.path());
        fs::write(folder.path().join("content/a.md"), format!("---\n{front}---\n\n{body}\n")).expect("a page");
        let status = bounded(name, folder.path());
        assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status}");
    }
}

#[test]
fn no_template_takes_long_or_much() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    for n in 0..60 {
        let page = format!("---\ntitle: 页{n}\ndate: 2023-01-01\n---\n");
        fs::write(folder.path().join(format!("content/{n}.md")), page).expect("a page");
    }
    let templates_folder = folder.path().join("themes/town/templates");
    fs::create_dir_all(&templates_folder).expect("a folder");
    for (name, template) in templates() {
        fs::write(templates_folder.join("page.html"), template).expect("a template");
        let status = bounded(name, folder.path());
        assert!(matches!(status.code(), Some(0 | 1)), "{name}: {status}");
    }
}

/// Reading a pipe would wait for ever; a socket is of the same kind.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    site(folder.path());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("content/f.md")).expect("a socket");
    let output = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["check", "--locale", "en", "--root"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("content/unreadable") && said.contains("content/f.md"), "{said}");
}

/// Seconds that a process has worked, on all its threads together.
fn worked(pid: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let times = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    times.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() / 100
}

/// Checks a site within the bounds.
fn bounded(name: &str, site: &Path) -> ExitStatus {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mingbai"))
        .args(["check", "-q", "--root"])
        .arg(site)
        .env("RAYON_NUM_THREADS", "2")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    loop {
        let (peak, worked) = (peak_kilobytes(child.id()), worked(child.id()));
        match child.try_wait().expect("it can be waited for") {
            Some(status) => return status,
            // On a machine that does other work as well, time goes by without it.
            None if worked > 15 || start.elapsed() > Duration::from_secs(300) || peak > 500_000 => {
                child.kill().expect("it can be stopped");
                panic!("{name}: {peak} kB after {worked} s of work, {:?}", start.elapsed());
            }
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    }
}

/// The largest resident set of a running process so far (Linux); 0 where nobody knows.
fn peak_kilobytes(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
