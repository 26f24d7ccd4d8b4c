//! Places in a row, as `:nth()` chooses them: every so many pages from one on (CSS Syntax 3, The An+B microsyntax).

use std::collections::BTreeSet;

use cssparser::{Parser, parse_nth};

use super::computed::PageKind;
use super::values::Parsed;

/// The places `An+B` for whole `n` from 0, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nth {
    step: i32,
    offset: i32,
    /// Whether pages are counted in each stretch of pages of one name, not in the whole publication.
    pub(super) in_stretch: bool,
}

/// Pages that are looked at for what places there are: more than a publication has.
const MOST_PAGES: usize = 10_000;
/// What pages can look like by their places, at most: many times what picture books need.
pub(super) const MOST_FACES: usize = 1200;

impl Nth {
    /// `An+B`, `odd` or `even`.
    pub(super) fn parse(input: &mut Parser<'_>) -> Parsed<Self> {
        let (step, offset) = parse_nth(input)?;
        Ok(Self { step, offset, in_stretch: false })
    }

    /// Whether it chooses a place.
    fn takes(self, place: usize) -> bool {
        let Ok(place) = i64::try_from(place) else { return false };
        let beyond = place - i64::from(self.offset);
        match i64::from(self.step) {
            _ if place == 0 => false,
            0 => beyond == 0,
            step => beyond % step == 0 && beyond / step >= 0,
        }
    }

    /// Which of several choose a page, as indices.
    pub(super) fn places(nths: &[Self], page: usize, in_stretch: usize) -> Vec<u16> {
        let chosen = (0u16..).zip(nths).filter(|(_, nth)| nth.takes(if nth.in_stretch { in_stretch } else { page }));
        chosen.map(|(index, _)| index).collect()
    }

    /// The kinds of pages that any of several choose, each with those that do, as indices; nothing if they are too many.
    pub(super) fn chosen(nths: &[Self]) -> Option<BTreeSet<(PageKind, Vec<u16>)>> {
        // What stands in a publication and in a stretch is looked at apart: a stretch may begin anywhere.
        let last = |in_stretch: bool| if nths.iter().any(|nth| nth.in_stretch == in_stretch) { MOST_PAGES } else { 2 };
        let pages = (1..=last(false)).map(|page| (Self::places(nths, page, 0), page.is_multiple_of(2), page == 1));
        let pages: BTreeSet<_> = pages.collect();
        let stretches: BTreeSet<_> = (1..=last(true)).map(|place| (Self::places(nths, 0, place), place == 1)).collect();
        let mut chosen = BTreeSet::new();
        for (by_page, is_verso, is_first) in &pages {
            for (by_stretch, opens) in &stretches {
                let mut places: Vec<u16> = by_page.iter().chain(by_stretch).copied().collect();
                places.sort_unstable();
                if places.is_empty() || (*is_first && !opens) {
                    continue;
                }
                let (kind, blank) = match (is_verso, opens) {
                    _ if *is_first => (PageKind::First, PageKind::First),
                    (true, true) => (PageKind::OpeningVerso, PageKind::BlankVerso),
                    (true, false) => (PageKind::Verso, PageKind::BlankVerso),
                    (false, true) => (PageKind::OpeningRecto, PageKind::BlankRecto),
                    (false, false) => (PageKind::Recto, PageKind::BlankRecto),
                };
                chosen.extend([(kind, places.clone()), (blank, places)]);
                if chosen.len() > MOST_FACES {
                    return None;
                }
            }
        }
        Some(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nth(text: &str) -> Nth {
        Parser::new(text).parse_entirely(Nth::parse).expect(text)
    }

    #[test]
    fn places_are_counted_from_one() {
        for (text, expected) in [
            ("3", &[3][..]),
            ("odd", &[1, 3, 5, 7, 9]),
            ("2n", &[2, 4, 6, 8]),
            ("3n+2", &[2, 5, 8]),
            ("n+7", &[7, 8, 9]),
            ("-n+3", &[1, 2, 3]),
            ("-2n+5", &[1, 3, 5]),
            ("0", &[]),
            ("-4", &[]),
        ] {
            assert_eq!((0..10).filter(|&place| nth(text).takes(place)).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn only_pages_that_can_be_are_thought_of() {
        let chosen = Nth::chosen(&[nth("2n")]).expect("it is one");
        assert_eq!(
            chosen.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>(),
            [PageKind::Verso, PageKind::OpeningVerso, PageKind::BlankVerso]
        );
        let each: Vec<Nth> = (1..=200).map(|offset| Nth { step: 0, offset, in_stretch: false }).collect();
        assert!(Nth::chosen(&each).is_some_and(|chosen| chosen.len() < MOST_FACES), "a rule for each page of a picture book");
        let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47].map(|step| Nth { step, offset: 0, in_stretch: false });
        assert!(Nth::chosen(&primes).is_none());
    }
}
