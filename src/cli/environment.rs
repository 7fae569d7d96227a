//! The machine: environment variables, the clock, and whether somebody is looking. Nothing else of the program asks.
#![expect(clippy::disallowed_methods, reason = "the one door to the environment and to the clock")]

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io::{IsTerminal, Write as _, stderr, stdout};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::diagnostic::Locale;

/// The language of messages: `--locale`, else the environment (POSIX order).
pub(super) fn locale(arguments: &[OsString]) -> Locale {
    let mut words = arguments.iter().filter_map(|a| a.to_str());
    let mut given = None;
    while let Some(word) = words.next() {
        if word == "--locale" {
            given = words.next().map(str::to_owned);
        } else if let Some(value) = word.strip_prefix("--locale=") {
            given = Some(value.to_owned());
        }
    }
    let word = given
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| env::var(v).ok().filter(|t| !t.is_empty())));
    match word {
        Some(word) if word.to_ascii_lowercase().starts_with("zh") => Locale::Zh,
        _ => Locale::En,
    }
}

/// Whether to colour messages on the standard error stream.
pub(super) fn color(word: &str) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|v| !v.is_empty());
    match word {
        "always" => true,
        "never" => false,
        _ if set("NO_COLOR") => false,
        _ if set("CLICOLOR_FORCE") => true,
        _ => stderr().is_terminal() && env::var("TERM").map_or(true, |t| t != "dumb"),
    }
}

/// Whether somebody reads the standard error stream as it comes.
pub(super) fn somebody_looks() -> bool {
    stderr().is_terminal()
}

/// Whether what is asked for goes to a terminal, as messages do.
pub(super) fn output_is_terminal() -> bool {
    stdout().is_terminal() && stderr().is_terminal()
}

/// Writes to the standard error stream. Where nobody reads it any more, the work goes on.
pub(super) fn tell(text: fmt::Arguments<'_>) {
    let _ = stderr().write_fmt(text);
}

/// `SOURCE_DATE_EPOCH` (reproducible-builds.org), in seconds; an unreadable one is an error.
pub(super) fn source_date_epoch() -> Result<Option<i64>, String> {
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => text.trim().parse().map(Some).map_err(|_| text),
        Err(_) => Ok(None),
    }
}

/// The present moment, in seconds since 1970.
pub(super) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX))
}

/// Opens an address in the user's browser; nothing happens where there is none.
pub(super) fn open_browser(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    // The address is printed too: that is enough where no browser can be started.
    let started = std::process::Command::new(program)
        .arg(url)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    if let Ok(mut child) = started {
        // Somebody has to take note of its end.
        std::thread::spawn(move || child.wait());
    }
}
