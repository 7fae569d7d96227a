//! Links of bodies and sources: from what is written to addresses.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::address::{decode, encode, join};
use super::cited::Documents;
use super::figure::{self, Bound, Target, contradiction};
use super::out_of_reach;
use super::site::{Page, PageKind, Site};
use super::source::Source;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::load::parse::markdown::{self, FIGURE, Link, RECORD};
use crate::text;

/// Schemes that a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Problems of one body at most.
const MOST: usize = 200;

/// Finds the addresses of all links, and the records behind sources.
pub(super) fn resolve(site: &mut Site, problems: &mut Diagnostics) {
    let found: Vec<Resolved> = {
        let targets = Targets::new(site);
        use rayon::prelude::ParallelIterator;
        site.pages.par_iter().map(|page| targets.page(site, page)).collect()
    };
    for (page, mut found) in site.pages.iter_mut().zip(found) {
        problems.append(std::mem::take(&mut found.problems));
        found.put(page);
    }
}

/// What is found for a page.
#[derive(Default)]
pub(super) struct Resolved {
    addresses: Vec<String>,
    /// Records behind its sources.
    cited: Vec<Option<usize>>,
    bound: Vec<Bound>,
    /// Its title, where that holds links to figures or records.
    title: Option<String>,
    /// Its summary, where that holds links.
    summary: Option<String>,
    pub(super) problems: Diagnostics,
}

impl Resolved {
    /// Puts it into its page.
    pub(super) fn put(self, page: &mut Page) {
        page.addresses = self.addresses;
        page.bound = self.bound;
        page.title = self.title.unwrap_or_else(|| std::mem::take(&mut page.title));
        page.summary = self.summary.unwrap_or_else(|| std::mem::take(&mut page.summary));
        for (citation, record) in page.sources.iter_mut().zip(self.cited) {
            citation.page = record;
        }
    }
}

pub(super) struct Targets<'s> {
    /// Address by path of the source.
    by_path: HashMap<&'s str, &'s str>,
    documents: Documents<'s>,
    /// Sources that are not published.
    hidden: HashSet<&'s str>,
    base: &'s str,
    /// Names of the figures.
    figures: Vec<&'s str>,
    /// Made when somebody asks, since most sites never do.
    titles: OnceLock<Titles>,
}

impl<'s> Targets<'s> {
    pub(super) fn new(site: &'s Site) -> Self {
        let mut by_path = HashMap::with_capacity(site.pages.len() + site.attachments.len());
        for page in &site.pages {
            if page.source.entry().is_none() {
                by_path.insert(&**page.source.path(), page.url.as_str());
            }
        }
        for attachment in &site.attachments {
            by_path.insert(&attachment.file.path, &attachment.url);
        }
        let hidden = site.hidden.iter().map(|h| &*h.path).collect();
        let figures = site.figures.iter().map(|f| f.name.as_str()).collect();
        Targets {
            by_path,
            documents: Documents::of(site),
            hidden,
            base: site.config.base.path.trim_end_matches('/'),
            figures,
            titles: OnceLock::new(),
        }
    }

    pub(super) fn page(&self, site: &Site, page: &Page) -> Resolved {
        let cited = page.sources.iter().map(|c| self.documents.find(site, &c.document)).collect();
        let mut out = Resolved { cited, ..Resolved::default() };
        let unknown = page.sources.iter().filter_map(|c| self.documents.problem(site, &c.document));
        unknown.for_each(|problem| out.problems.push(problem.at(page.source.place(Some("sources")))));
        let links = page.source.document().map_or(&[][..], |d| &d.links);
        out.addresses.reserve(links.len());
        for (index, link) in links.iter().enumerate() {
            if let Some(problem) = out_of_reach::wordless(page, link).filter(|_| out.problems.len() < MOST) {
                out.problems.push(problem.at(page.source.body_place(link.range.clone())));
            }
            let found = match link.destination.strip_prefix(FIGURE).filter(|_| !link.image) {
                Some(target) => {
                    let (before, after) = beside(page, &link.range);
                    self.bound(site, page.language, target, &link.words, (before, after)).map(|(target, address)| {
                        out.bound.push(Bound { link: Some(index), target });
                        address
                    })
                }
                None => self.address(site, page, &link.destination).and_then(|address| {
                    self.same_record(site, &link.destination, &link.words)?;
                    Ok(address)
                }),
            };
            out.addresses.push(found.unwrap_or_else(|problem| {
                // A body of nothing but dead links is not worth a report of as many lines.
                if out.problems.len() < MOST {
                    out.problems.push(problem.at(page.source.body_place(link.range.clone())));
                }
                "#".to_owned()
            }));
        }
        unmade(page, links).into_iter().for_each(|problem| out.problems.push(problem));
        self.title(site, page, &mut out);
        self.summary(site, page, &mut out);
        out
    }

    /// The target of a link that is bound to a figure, and the address that explains it; what its words get wrong is
    /// the problem.
    fn bound(
        &self,
        site: &Site,
        language: usize,
        written: &str,
        said: &str,
        (before, after): (&str, &str),
    ) -> Result<(Target, String), Diagnostic> {
        let target = figure::find(site, &self.figures, &decode(written).unwrap_or_else(|| written.to_owned()))?;
        // [](figure:…) writes the value itself, which small records have not.
        let is_empty = said.trim().is_empty() && !target.is_items(site);
        let problem = if is_empty { None } else { contradiction(site, language, target, written, said.trim()) };
        let problem = problem.or_else(|| figure::beside(site, language, target, said.trim(), before, after));
        if let Some(problem) = problem {
            return Err(problem);
        }
        let (route, anchor) = target.route(site, language);
        let anchor = anchor.map_or_else(String::new, |anchor| format!("#{}", encode(&anchor)));
        Ok((target, format!("{}{}{anchor}", self.base, encode(&route))))
    }

    /// Words that are the title of another record of the collection lead astray.
    fn same_record(&self, site: &Site, destination: &str, said: &str) -> Result<(), Diagnostic> {
        let Some(reference) = destination.strip_prefix(RECORD) else { return Ok(()) };
        let Some(record) = site.record(reference) else { return Ok(()) };
        let PageKind::Record(collection) = site.pages[record].kind else { return Ok(()) };
        let said = figure::plain(said);
        if said.is_empty() || figure::names(site, record, &said) {
            return Ok(());
        }
        let titles = self.titles.get_or_init(|| titles(site));
        let Some(other) = titles.get(&(collection, said.clone())).copied().flatten() else { return Ok(()) };
        let title = &site.pages[record].title;
        let right = format!(
            "record:{}/{}",
            site.collections[collection].name,
            site.pages[other].id.as_deref().unwrap_or_default()
        );
        Err(Diagnostic::error(
            "figure/contradicts",
            text!(
                "“{said}”是另一条记录：{reference} 是“{title}”",
                "`{said}` is another record: {reference} is `{title}`"
            ),
        )
        .help(text!("改成 {right}，或者写“{title}”", "write {right}, or the words `{title}`"))
        .with(site.pages[record].source.place(Some("title")), text!("记录在这里", "the record is here")))
    }

    /// A summary is plain text: of its links the words stay, and those without words are filled.
    fn summary(&self, site: &Site, page: &Page, out: &mut Resolved) {
        if !page.source.writes("summary") {
            let filled = Link::filled(&page.summary, |index| {
                let bound = out.bound.iter().find(|b| b.link == Some(index));
                let links = page.source.document().map_or(&[][..], |d| &d.links);
                let record = || site.record(links.get(index)?.destination.strip_prefix(RECORD)?);
                match bound {
                    Some(bound) => bound.target.plain(site, page.language),
                    None => record().map_or_else(String::new, |r| site.pages[r].title.clone()),
                }
            });
            if let Cow::Owned(filled) = filled {
                out.summary = Some(filled);
            }
            return;
        }
        out.summary = self.inline(site, page, (&page.summary, "summary"), out);
    }

    /// A title is plain text as well; a heading by which the page is called may be bound like any other.
    fn title(&self, site: &Site, page: &Page, out: &mut Resolved) {
        if page.title.contains("](") {
            out.title = self.inline(site, page, (&page.title, "title"), out);
        }
    }

    /// A text with its links resolved; none where it holds none.
    fn inline(&self, site: &Site, page: &Page, (written, key): (&str, &str), out: &mut Resolved) -> Option<String> {
        let mut text = String::new();
        let mut rest = written;
        while let Some((before, words, destination, after)) = inline_link(rest) {
            text.push_str(before);
            let found = match destination.strip_prefix(FIGURE) {
                Some(target) => self.bound(site, page.language, target, words, (before, after)).map(|(target, _)| {
                    out.bound.push(Bound { link: None, target });
                    target.plain(site, page.language)
                }),
                None => self.address(site, page, destination).and_then(|_| {
                    self.same_record(site, destination, words)?;
                    let record = destination.strip_prefix(RECORD).and_then(|r| site.record(r));
                    Ok(record.map_or_else(String::new, |r| site.pages[r].title.clone()))
                }),
            };
            match found {
                Ok(own) => text.push_str(if words.trim().is_empty() { &own } else { words }),
                Err(problem) => out.problems.push(problem.at(page.source.place(Some(key)))),
            }
            rest = after;
        }
        (rest.len() < written.len()).then(|| text + rest)
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

/// What was meant to be a link of ours, and is plain text: its address holds a space, or has no end.
fn unmade(page: &Page, links: &[Link]) -> Vec<Diagnostic> {
    let Source::Markdown(file) = &page.source else { return Vec::new() };
    let body = file.body();
    let names = |scheme: &&str| memchr::memmem::find(body.as_bytes(), scheme.as_bytes()).is_some();
    if ![FIGURE, RECORD].iter().any(names) {
        return Vec::new();
    }
    let opens = |text: &str| {
        let found = text.match_indices("](").map(|(at, mark)| at + mark.len());
        let is_ours = |at: &usize| [FIGURE, RECORD].iter().any(|scheme| text[*at..].trim_start().starts_with(scheme));
        found.filter(is_ours).collect::<Vec<_>>()
    };
    let ours = links.iter().filter(|l| [FIGURE, RECORD].iter().any(|scheme| l.destination.starts_with(scheme)));
    if opens(body).len() <= ours.count() {
        return Vec::new();
    }
    let blocks = markdown::prose(body, |_| true);
    let found = blocks.iter().flat_map(|block| {
        let at = opens(&block.text).into_iter();
        at.filter_map(|at| block.source(&(at..at + 1), body)).collect::<Vec<_>>()
    });
    let problem = |range: Range<usize>| {
        let what = text!("这里要连到一个数或一条记录，写法却不成链接", "this is meant to be bound, and is no link");
        Diagnostic::error("link/scheme", what).at(page.source.body_place(range)).help(text!(
            "写成 [16万人次](figure:名字)：两个括号挨着，括号里没有空格",
            "write [16万人次](figure:NAME): no space between the brackets, none in the address"
        ))
    };
    found.take(MOST).map(problem).collect()
}

/// Characters beside a link that are looked at.
const BESIDE: usize = 120;

/// What stands on the line of a link, before it and after.
fn beside<'p>(page: &'p Page, link: &Range<usize>) -> (&'p str, &'p str) {
    let Source::Markdown(file) = &page.source else { return ("", "") };
    let body = file.body();
    let (before, after) = (body.get(..link.start).unwrap_or_default(), body.get(link.end..).unwrap_or_default());
    // A word or two is enough, and a line may be very long.
    let from = before.char_indices().rev().take(BESIDE).last().map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(BESIDE).map_or(after.len(), |(at, _)| at);
    let (before, after) = (&before[from..], &after[..to]);
    // Beyond a soft break the sentence goes on; headings, tables and list items end with their line.
    let ends = |line: &str| line.trim().is_empty() || line.trim_start().starts_with(['#', '|', '>', '[']);
    let mut from = before.rfind('\n').map_or(0, |at| at + 1);
    if from > 0 && before[from..].trim_matches(['*', '_', ' ']).is_empty() {
        let prior = before[..from - 1].rfind('\n').map_or(0, |at| at + 1);
        from = if ends(&before[prior..from]) { from } else { prior };
    }
    let mut to = after.find('\n').unwrap_or(after.len());
    if after[..to].trim_matches(['*', '_', ' ']).is_empty() && to < after.len() {
        let next = after[to + 1..].find('\n').map_or(after.len(), |at| to + 1 + at);
        to = if ends(&after[to..next]) { to } else { next };
    }
    (&before[from..], after[..to].trim_end())
}

/// Records by collection and title; `None` where two share it.
type Titles = HashMap<(usize, String), Option<usize>>;

fn titles(site: &Site) -> Titles {
    let mut out = Titles::new();
    for ((collection, _), record) in &site.records {
        let key = (*collection, figure::plain(&site.pages[*record].title));
        out.entry(key).and_modify(|found| *found = None).or_insert(Some(*record));
    }
    out
}

/// The first `[words](figure:…)` or `[words](record:…)` of a plain text: what stands before it, words, destination, and
/// what stands after it.
fn inline_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (at, _) = text.match_indices("](").find(|(at, mark)| {
        let destination = &text[at + mark.len()..];
        [FIGURE, RECORD].iter().any(|scheme| destination.starts_with(scheme))
            && destination.contains(')')
            && text[..*at].contains('[')
    })?;
    let open = text[..at].rfind('[')?;
    let (destination, after) = text[at + 2..].split_once(')')?;
    Some((&text[..open], &text[open + 1..at], destination, after))
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
        return out_of_reach::problem(scheme, rest, written).map_or_else(|| Ok(written.to_owned()), Err);
    }
    Err(Diagnostic::error("link/scheme", text!("链接不能用“{scheme}:”", "a link cannot begin with `{scheme}:`")).help(
        text!(
            "可用 https:、http:、mailto:、tel:、record: 和 figure:",
            "https:, http:, mailto:, tel:, record: and figure: can be used"
        ),
    ))
}
