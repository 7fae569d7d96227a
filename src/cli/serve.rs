//! `mingbai serve`
use super::exit::Exit;
use super::session::Session;
use clap::ArgMatches;
pub(super) fn run(_: &Session, _: &ArgMatches) -> Exit { Exit::Usage }
