//! `check --external` (`link/answer`): asks each address once, twice where it has to, and not at all where it knows; no
//! other command goes to the network.
#![expect(clippy::disallowed_methods, reason = "this test makes sites on the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// How often each method and path was asked for.
type Asked = Arc<Mutex<BTreeMap<String, usize>>>;

/// A server that answers by the path.
fn server() -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let asked = Asked::default();
    let counted = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = answer(stream, &counted);
        }
    });
    (port, asked)
}

fn answer(mut stream: TcpStream, asked: &Asked) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let times = {
        let mut asked = asked.lock().expect("no test panics here");
        let times = asked.entry(format!("{method} {path}")).or_default();
        *times += 1;
        *times
    };
    let status = match (path, method) {
        ("/gone", _) => "404 Not Found",
        ("/no-head", "HEAD") => "405 Method Not Allowed",
        ("/busy", _) if times == 1 => "503 Service Unavailable",
        ("/moved", _) => "302 Found\r\nLocation: /ok",
        _ => "200 OK",
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

fn mingbai(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
    command.args(arguments).args(["--locale", "en", "--root"]).arg(root).env("no_proxy", "*");
    let done = command.output().expect("a run");
    (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr))
}

#[test]
fn links_are_asked_once_and_told_where_they_stand() {
    let (port, asked) = server();
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("content")).expect("a folder");
    let site = "title: 站\nbase_url: https://town.example/\nas_of: 2023-08-31\n";
    fs::write(root.join("site.yaml"), site).expect("site.yaml");
    let here = format!("http://127.0.0.1:{port}");
    let page = format!(
        "---\ntitle: 首页\n---\n\n[一]({here}/ok)，[一]({here}/ok#part)，[二]({here}/no-head)。\n\n\
         [三]({here}/gone)，[四]({here}/moved)，[五]({here}/busy)，[六](http://127.0.0.1:1/x)。\n"
    );
    fs::write(root.join("content/_index.md"), page).expect("a page");
    let count = |what: &str| asked.lock().expect("no test panics here").get(what).copied().unwrap_or(0);
    let all = || asked.lock().expect("no test panics here").values().sum::<usize>();

    for command in ["check", "build", "list"] {
        let (_, said) = mingbai(root, &[command]);
        assert_eq!(all(), 0, "{command} does not go to the network: {said}");
    }
    let (_, listed) = mingbai(root, &["list", "--external"]);
    assert_eq!(listed.lines().filter(|line| line.starts_with("other\t")).count(), 6, "{listed}");

    let (code, said) = mingbai(root, &["check", "--external", "--only", "link/answer"]);
    assert_eq!(code, Some(0), "warnings do not fail: {said}");
    assert!(said.contains("6 link(s) out of the site: 6 asked, 0 answered"), "{said}");
    assert!(said.contains(&format!("{here}/gone does not answer as it should: 404")), "{said}");
    assert!(said.contains("content/_index.md:7:1"), "at its place: {said}");
    assert!(said.contains("http://127.0.0.1:1/x cannot be opened"), "{said}");
    assert!(said.contains("2 warnings"), "nothing else: {said}");
    assert_eq!([count("HEAD /ok"), count("GET /ok")], [2, 0], "once itself, and once by way of /moved");
    assert_eq!([count("HEAD /no-head"), count("GET /no-head")], [1, 1], "GET where HEAD is not liked");
    assert_eq!([count("HEAD /gone"), count("GET /gone")], [1, 1], "what is not there is not asked for again and again");
    assert!(count("HEAD /busy") + count("GET /busy") >= 2, "a server that is busy is asked again");

    let before = all();
    let (_, said) = mingbai(root, &["check", "--external", "--strict", "--only", "link/answer"]);
    assert!(said.contains("2 asked, 4 answered within 7 days"), "{said}");
    assert_eq!([count("HEAD /ok"), count("HEAD /gone")], [2, 2], "only what was not good is asked again");
    assert_eq!(all(), before + 2);

    // Eight days later.
    let kept = root.join(".mingbai/links.txt");
    let text = fs::read_to_string(&kept).expect("what is kept");
    let older =
        |line: &str| match line.split_once(' ').and_then(|(asked, rest)| Some((asked.parse::<i64>().ok()?, rest))) {
            Some((asked, rest)) => format!("{} {rest}\n", asked - 8 * 86_400),
            None => format!("{line}\n"),
        };
    fs::write(&kept, text.lines().map(older).collect::<String>()).expect("what is kept");
    let (_, said) = mingbai(root, &["check", "--external"]);
    assert!(said.contains("6 asked, 0 answered"), "{said}");

    // A post that lives with a link that does not answer.
    let waivers = "waivers:\n  - {rule: link/answer, reason: 对方在搬家, by: 党政办, until: 2023-12, path: content}\n";
    fs::write(root.join("site.yaml"), format!("{site}{waivers}")).expect("site.yaml");
    let (code, said) = mingbai(root, &["check", "--external", "--strict", "--skip", "link/external"]);
    assert!(code == Some(0) && said.contains("2 waived"), "{said}");
    let (code, said) = mingbai(root, &["check", "--strict", "--skip", "link/external"]);
    assert!(code == Some(0), "where nobody asks, nobody can say that the waiver is of no use: {said}");
}
