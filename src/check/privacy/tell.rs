//! How what was found is told: one finding for each number, up to a bound for each file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::carriers::Leak;
use super::find::Sure;
use crate::check::rule::Finding;
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::text;

/// Findings of a file at most; the rest is counted.
const MOST: usize = 1000;

/// Findings for numbers, which matter as much as they are sure: what each is called, and the mend.
pub(in crate::check) fn tell<'l>(
    rule: &'static str,
    leaks: impl Iterator<Item = &'l Leak>,
    what: impl Fn(&Leak) -> Text,
    help: &Text,
) -> Vec<Finding> {
    let mut told: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let mut same: HashMap<(Place, Text), usize> = HashMap::new();
    let mut out = Vec::new();
    for leak in leaks {
        let count = told.entry(leak.place.file.clone()).or_default();
        *count += 1;
        if *count > MOST {
            continue;
        }
        let severity = match leak.sure {
            Sure::Yes => Severity::Error,
            Sure::Maybe => Severity::Warning,
            Sure::Hardly => Severity::Note,
        };
        let Text { zh, en } = what(leak);
        let message = match &leak.within {
            Some(within) => {
                let (in_zh, in_en) = (&within.zh, &within.en);
                text!("{zh}（在{in_zh}里）", "{en} (in {in_en})")
            }
            None => Text { zh, en },
        };
        // Two numbers may be masked alike, and stand where no place tells them apart.
        let alike = same.entry((leak.place.clone(), message.clone())).or_default();
        *alike += 1;
        let (nth, Text { zh, en }) = (*alike, message);
        let message = if nth == 1 { Text { zh, en } } else { text!("{zh}，第{nth}个", "{en}, number {nth}") };
        out.push(Finding::Wrong(Diagnostic::new(rule, severity, message).at(leak.place.clone()).help(help.clone())));
    }
    for (file, count) in told.into_iter().filter(|(_, count)| *count > MOST) {
        let rest = count - MOST;
        let message = text!("这个文件里还有{rest}处没有列出", "{rest} more in this file are not listed");
        out.push(Finding::Wrong(Diagnostic::error(rule, message).at(Place::file(file)).help(help.clone())));
    }
    out
}
