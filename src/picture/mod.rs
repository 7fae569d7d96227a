//! Photographs: what a file really is, and smaller copies of it without what cameras write into them.
//!
//! Pure: bytes in, bytes out, always the same for the same bytes. Colours are taken as sRGB; where a camera had put a
//! photograph on its side it is set upright; place, time, camera and previews are left behind, since only pixels are kept.
//! All limits on foreign pictures stand here.

use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};

/// Widths of the copies; none is made larger than its original.
pub const WIDTHS: [u32; 2] = [640, 1280];

/// Pixels of an original at most: it is asked before anything is unpacked.
pub const MOST_PIXELS: u64 = 50_000_000;

/// Bytes that unpacking one picture may take.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// From so many pixels on one picture is unpacked at a time, whatever the number of cores.
const LARGE: u64 = 12_000_000;

/// Quality of JPEG copies.
const QUALITY: u8 = 80;

/// Stands in the names of copies: to be raised when the same original would give other bytes.
pub const RECIPE: &str = "1";

/// A picture of which the head was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Width, upright.
    pub width: u32,
    /// Height, upright.
    pub height: u32,
    /// Whether copies have to keep hard edges or what shows through: they are PNG then, else JPEG.
    pub lossless: bool,
}

/// Why a file is no picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is none of the three formats.
    Unknown,
    /// It is another format than its name says: the right extension.
    Extension(&'static str),
    /// More pixels than [`MOST_PIXELS`]: width and height.
    Large(u32, u32),
    /// It moves.
    Animated,
    /// It breaks off, or makes no sense.
    Broken(String),
}

/// Whether a file of this name is taken for a photograph.
pub fn is_picture(name: &str) -> bool {
    extension(name).is_some()
}

fn extension(name: &str) -> Option<ImageFormat> {
    let (_, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some(ImageFormat::Jpeg),
        "png" => Some(ImageFormat::Png),
        "webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

fn broken(error: impl std::fmt::Display) -> Wrong {
    Wrong::Broken(error.to_string())
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// Reads the head of a picture: what it is and how large, nothing is unpacked.
pub fn look(name: &str, bytes: &[u8]) -> Result<Picture, Wrong> {
    let format = image::guess_format(bytes).map_err(|_| Wrong::Unknown)?;
    let right = match format {
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Png => "png",
        ImageFormat::WebP => "webp",
        _ => return Err(Wrong::Unknown),
    };
    if extension(name) != Some(format) {
        return Err(Wrong::Extension(right));
    }
    let moves = match format {
        ImageFormat::Png => {
            PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(broken)?.is_apng().map_err(broken)?
        }
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?.has_animation(),
        _ => false,
    };
    if moves {
        return Err(Wrong::Animated);
    }
    if format == ImageFormat::Jpeg && !is_whole(bytes) {
        return Err(Wrong::Broken("its end is missing".to_owned()));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Wrong::Large(width, height));
    }
    let lossless = format == ImageFormat::Png || decoder.color_type().has_alpha();
    // A note on how it was held that makes no sense turns nothing.
    let (width, height) = match decoder.orientation().unwrap_or(Orientation::NoTransforms) {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    };
    Ok(Picture { width, height, lossless })
}

/// Whether a JPEG comes to its end (EOI, ITU-T T.81 B.1.1.3) after its last scan begins (SOS): decoders show what there
/// is of one that does not.
fn is_whole(bytes: &[u8]) -> bool {
    let last = |marker: u8| bytes.windows(2).rposition(|pair| pair == [0xFF, marker]);
    last(0xD9).zip(last(0xDA)).is_some_and(|(end, scan)| end > scan)
}

impl Picture {
    /// Width and height of its copies, the smaller one first.
    pub fn sizes(&self) -> Vec<(u32, u32)> {
        let widest = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        // One that is hardly narrower is hardly smaller, and of PNG not even that.
        let narrower = WIDTHS.into_iter().filter(|w| w * 4 <= widest * 3);
        let height = |width: u32| {
            let (own, width_own) = (u64::from(self.height), u64::from(self.width));
            u32::try_from(((own * u64::from(width) + width_own / 2) / width_own).max(1)).unwrap_or(self.height)
        };
        narrower.chain([widest]).map(|width| (width, height(width))).collect()
    }

    /// The extension of its copies.
    pub fn extension(&self) -> &'static str {
        if self.lossless { "png" } else { "jpg" }
    }
}

/// Only one large picture is in memory at a time.
static TURN: Mutex<()> = Mutex::new(());

/// Makes the copies, in the order of [`Picture::sizes`].
pub fn copies(picture: Picture, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Wrong> {
    let is_large = u64::from(picture.width) * u64::from(picture.height) > LARGE;
    let _turn = is_large.then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(broken)?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut whole = plain(DynamicImage::from_decoder(decoder).map_err(broken)?);
    whole.apply_orientation(orientation);
    let one = |(width, height): (u32, u32)| {
        // Catmull and Rom's weights are sums and products: no machine rounds them in another way.
        let copy = if (whole.width(), whole.height()) == (width, height) {
            whole.clone()
        } else {
            whole.resize_exact(width, height, FilterType::CatmullRom)
        };
        encode(&copy, picture.lossless)
    };
    picture.sizes().into_iter().map(one).collect()
}

/// Eight bits a channel, and no channel more than it uses.
fn plain(image: DynamicImage) -> DynamicImage {
    match (image.color().has_color(), image.color().has_alpha()) {
        (false, false) => DynamicImage::ImageLuma8(image.into_luma8()),
        (false, true) => DynamicImage::ImageLumaA8(image.into_luma_alpha8()),
        (true, false) => DynamicImage::ImageRgb8(image.into_rgb8()),
        (true, true) => DynamicImage::ImageRgba8(image.into_rgba8()),
    }
}

fn encode(image: &DynamicImage, lossless: bool) -> Result<Vec<u8>, Wrong> {
    let mut out = Vec::new();
    let (width, height, color) = (image.width(), image.height(), image.color().into());
    let made = if lossless {
        let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, PngFilter::Adaptive);
        encoder.write_image(image.as_bytes(), width, height, color)
    } else {
        JpegEncoder::new_with_quality(&mut out, QUALITY).write_image(image.as_bytes(), width, height, color)
    };
    made.map_err(broken)?;
    Ok(out)
}

#[cfg(test)]
mod tests;
