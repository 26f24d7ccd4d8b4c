//! The glyphs of a run, kept small: a novel has millions, and nearly all of them are plain.

use super::Glyph;
use crate::base::Pt;

/// The glyphs of a run, from left to right.
///
/// They are read as [`Glyph`]s, one after the other or all at once. A run whose glyphs stand on the line one after the other,
/// in the order of the text, takes a third of the room that others take.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyphs(Kept);

#[derive(Clone, Debug, PartialEq)]
enum Kept {
    /// Nothing is shifted, and each glyph shows the text that follows what the one before it shows.
    Plain(Box<[Plain]>),
    Other(Box<[Glyph]>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Plain {
    advance: Pt,
    id: u16,
    /// How many bytes of the text it shows.
    bytes: u16,
}

impl Glyphs {
    /// How many there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::Plain(glyphs) => glyphs.len(),
            Kept::Other(glyphs) => glyphs.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How far the pen moves on after all of them.
    pub fn width(&self) -> Pt {
        self.iter().map(|glyph| glyph.advance).sum()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Glyph> {
        let (plain, other): (&[Plain], &[Glyph]) = match &self.0 {
            Kept::Plain(plain) => (plain, &[]),
            Kept::Other(other) => (&[], other),
        };
        let plain = plain.iter().scan(0, |start, &Plain { advance, id, bytes }| {
            let glyph = Glyph { id, advance, dx: Pt::ZERO, dy: Pt::ZERO, start: *start, end: *start + u32::from(bytes) };
            *start = glyph.end;
            Some(glyph)
        });
        plain.chain(other.iter().copied())
    }

    /// All of them, in a vector whose room is used again.
    pub fn read_into(&self, glyphs: &mut Vec<Glyph>) {
        glyphs.clear();
        glyphs.extend(self.iter());
    }

    /// Changes them.
    pub fn edit(&mut self, change: impl FnOnce(&mut Vec<Glyph>)) {
        let mut glyphs = self.iter().collect();
        change(&mut glyphs);
        *self = Self::from(glyphs.as_slice());
    }
}

impl From<&[Glyph]> for Glyphs {
    fn from(glyphs: &[Glyph]) -> Self {
        let mut end = 0;
        let are_plain = glyphs.iter().all(|glyph| {
            let follows = glyph.start == end && glyph.end.checked_sub(end).is_some_and(|bytes| bytes <= u32::from(u16::MAX));
            end = glyph.end;
            follows && glyph.dx == Pt::ZERO && glyph.dy == Pt::ZERO
        });
        if !are_plain {
            return Self(Kept::Other(glyphs.into()));
        }
        let plain = |&Glyph { id, advance, start, end, .. }: &Glyph| Plain { advance, id, bytes: (end - start) as u16 };
        Self(Kept::Plain(glyphs.iter().map(plain).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(id: u16, start: u32, end: u32) -> Glyph {
        Glyph { id, advance: Pt(5.5), dx: Pt::ZERO, dy: Pt::ZERO, start, end }
    }

    #[test]
    fn what_is_kept_is_what_was_given() {
        let shifted = Glyph { dy: Pt(2.0), ..glyph(2, 1, 2) };
        let plain = [vec![], vec![glyph(1, 0, 1), glyph(2, 1, 4), glyph(3, 4, 4), glyph(4, 4, 5)]];
        let others = [
            vec![glyph(1, 0, 1), shifted],
            vec![glyph(1, 0, 2), glyph(2, 0, 2)],
            vec![glyph(2, 1, 2), glyph(1, 0, 1)],
            vec![glyph(1, 0, 70_000)],
        ];
        for (is_plain, glyphs) in plain.iter().map(|glyphs| (true, glyphs)).chain(others.iter().map(|glyphs| (false, glyphs))) {
            let kept = Glyphs::from(glyphs.as_slice());
            assert_eq!(matches!(kept.0, Kept::Plain(_)), is_plain, "{glyphs:?}");
            assert_eq!(&kept.iter().collect::<Vec<_>>(), glyphs);
            assert_eq!(kept.len(), glyphs.len());
        }
    }

    #[test]
    fn what_is_changed_is_kept_as_it_is_then() {
        let mut glyphs = Glyphs::from([glyph(1, 0, 1), glyph(2, 1, 2)].as_slice());
        glyphs.edit(|glyphs| glyphs.reverse());
        assert_eq!(glyphs, Glyphs::from([glyph(2, 1, 2), glyph(1, 0, 1)].as_slice()));
        assert_eq!(glyphs.width(), Pt(11.0));
    }
}
