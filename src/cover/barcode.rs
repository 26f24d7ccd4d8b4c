//! The EAN-13 barcode of an ISBN, as bars of black ink (ISO/IEC 15420).

use crate::base::{Color, Pt, Rect};
use crate::page::Shape;

/// The narrowest bar at full size.
const MODULE: Pt = Pt::mm(0.33);
/// Modules that must stay white left and right of the bars.
const QUIET: (usize, usize) = (11, 7);
/// Modules of the bars.
const MODULES: usize = 95;
/// How high the bars are, and how much further the guards reach.
const HEIGHT: Pt = Pt::mm(22.85);
const GUARD: Pt = Pt::mm(1.65);
/// White above the bars.
const ABOVE: Pt = Pt::mm(1.5);
/// What the digits take below the bars.
const DIGITS: Pt = Pt::mm(3.0);

/// Thirteen digits, the last of which checks the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ean13([u8; 13]);

/// A digit under the bars: which, and the middle of its foot.
pub(super) type Digit = (u8, Pt, Pt);

impl Ean13 {
    /// Reads an ISBN of thirteen digits, whatever stands between them; nothing if its check digit is wrong.
    pub fn read(isbn: &str) -> Option<Self> {
        let digits: Vec<u8> = isbn.chars().filter_map(|c| c.to_digit(10)).map(|digit| digit as u8).collect();
        let digits: [u8; 13] = digits.try_into().ok()?;
        let sum: u32 = digits.iter().enumerate().map(|(index, &digit)| u32::from(digit) * if index % 2 == 0 { 1 } else { 3 }).sum();
        sum.is_multiple_of(10).then_some(Self(digits))
    }

    /// The area of the symbol with its quiet zones, at a place.
    pub(super) fn area(x: Pt, y: Pt) -> Rect {
        Rect { x, y, width: MODULE * (QUIET.0 + MODULES + QUIET.1) as f32, height: ABOVE + HEIGHT + GUARD + DIGITS }
    }

    /// The symbol at a place: white ground, bars, and where the digits go.
    pub(super) fn draw(self, x: Pt, y: Pt) -> (Vec<Shape>, Vec<Digit>) {
        let filled = |area, color| Shape { area, radius: [Pt::ZERO; 4], fill: Some(color), stroke: None };
        let mut shapes = vec![filled(Self::area(x, y), Color::WHITE)];
        let y = y + ABOVE;
        let start = x + MODULE * QUIET.0 as f32;
        let modules = self.modules();
        let mut at = 0;
        while at < MODULES {
            let width = modules[at..].iter().take_while(|&&black| black == modules[at]).count();
            if modules[at] {
                let is_guard = at < 3 || (45..50).contains(&at) || at >= 92;
                let height = if is_guard { HEIGHT + GUARD } else { HEIGHT };
                shapes.push(filled(Rect { x: start + MODULE * at as f32, y, width: MODULE * width as f32, height }, Color::BLACK));
            }
            at += width;
        }
        let foot = y + HEIGHT + DIGITS;
        let middle = |index: usize| match index {
            0 => start - MODULE * 6.0,
            1..=6 => start + MODULE * (3.0 + 7.0 * (index - 1) as f32 + 3.5),
            _ => start + MODULE * (50.0 + 7.0 * (index - 7) as f32 + 3.5),
        };
        let digits = self.0.iter().enumerate().map(|(index, &digit)| (digit, middle(index), foot)).collect();
        (shapes, digits)
    }

    /// Black and white from left to right.
    fn modules(self) -> [bool; MODULES] {
        /// The bars of each digit in the right half; the left half has them inverted, or backwards.
        const RIGHT: [u8; 10] =
            [0b1110010, 0b1100110, 0b1101100, 0b1000010, 0b1011100, 0b1001110, 0b1010000, 0b1000100, 0b1001000, 0b1110100];
        /// Which digits of the left half are backwards: the first digit is told by that alone.
        const BACKWARDS: [u8; 10] = [0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010];
        let [first, rest @ ..] = self.0;
        let mut modules = Vec::with_capacity(MODULES);
        modules.extend([true, false, true]);
        for (index, &digit) in rest.iter().enumerate() {
            if index == 6 {
                modules.extend([false, true, false, true, false]);
            }
            let right = RIGHT[usize::from(digit % 10)];
            let is_backwards = index < 6 && BACKWARDS[usize::from(first % 10)] >> (5 - index) & 1 == 1;
            for bit in 0..7 {
                let from_left = if is_backwards { bit } else { 6 - bit };
                let black = right >> from_left & 1 == 1;
                modules.push(if index < 6 && !is_backwards { !black } else { black });
            }
        }
        modules.extend([true, false, true]);
        let mut all = [false; MODULES];
        all.iter_mut().zip(modules).for_each(|(module, black)| *module = black);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_numbers_have_no_symbol() {
        assert!(Ean13::read("urn:isbn:9780306406157").is_some() && Ean13::read("978-0-306-40615-7").is_some());
        assert_eq!(Ean13::read("9780306406158"), None);
        assert_eq!(Ean13::read("123"), None);
    }

    /// The symbol of 5901234123457 as handbooks print it.
    #[test]
    fn bars_are_those_of_the_handbooks() {
        let symbol = Ean13::read("5901234123457").expect("its check digit is right");
        let bars: String = symbol.modules().iter().map(|&black| if black { '1' } else { '0' }).collect();
        assert_eq!(bars, "10100010110100111011001100100110111101001110101010110011011011001000010101110010011101000100101");
    }

    #[test]
    fn nothing_touches_the_quiet_zones() {
        let symbol = Ean13::read("9780306406157").expect("its check digit is right");
        let (shapes, digits) = symbol.draw(Pt(10.0), Pt(20.0));
        let (ground, bars) = shapes.split_first().expect("there is a ground");
        assert!((ground.area.width.to_mm() - 37.29).abs() < 0.01, "the symbol is at full size");
        let (first, last) = (&bars[0].area, &bars[bars.len() - 1].area);
        assert!((first.x - ground.area.x - MODULE * 11.0).abs() < Pt(0.01));
        assert!((ground.area.right() - last.right() - MODULE * 7.0).abs() < Pt(0.01));
        assert_eq!((bars.len(), digits.len()), (30, 13));
        assert!(bars.iter().all(|bar| bar.fill == Some(Color::BLACK)));
    }
}
