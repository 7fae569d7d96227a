//! The pages among the outputs: what each is called, where it stands, and which template makes it.

use super::explain;
use super::outputs::Makers;
use super::plan::{Maker, Planned};
use super::roots::contents_root;
use super::template::{Frame, Writer, word};
use crate::diagnostic::Diagnostic;
use crate::model::{PageKind, figure};
use crate::render::views::year_root;

impl Makers<'_> {
    /// Renders a page.
    pub(super) fn html(&self, planned: &Planned) -> Result<String, Diagnostic> {
        let site = self.site;
        match planned.maker {
            Maker::Page(page) => self.renderer.page(&self.page_frame(planned, page, 1), page, 1),
            Maker::List(section, n) => {
                let page = site.sections[section].page;
                self.renderer.page(&self.page_frame(planned, page, n), page, n)
            }
            Maker::Taxonomy(i) => {
                let taxonomy = &site.taxonomies[i];
                let title = self.taxonomy_title(i);
                let mut crumbs = self.home_crumbs(taxonomy.language);
                crumbs.push((title.clone(), taxonomy.url.clone()));
                self.renderer.taxonomy(&self.plain_frame(planned, taxonomy.language, title, crumbs), i)
            }
            Maker::Term(i, k, n) => {
                let taxonomy = &site.taxonomies[i];
                let Some(term) = site.term(i, k) else {
                    return Ok(String::new());
                };
                let mut crumbs = self.home_crumbs(taxonomy.language);
                crumbs.push((self.taxonomy_title(i), taxonomy.url.clone()));
                crumbs.push((term.name.clone(), term.url.clone()));
                let frame = self.plain_frame(
                    planned,
                    taxonomy.language,
                    self.numbered(taxonomy.language, &term.name, n),
                    crumbs,
                );
                self.renderer.term(&frame, i, k, n)
            }
            Maker::Filter(f, v, n) => {
                let filter = &self.renderer.world.views.filters[f];
                let (field, value) = self.renderer.filter_titles(f, v);
                let schema = &site.collections[filter.collection];
                let title = schema.title.get(site.config.languages[filter.language].as_str());
                let strings = &self.renderer.world.theme.strings[filter.language];
                let titled = [("title", title), ("field", field.as_str()), ("value", value.as_str())];
                let key = if filter.values[v].ambiguous { "filtered_title_long" } else { "filtered_title" };
                let titled = word(strings, key, &titled);
                let crumb = (value.clone(), self.renderer.world.based(&filter.values[v].route));
                let frame = self.section_frame(planned, filter.collection, filter.language, (titled, crumb), n);
                self.renderer.filtered(&frame, f, v, n)
            }
            Maker::Dictionary(collection, language) => {
                let schema = &site.collections[collection];
                let title = schema.title.get(site.config.languages[language].as_str());
                let strings = &self.renderer.world.theme.strings[language];
                let titled = word(strings, "dictionary_title", &[("title", title)]);
                let crumb = (word(strings, "dictionary", &[]), self.renderer.world.based(&planned.route));
                let frame = self.section_frame(planned, collection, language, (titled, crumb), 1);
                self.renderer.dictionary(&frame, collection, self.download(collection))
            }
            Maker::Poster(index, page) => {
                let world = &self.renderer.world;
                let own = &site.pages[page];
                let strings = &world.theme.strings[own.language];
                let mut crumbs = self.crumbs(own.language, own.section);
                crumbs.push((own.title.clone(), own.url.clone()));
                let url = world.based(&planned.route);
                let title = match world.views.posters[index].year {
                    Some(year) => {
                        let titled = [("title", own.title.as_str()), ("year", &format!("{year:04}"))];
                        word(strings, "poster_title_year", &titled)
                    }
                    None => word(strings, "poster_title", &[("title", &own.title)]),
                };
                crumbs.push((word(strings, "poster", &[]), url));
                let frame = self.plain_frame(planned, own.language, title, crumbs);
                self.renderer.poster(&Frame { section: Some(own.section), ..frame }, index)
            }
            Maker::Checks(language) => {
                let title = word(&self.renderer.world.theme.strings[language], "checks", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), self.renderer.world.based(&planned.route)));
                self.renderer.checks(&self.plain_frame(planned, language, title, crumbs))
            }
            Maker::Ask(language) => {
                let world = &self.renderer.world;
                let title = word(&world.theme.strings[language], "ask", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), world.based(&planned.route)));
                let description = word(&world.theme.strings[language], "ask_text", &[]);
                let frame = self.plain_frame(planned, language, title, crumbs);
                self.renderer.ask(&Frame { description, ..frame })
            }
            Maker::Glossary(language) => {
                let world = &self.renderer.world;
                let title = word(&world.theme.strings[language], "glossary", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), world.based(&planned.route)));
                let description = word(&world.theme.strings[language], "glossary_text", &[]);
                let frame = self.plain_frame(planned, language, title, crumbs);
                self.renderer.glossary(&Frame { description, ..frame })
            }
            Maker::Search(language) => {
                let world = &self.renderer.world;
                let title = word(&world.theme.strings[language], "search", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), world.based(&planned.route)));
                let description = word(&world.theme.strings[language], "search_text", &[]);
                let frame = self.plain_frame(planned, language, title, crumbs);
                self.renderer.search(&Frame { description, ..frame })
            }
            Maker::Contents(language, n) => {
                let world = &self.renderer.world;
                let title = word(&world.theme.strings[language], "contents", &[]);
                let mut crumbs = self.home_crumbs(language);
                let root = contents_root(site, language).unwrap_or_default();
                crumbs.push((title.clone(), world.based(&root)));
                let title = self.numbered(language, &title, n);
                let frame = self.plain_frame(planned, language, title, crumbs);
                self.renderer.contents(&frame, &root, n, self.contents(language))
            }
            Maker::Years(language) => {
                let title = word(&self.renderer.world.theme.strings[language], "years", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), self.renderer.world.based(&planned.route)));
                self.renderer.years(&self.plain_frame(planned, language, title, crumbs))
            }
            Maker::Year(language, y, n) => {
                let world = &self.renderer.world;
                let year = &world.views.years[language][y];
                let strings = &world.theme.strings[language];
                let title = word(strings, "year_title", &[("year", &format!("{:04}", year.year))]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((word(strings, "years", &[]), world.based(&year_root(site, language))));
                crumbs.push((title.clone(), world.based(&year.route)));
                let title = self.numbered(language, &title, n);
                self.renderer.year(&self.plain_frame(planned, language, title, crumbs), y, n)
            }
            Maker::Bulletins(language, n) => self.bulletins_page(planned, language, n),
            Maker::Bulletin(language, i) => self.bulletin_page(planned, language, i),
            Maker::Changes(language, n) => self.changes_page(planned, language, n),
            Maker::Figures(language) => {
                let title = word(&self.renderer.world.theme.strings[language], "figures", &[]);
                let mut crumbs = self.home_crumbs(language);
                crumbs.push((title.clone(), self.renderer.world.based(&planned.route)));
                self.renderer.figures(&self.plain_frame(planned, language, title, crumbs))
            }
            Maker::Figure(index, language) => {
                let world = &self.renderer.world;
                let title = explain::title(&site.figures[index], site.config.languages[language].as_str()).to_owned();
                let mut crumbs = self.home_crumbs(language);
                let all = world.based(&figure::route(site, language, ""));
                crumbs.push((word(&world.theme.strings[language], "figures", &[]), all));
                crumbs.push((title.clone(), world.based(&planned.route)));
                let text = explain::text(Writer { world, language }, figure::Target::Figure(index));
                let described = [("title", title.as_str()), ("text", text.as_str())];
                let description = word(&world.theme.strings[language], "figure_description", &described);
                let frame = self.plain_frame(planned, language, title, crumbs);
                self.renderer.figure(&Frame { description, ..frame }, index)
            }
            Maker::Redirect(page) => {
                let page = &site.pages[page];
                let frame =
                    self.plain_frame(planned, page.language, page.title.clone(), self.home_crumbs(page.language));
                self.renderer.redirect(&frame, &page.url)
            }
            _ => {
                let title = word(&self.renderer.world.theme.strings[0], "not_found_title", &[]);
                self.renderer.not_found(&self.plain_frame(planned, 0, title, self.home_crumbs(0)))
            }
        }
    }

    fn page_frame<'f>(&self, planned: &'f Planned, index: usize, number: usize) -> Frame<'f> {
        let site = self.site;
        let page = &site.pages[index];
        let mut crumbs = self.crumbs(page.language, page.section);
        if !page.is_section() {
            crumbs.push((page.title.clone(), page.url.clone()));
        }
        let description = if number == 1 { page.summary.clone() } else { String::new() };
        let description = if description.is_empty() && page.kind == PageKind::Home {
            site.config.description.get(site.config.languages[page.language].as_str()).to_owned()
        } else {
            description
        };
        Frame {
            language: page.language,
            section: Some(page.section),
            route: &planned.route,
            title: self.numbered(page.language, &page.title, number),
            description,
            page: Some(index),
            crumbs,
        }
    }

    /// The frame of a page that belongs to a collection's section: its title, and its last crumb.
    fn section_frame<'f>(
        &self,
        planned: &'f Planned,
        collection: usize,
        language: usize,
        (title, crumb): (String, (String, String)),
        number: usize,
    ) -> Frame<'f> {
        let site = self.site;
        let title = self.numbered(language, &title, number);
        let Some(section) = site.section(language, &site.collections[collection].name) else {
            return self.plain_frame(planned, language, title, self.home_crumbs(language));
        };
        let mut crumbs = self.crumbs(language, section);
        crumbs.push(crumb);
        let description = String::new();
        Frame { language, section: Some(section), route: &planned.route, title, description, page: None, crumbs }
    }

    /// Titles and addresses from the home page to a section.
    fn crumbs(&self, language: usize, section: usize) -> Vec<(String, String)> {
        let site = self.site;
        let mut crumbs = Vec::new();
        let mut at = Some(section);
        while let Some(section) = at {
            let own = &site.pages[site.sections[section].page];
            let title = if own.kind == PageKind::Home { self.home_word(language) } else { own.title.clone() };
            crumbs.push((title, own.url.clone()));
            at = site.sections[section].parent;
        }
        crumbs.reverse();
        crumbs
    }

    pub(super) fn plain_frame<'f>(
        &self,
        planned: &'f Planned,
        language: usize,
        title: String,
        crumbs: Vec<(String, String)>,
    ) -> Frame<'f> {
        Frame { language, section: None, route: &planned.route, title, description: String::new(), page: None, crumbs }
    }

    /// A title with the number of its list page: two pages must not be called the same.
    pub(super) fn numbered(&self, language: usize, title: &str, number: usize) -> String {
        if number < 2 {
            return title.to_owned();
        }
        let page = word(&self.renderer.world.theme.strings[language], "page_number", &[("n", &number.to_string())]);
        format!("{title} – {page}")
    }

    fn taxonomy_title(&self, index: usize) -> String {
        let taxonomy = &self.site.taxonomies[index];
        let tag = self.site.config.languages[taxonomy.language].as_str();
        self.site.config.taxonomies[taxonomy.definition].title.get(tag).to_owned()
    }

    fn home_word(&self, language: usize) -> String {
        word(&self.renderer.world.theme.strings[language], "home", &[])
    }

    pub(super) fn home_crumbs(&self, language: usize) -> Vec<(String, String)> {
        let home = self.site.section(language, "").map(|s| self.site.pages[self.site.sections[s].page].url.clone());
        home.map(|url| (self.home_word(language), url)).into_iter().collect()
    }
}
