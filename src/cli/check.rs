//! `mingbai check`

use super::exit::Exit;
use super::session::Session;
use crate::build::build;
use crate::check::{Standing, VerdictKind};
use crate::output::{Output, Sink};
use crate::text;

/// Outputs are rendered and checked, and then forgotten.
struct Nowhere;

impl Sink for Nowhere {
    fn accept(&self, _: Output) {}
}

/// Checks without writing.
pub(super) fn run(session: &Session) -> Exit {
    let built = build(&session.root, &session.overrides, session.options, &Nowhere);
    session.report_checked(&built);
    session.stages(&built.stages);
    let count = |kind| built.verdicts.iter().filter(|v| v.kind == kind).count();
    let (passed, failed, unknown) =
        (count(VerdictKind::Passed), count(VerdictKind::Failed), count(VerdictKind::CannotBeChecked));
    let pages = built.site.as_ref().map_or(0, |s| s.pages.len());
    session.say(&text!(
        "检查了 {pages} 页，{passed} 条规则通过，{failed} 条不通过，{unknown} 条没法核对",
        "{pages} page(s) checked: {passed} rules passed, {failed} failed, {unknown} cannot be checked"
    ));
    let [wrong, open, unclear, explained, fits] = Standing::ALL.map(|s| built.account.count(s));
    if wrong + open + unclear + explained + fits > 0 {
        session.say(&text!(
            "核对记录：对得上 {fits} 处，对不上 {wrong} 处，待说明 {open} 处，没法核对 {unclear} 处，已说明 {explained} 处",
            "records: {fits} hold, {wrong} do not, {open} await an answer, {unclear} cannot be checked, {explained} are explained"
        ));
    }
    session.exit(&built.problems)
}
