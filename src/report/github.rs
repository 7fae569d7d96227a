//! Annotations of GitHub Actions: one workflow command a line, which the host shows at the lines of a change.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Severity};

/// All problems; `prefix` stands before the paths of files.
pub fn github(problems: &Diagnostics, prefix: &str, locale: Locale) -> String {
    let mut out = String::new();
    problems.iter().for_each(|problem| one(&mut out, problem, prefix, locale));
    out
}

fn one(out: &mut String, problem: &Diagnostic, prefix: &str, locale: Locale) {
    let command = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &problem.place {
        properties.push(format!("file={}", property(&format!("{prefix}{}", place.file))));
        // A cell of a workbook stands in no line.
        let in_text = place.cell.as_deref().is_none_or(|cell| !cell.contains('!'));
        if place.line > 0 && in_text {
            properties.push(format!("line={}", place.line));
            properties.push(format!("col={}", place.column.max(1)));
            if place.width > 0 && place.cell.is_none() {
                properties.push(format!("endColumn={}", place.column.max(1) + place.width));
            }
        }
    }
    properties.push(format!("title={}", property(problem.rule)));
    let mut message = problem.message.get(locale).to_owned();
    if let Some(cell) = problem.place.as_ref().and_then(|p| p.cell.as_deref()) {
        let _ = write!(message, " [{cell}]");
    }
    if let Some(help) = &problem.help {
        let label = if locale == Locale::Zh { "怎么改：" } else { "help: " };
        let _ = write!(message, "\n{label}{}", help.get(locale));
    }
    let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(&message));
}

/// The text of a command: what ends it is written as its code.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::diagnostic::{Diagnostic, Locale, Place, SourceText};
    use crate::text;

    #[test]
    fn commands_are_one_line_each_and_cannot_be_broken_out_of() {
        let text = "甲\n题: 乙丙\n";
        let at = text.find("乙").expect("it is there");
        let place = SourceText { path: "content/a,b:c.md", text }.place(at..at + 6);
        let told = Diagnostic::error("content/value", text!("100%\n::set-env", "100%\n::set-env"));
        let problems = [
            told.at(place).help(text!("改", "mend it")),
            Diagnostic::warning("data/cell", text!("坏", "bad")).at(Place::cell("content/a.xlsx", "表", 3, 1, "x")),
            Diagnostic::warning("meta/base-url", text!("没有", "none")).at(Place::file("site.yaml")),
        ];
        assert_eq!(
            github(&problems.into_iter().collect(), "town/", Locale::En),
            "::error file=town/content/a%2Cb%3Ac.md,line=2,col=4,endColumn=6,title=content/value::100%25%0A::set-env%0Ahelp: mend it\n\
             ::warning file=town/content/a.xlsx,title=data/cell::bad [表!B3]\n\
             ::warning file=town/site.yaml,title=meta/base-url::none\n"
        );
    }
}
