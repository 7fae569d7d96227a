//! `mingbai init`

use std::path::PathBuf;

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::diagnostic::Locale;
use crate::publish;
use crate::text;

const CHINESE: &[(&str, &str)] = &[
    ("site.yaml", include_str!("skeleton/zh-CN/site.yaml")),
    ("content/_index.md", include_str!("skeleton/zh-CN/home.md")),
    ("content/gonggao/_index.md", include_str!("skeleton/zh-CN/section.md")),
    ("content/gonggao/di-yi-pian.md", include_str!("skeleton/zh-CN/page.md")),
    ("public/.gitkeep", ""),
    (".gitignore", "/public/*\n!/public/.gitkeep\n"),
];
const ENGLISH: &[(&str, &str)] = &[
    ("site.yaml", include_str!("skeleton/en/site.yaml")),
    ("content/_index.md", include_str!("skeleton/en/home.md")),
    ("content/notices/_index.md", include_str!("skeleton/en/section.md")),
    ("content/notices/first.md", include_str!("skeleton/en/page.md")),
    ("public/.gitkeep", ""),
    (".gitignore", "/public/*\n!/public/.gitkeep\n"),
];

/// Makes a new site, and says what to type next.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let Some(folder) = matches.get_one::<PathBuf>("dir") else {
        return Exit::Usage;
    };
    let files = if session.locale == Locale::Zh { CHINESE } else { ENGLISH };
    if let Err(problem) = publish::create(folder, files) {
        return session.fail(problem);
    }
    let shown = folder.display();
    session.say(&text!(
        "新站点在 {shown}。接下来：\n  cd {shown}\n  mingbai serve",
        "the new site is in {shown}. Next:\n  cd {shown}\n  mingbai serve"
    ));
    Exit::Good
}
