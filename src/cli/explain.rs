//! `mingbai explain`

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::check::{Example, RULES, Rule, named, numbers, planned};
use crate::diagnostic::Locale;

/// Explains a rule, or lists them: all, those of a family, or those of a number.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let Some(word) = matches.get_one::<String>("rule") else {
        RULES.iter().for_each(|rule| listed(session, rule));
        return Exit::Good;
    };
    if let Some(planned) = planned(word) {
        let (number, what, why) = (planned.number, session.of(planned.what), session.of(planned.why));
        let [checks, reason] = [["检查什么", "What it checks"], ["还没有规则", "No rule yet"]].map(|t| session.of(t));
        super::put(format_args!("{number}\n\n{checks}\n    {what}\n{reason}\n    {why}\n"));
        return Exit::Good;
    }
    match named(word).as_deref() {
        Ok([rule]) => super::put(format_args!("{}", explanation(rule, session.locale))),
        Ok(rules) => rules.iter().for_each(|rule| listed(session, rule)),
        Err(wrong) => {
            session.fail(wrong.problem());
            return Exit::Usage;
        }
    }
    Exit::Good
}

/// A rule in a line.
fn listed(session: &Session, rule: &Rule) {
    super::line(format_args!("{:<28}{:<9}{}", rule.name, rule.severity.word(), session.of(rule.what)));
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
    let own = numbers(rule);
    if !own.is_empty() {
        let (head, and) = if locale == Locale::Zh { ("编号", "、") } else { ("Number", ", ") };
        out.push_str(&format!("{head}\n{}", indent(&own.join(and))));
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
