//! Problems as the browser shows them.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, Text};
use crate::serve::{Excerpt, Problem, Report};

/// How many problems are shown: who has more begins with these.
const SHOWN: usize = 50;

/// Errors first, then the rest, each in its order.
pub(super) fn report(title: Text, problems: &Diagnostics) -> Report {
    let errors = problems.iter().filter(|d| d.severity == Severity::Error);
    let others = problems.iter().filter(|d| d.severity != Severity::Error);
    let list: Vec<Problem> = errors.chain(others).take(SHOWN).map(problem).collect();
    Report { title, more: problems.iter().count() - list.len(), problems: list }
}

fn problem(d: &Diagnostic) -> Problem {
    Problem {
        severity: d.severity.word(),
        rule: d.rule,
        message: d.message.clone(),
        place: d.place.as_ref().map(place),
        excerpt: d.place.as_ref().and_then(excerpt),
        help: d.help.clone(),
    }
}

/// `file`, `file:line:column`, `file › sheet!cell`, or of a CSV file `file:line › cell`.
fn place(place: &Place) -> String {
    let Place { file, line, column, .. } = place;
    match &place.cell {
        Some(cell) if cell.contains('!') || *line == 0 => format!("{file} › {cell}"),
        Some(cell) => format!("{file}:{line} › {cell}"),
        None if *line == 0 => file.to_string(),
        None if *column == 0 => format!("{file}:{line}"),
        None => format!("{file}:{line}:{column}"),
    }
}

fn excerpt(place: &Place) -> Option<Excerpt> {
    let text = place.excerpt.as_deref()?;
    if place.cell.is_some() {
        return Some(Excerpt { before: String::new(), marked: text.to_owned(), after: String::new() });
    }
    let at = usize::try_from(place.column.checked_sub(1)?).ok()?;
    // A point is shown by what stands there.
    let width = usize::try_from(place.width.max(1)).ok()?;
    let part = |skip: usize, take: usize| text.chars().skip(skip).take(take).collect::<String>();
    Some(Excerpt { before: part(0, at), marked: part(at, width), after: part(at + width, usize::MAX) })
}

#[cfg(test)]
mod tests {
    use super::report;
    use crate::diagnostic::{Diagnostic, Place};
    use crate::text;

    #[test]
    fn errors_come_first_with_their_line_or_cell() {
        let line = Place {
            file: "content/甲.md".into(),
            line: 3,
            column: 2,
            width: 2,
            excerpt: Some("一二三四".into()),
            cell: None,
        };
        let sheet = Place::cell("content/台账.xlsx", "资产", 17, 2, "三万");
        let table = Place::cell("content/a.csv", "", 4, 0, "x");
        let one = |rule, place: Place| Diagnostic::error(rule, text!("错", "wrong")).at(place);
        let mut note = Diagnostic::error("a/note", text!("注意", "note"));
        note.severity = crate::diagnostic::Severity::Note;
        let all = [note, one("a/a", line), one("a/b", sheet), one("a/c", table), one("a/d", Place::file("site.yaml"))];
        let shown = report(text!("题", "title"), &all.into_iter().collect());
        let places: Vec<_> = shown.problems.iter().map(|p| p.place.as_deref().unwrap_or("-")).collect();
        assert_eq!(
            places,
            ["content/甲.md:3:2", "content/台账.xlsx › 资产!C17", "content/a.csv:4 › A4", "site.yaml", "-"]
        );
        let excerpts: Vec<_> = shown
            .problems
            .iter()
            .filter_map(|p| p.excerpt.as_ref())
            .map(|e| [e.before.as_str(), e.marked.as_str(), e.after.as_str()])
            .collect();
        assert_eq!(excerpts, [["一", "二三", "四"], ["", "三万", ""], ["", "x", ""]]);
        assert_eq!(shown.more, 0);
        let many = (0..60).map(|_| Diagnostic::error("a/a", text!("错", "wrong"))).collect();
        assert_eq!(
            (report(text!("题", "title"), &many).problems.len(), report(text!("题", "title"), &many).more),
            (50, 10)
        );
    }
}
