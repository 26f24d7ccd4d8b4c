//! Single colours of ink as light, read off a profile's own table.
//!
//! The colour engine makes a table of eighty thousand colours before it converts the first one. That pays for pictures;
//! a stylesheet names a dozen colours.

use moxcms::{ColorProfile, Hypercube, LutStore, LutWarehouse, Matrix3d, Vector3d};

/// The table by which a profile tells what its inks look like (ICC.1:2022, 10.10: `lut16Type`).
pub(super) struct Swatches {
    /// What each ink is put through first.
    inks: [Vec<f32>; 4],
    /// A colour for every mixture of some steps of each ink, the last ink's steps side by side.
    table: Vec<f32>,
    steps: usize,
    /// What each channel of a colour is put through at last.
    channels: [Vec<f32>; 3],
    /// From XYZ to the light of sRGB.
    to_light: Matrix3d,
}

/// What a whole number is worth: 0xFF00 is a lightness of 100 (ICC.1:2022, 10.10).
const LIGHTNESS: f32 = 100.0 * 65_535.0 / 65_280.0;
/// The same for either pair of opposites, which begin at -128.
const OPPOSITES: f32 = 255.0 * 65_535.0 / 65_280.0;

impl Swatches {
    /// Of a profile whose four inks have such a table, with colours in CIELAB.
    pub(super) fn of(profile: &ColorProfile) -> Option<Self> {
        let Some(LutWarehouse::Lut(lut)) = &profile.lut_a_to_b_perceptual else { return None };
        let steps = usize::from(lut.num_clut_grid_points);
        if (lut.num_input_channels, lut.num_output_channels) != (4, 3) || profile.pcs != moxcms::DataColorSpace::Lab {
            return None;
        }
        let (inks, channels) = (curves(&lut.input_table)?, curves(&lut.output_table)?);
        let table = numbers(&lut.clut_table)?;
        (steps > 1 && table.len() == steps.pow(4) * 3).then_some(Self {
            inks,
            table,
            steps,
            channels,
            to_light: ColorProfile::new_srgb().rgb_to_xyz_matrix().inverse(),
        })
    }

    /// The light of some inks, each from 0 to 1, as sRGB.
    pub(super) fn light(&self, inks: [f32; 4]) -> [u8; 3] {
        let [c, m, y, k] = [0, 1, 2, 3].map(|ink: usize| at(&self.inks[ink], inks[ink]));
        let Ok(table) = Hypercube::new(&self.table, self.steps, 3) else { return [0; 3] };
        let color = table.quadlinear_vec3(c, m, y, k).v;
        let [lightness, a, b] = [0, 1, 2].map(|channel: usize| at(&self.channels[channel], color[channel]));
        let lab = [lightness * LIGHTNESS, a * OPPOSITES - 128.0, b * OPPOSITES - 128.0];
        let light = self.to_light.mul_vector(Vector3d { v: xyz(lab) });
        light.v.map(|channel| (encoded(channel) * 255.0).round() as u8)
    }
}

/// Numbers from 0 to 1.
fn numbers(store: &LutStore) -> Option<Vec<f32>> {
    let LutStore::Store16(values) = store else { return None };
    Some(values.iter().map(|&value| f32::from(value) / 65_535.0).collect())
}

/// The curves of some channels, one after the other in a table.
fn curves<const CHANNELS: usize>(store: &LutStore) -> Option<[Vec<f32>; CHANNELS]> {
    let all = numbers(store)?;
    let length = all.len() / CHANNELS;
    let curve = |channel: usize| all.get(channel * length..(channel + 1) * length).unwrap_or_default().to_vec();
    (length > 1).then(|| std::array::from_fn(curve))
}

/// A curve at a place from 0 to 1.
fn at(curve: &[f32], place: f32) -> f32 {
    let place = place.clamp(0.0, 1.0) * curve.len().saturating_sub(1) as f32;
    let before = place as usize;
    let value = |index: usize| curve.get(index.min(curve.len().saturating_sub(1))).copied().unwrap_or_default();
    value(before) + (value(before + 1) - value(before)) * (place - before as f32)
}

/// CIELAB as XYZ, both under D50 (CIE 15:2018, 8.2.1).
fn xyz([lightness, a, b]: [f32; 3]) -> [f64; 3] {
    const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
    let y = (f64::from(lightness) + 16.0) / 116.0;
    let roots = [y + f64::from(a) / 500.0, y, y - f64::from(b) / 200.0];
    let linear = |root: f64| if root > 6.0 / 29.0 { root.powi(3) } else { (root - 16.0 / 116.0) * 108.0 / 841.0 };
    [0, 1, 2].map(|axis: usize| linear(roots[axis]) * WHITE[axis])
}

/// A channel of light as sRGB writes it, within what it can show (IEC 61966-2-1).
fn encoded(light: f64) -> f64 {
    let light = light.clamp(0.0, 1.0);
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[cfg(test)]
mod tests {
    use super::super::condition::Condition;
    use super::*;
    use moxcms::{Layout, RenderingIntent, TransformOptions};

    #[test]
    fn light_is_that_of_the_colour_engine() {
        let profile = ColorProfile::new_from_slice(Condition::fogra39().icc()).unwrap();
        let swatches = Swatches::of(&profile).unwrap();
        let options = TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..TransformOptions::default() };
        let engine = profile.create_transform_8bit(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options).unwrap();
        let steps = [0u8, 26, 77, 128, 204, 255];
        let mut apart = Vec::new();
        for inks in (0..6usize.pow(4)).map(|n| [n % 6, n / 6 % 6, n / 36 % 6, n / 216].map(|step| steps[step])) {
            let mut expected = [0; 3];
            engine.transform(&inks, &mut expected).unwrap();
            let light = swatches.light(inks.map(|ink| f32::from(ink) / 255.0));
            apart.extend(light.iter().zip(expected).map(|(own, other)| u32::from(own.abs_diff(other))));
        }
        // The engine's own table blurs where a colour leaves what screens can show; all else is the same but for rounding.
        assert!(apart.iter().all(|&apart| apart <= 12), "{:?}", apart.iter().max());
        assert!(apart.iter().filter(|&&apart| apart > 1).count() < apart.len() / 20);
        assert!(swatches.light([0.0; 4]).iter().all(|&channel| channel > 250), "bare paper");
    }
}
