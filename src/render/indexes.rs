//! What tells machines about pages: feeds, sitemaps, robots, redirects, headers.

use super::metadata;
use super::outputs::Makers;
use super::plan::{Maker, Planned, SITEMAP};
use crate::diagnostic::Diagnostic;
use crate::model::PageKind;
use crate::output::HEADERS;
use crate::reads::{Key, Kind, note};

/// Of an address that always has the same bytes.
const KEPT: &str = "public, max-age=31536000, immutable";

/// `_headers`: those of all outputs below a path, and the paths of what may be kept.
pub fn header_lines(base: &str, kept: impl Iterator<Item = String>) -> String {
    let mut lines = format!("{base}*\n");
    for (name, value) in HEADERS {
        lines.push_str(&format!("  {name}: {value}\n"));
    }
    kept.for_each(|path| lines.push_str(&format!("{path}\n  cache-control: {KEPT}\n")));
    lines
}

impl Makers<'_> {
    /// What tells machines about pages.
    pub(super) fn index(&self, planned: &Planned) -> Result<String, Diagnostic> {
        let site = self.site;
        let world = &self.renderer.world;
        let plain = |language: usize| {
            let title = site.config.title.get(site.config.languages[language].as_str()).to_owned();
            self.plain_frame(planned, language, title, Vec::new())
        };
        match planned.maker {
            Maker::Feed(index) => {
                let section = &site.sections[index];
                let own = &site.pages[section.page];
                let entries: Vec<usize> = if own.kind == PageKind::Home {
                    world.latest[section.language].iter().take(site.config.feed_limit).copied().collect()
                } else {
                    // Of most pages no more is read than their dates and addresses.
                    let pages = site.pages.unnoted();
                    let listed = site.listed(index).iter().copied();
                    let mut dated: Vec<usize> = listed
                        .inspect(|p| note(Key::of(Kind::Dates, *p as u64)))
                        .filter(|p| pages[*p].day().is_some())
                        .collect();
                    dated.sort_by(|a, b| {
                        let (a, b) = (&pages[*a], &pages[*b]);
                        b.day().cmp(&a.day()).then_with(|| a.route.cmp(&b.route))
                    });
                    dated.truncate(site.config.feed_limit);
                    dated
                };
                let moment = |p: &usize| {
                    let page = &site.pages[*p];
                    page.updated.or_else(|| metadata::published(site, page))
                };
                let updated = entries.iter().filter_map(moment).max().unwrap_or_else(|| site.config.shown_clock());
                let mut frame = plain(section.language);
                if own.kind != PageKind::Home {
                    frame.title = format!("{} – {}", own.title, frame.title);
                }
                self.renderer.feed(&frame, &own.url, &entries, updated)
            }
            Maker::BulletinFeed(language) => self.bulletin_feed(planned, language),
            Maker::ChangesFeed(language) => self.changes_feed(planned, language),
            Maker::Sitemap(n) => {
                let urls = self.sitemap().into_iter().skip(n * SITEMAP).take(SITEMAP).collect();
                self.renderer.urls("sitemap.xml", &plain(0), urls)
            }
            Maker::SitemapIndex => {
                note(Key::all(Kind::Plan));
                let maps = self.plan.outputs.iter().filter(|p| matches!(p.maker, Maker::Sitemap(_)));
                let urls = maps.map(|p| (world.absolute(&world.based(&p.route)), None)).collect();
                self.renderer.urls("sitemapindex.xml", &plain(0), urls)
            }
            Maker::Robots => {
                self.renderer.urls("robots.txt", &plain(0), vec![(world.absolute(&world.based("/sitemap.xml")), None)])
            }
            Maker::Headers => Ok(self.headers()),
            _ => {
                let mut lines = String::new();
                for (from, to) in self.redirects() {
                    lines.push_str(&format!("{from} {to} 301\n"));
                }
                Ok(lines)
            }
        }
    }

    /// Addresses of all pages that readers may look for, with the day of their last change.
    fn sitemap(&self) -> Vec<(String, Option<String>)> {
        let site = self.site;
        let world = &self.renderer.world;
        note(Key::all(Kind::Plan));
        let listed = self.plan.outputs.iter().filter(|p| p.maker.is_listed());
        listed
            .map(|planned| {
                let changed = match planned.maker {
                    Maker::Page(page) => {
                        note(Key::of(Kind::Dates, page as u64));
                        let page = &site.pages.unnoted()[page];
                        page.updated.or_else(|| metadata::published(site, page)).map(|m| m.date().to_string())
                    }
                    _ => None,
                };
                (world.absolute(&world.based(&planned.route)), changed)
            })
            .collect()
    }

    /// The headers of all outputs, and how long to keep those whose names change with their bytes; a header that two rules
    /// name would be sent with both values.
    fn headers(&self) -> String {
        let world = &self.renderer.world;
        let assets = world.theme.assets.values().map(|asset| world.based(&asset.route));
        // Copies of photographs are alone in their folder, unless a section of the site has its name.
        let photos = !self.site.photos.is_empty() && self.site.sections.iter().all(|s| &*s.folder != "media");
        let kept = assets.chain(photos.then(|| world.based("/media/") + "*"));
        header_lines(&world.based("/"), kept)
    }

    /// Old addresses and where they lead.
    pub(super) fn redirects(&self) -> Vec<(String, String)> {
        let world = &self.renderer.world;
        let pages = self.site.pages.iter();
        pages.flat_map(|page| page.aliases.iter().map(|alias| (world.based(alias), page.url.clone()))).collect()
    }
}
