//! Where numbers of people may stand: bodies and front matter, YAML files, cells of ledgers, addresses, templates of the site,
//! and what visitors can download. Everything is read as it is written, comments included.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::attached::Unseen;
use super::digits::Form;
use super::find::{Hit, Kind, Sure, find, measured};
use super::headed::{Headed, headed};
use super::listed::List;
use super::named_files::find_in_name;
use super::tables::Named;
use super::weak::{Weakness, weak};
use crate::diagnostic::{Place, SourceText, Text};
use crate::load::{About, Markdown, SourceFile, Yaml};
use crate::model::{Attachment, Ledger, Masked, Page, Site, Source, Texts};

/// A number of somebody, where it stands.
#[derive(Debug, Clone)]
pub(in crate::check) struct Leak {
    pub kind: Kind,
    pub sure: Sure,
    /// The number as it may be told.
    pub masked: String,
    pub place: Place,
    /// In which part of a file.
    pub within: Option<Text>,
}

/// A number that is masked too little.
#[derive(Debug, Clone)]
pub(in crate::check) struct Weak {
    pub what: Weakness,
    pub place: Place,
}

/// What was found in a part of the site.
#[derive(Debug, Default)]
pub(super) struct Sheaf {
    pub leaks: Vec<Leak>,
    pub weak: Vec<Weak>,
    pub unseen: Vec<(Unseen, Place)>,
    pub named: Vec<Named>,
    pub people: Vec<List>,
}

impl Sheaf {
    /// Looks a text through. `place`: where a range of it stands; `within`: in which part of its file.
    pub(super) fn look(
        &mut self,
        (text, form, about): (&str, Form, &str),
        within: Option<&Text>,
        place: impl Fn(Range<usize>) -> Place,
    ) {
        self.told(find(text, form, about), within, &place);
        for (what, range) in weak(text, form) {
            self.weak.push(Weak { what, place: place(range) });
        }
    }

    /// The same, of a cell of something that is measured.
    pub(super) fn look_measured(
        &mut self,
        (text, form): (&str, Form),
        within: Option<&Text>,
        place: impl Fn(Range<usize>) -> Place,
    ) {
        self.told(measured(text, form), within, &place);
        for (what, range) in weak(text, form) {
            self.weak.push(Weak { what, place: place(range) });
        }
    }

    /// The same of an address, or the name of a file.
    fn look_name(&mut self, name: &str, within: &Text, place: impl Fn() -> Place) {
        self.told(find_in_name(name), Some(within), &|_| place());
        for (what, _) in weak(name, Form::Plain) {
            self.weak.push(Weak { what, place: place() });
        }
    }

    fn told(&mut self, hits: Vec<Hit>, within: Option<&Text>, place: &impl Fn(Range<usize>) -> Place) {
        for hit in hits {
            let place = place(hit.range);
            self.leaks.push(Leak {
                kind: hit.kind,
                sure: hit.sure,
                masked: hit.masked,
                place,
                within: within.cloned(),
            });
        }
    }

    /// A file, without what is masked before it is published.
    fn written(&mut self, yaml: &Yaml, hidden: &[Range<usize>]) {
        if hidden.is_empty() {
            return self.text(yaml.source(), Form::Markdown);
        }
        let (text, source) = (without(&yaml.text, hidden), yaml.source());
        self.look((&text, Form::Markdown, ""), None, |range| source.place(range));
    }

    /// A page: the header of a column counts for what stands below it.
    fn page(&mut self, file: &Markdown, hidden: &[Range<usize>]) {
        let (cells, source) = (headed(file), file.front.source());
        let apart: Vec<Range<usize>> =
            hidden.iter().cloned().chain(cells.iter().map(|cell| cell.range.clone())).collect();
        self.written(&file.front, &apart);
        let text = if hidden.is_empty() { Cow::Borrowed(source.text) } else { without(source.text, hidden).into() };
        self.cells(&text, Form::Markdown, cells, |range| source.place(range));
    }

    /// Cells of tables in a text, each with what is said of it.
    pub(super) fn cells(&mut self, text: &str, form: Form, cells: Vec<Headed>, place: impl Fn(Range<usize>) -> Place) {
        for Headed { about, is_measured, range: cell } in cells {
            let place = |range: Range<usize>| place(cell.start + range.start..cell.start + range.end);
            if is_measured {
                self.look_measured((&text[cell.clone()], form), None, place);
            } else {
                self.look((&text[cell.clone()], form, &about), None, place);
            }
        }
    }

    fn text(&mut self, source: SourceText<'_>, form: Form) {
        self.look((source.text, form, ""), None, |range| source.place(range));
    }

    fn is_empty(&self) -> bool {
        let Sheaf { leaks, weak, unseen, named, people } = self;
        leaks.is_empty() && weak.is_empty() && unseen.is_empty() && named.is_empty() && people.is_empty()
    }

    pub(super) fn append(&mut self, mut other: Sheaf) {
        self.leaks.append(&mut other.leaks);
        self.weak.append(&mut other.weak);
        self.unseen.append(&mut other.unseen);
        self.named.append(&mut other.named);
        self.people.append(&mut other.people);
    }
}

/// A text with some of it filled with as many signs, so that places stay.
pub(super) fn without(text: &str, hidden: &[Range<usize>]) -> String {
    let mut text = text.to_owned();
    for range in hidden {
        text.replace_range(range.clone(), &"-".repeat(range.len()));
    }
    text
}

/// Everything but what visitors can download.
pub(super) fn all(site: &Site, masked: &Masked) -> Sheaf {
    let hidden = |path: &str| masked.ranges.get(path).map_or(&[][..], Vec::as_slice);
    let pages = site.pages.unnoted().par_iter().map(|page| of_page(page, hidden(page.source.path())));
    let yamls = site.texts.yamls.par_iter().map(|yaml| of_yaml(yaml, hidden(&yaml.path)));
    let ledgers = site.texts.ledgers.par_iter().map(|(ledger, collection, array)| {
        let fields = Texts::fields(&site.collections, *collection, *array);
        let title = |name: &str| fields.iter().find(|f| f.name == name).map(|f| f.title.get("zh-CN").to_owned());
        let is_masked = |name: &str| fields.iter().any(|f| f.name == name && f.mask.is_some());
        of_ledger(ledger, &title, &is_masked)
    });
    let parts: [Vec<Sheaf>; 3] = [pages.collect(), yamls.collect(), ledgers.collect()];
    let mut out = Sheaf::default();
    parts.into_iter().flatten().for_each(|sheaf| out.append(sheaf));
    for attachment in site.attachments.iter().filter(|a| a.published) {
        out.append(of_address(attachment));
    }
    for file in &site.theme {
        if file.path.split('/').nth(2) == Some("assets") {
            out.append(super::attached::of(file));
        } else if (file.path.ends_with(".html") || file.path.ends_with(".yaml"))
            && let Ok(text) = std::str::from_utf8(&file.bytes)
        {
            out.text(SourceText { path: &file.path, text }, Form::Html);
        }
    }
    out
}

fn of_page(page: &Page, hidden: &[Range<usize>]) -> Sheaf {
    let mut out = Sheaf::default();
    if let Source::Markdown(file) = &page.source {
        // Most files have nothing of the kind, and are the same in the next round.
        let whole = || {
            let mut whole = Sheaf::default();
            whole.page(file, &[]);
            !(whole.leaks.is_empty() && whole.weak.is_empty())
        };
        if !hidden.is_empty() || file.known.whether(About::People, whole) {
            out.page(file, hidden);
        }
    }
    for route in std::iter::once(&page.route).chain(&page.aliases) {
        let within = crate::text!("网址", "the address");
        out.look_name(route, &within, || page.source.place(None));
    }
    out
}

fn of_yaml(yaml: &Yaml, hidden: &[Range<usize>]) -> Sheaf {
    let mut out = Sheaf::default();
    out.written(yaml, hidden);
    out
}

fn of_ledger(ledger: &Ledger, title: &dyn Fn(&str) -> Option<String>, is_masked: &dyn Fn(&str) -> bool) -> Sheaf {
    let mut out = Sheaf::default();
    let columns: Vec<(usize, String, bool)> = ledger
        .columns()
        .map(|(index, name, is_measured)| (index, title(name).unwrap_or_else(|| name.to_owned()), is_measured))
        .collect();
    let masked: Vec<usize> = ledger.columns().filter(|(_, name, _)| is_masked(name)).map(|(at, ..)| at).collect();
    for (row, cells) in ledger.sheet.rows.iter().enumerate() {
        for (at, cell) in cells.cells.iter().enumerate().filter(|(at, cell)| !cell.merged && !masked.contains(at)) {
            let column = columns.iter().find(|(index, ..)| *index == at);
            let about = column.map_or("", |(_, title, _)| title.as_str());
            if column.is_some_and(|(.., is_measured)| *is_measured) {
                out.look_measured((&cell.text, Form::Cell), None, |_| ledger.sheet.place(row, at));
            } else {
                out.look((&cell.text, Form::Cell, about), None, |_| ledger.sheet.place(row, at));
            }
        }
    }
    out
}

fn of_address(attachment: &Attachment) -> Sheaf {
    let mut out = Sheaf::default();
    let within = crate::text!("文件名", "the name of the file");
    let place = || Place::file(attachment.file.path.clone());
    out.look_name(&attachment.route, &within, place);
    out
}

/// What visitors can download, file by file.
pub(super) fn attached(site: &Site) -> Sheaf {
    let files: Vec<&SourceFile> = site.attachments.iter().filter(|a| a.published).map(|a| &a.file).collect();
    let look = |file: &SourceFile| Some(super::attached::of(file)).filter(|found| !found.is_empty());
    let mut out = Sheaf::default();
    site.quiet.but(&files, look).into_iter().for_each(|sheaf| out.append(sheaf));
    out
}
