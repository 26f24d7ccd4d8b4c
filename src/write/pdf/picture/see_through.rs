//! What is see-through in pictures: laid on white where only paper is behind them, kept as a mask where more is.
//!
//! A file without transparency prints everywhere, so that it gets no more of it than can be seen.

use image::{ColorType, DynamicImage, GrayImage, ImageBuffer, Luma, Rgb};
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Finish, Ref};

use super::png;
use crate::base::Rect;
use crate::page::{Item, ItemKind};

/// How much of a picture is there at each of its pixels.
#[derive(Debug)]
pub(in crate::write::pdf) struct Mask {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Mask {
    pub(super) fn new(alpha: GrayImage) -> Self {
        let (width, height) = alpha.dimensions();
        Self { width, height, data: png::compress(&alpha.into_raw(), width as usize, 1) }
    }

    /// Writes the mask as an object (PDF 32000-1, 11.6.5.3: grey, of any size).
    pub(in crate::write::pdf) fn write(&self, chunk: &mut Chunk, id: Ref) {
        let mut object = chunk.image_xobject(id, &self.data);
        object.width(self.width as i32).height(self.height as i32).bits_per_component(8);
        object.color_space().device_gray();
        object.filter(Filter::FlateDecode);
        object.decode_parms().predictor(Predictor::PngOptimum).colors(1).bits_per_component(8).columns(self.width as i32);
        object.finish();
    }
}

/// The numbers of the pictures of a page that stand on a colour or another picture.
pub(super) fn on_something(items: &[Item]) -> impl Iterator<Item = usize> + '_ {
    let mut behind: Vec<Rect> = Vec::new();
    items.iter().filter_map(move |item| {
        let (picture, area) = match &item.kind {
            ItemKind::Shape(shape) if shape.fill.is_some() => {
                behind.push(shape.area);
                return None;
            }
            ItemKind::Picture { picture, area } => (*picture, *area),
            ItemKind::Backdrop(backdrop) => (backdrop.picture, backdrop.area),
            _ => return None,
        };
        let stands = behind.iter().any(|behind| overlap(*behind, area));
        behind.push(area);
        stands.then_some(picture)
    })
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// How much of a picture is there, from 0 to 255; nothing if all of it is.
pub(super) fn alpha(picture: &DynamicImage) -> Option<GrayImage> {
    let alpha: GrayImage = match picture.color() {
        ColorType::La8 | ColorType::La16 => {
            let picture = picture.to_luma_alpha8();
            ImageBuffer::from_fn(picture.width(), picture.height(), |x, y| Luma([picture.get_pixel(x, y).0[1]]))
        }
        color if color.has_alpha() => {
            let picture = picture.to_rgba8();
            ImageBuffer::from_fn(picture.width(), picture.height(), |x, y| Luma([picture.get_pixel(x, y).0[3]]))
        }
        _ => return None,
    };
    alpha.iter().any(|&alpha| alpha < 255).then_some(alpha)
}

/// A picture laid on white paper, eight bits for each channel, grey or RGB.
pub(super) fn on_white(picture: DynamicImage) -> DynamicImage {
    match picture.color() {
        ColorType::L8 | ColorType::Rgb8 => picture,
        ColorType::L16 => DynamicImage::ImageLuma8(picture.into_luma8()),
        ColorType::La8 | ColorType::La16 => {
            let picture = picture.into_luma_alpha8();
            let flat = ImageBuffer::from_fn(picture.width(), picture.height(), |x, y| {
                let [gray, alpha] = picture.get_pixel(x, y).0;
                Luma([over_white(gray, alpha)])
            });
            DynamicImage::ImageLuma8(flat)
        }
        color if color.has_alpha() => {
            let picture = picture.into_rgba8();
            let flat = ImageBuffer::from_fn(picture.width(), picture.height(), |x, y| {
                let [r, g, b, alpha] = picture.get_pixel(x, y).0;
                Rgb([r, g, b].map(|channel| over_white(channel, alpha)))
            });
            DynamicImage::ImageRgb8(flat)
        }
        _ => DynamicImage::ImageRgb8(picture.into_rgb8()),
    }
}

/// A picture that was laid on white, as it was before: its own colours, to be seen through the mask. Going by white keeps
/// the colours of what cannot be seen out of its edges when it is made coarser.
pub(super) fn lifted(mut flat: DynamicImage, alpha: &GrayImage) -> DynamicImage {
    match &mut flat {
        DynamicImage::ImageLuma8(gray) => {
            gray.pixels_mut().zip(alpha.iter()).for_each(|(pixel, &alpha)| pixel.0 = pixel.0.map(|c| off_white(c, alpha)))
        }
        DynamicImage::ImageRgb8(rgb) => {
            rgb.pixels_mut().zip(alpha.iter()).for_each(|(pixel, &alpha)| pixel.0 = pixel.0.map(|c| off_white(c, alpha)))
        }
        // Nothing else is laid on white.
        _ => {}
    }
    flat
}

/// A channel seen through its alpha on white.
fn over_white(channel: u8, alpha: u8) -> u8 {
    let (channel, alpha) = (u32::from(channel), u32::from(alpha));
    ((channel * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// The channel that looks so through its alpha on white; where nothing is there, white.
fn off_white(seen: u8, alpha: u8) -> u8 {
    let (missing, alpha) = (u32::from(255 - seen), u32::from(alpha));
    255 - ((missing * 255 + alpha / 2).checked_div(alpha).unwrap_or(0)).min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Color, Pt};
    use crate::page::{Furniture, Mark, Shape};
    use crate::write::pdf::testing::png;

    #[test]
    fn transparency_is_laid_on_white() {
        let bytes = png(40, 40);
        let flat = on_white(image::load_from_memory(&bytes).expect("it is whole")).into_rgb8();
        assert_eq!(flat.get_pixel(3, 3).0, [255, 255, 255]);
        assert_eq!(flat.get_pixel(30, 30).0, [60, 90, 128]);
        assert_eq!((over_white(0, 255), over_white(0, 0), over_white(100, 128)), (0, 255, 177));
    }

    #[test]
    fn what_was_laid_on_white_comes_off_again() {
        for alpha in [1, 50, 128, 200, 255] {
            for channel in [0, 1, 100, 254, 255] {
                let back = over_white(off_white(over_white(channel, alpha), alpha), alpha);
                assert!(back.abs_diff(over_white(channel, alpha)) <= 1, "{channel} at {alpha}");
            }
        }
        assert_eq!((off_white(7, 255), off_white(255, 0)), (7, 255));
        let picture = image::load_from_memory(&png(40, 40)).expect("it is whole");
        let alpha = alpha(&picture).expect("its corner is not there");
        let pixels = lifted(on_white(picture.clone()), &alpha).into_rgb8();
        assert_eq!((alpha.get_pixel(3, 3).0, alpha.get_pixel(30, 30).0), ([0], [255]));
        assert_eq!(pixels.get_pixel(30, 30).0, picture.to_rgb8().get_pixel(30, 30).0);
    }

    #[test]
    fn only_what_stands_on_something_is_seen_through() {
        let rect = |x, y| Rect { x: Pt(x), y: Pt(y), width: Pt(10.0), height: Pt(10.0) };
        let item = |kind| Item { kind, mark: Mark::Furniture(Furniture::Decoration) };
        let picture = |picture, area| item(ItemKind::Picture { picture, area });
        let tint = Shape { area: rect(0.0, 0.0), radius: [Pt::ZERO; 4], fill: Some(Color::BLACK), stroke: None };
        let items = [
            picture(0, rect(0.0, 0.0)),
            item(ItemKind::Shape(tint)),
            picture(1, rect(9.0, 9.0)),
            picture(2, rect(10.0, 0.0)),
            picture(3, rect(18.0, 0.0)),
            picture(4, rect(40.0, 40.0)),
        ];
        assert_eq!(on_something(&items).collect::<Vec<_>>(), [1, 2, 3]);
    }
}
