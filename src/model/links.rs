//! Links of bodies and sources: from what is written to addresses.

use std::collections::{HashMap, HashSet};

use super::address::{decode, encode, join};
use super::site::{Page, Site};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::text;

/// Schemes that a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Problems of one body at most.
const MOST: usize = 200;

/// Finds the addresses of all links, and the records behind sources.
pub(super) fn resolve(site: &mut Site, problems: &mut Diagnostics) {
    let found: Vec<(Vec<String>, Vec<Option<usize>>, Diagnostics)> = {
        let targets = Targets::new(site);
        use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
        site.pages.par_iter().map(|page| targets.page(site, page)).collect()
    };
    for (page, (addresses, cited, found)) in site.pages.iter_mut().zip(found) {
        page.addresses = addresses;
        for (citation, record) in page.sources.iter_mut().zip(cited) {
            citation.page = record;
        }
        problems.append(found);
    }
}

/// The collection whose records may be cited by their titles.
const DOCUMENTS: &str = "documents";

struct Targets<'s> {
    /// Address by path of the source.
    by_path: HashMap<&'s str, &'s str>,
    /// Records of documents by title; `None` where two share it.
    documents: HashMap<&'s str, Option<usize>>,
    /// Sources that are not published.
    hidden: HashSet<&'s str>,
    base: &'s str,
}

impl<'s> Targets<'s> {
    fn new(site: &'s Site) -> Self {
        let mut by_path = HashMap::with_capacity(site.pages.len() + site.attachments.len());
        for page in &site.pages {
            if page.source.entry().is_none() {
                by_path.insert(&**page.source.path(), page.url.as_str());
            }
        }
        for attachment in &site.attachments {
            by_path.insert(&attachment.file.path, &attachment.url);
        }
        let mut documents: HashMap<&str, Option<usize>> = HashMap::new();
        if let Some(c) = site.collections.iter().position(|c| c.name == DOCUMENTS) {
            for (_, record) in site.records.range((c, String::new())..(c + 1, String::new())) {
                let title = site.pages[*record].title.as_str();
                documents.entry(title).and_modify(|found| *found = None).or_insert(Some(*record));
            }
        }
        let hidden = site.hidden.iter().map(|h| &*h.path).collect();
        Targets { by_path, documents, hidden, base: site.config.base.path.trim_end_matches('/') }
    }

    fn page(&self, site: &Site, page: &Page) -> (Vec<String>, Vec<Option<usize>>, Diagnostics) {
        let mut problems = Diagnostics::new();
        let named = |title: &str| self.documents.get(title).copied().flatten();
        let cited = page.sources.iter().map(|c| site.record(&c.document).or_else(|| named(&c.document))).collect();
        let Some(document) = page.source.document() else {
            return (Vec::new(), cited, problems);
        };
        let addresses = document
            .links
            .iter()
            .map(|link| match self.address(site, page, &link.destination) {
                Ok(address) => address,
                Err(problem) => {
                    // A body of nothing but dead links is not worth a report of as many lines.
                    if problems.len() < MOST {
                        problems.push(problem.at(page.source.body_place(link.range.clone())));
                    }
                    "#".to_owned()
                }
            })
            .collect();
        (addresses, cited, problems)
    }

    fn address(&self, site: &Site, page: &Page, written: &str) -> Result<String, Diagnostic> {
        if written.is_empty() {
            return Err(Diagnostic::error("link/internal", text!("链接没有写地址", "the link has no destination"))
                .help(text!("写成 `[文字](地址)`，或删掉链接", "write `[TEXT](ADDRESS)`, or remove the link")));
        }
        if written.starts_with('#') || written.starts_with('?') {
            return Ok(written.to_owned());
        }
        if let Some((scheme, rest)) = written.split_once(':')
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        {
            return scheme_address(site, scheme, rest, written);
        }
        if written.starts_with("//") {
            return Err(Diagnostic::error(
                "link/scheme",
                text!("链接“{written}”没有写协议", "the link `{written}` lacks its scheme"),
            )
            .help(text!("写成 https://…", "write https://…")));
        }
        let split = written.find(['?', '#']).unwrap_or(written.len());
        let (path, rest) = written.split_at(split);
        let path = decode(path).unwrap_or_else(|| path.to_owned());
        if path.starts_with('/') {
            // Whether there is such a page is seen once all outputs are known (rule link/internal).
            return Ok(format!("{}{}{rest}", self.base, encode(&path)));
        }
        let own = page.source.path();
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(target) = join(folder, &path).filter(|t| t.starts_with("content")) else {
            return Err(Diagnostic::error(
                "link/internal",
                text!("链接“{written}”离开了站点", "the link `{written}` leaves the site"),
            )
            .help(text!(
                "写 content/ 里文件的相对路径，或以 https:// 开头的网址",
                "write a path within content/, or an https:// address"
            )));
        };
        let candidates =
            [target.clone(), format!("{target}/_index.md"), format!("{target}/index.md"), format!("{target}.md")];
        let exact = &candidates[..if path.ends_with(".md") { 1 } else { 4 }];
        if let Some(url) = exact.iter().find_map(|c| self.by_path.get(c.as_str())) {
            return Ok(format!("{url}{rest}"));
        }
        if self.hidden.contains(target.as_str()) {
            return Err(Diagnostic::error(
                "link/hidden",
                text!("链接指向没有公开的“{target}”", "the link leads to `{target}`, which is not published"),
            )
            .help(text!(
                "用 `mingbai list --hidden` 看它为什么没有公开；公开它，或删掉链接",
                "`mingbai list --hidden` says why; publish it or remove the link"
            )));
        }
        let problem = Diagnostic::error(
            "link/internal",
            text!("链接的目标“{target}”不存在", "there is no `{target}` for this link to lead to"),
        );
        let stem = |path: &str| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
        let close = self.near(&target);
        let stems: Vec<String> = close.iter().map(|p| stem(p)).collect();
        let near =
            nearest(&stem(&target), stems.iter().map(String::as_str)).and_then(|s| close.iter().find(|p| stem(p) == s));
        Err(match near {
            Some(near) => problem.help(text!("是不是“{near}”？", "did you mean `{near}`?")),
            None => problem.help(text!(
                "写相对于本文件的路径，例如 ../projects/x.md",
                "write a path relative to this file, such as ../projects/x.md"
            )),
        })
    }

    /// Sources in the same folder, in order.
    fn near(&self, target: &str) -> Vec<&str> {
        let folder = target.rsplit_once('/').map_or("", |(f, _)| f);
        let mut near: Vec<&str> =
            self.by_path.keys().copied().filter(|p| p.rsplit_once('/').is_some_and(|(f, _)| f == folder)).collect();
        near.sort_unstable();
        near
    }
}

fn scheme_address(site: &Site, scheme: &str, rest: &str, written: &str) -> Result<String, Diagnostic> {
    if scheme.eq_ignore_ascii_case("record") {
        if let Some(record) = site.record(rest) {
            return Ok(site.pages[record].url.clone());
        }
        let ids: Vec<String> =
            site.records.keys().map(|(c, id)| format!("{}/{id}", site.collections[*c].name)).collect();
        let problem = Diagnostic::error("link/record", text!("没有“{rest}”这条记录", "there is no record `{rest}`"));
        return Err(match nearest(rest, ids.iter().map(String::as_str)) {
            Some(near) => problem.help(text!("是不是 record:{near}？", "did you mean record:{near}?")),
            None => problem.help(text!(
                "写成 record:集合/编号，例如 record:projects/caojiaowan",
                "write record:COLLECTION/ID, such as record:projects/caojiaowan"
            )),
        });
    }
    if SCHEMES.iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
        return Ok(written.to_owned());
    }
    Err(Diagnostic::error("link/scheme", text!("链接不能用“{scheme}:”", "a link cannot begin with `{scheme}:`")).help(
        text!("可用 https:、http:、mailto:、tel: 和 record:", "https:, http:, mailto:, tel: and record: can be used"),
    ))
}
