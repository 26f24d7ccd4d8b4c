//! Proofs: pictures of the pages that a report speaks of, with the measures that places on them are drawn by.

use std::collections::BTreeSet;
use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use crate::base::Region;
use crate::vendor::Vendor;

use super::pdf::{Boxes, File, with_file};

/// How fine a proof is, in pixels per inch, unless the page is large.
const FINE: f64 = 110.0;
/// The longer side of a proof, in pixels.
const LONGEST: f64 = 1100.0;
/// Pages of which a proof is made; a report with more would not open in a browser.
const MOST_PAGES: usize = 60;

/// The picture of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    /// The page, from 1.
    pub page: usize,
    /// The picture, as a PNG.
    pub png: Vec<u8>,
    /// The sheet that it shows, seen from the upper left corner of the trimmed page.
    pub sheet: Region,
    /// The trimmed page; its left and top are 0.
    pub trim: Region,
}

/// Makes proofs of some pages of a PDF, counted from 1; of the first sixty, if there are more. A file that can not be read
/// has none, nor has one that brings the renderer to a stop.
pub fn proofs(bytes: &[u8], pages: &BTreeSet<usize>) -> Vec<Proof> {
    let wanted = pages.clone();
    with_file("", &Arc::from(bytes), move |pdf, bytes| draw(pdf, bytes, &wanted)).unwrap_or_default()
}

fn draw(pdf: &Pdf, bytes: &[u8], wanted: &BTreeSet<usize>) -> Vec<Proof> {
    let file = File::open("", bytes, pdf, Vendor::Offset, Vendor::Offset.norms().clone());
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let mut proofs = Vec::new();
    for &number in wanted.iter().take(MOST_PAGES) {
        let index = number.wrapping_sub(1);
        let (Some(page), Some(boxes)) = (file.pages().get(index), file.boxes.get(index)) else { continue };
        let sheet = boxes.sheet();
        let longer = sheet.width().max(sheet.height());
        if !longer.is_finite() || sheet.width() < 1.0 || sheet.height() < 1.0 {
            continue;
        }
        let scale = (FINE / 72.0).min(LONGEST / longer);
        let pixels = |points: f64| (points * scale).round().clamp(1.0, LONGEST) as u16;
        let mut canvas = RenderContext::new(pixels(sheet.width()), pixels(sheet.height()));
        // Pages are drawn as their coordinates have them, upright and whole, so that places found in them fit.
        let to_picture = Affine::new([scale, 0.0, 0.0, -scale, -sheet.x0 * scale, sheet.y1 * scale]);
        render_into(page, &cache, &settings, &RenderSettings::default(), &mut canvas, to_picture);
        canvas.flush();
        let mut picture = Pixmap::new(canvas.width(), canvas.height());
        let paper = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
        canvas.render_with(&mut picture, &mut Resources::default(), paper);
        if let (Ok(png), Some((sheet, trim))) = (picture.into_png(), measures(boxes)) {
            proofs.push(Proof { page: number, png, sheet, trim });
        }
    }
    proofs
}

fn measures(boxes: &Boxes) -> Option<(Region, Region)> {
    Some((boxes.place(boxes.sheet()).at?, boxes.place(boxes.finished()).at?))
}
