//! `mingbai serve`

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::ArgMatches;

use super::browser;
use super::environment;
use super::exit::Exit;
use super::live;
use super::rebuilt;
use super::session::Session;
use crate::diagnostic::{Diagnostics, Severity};
use crate::engine::Engine;
use crate::output::OutputSet;
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
    let mut preview = Preview {
        session,
        server,
        engine: Engine::new(&session.root, session.overrides.clone(), session.options),
        said: Diagnostics::new(),
        broken: false,
        owed: None,
    };
    preview.rebuild(None);
    watcher.read(&preview.engine.taken());
    let mut url = preview.server.url();
    // Data goes to the standard output: a script that waits for the address reads it there.
    if session.quiet || !environment::output_is_terminal() {
        super::line(format_args!("{url}"));
    }
    session.say(&text!("预览：{url}（按 Ctrl-C 结束）", "preview: {url} (Ctrl-C to stop)"));
    if let Some(url) = preview.server.network_url() {
        session.say(&text!("别的电脑上：{url}", "from other machines: {url}"));
    }
    let changes = preview.server.changes_url();
    session.say(&text!("改了什么：{changes}", "what changed: {changes}"));
    if matches.get_flag("open") {
        environment::open_browser(&url);
    }
    loop {
        let Some(changed) = watcher.wait(preview.owed.as_ref().map(|_| live::AGAIN)) else {
            preview.write_again();
            continue;
        };
        preview.rebuild(Some(&changed));
        watcher.read(&preview.engine.taken());
        live::notice(session, &mut watcher);
        // The base path belongs to the site: where it changes, so does the address, as it will when deployed.
        if preview.server.url() != url {
            url = preview.server.url();
            session.say(&text!("网址变了，预览：{url}", "the address changed, preview: {url}"));
        }
    }
}

/// What is shown, and what was said of it.
struct Preview<'a> {
    session: &'a Session,
    server: Server,
    engine: Engine,
    /// What was reported last.
    said: Diagnostics,
    /// Whether the last build could not be shown.
    broken: bool,
    /// What could not be written to the folder, with `--output`.
    owed: Option<Arc<OutputSet>>,
}

impl Preview<'_> {
    /// Builds, and shows what came of it. `changed`: the sources that differ; nothing for the first time.
    fn rebuild(&mut self, changed: Option<&[PathBuf]>) {
        let Preview { session, server, .. } = self;
        let begin = Instant::now();
        let mut round = self.engine.rebuild(changed);
        session.report_again(&round.built.problems, &self.said);
        self.said.clone_from(&round.built.problems);
        session.stages(&round.stages);
        session.counts(round.rendered, round.reused);
        let Some(outputs) = round.outputs.take() else {
            let errors = round.built.problems.count(Severity::Error);
            let s = if errors == 1 { "" } else { "s" };
            server.fail(browser::report(
                text!(
                    "有 {errors} 个错误，页面还是上一次的内容",
                    "{errors} error{s}; this page shows the last good build"
                ),
                &round.built.problems,
            ));
            session.say(&text!(
                "没有更新预览；改好后会自动刷新",
                "the preview was not updated; it will be once this is mended"
            ));
            self.broken = true;
            return;
        };
        // There are no outputs without a site.
        let Some(site) = &round.built.site else { return };
        let drafts = site.pages.iter().filter(|p| p.draft).map(|p| p.url.as_str());
        let redirects = std::mem::take(&mut round.built.rendered.redirects);
        server.publish(Snapshot::new(&site.config.base.path, outputs.clone(), redirects).with_drafts(drafts));
        let mended = std::mem::take(&mut self.broken);
        if let Some(changed) = changed {
            rebuilt::say(session, changed, &round, begin.elapsed(), mended);
        }
        self.owed = None;
        if session.output.is_some()
            && let Err(problem) = live::write(session, &outputs)
        {
            let title = text!("预览更新了，但没有写到文件夹", "the preview is new, but was not written to the folder");
            server.fail(browser::report(title, &std::iter::once((*problem).clone()).collect()));
            session.fail(problem);
            self.owed = Some(outputs);
        }
    }

    /// Tries once more to write what could not be written.
    fn write_again(&mut self) {
        if let Some(outputs) = &self.owed
            && live::write(self.session, outputs).is_ok()
        {
            live::written(self.session);
            // What is wrong with the sources by now is so still.
            if !self.broken {
                self.server.mended();
            }
            self.owed = None;
        }
    }
}
