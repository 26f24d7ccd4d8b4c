//! Borders that two cells share: the wider of both is drawn, once (CSS 2.1, 17.6.2.1).

use std::collections::BTreeMap;

use super::RowFlow;
use crate::base::{Pt, Sides};
use crate::style::Border;

/// Notes for each cell of a table at which of its sides a neighbour draws the line between them.
pub(super) fn share(rows: &mut [RowFlow<'_>]) {
    if !rows.iter().flat_map(|row| &row.cells).any(|cell| cell.style.has_border()) {
        return;
    }
    let places = places(rows);
    for number in 0..rows.len() {
        for at in 0..rows[number].cells.len() {
            let cell = &rows[number].cells[at];
            let (first, last) = (cell.column, cell.column + cell.columns);
            let above = || (first..last).map(|column| Some((number.checked_sub(1)?, column)));
            let below = || (first..last).map(|column| Some((number + cell.rows, column)));
            let before = || (number..number + cell.rows).map(|row| Some((row, first.checked_sub(1)?)));
            let after = || (number..number + cell.rows).map(|row| Some((row, last)));
            let width = |place: Option<(usize, usize)>, side: fn(&Sides<Border>) -> Border| {
                let &(row, cell) = places.get(&place?)?;
                Some(side(&rows[row].cells[cell].style.border).width)
            };
            let own = cell.style.border;
            // Of two lines alike, the one that comes first is drawn: a table that goes on elsewhere is closed at its end.
            let shared = Sides {
                top: above()
                    .all(|place| width(place, |other| other.bottom).is_some_and(|other| other > Pt::ZERO && other >= own.top.width)),
                bottom: below().all(|place| width(place, |other| other.top).is_some_and(|other| other > own.bottom.width)),
                left: before()
                    .all(|place| width(place, |other| other.right).is_some_and(|other| other > Pt::ZERO && other >= own.left.width)),
                right: after().all(|place| width(place, |other| other.left).is_some_and(|other| other > own.right.width)),
            };
            rows[number].cells[at].shared = shared;
        }
    }
}

/// The cell that takes each place of the grid, by row and column: the row in which it begins, and which of its cells it is.
fn places(rows: &[RowFlow<'_>]) -> BTreeMap<(usize, usize), (usize, usize)> {
    let cells = rows.iter().enumerate().flat_map(|(row, own)| own.cells.iter().enumerate().map(move |(at, cell)| (row, at, cell)));
    cells
        .flat_map(|(row, at, cell)| {
            let places = (row..row + cell.rows).flat_map(|row| (cell.column..cell.column + cell.columns).map(move |column| (row, column)));
            places.map(move |place| (place, (row, at)))
        })
        .collect()
}
