//! Plates: a picture over the edges of its page, its caption at the foot of the type area.

use super::{Sweep, Waiting};
use crate::base::{Pt, Rect};
use crate::page::{Item, ItemKind};
use crate::style::Plate;
use crate::typeset::strip::{Slice, shift};

/// Lets the picture of a figure cover the paper down to its caption. Both areas count from the slice's upper left corner.
/// What the picture has too much of falls to the knife, at its top where a caption stands under it.
pub(in crate::typeset) fn bleed(slice: &mut Slice, paper: Rect, type_area: Rect) {
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

impl Sweep<'_> {
    /// On a page of its own: the next one, or this one if no text stands on it.
    pub(super) fn plate(&mut self, one: Waiting, plate: Plate) -> bool {
        let empty = self.start >= self.order.len() || one.written <= self.start;
        let page = (self.page + usize::from(!empty)..).find(|page| {
            let first = page * self.room.columns;
            let whole = *page > 0 || (self.room.height)(0) >= (self.room.height)(1);
            whole && (first..first + self.room.columns).all(|layer| self.obstacles.of(layer).head <= Pt::ZERO)
        });
        let Some(page) = page else { return false };
        for column in 0..self.room.columns {
            self.obstacles.of_mut(page * self.room.columns + column).head = (self.room.height)(page);
        }
        let slack = ((self.room.height)(page) - one.height).max(Pt::ZERO) / 2.0;
        self.stand(one, page, 0, Pt::ZERO, slack);
        if let Some(last) = self.standing.last_mut() {
            last.plate = plate;
        }
        true
    }
}
