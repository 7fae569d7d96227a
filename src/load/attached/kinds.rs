//! What kinds of files and of parts within them there are, by their names.

use super::Part;

/// Sounds, films and fonts: nobody writes in them.
const MEDIA: [&str; 18] = [
    "mp3", "m4a", "ogg", "opus", "wav", "flac", "mp4", "m4v", "webm", "mov", "avi", "woff", "woff2", "ttf", "otf",
    "odttf", "fntdata", "jb2",
];

/// Parts that office programs write for themselves: settings of printers, small pictures of the file, seals and what
/// proves them.
const OWN: [&str; 8] = [
    "printersettings",
    "thumbnail",
    "objectreplacements/",
    "layout-cache",
    "mimetype",
    "signedvalue.dat",
    ".esl",
    "_xmlsignatures/",
];

fn extension(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a file is of a kind that is looked into as a package of parts.
pub fn is_office(name: &str) -> bool {
    const KINDS: [&str; 16] = [
        "xlsx", "xlsm", "xltx", "docx", "docm", "dotx", "pptx", "pptm", "ppsx", "ods", "odt", "odp", "odg", "ott",
        "ots", "ofd",
    ];
    KINDS.contains(&extension(name).as_str())
}

/// Whether nobody writes in files of that kind.
pub fn is_media(name: &str) -> bool {
    MEDIA.contains(&extension(name).as_str())
}

/// Whether a part is XML that may hold text; that of shared strings is read beside the cells.
pub(super) fn is_xml(name: &str) -> bool {
    matches!(extension(name).as_str(), "xml" | "vml" | "rels")
}

/// Whether a part of XML holds nothing that people have written, or is read otherwise.
pub(super) fn is_needless(name: &str) -> bool {
    const NOT: [&str; 5] = ["/theme/", "fontTable.xml", "[Content_Types].xml", "sharedStrings.xml", "_xmlsignatures/"];
    NOT.iter().any(|word| name.contains(word))
}

/// Whether a part is a file of its own that people have put in.
pub(super) fn is_file(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !(name.ends_with('/') || is_xml(name) || is_media(name) || OWN.iter().any(|word| lower.contains(word)))
}

/// In what kind of part something stands, by the part's path.
pub(super) fn kind(path: &str) -> Part {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with("docProps/") || name == "meta.xml" {
        Part::Properties
    } else if path.to_ascii_lowercase().contains("comment") {
        Part::Comment
    } else if name.starts_with("header") || name.starts_with("footer") {
        Part::Margin
    } else if name.starts_with("footnotes") || name.starts_with("endnotes") {
        Part::Footnote
    } else if path.contains("/drawings/") || path.contains("/diagrams/") {
        Part::Drawing
    } else if matches!(name, "document.xml" | "content.xml") || path.contains("/slides/") {
        Part::Body
    } else {
        Part::Other(name.to_owned())
    }
}

/// Whether an author is likely a person: two to four Han characters; programs call themselves otherwise.
pub(super) fn is_name(text: &str) -> bool {
    const NOT: [&str; 8] = ["作者", "用户", "管理员", "微软", "办公室", "党政办", "微软用户", "中国"];
    let text = text.trim();
    let is_han = text.chars().all(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    is_han && (2..=4).contains(&text.chars().count()) && !NOT.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::{is_file, is_name};

    #[test]
    fn what_people_have_put_in() {
        for name in ["word/embeddings/a.xlsx", "word/afchunk.htm", "xl/vbaProject.bin", "word/media/image1.jpeg"] {
            assert!(is_file(name), "{name}");
        }
        for name in ["xl/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg", "word/a.xml", "word/media/"]
        {
            assert!(!is_file(name), "{name}");
        }
        assert!(is_name("张三") && !is_name("Administrator") && !is_name("微软用户"));
    }
}
