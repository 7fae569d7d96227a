//! The outputs of bulletins and changes: their pages, feeds and files.

use super::bulletin::{self, Voice};
use super::outputs::Makers;
use super::plan::Planned;
use super::template::{Frame, word};
use super::views::news::{Bulletin, bulletin_root, changes_root};
use crate::diagnostic::Diagnostic;
use crate::value::{Moment, after};

impl Makers<'_> {
    fn dated_word(&self, language: usize, key: &str) -> String {
        word(&self.renderer.world.theme.strings[language], key, &[])
    }

    /// The frame of a list: titled with a word of the theme.
    fn dated_frame<'f>(&self, planned: &'f Planned, language: usize, key: &str, root: &str, n: usize) -> Frame<'f> {
        let title = self.dated_word(language, key);
        let mut crumbs = self.home_crumbs(language);
        crumbs.push((title.clone(), self.renderer.world.based(root)));
        let mut frame = self.plain_frame(planned, language, self.numbered(language, &title, n), crumbs);
        if n == 1 {
            frame.description = self.dated_word(language, &format!("{key}_text"));
        }
        frame
    }

    /// A page of the list of bulletins.
    pub(super) fn bulletins_page(&self, planned: &Planned, language: usize, n: usize) -> Result<String, Diagnostic> {
        let root = bulletin_root(self.site, language);
        self.renderer.bulletins(&self.dated_frame(planned, language, "bulletins", &root, n), &root, n)
    }

    /// A bulletin.
    pub(super) fn bulletin_page(&self, planned: &Planned, language: usize, index: usize) -> Result<String, Diagnostic> {
        let world = &self.renderer.world;
        let news = &world.views.news[language];
        let found = &news.bulletins[index];
        let voice = self.voice(language);
        let title = bulletin::title(voice, found.period);
        let mut crumbs = self.home_crumbs(language);
        let root = world.based(&bulletin_root(self.site, language));
        crumbs.push((self.dated_word(language, "bulletins"), root));
        crumbs.push((title.clone(), world.based(&planned.route)));
        let frame = self.plain_frame(planned, language, title, crumbs);
        let description = bulletin::counts(voice, news, found);
        self.renderer.bulletin(&Frame { description, ..frame }, index)
    }

    /// A page of changes.
    pub(super) fn changes_page(&self, planned: &Planned, language: usize, n: usize) -> Result<String, Diagnostic> {
        let root = changes_root(self.site, language);
        self.renderer.changes(&self.dated_frame(planned, language, "changes", &root, n), &root, n)
    }

    fn voice(&self, language: usize) -> Voice<'_> {
        Voice::of(self.site, &self.renderer.world.theme.strings[language], language)
    }

    /// A bulletin as plain text or for programs.
    pub(super) fn bulletin_file(&self, language: usize, index: usize, is_text: bool) -> Vec<u8> {
        let world = &self.renderer.world;
        let news = &world.views.news[language];
        let found = &news.bulletins[index];
        let url = world.based(&format!("{}{}/", bulletin_root(self.site, language), found.period));
        let voice = self.voice(language);
        if is_text {
            return bulletin::text(voice, news, found, Some(&url)).into_bytes();
        }
        format!("{:#}\n", bulletin::json(voice, news, found, &url)).into_bytes()
    }

    /// When a bulletin comes out: as the day after its period begins.
    fn out_on(&self, found: &Bulletin) -> Moment {
        let day = after(found.period.last(), 1);
        Moment::parse(&day.to_string(), &self.site.config.zone).unwrap_or_else(|_| self.site.config.shown_clock())
    }

    /// The feed of the bulletins whose period is over: what can still change is no entry.
    pub(super) fn bulletin_feed(&self, planned: &Planned, language: usize) -> Result<String, Diagnostic> {
        let world = &self.renderer.world;
        let news = &world.views.news[language];
        let complete = news.bulletins.iter().enumerate().filter(|(_, b)| b.complete);
        let mut listed: Vec<(usize, Moment)> = complete.map(|(i, b)| (i, self.out_on(b))).collect();
        listed.sort_by(|a, b| b.1.at.cmp(&a.1.at).then(a.0.cmp(&b.0)));
        listed.truncate(self.site.config.feed_limit);
        let root = bulletin_root(self.site, language);
        let entries = listed.iter().map(|(i, out)| {
            let period = news.bulletins[*i].period;
            let url = world.absolute(&world.based(&format!("{root}{period}/")));
            (bulletin::title(self.voice(language), period), url, *out, self.renderer.bulletin_html(language, *i))
        });
        let frame = self.feed_frame(planned, language, "bulletins");
        self.renderer.feed_of(&frame, &world.based(&root), entries.collect(), self.site.config.shown_clock())
    }

    /// The feed of changes.
    pub(super) fn changes_feed(&self, planned: &Planned, language: usize) -> Result<String, Diagnostic> {
        let world = &self.renderer.world;
        let news = &world.views.news[language];
        let all = news.changes.as_deref().unwrap_or_default();
        let root = changes_root(self.site, language);
        let entries = all.iter().take(self.site.config.feed_limit).enumerate().map(|(place, event)| {
            let (title, html, anchor) = self.renderer.change_text(language, place);
            let day = news.events[*event].when.bounds().1.map(|day| day.to_string()).unwrap_or_default();
            // What is known to the month is told at its end, and never after the site's own date.
            let out =
                Moment::parse(&day, &self.site.config.zone).ok().unwrap_or_else(|| self.site.config.shown_clock());
            let out = out.min(self.site.config.shown_clock());
            (title, format!("{}#{anchor}", world.absolute(&world.based(&root))), out, html)
        });
        let frame = self.feed_frame(planned, language, "changes");
        self.renderer.feed_of(&frame, &world.based(&root), entries.collect(), self.site.config.shown_clock())
    }

    fn feed_frame<'f>(&self, planned: &'f Planned, language: usize, key: &str) -> Frame<'f> {
        let site = self.site.config.title.get(self.site.config.languages[language].as_str());
        let title = format!("{} – {site}", self.dated_word(language, key));
        self.plain_frame(planned, language, title, Vec::new())
    }
}
