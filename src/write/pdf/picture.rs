//! Pictures: as they stand in their files where the PDF can hold them so, converted where it cannot.
//!
//! A JPEG and the pixel data of most PNGs pass through untouched: PDF has the same compression inside. What has
//! transparency is laid on white, what is deeper than eight bits is rounded, and what is of another kind of colour than
//! the PDF is separated (or, for screens, the reverse). Every picture is decoded once even if its bytes pass through, so
//! that a damaged one is found here and not at the printer's.

mod jpeg;
mod png;

use std::borrow::Cow;
use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Finish, Name, Ref};
use rayon::prelude::*;

use super::color::Inks;
use super::profile::Ink;
use crate::base::{Code, Diagnostic, Report};
use crate::page::PagePicture;

/// More pixels than this are taken for a damaged or hostile file: A2 at 400 pixels to the inch has 66 million.
const MOST_PIXELS: u64 = 80_000_000;
/// What one picture may take in memory while it is decoded.
const MOST_MEMORY: u64 = 4 * MOST_PIXELS;

/// A picture as the PDF holds it.
#[derive(Debug)]
pub(super) struct Encoded<'a> {
    width: u32,
    height: u32,
    bits: u8,
    space: Space,
    coding: Coding,
    data: Cow<'a, [u8]>,
}

/// What the channels of a pixel are.
#[derive(Clone, Debug, PartialEq)]
enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// Numbers into a palette of RGB colours.
    Palette(Vec<u8>),
}

/// How the pixels are compressed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Coding {
    /// JPEG. `inverted`: its inks count from full to none, as Adobe's programs write them.
    Jpeg { inverted: bool },
    /// Deflate over rows that were filtered as in PNG.
    Png,
}

/// Encodes all pictures, each on its own core.
///
/// # Errors
/// Names every picture that is damaged, too large, or of a kind that is not supported.
pub(super) fn encode<'a>(pictures: &'a [PagePicture], inks: &Inks) -> Result<Vec<Encoded<'a>>, Report> {
    let encoded: Vec<_> = pictures.par_iter().map(|picture| Encoded::new(picture, inks)).collect();
    let mut report = Report::default();
    let encoded = encoded.into_iter().filter_map(|picture| picture.map_err(|diagnostic| report.add(diagnostic)).ok()).collect();
    if report.has_errors() { Err(report) } else { Ok(encoded) }
}

impl<'a> Encoded<'a> {
    fn new(picture: &'a PagePicture, inks: &Inks) -> Result<Self, Diagnostic> {
        let format = image::guess_format(&picture.bytes).map_err(|_| unknown(picture))?;
        let decoded = decode(picture, format)?;
        let passed = match format {
            ImageFormat::Jpeg => jpeg::pass(&picture.bytes),
            _ => png::pass(&picture.bytes),
        };
        Ok(match passed {
            Some(passed) if passed.suits(inks.ink()) => passed,
            _ => convert(on_white(decoded), inks),
        })
    }

    fn suits(&self, ink: Ink) -> bool {
        match (&self.space, ink) {
            (Space::Gray, _) | (Space::Rgb | Space::Palette(_), Ink::Rgb) | (Space::Cmyk, Ink::Process(_)) => true,
            (Space::Cmyk, Ink::Rgb) | (Space::Rgb | Space::Palette(_), Ink::Process(_)) => false,
        }
    }

    /// Writes the picture as an object.
    pub(super) fn write(&self, chunk: &mut Chunk, id: Ref) {
        let mut object = chunk.image_xobject(id, &self.data);
        object.width(self.width as i32).height(self.height as i32).bits_per_component(i32::from(self.bits));
        let channels = match &self.space {
            Space::Gray => {
                object.color_space().device_gray();
                1
            }
            Space::Rgb => {
                object.color_space().device_rgb();
                3
            }
            Space::Cmyk => {
                object.color_space().device_cmyk();
                4
            }
            Space::Palette(colors) => {
                let last = (colors.len() / 3).saturating_sub(1) as i32;
                object.color_space().indexed(Name(b"DeviceRGB"), last, colors);
                1
            }
        };
        match self.coding {
            Coding::Jpeg { inverted } => {
                object.filter(Filter::DctDecode);
                if inverted {
                    object.decode([1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
                }
            }
            Coding::Png => {
                object.filter(Filter::FlateDecode);
                object
                    .decode_parms()
                    .predictor(Predictor::PngOptimum)
                    .colors(channels)
                    .bits_per_component(i32::from(self.bits))
                    .columns(self.width as i32);
            }
        }
        object.finish();
    }
}

/// Decodes a picture within bounds.
fn decode(picture: &PagePicture, format: ImageFormat) -> Result<DynamicImage, Diagnostic> {
    let mut reader = ImageReader::new(Cursor::new(&*picture.bytes));
    reader.set_format(format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| damaged(picture, &error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large(picture, width, height));
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(&picture.bytes) {
        return Err(cut_short(picture));
    }
    DynamicImage::from_decoder(decoder).map_err(|error| damaged(picture, &error))
}

/// A picture laid on white paper, eight bits for each channel, grey or RGB.
fn on_white(picture: DynamicImage) -> DynamicImage {
    match picture.color() {
        ColorType::L8 | ColorType::Rgb8 => picture,
        ColorType::L16 => DynamicImage::ImageLuma8(picture.into_luma8()),
        ColorType::La8 | ColorType::La16 => {
            let picture = picture.into_luma_alpha8();
            let flat = image::GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
                let [gray, alpha] = picture.get_pixel(x, y).0;
                image::Luma([over_white(gray, alpha)])
            });
            DynamicImage::ImageLuma8(flat)
        }
        _ if picture.color().has_alpha() => {
            let picture = picture.into_rgba8();
            let flat = image::RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
                let [r, g, b, alpha] = picture.get_pixel(x, y).0;
                image::Rgb([r, g, b].map(|channel| over_white(channel, alpha)))
            });
            DynamicImage::ImageRgb8(flat)
        }
        _ => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// A channel seen through its alpha on white.
fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// Compresses decoded pixels, separated if the PDF is made of ink.
fn convert<'a>(picture: DynamicImage, inks: &Inks) -> Encoded<'a> {
    let (width, height) = (picture.width(), picture.height());
    let (space, channels, pixels) = match (picture, inks.ink()) {
        (DynamicImage::ImageLuma8(gray), _) => (Space::Gray, 1, gray.into_raw()),
        (rgb, Ink::Rgb) => (Space::Rgb, 3, rgb.into_rgb8().into_raw()),
        (rgb, Ink::Process(condition)) => {
            let rgb = rgb.into_rgb8().into_raw();
            let mut cmyk = vec![0; rgb.len() / 3 * 4];
            inks.separate(&rgb, &mut cmyk, condition);
            (Space::Cmyk, 4, cmyk)
        }
    };
    let data = png::compress(&pixels, width as usize * channels, channels);
    Encoded { width, height, bits: 8, space, coding: Coding::Png, data: Cow::Owned(data) }
}

fn damaged(picture: &PagePicture, error: &image::ImageError) -> Diagnostic {
    if let image::ImageError::Limits(_) = error {
        return too_large(picture, picture.width, picture.height);
    }
    Diagnostic::error(Code("image-damaged"), format!("the picture {} is damaged: {error}", picture.path))
        .on(picture.path.clone())
        .hint("open it in a picture editor and export it anew")
}

fn cut_short(picture: &PagePicture) -> Diagnostic {
    Diagnostic::error(Code("image-damaged"), format!("the picture {} is damaged: its end is missing", picture.path))
        .on(picture.path.clone())
        .hint("copy the file again from where it came, or export it anew")
}

fn unknown(picture: &PagePicture) -> Diagnostic {
    Diagnostic::error(Code("image-unknown"), format!("the picture {} is neither a PNG nor a JPEG", picture.path))
        .on(picture.path.clone())
        .hint("save it as a PNG or a JPEG")
}

fn too_large(picture: &PagePicture, width: u32, height: u32) -> Diagnostic {
    let most = MOST_PIXELS / 1_000_000;
    Diagnostic::error(
        Code("image-too-large"),
        format!("the picture {} has {width} x {height} pixels, more than {most} million", picture.path),
    )
    .on(picture.path.clone())
    .hint("scale it down: 300 pixels to the inch are enough for print")
}
