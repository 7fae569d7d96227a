//! What a site sets of rules, in `checks` of `site.yaml`: laid over the rules, by name, number or family, and held to what can be
//! set at all. What has no effect is an error.

use std::collections::BTreeSet;

use super::choice::family;
use super::numbers::{named, number, numbers};
use super::rule::{Opt, Rule};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text, nearest};
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
    let options = config.options.iter().flat_map(|((word, name), chosen)| {
        let problems = match named(word) {
            Err(wrong) => told.insert(word).then(|| wrong.problem()).into_iter().collect(),
            Ok(rules) => match &rules[..] {
                [rule] if rule.name == word => option(config, rule, name, chosen),
                rules => vec![misplaced(word, name, rules)],
            },
        };
        problems.into_iter().map(|problem| problem.at(chosen.place.clone()))
    });
    levels.chain(options).chain(idle(config)).collect()
}

/// Of rules that no site can change, that it tries to.
fn fixed(rules: &[&Rule], level: Level) -> Option<Diagnostic> {
    if rules.iter().any(|rule| !rule.is_essential()) {
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
        // So it is.
        Level::As(Severity::Error) => return None,
        Level::As(_) => text!(
            "{zh} 的级别改不了：有这个问题的内容发布不了",
            "{en} cannot matter less: nothing can be published with it"
        ),
    };
    let help = text!("删掉这一行；有这个问题的，改正问题", "remove this line, and mend what the rule finds");
    Some(Diagnostic::error("content/value", what).help(help))
}

/// Levels that change nothing, since others say the same or go before them. Of several that each would do, those that
/// name most rules are told of.
fn idle(config: &Config) -> Vec<Diagnostic> {
    let mut left = config.clone();
    let mut words: Vec<(usize, &str)> =
        config.checks.keys().filter_map(|word| Some((named(word).ok()?.len(), &**word))).collect();
    words.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut out = Vec::new();
    for (_, word) in words {
        let rules: Vec<&Rule> =
            named(word).unwrap_or_default().into_iter().filter(|rule| !rule.is_essential()).collect();
        let Some(own) = left.checks.remove(word) else { continue };
        let with = |rule: &&Rule| level(config, rule);
        if rules.is_empty() || rules.iter().any(|rule| level(&left, rule) != with(rule)) {
            left.checks.insert(word.to_owned(), own);
            continue;
        }
        let what = text!(
            "“{word}”这一行不起作用：别的行已经定了这些规则的级别",
            "`{word}` has no effect: other lines set the level of its rules"
        );
        let problem = Diagnostic::error("content/value", what).at(own.1);
        out.push(problem.help(text!("删掉这一行，或删掉那些行", "remove this line, or the others")));
    }
    out
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

/// Options that more than their own rule goes by.
const SHARED: [(&str, &str); 4] = [
    ("catalogue/index-number", "forms"),
    ("freshness/news", "columns"),
    ("freshness/notices", "columns"),
    ("link/external", "hosts"),
];

/// Options that mean nothing where they are more than another.
const PAIRS: [(&str, &str, &str); 2] = [("commitment/light", "yellow", "red"), ("freshness/home", "ahead", "days")];

fn option(config: &Config, rule: &Rule, name: &str, chosen: &Chosen) -> Vec<Diagnostic> {
    let Some(option) = rule.options.iter().find(|option| option.name == name) else {
        return vec![unknown(rule, name)];
    };
    if level(config, rule) == Some(Level::Off) && !SHARED.contains(&(rule.name, name)) {
        let of = rule.name;
        let what = text!("{of} 关掉了，选项“{name}”不起作用", "the option `{name}` has no effect: {of} is off");
        let mend = text!("删掉它，或者把规则打开", "remove it, or turn the rule on");
        return vec![Diagnostic::error("content/value", what).help(mend)];
    }
    if let Some(problem) = misfit(option, chosen) {
        return vec![problem];
    }
    match &chosen.given {
        Given::Words(words) => idle_words(option, words),
        Given::Number(number) => idle_number(config, rule, option, *number).into_iter().collect(),
    }
}

/// Words that add nothing.
fn idle_words(option: &Opt, words: &[String]) -> Vec<Diagnostic> {
    let Setting::Words(usual) = option.default else { return Vec::new() };
    let mut known = usual.to_vec();
    let mut out = Vec::new();
    for word in words {
        // One that a later version has by itself harms nobody.
        if usual.contains(&&**word) {
            continue;
        }
        let fault = if known.contains(&&**word) {
            Some((text!("“{word}”写了两次", "`{word}` stands here twice"), text!("删掉它", "remove it")))
        } else {
            (option.fault)(word, &known)
        };
        match fault {
            Some((what, mend)) => out.push(Diagnostic::error("content/value", what).help(mend)),
            None => known.push(word),
        }
    }
    out
}

/// A number that changes nothing.
fn idle_number(config: &Config, rule: &Rule, option: &Opt, number: usize) -> Option<Diagnostic> {
    let name = option.name;
    let number_of = |name: &str| match config.options.get(&(rule.name.to_owned(), name.to_owned())) {
        Some(Chosen { given: Given::Number(number), .. }) => *number,
        _ => rule.usual(name),
    };
    let (.., more) = PAIRS.into_iter().find(|(of, less, _)| *of == rule.name && *less == name)?;
    let most = number_of(more);
    if number <= most {
        return None;
    }
    let what = text!(
        "“{name}”（{number}）比“{more}”（{most}）大，不起作用",
        "`{name}` ({number}) has no effect: it is more than `{more}` ({most})"
    );
    let mend = text!("“{name}”写得不比“{more}”大", "set `{name}` to no more than `{more}`");
    Some(Diagnostic::error("content/value", what).help(mend))
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
