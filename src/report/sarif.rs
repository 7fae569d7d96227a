//! SARIF 2.1.0 (OASIS): for code hosts and editors that show the findings of any tool.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{RuleText, Waived};
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Place};

/// All problems and what is waived, with the rules; `prefix` stands before the paths of files.
pub fn sarif(
    problems: &Diagnostics,
    waived: &[Waived<'_>],
    rules: &[RuleText],
    prefix: &str,
    locale: Locale,
) -> String {
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, rule)| (rule.name, i)).collect();
    let writer = Writer { index, prefix, locale };
    let live = problems.iter().map(|problem| writer.result(problem));
    let suppressed = waived.iter().map(|waived| {
        let mut result = writer.result(waived.problem);
        let (reason, by, until) = (waived.reason, waived.by, &waived.until);
        let why = if locale == Locale::Zh {
            format!("{reason}（{by}，到{until}）")
        } else {
            format!("{reason} ({by}, until {until})")
        };
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": why}]);
        result
    });
    let results: Vec<Value> = live.chain(suppressed).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "mingbai",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(descriptor).collect::<Vec<_>>(),
            }},
            "language": if locale == Locale::Zh { "zh-CN" } else { "en-US" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // Plain data with text keys always has a JSON form.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn descriptor(rule: &RuleText) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.why},
        "help": {"text": format!("{}\n{}\nmingbai explain {}", rule.why, rule.source, rule.name)},
        "defaultConfiguration": {"level": rule.severity.word()},
        "properties": {"tags": [rule.name.split('/').next().unwrap_or_default()], "source": rule.source},
    })
}

struct Writer<'a> {
    index: BTreeMap<&'a str, usize>,
    prefix: &'a str,
    locale: Locale,
}

impl Writer<'_> {
    fn result(&self, problem: &Diagnostic) -> Value {
        let mut text = problem.message.get(self.locale).to_owned();
        if let Some(help) = &problem.help {
            let label = if self.locale == Locale::Zh { "怎么改：" } else { "help: " };
            text.push_str(&format!("\n{label}{}", help.get(self.locale)));
        }
        let mut result = json!({
            "ruleId": problem.rule,
            "level": problem.severity.word(),
            "message": {"text": text},
            "locations": problem.place.iter().map(|place| self.location(place)).collect::<Vec<_>>(),
        });
        if let Some(index) = self.index.get(problem.rule) {
            result["ruleIndex"] = json!(index);
        }
        if !problem.related.is_empty() {
            let related = problem.related.iter().map(|(place, what)| {
                let mut location = self.location(place);
                location["message"] = json!({"text": what.get(self.locale)});
                location
            });
            result["relatedLocations"] = related.collect();
        }
        result
    }

    fn location(&self, place: &Place) -> Value {
        let mut physical = json!({"artifactLocation": {"uri": uri(&format!("{}{}", self.prefix, place.file))}});
        // A cell of a workbook stands in no line.
        let in_text = place.cell.as_deref().is_none_or(|cell| !cell.contains('!'));
        if place.line > 0 && in_text {
            let mut region = json!({"startLine": place.line});
            if place.cell.is_none() {
                region["startColumn"] = json!(place.column.max(1));
                region["endColumn"] = json!(place.column.max(1) + place.width);
            }
            if let Some(excerpt) = &place.excerpt {
                region["snippet"] = json!({"text": &**excerpt});
            }
            physical["region"] = region;
        }
        let mut location = json!({ "physicalLocation": physical });
        if let Some(cell) = &place.cell {
            location["logicalLocations"] = json!([{"fullyQualifiedName": &**cell, "kind": "cell"}]);
        }
        location
    }
}

/// A path as a relative reference (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sarif;
    use crate::diagnostic::{Diagnostic, Locale, Severity, SourceText};
    use crate::report::{RuleText, Waived};
    use crate::text;

    #[test]
    fn a_log_of_one_run() {
        let place = SourceText { path: "content/甲.md", text: "一\n二三\n" }.place(4..10);
        let problem = Diagnostic::warning("content/raw-html", text!("写错", "wrong")).at(place);
        let rules = [RuleText {
            name: "content/raw-html",
            severity: Severity::Warning,
            what: "what",
            why: "why",
            source: "source",
        }];
        let waived = [Waived { problem: &problem, reason: "因", by: "岗", until: "2023".to_owned() }];
        let log = sarif(&std::iter::once(problem.clone()).collect(), &waived, &rules, "", Locale::Zh);
        let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
        let results = &log["runs"][0]["results"];
        let physical = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], "content/%E7%94%B2.md");
        let region = &physical["region"];
        assert_eq!(
            (&region["startLine"], &region["startColumn"], &region["endColumn"]),
            (&2.into(), &1.into(), &3.into())
        );
        assert_eq!(results[0]["ruleIndex"], 0);
        assert_eq!(results[1]["suppressions"][0]["justification"], "因（岗，到2023）");
        assert!(results[0].get("suppressions").is_none());
    }
}
