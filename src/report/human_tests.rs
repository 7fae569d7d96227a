use unicode_width::UnicodeWidthStr;

use super::{Style, human, summary};
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Place, SourceText};
use crate::text;

const ZH: Style = Style { locale: Locale::Zh, color: false };
const EN: Style = Style { locale: Locale::En, color: false };

fn at(line: &str, marked: &str) -> Diagnostics {
    let start = line.find(marked).expect("the mark is in the line");
    let place = SourceText { path: "content/a.md", text: line }.place(start..start + marked.len());
    std::iter::once(
        Diagnostic::error("content/value", text!("写错了", "it is wrong")).at(place).help(text!("改", "mend it")),
    )
    .collect()
}

#[test]
fn the_whole_form() {
    assert_eq!(
        human(&at("标题: 甲乙\n", "甲乙"), &ZH),
        "错误[content/value]：写错了\n  --> content/a.md:1:5\n  |\n1 | 标题: 甲乙\n  |       ^^^^\n  = 怎么改：改\n\n"
    );
    assert_eq!(
        human(&at("title: ab\n", "ab"), &EN),
        "error[content/value]: it is wrong\n  --> content/a.md:1:8\n  |\n1 | title: ab\n  |        ^^\n  = help: mend it\n\n"
    );
}

#[test]
fn carets_line_up_in_columns() {
    for (line, marked) in [
        ("标题：甲乙丙", "："),
        ("\t缩进，乙", "乙"),
        ("e\u{301}中文x", "x"),
        ("全角ＡＢ半角", "半角"),
        ("a😀b", "b"),
        ("甲\u{202E}乙", "乙"),
        (&("长".repeat(300) + "错" + &"长".repeat(300)), "错"),
        (&("长".repeat(30) + "错"), "错"),
    ] {
        let shown = human(&at(line, marked), &EN);
        let lines: Vec<&str> = shown.lines().collect();
        let (text, carets) = (lines[3], lines[4]);
        if !text.contains(marked) {
            // Longer than an excerpt can be: then there is none at all.
            continue;
        }
        let before = &text[..text.rfind(marked).expect("shown")];
        let caret = &carets[..carets.find('^').expect("a caret")];
        assert_eq!(before.width(), caret.width(), "{line}\n{shown}");
        assert!(text.width() <= 110, "{text}");
    }
}

#[test]
fn hostile_text_is_made_visible() {
    let problem =
        Diagnostic::error("content/value", text!("\u{1b}[2J", "\u{1b}[2J\u{202E}")).at(Place::file("a\u{7}.md"));
    let shown = human(&std::iter::once(problem).collect(), &EN);
    assert!(shown.contains("<U+001B>[2J<U+202E>") && shown.contains("a<U+0007>.md"), "{shown}");
}

#[test]
fn repeats_are_counted() {
    let many: Diagnostics = (0..25)
        .map(|n| Diagnostic::warning("content/raw-html", text!("同", "same")).at(Place::file(format!("{n}.md"))))
        .collect();
    let shown = human(&many, &ZH);
    assert_eq!(shown.matches("-->").count(), 10);
    assert!(shown.contains("还有 15 处"));
    assert_eq!(summary(&many, &ZH), "25 个警告");
    assert_eq!(summary(&at("a", "a"), &EN), "1 error");
    assert_eq!(human(&Diagnostics::new(), &ZH), "");
}
