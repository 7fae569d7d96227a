//! `mingbai serve`

use std::net::IpAddr;

use clap::ArgMatches;

use super::environment;
use super::exit::Exit;
use super::session::Session;
use crate::build::build;
use crate::diagnostic::{Diagnostic, Diagnostics, Locale, Place, Severity};
use crate::publish;
use crate::serve::{Collector, Excerpt, Options, Problem, Report, Server, Snapshot, start};
use crate::text;
use crate::watch::watch;

/// Serves from memory, and builds again on every save.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let host = matches.get_one::<IpAddr>("host").copied().unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let port = matches.get_one::<u16>("port").copied().unwrap_or(4000);
    if let Err(exit) = session.ready(session.output.is_some()) {
        return exit;
    }
    // Watching begins before the first build, so that no save falls between the two.
    let mut watcher = match watch(&session.root, matches.get_flag("poll")) {
        Ok(watcher) => watcher,
        Err(problem) => return session.fail(problem),
    };
    let collector = Collector::default();
    let first = build(&session.root, &session.overrides, session.options, &collector);
    let server = match start(Options { host, port }) {
        Ok(server) => server,
        Err(problem) => return session.fail(problem),
    };
    show(session, &server, first, collector);
    // Data goes to the standard output: a script that waits for the address reads it there.
    super::line(format_args!("{}", server.url()));
    let mut url = server.url();
    session.say(&text!("预览：{url}（按 Ctrl-C 结束）", "preview: {url} (Ctrl-C to stop)"));
    if matches.get_flag("open") {
        environment::open_browser(&url);
    }
    while watcher.wait(None).is_some() {
        let collector = Collector::default();
        let built = build(&session.root, &session.overrides, session.options, &collector);
        show(session, &server, built, collector);
        // The base path belongs to the site: where it changes, so does the address, as it will when deployed.
        if server.url() != url {
            url = server.url();
            session.say(&text!("网址变了，预览：{url}", "the address changed, preview: {url}"));
        }
    }
    Exit::Good
}

fn show(session: &Session, server: &Server, built: crate::build::Built, collector: Collector) {
    session.report(&built.problems);
    session.stages(&built);
    let time: f64 = built.stages.iter().map(|(_, t)| t.as_secs_f64()).sum();
    if !built.may_publish(false) {
        server.fail(&report(&built.problems, session.locale));
        session.say(&text!(
            "没有更新预览；改好后会自动刷新",
            "the preview was not updated; it will be once this is mended"
        ));
        return;
    }
    let outputs = collector.finish();
    let count = outputs.len();
    if session.output.is_some()
        && let Err(problem) = write(session, &outputs)
    {
        session.fail(problem);
    }
    let base = built.site.as_ref().map_or("/", |site| site.config.base.path.as_str());
    server.publish(Snapshot::new(base, outputs, built.rendered.redirects));
    let shown = format!("{:.0}", time * 1000.0);
    session.say(&text!("已更新 {count} 个文件（{shown} 毫秒）", "{count} files updated ({shown} ms)"));
}

/// With `--output` the preview is written too.
fn write(session: &Session, outputs: &[crate::output::Output]) -> Result<(), Box<Diagnostic>> {
    let publisher = publish::open(&session.output())?;
    outputs.iter().for_each(|o| publisher.stage(o.clone()));
    publisher.commit().map(|_| ())
}

/// Problems in the words of a language, for the overlay.
fn report(problems: &Diagnostics, locale: Locale) -> Report {
    let errors = problems.count(Severity::Error);
    let title =
        text!("有 {errors} 个错误，页面还是上一次的内容", "{errors} errors; this page shows the last good build");
    let close = text!("关闭", "close");
    let list = problems
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .chain(problems.iter().filter(|d| d.severity != Severity::Error));
    let problem = |d: &Diagnostic| Problem {
        severity: d.severity.word(),
        message: d.message.get(locale).to_owned(),
        place: d
            .place
            .as_ref()
            .map(|p| if p.line == 0 { p.file.to_string() } else { format!("{}:{}:{}", p.file, p.line, p.column) }),
        excerpt: d.place.as_ref().and_then(excerpt),
        help: d.help.as_ref().map(|h| h.get(locale).to_owned()),
    };
    Report {
        title: title.get(locale).to_owned(),
        close: close.get(locale).to_owned(),
        problems: list.take(50).map(problem).collect(),
    }
}

fn excerpt(place: &Place) -> Option<Excerpt> {
    let line = place.excerpt.as_deref()?;
    let at = usize::try_from(place.column.checked_sub(1)?).ok()?;
    let width = usize::try_from(place.width).ok()?;
    let part = |skip: usize, take: usize| line.chars().skip(skip).take(take).collect::<String>();
    Some(Excerpt { before: part(0, at), marked: part(at, width), after: part(at + width, usize::MAX) })
}
