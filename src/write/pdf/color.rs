//! Colours as inks or light: what becomes of an author's colour in each kind of PDF.
//!
//! Black never passes through the colour engine: it would come out as a mix of all four inks, which prints blurred and
//! soaks the paper. Greys that an author writes in sRGB are black ink too, for the same reason.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use moxcms::{ColorDateTime, ColorProfile, Layout, RenderingIntent, Transform8BitExecutor, Transform16BitExecutor, TransformOptions};

use rayon::prelude::*;

use super::compress::deflate_tables;
use super::condition::Condition;
use super::profile::{Ink, Profile};
use super::spots::Spots;
use super::swatch::Swatches;
use crate::base::Color;

/// A colour as a content stream asks for it; every channel 0.0 to 1.0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Paint {
    /// Light, from black to white.
    Gray(f32),
    /// Red, green and blue light.
    Rgb([f32; 3]),
    /// Cyan, magenta, yellow and black ink.
    Cmyk([f32; 4]),
    /// An ink of its own, by its number among those of the PDF, and how much of it.
    Spot(usize, f32),
}

impl Paint {
    /// Whether it is solid black ink and no other: what overprints.
    pub(super) fn is_black_ink(self) -> bool {
        self == Self::Cmyk([0.0, 0.0, 0.0, 1.0])
    }
}

/// Pixels that one core takes at once.
const STRIP: usize = 1 << 16;

/// Turns authors' colours and pictures' pixels into what one PDF is made of.
pub(super) struct Inks {
    ink: Ink,
    spots: Spots,
    keeps_inks: bool,
    /// Made when first needed: most pages have black text alone, and reading an ICC profile takes time.
    to_ink: OnceLock<Arc<Transform8BitExecutor>>,
    to_light: OnceLock<Arc<Transform8BitExecutor>>,
}

impl Inks {
    #[cfg(test)]
    pub(super) fn new(ink: Ink) -> Self {
        Self::of(&Profile { ink, ..Profile::press() }, Spots::default())
    }

    /// What a PDF is made of, with inks beyond the four.
    pub(super) fn of(profile: &Profile, spots: Spots) -> Self {
        Self { ink: profile.ink.clone(), spots, keeps_inks: profile.keeps_inks, to_ink: OnceLock::new(), to_light: OnceLock::new() }
    }

    /// What the PDF is made of.
    pub(super) fn ink(&self) -> &Ink {
        &self.ink
    }

    /// Whether pictures in inks may stay so in a PDF of light.
    pub(super) fn keeps_inks(&self) -> bool {
        self.keeps_inks
    }

    /// An author's colour in this PDF.
    pub(super) fn paint(&self, color: Color) -> Paint {
        match &self.ink {
            Ink::Rgb => self.light(color),
            Ink::Process(condition) => match color {
                Color::Spot(spot) if self.spots.number(spot.name).is_some() => {
                    Paint::Spot(self.spots.number(spot.name).unwrap_or_default(), unit(spot.tint))
                }
                _ => Paint::Cmyk(self.process(color, condition)),
            },
        }
    }

    /// The inks beyond the four.
    pub(super) fn spots(&self) -> &Spots {
        &self.spots
    }

    /// What is on every plate: registration marks.
    pub(super) fn registration(&self) -> Paint {
        self.spots.all_plates().map_or(Paint::Cmyk([1.0; 4]), |number| Paint::Spot(number, 1.0))
    }

    /// The paint of a large area: solid black gets other inks under it where the paper bears them.
    pub(super) fn over_an_area(&self, paint: Paint) -> Paint {
        const RICH_BLACK: [f32; 4] = [0.6, 0.4, 0.4, 1.0];
        match &self.ink {
            Ink::Process(condition) if paint.is_black_ink() => Paint::Cmyk(limit(RICH_BLACK, condition.ink_limit)),
            _ => paint,
        }
    }

    fn light(&self, color: Color) -> Paint {
        match color {
            Color::Black(shade) => Paint::Gray(1.0 - unit(shade)),
            Color::Rgb(rgb) => Paint::Rgb(rgb.map(|channel| f32::from(channel) / 255.0)),
            Color::Cmyk([.., black]) if color.is_neutral() => Paint::Gray(1.0 - unit(black)),
            Color::Spot(spot) => self.light(Color::Cmyk(spot.in_process())),
            Color::Cmyk(cmyk) => Paint::Rgb(house_swatches().light(cmyk.map(unit)).map(|channel| f32::from(channel) / 255.0)),
        }
    }

    fn process(&self, color: Color, condition: &Condition) -> [f32; 4] {
        match color {
            Color::Black(shade) => [0.0, 0.0, 0.0, unit(shade)],
            Color::Rgb([gray, ..]) if color.is_neutral() => [0.0, 0.0, 0.0, 1.0 - f32::from(gray) / 255.0],
            Color::Rgb(rgb) => {
                let mut inks = [0; 4];
                self.separate(&rgb, &mut inks, condition, None);
                inks.map(|channel| f32::from(channel) / 255.0)
            }
            Color::Cmyk(cmyk) => limit(cmyk.map(unit), condition.ink_limit),
            Color::Spot(spot) => limit(spot.in_process().map(unit), condition.ink_limit),
        }
    }

    /// Separates RGB pixels into ink pixels within the condition's ink limit. Both hold the same number of pixels; the
    /// colours are those of `source`, or sRGB.
    pub(super) fn separate(&self, rgb: &[u8], cmyk: &mut [u8], condition: &Condition, source: Option<&ColorProfile>) {
        let own = source.and_then(|source| try_transform(source, Layout::Rgb, &profile(condition), Layout::Rgba));
        let transform = own.as_deref().unwrap_or_else(|| self.to_ink(condition));
        rgb.par_chunks(3 * STRIP).zip(cmyk.par_chunks_mut(4 * STRIP)).for_each(|(rgb, cmyk)| {
            // The strips hold the same number of whole pixels, so the conversion has nothing to refuse.
            let _ = transform.transform(rgb, cmyk);
            limit_pixels(cmyk, condition);
        });
    }

    /// Ink pixels as another press needs them: those of `source` converted, all of them within the condition's ink limit.
    pub(super) fn reprint(&self, cmyk: Vec<u8>, condition: &Condition, source: Option<&ColorProfile>) -> Vec<u8> {
        let transform = source.and_then(|source| Reprint::new(source, &profile(condition)));
        let mut reprinted = cmyk;
        reprinted.par_chunks_mut(4 * STRIP).for_each(|strip| {
            if let Some(transform) = &transform {
                transform.apply(strip);
            }
            limit_pixels(strip, condition);
        });
        reprinted
    }

    /// Ink pixels as sRGB light. They were separated for the press of `source`, or for the house's.
    pub(super) fn lighten(&self, cmyk: &[u8], source: Option<&ColorProfile>) -> Vec<u8> {
        let own = source.and_then(|source| try_transform(source, Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb));
        let transform = own.as_deref().unwrap_or_else(|| self.to_light());
        let mut rgb = vec![0; cmyk.len() / 4 * 3];
        cmyk.par_chunks(4 * STRIP).zip(rgb.par_chunks_mut(3 * STRIP)).for_each(|(cmyk, rgb)| {
            let _ = transform.transform(cmyk, rgb);
        });
        rgb
    }

    fn to_ink(&self, condition: &Condition) -> &Transform8BitExecutor {
        self.to_ink.get_or_init(|| transform(&ColorProfile::new_srgb(), Layout::Rgb, &profile(condition), Layout::Rgba)).as_ref()
    }

    fn to_light(&self) -> &Transform8BitExecutor {
        let convert = || transform(&profile(&Condition::fogra39()), Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb);
        self.to_light.get_or_init(convert).as_ref()
    }
}

/// What the inks of the condition that comes along look like: authors' inks are meant for it.
fn house_swatches() -> &'static Swatches {
    static SWATCHES: OnceLock<Swatches> = OnceLock::new();
    SWATCHES.get_or_init(|| Swatches::of(&profile(&Condition::fogra39())).expect("the profile that comes along has its table: a test asks"))
}

/// From the inks of one press to those of another, by way of light: the colour engine has no direct way. In between stands a
/// space that holds nearly all that prints (ITU-R BT.2020), in 16 bits.
struct Reprint {
    to_light: Arc<Transform16BitExecutor>,
    to_ink: Arc<Transform16BitExecutor>,
}

impl Reprint {
    fn new(from: &ColorProfile, to: &ColorProfile) -> Option<Self> {
        let light = ColorProfile::new_bt2020();
        Some(Self {
            to_light: from.create_transform_16bit(Layout::Rgba, &light, Layout::Rgb, perceptual()).ok()?,
            to_ink: light.create_transform_16bit(Layout::Rgb, to, Layout::Rgba, perceptual()).ok()?,
        })
    }

    fn apply(&self, cmyk: &mut [u8]) {
        /// From 8 bits to 16.
        const FINER: u16 = 257;
        let mut inks: Vec<u16> = cmyk.iter().map(|&ink| u16::from(ink) * FINER).collect();
        let mut light = vec![0; inks.len() / 4 * 3];
        // All hold the same number of pixels, so the conversions have nothing to refuse.
        let _ = self.to_light.transform(&inks, &mut light);
        let _ = self.to_ink.transform(&light, &mut inks);
        for (ink, fine) in cmyk.iter_mut().zip(inks) {
            *ink = ((u32::from(fine) + u32::from(FINER) / 2) / u32::from(FINER)) as u8;
        }
    }
}

/// The ICC profile of what the PDF is made of, compressed.
pub(super) fn output_profile(ink: &Ink) -> Cow<'static, [u8]> {
    match ink {
        Ink::Rgb => Cow::Owned(deflate_tables(&srgb_icc())),
        Ink::Process(condition) => condition.packed_icc(),
    }
}

/// The sRGB profile as an ICC file, the same bytes each time.
fn srgb_icc() -> Vec<u8> {
    let mut profile = ColorProfile::new_srgb();
    // The crate would write the time of the build.
    profile.creation_date_time = ColorDateTime { year: 1999, month: 10, day_of_the_month: 18, ..ColorDateTime::default() };
    profile.creation_date_time.hours = 0;
    profile.creation_date_time.minutes = 0;
    profile.creation_date_time.seconds = 0;
    profile.encode().expect("the crate can write the profile it built")
}

fn profile(condition: &Condition) -> ColorProfile {
    ColorProfile::new_from_slice(condition.icc()).expect("a condition is made of a profile that can be read")
}

/// Whether colours can be turned into the four channels of a profile and back.
pub(super) fn converts(press: &ColorProfile) -> bool {
    let screen = ColorProfile::new_srgb();
    try_transform(&screen, Layout::Rgb, press, Layout::Rgba).is_some() && try_transform(press, Layout::Rgba, &screen, Layout::Rgb).is_some()
}

fn transform(from: &ColorProfile, from_layout: Layout, to: &ColorProfile, to_layout: Layout) -> Arc<Transform8BitExecutor> {
    try_transform(from, from_layout, to, to_layout).expect("a condition is made of a profile that converts")
}

/// The conversion, if the profiles hold what it needs. Four channels in memory are called RGBA, whatever they hold.
fn try_transform(from: &ColorProfile, from_layout: Layout, to: &ColorProfile, to_layout: Layout) -> Option<Arc<Transform8BitExecutor>> {
    from.create_transform_8bit(from_layout, to, to_layout, perceptual()).ok()
}

fn perceptual() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..TransformOptions::default() }
}

/// A channel within its range; what is not a number is none of it.
fn unit(channel: f32) -> f32 {
    if channel.is_nan() { 0.0 } else { channel.clamp(0.0, 1.0) }
}

/// Takes as much cyan, magenta and yellow out, in equal shares, as brings all inks under the limit. Black stays: it
/// carries the drawing.
fn limit([c, m, y, k]: [f32; 4], most: f32) -> [f32; 4] {
    let colored = c + m + y;
    if colored + k <= most || colored <= 0.0 {
        return [c, m, y, k];
    }
    let share = ((most - k) / colored).max(0.0);
    [c * share, m * share, y * share, k]
}

/// Brings every pixel under the limit of a condition.
fn limit_pixels(cmyk: &mut [u8], condition: &Condition) {
    let most = (condition.ink_limit * 255.0) as u32;
    for pixel in cmyk.as_chunks_mut::<4>().0 {
        let sum = total(pixel);
        if sum > most {
            limit_pixel(pixel, sum, most);
        }
    }
}

/// How many pixels ask for more ink than a condition's limit, by more than the rounding of eight bits.
pub(super) fn pixels_over(cmyk: &[u8], condition: &Condition) -> usize {
    let most = (condition.ink_limit * 255.0) as u32 + 3;
    cmyk.as_chunks::<4>().0.iter().filter(|pixel| total(pixel) > most).count()
}

fn total(pixel: &[u8; 4]) -> u32 {
    pixel.iter().map(|&channel| u32::from(channel)).sum()
}

/// [`limit`] in whole numbers, rounded down so that the sum never passes the limit.
fn limit_pixel([c, m, y, k]: &mut [u8; 4], sum: u32, most: u32) {
    let colored = sum - u32::from(*k);
    let room = most.saturating_sub(u32::from(*k));
    for channel in [c, m, y] {
        *channel = (u32::from(*channel) * room / colored.max(1)) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press() -> Inks {
        Inks::new(Ink::Process(Arc::new(Condition::fogra39())))
    }

    fn inks(color: Color) -> [f32; 4] {
        if let Paint::Cmyk(inks) = press().paint(color) { inks } else { [f32::NAN; 4] }
    }

    #[test]
    fn blacks_and_greys_are_black_ink_alone() {
        assert_eq!(press().paint(Color::BLACK), Paint::Cmyk([0.0, 0.0, 0.0, 1.0]));
        assert_eq!(press().paint(Color::Rgb([0, 0, 0])), Paint::Cmyk([0.0, 0.0, 0.0, 1.0]));
        assert_eq!(press().paint(Color::Rgb([51, 51, 51])), Paint::Cmyk([0.0, 0.0, 0.0, 0.8]));
        assert!(press().paint(Color::BLACK).is_black_ink());
        assert!(!press().paint(Color::Black(0.5)).is_black_ink());
    }

    #[test]
    fn colours_separate_as_a_printer_expects() {
        let [c, m, y, k] = inks(Color::Rgb([200, 30, 40]));
        assert!(m > 0.85 && y > 0.7 && c < 0.3 && k < 0.2, "a red is magenta and yellow: {c} {m} {y} {k}");
        let [c, m, y, k] = inks(Color::Rgb([255, 250, 240]));
        assert!(c + m + y + k < 0.2, "cream is nearly bare paper: {c} {m} {y} {k}");
    }

    /// The oracle's inks were made once, by Little CMS 2 (perceptual, sRGB to the profile that comes along).
    #[test]
    fn inks_are_those_that_others_make_of_the_same_colours() {
        const STEPS: [u8; 9] = [0, 32, 64, 96, 128, 159, 191, 223, 255];
        let expected = include_bytes!("testing/lcms2-grid.cmyk").as_chunks::<4>().0;
        let grid = STEPS.iter().flat_map(|&r| STEPS.iter().flat_map(move |&g| STEPS.iter().map(move |&b| [r, g, b])));
        let rgb: Vec<u8> = grid.flatten().collect();
        let mut cmyk = vec![0; expected.len() * 4];
        // Without a limit: the oracle knows none.
        let mut condition = Condition::fogra39();
        condition.ink_limit = 4.0;
        press().separate(&rgb, &mut cmyk, &condition, None);
        assert_eq!(rgb.len() / 3, expected.len());
        let furthest = cmyk.iter().zip(expected.as_flattened()).map(|(ours, theirs)| ours.abs_diff(*theirs)).max();
        assert!(furthest <= Some(3), "{furthest:?}");
    }

    #[test]
    fn no_colour_passes_the_ink_limit() {
        let mut rgb = Vec::new();
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    rgb.extend([r as u8, g as u8, b as u8]);
                }
            }
        }
        let mut cmyk = vec![0; rgb.len() / 3 * 4];
        press().separate(&rgb, &mut cmyk, &Condition::fogra39(), None);
        let most = cmyk.chunks(4).map(|pixel| pixel.iter().map(|&c| u32::from(c)).sum::<u32>()).max();
        assert!(most <= Some(765), "{most:?}");
        assert!(most > Some(700), "the darkest colours come near the limit, or the conversion is wrong: {most:?}");
        let mut solid = [255, 255, 255, 200];
        limit_pixel(&mut solid, 965, 765);
        assert_eq!(solid, [188, 188, 188, 200]);
        assert_eq!(press().paint(Color::Cmyk([1.0, 1.0, 1.0, 1.0])), Paint::Cmyk([2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 1.0]));
    }

    #[test]
    fn inks_look_alike_on_screen() {
        let reader = Inks::new(Ink::Rgb);
        let red = reader.paint(Color::Cmyk([0.0, 1.0, 1.0, 0.0]));
        assert!(matches!(red, Paint::Rgb([r, g, b]) if r > 0.8 && g < 0.3 && b < 0.3), "magenta over yellow is red: {red:?}");
        assert_eq!(reader.paint(Color::Black(0.25)), Paint::Gray(0.75));
    }

    #[test]
    fn no_output_profile_ends_like_a_line() {
        for ink in [Ink::Rgb, Ink::Process(Arc::new(Condition::fogra39()))] {
            assert_ne!(output_profile(&ink).last(), Some(&b'\r'));
        }
    }

    #[test]
    fn the_screen_profile_never_changes() {
        assert_eq!(srgb_icc(), srgb_icc());
        assert_eq!(srgb_icc().get(24..36), Some(&[7, 207, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0][..]));
    }
}
