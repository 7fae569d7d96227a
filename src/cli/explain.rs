//! `mingbai explain`

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::check::{Example, RULES, Rule, find};
use crate::diagnostic::{Diagnostic, Locale, nearest};
use crate::text;

/// Explains a rule, or lists them all.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let Some(name) = matches.get_one::<String>("rule") else {
        for rule in RULES {
            super::line(format_args!(
                "{:<28}{:<9}{}",
                rule.name,
                rule.severity.word(),
                in_language(rule.what, session.locale)
            ));
        }
        return Exit::Good;
    };
    match find(name) {
        Some(rule) => {
            super::put(format_args!("{}", explanation(rule, session.locale)));
            Exit::Good
        }
        None => {
            let problem =
                Diagnostic::error("content/value", text!("没有“{name}”这条规则", "there is no rule `{name}`"));
            let problem = match nearest(name, RULES.iter().map(|r| r.name)) {
                Some(near) => problem.help(text!("是不是 {near}？", "did you mean {near}?")),
                None => problem.help(text!("`mingbai explain` 列出全部规则", "`mingbai explain` lists them all")),
            };
            session.fail(problem);
            Exit::Usage
        }
    }
}

fn in_language(texts: [&'static str; 2], locale: Locale) -> &'static str {
    texts[usize::from(locale == Locale::En)]
}

fn explanation(rule: &Rule, locale: Locale) -> String {
    let heads = match locale {
        Locale::Zh => ["检查什么", "为什么", "不通过的例子", "通过的例子", "依据", "级别"],
        Locale::En => ["What it checks", "Why", "Fails", "Passes", "Source", "Severity"],
    };
    let indent = |text: &str| text.lines().map(|l| format!("    {l}\n")).collect::<String>();
    let mut out = format!("{}\n\n", rule.name);
    let (fails, passes) = (printed(&rule.fails, locale), printed(&rule.passes, locale));
    let parts = [
        in_language(rule.what, locale),
        in_language(rule.why, locale),
        &fails,
        &passes,
        rule.source,
        rule.severity.word(),
    ];
    for (head, text) in heads.iter().zip(parts) {
        out.push_str(&format!("{head}\n{}", indent(text)));
    }
    let stop = if locale == Locale::Zh { "：" } else { ": " };
    if !rule.options.is_empty() {
        out.push_str(if locale == Locale::Zh { "选项\n" } else { "Options\n" });
    }
    for option in rule.options {
        out.push_str(&indent(&format!("{}{stop}{}", option.name, in_language(option.what, locale))));
    }
    out
}

/// The files of an example, one below the other.
fn printed(example: &Example, locale: Locale) -> String {
    let files = example.printed(locale).into_iter().map(|(path, text)| match path {
        Some(path) => format!("# {path}\n{text}"),
        None => text,
    });
    files.collect::<Vec<_>>().join("\n\n")
}
