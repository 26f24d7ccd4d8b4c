//! Formulas: TeX becomes glyphs, rules and outlines around a baseline.
//!
//! `ratex` reads the notation and finds the place of everything, by the rules of TeX and the measures of the KaTeX faces,
//! which the font library has for this alone. A formula in a line is cut where TeX would end a line: after the signs that
//! stand between its sides.

use std::sync::Arc;

use ratex_layout::layout_box::BoxContent;
use ratex_layout::{LayoutBox, LayoutOptions, layout, to_display_list, validate_layout};
use ratex_types::color::Color as Ink;
use ratex_types::display_item::DisplayItem;
use ratex_types::math_style::MathStyle;
use ratex_types::path_command::PathCommand;

use crate::base::{Color, Point, Pt, Rect};
use crate::font::{FontLibrary, FontWish};
use crate::model::math;
use crate::page::{Glyph, GlyphRun, ItemKind, Outline, Shape, Step};
use crate::typeset::words::Look;

/// A formula, or the part of one that no line may divide. Its things count from its left end and its baseline.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::typeset) struct Formula {
    /// Its glyphs, rules and outlines.
    pub items: Vec<ItemKind>,
    /// Its width.
    pub width: Pt,
    /// How far it reaches over the baseline.
    pub height: Pt,
    /// How far it reaches under the baseline.
    pub depth: Pt,
}

/// How much smaller a formula may be set than the text around it, so that it has room.
const SMALLEST: f32 = 0.7;

/// Sets a formula in the size of the words around it, or smaller if a part of it is wider than the measure. In a line it
/// comes in parts, between which a line may end; on a line of its own it is whole. Nothing if it cannot be set.
pub(in crate::typeset) fn set(source: &str, display: bool, look: &Look, measure: Pt, fonts: &FontLibrary) -> Option<Vec<Arc<Formula>>> {
    let size = look.size * likeness(look, fonts);
    let parts = at_size(source, display, look, size, fonts)?;
    let widest = parts.iter().map(|part| part.width).fold(Pt::ZERO, Pt::max);
    if widest <= measure {
        return Some(parts);
    }
    at_size(source, display, look, size * (measure / widest).max(SMALLEST), fonts)
}

/// How much larger the faces of formulas are set than the text, so that small letters are as high in both.
fn likeness(look: &Look, fonts: &FontLibrary) -> f32 {
    let own = fonts.formula_face("Main-Regular").map_or(0.0, |face| fonts.face(face).metrics.x_height);
    let text = fonts.face(look.face).metrics.x_height;
    if own > 0.0 { (text / own).clamp(1.0, 1.2) } else { 1.0 }
}

fn at_size(source: &str, display: bool, look: &Look, size: Pt, fonts: &FontLibrary) -> Option<Vec<Arc<Formula>>> {
    let tree = ratex_parser::parse(&math::prepared(source)?).ok()?;
    let style = if display { MathStyle::Display } else { MathStyle::Text };
    let whole = layout(&tree, &LayoutOptions { style, ..LayoutOptions::default() });
    validate_layout(&whole).ok()?;
    let cuts = if display { Vec::new() } else { cuts(&whole) };
    let list = to_display_list(&whole);
    let mut starts = vec![0.0];
    starts.extend(cuts);
    let ends: Vec<f64> = starts.iter().skip(1).copied().chain([list.width]).collect();
    let mut parts: Vec<Formula> = ends.iter().zip(&starts).map(|(end, start)| blank(em(end - start, size))).collect();
    for item in &list.items {
        let number = starts.partition_point(|&start| start <= left(item) + 1e-6).saturating_sub(1);
        let (part, start) = (parts.get_mut(number)?, starts.get(number)?);
        let setting = Setting { look, size, fonts, left: *start, baseline: list.height };
        setting.put(item, part)?;
    }
    for part in &mut parts {
        (part.height, part.depth) = (em(list.height, size), em(list.depth, size));
    }
    Some(parts.into_iter().map(Arc::new).collect())
}

fn blank(width: Pt) -> Formula {
    Formula { items: Vec::new(), width, height: Pt::ZERO, depth: Pt::ZERO }
}

fn em(ems: f64, size: Pt) -> Pt {
    size * ems as f32
}

/// The left end of a thing.
fn left(item: &DisplayItem) -> f64 {
    match item {
        DisplayItem::GlyphPath { x, .. } | DisplayItem::Line { x, .. } | DisplayItem::Rect { x, .. } | DisplayItem::Path { x, .. } => *x,
    }
}

/// Signs between the sides of a formula, after which a line may end.
const BETWEEN: [char; 15] = ['=', '<', '>', '≤', '≥', '≈', '≡', '∼', '∝', '→', '⇒', '⇔', '∈', '⊂', '⊆'];

/// Where a line may end inside a formula, in ems from its left.
fn cuts(whole: &LayoutBox) -> Vec<f64> {
    let BoxContent::HBox(parts) = &whole.content else { return Vec::new() };
    let (mut cuts, mut at, mut after_sign) = (Vec::new(), 0.0, false);
    for part in parts {
        if matches!(part.content, BoxContent::Kern) {
            at += part.width;
            continue;
        }
        if after_sign {
            cuts.push(at);
        }
        after_sign =
            matches!(part.content, BoxContent::Glyph { char_code, .. } if BETWEEN.iter().any(|&sign| u32::from(sign) == char_code));
        at += part.width;
    }
    cuts
}

/// Where and how a part of a formula is set.
struct Setting<'a> {
    look: &'a Look,
    size: Pt,
    fonts: &'a FontLibrary,
    /// Where the part starts in the formula, in ems.
    left: f64,
    /// Where the baseline of the formula lies under its top, in ems.
    baseline: f64,
}

impl Setting<'_> {
    /// Puts a thing at its place; nothing if no font has its sign.
    fn put(&self, item: &DisplayItem, part: &mut Formula) -> Option<()> {
        match item {
            DisplayItem::GlyphPath { x, y, scale, font, char_code, color } => {
                self.glyph(self.place(*x, *y), self.size * *scale as f32, font, char::from_u32(*char_code)?, self.color(color), part)?;
            }
            DisplayItem::Line { x, y, width, thickness, color, .. } => {
                let corner = self.place(*x, y - thickness / 2.0);
                part.items.push(self.filled(corner, *width, *thickness, color));
            }
            DisplayItem::Rect { x, y, width, height, color } => {
                part.items.push(self.filled(self.place(*x, *y), *width, *height, color));
            }
            DisplayItem::Path { x, y, commands, fill, color } => {
                let stroke = (!fill).then(|| self.size * STROKE);
                let steps =
                    commands.iter().scan(Point { x: Pt::ZERO, y: Pt::ZERO }, |pen, command| Some(self.step(command, pen))).collect();
                part.items.push(ItemKind::Outline(Outline { origin: self.place(*x, *y), steps, stroke, color: self.color(color) }));
            }
        }
        Some(())
    }

    fn place(&self, x: f64, y: f64) -> Point {
        Point { x: em(x - self.left, self.size), y: em(y - self.baseline, self.size) }
    }

    /// The colour of the text, unless the author asked for another.
    fn color(&self, ink: &Ink) -> Color {
        if *ink == Ink::BLACK {
            return self.look.color;
        }
        Color::Rgb([ink.r, ink.g, ink.b].map(|share| (share.clamp(0.0, 1.0) * 255.0).round() as u8))
    }

    fn filled(&self, corner: Point, width: f64, height: f64, color: &Ink) -> ItemKind {
        let area = Rect { x: corner.x, y: corner.y, width: em(width, self.size), height: em(height, self.size) };
        ItemKind::Shape(Shape { area, radius: [Pt::ZERO; 4], fill: Some(self.color(color)), stroke: None })
    }

    fn step(&self, command: &PathCommand, pen: &mut Point) -> Step {
        let point = |x: f64, y: f64| Point { x: em(x, self.size), y: em(y, self.size) };
        let from = *pen;
        match *command {
            PathCommand::MoveTo { x, y } => {
                *pen = point(x, y);
                Step::Move(*pen)
            }
            PathCommand::LineTo { x, y } => {
                *pen = point(x, y);
                Step::Line(*pen)
            }
            PathCommand::CubicTo { x1, y1, x2, y2, x, y } => {
                *pen = point(x, y);
                Step::Curve([point(x1, y1), point(x2, y2), *pen])
            }
            PathCommand::QuadTo { x1, y1, x, y } => {
                // A curve with one handle as one with two.
                let (handle, to) = (point(x1, y1), point(x, y));
                let near = |end: Point| Point { x: end.x + (handle.x - end.x) * (2.0 / 3.0), y: end.y + (handle.y - end.y) * (2.0 / 3.0) };
                *pen = to;
                Step::Curve([near(from), near(to), to])
            }
            PathCommand::Close => Step::Close,
        }
    }

    /// Adds a sign: to the letters before it, if it follows them in the same face on the same line.
    fn glyph(&self, origin: Point, size: Pt, font: &str, sign: char, color: Color, part: &mut Formula) -> Option<()> {
        let own = self.fonts.formula_face(font).and_then(|face| Some((face, self.fonts.face(face).glyph(sign)?)));
        let (face, id) = own.or_else(|| {
            let wish = FontWish { family: "serif", weight: 400, italic: false, size };
            let face = self.fonts.fallback(sign, wish, "")?;
            Some((face, self.fonts.face(face).glyph(sign)?))
        })?;
        let advance = size * (self.fonts.face(face).advance(id) / 1000.0);
        let glyph =
            |start: usize| Glyph { id, advance, dx: Pt::ZERO, dy: Pt::ZERO, start: start as u32, end: (start + sign.len_utf8()) as u32 };
        if let Some(ItemKind::Glyphs(run)) = part.items.last_mut()
            && run.face == face
            && run.size == size
            && run.color == color
            && run.origin.y == origin.y
        {
            let last = run.glyphs.iter().last().map_or(Pt::ZERO, |glyph| glyph.advance);
            let before: Pt = run.glyphs.iter().take(run.glyphs.len().saturating_sub(1)).map(|glyph| glyph.advance).sum();
            let room = origin.x - run.origin.x - before;
            if room >= last * 0.5 && room < last + size * NEAR {
                run.glyphs.edit(|glyphs| {
                    glyphs.iter_mut().rev().take(1).for_each(|last| last.advance = room);
                    glyphs.push(glyph(run.text.len()));
                });
                run.text = format!("{}{sign}", run.text).into();
                return Some(());
            }
        }
        let run = GlyphRun { face, size, stretch: 1.0, color, origin, glyphs: [glyph(0)].as_slice().into(), text: sign.to_string().into() };
        part.items.push(ItemKind::Glyphs(run));
        Some(())
    }
}

/// Signs further apart than this share of their size are no word.
const NEAR: f32 = 0.1;
/// The thickness of drawn lines: that of TeX's rules, in sizes of the text.
const STROKE: f32 = 0.04;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FaceId;
    use crate::typeset::words::Drawn;

    fn look() -> Look {
        let (face, size, color, none) = (FaceId(0), Pt(10.0), Color::BLACK, Pt::ZERO);
        Look { face, size, color, rise: none, letter_spacing: none, word_spacing: none, features: Vec::new(), drawn: Drawn::default() }
    }

    fn parts(source: &str, display: bool) -> Vec<Arc<Formula>> {
        set(source, display, &look(), Pt(300.0), &FontLibrary::bundled()).unwrap_or_default()
    }

    fn text(formula: &Formula) -> String {
        formula.items.iter().filter_map(|item| if let ItemKind::Glyphs(run) = item { Some(&*run.text) } else { None }).collect()
    }

    #[test]
    fn formulas_of_all_trades_are_set_whole() {
        let formulas = [
            r"E = mc^2",
            r"\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}",
            r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}",
            r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
            r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \cdot \vec{v}",
            r"\begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
            r"\begin{align} a &= b \\ c &= d \end{align}",
            r"\left\{ x \in \mathbb{R} \mid x > 0 \right\}",
            r"\sqrt[3]{x+y} + \overbrace{a+b}^{n} + \widetilde{xyz}",
            r"\binom{n}{k} = \frac{n!}{k!(n-k)!} \label{eq:binomial}",
        ];
        for source in formulas {
            let whole = parts(source, true);
            let [formula] = whole.as_slice() else { unreachable!("{source} is not set") };
            assert!(formula.width > Pt(10.0) && formula.height > Pt(4.0), "{source}: {formula:?}");
            assert!(formula.items.len() > 1 || text(formula).len() > 1, "{source}: {formula:?}");
        }
    }

    #[test]
    fn signs_stand_around_the_baseline() {
        let fraction = parts(r"\frac{1}{2}", true);
        let origin = |sign: &str| {
            fraction[0].items.iter().find_map(|item| match item {
                ItemKind::Glyphs(run) if &*run.text == sign => Some(run.origin.y),
                _ => None,
            })
        };
        let bar = fraction[0].items.iter().find_map(|item| if let ItemKind::Shape(shape) = item { Some(shape.area.y) } else { None });
        assert!(origin("1") < bar && bar < Some(Pt::ZERO) && origin("2") > Some(Pt::ZERO), "{fraction:?}");
    }

    #[test]
    fn lines_may_end_after_signs_between_sides_and_nowhere_else() {
        let parts = parts("a + b = c > (x = y)", false);
        assert_eq!(parts.iter().map(|part| text(part)).collect::<Vec<_>>(), ["a+b=", "c>", "(x=", "y)"]);
        assert!(parts.iter().all(|part| part.items.iter().all(|item| match item {
            ItemKind::Glyphs(run) => run.origin.x >= Pt::ZERO && run.origin.x < part.width,
            _ => true,
        })));
    }

    #[test]
    fn what_has_no_room_is_set_smaller() {
        let long = "a + b + c + d + e + f + g + h + i + j + k + l";
        let free = parts(long, true);
        let narrow = set(long, true, &look(), free[0].width * 0.8, &FontLibrary::bundled()).unwrap_or_default();
        assert!((narrow[0].width - free[0].width * 0.8).abs() < Pt(1.0), "{:?} {:?}", narrow[0].width, free[0].width);
    }

    #[test]
    fn what_is_no_formula_is_refused_without_harm() {
        for wrong in [r"\frac", r"\frac{1}{", "x^", r"\unknowncommand{x}", "}{"] {
            assert!(parts(wrong, false).is_empty(), "{wrong}");
        }
        for opener in ["{", "x^", "\\left(", "\\sqrt ", "\\begin{matrix}", "\\def\\a{\\a\\a}\\a"] {
            let _ = parts(&opener.repeat(900), true);
        }
    }
}
