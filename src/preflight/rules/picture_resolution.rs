//! Whether pictures are fine enough where they stand.

use super::super::content::{MarkKind, PageContent, Picture};
use super::super::findings::Place;
use super::{PRINT, File, Findings, Rule, RuleInfo, Standard};
use crate::vendor::PictureNorms;

/// Pictures of so few pixels are flat colours or ramps, which may be drawn out as far as one likes.
const TINY: u64 = 16;

/// **Pictures have 300 pixels per inch where they are placed.**
///
/// Divides the pixels of each picture by the size at which it is placed, wherever it is placed, the tiles of patterns
/// included. Below 225 ppi edges
/// turn soft and steps show: an error. Below 300 it depends on the picture: a warning. Pictures of pure black and white
/// need 550, for they have no greys to smooth their edges.
///
/// *How to mend it:* place the picture smaller, or get a larger original; computing more pixels does not help.
///
/// *Source:* print practice for screens of 60 lines per centimetre.
pub(super) struct PictureResolution;

impl Rule for PictureResolution {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "print-picture-resolution", title: "pictures are fine enough", standards: PRINT, source: "print practice" }
    }

    fn page(&self, file: &File<'_>, _: Standard, page: &PageContent, findings: &mut Findings<'_>) {
        for mark in page.printed() {
            if let MarkKind::Picture(picture) = &mark.kind {
                judge(picture, page.place_of(mark), &file.norms.pictures, findings);
            }
        }
        for picture in &page.tiles {
            judge(picture, page.place(picture.object), &file.norms.pictures, findings);
        }
    }
}

fn judge(picture: &Picture, place: Place<'static>, norms: &PictureNorms, findings: &mut Findings<'_>) {
    let pixels = u64::from(picture.width) * u64::from(picture.height);
    if pixels <= TINY || !picture.ppi.is_finite() {
        return;
    }
    let hint = "place it smaller, or get a larger original";
    let (width, height) = (picture.width, picture.height);
    let message =
        |wanted: f64| format!("a picture of {width} x {height} pixels has {:.0} ppi where it stands, less than {wanted:.0}", picture.ppi);
    let (error, warning) = if picture.bits == 1 { (norms.one_bit.is, norms.one_bit.is) } else { (norms.coarse.is, norms.fine.is) };
    let found = format!("{:.0} ppi", picture.ppi);
    // Half a pixel is granted: placed sizes are rounded.
    if picture.ppi < error - 0.5 {
        findings.found(found).error(place, message(error), hint);
    } else if picture.ppi < warning - 0.5 {
        findings.found(found).warning(place, message(warning), hint);
    }
    if picture.interpolated {
        findings.warning(place, "a picture asks the viewer to smooth it, which each does in its own way", "switch interpolation off");
    }
}
