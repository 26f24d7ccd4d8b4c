//! Content streams: the drawing of one page, with what each stretch of it means.

mod text;

use pdf_writer::types::{ArtifactSubtype, ArtifactType, ColorSpaceOperand, OverprintMode};
use pdf_writer::{Chunk, Content, Name, Ref};

use super::color::{Inks, Paint};
use super::font::Fonts;
use super::sheet::{Sheet, round};
use super::spots::space_name;
use crate::base::{Point, Pt, Rect};
use crate::font::FaceId;
use crate::page::{Backdrop, ContentId, Furniture, ItemKind, Mark, Outline, Page, Shape, Step, Stroke};

/// A drawn page.
pub(super) struct Drawing {
    /// The content stream.
    pub(super) stream: Vec<u8>,
    /// Which content each marked-content sequence holds, in the order of their numbers.
    pub(super) sequences: Vec<ContentId>,
}

/// Draws a page's items; `after` adds what lies outside the bleed.
pub(super) fn draw(page: &Page, tools: Tools<'_>, after: impl FnOnce(&mut Canvas<'_>)) -> Drawing {
    let mut canvas = Canvas::new(tools);
    let clipped = tools.sheet.media_box() != tools.sheet.bleed_box();
    if clipped {
        // Art that reaches further than it should must not touch the marks.
        let bleed = tools.sheet.bleed_box();
        canvas.content.save_state();
        rectangle(&mut canvas.content, bleed);
        canvas.content.clip_nonzero().end_path();
    }
    for item in &page.items {
        canvas.item(&item.kind, item.mark);
    }
    canvas.close_sequence();
    if clipped {
        canvas.content.restore_state();
        canvas.state = State::default();
    }
    after(&mut canvas);
    canvas.end_text();
    Drawing { stream: canvas.content.finish().into_vec(), sequences: canvas.sequences }
}

/// What drawing a page needs to know beside the page.
#[derive(Clone, Copy)]
pub(super) struct Tools<'a> {
    pub(super) sheet: Sheet,
    pub(super) fonts: &'a Fonts,
    pub(super) inks: &'a Inks,
    /// Thinner lines are drawn as thick as this.
    pub(super) thinnest_line: Pt,
    /// The structure type of each content, where it has a place in the structure tree; `None` when the PDF is not tagged.
    pub(super) tagged: Option<&'a [Option<Name<'static>>]>,
}

/// A content stream in the making. It remembers the graphics state, so that nothing is said twice.
pub(super) struct Canvas<'a> {
    tools: Tools<'a>,
    pub(super) content: Content,
    state: State,
    sequence: Option<Mark>,
    sequences: Vec<ContentId>,
    /// Where the last line of the open text object starts, in thousandths of a point.
    text_object: Option<(i64, i64)>,
    line: text::Line,
}

/// The part of the graphics state that drawing changes; `None` is what a page starts with and nobody set yet.
#[derive(Clone, Copy, Default)]
struct State {
    fill: Option<Paint>,
    overprint: bool,
    font: Option<(FaceId, f32)>,
    stretch: Option<f32>,
    /// In points.
    letter_space: Option<f32>,
}

/// The graphics states of the resources: black that overprints, and all else that does not.
pub(super) const OVERPRINT: Name<'static> = Name(b"Over");
pub(super) const KNOCK_OUT: Name<'static> = Name(b"Out");

/// Writes the two graphics states of press PDFs.
pub(super) fn write_overprint(chunk: &mut Chunk, overprint: Ref, knock_out: Ref) {
    for (id, on) in [(overprint, true), (knock_out, false)] {
        let mut state = chunk.ext_graphics(id);
        state.overprint(on).overprint_fill(on);
        // Mode 1: an ink of which there is none leaves the paper's ink alone, and so K over a colour adds to it.
        state.overprint_mode(if on { OverprintMode::IgnoreZeroChannel } else { OverprintMode::OverrideAllColorants });
    }
}

/// Black boxes up to this thickness count as rules and overprint like text; larger ones would let pictures show through.
const THICKEST_RULE: Pt = Pt(3.0);

/// Black areas from this size on, both ways, get the other inks under the black: alone it looks grey beside a picture.
const LARGE_AREA: Pt = Pt::mm(12.0);

/// A filled rule, at least so thick, around the same middle.
fn thickened(area: Rect, least: Pt) -> Rect {
    let grow = |length: Pt| if length > Pt::ZERO && length < least { least - length } else { Pt::ZERO };
    let (across, down) = (grow(area.width), grow(area.height));
    Rect { x: area.x - across / 2.0, y: area.y - down / 2.0, width: area.width + across, height: area.height + down }
}

impl<'a> Canvas<'a> {
    fn new(tools: Tools<'a>) -> Self {
        Self {
            tools,
            content: Content::with_settings(super::COMPACT),
            state: State::default(),
            sequence: None,
            sequences: Vec::new(),
            text_object: None,
            line: text::Line::default(),
        }
    }

    fn item(&mut self, kind: &ItemKind, mark: Mark) {
        if matches!(kind, ItemKind::Link { .. }) {
            return;
        }
        self.open_sequence(mark);
        match kind {
            ItemKind::Glyphs(run) => self.glyphs(run),
            ItemKind::Shape(shape) => self.shape(shape),
            ItemKind::Outline(outline) => self.drawn_outline(outline),
            ItemKind::Picture { picture, area } => self.picture(*picture, *area),
            ItemKind::Backdrop(backdrop) => self.backdrop(backdrop),
            ItemKind::Link { .. } => {}
        }
    }

    /// Goes on with the marked-content sequence of what was drawn before if it means the same, or opens one.
    fn open_sequence(&mut self, mark: Mark) {
        let Some(kinds) = self.tools.tagged else { return };
        if self.sequence == Some(mark) {
            return;
        }
        self.close_sequence();
        self.sequence = Some(mark);
        match mark {
            Mark::Content(id) => match kinds.get(id.0 as usize) {
                Some(&Some(kind)) => {
                    let number = i32::try_from(self.sequences.len()).unwrap_or(i32::MAX);
                    self.sequences.push(id);
                    self.content.begin_marked_content_with_properties(kind).properties().identify(number);
                }
                _ => {
                    self.content.begin_marked_content(Name(b"Artifact"));
                }
            },
            Mark::Furniture(furniture) => {
                let mut content = self.content.begin_marked_content_with_properties(Name(b"Artifact"));
                let mut artifact = content.properties().artifact();
                match furniture {
                    Furniture::Header => artifact.kind(ArtifactType::Pagination).subtype(ArtifactSubtype::Header),
                    Furniture::Footer => artifact.kind(ArtifactType::Pagination).subtype(ArtifactSubtype::Footer),
                    Furniture::Decoration => artifact.kind(ArtifactType::Layout),
                };
            }
        }
    }

    fn close_sequence(&mut self) {
        self.end_text();
        if self.sequence.take().is_some() {
            self.content.end_marked_content();
        }
    }

    pub(super) fn end_text(&mut self) {
        if self.text_object.take().is_some() {
            self.content.end_text();
        }
    }

    /// Sets the colour of glyphs and insides. Solid black ink that `may_overprint` does.
    pub(super) fn set_fill(&mut self, paint: Paint, may_overprint: bool) {
        self.set_overprint(paint, may_overprint);
        if self.state.fill == Some(paint) {
            return;
        }
        self.state.fill = Some(paint);
        match paint {
            Paint::Gray(gray) => self.content.set_fill_gray(round(gray)),
            Paint::Rgb([r, g, b]) => self.content.set_fill_rgb(round(r), round(g), round(b)),
            Paint::Cmyk([c, m, y, k]) => self.content.set_fill_cmyk(round(c), round(m), round(y), round(k)),
            Paint::Spot(number, tint) => self
                .content
                .set_fill_color_space(ColorSpaceOperand::Named(Name(space_name(number).as_bytes())))
                .set_fill_color([round(tint)]),
        };
    }

    pub(super) fn set_stroke(&mut self, paint: Paint, may_overprint: bool) {
        self.set_overprint(paint, may_overprint);
        match paint {
            Paint::Gray(gray) => self.content.set_stroke_gray(round(gray)),
            Paint::Rgb([r, g, b]) => self.content.set_stroke_rgb(round(r), round(g), round(b)),
            Paint::Cmyk([c, m, y, k]) => self.content.set_stroke_cmyk(round(c), round(m), round(y), round(k)),
            Paint::Spot(number, tint) => self
                .content
                .set_stroke_color_space(ColorSpaceOperand::Named(Name(space_name(number).as_bytes())))
                .set_stroke_color([round(tint)]),
        };
    }

    /// What is on every plate.
    pub(super) fn registration(&self) -> Paint {
        self.tools.inks.registration()
    }

    /// The inks beyond the four, solid.
    pub(super) fn spot_inks(&self) -> impl Iterator<Item = Paint> {
        self.tools.inks.spots().numbers().map(|number| Paint::Spot(number, 1.0))
    }

    fn set_overprint(&mut self, paint: Paint, may_overprint: bool) {
        let overprint = may_overprint && paint.is_black_ink();
        if overprint != self.state.overprint {
            self.state.overprint = overprint;
            self.content.set_parameters(if overprint { OVERPRINT } else { KNOCK_OUT });
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.end_text();
        let least = shape.area.width.min(shape.area.height);
        if let Some(color) = shape.fill {
            let paint = self.tools.inks.paint(color);
            let paint = if least >= LARGE_AREA { self.tools.inks.over_an_area(paint) } else { paint };
            self.set_fill(paint, least <= THICKEST_RULE);
            self.outline(thickened(shape.area, self.tools.thinnest_line), shape.radius);
            self.content.fill_nonzero();
        }
        if let Some(stroke) = shape.stroke {
            self.stroke(shape, stroke);
        }
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke) {
        let paint = self.tools.inks.paint(stroke.color);
        self.set_overprint(paint, stroke.width <= THICKEST_RULE);
        self.content.save_state();
        self.set_stroke(paint, stroke.width <= THICKEST_RULE);
        self.content.set_line_width(round(stroke.width.max(self.tools.thinnest_line).0));
        if let Some((dash, gap)) = stroke.dash {
            self.content.set_dash_pattern([round(dash.0), round(gap.0)], 0.0);
        }
        let Rect { x, y, width, height } = shape.area;
        if width.0 <= 0.0 || height.0 <= 0.0 {
            // A box without inside is a line, drawn once rather than there and back.
            let (x1, y1) = self.tools.sheet.place(Point { x, y });
            let (x2, y2) = self.tools.sheet.place(Point { x: x + width, y: y + height });
            self.content.move_to(x1, y1).line_to(x2, y2);
        } else {
            self.outline(shape.area, shape.radius);
        }
        self.content.stroke().restore_state();
    }

    fn outline(&mut self, area: Rect, radius: [Pt; 4]) {
        let bounds = self.tools.sheet.area(area);
        let most = ((bounds.x2 - bounds.x1) / 2.0).min((bounds.y2 - bounds.y1) / 2.0);
        let radius = radius.map(|radius| radius.0.min(most).max(0.0));
        if radius == [0.0; 4] {
            rectangle(&mut self.content, bounds);
        } else {
            rounded_rectangle(&mut self.content, bounds, radius);
        }
    }

    fn drawn_outline(&mut self, outline: &Outline) {
        self.end_text();
        let paint = self.tools.inks.paint(outline.color);
        if let Some(width) = outline.stroke {
            self.set_overprint(paint, width <= THICKEST_RULE);
            self.content.save_state();
            self.set_stroke(paint, width <= THICKEST_RULE);
            self.content.set_line_width(round(width.max(self.tools.thinnest_line).0));
            self.steps(outline);
            self.content.stroke().restore_state();
        } else {
            // It is a sign among others, and prints as they do.
            self.set_fill(paint, true);
            self.steps(outline);
            self.content.fill_nonzero();
        }
    }

    fn steps(&mut self, outline: &Outline) {
        let Outline { origin, steps, .. } = outline;
        let sheet = self.tools.sheet;
        let place = |point: Point| sheet.place(Point { x: origin.x + point.x, y: origin.y + point.y });
        for step in steps {
            match *step {
                Step::Move(to) => {
                    let (x, y) = place(to);
                    self.content.move_to(x, y);
                }
                Step::Line(to) => {
                    let (x, y) = place(to);
                    self.content.line_to(x, y);
                }
                Step::Curve([first, second, to]) => {
                    let ((x1, y1), (x2, y2), (x, y)) = (place(first), place(second), place(to));
                    self.content.cubic_to(x1, y1, x2, y2, x, y);
                }
                Step::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn backdrop(&mut self, backdrop: &Backdrop) {
        self.end_text();
        self.set_overprint(Paint::Gray(0.0), false);
        self.content.save_state();
        self.outline(backdrop.area, backdrop.radius);
        self.content.clip_nonzero().end_path();
        for tile in backdrop.tiles() {
            self.picture(backdrop.picture, tile);
        }
        self.content.restore_state();
    }

    fn picture(&mut self, picture: usize, area: Rect) {
        self.end_text();
        let bounds = self.tools.sheet.area(area);
        self.set_overprint(Paint::Gray(0.0), false);
        let name = format!("I{picture}");
        self.content
            .save_state()
            .transform([round(bounds.x2 - bounds.x1), 0.0, 0.0, round(bounds.y2 - bounds.y1), bounds.x1, bounds.y1])
            .x_object(Name(name.as_bytes()))
            .restore_state();
    }
}

fn rectangle(content: &mut Content, bounds: pdf_writer::Rect) {
    content.rect(bounds.x1, bounds.y1, round(bounds.x2 - bounds.x1), round(bounds.y2 - bounds.y1));
}

fn rounded_rectangle(content: &mut Content, bounds: pdf_writer::Rect, radius: [f32; 4]) {
    // How far the handles of a cubic curve reach to come within 0.03 % of a quarter circle.
    const HANDLE: f32 = 0.5523;
    let pdf_writer::Rect { x1, y1, x2, y2 } = bounds;
    // PDF's heights grow upwards: the path goes round from the lower edge.
    let [upper_left, upper_right, lower_right, lower_left] = radius;
    let inner = |r: f32| r * (1.0 - HANDLE);
    let (a, b, c, d) = (lower_right, upper_right, upper_left, lower_left);
    let corners = [
        (a, [x2 - a, y1], [x2 - inner(a), y1, x2, y1 + inner(a), x2, y1 + a]),
        (b, [x2, y2 - b], [x2, y2 - inner(b), x2 - inner(b), y2, x2 - b, y2]),
        (c, [x1 + c, y2], [x1 + inner(c), y2, x1, y2 - inner(c), x1, y2 - c]),
        (d, [x1, y1 + d], [x1, y1 + inner(d), x1 + inner(d), y1, x1 + d, y1]),
    ];
    content.move_to(round(x1 + d), y1);
    for (radius, [x, y], points) in corners {
        content.line_to(round(x), round(y));
        if radius > 0.0 {
            let [a, b, c, d, e, f] = points.map(round);
            content.cubic_to(a, b, c, d, e, f);
        }
    }
    content.close_path();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Color;
    use crate::font::FontLibrary;
    use crate::write::pdf::profile::Profile;
    use crate::write::pdf::testing::{drawn, set};

    fn words(color: Color) -> ItemKind {
        let mut run = set(&FontLibrary::bundled(), (40.0, 40.0), 10.0, "Hmm");
        run.color = color;
        ItemKind::Glyphs(run)
    }

    fn shape(width: f32, height: f32, color: Color) -> ItemKind {
        let area = Rect { x: Pt(10.0), y: Pt(10.0), width: Pt(width), height: Pt(height) };
        ItemKind::Shape(Shape { area, radius: [Pt::ZERO; 4], fill: Some(color), stroke: None })
    }

    /// Whether the last thing drawn overprints.
    fn overprints(kind: ItemKind) -> bool {
        // After something that does, so that not to overprint must be said.
        let stream = drawn(vec![words(Color::BLACK), kind], &Profile::press());
        stream.rfind("/Over gs") > stream.rfind("/Out gs")
    }

    #[test]
    fn a_picture_behind_things_is_cut_off_and_repeated() {
        let area = Rect { x: Pt(40.0), y: Pt(200.0), width: Pt(50.0), height: Pt(20.0) };
        let tile = Rect { x: Pt(45.0), y: Pt(200.0), width: Pt(20.0), height: Pt(20.0) };
        let backdrop = Backdrop { picture: 0, tile, repeat: [true, false], area, radius: [Pt::ZERO; 4] };
        let stream = drawn(vec![ItemKind::Backdrop(backdrop.clone())], &Profile::press());
        assert_eq!(stream.matches("/I0 Do").count(), 4, "{stream}");
        assert!(stream.contains(" re\nW\nn\n"), "{stream}");
        let once = drawn(vec![ItemKind::Backdrop(Backdrop { repeat: [false, false], ..backdrop })], &Profile::press());
        assert_eq!(once.matches("/I0 Do").count(), 1, "{once}");
    }

    #[test]
    fn black_text_and_rules_overprint_and_nothing_else_does() {
        assert!(overprints(words(Color::BLACK)));
        assert!(overprints(shape(100.0, 0.5, Color::BLACK)));
        assert!(!overprints(words(Color::WHITE)), "white that overprints is not there");
        assert!(!overprints(words(Color::Black(0.5))));
        assert!(!overprints(words(Color::Rgb([200, 0, 0]))));
        assert!(!overprints(shape(100.0, 50.0, Color::BLACK)), "a picture would show through a black box");
    }

    #[test]
    fn only_large_black_areas_have_other_inks_under_the_black() {
        let fills = |kind| drawn(vec![kind], &Profile::press());
        assert!(fills(shape(200.0, 100.0, Color::BLACK)).contains("0.6 0.4 0.4 1 k"));
        for lean in [shape(200.0, 20.0, Color::BLACK), shape(200.0, 100.0, Color::Black(0.9)), words(Color::BLACK)] {
            assert!(!fills(lean).contains("0.6 0.4 0.4 1 k"));
        }
        assert!(!drawn(vec![shape(200.0, 100.0, Color::BLACK)], &Profile::reader()).contains(" k"));
    }

    #[test]
    fn lines_are_as_thick_as_the_press_holds_them() {
        let profile = Profile { thinnest_line: Pt(0.75), ..Profile::press() };
        assert!(drawn(vec![shape(100.0, 0.25, Color::BLACK)], &profile).contains(" 100 0.75 re"));
        assert!(drawn(vec![shape(100.0, 0.25, Color::BLACK)], &Profile::press()).contains(" 100 0.25 re"));
        assert!(drawn(vec![shape(100.0, 2.0, Color::BLACK)], &profile).contains(" 100 2 re"));
    }

    #[test]
    fn screens_know_no_overprint() {
        assert!(!drawn(vec![words(Color::BLACK)], &Profile::reader()).contains(" gs"));
    }

    #[test]
    fn lines_of_one_paragraph_are_one_sequence() {
        let stream = drawn(vec![words(Color::BLACK), words(Color::BLACK)], &Profile::reader());
        assert_eq!((stream.matches("BDC").count(), stream.matches("EMC").count()), (1, 1), "{stream}");
        assert_eq!((stream.matches("BT").count(), stream.matches(" Tf").count()), (1, 1), "{stream}");
        assert!(!drawn(vec![words(Color::BLACK)], &Profile::press()).contains("BDC"));
    }

    #[test]
    fn boxes_with_round_corners_stay_within_their_bounds() {
        let mut content = Content::new();
        rounded_rectangle(&mut content, pdf_writer::Rect::new(10.0, 20.0, 110.0, 60.0), [8.0; 4]);
        let stream = String::from_utf8(content.finish().into_vec()).expect("operators are ASCII");
        let numbers: Vec<f32> = stream.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let (xs, ys): (Vec<_>, Vec<_>) = numbers.chunks(2).map(|pair| (pair[0], pair[1])).unzip();
        assert!(xs.iter().all(|x| (10.0..=110.0).contains(x)) && ys.iter().all(|y| (20.0..=60.0).contains(y)), "{stream}");
    }
}
