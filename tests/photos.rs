//! Photographs from file to page: what is published, what is not, and what is said of those that cannot be.
#![expect(clippy::disallowed_methods, reason = "tests make sites on the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};

const PAGE: &str = "---\ntitle: 学校\n---\n\n![校门](xiao-men.jpg)\n";

fn picture(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, y: u32| Rgb([(x % 250) as u8, (y % 250) as u8, 80]);
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(b"MM\0*\0\0\0\x08\0\0 GPS 24.2N".to_vec()).expect("Exif");
    encoder.encode_image(&picture(width, height)).expect("a picture");
    bytes
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture(width, height).write_to(&mut out, ImageFormat::Png).expect("a picture");
    out.into_inner()
}

/// A site with these files, built; what it says, and its outputs.
struct Built {
    folder: tempfile::TempDir,
    said: String,
    ok: bool,
}

impl Built {
    fn new(files: &[(&str, &[u8])]) -> Built {
        let folder = tempfile::tempdir().expect("a folder");
        let mut built = Built { folder, said: String::new(), ok: false };
        built.write("site.yaml", "title: 某镇\nbase_url: https://town.example/gd/\n".as_bytes());
        built.write("content/_index.md", "---\ntitle: 首页\n---\n".as_bytes());
        built.write("content/news/_index.md", "---\ntitle: 动态\n---\n".as_bytes());
        files.iter().for_each(|(path, bytes)| built.write(path, bytes));
        built.build(&[]);
        built
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn build(&mut self, args: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingbai"));
        let run =
            command.args(["build", "--locale", "en", "--root"]).arg(self.root()).args(args).output().expect("a run");
        self.said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        self.ok = run.status.success();
    }

    fn page(&self, path: &str) -> String {
        fs::read_to_string(self.root().join("public").join(path)).expect("a page")
    }

    /// Pictures in the output folder, with their bytes.
    fn pictures(&self) -> BTreeMap<String, Vec<u8>> {
        fn walk(folder: &Path, root: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                if path.is_dir() {
                    walk(&path, root, out);
                } else if [".jpg", ".png", ".webp"].iter().any(|e| name.ends_with(e)) {
                    out.insert(name, fs::read(&path).expect("bytes"));
                }
            }
        }
        let mut out = BTreeMap::new();
        let root = self.root().join("public");
        walk(&root, &root, &mut out);
        out
    }
}

#[test]
fn a_page_shows_copies_and_the_original_stays_at_home() {
    let photo = jpeg(1600, 1000);
    let built = Built::new(&[("content/news/a/index.md", PAGE.as_bytes()), ("content/news/a/xiao-men.jpg", &photo)]);
    assert!(built.ok, "{}", built.said);
    let pictures = built.pictures();
    assert_eq!(pictures.len(), 2, "{:?}", pictures.keys());
    for (name, bytes) in &pictures {
        assert!(name.starts_with("media/"), "{name}");
        assert!(!bytes.windows(3).any(|w| w == b"GPS"), "{name} says where it was taken");
    }
    let html = built.page("news/a/index.html");
    let [large, small] = pictures.keys().map(String::as_str).collect::<Vec<_>>()[..] else { panic!("two copies") };
    assert!(large.ends_with("-1280.jpg") && small.ends_with("-640.jpg"));
    let expected = format!(
        "<img src=\"/gd/{small}\" srcset=\"/gd/{small} 640w, /gd/{large} 1280w\" sizes=\"(min-width: 40em) 648px, 100vw\" \
         width=\"1280\" height=\"800\" decoding=\"async\" alt=\"校门\" loading=\"lazy\">"
    );
    assert!(html.contains(&expected), "{html}");
}

#[test]
fn a_link_asks_for_the_original_and_what_nobody_shows_is_not_published() {
    let (photo, other) = (jpeg(100, 80), png(50, 50));
    let page = format!("{PAGE}\n[原图](xiao-men.jpg)\n");
    let built = Built::new(&[
        ("content/news/a/index.md", page.as_bytes()),
        ("content/news/a/xiao-men.jpg", &photo),
        ("content/news/a/forgotten.png", &other),
    ]);
    assert!(built.ok, "{}", built.said);
    let pictures = built.pictures();
    assert_eq!(pictures.len(), 2, "{:?}", pictures.keys());
    assert_eq!(pictures["news/a/xiao-men.jpg"], photo, "as it is");
}

#[test]
fn an_unchanged_photograph_is_not_worked_on_again() {
    let photo = jpeg(1600, 1000);
    let files: [(&str, &[u8]); 2] =
        [("content/news/a/index.md", PAGE.as_bytes()), ("content/news/a/xiao-men.jpg", &photo)];
    let mut built = Built::new(&files);
    let before = built.pictures();
    let times = |built: &Built| -> Vec<std::time::SystemTime> {
        let path = |name: &String| built.root().join("public").join(name);
        before.keys().map(|n| fs::metadata(path(n)).and_then(|m| m.modified()).expect("a time")).collect()
    };
    let first = times(&built);
    built.build(&[]);
    assert!(built.ok && built.said.contains("unchanged"), "{}", built.said);
    assert_eq!((built.pictures(), times(&built)), (before.clone(), first));
    // One that was lost is made again, with the same bytes, and so is one that somebody changed.
    let name = before.keys().next().expect("a copy").clone();
    let path = built.root().join("public").join(&name);
    fs::remove_file(&path).expect("a copy");
    built.build(&[]);
    assert_eq!(built.pictures(), before);
    fs::write(&path, b"something else").expect("a copy");
    built.build(&[]);
    assert_eq!(built.pictures(), before);
    // Another photograph under the old name: other copies, and the old ones are gone.
    built.write("content/news/a/xiao-men.jpg", &jpeg(1601, 1000));
    built.build(&[]);
    assert!(built.ok, "{}", built.said);
    assert_eq!(built.pictures().len(), 2);
    assert!(built.pictures().keys().all(|n| !before.contains_key(n)));
}

#[test]
fn relative_copies_of_the_site_find_their_photographs() {
    let photo = jpeg(900, 600);
    let mut built =
        Built::new(&[("content/news/a/index.md", PAGE.as_bytes()), ("content/news/a/xiao-men.jpg", &photo)]);
    built.build(&["--relative"]);
    assert!(built.ok, "{}", built.said);
    let html = built.page("news/a/index.html");
    assert!(html.contains("src=\"../../media/") && html.contains("srcset=\"../../media/"), "{html}");
    assert!(html.contains(", ../../media/"), "{html}");
}

const SCHEMA: &str = "title: 项目
primaryKey: id
fields:
  - name: photos
    type: array
    title: 照片
    mingbai:
      fields:
        - {name: file, type: string, title: 文件}
        - {name: alt, type: string, title: 替代文字}
        - {name: date, type: date, title: 拍摄日期}
";

#[test]
fn records_show_photographs_with_what_is_said_of_them() {
    let photo = jpeg(700, 500);
    let record = "id: lu\ntitle: 村道\nphotos:\n  - {file: cun-dao.jpg, alt: 修好的路面, date: 2023-08-20}\n";
    let files: [(&str, &[u8]); 4] = [
        ("content/works/_index.md", "---\ntitle: 项目\n---\n".as_bytes()),
        ("content/works/_collection.yaml", SCHEMA.as_bytes()),
        ("content/works/lu.yaml", record.as_bytes()),
        ("content/works/cun-dao.jpg", &photo),
    ];
    let built = Built::new(&files);
    assert!(built.ok, "{}", built.said);
    let html = built.page("works/lu/index.html");
    assert!(html.contains("alt=\"修好的路面\"") && html.contains("width=\"700\" height=\"500\""), "{html}");
    assert!(html.contains("<span>拍摄日期 2023年8月20日</span>"), "{html}");
    assert_eq!(html.matches("修好的路面").count(), 1, "it is no table too");
    for (record, expected, place) in [
        ("id: lu\ntitle: 村道\nphotos:\n  - {file: cun-dao.jpg}\n", "error[content/alt-text]", "lu.yaml:4:5"),
        (
            "id: lu\ntitle: 村道\nphotos:\n  - {file: cun-dao.jpg, alt: 路}\n  - {alt: 路, file: cun.jpg}\n",
            "there is no photograph `cun.jpg`",
            "lu.yaml:5:20",
        ),
        ("id: lu\ntitle: 村道\nphotos:\n  - {alt: 路}\n", "this photograph does not name its file", "lu.yaml:4:5"),
        (
            "id: lu\ntitle: 村道\n照片:\n  - 替代文字: 路\n    文件: ../../../etc/x.jpg\n",
            "there is no photograph",
            "lu.yaml:5:9",
        ),
    ] {
        let mut files = files;
        files[2].1 = record.as_bytes();
        let built = Built::new(&files);
        assert!(!built.ok && built.said.contains(expected), "{}", built.said);
        assert!(built.said.contains(place), "{place}: {}", built.said);
    }
    // Photographs with a file of their own are told of at their row.
    let rows = "所属编号,文件,替代文字\nlu,cun-dao.jpg,路\nlu,cun.jpg,路\n";
    let mut files = files.to_vec();
    files[2].1 = b"id: lu\ntitle: lu\n";
    files.push(("content/works/works.photos.csv", rows.as_bytes()));
    let built = Built::new(&files);
    assert!(!built.ok && built.said.contains("content/works/works.photos.csv:3 › B3"), "{}", built.said);
}

#[test]
fn what_cannot_be_shown_is_told_with_its_file() {
    let (good, png) = (jpeg(300, 200), png(300, 200));
    let mut middle = png.clone();
    let at = middle.len() / 2;
    middle[at] ^= 0xFF;
    let cases: [(&[u8], &str); 5] = [
        (&png, "this file is really a .png"),
        (b"<html>", "no JPEG, PNG or WebP picture"),
        (b"", "no JPEG, PNG or WebP picture"),
        (&good[..40], "broken or not complete"),
        (&good[..2], "no JPEG, PNG or WebP picture"),
    ];
    for (bytes, expected) in cases {
        let built = Built::new(&[("content/news/a/index.md", PAGE.as_bytes()), ("content/news/a/xiao-men.jpg", bytes)]);
        assert!(!built.ok && built.said.contains(expected), "{expected}: {}", built.said);
        assert!(built.said.contains("error[content/photo]") && built.said.contains("content/news/a/xiao-men.jpg"));
    }
    // Only unpacking finds this one.
    let page = PAGE.replace(".jpg", ".png");
    let built = Built::new(&[("content/news/a/index.md", page.as_bytes()), ("content/news/a/xiao-men.png", &middle)]);
    assert!(!built.ok && built.said.contains("broken or not complete"), "{}", built.said);
}
