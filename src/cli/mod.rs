//! The command line: what was typed becomes values, commands compose the steps, and the exit code says how it went.

mod args;
mod browser;
mod build;
mod bulletin;
mod check;
mod completions;
mod environment;
mod exit;
mod explain;
mod external;
mod fix;
mod init;
mod inspect;
mod list;
mod live;
mod new;
mod rebuilt;
mod rules;
mod schema;
mod self_check;
mod serve;
mod session;
mod usage;
mod watch;

pub use exit::Exit;

use std::ffi::OsString;
use std::fmt;
use std::io::Write;

/// Runs the program with these arguments (the first is its name).
pub fn run(arguments: Vec<OsString>) -> Exit {
    let locale = environment::locale(&arguments);
    let command = args::command(locale);
    let matches = match command.clone().try_get_matches_from(args::flags_after(&command, arguments)) {
        Ok(matches) => matches,
        Err(error) => return usage::report(&error, locale),
    };
    let Some((name, own)) = matches.subcommand() else {
        return Exit::Usage;
    };
    let session = match session::Session::new(own, locale) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    match name {
        "build" => build::run(&session),
        "check" if own.get_flag("fix") => fix::run(&session, own.get_flag("dry-run")),
        "check" => check::run(&session, own),
        "serve" => serve::run(&session, own),
        "watch" => watch::run(&session, own),
        "init" => init::run(&session, own),
        "new" => new::run(&session, own),
        "schema" => schema::run(&session, own),
        "bulletin" => bulletin::run(&session, own),
        "list" => list::run(&session, own),
        "explain" => explain::run(&session, own),
        _ => completions::run(own, locale),
    }
}

/// A line of what was asked for. Whoever stops reading (`| head`) has enough.
fn line(text: fmt::Arguments<'_>) {
    put(format_args!("{text}\n"));
}

/// The same without an end of line.
fn put(text: fmt::Arguments<'_>) {
    let _ = std::io::stdout().write_fmt(text);
}
