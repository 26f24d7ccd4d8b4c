//! The feet of pages: which notes stand at the foot of which column, or across the columns of a block.

use std::collections::BTreeMap;

use super::{Filled, Flow, Placed, Plan, Planned, Region, Slice, Strip};
use crate::base::Pt;
use crate::typeset::notes::Notes;

/// What stands at the foot of a page, by its left edge in hundredths of a point.
pub(super) type Feet<T> = BTreeMap<i32, T>;

/// How often columns are filled until the notes across them have room: with each page's notes its text changes.
pub(super) const TRIES: usize = 5;

/// The notes at one foot.
pub(super) struct Foot {
    /// Their numbers.
    pub notes: Vec<usize>,
    /// The last region and column that has any of them.
    pub last: (usize, usize),
    /// What boxes take below them.
    pub raised: Pt,
}

/// The left edge of the notes of a column: its own, or that of the page where notes stand across.
pub(super) fn left_of(region: &Region<'_>, column: usize) -> i32 {
    // In range: no page is 20 km wide.
    if region.notes_across { 0 } else { (region.lanes().left(column).0 * 100.0).round() as i32 }
}

/// The notes at the feet of all pages, by page and left edge: regions that stand on one page have their notes together.
pub(super) fn of_pages(plan: &Plan<'_>, flow: &Flow<'_>, strips: &[Strip]) -> BTreeMap<(usize, i32), Foot> {
    let mut feet: BTreeMap<(usize, i32), Foot> = BTreeMap::new();
    for (number, ((region, strip), planned)) in flow.regions.iter().zip(strips).zip(&plan.regions).enumerate() {
        for column in &planned.filled.columns {
            let own = notes_of(planned, column, &strip.slices);
            if own.is_empty() {
                continue;
            }
            let foot = feet.entry((planned.page + column.page, left_of(region, column.column)));
            let foot = foot.or_insert(Foot { notes: Vec::new(), last: (0, 0), raised: Pt::ZERO });
            foot.notes.extend(own);
            foot.last = (number, column.column);
            foot.raised = foot.raised.max(column.foot);
        }
    }
    feet
}

/// The notes whose marks stand in a column, and those of the boxes that begin there.
pub(super) fn notes_of(planned: &Planned, column: &super::Column, slices: &[Slice]) -> Vec<usize> {
    let in_text = planned.slices(column, slices).flat_map(|slice| &slice.notes);
    in_text.chain(planned.notes_of_boxes(column, slices)).copied().collect()
}

/// Takes more height from the pages whose notes need it that stand across the columns. Returns whether any does.
pub(super) fn grow(across: &mut BTreeMap<usize, Pt>, placed: &Placed, slices: &[Slice], notes: &Notes) -> bool {
    let Placed { order, filled: Filled { columns, .. }, .. } = placed;
    let mut more = false;
    for page in columns.chunk_by(|one, next| one.page == next.page) {
        let Some(number) = page.first().map(|column| column.page) else { continue };
        let shown = page.iter().flat_map(|column| order.get(column.from..column.to).unwrap_or_default());
        let marks: Vec<usize> = shown.filter_map(|&slice| slices.get(slice)).flat_map(|slice| &slice.notes).copied().collect();
        let height = notes.height(&marks);
        let known = across.entry(number).or_insert(Pt::ZERO);
        more |= height > *known + Pt(0.01);
        *known = known.max(height);
    }
    more
}
