//! `mingbai bulletin`

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::diagnostic::Locale;
use crate::render;
use crate::value::Period;

/// Writes the bulletin of a week or a month to the standard output, to be pasted elsewhere.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let site = match session.site() {
        Ok(site) => site,
        Err(exit) => return exit,
    };
    let word = |name: &str| matches.get_one::<Period>(name).copied();
    let period = word("week").or_else(|| word("month"));
    let chinese = session.locale == Locale::Zh;
    let write = if session.is_json() { render::bulletin_json } else { render::bulletin_text };
    let (text, problems) = write(&site, chinese, period);
    if problems.has_errors() {
        session.report(&problems);
        return session.exit(&problems);
    }
    print!("{text}");
    Exit::Good
}
