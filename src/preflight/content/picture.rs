//! Pictures as they are placed, and how much ink their pixels ask for.

use std::rc::Rc;

use hayro_syntax::Filter;
use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::super::pdf::decode::decode;
use super::color::{Space, space_of};

/// The most bytes that a picture may unpack to; a larger one is not looked into.
const LARGEST_PICTURE: u64 = 1_000_000_000;
/// How many pixels are looked at. Of larger pictures every second, third, ... row is.
const ENOUGH_PIXELS: u64 = 4_000_000;

/// A picture on a page.
#[derive(Clone, Debug)]
pub(in crate::preflight) struct Picture {
    /// The object it is, 0 for one that stands in the content.
    pub object: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Bits of each component.
    pub bits: u32,
    /// Whether it is a stencil that paint goes through.
    pub stencil: bool,
    /// Its colours; of a stencil, grey.
    pub space: Rc<Space>,
    /// Whether viewers are asked to smooth it.
    pub interpolated: bool,
    /// Pixels per inch where it is placed, in the direction in which there are fewer.
    pub ppi: f64,
    /// The area it covers in square inches.
    pub square_inches: f64,
    /// How much ink its pixels ask for, if that was looked at.
    pub ink: Option<Rc<PictureInk>>,
}

/// How many pixels of a picture ask for how much ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::preflight) struct PictureInk {
    /// The number of pixels looked at, by their ink in percent.
    by_percent: Vec<u64>,
}

impl PictureInk {
    /// The most ink in any pixel, in percent.
    pub(in crate::preflight) fn most(&self) -> usize {
        self.by_percent.iter().rposition(|&pixels| pixels > 0).unwrap_or(0)
    }

    /// The share of pixels with more ink than a limit in percent.
    pub(in crate::preflight) fn share_over(&self, limit: usize) -> f64 {
        let all: u64 = self.by_percent.iter().sum();
        let over: u64 = self.by_percent.iter().skip(limit + 1).sum();
        if all == 0 { 0.0 } else { over as f64 / all as f64 }
    }
}

/// What the dictionary of a picture says, long or abbreviated as inline images are (PDF 32000-1, 8.9.7).
pub(super) fn describe(stream: &Stream<'_>, resources: &Resources<'_>, inline: bool) -> Picture {
    let dict = stream.dict();
    let number = |long: &str, short: &str| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short)).unwrap_or(0);
    let flag = |long: &str, short: &str| dict.get::<bool>(long).or_else(|| dict.get::<bool>(short)) == Some(true);
    let stencil = flag("ImageMask", "IM");
    let bits = number("BitsPerComponent", "BPC");
    Picture {
        object: if inline { 0 } else { stream.obj_id().obj_number },
        width: number("Width", "W"),
        height: number("Height", "H"),
        bits: if stencil || bits == 0 { if stencil { 1 } else { 8 } } else { bits },
        stencil,
        space: Rc::new(if stencil { Space::GRAY } else { space_of(dict, resources).unwrap_or(Space::GRAY) }),
        interpolated: flag("Interpolate", "I"),
        ppi: 0.0,
        square_inches: 0.0,
        ink: None,
    }
}

/// How a picture that stands in the drawing is packed: the names of its filters.
pub(super) fn inline_filters(dict: &Dict<'_>) -> Vec<String> {
    match dict.get::<Object<'_>>("Filter").or_else(|| dict.get::<Object<'_>>("F")) {
        Some(Object::Name(name)) => vec![name.as_str().to_owned()],
        Some(Object::Array(names)) => names.iter::<Name<'_>>().take(10).map(|name| name.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Counts the ink of a picture's pixels. `None` for colours in which ink can not exceed one solid or can not be told,
/// for packings that are not undone here, and for pictures that are damaged or too large.
pub(super) fn ink(stream: &Stream<'_>, picture: &Picture) -> Option<PictureInk> {
    let Pixels { data, components, table } = pixels(stream, picture)?;
    let row = u64::from(picture.width) * components as u64;
    let row = usize::try_from(row).ok().filter(|&row| row > 0)?;
    let every = (u64::from(picture.width) * u64::from(picture.height) / ENOUGH_PIXELS + 1) as usize;
    let inverted = inverted(stream.dict(), components);
    let most = components.max(4) * 100;
    let mut by_percent = vec![0_u64; most + 1];
    // Sums of components are few; dividing once for each sum is cheaper than once for each pixel.
    let mut by_sum = vec![0_u64; components.max(1) * 255 + 1];
    for line in data.chunks_exact(row).step_by(every) {
        match &table {
            Some(table) => line.iter().for_each(|&index| by_percent[table[usize::from(index)].min(most)] += 1),
            None => line.chunks_exact(components).for_each(|pixel| by_sum[pixel.iter().map(|&byte| usize::from(byte)).sum::<usize>()] += 1),
        }
    }
    let full = components * 255;
    for (sum, pixels) in by_sum.into_iter().enumerate() {
        let sum = if inverted { full - sum.min(full) } else { sum };
        by_percent[((sum as f64 / 2.55).round() as usize).min(most)] += pixels;
    }
    Some(PictureInk { by_percent })
}

struct Pixels<'a> {
    data: std::borrow::Cow<'a, [u8]>,
    components: usize,
    /// For indexed pictures, the ink of each entry in percent.
    table: Option<Vec<usize>>,
}

/// Unpacks a picture whose components are ink amounts of 8 bits each.
fn pixels<'a>(stream: &Stream<'a>, picture: &Picture) -> Option<Pixels<'a>> {
    let (components, table) = layout(&picture.space)?;
    let size = u64::from(picture.width) * u64::from(picture.height) * components as u64;
    if picture.bits != 8 || size == 0 || size > LARGEST_PICTURE {
        return None;
    }
    // A little more than the pixels: rows of PNG predictors have a byte each.
    let ceiling = usize::try_from(size + u64::from(picture.height) + 4096).ok()?;
    let decoded = decode(stream, ceiling).ok()?;
    let data = match decoded.picture {
        None => decoded.data,
        Some(Filter::DctDecode) => jpeg(stream, picture, components)?,
        Some(_) => return None,
    };
    Some(Pixels { data, components, table })
}

fn jpeg<'a>(stream: &Stream<'a>, picture: &Picture, components: usize) -> Option<std::borrow::Cow<'a, [u8]>> {
    let params = ImageDecodeParams {
        bpc: Some(8),
        num_components: u8::try_from(components).ok(),
        width: picture.width,
        height: picture.height,
        ..ImageDecodeParams::default()
    };
    let result = stream.decoded_image(&params).ok()?;
    let found = result.image_data.as_ref().map_or(0, |image| image.width as usize * image.height as usize * components);
    (found == result.data.len() && found > 0).then_some(result.data)
}

/// How a picture's pixels are made up, for spaces whose colours can ask for more than one solid.
fn layout(space: &Space) -> Option<(usize, Option<Vec<usize>>)> {
    match space {
        Space::Indexed { .. } => {
            let ink = |index: u8| space.inks(&[f64::from(index)]).map_or(0, |inks| (inks.total() * 100.0).round() as usize);
            space.inks(&[0.0])?;
            Some((1, Some((0..=u8::MAX).map(ink).collect())))
        }
        Space::Inks { names, .. } if names.len() > 1 => Some((names.len(), None)),
        other if other.components() == 4 && other.inks(&[0.0; 4]).is_some() => Some((4, None)),
        _ => None,
    }
}

/// Whether `/Decode` turns the components round: 255 is no ink.
fn inverted(dict: &Dict<'_>, components: usize) -> bool {
    let decode = dict.get::<Array<'_>>("Decode").or_else(|| dict.get::<Array<'_>>("D"));
    let first = decode.and_then(|array| array.iter::<Object<'_>>().take(2 * components).next()).and_then(Object::into_f32);
    first == Some(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_pixels_above_the_limit() {
        let mut by_percent = vec![0; 401];
        by_percent[300] = 75;
        by_percent[320] = 25;
        let ink = PictureInk { by_percent };
        assert_eq!((ink.most(), ink.share_over(300), ink.share_over(320)), (320, 0.25, 0.0));
    }
}
