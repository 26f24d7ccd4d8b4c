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
        let half = border.top.width / 2.0;
        let middle =
            Rect { x: area.x + half, y: area.y + half, width: area.width - border.top.width, height: area.height - border.top.width };
        let stroke = Stroke { width: border.top.width, color: color(border.top, style), dash: dash(border.top) };
        // The radius of a border is that of its outer edge.
        let radius = style.border_radius.map(|radius| (radius - half).max(Pt::ZERO));
        items.push(shape(Shape { area: middle, radius, fill: None, stroke: Some(stroke) }));
        return items;
    }
    items.extend(top_rule(style, area));
    items.extend(bottom_rule(style, area));
    for (side, x) in [(border.left, area.x), (border.right, area.right() - border.right.width)] {
        if side.width > Pt::ZERO {
            items.push(filled(Rect { x, y: area.y, width: side.width, height: area.height }, color(side, style)));
        }
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
    match border.style {
        BorderStyle::None => Vec::new(),
        _ if border.width <= Pt::ZERO => Vec::new(),
        BorderStyle::Solid => vec![filled(area, color)],
        BorderStyle::Double => {
            let third = area.height / 3.0;
            vec![filled(Rect { height: third, ..area }, color), filled(Rect { y: area.y + third * 2.0, height: third, ..area }, color)]
        }
        BorderStyle::Dashed | BorderStyle::Dotted => {
            // A dashed line is the stroke along the middle of a box without height.
            let middle = Rect { y: area.y + area.height / 2.0, height: Pt::ZERO, ..area };
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
