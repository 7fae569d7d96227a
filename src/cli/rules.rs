//! `mingbai check --list`: every rule as the site has set it, with its options.

use serde_json::{Value as Json, json};

use super::exit::Exit;
use super::session::Session;
use crate::check::{self, Choice, PLANNED, RULES, Rule};
use crate::diagnostic::Locale;
use crate::load;
use crate::model::{self, Config, Given, Level, Setting};
use crate::text;

/// Lists the rules, with `--all` what has none yet.
pub(super) fn run(session: &Session, choice: &Choice, all: bool) -> Exit {
    let (parsed, _) = load::read_site(&session.root);
    // What is wrong in the site is for `check` to say.
    let config = model::build(parsed, &session.overrides).0.map(|site| site.config);
    let config = config.as_ref();
    if session.is_json() {
        let rules = RULES
            .iter()
            .filter(|rule| choice.has(rule.name))
            .map(|rule| entry(session, rule, config))
            .collect::<Vec<_>>();
        let planned =
            PLANNED.iter().map(|p| json!({"number": p.number, "what": session.of(p.what), "why": session.of(p.why)}));
        let mut out = json!({"version": 1, "rules": rules});
        if all {
            out["planned"] = planned.collect();
        }
        super::line(format_args!("{}", serde_json::to_string_pretty(&out).unwrap_or_default()));
        return Exit::Good;
    }
    for rule in RULES.iter().filter(|rule| choice.has(rule.name)) {
        let numbers = if all { check::numbers(rule).join(session.of(["、", ", "])) } else { String::new() };
        let numbers = if numbers.is_empty() { text!("", "") } else { text!("（{numbers}）", " ({numbers})") };
        let (what, numbers) = (session.of(rule.what), numbers.get(session.locale));
        super::line(format_args!("{:<28}{:<9}{what}{numbers}", rule.name, level(rule, config)));
        for option in rule.options {
            let value = shown(&value(rule, option.name, option.default, config));
            let default = shown(&default(option.default));
            let default = if value == default {
                String::new()
            } else {
                text!("（默认 {default}）", " (default {default})").get(session.locale).to_owned()
            };
            let name = option.name;
            super::line(format_args!("{:<28}{:<9}{name}: {value}{default}  {}", "", "", session.of(option.what)));
        }
    }
    if all {
        super::line(format_args!(
            "\n{}",
            text!("还没有规则的要求：", "Requirements without a rule:").get(session.locale)
        ));
        for planned in PLANNED {
            let dash = if session.locale == Locale::Zh { "：" } else { ": " };
            super::line(format_args!(
                "{:<6}{}{dash}{}",
                planned.number,
                session.of(planned.what),
                session.of(planned.why)
            ));
        }
    }
    Exit::Good
}

fn level(rule: &Rule, config: Option<&Config>) -> &'static str {
    match config.and_then(|config| check::level(config, rule)) {
        Some(Level::Off) => "off",
        Some(Level::As(severity)) => severity.word(),
        None => rule.severity.word(),
    }
}

fn default(setting: Setting) -> Given {
    match setting {
        Setting::Days(n) | Setting::WorkingDays(n) | Setting::Count(n) | Setting::DayOfYear(n) => Given::Number(n),
        Setting::Words(words) => Given::Words(words.iter().map(|w| (*w).to_owned()).collect()),
    }
}

/// What an option is set to; words of the site come on top.
fn value(rule: &Rule, name: &str, setting: Setting, config: Option<&Config>) -> Given {
    let given = config.and_then(|c| c.options.get(&(rule.name.to_owned(), name.to_owned()))).map(|c| c.given.clone());
    match (default(setting), given) {
        (Given::Words(mut words), Some(Given::Words(more))) => {
            words.extend(more);
            Given::Words(words)
        }
        (Given::Number(_), Some(Given::Number(n))) => Given::Number(n),
        (default, _) => default,
    }
}

/// Words of an option that are shown; the rest is counted.
const SHOWN: usize = 6;

fn shown(given: &Given) -> String {
    match given {
        Given::Number(n) => n.to_string(),
        Given::Words(words) if words.len() > SHOWN => format!("[{}, … {}]", words[..SHOWN].join(", "), words.len()),
        Given::Words(words) => format!("[{}]", words.join(", ")),
    }
}

fn entry(session: &Session, rule: &Rule, config: Option<&Config>) -> Json {
    let json = |given: Given| match given {
        Given::Number(n) => json!(n),
        Given::Words(words) => json!(words),
    };
    let options = rule.options.iter().map(|o| {
        json!({
            "name": o.name,
            "kind": o.default.kind(),
            "default": json(default(o.default)),
            "value": json(value(rule, o.name, o.default, config)),
            "what": session.of(o.what),
        })
    });
    let example = |example: &check::Example| {
        let files = example.printed(session.locale).into_iter();
        files.map(|(path, text)| json!({"path": path, "text": text})).collect::<Vec<_>>()
    };
    json!({
        "name": rule.name,
        "numbers": check::numbers(rule),
        "severity": level(rule, config),
        "default_severity": rule.severity.word(),
        "what": session.of(rule.what),
        "why": session.of(rule.why),
        "source": rule.source,
        "options": options.collect::<Vec<_>>(),
        "fails": example(&rule.fails),
        "passes": example(&rule.passes),
    })
}
