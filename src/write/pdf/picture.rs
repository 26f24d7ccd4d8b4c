//! Pictures: as they stand in their files where the PDF can hold them so, converted where it cannot.
//!
//! A JPEG and the pixel data of most PNGs pass through untouched: PDF has the same compression inside. What is see-through
//! gets a mask or is laid on white ([`see_through`]), what is deeper than eight bits is rounded, and what is of another kind
//! of colour than the PDF is separated. A picture that brings the ICC profile of its colours keeps it on screens, and is separated by it
//! for print; one without is sRGB, or for inks the house's printing condition ([`inks`]). Every picture is decoded once
//! even if its bytes pass through, so that a damaged one is found here and not at the printer's.

mod drawing;
mod inks;
mod jpeg;
mod png;
mod see_through;
mod source;

use std::borrow::Cow;
use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use moxcms::DataColorSpace;
use pdf_writer::types::Predictor;
use pdf_writer::{Chunk, Filter, Finish, Name, Ref};
use rayon::prelude::*;
use resvg::usvg::Tree;

use super::color::Inks;
use super::compress::deflate;
use super::condition::Condition;
use super::profile::{Ink, Profile};
use crate::base::{Code, Diagnostic, Pt, Report};
use crate::page::{ItemKind, PagePicture, Pages};

use see_through::{Mask, lifted, on_white};
use source::Source;

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
    /// The ICC profile that says what the channels look like; nothing where the PDF's own output says so.
    profile: Option<Cow<'static, [u8]>>,
    /// What is there of it; nothing where all of it is.
    mask: Option<Mask>,
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
    /// No pixels: operators that draw it in a square of one unit, deflated.
    Drawing,
}

/// What the places of a picture ask of it.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    /// How wide the largest of its places is.
    widest: Pt,
    /// How many pixels across are enough, where it has more than are of use in the largest of its places.
    enough: Option<u32>,
    /// The thinnest line that prints in the smallest of its places, as a share of its width.
    thinnest: f32,
    /// Whether what stands behind it is to be seen through it.
    see_through: bool,
}

/// Encodes all pictures, each on its own core.
///
/// # Errors
/// Names every picture that is damaged, too large, or of a kind that is not supported.
pub(super) fn encode<'a>(pages: &'a Pages, inks: &Inks, profile: &Profile) -> Result<Vec<Encoded<'a>>, Report> {
    let needs = needs(pages, profile);
    let one = |(picture, need)| Encoded::new(picture, inks, need);
    let encoded: Vec<_> = pages.pictures.par_iter().zip(needs).map(one).collect();
    let mut report = Report::default();
    let encoded = encoded.into_iter().filter_map(|picture| picture.map_err(|diagnostic| report.add(diagnostic)).ok()).collect();
    if report.has_errors() { Err(report) } else { Ok(encoded) }
}

fn needs(pages: &Pages, profile: &Profile) -> Vec<Need> {
    let mut widest = vec![Pt::ZERO; pages.pictures.len()];
    let mut narrowest = vec![Pt(f32::INFINITY); pages.pictures.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (picture, area) = match &item.kind {
            ItemKind::Picture { picture, area } => (picture, area),
            ItemKind::Backdrop(backdrop) => (&backdrop.picture, &backdrop.tile),
            _ => continue,
        };
        if let (Some(widest), Some(narrowest)) = (widest.get_mut(*picture), narrowest.get_mut(*picture)) {
            *widest = widest.max(area.width);
            *narrowest = narrowest.min(area.width);
        }
    }
    let mut see_through = vec![false; pages.pictures.len()];
    for picture in pages.pages.iter().filter(|_| profile.see_through).flat_map(|page| see_through::on_something(&page.items)) {
        if let Some(see_through) = see_through.get_mut(picture) {
            *see_through = true;
        }
    }
    let enough = |picture: &PagePicture, inches: f32| {
        let resolution = profile.resolution.filter(|resolution| inches > 0.0 && picture.width as f32 / inches > resolution.most)?;
        Some(((inches * resolution.enough).ceil() as u32).max(1))
    };
    let need = |((picture, see_through), (widest, narrowest)): ((&PagePicture, bool), (Pt, Pt))| Need {
        widest,
        enough: enough(picture, widest.0 / 72.0),
        thinnest: if narrowest > Pt::ZERO { profile.thinnest_line / narrowest } else { 0.0 },
        see_through,
    };
    pages.pictures.iter().zip(see_through).zip(widest.into_iter().zip(narrowest)).map(need).collect()
}

impl<'a> Encoded<'a> {
    /// Encodes a picture as its places need it.
    fn new(picture: &'a PagePicture, inks: &Inks, need: Need) -> Result<Self, Diagnostic> {
        if let Some(tree) = drawing::read(&picture.bytes).filter(|_| picture.bytes.starts_with(b"<")) {
            return Self::drawing(&tree, inks, need).ok_or_else(|| unknown(picture));
        }
        let format = image::guess_format(&picture.bytes).ok();
        let format = format.filter(|format| matches!(format, ImageFormat::Png | ImageFormat::Jpeg)).ok_or_else(|| unknown(picture))?;
        let mut passed = match format {
            ImageFormat::Jpeg => jpeg::pass(&picture.bytes),
            _ => png::pass(&picture.bytes),
        };
        let mut decoder = open(picture, format)?;
        // A profile that cannot be read is as good as none.
        let source = decoder.icc_profile().ok().flatten().and_then(Source::new);
        if let Some(passed) = passed.take_if(|passed| passed.space == Space::Cmyk) {
            let pixels = jpeg::inks(&picture.bytes).ok_or_else(|| broken(picture, "its inks cannot be read"))?;
            return Ok(inks::encode(passed, pixels, source, inks, need.enough));
        }
        let decoded = DynamicImage::from_decoder(decoder).map_err(|error| damaged(picture, &error))?;
        let too_fine = need.enough.filter(|_| passed.as_ref().is_none_or(Self::can_be_coarser));
        match passed {
            Some(passed) if too_fine.is_none() && passed.suits(inks.ink()) => Ok(passed.with_profile(source, inks.ink())),
            // A palette has no place for a profile.
            Some(passed) if too_fine.is_none() && passed.palette_suits(inks.ink()) && source.is_none() => Ok(passed),
            _ => Ok(Self::converted(decoded, source, inks, Need { enough: too_fine, ..need })),
        }
    }

    /// Encodes pixels that do not pass as they are.
    fn converted(decoded: DynamicImage, source: Option<Source>, inks: &Inks, need: Need) -> Self {
        let alpha = need.see_through.then(|| see_through::alpha(&decoded)).flatten().map(DynamicImage::ImageLuma8);
        let sized = |picture: DynamicImage| match need.enough {
            Some(across) => coarser(picture, across),
            None => picture,
        };
        let flat = sized(on_white(decoded));
        let Some(alpha) = alpha.map(|alpha| sized(alpha).into_luma8()) else { return convert(flat, source, inks) };
        Self { mask: Some(Mask::new(alpha.clone())), ..convert(lifted(flat, &alpha), source, inks) }
    }

    /// Whether fewer pixels do it no harm: pure black and white lives by its edges.
    fn can_be_coarser(&self) -> bool {
        self.bits > 1
    }

    /// A drawing, as operators if it is plain enough, and else as pixels.
    fn drawing(tree: &Tree, inks: &Inks, need: Need) -> Option<Self> {
        let Some(content) = drawing::content(tree, inks, need.thinnest) else {
            let pixels = DynamicImage::ImageRgba8(drawing::pixels(tree, need.widest)?);
            return Some(Self::converted(pixels, None, inks, Need { enough: None, ..need }));
        };
        let data = Cow::Owned(deflate(content));
        Some(Self { width: 1, height: 1, bits: 8, space: Space::Gray, coding: Coding::Drawing, data, profile: None, mask: None })
    }

    /// Whether the PDF can show these channels as they are.
    fn suits(&self, ink: &Ink) -> bool {
        match self.space {
            Space::Gray | Space::Cmyk => true,
            Space::Rgb => *ink == Ink::Rgb,
            Space::Palette(_) => false,
        }
    }

    fn palette_suits(&self, ink: &Ink) -> bool {
        matches!(self.space, Space::Palette(_)) && *ink == Ink::Rgb
    }

    /// Says what the channels look like where the PDF's own output does not: on screens, inks and colours that are not
    /// sRGB. In print, inks go to the plates as they are.
    fn with_profile(mut self, source: Option<Source>, ink: &Ink) -> Self {
        self.profile = match (&self.space, ink) {
            (Space::Rgb, Ink::Rgb) => source.filter(|source| source.is(DataColorSpace::Rgb)).map(Source::into_icc),
            (Space::Cmyk, Ink::Rgb) => {
                let own = source.filter(|source| source.is(DataColorSpace::Cmyk)).map(Source::into_icc);
                own.or_else(|| Some(Condition::fogra39().icc().clone()))
            }
            _ => None,
        };
        self
    }

    /// The compressed pixels.
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// The ICC profile that the picture needs beside it.
    pub(super) fn profile(&self) -> Option<(&[u8], i32)> {
        self.profile.as_deref().map(|profile| (profile, self.channels()))
    }

    fn channels(&self) -> i32 {
        match self.space {
            Space::Gray | Space::Palette(_) => 1,
            Space::Rgb => 3,
            Space::Cmyk => 4,
        }
    }

    /// What is there of it, where not all is.
    pub(super) fn mask(&self) -> Option<&Mask> {
        self.mask.as_ref()
    }

    /// Writes the picture as an object; `profile` and `mask` are the objects of its profile and its mask, if it has them.
    pub(super) fn write(&self, chunk: &mut Chunk, id: Ref, profile: Option<Ref>, mask: Option<Ref>) {
        if self.coding == Coding::Drawing {
            let mut form = chunk.form_xobject(id, &self.data);
            form.bbox(pdf_writer::Rect::new(0.0, 0.0, 1.0, 1.0)).filter(Filter::FlateDecode);
            form.resources().finish();
            return;
        }
        let mut object = chunk.image_xobject(id, &self.data);
        object.width(self.width as i32).height(self.height as i32).bits_per_component(i32::from(self.bits));
        if let Some(mask) = mask {
            object.s_mask(mask);
        }
        match (&self.space, profile) {
            (Space::Palette(colors), _) => {
                let last = (colors.len() / 3).saturating_sub(1) as i32;
                object.color_space().indexed(Name(b"DeviceRGB"), last, colors);
            }
            (_, Some(profile)) => object.color_space().icc_based(profile),
            (Space::Gray, _) => object.color_space().device_gray(),
            (Space::Rgb, _) => object.color_space().device_rgb(),
            (Space::Cmyk, _) => object.color_space().device_cmyk(),
        }
        match self.coding {
            Coding::Jpeg { inverted } => {
                object.filter(Filter::DctDecode);
                if inverted {
                    object.decode([1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
                }
            }
            Coding::Png | Coding::Drawing => {
                object.filter(Filter::FlateDecode);
                object
                    .decode_parms()
                    .predictor(Predictor::PngOptimum)
                    .colors(self.channels())
                    .bits_per_component(i32::from(self.bits))
                    .columns(self.width as i32);
            }
        }
        object.finish();
    }
}

/// Opens a picture to be decoded within bounds.
fn open(picture: &PagePicture, format: ImageFormat) -> Result<impl ImageDecoder + '_, Diagnostic> {
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
    if format == ImageFormat::Jpeg && jpeg::end(&picture.bytes).is_none() {
        return Err(cut_short(picture));
    }
    Ok(decoder)
}

/// A picture with so many pixels across, and as many down as keep its shape.
fn coarser(picture: DynamicImage, across: u32) -> DynamicImage {
    let down = (u64::from(picture.height()) * u64::from(across) / u64::from(picture.width().max(1))).max(1);
    picture.resize_exact(across, u32::try_from(down).unwrap_or(across), image::imageops::FilterType::CatmullRom)
}

/// Compresses decoded pixels, separated if the PDF is made of ink.
fn convert<'a>(picture: DynamicImage, source: Option<Source>, inks: &Inks) -> Encoded<'a> {
    let (width, height) = (picture.width(), picture.height());
    let source = source.filter(|source| source.is(DataColorSpace::Rgb));
    let mut profile = None;
    let (space, channels, pixels) = match (picture, inks.ink()) {
        (DynamicImage::ImageLuma8(gray), _) => (Space::Gray, 1, gray.into_raw()),
        (rgb, Ink::Rgb) => {
            profile = source.map(Source::into_icc);
            (Space::Rgb, 3, rgb.into_rgb8().into_raw())
        }
        (rgb, Ink::Process(condition)) => {
            let rgb = rgb.into_rgb8().into_raw();
            let mut cmyk = vec![0; rgb.len() / 3 * 4];
            inks.separate(&rgb, &mut cmyk, condition, source.as_ref().map(Source::profile));
            (Space::Cmyk, 4, cmyk)
        }
    };
    let data = png::compress(&pixels, width as usize * channels, channels);
    Encoded { width, height, bits: 8, space, coding: Coding::Png, data: Cow::Owned(data), profile, mask: None }
}

fn damaged(picture: &PagePicture, error: &image::ImageError) -> Diagnostic {
    if let image::ImageError::Limits(_) = error {
        return too_large(picture, picture.width, picture.height);
    }
    broken(picture, &error.to_string())
}

fn broken(picture: &PagePicture, why: &str) -> Diagnostic {
    Diagnostic::error(Code("image-damaged"), format!("the picture {} is damaged: {why}", picture.path))
        .on(picture.path.clone())
        .hint("open it in a picture editor and export it anew")
}

fn cut_short(picture: &PagePicture) -> Diagnostic {
    Diagnostic::error(Code("image-damaged"), format!("the picture {} is damaged: its end is missing", picture.path))
        .on(picture.path.clone())
        .hint("copy the file again from where it came, or export it anew")
}

fn unknown(picture: &PagePicture) -> Diagnostic {
    Diagnostic::error(Code("image-unknown"), format!("the picture {} is neither a PNG nor a JPEG nor an SVG", picture.path))
        .on(picture.path.clone())
        .hint("save it as a PNG, a JPEG or an SVG")
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

#[cfg(test)]
mod tests {
    use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

    use super::*;
    use crate::write::pdf::profile::Resolution;
    use crate::write::pdf::spots::Spots;
    use crate::write::pdf::testing::{encoded, hand_made_png, png};

    fn picture(bytes: &[u8]) -> PagePicture {
        PagePicture { path: "a picture".to_owned(), bytes: bytes.into(), width: 0, height: 0 }
    }

    /// The picture in the reader PDF and in the press PDF.
    fn both<'a>(picture: &'a PagePicture) -> [Encoded<'a>; 2] {
        [Profile::reader(), Profile::press()]
            .map(|profile| Encoded::new(picture, &Inks::of(&profile, Spots::default()), Need::default()).expect("it is whole"))
    }

    fn spaces(bytes: &[u8]) -> [(Space, Coding); 2] {
        both(&picture(bytes)).map(|encoded| (encoded.space, encoded.coding))
    }

    const JPEG: Coding = Coding::Jpeg { inverted: false };

    fn gradient() -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(32, 16, |x, y| Rgb([(x * 8) as u8, (y * 16) as u8, 200])))
    }

    fn gray() -> DynamicImage {
        DynamicImage::ImageLuma8(GrayImage::from_fn(32, 16, |x, _| Luma([(x * 8) as u8])))
    }

    #[test]
    fn what_a_pdf_can_hold_passes_untouched() {
        let jpeg = encoded(gradient(), ImageFormat::Jpeg);
        assert_eq!(spaces(&jpeg), [(Space::Rgb, JPEG), (Space::Cmyk, Coding::Png)]);
        assert_eq!(*both(&picture(&jpeg))[0].data, jpeg);
        assert_eq!(spaces(&encoded(gray(), ImageFormat::Jpeg)), [(Space::Gray, JPEG), (Space::Gray, JPEG)]);
        assert_eq!(spaces(&encoded(gray(), ImageFormat::Png)), [(Space::Gray, Coding::Png), (Space::Gray, Coding::Png)]);
        let inverted = Coding::Jpeg { inverted: true };
        let inks = include_bytes!("testing/inks.jpg");
        assert_eq!(spaces(inks), [(Space::Cmyk, inverted), (Space::Cmyk, inverted)]);
        let [reader, press] = both(&picture(inks)).map(|encoded| encoded.profile().is_some());
        assert!(reader && !press, "on screens somebody must say what the inks look like");
    }

    #[test]
    fn shallow_and_palette_pictures_keep_their_bits() {
        let lines = hand_made_png((9, 2), 1, 0, &[], &[0, 0b1010_1010, 0x80, 0, 0x55, 0]);
        let picture_of_lines = picture(&lines);
        let [reader, press] = both(&picture_of_lines);
        assert_eq!((reader.bits, &reader.space, press.bits, &press.space), (1, &Space::Gray, 1, &Space::Gray));
        let palette = [255, 0, 0, 0, 0, 255];
        let flag = hand_made_png((2, 2), 8, 3, &palette, &[0, 0, 1, 0, 1, 0]);
        assert_eq!(spaces(&flag), [(Space::Palette(palette.to_vec()), Coding::Png), (Space::Cmyk, Coding::Png)]);
    }

    #[test]
    fn deep_pictures_are_rounded_to_eight_bits() {
        let deep = DynamicImage::ImageLuma16(image::ImageBuffer::from_fn(4, 4, |x, _| Luma([(x * 20_000) as u16])));
        assert_eq!(spaces(&encoded(deep, ImageFormat::Png)), [(Space::Gray, Coding::Png), (Space::Gray, Coding::Png)]);
    }

    #[test]
    fn more_pixels_than_are_of_use_are_left_out() {
        let mut pages = crate::write::pdf::testing::pages();
        let profile = Profile { resolution: Some(Resolution { most: 450.0, enough: 300.0 }), ..Profile::reader() };
        let area = pages.pages.iter().flat_map(|page| &page.items).find_map(|item| match &item.kind {
            ItemKind::Picture { area, .. } => Some(*area),
            _ => None,
        });
        let inches = area.expect("there is a picture").width.0 / 72.0;
        let width = |pages: &Pages| encode(pages, &Inks::new(Ink::Rgb), &profile).map(|encoded| encoded[0].width);
        assert_eq!(width(&pages), Ok(120), "it is coarse as it is");
        let fine = (inches * 500.0) as u32;
        pages.pictures[0] = PagePicture { path: "fine.png".to_owned(), bytes: png(fine, fine / 2).into(), width: fine, height: fine / 2 };
        assert_eq!(width(&pages), Ok((inches * 300.0).ceil() as u32));
    }

    #[test]
    fn lines_of_drawings_are_as_thick_as_the_press_can_hold() {
        let drawing = |width: &str| {
            let head = r#"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">"#;
            let tree = drawing::read(format!(r#"{head}<path d="M0 9H99" stroke="black" {width}/></svg>"#).as_bytes()).expect("it is one");
            // On 100 points of width, a line of one point is a hundredth.
            let content = drawing::content(&tree, &Inks::new(Profile::press().ink), 0.01).expect("it is plain");
            String::from_utf8(content).expect("it is text")
        };
        assert!(drawing(r#"stroke-width="0.5""#).contains("\n2 w"), "two units of the drawing are one point");
        assert!(drawing(r#"stroke-width="3""#).contains("\n3 w"));
        assert!(drawing(r#"stroke-width="0.5" transform="scale(4)""#).contains("\n0.5 w"), "it is two units as it stands");
        assert!(drawing(r#"stroke-width="0.5" transform="scale(2)""#).contains("\n1 w"));
    }

    #[test]
    fn a_picture_keeps_the_colours_of_its_own_profile() {
        let wide = moxcms::ColorProfile::new_display_p3().encode().expect("the crate can write what it built");
        let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(4, 4, Rgb([230, 40, 40])));
        let [reader, press] = [None, Some(wide.as_slice())].map(|icc| {
            let source = icc.and_then(|icc| Source::new(icc.to_vec()));
            let reader = convert(red.clone(), source, &Inks::new(Ink::Rgb)).profile.is_some();
            let source = icc.and_then(|icc| Source::new(icc.to_vec()));
            (reader, convert(red.clone(), source, &Inks::new(Profile::press().ink)).data.to_vec())
        });
        assert!(!reader.0 && press.0, "only the wide picture brings a profile");
        assert_ne!(reader.1, press.1, "the same numbers are another red in a wider space");
    }

    #[test]
    fn liars_and_cripples_are_refused() {
        let refusal = |bytes: &[u8]| {
            Encoded::new(&picture(bytes), &Inks::new(Ink::Rgb), Need::default()).map(|_| ()).map_err(|diagnostic| diagnostic.code.0)
        };
        let huge = hand_made_png((10_000, 10_000), 8, 2, &[], &[0, 1, 2, 3]);
        assert_eq!(refusal(&huge), Err("image-too-large"));
        let short = hand_made_png((100, 100), 8, 2, &[], &[0, 1, 2, 3]);
        assert_eq!(refusal(&short), Err("image-damaged"));
        let jpeg = encoded(gradient(), ImageFormat::Jpeg);
        assert_eq!(refusal(jpeg.get(..jpeg.len() / 2).expect("half of it")), Err("image-damaged"));
        assert_eq!(refusal(b"GIF89a"), Err("image-unknown"));
        assert_eq!(refusal(b""), Err("image-unknown"));
    }
}
