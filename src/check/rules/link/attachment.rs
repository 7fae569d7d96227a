//! `link/attachment`: attachments hold something, and are what their names say.

use crate::check::example::Made;
use crate::check::rule::{Check, Example, Finding, Rule};
use crate::diagnostic::{Diagnostic, Place, Severity, Text};
use crate::model::{Attachment, FieldValue, Site, Value};
use crate::picture::is_picture;
use crate::text;

/// The rule.
pub(in crate::check) const RULE: Rule = Rule {
    name: "link/attachment",
    severity: Severity::Error,
    what: ["附件不是空的，内容和扩展名相符", "Attachments are not empty, and are what their names say"],
    why: [
        "下载下来打不开的附件，等于没有公开",
        "What cannot be opened once it is downloaded is as good as not published",
    ],
    fails: Example::page("[附件](a.pdf)").with(&[Made {
        path: "content/a.pdf",
        what: ["空文件", "an empty file"],
        bytes: Vec::new,
    }]),
    passes: Example::page("[附件](a.pdf)").with(&[Made {
        path: "content/a.pdf",
        what: ["一份PDF", "a PDF file"],
        bytes: || b"%PDF-1.7\n".to_vec(),
    }]),
    source: "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
    options: &[],
    check: Check::Site(check),
};

/// What a file begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Pdf,
    /// ZIP: also the newer formats of office programs.
    Zip,
    /// Compound file: the older formats of office programs, and newer ones with a password.
    Compound,
    Jpeg,
    Png,
    Gif,
    Webp,
    Rar,
    SevenZip,
    Html,
    Other,
}

fn kind(bytes: &[u8]) -> Is {
    let begins: [(&[u8], Is); 8] = [
        (b"PK\x03\x04", Is::Zip),
        (b"PK\x05\x06", Is::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Is::Compound),
        (b"\xFF\xD8\xFF", Is::Jpeg),
        (b"\x89PNG\r\n\x1A\n", Is::Png),
        (b"GIF8", Is::Gif),
        (b"Rar!\x1A\x07", Is::Rar),
        (b"7z\xBC\xAF\x27\x1C", Is::SevenZip),
    ];
    if let Some((_, kind)) = begins.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return *kind;
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Is::Webp;
    }
    // Something may stand before a PDF; readers look through its first kilobyte.
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Is::Pdf;
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let lower = text[..text.len().min(15)].to_ascii_lowercase();
    if lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html") { Is::Html } else { Is::Other }
}

/// What files of an extension may begin with; nothing: not known.
fn allowed(extension: &str) -> Option<&'static [Is]> {
    Some(match extension {
        "pdf" => &[Is::Pdf],
        "docx" | "xlsx" | "xlsm" | "pptx" => &[Is::Zip, Is::Compound],
        "odt" | "ods" | "odp" | "ofd" | "zip" => &[Is::Zip],
        // Older office programs write other things under these names too, and open them all the same.
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" => &[Is::Compound, Is::Zip, Is::Other, Is::Html],
        "jpg" | "jpeg" => &[Is::Jpeg],
        "png" => &[Is::Png],
        "webp" => &[Is::Webp],
        "gif" => &[Is::Gif],
        "rar" => &[Is::Rar],
        "7z" => &[Is::SevenZip],
        "htm" | "html" | "xhtml" => &[Is::Html, Is::Other],
        "csv" | "tsv" | "txt" | "json" | "xml" | "svg" => &[Is::Other],
        _ => return None,
    })
}

fn check(site: &Site) -> Vec<Finding> {
    let published = site.attachments.iter().filter(|a| a.published);
    let wrong = published.filter_map(|a| Some((a, judge(&a.file.path, &a.file.bytes)?)));
    // A picture that a page shows is looked at as a photograph.
    let is_told = |a: &Attachment| is_picture(&a.file.path) && is_shown(site, a);
    wrong.filter(|(a, _)| !is_told(a)).map(|(_, finding)| finding).collect()
}

/// Whether a page shows it, in its body or in its field for photographs.
fn is_shown(site: &Site, attachment: &Attachment) -> bool {
    let name = attachment.file.path.rsplit('/').next().unwrap_or_default();
    site.pages.iter().any(|page| {
        let links = page.source.document().map_or(&[][..], |d| &d.links);
        let in_body = || page.addresses.iter().zip(links).any(|(a, l)| l.image && *a == attachment.url);
        let names = |value: &Value| matches!(value, Value::Text(text) if text.ends_with(name));
        let in_field = || {
            page.fields.iter().any(|(_, value)| match value {
                FieldValue::Known(values) => values.iter().any(|value| match value {
                    Value::Item(inner) => {
                        inner.iter().any(|(_, v)| matches!(v, FieldValue::Known(v) if v.iter().any(names)))
                    }
                    _ => false,
                }),
                FieldValue::Unknown(..) => false,
            })
        };
        in_body() || in_field()
    })
}

fn judge(path: &std::sync::Arc<str>, bytes: &[u8]) -> Option<Finding> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let told = |what: Text, mend: Text| {
        Some(Finding::Wrong(Diagnostic::error(RULE.name, what).at(Place::file(path.clone())).help(mend)))
    };
    if bytes.is_empty() {
        return told(
            text!("附件“{name}”是空的，一个字节也没有", "the attachment `{name}` is empty"),
            text!("重新保存一次原文件，再放回来", "save the original again and put it back"),
        );
    }
    let found = kind(bytes);
    if allowed(&extension)?.contains(&found) {
        return None;
    }
    let (zh, en) = words(found);
    told(
        text!("附件“{name}”不是 .{extension} 文件：{zh}", "the attachment `{name}` is no .{extension} file: {en}"),
        text!(
            "打开看看；存成 .{extension}，或改成真正的扩展名，引用它的地方一起改",
            "open it; save it as .{extension}, or give it its true extension, and mend where it is named"
        ),
    )
}

fn words(found: Is) -> (&'static str, &'static str) {
    match found {
        Is::Pdf => ("内容是PDF", "it is a PDF file"),
        Is::Zip => ("内容是压缩包，或新版的办公文件", "it is a ZIP archive, or a newer office file"),
        Is::Compound => ("内容是旧版的办公文件", "it is an older office file"),
        Is::Jpeg => ("内容是JPEG图片", "it is a JPEG picture"),
        Is::Png => ("内容是PNG图片", "it is a PNG picture"),
        Is::Gif => ("内容是GIF图片", "it is a GIF picture"),
        Is::Webp => ("内容是WebP图片", "it is a WebP picture"),
        Is::Rar => ("内容是RAR压缩包", "it is a RAR archive"),
        Is::SevenZip => ("内容是7z压缩包", "it is a 7z archive"),
        Is::Html => {
            ("内容是网页，常常是下载时没有登录，存下了登录页", "it is a web page, such as the one that asks to log in")
        }
        Is::Other => ("开头不是这种文件的标记", "it does not begin as such files do"),
    }
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn names_and_beginnings() {
        let zip: &[u8] = b"PK\x03\x04x";
        let compound: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1x";
        for (name, bytes, is_good) in [
            ("a.pdf", &b"%PDF-1.4"[..], true),
            ("a.pdf", b"\n\n%PDF-1.4", true),
            ("a.pdf", b"", false),
            ("a.pdf", b"<!DOCTYPE html><html>", false),
            ("a.PDF", zip, false),
            ("a.docx", zip, true),
            ("a.docx", compound, true),
            ("a.docx", b"%PDF-1.4", false),
            ("a.doc", b"{\\rtf1}", true),
            ("a.xls", b"<html><table>", true),
            ("a.xls", b"\xFF\xD8\xFF", false),
            ("a.zip", b"Rar!\x1A\x07\x00", false),
            ("a.rar", b"Rar!\x1A\x07\x00", true),
            ("a.csv", zip, false),
            ("a.csv", "编号,标题".as_bytes(), true),
            ("a.dwg", b"AC1027", true),
            ("a.dwg", b"", false),
            ("a", b"x", true),
            ("a.jpg", b"", false),
            ("a.jpg", b"\x89PNG\r\n\x1A\n", false),
            ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", true),
        ] {
            assert_eq!(judge(&name.into(), bytes).is_none(), is_good, "{name} {bytes:?}");
        }
    }
}
