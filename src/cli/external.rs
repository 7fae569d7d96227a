//! `mingbai check --external`: asks what links out of the site lead to, by way of `curl`.
//!
//! Speaking TLS ourselves would bring some thirty crates and C code for one command that few machines run; `curl` is on
//! nearly all of them, knows their certificates and their proxy, and is asked for by its name where it is missing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use super::session::Session;
use crate::check::{External, externals, find};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::load;
use crate::model::Site;
use crate::publish;
use crate::text;

/// Where good answers are kept, below the site's folder.
const KEPT: &str = ".mingbai/links.txt";
/// The first line of that file: by it we know our own.
const MARK: &str = "# mingbai: links that answered, and when (seconds since 1970)";
/// Hosts that are asked at a time; a host itself is asked one thing after another.
const AT_A_TIME: usize = 8;
/// Times that an address is asked again where nobody answered, or the server was at fault.
const AGAIN: usize = 2;
/// Bytes of an answer at most.
const LARGEST: &str = "10000000";

/// What came of asking an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The status of the last answer.
    Status(u16),
    /// Nobody answered; curl's exit code.
    Nobody(i32),
    /// There is no curl.
    NoCurl,
}

impl Answer {
    /// That it is there, or only that we may not see it.
    fn is_good(self) -> bool {
        matches!(self, Answer::Status(200..=399 | 401 | 403 | 405 | 429))
    }

    /// Whether it may be another the next time.
    fn is_passing(self) -> bool {
        matches!(self, Answer::Nobody(_) | Answer::Status(429 | 500..=599))
    }

    fn words(self, address: &str) -> Text {
        match self {
            Answer::Status(code) => {
                text!("{address} 打不开：回答 {code}", "{address} does not answer as it should: {code}")
            }
            Answer::Nobody(6) => {
                text!("{address} 打不开：没有这个域名", "{address} cannot be opened: there is no such host")
            }
            Answer::Nobody(28) => {
                text!("{address} 打不开：等了太久没有回答", "{address} cannot be opened: it took too long")
            }
            Answer::Nobody(35 | 51 | 58 | 60) => {
                text!("{address} 打不开：证书不对", "{address} cannot be opened: its certificate is not good")
            }
            Answer::Nobody(code) => {
                text!("{address} 打不开（curl {code}）", "{address} cannot be opened (curl {code})")
            }
            Answer::NoCurl => text!("{address} 没有问：没有 curl", "{address} was not asked: there is no curl"),
        }
    }
}

/// Asks all that has not answered of late; what does not answer becomes a problem.
pub(super) fn ask(session: &Session, site: &Site) -> Diagnostics {
    let Some(rule) = find("link/answer").filter(|rule| crate::check::wants(&site.config, rule.name)) else {
        return Diagnostics::new();
    };
    let [days, seconds, most] = ["days", "seconds", "most"].map(|name| rule.number(site, name));
    let all = externals(site);
    let path = session.root.join(KEPT);
    let now = session.overrides.now;
    let age = i64::try_from(days).unwrap_or(i64::MAX).saturating_mul(86_400);
    let mut kept = read(&load::read_aside(&path).unwrap_or_default());
    kept.retain(|_, asked| (0..=age).contains(&now.saturating_sub(*asked)));
    let due: Vec<&External> = all.iter().filter(|link| !kept.contains_key(&link.address)).collect();
    let left_out = due.len().saturating_sub(most);
    let due = &due[..due.len().min(most)];
    let answers = ask_all(due, seconds);
    if answers.iter().any(|(_, answer)| *answer == Answer::NoCurl) {
        let what = text!(
            "外部链接一个也没有问：这台机器上没有 curl",
            "no link out of the site was asked: there is no curl on this machine"
        );
        let problem = Diagnostic::new(rule.name, rule.severity, what);
        let mend = text!("装上 curl，再运行一次", "install curl, and run it again");
        return std::iter::once(problem.help(mend)).collect();
    }
    let mut problems = Diagnostics::new();
    for (link, answer) in answers {
        if answer.is_good() {
            kept.insert(link.address.clone(), now);
        } else {
            problems.push(link.unanswered(site, answer.words(&link.address)));
        }
    }
    // Addresses that no page has any more are forgotten.
    kept.retain(|address, _| all.iter().any(|link| link.address == *address));
    if !all.is_empty()
        && let Err(problem) = publish::renew(&path, written(&kept).as_bytes(), MARK)
    {
        problems.push(*problem);
    }
    let (count, asked) = (all.len(), due.len());
    let known = count - asked - left_out;
    session.say(&text!(
        "外部链接 {count} 个：问了 {asked} 个，{known} 个 {days} 天内问过，{left_out} 个没有轮到",
        "{count} link(s) out of the site: {asked} asked, {known} answered within {days} days, {left_out} not yet asked"
    ));
    problems
}

/// Asks hosts side by side, and each host one address after another.
fn ask_all<'a>(due: &[&'a External], seconds: usize) -> Vec<(&'a External, Answer)> {
    let mut by_host: BTreeMap<&str, Vec<(usize, &'a External)>> = BTreeMap::new();
    for (index, link) in due.iter().enumerate() {
        by_host.entry(&link.host).or_default().push((index, *link));
    }
    let hosts = Mutex::new(by_host.into_values());
    let answers = Mutex::new(Vec::with_capacity(due.len()));
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                loop {
                    let host = hosts.lock().ok().and_then(|mut hosts| hosts.next());
                    let Some(links) = host else { break };
                    for (index, link) in links {
                        let answer = ask_one(&link.address, seconds);
                        if let Ok(mut answers) = answers.lock() {
                            answers.push((index, link, answer));
                        }
                    }
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap_or_default();
    answers.sort_by_key(|(index, ..)| *index);
    answers.into_iter().map(|(_, link, answer)| (link, answer)).collect()
}

/// HEAD, and where that is not liked GET.
fn ask_one(address: &str, seconds: usize) -> Answer {
    let mut answer = Answer::NoCurl;
    for round in 0..=AGAIN {
        if round > 0 {
            std::thread::sleep(Duration::from_millis(500 << round));
        }
        answer = curl(address, seconds, true);
        if matches!(answer, Answer::Status(400..) | Answer::Nobody(_)) {
            answer = curl(address, seconds, false);
        }
        if !answer.is_passing() {
            break;
        }
    }
    answer
}

fn curl(address: &str, seconds: usize, head: bool) -> Answer {
    let seconds = seconds.max(1).to_string();
    let nowhere = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let mut command = Command::new("curl");
    // The user's own settings stay out of it; brackets in an address are no patterns.
    command.args(["--disable", "--globoff", "--silent", "--location", "--max-redirs", "5", "--proto", "=http,https"]);
    command.args(["--max-time", &seconds, "--max-filesize", LARGEST, "--output", nowhere]);
    command.args(["--user-agent", concat!("mingbai/", env!("CARGO_PKG_VERSION"), " (link check)")]);
    command.args(["--write-out", "%{http_code}"]);
    if head {
        command.arg("--head");
    }
    command.arg("--url").arg(address).stdin(Stdio::null()).stderr(Stdio::null());
    let Ok(done) = command.output() else { return Answer::NoCurl };
    let status = String::from_utf8_lossy(&done.stdout).trim().parse().unwrap_or(0);
    match (status, done.status.code().unwrap_or(-1)) {
        // Larger than we want to fetch, and there.
        (200..=299, 63) => Answer::Status(status),
        (100.., 0) => Answer::Status(status),
        (_, code) => Answer::Nobody(code),
    }
}

fn read(text: &str) -> BTreeMap<String, i64> {
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.filter_map(|(asked, address)| Some((address.to_owned(), asked.parse().ok()?))).collect()
}

fn written(kept: &BTreeMap<String, i64>) -> String {
    let mut out = format!("{MARK}\n");
    for (address, asked) in kept {
        let _ = writeln!(out, "{asked} {address}");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Answer, read, written};

    #[test]
    fn what_is_kept_is_read_again() {
        let kept = BTreeMap::from([("https://a.example/b c".to_owned(), 7), ("https://b.example/".to_owned(), 8)]);
        assert_eq!(read(&written(&kept)), kept);
        assert_eq!(read("nonsense\nx https://a.example/"), BTreeMap::new());
    }

    #[test]
    fn answers() {
        let good = [200, 302, 403, 405, 429].map(|code| Answer::Status(code).is_good());
        assert_eq!(good, [true; 5]);
        assert!(!Answer::Status(404).is_good() && !Answer::Status(404).is_passing());
        assert!(Answer::Status(503).is_passing() && Answer::Nobody(28).is_passing());
    }
}
