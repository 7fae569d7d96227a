//! Photographs: which pictures pages show, beside their words (`![…](…)`) and in the field `photos` of records. What is shown is
//! published in smaller copies; the file itself only where a link leads to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::address::{encode, join};
use super::ledger::Ledger;
use super::schema::Kind;
use super::site::{FieldValue, PagePhoto, Photo, Site, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::output::hex;
use crate::picture::{self, MOST_PIXELS, RECIPE, Wrong};
use crate::text;

/// The field of records that holds photographs: small records with these fields.
pub const PHOTOS: &str = "photos";
const FILE: &str = "file";
const ALT: &str = "alt";

/// Digits of an original's hash in the names of its copies.
const DIGITS: usize = 20;

/// Where photographs stand that have a row of their own: by record, and which of its photographs.
type Rows = BTreeMap<(usize, usize), (Arc<Ledger>, usize)>;

/// Finds the photographs and looks at each once.
pub(super) fn gather(site: &mut Site, rows: &Rows, problems: &mut Diagnostics) {
    let pictures: Vec<usize> =
        (0..site.attachments.len()).filter(|a| picture::is_picture(&site.attachments[*a].file.path)).collect();
    let has_field = |c: &super::Schema| c.fields.iter().any(|f| f.name == PHOTOS && matches!(f.kind, Kind::Items(_)));
    if pictures.is_empty() && !site.collections.iter().any(has_field) {
        return;
    }
    let by_url: BTreeMap<String, usize> = pictures.iter().map(|a| (site.attachments[*a].url.clone(), *a)).collect();
    let by_path: BTreeMap<String, usize> =
        pictures.iter().map(|a| (site.attachments[*a].file.path.to_string(), *a)).collect();
    let (mut shown, mut linked) = (BTreeSet::new(), BTreeSet::new());
    let mut fields: Vec<(usize, Vec<Own>)> = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        let links = page.source.document().map_or(&[][..], |d| &d.links);
        for (link, address) in links.iter().zip(&page.addresses) {
            let address = address.split(['?', '#']).next().unwrap_or_default();
            if let Some(attachment) = by_url.get(address) {
                if link.image { &mut shown } else { &mut linked }.insert(*attachment);
            }
        }
        let own = of_record(site, index, &by_path, rows, problems);
        shown.extend(own.iter().map(|own| own.attachment));
        if !own.is_empty() {
            fields.push((index, own));
        }
    }
    let mut photos: BTreeMap<usize, usize> = BTreeMap::new();
    let base = site.config.base.path.trim_end_matches('/').to_owned();
    for attachment in shown.iter().copied() {
        let file = &site.attachments[attachment].file;
        match picture::look(&file.path, &file.bytes) {
            Ok(picture) => {
                let mut hash = Sha256::new();
                hash.update(RECIPE);
                hash.update(&file.bytes);
                let hash = hex(&hash.finalize());
                let name = |(width, height): (u32, u32)| {
                    let route = format!("/media/{}-{width}.{}", &hash[..DIGITS], picture.extension());
                    let url = format!("{base}{}", encode(&route));
                    (width, height, route, url)
                };
                let copies = picture.sizes().into_iter().map(name).collect();
                photos.insert(attachment, site.photos.len());
                site.photos.push(Photo { attachment, picture, copies, same_as: None });
            }
            Err(wrong) => problems.push(problem(&wrong).at(Place::file(file.path.clone()))),
        }
    }
    // Two files with the same bytes have one set of copies.
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (index, photo) in site.photos.iter_mut().enumerate() {
        let Some((_, _, route, _)) = photo.copies.first() else { continue };
        photo.same_as = match first.get(route) {
            Some(other) => Some(*other),
            None => first.insert(route.clone(), index),
        };
    }
    for attachment in pictures {
        // Of one that cannot be shown it is said so; that it is not out would say it twice.
        let is_wrong = shown.contains(&attachment) && !photos.contains_key(&attachment);
        site.attachments[attachment].published = linked.contains(&attachment) || is_wrong;
    }
    *site.shown = by_url.into_iter().filter_map(|(url, a)| Some((url, *photos.get(&a)?))).collect();
    for (page, own) in fields {
        let one = |own: Own| {
            let photo = *photos.get(&own.attachment)?;
            Some(PagePhoto { photo, alt: own.alt, fields: own.fields })
        };
        site.pages[page].photos = own.into_iter().filter_map(one).collect();
    }
}

/// A photograph in a record's field, before it was looked at.
struct Own {
    attachment: usize,
    alt: String,
    fields: Vec<(usize, FieldValue)>,
}

/// The photographs in a record's field: file, words for those who do not see it, and all that it says.
fn of_record(
    site: &Site,
    record: usize,
    by_path: &BTreeMap<String, usize>,
    rows: &Rows,
    problems: &mut Diagnostics,
) -> Vec<Own> {
    let page = &site.pages[record];
    let mut out = Vec::new();
    for (reference, value) in page.fields.iter().filter(|(f, _)| site.field(*f).name == PHOTOS) {
        let (Kind::Items(inner), FieldValue::Known(items)) = (&site.field(*reference).kind, value) else { continue };
        for (nth, item) in items.iter().enumerate() {
            let Value::Item(values) = item else { continue };
            let text = |name: &str| {
                let found = values.iter().find(|(at, _)| inner[*at].name == name).map(|(_, value)| value);
                match found {
                    Some(FieldValue::Known(values)) => values
                        .iter()
                        .find_map(|v| if let Value::Text(t) = v { Some(t.trim().to_owned()) } else { None }),
                    _ => None,
                }
            };
            let place = |name: &str| match (rows.get(&(record, nth)), inner.iter().find(|f| f.name == name)) {
                (Some((ledger, row)), _) => ledger.place(*row, Some(name)),
                (None, Some(own)) => page.source.item_place(site.field(*reference), nth, own),
                (None, None) => page.source.field_place(site.field(*reference)),
            };
            let Some(file) = text(FILE).filter(|f| !f.is_empty()) else {
                let what = text!("这张照片没有写是哪个文件", "this photograph does not name its file");
                let help =
                    text!("写 file（文件名），或删掉这一项", "write `file`, the name of its file, or remove the entry");
                problems.push(Diagnostic::error("content/photo", what).at(place(FILE)).help(help));
                continue;
            };
            let folder = page.source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            let Some(attachment) = join(folder, &file).and_then(|path| by_path.get(&path).copied()) else {
                problems.push(
                    Diagnostic::error("content/photo", text!("没有照片“{file}”", "there is no photograph `{file}`"))
                        .at(place(FILE))
                        .help(text!(
                            "把 .jpg、.png 或 .webp 文件放在这个文件旁边，写它的文件名",
                            "put a .jpg, .png or .webp file beside this one, and write its name"
                        )),
                );
                continue;
            };
            let Some(alt) = text(ALT).filter(|alt| !alt.is_empty()) else {
                problems.push(
                    Diagnostic::error(
                        "content/alt-text",
                        text!("照片“{file}”没有替代文字", "the photograph `{file}` has no alternative text"),
                    )
                    .at(place(ALT))
                    .help(text!("在 alt 里写图里看得见什么", "say under `alt` what can be seen in it")),
                );
                continue;
            };
            out.push(Own { attachment, alt, fields: values.clone() });
        }
    }
    out
}

/// What is the matter with a file, and the mend.
fn problem(wrong: &Wrong) -> Diagnostic {
    let (message, help) = match wrong {
        Wrong::Unknown => (
            text!("这个文件不是 JPEG、PNG 或 WebP 图片", "this file is no JPEG, PNG or WebP picture"),
            text!("用看图软件打开，另存为 .jpg 再放回来", "open it in a picture viewer and save it as .jpg"),
        ),
        Wrong::Extension(right) => (
            text!("这个文件其实是 .{right}，和扩展名不符", "this file is really a .{right}, whatever its name says"),
            text!(
                "把扩展名改成 .{right}，引用它的地方也一起改",
                "change its extension to .{right}, and where it is named"
            ),
        ),
        Wrong::Large(width, height) => {
            let most = MOST_PIXELS / 1_000_000;
            (
                text!(
                    "图片是 {width}×{height} 像素，最多{most}00万像素",
                    "the picture has {width}×{height} pixels; {most} million are the most"
                ),
                text!("缩小到宽4000像素以内再放回来", "scale it down to a width of 4000 pixels or less"),
            )
        }
        Wrong::Animated => (
            text!("会动的图片不能用", "a picture that moves cannot be used"),
            text!("存成一张不动的图片", "save one still of it"),
        ),
        Wrong::Broken(why) => (
            text!("图片坏了或不完整（{why}）", "the picture is broken or not complete ({why})"),
            text!("从相机或手机里重新拷一份", "copy it again from the camera or phone"),
        ),
    };
    Diagnostic::error("content/photo", message).help(help)
}

/// The copies cannot be made.
pub fn unmade(site: &Site, photo: usize, wrong: &Wrong) -> Diagnostic {
    problem(wrong).at(Place::file(site.attachments[site.photos[photo].attachment].file.path.clone()))
}
