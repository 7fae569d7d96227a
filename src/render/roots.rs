//! Addresses of pages that the site has without anybody writing them.

use crate::model::Site;

/// Where the page of checks stands, if the site has one: it publishes all of its checks or none, and a site without
/// records has nothing to hold against anything.
pub(super) fn checks_root(site: &Site, language: usize) -> Option<String> {
    site.section(language, "").filter(|_| site.config.publish_checks && !site.collections.is_empty())?;
    let tag = site.config.languages[language].as_str();
    Some(if language == 0 { "/checks/".to_owned() } else { format!("/{tag}/checks/") })
}

/// Where it stands how to ask; a page that the site has there itself takes the place of ours.
pub(super) fn ask_root(site: &Site, language: usize) -> Option<String> {
    named(site, language, "ask")
}

/// Where it stands what terms and states mean, if the site has a glossary or collections.
pub(super) fn glossary_root(site: &Site, language: usize) -> Option<String> {
    named(site, language, "glossary").filter(|_| !site.glossary.is_empty() || !site.collections.is_empty())
}

/// Where readers look for something, if the site can be searched.
pub(super) fn search_root(site: &Site, language: usize) -> Option<String> {
    named(site, language, "search").filter(|route| site.config.search && !has_own(site, route))
}

/// Where all pages are listed.
pub(super) fn contents_root(site: &Site, language: usize) -> Option<String> {
    named(site, language, "contents").filter(|_| site.config.search)
}

/// The address of a page of ours in a language that has a home page.
fn named(site: &Site, language: usize, name: &str) -> Option<String> {
    site.section(language, "")?;
    let tag = site.config.languages[language].as_str();
    Some(if language == 0 { format!("/{name}/") } else { format!("/{tag}/{name}/") })
}

/// Whether the site has a page of its own at an address.
pub(super) fn has_own(site: &Site, route: &str) -> bool {
    site.pages.iter().any(|page| page.route == route)
}

/// Where it stands what the fields of a collection mean.
pub(super) fn dictionary(site: &Site, collection: usize, language: usize) -> Option<String> {
    let section = site.section(language, &site.collections[collection].name)?;
    Some(format!("{}fields/", site.pages[site.sections[section].page].route))
}
