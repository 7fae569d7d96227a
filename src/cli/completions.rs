//! `mingbai completions`

use clap::ArgMatches;
use clap_complete::{Shell, generate};

use super::args;
use super::exit::Exit;
use crate::diagnostic::Locale;

/// Writes a completion script to the standard output.
pub(super) fn run(matches: &ArgMatches, locale: Locale) -> Exit {
    let Some(shell) = matches.get_one::<Shell>("shell") else {
        return Exit::Usage;
    };
    generate(*shell, &mut args::command(locale), "mingbai", &mut std::io::stdout());
    Exit::Good
}
