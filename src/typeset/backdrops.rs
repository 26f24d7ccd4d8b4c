//! Pictures behind boxes and pages: from their numbers in the publication to those on the pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Picture, PictureId, Publication};
use crate::page::{ItemKind, Page, PagePicture};

/// More of one picture behind one box are a pattern too fine for anyone to see, and would make the file large.
const MOST_TILES: usize = 10_000;

/// A picture as pages have it.
pub(super) fn shown(picture: &Picture) -> PagePicture {
    PagePicture { path: picture.path.clone(), bytes: picture.bytes.clone(), width: picture.width, height: picture.height }
}

/// Gives the pictures behind things their numbers on the pages. Returns the paths of those that are taken out, since they
/// would stand there more often than can be meant.
pub(super) fn number(pages: &mut [Page], pictures: &mut Vec<PagePicture>, publication: &Publication) -> BTreeSet<String> {
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut too_many = BTreeSet::new();
    for page in pages {
        page.items.retain_mut(|item| {
            let ItemKind::Backdrop(backdrop) = &mut item.kind else { return true };
            let picture = publication.picture(PictureId(backdrop.picture));
            let (across, down) = backdrop.count();
            if across.saturating_mul(down) > MOST_TILES {
                too_many.insert(picture.path.clone());
                return false;
            }
            backdrop.picture = *numbers.entry(backdrop.picture).or_insert_with(|| {
                // The text may show it too.
                pictures.iter().position(|shown| shown.path == picture.path).unwrap_or_else(|| {
                    pictures.push(shown(picture));
                    pictures.len() - 1
                })
            });
            true
        });
    }
    too_many
}
