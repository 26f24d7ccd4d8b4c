//! Backgrounds, borders and rules: what is drawn around words and carries none.

use crate::base::{Color, Pt, Rect};
use crate::page::{Backdrop, Furniture, Item, ItemKind, Mark, Shape, Stroke};
use crate::style::{Background, Border, BorderStyle, Style};

/// The background and borders of a box.
pub(super) fn frame(style: &Style, area: Rect) -> Vec<Item> {
    framed(style, area, area)
}

/// The background and borders of a box or a part of it; a picture is placed in the whole.
fn framed(style: &Style, area: Rect, whole: Rect) -> Vec<Item> {
    let mut items = Vec::new();
    let border = style.border;
    let even = [border.right, border.bottom, border.left].iter().all(|side| *side == border.top);
    let rounded = style.border_radius.iter().any(|&radius| radius > Pt::ZERO);
    if let Some(color) = style.background_color {
        items.push(shape(Shape { area, radius: style.border_radius, fill: Some(color), stroke: None }));
    }
    // CSS Backgrounds 3, 3.7: it is placed within the borders, and reaches under them.
    let within = Rect {
        x: whole.x + border.left.width,
        y: whole.y + border.top.width,
        width: whole.width - border.left.width - border.right.width,
        height: whole.height - border.top.width - border.bottom.width,
    };
    items.extend(backdrop(&style.background, (within, Pt::ZERO), area, style.border_radius));
    if even && border.top.width > Pt::ZERO && rounded {
        // Of a double line, each is a third.
        let (width, inset): (Pt, &[f32]) = match border.top.style {
            BorderStyle::Double => (border.top.width / 3.0, &[0.5, 2.5]),
            _ => (border.top.width, &[0.5]),
        };
        for share in inset {
            let inset = width * *share;
            let middle = Rect { x: area.x + inset, y: area.y + inset, width: area.width - inset * 2.0, height: area.height - inset * 2.0 };
            let stroke = Stroke { width, color: color(border.top, style), dash: dash(border.top) };
            // The radius of a border is that of its outer edge.
            let radius = style.border_radius.map(|radius| (radius - inset).max(Pt::ZERO));
            items.push(shape(Shape { area: middle, radius, fill: None, stroke: Some(stroke) }));
        }
        return items;
    }
    items.extend(top_rule(style, area));
    items.extend(bottom_rule(style, area));
    for (side, x) in [(border.left, area.x), (border.right, area.right() - border.right.width)] {
        items.extend(vertical(side, color(side, style), Rect { x, y: area.y, width: side.width, height: area.height }));
    }
    items
}

/// The picture behind a box or a page, placed in an area that may run over the trim, and cut off at the edges of another.
/// Until all pages are made, it has the picture's number in the publication.
pub(super) fn backdrop(background: &Background, (area, edge): (Rect, Pt), cut: Rect, radius: [Pt; 4]) -> Option<Item> {
    let (picture, tile) = background.placed(area, edge)?;
    let backdrop = Backdrop { picture: picture.0, tile, repeat: background.repeat, area: cut, radius };
    Some(Item { kind: ItemKind::Backdrop(backdrop), mark: Mark::Furniture(Furniture::Decoration) })
}

/// The background and borders of a part of a box that is divided: its top and its foot only where they are.
pub(super) fn part_of_frame(style: &Style, area: Rect, whole: Rect, first: bool, last: bool) -> Vec<Item> {
    let mut part = style.clone();
    let [upper_left, upper_right, lower_right, lower_left] = style.border_radius;
    let at = |there: bool, radius: Pt| if there { radius } else { Pt::ZERO };
    part.border_radius = [at(first, upper_left), at(first, upper_right), at(last, lower_right), at(last, lower_left)];
    if !first {
        part.border.top = Border::NONE;
    }
    if !last {
        part.border.bottom = Border::NONE;
    }
    framed(&part, area, whole)
}

/// The upper border of a box.
pub(super) fn top_rule(style: &Style, area: Rect) -> Vec<Item> {
    horizontal(style.border.top, color(style.border.top, style), Rect { height: style.border.top.width, ..area })
}

/// The lower border of a box.
pub(super) fn bottom_rule(style: &Style, area: Rect) -> Vec<Item> {
    let border = style.border.bottom;
    horizontal(border, color(border, style), Rect { y: area.bottom() - border.width, height: border.width, ..area })
}

/// A border from left to right that fills an area.
pub(super) fn horizontal(border: Border, color: Color, area: Rect) -> Vec<Item> {
    let third = area.height / 3.0;
    let two = [Rect { height: third, ..area }, Rect { y: area.y + third * 2.0, height: third, ..area }];
    line(border, color, area, two, Rect { y: area.y + area.height / 2.0, height: Pt::ZERO, ..area })
}

/// A border from top to bottom that fills an area.
pub(super) fn vertical(border: Border, color: Color, area: Rect) -> Vec<Item> {
    let third = area.width / 3.0;
    let two = [Rect { width: third, ..area }, Rect { x: area.x + third * 2.0, width: third, ..area }];
    line(border, color, area, two, Rect { x: area.x + area.width / 2.0, width: Pt::ZERO, ..area })
}

/// A border that fills an area, is `two` lines, or is drawn along the `middle`, which is a box without height or width.
fn line(border: Border, color: Color, area: Rect, two: [Rect; 2], middle: Rect) -> Vec<Item> {
    match border.style {
        BorderStyle::None => Vec::new(),
        _ if border.width <= Pt::ZERO => Vec::new(),
        BorderStyle::Solid => vec![filled(area, color)],
        BorderStyle::Double => two.map(|line| filled(line, color)).into(),
        BorderStyle::Dashed | BorderStyle::Dotted => {
            let stroke = Stroke { width: border.width, color, dash: dash(border) };
            vec![shape(Shape { area: middle, radius: [Pt::ZERO; 4], fill: None, stroke: Some(stroke) })]
        }
    }
}

/// An area of one colour.
pub(super) fn filled(area: Rect, color: Color) -> Item {
    shape(Shape { area, radius: [Pt::ZERO; 4], fill: Some(color), stroke: None })
}

fn shape(shape: Shape) -> Item {
    Item { kind: ItemKind::Shape(shape), mark: Mark::Furniture(Furniture::Decoration) }
}

fn color(border: Border, style: &Style) -> Color {
    border.color.unwrap_or(style.color)
}

fn dash(border: Border) -> Option<(Pt, Pt)> {
    match border.style {
        BorderStyle::Dashed => Some((border.width * 3.0, border.width * 2.0)),
        BorderStyle::Dotted => Some((border.width, border.width)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Sides;

    const AREA: Rect = Rect { x: Pt(10.0), y: Pt(20.0), width: Pt(100.0), height: Pt(60.0) };

    /// What a border of 3 points on all sides draws: each shape's place, and whether it is a broken line.
    fn drawn(style: BorderStyle, radius: Pt) -> Vec<([f32; 4], bool)> {
        let border = Sides::all(Border { width: Pt(3.0), style, color: None });
        let items = frame(&Style { border, border_radius: [radius; 4], ..Style::default() }, AREA);
        let shapes = items.into_iter().filter_map(|item| if let ItemKind::Shape(shape) = item.kind { Some(shape) } else { None });
        let place = |area: Rect| [area.x.0, area.y.0, area.width.0, area.height.0];
        shapes.map(|shape| (place(shape.area), shape.stroke.is_some_and(|stroke| stroke.dash.is_some()))).collect()
    }

    #[test]
    fn borders_are_drawn_as_their_style_says_on_all_sides() {
        let upright = |style| drawn(style, Pt::ZERO)[drawn(style, Pt::ZERO).len() / 2..].to_vec();
        assert_eq!(upright(BorderStyle::Solid), [([10.0, 20.0, 3.0, 60.0], false), ([107.0, 20.0, 3.0, 60.0], false)]);
        let double = upright(BorderStyle::Double).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        assert_eq!(double, [[10.0, 20.0, 1.0, 60.0], [12.0, 20.0, 1.0, 60.0], [107.0, 20.0, 1.0, 60.0], [109.0, 20.0, 1.0, 60.0]]);
        assert_eq!(upright(BorderStyle::Dotted), [([11.5, 20.0, 0.0, 60.0], true), ([108.5, 20.0, 0.0, 60.0], true)]);
        assert_eq!(drawn(BorderStyle::None, Pt::ZERO), []);
    }

    #[test]
    fn rounded_borders_may_be_double() {
        let places = |style| drawn(style, Pt(4.0)).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        assert_eq!(places(BorderStyle::Solid), [[11.5, 21.5, 97.0, 57.0]]);
        assert_eq!(places(BorderStyle::Double), [[10.5, 20.5, 99.0, 59.0], [12.5, 22.5, 95.0, 55.0]]);
    }
}
