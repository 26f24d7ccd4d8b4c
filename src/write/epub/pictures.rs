//! The pictures as reading systems take them: RGB or grey, opaque, not larger than their screens.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits, RgbImage};

use super::container::File;
use crate::base::{Code, Diagnostic, Report};
use crate::model::{Elements, Picture, PictureFormat, PictureId, Publication};

/// Apple Books takes no larger pictures.
const MOST_PIXELS: u64 = 5_600_000;
/// More memory than a picture within the reader's limits can need.
const MOST_MEMORY: u64 = 1 << 30;
/// Fine enough that no screen shows the difference.
const JPEG_QUALITY: u8 = 90;

/// The pictures of a publication and the files they are in.
pub(super) struct Pictures {
    files: BTreeMap<PictureId, PictureFile>,
    /// Those that the stylesheet puts behind boxes.
    backdrops: Vec<PictureFile>,
}

/// A picture in the EPUB.
pub(super) struct PictureFile {
    /// Its path, ASCII.
    pub(super) path: String,
    /// `image/png`, `image/jpeg` or `image/svg+xml`.
    pub(super) media_type: &'static str,
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
    bytes: Vec<u8>,
}

impl Pictures {
    /// The pictures that text, cover or stylesheet show, converted where that is needed.
    pub(super) fn of(publication: &Publication, tree: &Elements, css: &str, report: &mut Report) -> Self {
        let shown = tree.ids().filter_map(|node| tree.element(node).and_then(|element| element.picture));
        let shown: BTreeSet<PictureId> = shown.chain(publication.cover.as_ref().map(|(picture, _)| *picture)).collect();
        let mut files = BTreeMap::new();
        for (number, id) in shown.into_iter().enumerate() {
            let picture = publication.picture(id);
            let path = format!("images/{:02}-{}.{}", number + 1, ascii_stem(&picture.path), extension(picture));
            files.extend(PictureFile::of(picture, path, report).map(|file| (id, file)));
        }
        let ids = (0..publication.pictures.len()).map(PictureId).filter(|_| css.contains(BACKDROPS));
        let backdrops = ids.map(|id| (publication.picture(id), backdrop_path(publication, id)));
        let backdrops = backdrops.filter(|(_, path)| css.contains(path.as_str()));
        let backdrops = backdrops.filter_map(|(picture, path)| PictureFile::of(picture, path, report)).collect();
        Self { files, backdrops }
    }

    /// The file of a picture.
    pub(super) fn file(&self, picture: PictureId) -> Option<&PictureFile> {
        self.files.get(&picture)
    }

    /// All files, in the order of their names.
    pub(super) fn files(&self) -> impl Iterator<Item = (PictureId, &PictureFile)> {
        self.files.iter().map(|(&id, file)| (id, file))
    }

    /// The files of pictures behind boxes.
    pub(super) fn backdrops(&self) -> &[PictureFile] {
        &self.backdrops
    }

    /// The files to be packed.
    pub(super) fn into_files(self) -> impl Iterator<Item = File> {
        self.files.into_values().chain(self.backdrops).map(|file| File { path: file.path, bytes: file.bytes })
    }
}

/// Where pictures behind boxes lie, and how their names begin.
const BACKDROPS: &str = "images/ground-";

/// The path in the EPUB of a picture that the stylesheet puts behind boxes, seen from the stylesheet.
pub fn backdrop_path(publication: &Publication, id: PictureId) -> String {
    let picture = publication.picture(id);
    format!("{BACKDROPS}{:02}-{}.{}", id.0 + 1, ascii_stem(&picture.path), extension(picture))
}

fn extension(picture: &Picture) -> &'static str {
    match picture.format {
        PictureFormat::Png => "png",
        PictureFormat::Jpeg => "jpg",
        PictureFormat::Svg => "svg",
    }
}

impl PictureFile {
    /// A picture as it lies in the EPUB; one that cannot be decoded is told of.
    fn of(picture: &Picture, path: String, report: &mut Report) -> Option<Self> {
        let media_type = match picture.format {
            PictureFormat::Png => "image/png",
            PictureFormat::Jpeg => "image/jpeg",
            PictureFormat::Svg => "image/svg+xml",
        };
        match prepared(picture) {
            Ok((bytes, (width, height))) => Some(Self { path, media_type, width, height, bytes }),
            Err(error) => {
                report.add(
                    Diagnostic::error(Code("image-damaged"), format!("the picture cannot be decoded: {error}"))
                        .on(picture.path.clone())
                        .hint("open it in a picture editor and save it again as PNG or JPEG"),
                );
                None
            }
        }
    }
}

/// The bytes for the EPUB and the size in pixels. What already fits is copied as it stands.
fn prepared(picture: &Picture) -> ImageResult<(Vec<u8>, (u32, u32))> {
    let size = (picture.width, picture.height);
    let pixels = u64::from(picture.width) * u64::from(picture.height);
    let fits = match picture.format {
        PictureFormat::Png => pixels <= MOST_PIXELS && !png_is_transparent(&picture.bytes),
        PictureFormat::Jpeg => pixels <= MOST_PIXELS && jpeg_components(&picture.bytes) != Some(4),
        // Lines and areas fit every screen.
        PictureFormat::Svg => true,
    };
    if fits {
        return Ok((picture.bytes.to_vec(), size));
    }
    let opaque = on_white(decode(picture)?);
    let fitted = if pixels > MOST_PIXELS {
        let scale = (MOST_PIXELS as f64 / pixels as f64).sqrt();
        let shrunk = |side: u32| ((f64::from(side) * scale).floor() as u32).max(1);
        opaque.resize_exact(shrunk(picture.width), shrunk(picture.height), Resampling::Lanczos3)
    } else {
        opaque
    };
    let size = (fitted.width(), fitted.height());
    Ok((encode(&fitted, picture.format)?, size))
}

fn decode(picture: &Picture) -> ImageResult<DynamicImage> {
    fn limited(mut decoder: impl ImageDecoder) -> ImageResult<DynamicImage> {
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        decoder.set_limits(limits)?;
        DynamicImage::from_decoder(decoder)
    }
    let bytes = Cursor::new(picture.bytes.as_ref());
    match picture.format {
        // The decoder turns CMYK into RGB.
        PictureFormat::Jpeg => limited(JpegDecoder::new(bytes)?),
        PictureFormat::Png | PictureFormat::Svg => limited(PngDecoder::new(bytes)?),
    }
}

/// The picture as it looks on paper: what is transparent is white, whatever colour the reader's page has.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let pixels = picture.to_rgba8();
    let mut opaque = RgbImage::new(pixels.width(), pixels.height());
    for (under, over) in opaque.pixels_mut().zip(pixels.pixels()) {
        let [r, g, b, alpha] = over.0.map(u32::from);
        under.0 = [r, g, b].map(|channel| ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
    }
    DynamicImage::ImageRgb8(opaque)
}

fn encode(picture: &DynamicImage, format: PictureFormat) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        PictureFormat::Png | PictureFormat::Svg => {
            picture.write_with_encoder(PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive))?
        }
        PictureFormat::Jpeg => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY))?,
    }
    Ok(bytes)
}

/// Whether a PNG has an alpha channel or a transparent colour (PNG 3rd edition, 11.2.1 and 11.3.1.1).
fn png_is_transparent(bytes: &[u8]) -> bool {
    const ALPHA_BIT: u8 = 4;
    let color_type = bytes.get(25).copied().unwrap_or_default();
    let mut at = 8;
    while let Some(header) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([header[0], header[1], header[2], header[3]]) as usize;
        match &header[4..] {
            b"tRNS" => return true,
            b"IDAT" => break,
            _ => at = at.saturating_add(length).saturating_add(12),
        }
    }
    color_type & ALPHA_BIT != 0
}

/// How many colour components a JPEG has, from its frame header (ITU-T T.81, B.2.2).
fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let header = bytes.get(at..at + 4)?;
        let (marker, length) = (header[1], u16::from_be_bytes([header[2], header[3]]));
        match marker {
            0xFF => at += 1,
            0xC4 | 0xC8 | 0xCC => at += 2 + usize::from(length),
            0xC0..=0xCF => return bytes.get(at + 9).copied(),
            _ => at += 2 + usize::from(length),
        }
    }
}

fn ascii_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let stem: String = words.join("-").to_ascii_lowercase().chars().take(40).collect();
    if stem.is_empty() { "picture".to_owned() } else { stem }
}
