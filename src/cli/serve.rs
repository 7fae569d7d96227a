//! `mingbai serve`

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Instant;

use clap::ArgMatches;

use super::browser;
use super::environment;
use super::exit::Exit;
use super::live;
use super::rebuilt;
use super::session::Session;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Engine;
use crate::output::OutputSet;
use crate::publish;
use crate::serve::{Options, Server, Snapshot, start};
use crate::text;

/// Serves from memory, and builds again on every save.
pub(super) fn run(session: &Session, matches: &ArgMatches) -> Exit {
    let host = matches.get_one::<IpAddr>("host").copied().unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let port = matches.get_one::<u16>("port").copied().unwrap_or(4000);
    if let Err(exit) = session.ready(session.output.is_some()) {
        return exit;
    }
    // Watching begins before the first build, so that no save falls between the two.
    let mut watcher = live::begin(session, matches.get_flag("poll"));
    let server = match start(&Options { host, port, locale: session.locale }) {
        Ok(server) => server,
        Err(problem) => return session.fail(problem),
    };
    let mut engine = Engine::new(&session.root, session.overrides.clone(), session.options);
    rebuild(session, &server, &mut engine, None);
    // Data goes to the standard output: a script that waits for the address reads it there.
    super::line(format_args!("{}", server.url()));
    let mut url = server.url();
    session.say(&text!("预览：{url}（按 Ctrl-C 结束）", "preview: {url} (Ctrl-C to stop)"));
    if let Some(url) = server.network_url() {
        session.say(&text!("别的电脑上：{url}", "from other machines: {url}"));
    }
    let changes = server.changes_url();
    session.say(&text!("改了什么：{changes}", "what changed: {changes}"));
    if matches.get_flag("open") {
        environment::open_browser(&url);
    }
    while let Some(changed) = watcher.wait(None) {
        rebuild(session, &server, &mut engine, Some(&changed));
        live::notice(session, &mut watcher);
        // The base path belongs to the site: where it changes, so does the address, as it will when deployed.
        if server.url() != url {
            url = server.url();
            session.say(&text!("网址变了，预览：{url}", "the address changed, preview: {url}"));
        }
    }
    Exit::Good
}

/// Builds, and shows what came of it. `changed`: the sources that differ; nothing for the first time.
fn rebuild(session: &Session, server: &Server, engine: &mut Engine, changed: Option<&[PathBuf]>) {
    let begin = Instant::now();
    let mut round = engine.rebuild(changed);
    session.report(&round.built.problems);
    session.stages(&round.stages);
    session.counts(round.rendered, round.reused);
    let Some(outputs) = round.outputs.take() else {
        let errors = round.built.problems.count(Severity::Error);
        server.fail(browser::report(
            text!("有 {errors} 个错误，页面还是上一次的内容", "{errors} errors; this page shows the last good build"),
            &round.built.problems,
        ));
        session.say(&text!(
            "没有更新预览；改好后会自动刷新",
            "the preview was not updated; it will be once this is mended"
        ));
        return;
    };
    let (base, drafts) = match &round.built.site {
        Some(site) => (site.config.base.path.as_str(), site.pages.iter().filter(|p| p.draft).map(|p| p.url.as_str())),
        // There are no outputs without a site.
        None => return,
    };
    let redirects = std::mem::take(&mut round.built.rendered.redirects);
    server.publish(Snapshot::new(base, outputs.clone(), redirects).with_drafts(drafts));
    if let Some(changed) = changed {
        rebuilt::say(session, changed, &round, begin.elapsed());
    }
    if session.output.is_some()
        && let Err(problem) = write(session, &outputs)
    {
        let title = text!("预览更新了，但没有写到文件夹", "the preview is new, but was not written to the folder");
        server.fail(browser::report(title, &std::iter::once((*problem).clone()).collect()));
        session.fail(problem);
    }
}

/// With `--output` the preview is written too.
fn write(session: &Session, outputs: &OutputSet) -> Result<(), Box<Diagnostic>> {
    let publisher = publish::open(&session.output())?;
    publisher.take(outputs);
    publisher.commit().map(|_| ())
}
