//! Pictures made here, and what becomes of them.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, ImageReader, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use super::{Wrong, copies, look};

/// Red on the left, blue on the right.
fn halves(width: u32, height: u32) -> DynamicImage {
    let pixel = |x: u32, _: u32| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("a picture");
    out.into_inner()
}

fn read(bytes: &[u8]) -> DynamicImage {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().expect("a format").decode().expect("a picture")
}

fn made(name: &str, bytes: &[u8]) -> Vec<DynamicImage> {
    let picture = look(name, bytes).expect("a picture");
    let copies = copies(picture, bytes).expect("copies");
    let sizes = picture.sizes();
    assert_eq!(copies.len(), sizes.len());
    let copies: Vec<DynamicImage> = copies.iter().map(|c| read(c)).collect();
    assert_eq!(copies.iter().map(|c| (c.width(), c.height())).collect::<Vec<_>>(), sizes);
    copies
}

/// Exif that says how the camera was held, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    out.extend([orientation, 0, 0, 0, 0, 0, 0]);
    out.extend(b"GPS 24.2N 116.1E");
    out
}

#[test]
fn copies_have_at_most_two_widths_and_are_never_larger() {
    let sizes =
        |width, height| look("a.png", &written(&halves(width, height), ImageFormat::Png)).expect("a picture").sizes();
    assert_eq!(sizes(300, 200), [(300, 200)]);
    assert_eq!(sizes(640, 3), [(640, 3)]);
    assert_eq!(sizes(800, 400), [(800, 400)]);
    assert_eq!(sizes(1000, 500), [(640, 320), (1000, 500)]);
    assert_eq!(sizes(2000, 1001), [(640, 320), (1280, 641)]);
    assert_eq!(sizes(4000, 1), [(640, 1), (1280, 1)]);
}

#[test]
fn what_a_camera_writes_is_left_behind_and_the_picture_stands_upright() {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif(6)).expect("Exif");
    encoder.set_icc_profile(b"an ICC profile".to_vec()).expect("ICC");
    encoder.encode_image(&halves(800, 400)).expect("a picture");
    assert!(bytes.windows(3).any(|w| w == b"GPS"));
    let picture = look("a.jpg", &bytes).expect("a picture");
    assert_eq!((picture.width, picture.height, picture.extension()), (400, 800, "jpg"));
    let copies = copies(picture, &bytes).expect("copies");
    for word in [&b"GPS"[..], b"Exif", b"ICC", b"http"] {
        assert!(!copies[0].windows(word.len()).any(|w| w == word), "{}", String::from_utf8_lossy(word));
    }
    // What was on the left is on top now.
    let copy = read(&copies[0]).into_rgb8();
    assert!(copy.get_pixel(200, 100)[0] > 180 && copy.get_pixel(200, 700)[2] > 180);
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let bytes = written(&halves(1500, 900), ImageFormat::Jpeg);
    let picture = look("a.jpeg", &bytes).expect("a picture");
    assert_eq!(copies(picture, &bytes), copies(picture, &bytes));
}

#[test]
fn grey_deep_and_clear_pictures() {
    let grey = DynamicImage::ImageLuma8(image::GrayImage::from_pixel(700, 10, Luma([90])));
    assert!(!made("a.jpg", &written(&grey, ImageFormat::Jpeg))[0].color().has_color());
    let deep = image::ImageBuffer::from_pixel(700, 10, Rgb([65535_u16, 0, 32768]));
    let deep = made("a.png", &written(&DynamicImage::ImageRgb16(deep), ImageFormat::Png));
    assert_eq!(deep[0].color().bytes_per_pixel(), 3);
    assert_eq!(deep[0].to_rgb8().get_pixel(5, 5), &Rgb([255, 0, 128]));
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(30, 30, Rgba([10, 20, 30, 40])));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let name = if format == ImageFormat::Png { "a.png" } else { "a.webp" };
        assert_eq!(made(name, &written(&clear, format))[0].to_rgba8().get_pixel(3, 3), &Rgba([10, 20, 30, 40]));
    }
    let webp = written(&halves(30, 30), ImageFormat::WebP);
    assert_eq!(look("a.webp", &webp).expect("a picture").extension(), "jpg");
}

/// Eight by eight pixels in four inks, written by hand: no encoder here makes any.
#[test]
fn four_inks() {
    let mut bytes = vec![0xFF, 0xD8];
    bytes.extend([0xFF, 0xEE, 0, 14]);
    bytes.extend(b"Adobe\0d\0\0\0\0\0");
    bytes.extend([0xFF, 0xDB, 0, 67, 0]);
    bytes.extend([1; 64]);
    bytes.extend([0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]);
    for table in [0x00, 0x10] {
        bytes.extend([0xFF, 0xC4, 0, 20, table, 1]);
        bytes.extend([0; 15]);
        bytes.push(0);
    }
    bytes.extend([0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0, 0x00, 0xFF, 0xD9]);
    let copies = made("a.jpg", &bytes);
    assert_eq!((copies[0].width(), copies[0].color().has_color()), (8, true));
}

#[test]
fn what_is_no_picture_is_told_apart() {
    let png = written(&halves(20, 20), ImageFormat::Png);
    let jpeg = written(&halves(900, 900), ImageFormat::Jpeg);
    assert_eq!(look("a.jpg", &png), Err(Wrong::Extension("png")));
    assert_eq!(look("a.png", &jpeg), Err(Wrong::Extension("jpg")));
    assert_eq!(look("a.jpg", b"<html>"), Err(Wrong::Unknown));
    assert_eq!(look("a.jpg", b""), Err(Wrong::Unknown));
    assert_eq!(look("a.jpg", b"GIF89a\x01\0\x01\0"), Err(Wrong::Unknown));
    assert!(matches!(look("a.png", &png[..20]), Err(Wrong::Broken(_))));
    let half = &jpeg[..jpeg.len() / 2];
    assert!(matches!(look("a.jpg", half), Err(Wrong::Broken(_))));
    let half = &png[..png.len() - 30];
    let picture = look("a.png", half).expect("a head");
    assert!(matches!(copies(picture, half), Err(Wrong::Broken(_))));
}

/// A head that asks for more than anybody has.
#[test]
fn a_bomb_is_not_unpacked() {
    let mut png = written(&halves(20, 20), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(look("a.png", &png), Err(Wrong::Large(30_000, 30_000)));
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    };
    !bytes.iter().fold(!0, step)
}

/// A head of an animation: `VP8X` with its flag.
#[test]
fn what_moves_is_no_photograph() {
    let mut webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x07\0\0\x07\0\0ANIM\x06\0\0\0\0\0\0\0\0\0".to_vec();
    let still = written(&halves(8, 8), ImageFormat::WebP);
    let frame = &still[12..];
    let mut body = vec![0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 100, 0, 0, 0];
    body.extend(frame);
    webp.extend(b"ANMF");
    webp.extend(u32::try_from(body.len()).expect("small").to_le_bytes());
    webp.extend(&body);
    let size = u32::try_from(webp.len() - 8).expect("small");
    webp[4..8].copy_from_slice(&size.to_le_bytes());
    assert_eq!(look("a.webp", &webp), Err(Wrong::Animated));
}
