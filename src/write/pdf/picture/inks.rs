//! Pictures that come in the four inks: kept as they stand where they suit the press, and converted where they do not.

use image::{DynamicImage, RgbaImage};
use moxcms::DataColorSpace;

use super::source::Source;
use super::{Coding, Encoded, Space, coarser, png};
use crate::write::pdf::color::{self, Inks};
use crate::write::pdf::profile::Ink;

/// Fewer pixels over the ink limit than this are noise of the packing: less than half a square millimetre in print.
const STRAY: usize = 64;

/// A JPEG in inks as a PDF has it. `pixels` are its inks, 255 being solid; with `enough`, it gets no more pixels across.
///
/// What was separated for the same press, and asks for no more ink than the paper bears, passes through untouched.
pub(super) fn encode<'a>(jpeg: Encoded<'a>, pixels: Vec<u8>, source: Option<Source>, inks: &Inks, enough: Option<u32>) -> Encoded<'a> {
    let source = source.filter(|source| source.is(DataColorSpace::Cmyk));
    match inks.ink() {
        Ink::Rgb if inks.keeps_inks() => jpeg.with_profile(source, inks.ink()),
        Ink::Rgb => {
            let (width, pixels) = scaled(jpeg.width, pixels, enough);
            let light = inks.lighten(&pixels, source.as_ref().map(Source::profile));
            pixels_of(Space::Rgb, 3, width, &light)
        }
        Ink::Process(condition) => {
            let foreign = source.filter(|source| !source.is_of(condition));
            if foreign.is_none() && enough.is_none() && color::pixels_over(&pixels, condition) < STRAY {
                return jpeg;
            }
            let (width, pixels) = scaled(jpeg.width, pixels, enough);
            let pixels = inks.reprint(pixels, condition, foreign.as_ref().map(Source::profile));
            pixels_of(Space::Cmyk, 4, width, &pixels)
        }
    }
}

/// Pixels with no more of them across than are enough, and how many those are.
fn scaled(width: u32, pixels: Vec<u8>, enough: Option<u32>) -> (u32, Vec<u8>) {
    let height = u32::try_from(pixels.len() / 4).unwrap_or(u32::MAX) / width.max(1);
    match (enough, RgbaImage::from_raw(width, height, pixels)) {
        // Four channels are scaled alike, whatever they are called.
        (Some(across), Some(picture)) => {
            let picture = coarser(DynamicImage::ImageRgba8(picture), across);
            (across, picture.into_rgba8().into_raw())
        }
        (None, Some(picture)) => (width, picture.into_raw()),
        // The decoder gives as many pixels as it says.
        (_, None) => (width, Vec::new()),
    }
}

fn pixels_of<'a>(space: Space, channels: usize, width: u32, pixels: &[u8]) -> Encoded<'a> {
    let row = (width as usize * channels).max(1);
    let height = u32::try_from(pixels.len() / row).unwrap_or(u32::MAX);
    let data = png::compress(pixels, row, channels).into();
    Encoded { width, height, bits: 8, space, coding: Coding::Png, data, profile: None, mask: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::COATED;
    use crate::page::PagePicture;
    use crate::write::pdf::picture::{Need, jpeg};
    use crate::write::pdf::profile::Profile;
    use crate::write::pdf::spots::Spots;

    const KEPT: &[u8] = include_bytes!("../testing/inks.jpg");
    const TOO_MUCH: &[u8] = include_bytes!("../testing/too-much-ink.jpg");
    const YCCK: &[u8] = include_bytes!("../testing/ycck.jpg");

    /// The inks of the first and the last pixel of the top row.
    fn ends(pixels: &[u8]) -> [[u8; 4]; 2] {
        let row = pixels.as_chunks::<4>().0;
        [row[0], row[15]]
    }

    /// A JPEG with an ICC profile, in as many parts as its markers can hold.
    fn with_profile(jpeg: &[u8], icc: &[u8]) -> Vec<u8> {
        let parts: Vec<&[u8]> = icc.chunks(60_000).collect();
        let mut bytes = jpeg[..2].to_vec();
        for (number, part) in (1..).zip(&parts) {
            let length = u16::try_from(part.len() + 16).expect("parts are short").to_be_bytes();
            bytes.extend([&[0xFF, 0xE2], &length[..], b"ICC_PROFILE\0", &[number, parts.len() as u8], part].concat());
        }
        bytes.extend(&jpeg[2..]);
        bytes
    }

    /// The same profile under another name.
    fn stranger() -> Vec<u8> {
        let mut icc = COATED.to_vec();
        for name in ["ISO Coated v2", "ISOcoated_v2", "FOGRA39"] {
            while let Some(at) = icc.windows(name.len()).position(|window| window == name.as_bytes()) {
                icc[at..at + 3].copy_from_slice(b"---");
            }
        }
        icc
    }

    fn encoded(bytes: &[u8], profile: &Profile, enough: Option<u32>) -> (Space, Coding, u32, Vec<u8>) {
        let picture = PagePicture { path: "a picture".to_owned(), bytes: bytes.into(), width: 16, height: 16 };
        let inks = Inks::of(profile, Spots::default());
        let encoded = Encoded::new(&picture, &inks, Need { enough, ..Need::default() }).expect("it is whole");
        (encoded.space.clone(), encoded.coding, encoded.width, encoded.data.to_vec())
    }

    fn press_for_screens() -> Profile {
        Profile { ink: Ink::Rgb, ..Profile::press() }
    }

    #[test]
    fn inks_are_read_in_both_ways_of_writing_them() {
        let near = |[a, b]: [[u8; 4]; 2], wanted: [[u8; 4]; 2]| {
            let far = a.iter().chain(&b).zip(wanted.as_flattened()).map(|(found, wanted)| found.abs_diff(*wanted)).max();
            assert!(far <= Some(3), "{a:?} {b:?}");
        };
        near(ends(&jpeg::inks(TOO_MUCH).expect("it is whole")), [[230, 220, 210, 250], [20, 30, 40, 0]]);
        near(ends(&jpeg::inks(YCCK).expect("it is whole")), [[200, 100, 40, 10], [0, 60, 180, 0]]);
        assert_eq!(jpeg::inks(&KEPT[..KEPT.len() / 2]), None);
    }

    #[test]
    fn only_what_suits_the_press_is_left_alone() {
        let kept = |bytes: &[u8]| encoded(bytes, &Profile::press(), None).3 == bytes;
        assert!(kept(KEPT) && kept(YCCK));
        assert!(kept(&with_profile(KEPT, COATED)), "it was separated for this very press");
        assert!(!kept(TOO_MUCH), "it is too wet");
        let (space, coding, ..) = encoded(&with_profile(KEPT, &stranger()), &Profile::press(), None);
        assert_eq!((space, coding), (Space::Cmyk, Coding::Png), "it was separated for another press");
        assert!(kept(&with_profile(KEPT, b"no profile at all")));
    }

    #[test]
    fn what_is_too_wet_is_dried() {
        let Ink::Process(condition) = Profile::press().ink else { panic!("a press prints with inks") };
        let wet = jpeg::inks(TOO_MUCH).expect("it is whole");
        assert!(color::pixels_over(&wet, &condition) >= 100);
        let inks = Inks::of(&Profile::press(), Spots::default());
        let dry = inks.reprint(wet.clone(), &condition, None);
        assert_eq!(color::pixels_over(&dry, &condition), 0);
        let ([dark, light], [_, light_before]) = (ends(&dry), ends(&wet));
        assert!(dark[3] >= 247 && dark[0] < 200, "colour goes, black stays: {dark:?}");
        assert_eq!(light, light_before, "and what was dry is as it was");
    }

    /// The oracle's inks were made once, by Little CMS 2 (perceptual, from the profile that comes along to itself).
    #[test]
    fn another_press_makes_the_same_colours_of_other_inks() {
        let Ink::Process(condition) = Profile::press().ink else { panic!("a press prints with inks") };
        let inks = Inks::of(&Profile::press(), Spots::default());
        let source = Source::new(stranger()).expect("it is a profile");
        assert!(!source.is_of(&condition) && Source::new(COATED.to_vec()).is_some_and(|own| own.is_of(&condition)));
        let before = [[200, 100, 40, 10], [0, 60, 180, 0], [0, 0, 0, 255]];
        let expected = [[199, 98, 37, 14], [4, 60, 180, 0], [181, 158, 152, 215]];
        let after = inks.reprint(before.as_flattened().to_vec(), &condition, Some(source.profile()));
        let far = after.iter().zip(expected.as_flattened()).map(|(found, expected)| found.abs_diff(*expected)).max();
        assert!(far <= Some(4), "{after:?}");
    }

    #[test]
    fn a_file_for_screens_has_light_in_the_place_of_inks() {
        let (space, coding, _, _) = encoded(YCCK, &press_for_screens(), None);
        assert_eq!((space, coding), (Space::Rgb, Coding::Png));
        let inks = Inks::of(&press_for_screens(), Spots::default());
        let light = inks.lighten(&jpeg::inks(YCCK).expect("it is whole"), None);
        let &[r, g, b] = &light[..3] else { panic!("three channels") };
        assert!(r < 90 && g > 90 && b > 130, "much cyan is blue: {r} {g} {b}");
        let &[r, g, b] = &light[45..48] else { panic!("three channels") };
        assert!(r > 220 && g > 170 && b < 130, "much yellow is yellow: {r} {g} {b}");
        assert_eq!(encoded(YCCK, &Profile::reader(), None).3, YCCK, "readers get the file, and what says how it looks");
    }

    #[test]
    fn inks_can_be_coarser_too() {
        let (space, _, width, _) = encoded(KEPT, &Profile::press(), Some(8));
        assert_eq!((space, width), (Space::Cmyk, 8));
    }
}
