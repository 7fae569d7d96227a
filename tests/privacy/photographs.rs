//! Photographs that visitors can download as they are: where they were taken, and whatever words stand in them.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write as _;

use super::{Files, built};

const PHONE: &str = "13920005151";
const ID: &str = "34052419800101001X";
const MOBILE: &[&str] = &["privacy/mobile"];
const POSITION: &[&str] = &["privacy/hidden-data"];
const UNREAD: &[&str] = &["privacy/unread"];
const NOTHING: &[&str] = &[];

/// What the rules for people find in a photograph that a page links to.
fn rules(name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let page = format!("---\ntitle: 例\n---\n\n[原图]({name})\n");
    let files: Files =
        vec![("content/li.md".to_owned(), page.into_bytes()), (format!("content/{name}"), bytes.to_vec())];
    let problems = built(files).problems;
    for problem in problems.iter() {
        let told = format!("{problem:?}");
        assert!(!told.contains(PHONE) && !told.contains(ID), "told whole: {told}");
    }
    problems.iter().map(|p| p.rule).filter(|rule| rule.starts_with("privacy/")).collect()
}

/// A JPEG file of these segments.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\xFF\xD8".to_vec();
    for (marker, body) in segments {
        out.extend([0xFF, *marker]);
        out.extend(u16::try_from(body.len() + 2).expect("a short one").to_be_bytes());
        out.extend(body);
    }
    out.extend(b"\xFF\xDA\0\x02\x11\xFF\0\xFF\xD9");
    out
}

/// A PNG file of these chunks.
fn png(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1A\n".to_vec();
    for (kind, body) in chunks.iter().chain(&[(b"IEND", Vec::new())]) {
        out.extend(u32::try_from(body.len()).expect("a short one").to_be_bytes());
        out.extend(kind.iter().chain(body).chain(&[0; 4]));
    }
    out
}

/// A WebP file of these chunks.
fn webp(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for (kind, body) in chunks {
        out.extend(kind.iter());
        out.extend(u32::try_from(body.len()).expect("a short one").to_le_bytes());
        out.extend(body);
        out.extend(std::iter::repeat_n(0, body.len() % 2));
    }
    out
}

/// An Exif block with an entry in its first directory, and one in that of the camera.
fn exif(first: (u16, u16, &[u8]), camera: (u16, u16, &[u8])) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: usize, at: usize| {
        let mut out = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        out.extend([count, at].iter().flat_map(|n| u32::try_from(*n).expect("small").to_le_bytes()));
        out
    };
    let (values, after) = (56, 56 + first.2.len());
    let mut out = b"II*\0\x08\0\0\0\x02\0".to_vec();
    out.extend(entry(first.0, first.1, first.2.len(), values));
    out.extend(entry(0x8769, 4, 1, 38));
    out.extend(b"\0\0\0\0\x01\0");
    out.extend(entry(camera.0, camera.1, camera.2.len(), after));
    out.extend(b"\0\0\0\0");
    assert_eq!(out.len(), values, "the values follow");
    [&out[..], first.2, camera.2].concat()
}

fn app1(block: &[u8]) -> Vec<u8> {
    jpeg(&[(0xE1, [b"Exif\0\0", block].concat())])
}

fn xmp(inner: &str) -> Vec<u8> {
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF>{inner}</rdf:RDF></x:xmpmeta>"
    )
    .into_bytes()
}

fn with_xmp(packet: &[u8]) -> Vec<u8> {
    jpeg(&[(0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet].concat())])
}

fn itxt(keyword: &str, text: &[u8]) -> Vec<u8> {
    [keyword.as_bytes(), b"\0\0\0zh\0\0", text].concat()
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut to = ZlibEncoder::new(Vec::new(), Compression::default());
    to.write_all(text).expect("bytes");
    to.finish().expect("bytes")
}

fn utf16(text: &str, is_little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn where_it_was_taken_is_found_in_xmp() {
    let attribute = xmp("<rdf:Description exif:GPSLatitude=\"23,36.5N\" exif:GPSLongitude=\"115,46.2E\"/>");
    let element = xmp("<rdf:Description><exif:GPSLatitude>23,36.5N</exif:GPSLatitude></rdf:Description>");
    for packet in [&attribute, &element] {
        assert_eq!(rules("a.jpg", &with_xmp(packet)), POSITION);
        assert_eq!(rules("a.png", &png(&[(b"iTXt", itxt("XML:com.adobe.xmp", packet))])), POSITION);
        assert_eq!(rules("a.webp", &webp(&[(b"VP8 ", b"x".to_vec()), (b"XMP ", packet.clone())])), POSITION);
    }
    let flags = b"XML:com.adobe.xmp\0\x01\0\0\0".to_vec();
    assert_eq!(rules("a.png", &png(&[(b"iTXt", [flags, packed(&attribute)].concat())])), POSITION, "packed");
    let text = std::str::from_utf8(&attribute).expect("text");
    assert_eq!(rules("a.jpg", &with_xmp(&utf16(text, false))), POSITION);
    for none in ["<a exif:GPSLatitude=\"\" exif:GPSLongitude=\"0,0.0E\"/>", "<a exif:GPSVersionID=\"2.2.0.0\"/>"] {
        assert_eq!(rules("a.jpg", &with_xmp(&xmp(none))), NOTHING, "{none}");
    }
}

#[test]
fn words_of_exif_are_read() {
    const ASCII: u16 = 2;
    let said = format!("电话{PHONE}");
    let none = (0x010E, ASCII, &b"abcde\0"[..]);
    for tag in [0x010D, 0x010E, 0x013B, 0x8298, 0x0131] {
        assert_eq!(rules("a.jpg", &app1(&exif((tag, ASCII, said.as_bytes()), none))), MOBILE, "{tag:x}");
    }
    let gbk = [b"\xb5\xe7\xbb\xb0", PHONE.as_bytes(), b"\0"].concat();
    assert_eq!(rules("a.jpg", &app1(&exif((0x010E, ASCII, &gbk), none))), MOBILE, "GBK");
    for tag in [0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F] {
        let text = [utf16(&said, true), vec![0, 0]].concat();
        assert_eq!(rules("a.jpg", &app1(&exif((tag, 1, &text), none))), MOBILE, "{tag:x}");
    }
    for comment in [
        [&b"ASCII\0\0\0"[..], PHONE.as_bytes()].concat(),
        [&b"UNICODE\0"[..], &utf16(&said, true)].concat(),
        [&b"UNICODE\0"[..], &utf16(&said, false)].concat(),
        [&b"UNICODE\0"[..], &utf16(PHONE, false)].concat(),
        [&b"\0\0\0\0\0\0\0\0"[..], said.as_bytes()].concat(),
        said.clone().into_bytes(),
    ] {
        let block = exif(none, (0x9286, 7, &comment));
        assert_eq!(rules("a.jpg", &app1(&block)), MOBILE, "{comment:?}");
        assert_eq!(rules("a.png", &png(&[(b"eXIf", block.clone())])), MOBILE);
        assert_eq!(rules("a.webp", &webp(&[(b"EXIF", block)])), MOBILE);
    }
    let id = exif((0x010E, ASCII, ID.as_bytes()), (0x013B, ASCII, b"\xd5\xc5\xc8\xfd 6222020001234567897"));
    assert_eq!(rules("a.jpg", &app1(&id)), ["privacy/bank-card", "privacy/citizen-id"]);
    // What cameras number by themselves, and when.
    for tag in [0xA431, 0xA435, 0xA420, 0x9003] {
        assert_eq!(rules("a.jpg", &app1(&exif((tag, ASCII, PHONE.as_bytes()), none))), NOTHING, "{tag:x}");
    }
    let harmless = exif((0x010E, ASCII, "李村水圳，2023年8月".as_bytes()), (0x9286, 7, b"ASCII\0\0\0oplus_1048864"));
    assert_eq!(rules("a.jpg", &app1(&harmless)), NOTHING);
}

#[test]
fn words_beside_exif_are_read() {
    let said = format!("某某 {PHONE}");
    assert_eq!(rules("a.jpg", &jpeg(&[(0xFE, said.clone().into_bytes())])), MOBILE, "a comment");
    let gbk = [&b"\xb5\xe7\xbb\xb0"[..], PHONE.as_bytes()].concat();
    assert_eq!(rules("a.jpeg", &jpeg(&[(0xFE, gbk)])), MOBILE);
    let caption = [&b"\x1C\x02\x78\0"[..], &[u8::try_from(said.len()).expect("short")], said.as_bytes()].concat();
    let length = u32::try_from(caption.len()).expect("short").to_be_bytes();
    let resource = [&b"Photoshop 3.0\08BIM\x04\x04\0\0"[..], &length, &caption].concat();
    assert_eq!(rules("a.jpg", &jpeg(&[(0xED, resource)])), MOBILE, "a caption of an agency");
    let text = |kind: &'static [u8; 4], body: Vec<u8>| rules("a.png", &png(&[(kind, body)]));
    assert_eq!(text(b"tEXt", [b"Comment\0", said.as_bytes()].concat()), MOBILE);
    assert_eq!(text(b"iTXt", itxt("Comment", said.as_bytes())), MOBILE);
    assert_eq!(text(b"zTXt", [&b"Comment\0\0"[..], &packed(said.as_bytes())].concat()), MOBILE);
    let hex: String = exif((0x010E, 2, said.as_bytes()), (0x010E, 2, b"abcde\0"))
        .iter()
        .enumerate()
        .map(|(n, byte)| format!("{}{byte:02x}", if n % 36 == 0 { "\n" } else { "" }))
        .collect();
    let profile = |kind: &str, hex: &str| format!("Raw profile type {kind}\0\n{kind}\n     152{hex}\n").into_bytes();
    assert_eq!(text(b"tEXt", profile("exif", &format!("\n457869660000{hex}"))), MOBILE, "as ImageMagick keeps it");
    for inner in [
        format!("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{said}</rdf:li></rdf:Alt></dc:description>"),
        format!("<rdf:Description photoshop:Headline=\"{said}\"/>"),
        format!("<rdf:Description Iptc4xmpCore:CiTelWork='{PHONE}'/>"),
        "<dc:rights>&#49;3920005151</dc:rights>".to_owned(),
        format!("<!-- {said} -->"),
    ] {
        assert_eq!(rules("a.jpg", &with_xmp(&xmp(&inner))), MOBILE, "{inner}");
        assert_eq!(rules("a.webp", &webp(&[(b"XMP ", xmp(&inner))])), MOBILE, "{inner}");
    }
    let long = format!("<dc:{PHONE}{}>{said}</dc:x>", "x".repeat(5000));
    assert_eq!(rules("a.jpg", &with_xmp(&xmp(&long))), MOBILE, "what it is called tells no number either");
    for inner in [
        format!("<rdf:Description aux:SerialNumber=\"{PHONE}\" xmpMM:DocumentID=\"{PHONE}\"/>"),
        format!("<exif:FocalPlaneXResolution>{PHONE}/1000</exif:FocalPlaneXResolution>"),
        "<xmp:CreateDate>2023-08-31T09:00:00</xmp:CreateDate><dc:title>李村水圳</dc:title>".to_owned(),
    ] {
        assert_eq!(rules("a.jpg", &with_xmp(&xmp(&inner))), NOTHING, "{inner}");
    }
    // A second picture in the same file.
    let two = [jpeg(&[]), jpeg(&[(0xFE, said.into_bytes())])].concat();
    assert_eq!(rules("a.jpg", &two), MOBILE);
}

#[test]
fn what_cannot_be_read_of_a_photograph_is_said() {
    let words = (0x010E, 2, &b"abcde\0"[..]);
    let block = exif(words, words);
    let whole = app1(&block);
    assert_eq!(rules("a.jpg", &whole), NOTHING);
    assert_eq!(rules("a.jpg", &whole[..whole.len() / 2]), UNREAD, "it breaks off");
    assert_eq!(rules("a.jpg", b""), NOTHING, "nothing stands in it");
    assert_eq!(rules("a.jpg", b"\0\0\0\x18ftypheic\0\0"), UNREAD, "it is another kind of file");
    assert_eq!(rules("a.jpg", &app1(b"XX*\0")), UNREAD, "a block that is none");
    assert_eq!(rules("a.jpg", &app1(&block[..block.len() - 4])), UNREAD, "words that lie outside of it");
    let text = |body: &[u8]| rules("a.png", &png(&[(b"zTXt", [b"Comment\0\0", body].concat())]));
    assert_eq!(text(b"none"), UNREAD);
    assert_eq!(text(&packed(&vec![b' '; 9 << 20])), UNREAD, "too large");
    let many = vec![(b"zTXt", [&b"Comment\0\0"[..], &packed(&vec![b' '; 1 << 20])].concat()); 3000];
    assert_eq!(rules("a.png", &png(&many)), UNREAD, "too many");
    // Entries that lead to the same words again and again.
    let mut block = [b"II*\0\x08\0\0\0", &1000_u16.to_le_bytes()[..]].concat();
    let entry = [&0x010E_u16.to_le_bytes()[..], &[2, 0], &(1_u32 << 20).to_le_bytes(), &[0; 4]].concat();
    block.extend(entry.repeat(1000));
    block.resize(2 << 20, b' ');
    assert_eq!(rules("a.png", &png(&[(b"eXIf", block)])), UNREAD);
    let deep = "<rdf:a>1".repeat(100_000);
    assert_eq!(rules("a.png", &png(&[(b"iTXt", itxt("XML:com.adobe.xmp", deep.as_bytes()))])), NOTHING);
    assert_eq!(text(&packed(b"none")), NOTHING);
    let plain = png(&[(b"IHDR", vec![0; 13]), (b"IDAT", vec![0; 9])]);
    assert_eq!(rules("a.png", &plain), NOTHING);
    assert_eq!(rules("a.png", &plain[..plain.len() - 20]), UNREAD);
    assert_eq!(rules("a.webp", &webp(&[(b"VP8 ", vec![0; 9])])), NOTHING);
}

#[test]
fn films_of_telephones_say_where_they_were_taken() {
    let count = |name: &str, bytes: &[u8]| {
        let built = built(vec![(format!("content/{name}"), bytes.to_vec())]);
        built.problems.iter().filter(|p| p.rule == "privacy/hidden-data").count()
    };
    let place = b"\0\0\0\x18ftypmp42....\xa9xyz\0\x12\x15\xc7+23.7500+116.1700/";
    for name in ["a.mp4", "a.mov", "a.M4V"] {
        assert_eq!(count(name, place), 1, "{name}");
    }
    assert_eq!(count("a.mov", b"....mdta com.apple.quicktime.location.ISO6709 data"), 1);
    assert_eq!(count("a.mp4", b"\0\0\0\x18ftypmp42....\xa9xyz\0\x12\x15\xc7nothing here"), 0);
    assert_eq!(count("a.mp4", b"\0\0\0\x18ftypmp42 +23.7500"), 0);
}
