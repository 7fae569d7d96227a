//! What a site sets of rules, in `checks` of `site.yaml`: laid over the rules, by name, number or family, and held to what can be
//! set at all. What has no effect is an error.

use std::collections::BTreeSet;

use super::choice::family;
use super::numbers::{named, number, numbers};
use super::rule::{Opt, Rule};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest};
use crate::model::{Chosen, Config, Given, Level, Setting};
use crate::text;

/// How much a rule matters to a site, where that says so: the rule by its name, else by a number, else its family. Of
/// several numbers the strictest counts. What the site cannot do without stays as it is.
pub fn level(config: &Config, rule: &Rule) -> Option<Level> {
    if config.checks.is_empty() || rule.is_essential() {
        return None;
    }
    let of = |is_it: &dyn Fn(&str) -> bool| {
        config.checks.iter().filter(|(word, _)| is_it(word.trim())).map(|(_, (level, _))| *level).min()
    };
    let by_number = || {
        let own = numbers(rule);
        of(&|word| number(word).is_some_and(|number| own.contains(&number.as_str())))
    };
    let by_family = || of(&|word| word.strip_suffix("/*").unwrap_or(word) == family(rule.name));
    of(&|word| word == rule.name).or_else(by_number).or_else(by_family)
}

/// What is wrong with `checks` of `site.yaml`.
pub fn settings(config: &Config) -> Diagnostics {
    let levels = config.checks.iter().filter_map(|(word, (level, place))| {
        let problem = match named(word) {
            Err(wrong) => wrong.problem(),
            Ok(rules) => fixed(&rules, *level)?,
        };
        Some(problem.at(place.clone()))
    });
    // One that is not there is told once.
    let mut told: BTreeSet<&str> = config.checks.keys().map(String::as_str).collect();
    let options = config.options.iter().filter_map(|((word, name), chosen)| {
        let problem = match named(word) {
            Err(wrong) => told.insert(word).then(|| wrong.problem())?,
            Ok(rules) => match &rules[..] {
                [rule] if rule.name == word => option(rule, name, chosen)?,
                rules => misplaced(word, name, rules),
            },
        };
        Some(problem.at(chosen.place.clone()))
    });
    levels.chain(options).collect()
}

/// Of rules that no site can change, that it tries to.
fn fixed(rules: &[&Rule], level: Level) -> Option<Diagnostic> {
    let can_be_set = rules.iter().any(|rule| !rule.is_essential());
    if can_be_set || rules.iter().all(|rule| level == Level::As(rule.severity)) {
        return None;
    }
    let name = rules.iter().map(|rule| rule.name).collect::<Vec<_>>();
    let (zh, en) = (name.join("、"), name.join(", "));
    let what = match level {
        Level::Off => {
            text!(
                "{zh} 关不掉：有这个问题的内容发布不了",
                "{en} cannot be turned off: nothing can be published with it"
            )
        }
        Level::As(_) => text!(
            "{zh} 的级别改不了：有这个问题的内容发布不了",
            "{en} cannot matter less: nothing can be published with it"
        ),
    };
    let help = text!("删掉这一行；有这个问题的，改正问题", "remove this line, and mend what the rule finds");
    Some(Diagnostic::error("content/value", what).help(help))
}

/// An option stands under the name of its rule.
fn misplaced(word: &str, name: &str, rules: &[&Rule]) -> Diagnostic {
    let what = text!(
        "选项“{name}”要写在一条规则的名称下面，“{word}”不是规则的名称",
        "the option `{name}` belongs under the name of a rule, and `{word}` is none"
    );
    let with = rules.iter().filter(|rule| rule.options.iter().any(|option| option.name == name));
    let with: Vec<&str> = with.map(|rule| rule.name).collect();
    let mend = match &with[..] {
        [] => {
            text!("删掉它：这些规则都没有这个选项", "remove it: none of these rules has such an option")
        }
        with => {
            let (zh, en) = (with.join("、"), with.join(", "));
            text!("写在它下面：{zh}", "write it under {en}")
        }
    };
    Diagnostic::error("content/value", what).help(mend)
}

fn option(rule: &Rule, name: &str, chosen: &Chosen) -> Option<Diagnostic> {
    match rule.options.iter().find(|option| option.name == name) {
        Some(option) => misfit(option, chosen),
        None => Some(unknown(rule, name)),
    }
}

fn unknown(rule: &Rule, name: &str) -> Diagnostic {
    let of = rule.name;
    let what = text!("{of} 没有“{name}”这个选项", "{of} has no option `{name}`");
    let names: Vec<&str> = std::iter::once("severity").chain(rule.options.iter().map(|o| o.name)).collect();
    let all = names.join(", ");
    let mend = match nearest(name, names) {
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => text!("可用：{all}", "one of: {all}"),
    };
    Diagnostic::error("content/unknown-key", what).help(mend)
}

/// Days of the longest year.
const YEAR: usize = 366;

fn misfit(option: &Opt, chosen: &Chosen) -> Option<Diagnostic> {
    let mend = match (option.default, &chosen.given) {
        (Setting::Words(_), Given::Words(words)) if words.iter().any(|word| !word.trim().is_empty()) => return None,
        (Setting::Words(_), _) => text!("写成列表：[甲, 乙]", "write a list: [A, B]"),
        (Setting::DayOfYear(_), Given::Number(1..=YEAR)) => return None,
        (Setting::Count(_), Given::Number(0)) => text!("写 1 或更大的整数", "write 1 or more"),
        (Setting::Days(_) | Setting::WorkingDays(_) | Setting::Count(_), Given::Number(_)) => return None,
        (kind, _) => number_of(kind),
    };
    let name = option.name;
    let what = text!("选项“{name}”的写法不对", "the option `{name}` is not well written");
    Some(Diagnostic::error("content/value", what).help(mend))
}

fn number_of(kind: Setting) -> Text {
    match kind {
        Setting::Days(_) => text!("写天数，例如 14", "write a number of days, such as 14"),
        Setting::WorkingDays(_) => text!("写工作日数，例如 20", "write a number of working days, such as 20"),
        Setting::DayOfYear(_) => text!(
            "写一年的第几天，1 到 {YEAR}，例如 31（1月31日）",
            "write the day of the year, 1 to {YEAR}, such as 31 for 31 January"
        ),
        _ => text!("只写数字，例如 20", "digits only, such as 20"),
    }
}
