//! Two outputs for one address: what there is to say of them.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::plan::{Maker, Planned};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text};
use crate::model::address::file_of;
use crate::model::{PageKind, Site, figure};
use crate::text;

/// Says where two outputs have one address, or one needs a folder where another is a file.
pub(super) fn collisions(site: &Site, outputs: &[Planned], files: &[String]) -> Diagnostics {
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(outputs.len());
    let mut problems = Diagnostics::new();
    for (i, planned) in outputs.iter().enumerate() {
        let Some(other) = seen.insert(&files[i], i).map(|other| &outputs[other]) else {
            continue;
        };
        // Of twins it is said where their pages meet, of terms by their words, of records by their ids.
        let is_known = match (planned.maker, other.maker) {
            (Maker::Twin(_), Maker::Twin(_)) => true,
            (Maker::Term(a, ..), Maker::Term(b, ..)) => a == b,
            _ => same_id(site, planned, other),
        };
        if is_known {
            continue;
        }
        let message = same_file(&planned.route, &other.route);
        problems.push(collision(site, planned, other, message));
    }
    // Nearly all outputs are the `index.html` of their folder: few can be a file where another needs a folder.
    let plain: HashMap<&str, usize> =
        seen.iter().filter(|(file, _)| !file.ends_with(INDEX)).map(|(file, i)| (*file, *i)).collect();
    // A page and its twin need the same folder: it is said of the first.
    let mut told: HashSet<&str> = HashSet::new();
    for (planned, file) in outputs.iter().zip(files) {
        for folder in file.match_indices('/').map(|(at, _)| &file[..at]) {
            let other = if folder.ends_with(INDEX) { seen.get(folder) } else { plain.get(folder) };
            let Some(other) = other.map(|other| &outputs[*other]) else { continue };
            if !told.insert(folder) {
                continue;
            }
            let (route, near) = (&planned.route, &other.route);
            let message = text!(
                "网址 {route} 需要文件夹“{folder}”，网址 {near} 却要同名的文件",
                "the address {route} needs a folder `{folder}`, and the address {near} a file of that name"
            );
            problems.push(collision(site, planned, other, message));
        }
    }
    problems
}

/// What is the matter with two addresses that are one file.
fn same_file(route: &str, near: &str) -> Text {
    if file_of(route) == file_of(near) {
        return text!("网址 {route} 有两个来源", "two sources have the address {route}");
    }
    if !route.nfc().eq(near.nfc()) {
        return text!("网址 {route} 和 {near} 只有大小写不同", "the addresses {route} and {near} differ only in case");
    }
    // They look the same.
    let differing = route.chars().zip(near.chars()).find(|(a, b)| a != b);
    let (a, b) = differing.map_or((0, 0), |(a, b)| (u32::from(a), u32::from(b)));
    text!(
        "网址 {route} 有两个来源，只是字形编码不同（U+{a:04X} 和 U+{b:04X}）",
        "two sources have the address {route}, and differ only in Unicode form (U+{a:04X} and U+{b:04X})"
    )
}

/// The file of a folder's address.
const INDEX: &str = "index.html";

fn collision(site: &Site, planned: &Planned, other: &Planned, message: Text) -> Diagnostic {
    // The address of a record among others comes from its id.
    let is_entry =
        |planned: &Planned| matches!(planned.maker, Maker::Page(p) if site.pages[p].source.entry().is_some());
    let mend = if is_entry(planned) || is_entry(other) {
        text!("换一个编号，或写上 slug（网址名）", "choose another id, or write a `slug`")
    } else {
        text!("给其中一个改 slug 或文件名", "change the slug or the file name of one of them")
    };
    let mut problem = Diagnostic::error("content/address", message).help(mend);
    let (place, first) = (origin(site, planned), origin(site, other));
    let (place, first) = if place.is_some() { (place, first) } else { (first, place) };
    if let Some(place) = place {
        problem = problem.at(place);
    }
    if let Some(first) = first {
        problem = problem.with(first, text!("另一处", "the other one"));
    }
    problem
}

/// Two records with one id are reported as such.
fn same_id(site: &Site, a: &Planned, b: &Planned) -> bool {
    let (Maker::Page(a), Maker::Page(b)) = (a.maker, b.maker) else {
        return false;
    };
    let (a, b) = (&site.pages[a], &site.pages[b]);
    matches!(a.kind, PageKind::Record(_)) && a.kind == b.kind && a.id.is_some() && a.id == b.id
}

/// The source of an output, where it has one.
fn origin(site: &Site, planned: &Planned) -> Option<Place> {
    match planned.maker {
        Maker::Page(page) => Some(match site.pages[page].source.entry() {
            Some(_) => site.pages[page].source.place(None),
            None => Place::file(site.pages[page].source.path().clone()),
        }),
        Maker::Twin(page) | Maker::Poster(_, page) => Some(site.pages[page].source.place(None)),
        Maker::Figure(i, _) | Maker::FigureTwin(i, _) => Some(site.figures[i].place.clone()),
        Maker::Figures(_) | Maker::FigureTable => Some(Place::file(figure::FILE)),
        Maker::Redirect(page) => Some(site.pages[page].source.place(Some("aliases"))),
        Maker::List(section, _) | Maker::Feed(section) => {
            let page = &site.pages[site.sections[section].page];
            Some(Place::file(page.source.path().clone()))
        }
        Maker::Photo(i) | Maker::PhotoCopy(i) => {
            Some(Place::file(site.attachments[site.photos[i].attachment].file.path.clone()))
        }
        Maker::Attachment(i) => Some(Place::file(site.attachments[i].file.path.clone())),
        _ => None,
    }
}
