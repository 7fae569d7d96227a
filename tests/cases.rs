//! Site in, command, console out: every `tests/cases/*.md` is a small site and what the program says of it.
//!
//! A case holds fenced blocks: `file PATH` (a text file), `hex PATH` (bytes), `link PATH TARGET` (a symbolic link), and
//! `console` (commands with `$`, what they print on both streams, and `? N` for an exit code other than 0). Beside the
//! program itself, `cat FILE`, `ls DIR`, `rm FILE` and `mv FROM TO` can be used. `UPDATE=1 cargo test --test all cases::`
//! writes what it sees into the cases: look at the difference before you commit it.
#![expect(clippy::disallowed_methods, reason = "tests make sites on the disk")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Block {
    info: String,
    body: String,
    /// Byte range of the body in the case.
    range: std::ops::Range<usize>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut open: Option<(usize, String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let ticks = line.bytes().take_while(|b| *b == b'`').count();
        match &open {
            None if ticks >= 3 => open = Some((ticks, line[ticks..].trim().to_owned(), at + line.len())),
            Some((n, info, start)) if ticks >= *n && line[ticks..].trim().is_empty() => {
                out.push(Block { info: info.clone(), body: text[*start..at].to_owned(), range: *start..at });
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    out
}

fn make(root: &Path, block: &Block) {
    let (kind, rest) = block.info.split_once(' ').unwrap_or((&block.info, ""));
    let path = root.join(rest.split(' ').next().unwrap_or_default());
    if !matches!(kind, "file" | "hex" | "link") {
        return;
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("a folder of the case");
    }
    match kind {
        "file" => fs::write(path, &block.body).expect("a file of the case"),
        "hex" => {
            let digits: Vec<u8> = block.body.bytes().filter(u8::is_ascii_hexdigit).collect();
            let bytes: Vec<u8> = digits
                .chunks(2)
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("two hex digits"))
                .collect();
            fs::write(path, bytes).expect("a file of the case");
        }
        _ => {
            let target = rest.split(' ').nth(1).expect("a target");
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, path).expect("a link of the case");
        }
    }
}

fn listing(folder: &Path, below: &Path, out: &mut String) {
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    names.sort();
    for path in names {
        if path.file_name().is_some_and(|n| n == ".mingbai") {
            continue;
        }
        if path.is_dir() {
            listing(&path, below, out);
        } else {
            let _ = writeln!(out, "{}", path.strip_prefix(below).expect("below").display());
        }
    }
}

fn run(root: &Path, line: &str) -> (String, i32) {
    let mut words = line.split_whitespace();
    match (words.next(), words.next()) {
        (Some("cat"), Some(file)) => {
            (unprinted(&fs::read_to_string(root.join(file)).unwrap_or_else(|e| format!("{e}\n"))), 0)
        }
        (Some("rm"), Some(file)) => {
            (fs::remove_file(root.join(file)).map_or_else(|e| format!("{e}\n"), |()| String::new()), 0)
        }
        (Some("mv"), Some(from)) => {
            let to = root.join(words.next().expect("where to"));
            (fs::rename(root.join(from), to).map_or_else(|e| format!("{e}\n"), |()| String::new()), 0)
        }
        (Some("ls"), Some(folder)) => {
            let mut out = String::new();
            listing(&root.join(folder), &root.join(folder), &mut out);
            (unprinted(&out), 0)
        }
        (Some("mingbai"), first) => {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
            command
                .current_dir(root)
                .args(first)
                .args(words)
                .env_clear()
                .env("LANG", "zh_CN.UTF-8")
                .env("TZ", "America/New_York");
            let output = command.output().expect("the program runs");
            let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.push_str(&String::from_utf8_lossy(&output.stderr));
            (redact(&text), output.status.code().unwrap_or(-1))
        }
        _ => panic!("no such command in a case: {line}"),
    }
}

/// Fingerprints change with every edit of the theme's assets.
fn unprinted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, part) in text.split("assets/").enumerate() {
        if n == 0 {
            out.push_str(part);
            continue;
        }
        out.push_str("assets/");
        let pieces: Vec<&str> = part.splitn(3, '.').collect();
        match pieces.as_slice() {
            [name, print, rest] if print.len() == 8 && print.bytes().all(|b| b.is_ascii_hexdigit()) => {
                let _ = write!(out, "{name}.########.{rest}");
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// How many rules there are changes with every new one, in every case; that none could not be checked does not.
fn uncounted(line: &str) -> String {
    let mut line = line.to_owned();
    for (before, after) in
        [("页，", " 条规则通过"), (": ", " rules passed"), ("，", " 条没法核对"), (", ", " cannot be checked")]
    {
        if let Some(end) = line.find(after)
            && let Some(start) = line[..end].rfind(before).map(|at| at + before.len())
            && line[start..end] != *"0"
        {
            line.replace_range(start..end, "#");
        }
    }
    line
}

/// Times vary; nothing else may.
fn redact(text: &str) -> String {
    let text: String = text.split_inclusive('\n').map(uncounted).collect();
    let text = text.as_str();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let cut = line
            .rfind('（')
            .filter(|_| line.trim_end().ends_with("秒）"))
            .or_else(|| line.rfind(" (").filter(|_| line.trim_end().ends_with(" s)")));
        match cut {
            Some(at) => {
                out.push_str(&line[..at]);
                out.push('\n');
            }
            None => out.push_str(line),
        }
    }
    out
}

fn play(root: &Path, console: &str) -> String {
    let mut out = String::new();
    for line in console.lines().filter_map(|l| l.strip_prefix("$ ")) {
        let (text, code) = run(root, line);
        let _ = writeln!(out, "$ {line}");
        out.push_str(&text);
        if !text.is_empty() && !text.ends_with('\n') {
            out.push('\n');
        }
        if code != 0 {
            let _ = writeln!(out, "? {code}");
        }
    }
    out
}

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases").map(|e| e.expect("an entry").path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "md"));
    files.sort();
    assert!(files.len() >= 30, "the cases are there");
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a case");
        let site = tempfile::tempdir().expect("a folder");
        let all = blocks(&text);
        if !all.iter().any(|b| b.info == "file site.yaml") && !text.contains("no site.yaml") {
            fs::write(
                site.path().join("site.yaml"),
                "title: 某镇\nbase_url: https://town.example/\nas_of: 2023-08-31\n",
            )
            .expect("site.yaml");
        }
        for block in &all {
            make(site.path(), block);
        }
        let mut seen = text.clone();
        for block in all.iter().rev().filter(|b| b.info == "console").collect::<Vec<_>>().into_iter().rev() {
            let got = play(site.path(), &block.body);
            if got != block.body {
                wrong.push(format!("{}\n--- expected\n{}--- got\n{got}", file.display(), block.body));
            }
            seen = seen.replacen(&text[block.range.clone()], &got, 1);
        }
        if update && seen != text {
            fs::write(&file, seen).expect("the case is updated");
        }
    }
    assert!(update || wrong.is_empty(), "{} cases differ:\n\n{}", wrong.len(), wrong.join("\n"));
}
