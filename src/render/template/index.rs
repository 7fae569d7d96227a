//! The index of sections, grouped by what readers ask, and what the footer links to.

use minijinja::value::Value;

use super::object::{named, text_or_none};
use super::world::World;
use crate::render::plan::listed;

/// `site.groups`: `{title, sections: [{title, url, count, summary}]}`; sections of no group come last, under no title.
pub(super) fn groups(world: &World, language: usize) -> Value {
    let site = &world.site;
    let Some(home) = site.section(language, "") else { return Value::from(Vec::<Value>::new()) };
    let tag = site.config.languages[language].as_str();
    let children = &site.sections[home].children;
    let one = |section: usize| {
        let page = &site.pages[site.sections[section].page];
        named(vec![
            ("title", Value::from(page.title.as_str())),
            ("url", Value::from(page.url.as_str())),
            ("count", Value::from(listed(site, &world.views, section).len())),
            ("summary", text_or_none(&page.summary)),
        ])
    };
    let group = |title: &str, sections: &[usize]| {
        let sections: Vec<Value> = sections.iter().map(|s| one(*s)).collect();
        named(vec![("title", text_or_none(title)), ("sections", Value::from(sections))])
    };
    let mut left = children.clone();
    let mut out = Vec::new();
    for wanted in &site.config.groups {
        let sections: Vec<usize> =
            wanted.sections.iter().filter_map(|(path, _)| site.section(language, path)).collect();
        left.retain(|section| !sections.contains(section));
        if !sections.is_empty() {
            out.push(group(wanted.title.get(tag), &sections));
        }
    }
    if !left.is_empty() {
        out.push(group("", &left));
    }
    Value::from(out)
}

/// `site.footer`: `{title, url}` of the sections and pages that the footer names, where a language has them.
pub(super) fn footer(world: &World, language: usize) -> Value {
    let site = &world.site;
    let tag = site.config.languages[language].as_str();
    let root = if language == 0 { String::new() } else { format!("/{tag}") };
    let one = |path: &str, title: &str| {
        let section = site.section(language, path).map(|s| site.sections[s].page);
        let route = format!("{root}/{path}/");
        let found = section.or_else(|| site.pages.iter().position(|p| p.language == language && *p.route == route))?;
        let page = &site.pages[found];
        let title = if title.is_empty() { page.title.as_str() } else { title };
        Some(named(vec![("title", Value::from(title)), ("url", Value::from(page.url.as_str()))]))
    };
    let links = site.config.footer.iter().filter_map(|entry| one(&entry.path, entry.title.get(tag)));
    Value::from(links.collect::<Vec<_>>())
}
