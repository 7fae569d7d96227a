//! `mingbai build`

use std::time::Instant;

use super::exit::Exit;
use super::session::Session;
use crate::build::{Built, build};
use crate::diagnostic::Diagnostics;
use crate::publish::{self, Publisher};
use crate::text;

/// Builds and publishes.
pub(super) fn run(session: &Session) -> Exit {
    if let Err(exit) = session.ready(true) {
        return exit;
    }
    let (exit, built) = publish_once(session);
    // The program ends here: giving a big site back page by page would cost a tenth of the build.
    std::mem::forget(built);
    exit
}

/// Builds and publishes once.
fn publish_once(session: &Session) -> (Exit, Option<Built>) {
    let start = Instant::now();
    let publisher = match publish::open(&session.output()) {
        Ok(publisher) => publisher,
        Err(problem) => return (session.fail(problem), None),
    };
    let built = build(&session.root, &session.overrides, session.options, &publisher);
    session.report(&built.problems);
    session.stages(&built.stages);
    let exit = if built.may_publish(session.strict) {
        commit(session, publisher, &built.problems, start)
    } else {
        unpublished(session, &built.problems)
    };
    (exit, Some(built))
}

/// Says that nothing was published.
pub(super) fn unpublished(session: &Session, problems: &Diagnostics) -> Exit {
    session.say(&text!("没有发布；原来的站点没有改动", "nothing was published; the site is as it was"));
    session.exit(problems)
}

/// Publishes what the publisher was handed, and says so.
pub(super) fn commit(session: &Session, publisher: Publisher, problems: &Diagnostics, start: Instant) -> Exit {
    let publishing = Instant::now();
    let summary = match publisher.commit() {
        Ok(summary) => summary,
        Err(problem) => return session.fail(problem),
    };
    session.stages(&[("publish", publishing.elapsed())]);
    for path in summary.foreign.iter().take(10) {
        session.say(&text!(
            "输出文件夹里有不是本程序写的文件，没有动它：{path}",
            "the output folder holds a file that is not ours, and it was left alone: {path}"
        ));
    }
    let seconds = format!("{:.2}", start.elapsed().as_secs_f64());
    let (added, changed, removed, unchanged) = (summary.added, summary.changed, summary.removed, summary.unchanged);
    let output = session.output();
    let shown = output.display();
    session.say(&text!(
        "已发布到 {shown}：新增 {added}，改动 {changed}，删除 {removed}，未变 {unchanged}（{seconds} 秒）",
        "published to {shown}: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged ({seconds} s)"
    ));
    session.exit(problems)
}
