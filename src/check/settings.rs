//! Holds what a site sets of rules to the options that they have.

use super::registry::find;
use super::rule::{Opt, Rule};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, nearest};
use crate::model::{Chosen, Config, Given, Setting};
use crate::text;

/// What is wrong with the options in `checks` of `site.yaml`.
pub fn settings(config: &Config) -> Diagnostics {
    let wrong = config.options.iter().filter_map(|((rule, name), chosen)| {
        let rule = find(rule)?;
        match rule.options.iter().find(|option| option.name == name) {
            Some(option) => misfit(option, chosen),
            None => Some(unknown(rule, name, chosen)),
        }
    });
    wrong.collect()
}

fn unknown(rule: &Rule, name: &str, chosen: &Chosen) -> Diagnostic {
    let of = rule.name;
    let what = text!("{of} 没有“{name}”这个选项", "{of} has no option `{name}`");
    let names: Vec<&str> = std::iter::once("severity").chain(rule.options.iter().map(|o| o.name)).collect();
    let all = names.join(", ");
    let mend = match nearest(name, names) {
        Some(near) => text!("是不是“{near}”？", "did you mean `{near}`?"),
        None => text!("可用：{all}", "one of: {all}"),
    };
    Diagnostic::error("content/unknown-key", what).at(chosen.place.clone()).help(mend)
}

fn misfit(option: &Opt, chosen: &Chosen) -> Option<Diagnostic> {
    let mend = match (option.default, &chosen.given) {
        (Setting::Words(_), Given::Words(_)) => return None,
        (Setting::Words(_), _) => text!("写成列表：[甲, 乙]", "write a list: [A, B]"),
        (_, Given::Number(_)) => return None,
        (kind, _) => number(kind),
    };
    let name = option.name;
    let what = text!("选项“{name}”的写法不对", "the option `{name}` is not well written");
    Some(Diagnostic::error("content/value", what).at(chosen.place.clone()).help(mend))
}

fn number(kind: Setting) -> Text {
    match kind {
        Setting::Days(_) => text!("写天数，例如 14", "write a number of days, such as 14"),
        Setting::WorkingDays(_) => text!("写工作日数，例如 20", "write a number of working days, such as 20"),
        _ => text!("只写数字，例如 20", "digits only, such as 20"),
    }
}
