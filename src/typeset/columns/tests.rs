//! Columns filled with lines that chance made: what must hold for all, and that short ways lead to the same place.

use std::collections::BTreeMap;

use super::*;
use crate::typeset::strip::{Flexible, Otherwise, blank};

const GRID: Pt = Pt(12.0);

/// Numbers that look like chance, the same each time (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn line(cut: Cut) -> Slice {
    Slice { height: GRID, cut, on_grid: true, ..blank() }
}

/// Paragraphs of two to eight lines, some of which may be set a line shorter or longer.
fn text(chance: &mut Chance, paragraphs: usize) -> Vec<Slice> {
    let mut slices = Vec::new();
    for paragraph in 0..paragraphs {
        let lines = 2 + chance.below(7);
        let cuts = |lines: usize| (0..lines).map(move |at| if lines > 2 && (at == 1 || at + 1 == lines) { 500.0 } else { 0.0 });
        let other = |more: i8| {
            let lines = lines.saturating_add_signed(isize::from(more));
            Otherwise { more, price: 4.0, cuts: cuts(lines).collect() }
        };
        let from = slices.len();
        slices.extend(cuts(lines).map(|price| line(if price > 0.0 { Cut::Price(price) } else { Cut::Free })));
        let others: Vec<Otherwise> = match chance.below(3) {
            0 if lines > 3 => vec![other(-1)],
            1 => vec![other(1)],
            _ => Vec::new(),
        };
        slices[from].opens = true;
        slices[from].flexible = (!others.is_empty()).then(|| Box::new(Flexible { paragraph, lines, others }));
    }
    slices
}

fn with_room<T>(columns: usize, job: impl FnOnce(&Room<'_>) -> T) -> T {
    let settled = BTreeMap::new();
    job(&Room {
        columns,
        height: &|page| GRID * if page == 0 { 9.0 } else { 17.0 },
        side: &|page| if page.is_multiple_of(2) { Side::Recto } else { Side::Verso },
        grid: GRID,
        balance: columns > 1,
        notes: &|_| Pt::ZERO,
        obstacles: Obstacles::NONE,
        from: 0,
        settled: &settled,
    })
}

#[test]
fn every_slice_stands_once_and_no_column_is_too_high() {
    for columns in 1..=3 {
        for seed in 1..40 {
            let text = text(&mut Chance(seed), 30);
            let slices: Vec<&Slice> = text.iter().collect();
            with_room(columns, |room| {
                let filled = fill(&slices, room);
                let mut next = 0;
                for column in &filled.columns {
                    assert_eq!(column.from, next);
                    next = column.to;
                    // What takes a line more or less is not set yet.
                    if filled.wishes.is_empty() {
                        assert!(column.used <= (room.height)(column.page) + Pt(0.01), "{columns} {seed}: {}", column.used);
                    }
                }
                assert_eq!(next, slices.len(), "{columns} {seed}");
            });
        }
    }
}

#[test]
fn paragraphs_that_give_make_better_pages() {
    let mut better = 0;
    for seed in 1..40 {
        let text = text(&mut Chance(seed), 40);
        let stiff: Vec<Slice> = text.iter().map(|slice| Slice { flexible: None, ..slice.clone() }).collect();
        with_room(1, |room| {
            let (given, stiff) = (fill(&text.iter().collect::<Vec<_>>(), room), fill(&stiff.iter().collect::<Vec<_>>(), room));
            assert!(given.cost <= stiff.cost, "{seed}: {} and {}", given.cost, stiff.cost);
            better += usize::from(given.cost < stiff.cost && !given.wishes.is_empty());
        });
    }
    assert!(better > 20, "{better}");
}

#[test]
fn orders_are_filled_as_if_each_were_the_first() {
    for columns in 1..=3 {
        let chance = &mut Chance(77);
        let text = text(chance, 20);
        let boxes: Vec<Slice> = (0..3).map(|_| Slice { height: GRID * 3.5, opens: true, ..blank() }).collect();
        with_room(columns, |room| {
            let mut filler = Filler::often(room);
            for _ in 0..60 {
                let mut order: Vec<&Slice> = text.iter().collect();
                boxes.iter().for_each(|one| order.insert(chance.below(order.len()), one));
                let alone = fill(&order, room);
                assert_eq!(filler.fill(&order, f32::INFINITY).as_ref(), Some(&alone));
                // A bound that is met is no bound, and one that is not ends the search.
                assert_eq!(filler.fill(&order, alone.cost + 0.5).as_ref(), Some(&alone));
                assert_eq!(filler.fill(&order, alone.cost), None);
            }
        });
    }
}
