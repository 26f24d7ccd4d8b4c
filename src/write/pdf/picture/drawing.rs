//! Drawings (SVG): lines and areas where they are made of nothing else, and pixels where they are not.

use pdf_writer::Content;
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use resvg::tiny_skia::{self, PathSegment, Pixmap, Transform};
use resvg::usvg::{self, BlendMode, FillRule, Group, LineCap, LineJoin, Node, PaintOrder, Tree};

use super::super::color::{Inks, Paint};
use super::super::sheet::round;
use crate::base::{Color, Pt};

/// Pixels to the inch of a drawing that cannot stay one: its edges look drawn.
const FINE: f32 = 600.0;
/// However large it is, it has no more pixels than this.
const MOST_PIXELS: f32 = 16_000_000.0;

/// Reads a drawing; nothing if it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Tree> {
    // Words were made outlines when the drawing was read first, and other files are not looked for.
    let options = usvg::Options {
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    Tree::from_data(bytes, &options).ok()
}

/// The drawing as the content of a form, in a square of one unit; nothing if it has more than areas and lines of full
/// colour. Lines are at least as thick as the share `thinnest` of its width.
pub(super) fn content(tree: &Tree, inks: &Inks, thinnest: f32) -> Option<Vec<u8>> {
    let mut content = Content::new();
    let size = tree.size();
    content.transform([1.0 / size.width(), 0.0, 0.0, -1.0 / size.height(), 0.0, 1.0]);
    Pen { inks, thinnest: thinnest * size.width() }.group(tree.root(), &mut content)?;
    Some(content.finish().into_vec())
}

/// What a drawing is drawn with.
struct Pen<'a> {
    inks: &'a Inks,
    /// The thinnest line, in units of the drawing.
    thinnest: f32,
}

impl Pen<'_> {
    fn group(&self, group: &Group, content: &mut Content) -> Option<()> {
        let plain = group.opacity().get() >= 1.0
            && group.blend_mode() == BlendMode::Normal
            && group.clip_path().is_none()
            && group.mask().is_none()
            && group.filters().is_empty();
        plain.then_some(())?;
        for node in group.children() {
            match node {
                Node::Group(inner) => self.group(inner, content)?,
                Node::Path(path) if path.is_visible() => self.path(path, content)?,
                Node::Path(_) => {}
                Node::Image(_) | Node::Text(_) => return None,
            }
        }
        Some(())
    }

    fn path(&self, path: &usvg::Path, content: &mut Content) -> Option<()> {
        let Transform { sx, kx, ky, sy, tx, ty } = path.abs_transform();
        content.save_state().transform([sx, ky, kx, sy, tx, ty]);
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, content)?;
                self.stroke(path, content)?;
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, content)?;
                self.fill(path, content)?;
            }
        }
        content.restore_state();
        Some(())
    }

    fn fill(&self, path: &usvg::Path, content: &mut Content) -> Option<()> {
        let Some(fill) = path.fill() else { return Some(()) };
        match full_color(fill.paint(), fill.opacity(), self.inks)? {
            Paint::Gray(gray) => content.set_fill_gray(round(gray)),
            Paint::Rgb([r, g, b]) => content.set_fill_rgb(round(r), round(g), round(b)),
            Paint::Cmyk([c, m, y, k]) => content.set_fill_cmyk(round(c), round(m), round(y), round(k)),
            Paint::Spot(..) => return None,
        };
        outline(path.data(), content);
        match fill.rule() {
            FillRule::NonZero => content.fill_nonzero(),
            FillRule::EvenOdd => content.fill_even_odd(),
        };
        Some(())
    }

    fn stroke(&self, path: &usvg::Path, content: &mut Content) -> Option<()> {
        let Some(stroke) = path.stroke() else { return Some(()) };
        match full_color(stroke.paint(), stroke.opacity(), self.inks)? {
            Paint::Gray(gray) => content.set_stroke_gray(round(gray)),
            Paint::Rgb([r, g, b]) => content.set_stroke_rgb(round(r), round(g), round(b)),
            Paint::Cmyk([c, m, y, k]) => content.set_stroke_cmyk(round(c), round(m), round(y), round(k)),
            Paint::Spot(..) => return None,
        };
        content.set_line_width(self.width(path, stroke)).set_miter_limit(stroke.miterlimit().get());
        content.set_line_cap(match stroke.linecap() {
            LineCap::Butt => LineCapStyle::ButtCap,
            LineCap::Round => LineCapStyle::RoundCap,
            LineCap::Square => LineCapStyle::ProjectingSquareCap,
        });
        content.set_line_join(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => LineJoinStyle::MiterJoin,
            LineJoin::Round => LineJoinStyle::RoundJoin,
            LineJoin::Bevel => LineJoinStyle::BevelJoin,
        });
        if let Some(dashes) = stroke.dasharray() {
            content.set_dash_pattern(dashes.iter().copied(), stroke.dashoffset());
        }
        outline(path.data(), content);
        content.stroke();
        Some(())
    }

    /// How thick a line is drawn, in the units of its path.
    fn width(&self, path: &usvg::Path, stroke: &usvg::Stroke) -> f32 {
        let Transform { sx, kx, ky, sy, .. } = path.abs_transform();
        // Where the path is stretched more one way than the other, the line is as thick as on the whole.
        let scale = (sx * sy - kx * ky).abs().sqrt();
        let own = stroke.width().get();
        if scale > 0.0 && scale.is_finite() { own.max(self.thinnest / scale) } else { own }
    }
}

fn full_color(paint: &usvg::Paint, opacity: usvg::Opacity, inks: &Inks) -> Option<Paint> {
    match paint {
        usvg::Paint::Color(color) if opacity.get() >= 1.0 => Some(inks.paint(Color::Rgb([color.red, color.green, color.blue]))),
        _ => None,
    }
}

fn outline(path: &tiny_skia::Path, content: &mut Content) {
    let mut last = tiny_skia::Point::default();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                content.move_to(to.x, to.y);
                last = to;
            }
            PathSegment::LineTo(to) => {
                content.line_to(to.x, to.y);
                last = to;
            }
            PathSegment::QuadTo(by, to) => {
                // A quadratic curve is the cubic whose handles reach two thirds of the way to its one.
                let handle = |from: f32, by: f32| from + (by - from) * (2.0 / 3.0);
                let (a, b) = ((handle(last.x, by.x), handle(last.y, by.y)), (handle(to.x, by.x), handle(to.y, by.y)));
                content.cubic_to(a.0, a.1, b.0, b.1, to.x, to.y);
                last = to;
            }
            PathSegment::CubicTo(a, b, to) => {
                content.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y);
                last = to;
            }
            PathSegment::Close => {
                content.close_path();
            }
        }
    }
}

/// The drawing in pixels, fine enough to be printed so wide; nothing if it has no size.
pub(super) fn pixels(tree: &Tree, widest: Pt) -> Option<image::RgbaImage> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (FINE * widest.0 / 72.0 / width).min((MOST_PIXELS / (width * height)).sqrt());
    let pixels = |length: f32| ((length * scale).round() as u32).max(1);
    let mut pixmap = Pixmap::new(pixels(width), pixels(height))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let (width, height) = (pixmap.width(), pixmap.height());
    image::RgbaImage::from_raw(width, height, pixmap.take_demultiplied())
}
