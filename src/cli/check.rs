//! `mingbai check`

use super::exit::Exit;
use super::session::Session;
use crate::build::build;
use crate::check::VerdictKind;
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
    session.report(&built.problems);
    session.stages(&built);
    let count = |kind| built.verdicts.iter().filter(|v| v.kind == kind).count();
    let (passed, failed, unknown) =
        (count(VerdictKind::Passed), count(VerdictKind::Failed), count(VerdictKind::CannotBeChecked));
    let pages = built.site.as_ref().map_or(0, |s| s.pages.len());
    session.say(&text!(
        "检查了 {pages} 页，{passed} 条规则通过，{failed} 条不通过，{unknown} 条没法核对",
        "{pages} page(s) checked: {passed} rules passed, {failed} failed, {unknown} cannot be checked"
    ));
    session.exit(&built.problems)
}
