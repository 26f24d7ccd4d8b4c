//! Plates: a picture over the edges of its page, its caption at the foot of the type area.

use super::strip::{Slice, shift};
use crate::base::{Pt, Rect};
use crate::page::{Item, ItemKind};

/// Lets the picture of a figure cover the paper down to its caption. Both areas count from the slice's upper left corner.
/// What the picture has too much of falls to the knife, at its top where a caption stands under it.
pub(super) fn bleed(slice: &mut Slice, paper: Rect, type_area: Rect) {
    let is_picture = |item: &Item| matches!(item.kind, ItemKind::Picture { .. });
    let Some(picture) = slice.items.iter().position(is_picture) else { return };
    let Some(ItemKind::Picture { area, .. }) = slice.items.get_mut(picture).map(|item| &mut item.kind) else { return };
    let caption = slice.height - area.bottom();
    let captioned = caption > Pt(1.0);
    let bottom = if captioned { type_area.bottom() - caption } else { paper.bottom() };
    let room = Rect { height: bottom - paper.y, ..paper };
    let scale = (room.width / area.width).max(room.height / area.height);
    let (width, height) = (area.width * scale, area.height * scale);
    let over = height - room.height;
    let y = room.y - if captioned { over } else { over / 2.0 };
    *area = Rect { x: room.x - (width - room.width) / 2.0, y, width, height };
    let down = type_area.bottom() - slice.height;
    let (before, after) = slice.items.split_at_mut(picture);
    shift(before, Pt::ZERO, down);
    shift(after.get_mut(1..).unwrap_or_default(), Pt::ZERO, down);
    slice.links.iter_mut().for_each(|(area, _)| *area = area.moved(Pt::ZERO, down));
}
