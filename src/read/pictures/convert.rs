//! Pictures that neither EPUB nor PDF can hold as they are: turned upright, or turned into PNG.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};

/// More memory than a picture of the most pixels that are read can need.
const MOST_MEMORY: u64 = 1 << 30;
/// Fine enough that nothing is seen of the picture's having been packed twice.
const JPEG_QUALITY: u8 = 95;

/// The first picture of a GIF or WebP file as a PNG.
///
/// # Errors
/// When the file is damaged.
pub(super) fn to_png(bytes: &[u8], format: ImageFormat) -> ImageResult<Vec<u8>> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let mut png = Vec::new();
    write(&picture, PngEncoder::new(&mut png), profile)?;
    Ok(png)
}

/// A JPEG that a camera took on its side, turned upright; nothing if it is upright.
///
/// # Errors
/// When the file is damaged.
pub(super) fn upright(bytes: &[u8]) -> ImageResult<Option<Vec<u8>>> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes))?;
    // What cannot be read of the camera's remarks is as good as none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if orientation == Orientation::NoTransforms {
        return Ok(None);
    }
    decoder.set_limits(limits())?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    write(&picture, JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY), profile)?;
    Ok(Some(jpeg))
}

/// Packs a picture, with the profile of its colours if it is of such colours still: the decoder makes RGB of inks.
fn write(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> ImageResult<()> {
    let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
    if let Some(profile) = profile.filter(|profile| profile.get(16..20) == Some(space)) {
        // An encoder that takes no profile leaves the picture as it is without one.
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}
