//! `mingbai check`

use std::path::PathBuf;

use clap::ArgMatches;

use super::exit::Exit;
use super::session::Session;
use crate::build::build;
use crate::check::{Choice, Standing, Verdict, VerdictKind, unread};
use crate::diagnostic::{Diagnostic, Diagnostics, Text};
use crate::output::{Output, Sink};
use crate::report;
use crate::text;

/// Outputs are rendered and checked, and then forgotten.
struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

/// Checks without writing.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let words = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let choice = match Choice::new(&words("only"), &words("skip")) {
        Ok(choice) => choice,
        Err(wrong) => {
            session.fail(wrong.problem());
            return Exit::Usage;
        }
    };
    if matches.get_flag("list") {
        return super::rules::run(session, &choice, matches.get_flag("all"));
    }
    let report = matches.get_one::<PathBuf>("report");
    if let Some(path) = report
        && let Err(problem) = super::self_check::ready(session, path)
    {
        session.fail(problem);
        return Exit::Usage;
    }
    let is_inspected = matches.get_flag("inspect");
    if is_inspected && !session.speaks() && !session.is_json() {
        let what = text!(
            "--inspect 的结论只有两种写法：--format human 和 json",
            "--inspect is told as --format human or json only"
        );
        let help = text!("给代码平台看的结果，用不带 --inspect 的 check", "for a code host, check without --inspect");
        session.fail(Diagnostic::error("content/value", what).help(help));
        return Exit::Usage;
    }
    let mut built = build(&session.root, &session.overrides, session.options, &Nowhere);
    if matches.get_flag("external")
        && let Some(site) = &built.site
    {
        let mut found = super::external::ask(session, site);
        crate::check::apply_levels(&site.config, &mut found);
        built.asked(found);
    }
    if is_inspected {
        return super::inspect::run(session, &built);
    }
    // An inspector looks at everything, whatever is told of here.
    let verdict = report.and_then(|_| super::inspect::verdict_of(session, &built));
    built.problems.retain_mut(|problem| choice.tells(problem));
    built.waived.retain(|waived| choice.has(waived.problem.rule));
    built.verdicts.retain(|verdict| choice.has(verdict.rule));
    session.report_checked(&built, &choice);
    session.stages(&built.stages);
    let count = |kind| built.verdicts.iter().filter(|v| v.kind == kind).count();
    let (passed, failed, unknown) =
        (count(VerdictKind::Passed), count(VerdictKind::Failed), count(VerdictKind::CannotBeChecked));
    let partly = built.verdicts.iter().filter(|v| v.kind == VerdictKind::Failed && v.why.is_some()).count();
    let partly = match partly {
        0 => text!("", ""),
        n => {
            text!("（不通过的里面有 {n} 条还有没法核对的地方）", " ({n} of the failed could not be checked everywhere)")
        }
    };
    let (partly, partly_en) = (partly.zh, partly.en);
    let pages = built.site.as_ref().map_or(0, |s| s.pages.len());
    session.say(&text!(
        "检查了 {pages} 页，{passed} 条规则通过，{failed} 条不通过，{unknown} 条没法核对{partly}",
        "{pages} page(s) checked: {passed} rules passed, {failed} failed, {unknown} cannot be checked{partly_en}"
    ));
    unclear(session, &built.verdicts);
    let told = || built.account.rules.iter().filter(|ruled| choice.has(ruled.rule.name));
    let [wrong, open, unclear, explained, fits] =
        Standing::ALL.map(|s| told().map(|ruled| ruled.count(s)).sum::<usize>());
    if wrong + open + unclear + explained + fits > 0 {
        session.say(&text!(
            "核对记录：对得上 {fits} 处，对不上 {wrong} 处，待说明 {open} 处，没法核对 {unclear} 处，已说明 {explained} 处",
            "records: {fits} hold, {wrong} do not, {open} await an answer, {unclear} cannot be checked, {explained} are explained"
        ));
    }
    let waived = built.waived.len();
    if waived > 0 {
        session.say(&text!("豁免 {waived} 处", "{waived} waived"));
    }
    let next = next(session, &built.problems);
    session.say(&text!("接下来：{next}", "next: {next}"));
    if let Some(path) = report
        && let Err(exit) =
            super::self_check::write(session, &built, &choice, [verdict.as_deref().unwrap_or_default(), &next], path)
    {
        return exit;
    }
    session.exit(&built.problems)
}

/// Which rules could not look, and why: such a rule is not one that found nothing.
fn unclear(session: &Session, verdicts: &[Verdict]) {
    for verdict in verdicts {
        let Some(Text { zh, en }) = &verdict.why else { continue };
        let rule = verdict.rule;
        session.say(&match verdict.kind {
            VerdictKind::CannotBeChecked => text!("没法核对 {rule}：{zh}", "{rule} cannot be checked: {en}"),
            _ => text!("{rule} 有的地方没法核对：{zh}", "{rule} cannot be checked everywhere: {en}"),
        });
    }
    if verdicts.iter().any(|v| v.kind == VerdictKind::CannotBeChecked && v.why.is_none()) {
        let Text { zh, en } = unread();
        session.say(&text!("其余没法核对的：{zh}", "the others that cannot be checked: {en}"));
    }
}

/// What to type next.
fn next(session: &Session, problems: &Diagnostics) -> String {
    let root = session.root.to_string_lossy();
    let root = if root == "." { String::new() } else { format!(" --root {root}") };
    match report::mends(problems).first() {
        None => format!("mingbai build{root}"),
        Some(mend) if mend.first.rule == "content/no-site" => "mingbai init DIR".to_owned(),
        Some(mend) if mend.first.rule == "figure/unbound" => format!("mingbai check --fix --dry-run{root}"),
        Some(mend) => format!("mingbai explain {}", mend.first.rule),
    }
}
