//! Margin boxes: one line of words each, at its place in the margins of a page.

use super::edge;
use crate::base::{Pt, Rect, Size};
use crate::page::{Furniture, Item, Mark};
use crate::style::{HyphenateLast, Hyphenation, MarginBox, MarginBoxPlace, PageFace, TextAlign, VerticalAlign};
use crate::typeset::decoration::frame;
use crate::typeset::flow::is_decorated;
use crate::typeset::line::hyphenate::HYPHEN;
use crate::typeset::line::itemize;
use crate::typeset::line::justify;
use crate::typeset::line::shaper::Shaper;
use crate::typeset::strip::shift;
use crate::typeset::words::{self, Direction, Run, Setting, Words};

/// A margin box as it was set.
#[derive(Default)]
pub(super) struct SetBox {
    /// What is printed.
    pub items: Vec<Item>,
    /// Its words, if there were too many for it.
    pub cut: Option<String>,
}

/// The boxes that stand along one edge, from the left.
const EDGES: [[MarginBoxPlace; 3]; 2] = [
    [MarginBoxPlace::TopLeft, MarginBoxPlace::TopCenter, MarginBoxPlace::TopRight],
    [MarginBoxPlace::BottomLeft, MarginBoxPlace::BottomCenter, MarginBoxPlace::BottomRight],
];
/// No letter is wider than this on average, in sizes of its font: lines that are short by this need not be measured.
const WIDE: f32 = 0.8;

/// Sets the boxes of a page, each with its words.
pub(in crate::typeset) fn set(face: &PageFace, texts: &[String], trim: Size, language: &str, shaper: &mut Shaper<'_>) -> Vec<SetBox> {
    let shares = EDGES.map(|edge| shares(edge, face, texts, trim, language, shaper));
    let boxes = face.boxes.iter().zip(texts).map(|(margin_box, text)| {
        let (mut area, down) = area_of(margin_box.place, face, trim);
        for (places, shares) in EDGES.iter().zip(&shares) {
            if let Some(at) = places.iter().position(|place| *place == margin_box.place) {
                area = Rect { x: area.x + shares[at].0, width: shares[at].1, ..area };
            }
        }
        let low = area.y + area.height * down > trim.height / 2.0;
        let down = match margin_box.style.vertical_align {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Middle => 0.5,
            VerticalAlign::Bottom => 1.0,
            _ => down,
        };
        Placed { margin_box, area, down, low, language }.set(text, shaper)
    });
    boxes.collect()
}

/// How far from the left and how wide the boxes of an edge are.
fn shares(
    edge: [MarginBoxPlace; 3],
    face: &PageFace,
    texts: &[String],
    trim: Size,
    language: &str,
    shaper: &mut Shaper<'_>,
) -> [(Pt, Pt); 3] {
    let room = trim.width - face.margin.left - face.margin.right;
    let own = edge.map(|place| face.boxes.iter().zip(texts).find(|(margin_box, _)| margin_box.place == place));
    let about = |(margin_box, text): (&MarginBox, &String)| margin_box.style.font_size * (text.chars().count() as f32 * WIDE);
    let most = own.iter().flatten().map(|&one| about(one)).fold(Pt::ZERO, Pt::max);
    if most * 3.0 < room || own.iter().flatten().count() < 2 {
        return [(Pt::ZERO, room); 3];
    }
    let widths = own.map(|one| {
        let Some((margin_box, text)) = one.filter(|(_, text)| !text.trim().is_empty()) else { return Pt::ZERO };
        let style = &margin_box.style;
        let words = Placed { margin_box, area: Rect::default(), down: 0.0, low: false, language }.words(text, Pt(f32::MAX / 4.0), shaper);
        // A space of the font's size keeps neighbours apart.
        justify::widths(&words, shaper).1 + style.padding.left.of(room) + style.padding.right.of(room) + style.font_size
    });
    edge::shares(widths, room)
}

/// A margin box and where it lies.
struct Placed<'a> {
    margin_box: &'a MarginBox,
    area: Rect,
    /// Where in it its words stand: 0.0 is at its top, 1.0 at its foot.
    down: f32,
    /// Whether it stands at the foot of the page.
    low: bool,
    language: &'a str,
}

impl Placed<'_> {
    /// The items of the box: one line of words between its paddings, and the frame around it.
    fn set(&self, text: &str, shaper: &mut Shaper<'_>) -> SetBox {
        let (style, area) = (&self.margin_box.style, self.area);
        let mut set = SetBox::default();
        if is_decorated(style) {
            set.items = frame(style, area);
        }
        let text = words::transformed(&text.trim().replace('\n', " "), style.text_transform);
        if text.is_empty() {
            return set;
        }
        let (left, right) = (style.padding.left.of(area.width), style.padding.right.of(area.width));
        let above = style.padding.top.of(area.height);
        let free = area.height - above - style.padding.bottom.of(area.height) - style.line_height;
        let measure = area.width - left - right;
        let mut said = text.clone();
        loop {
            let mut lines = justify::paragraph(&mut self.words(&said, measure, shaper), shaper);
            let Some(first) = lines.first_mut() else { return set };
            let (mut items, end) = (std::mem::take(&mut first.items), first.end);
            // What is too long for one line would stand in the text: its last words go.
            let kept = said.get(..end).map(|kept| kept.trim_end_matches('…')).and_then(|kept| kept.rsplit_once(' '));
            let shorter = kept.map(|(kept, _)| format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.', '–', '—'])));
            match shorter.filter(|shorter| lines.len() > 1 && shorter.len() < said.len()) {
                Some(shorter) => said = shorter,
                None => {
                    shift(&mut items, area.x + left, area.y + above + free * self.down);
                    set.items.append(&mut items);
                    set.cut = (said != text).then_some(text);
                    return set;
                }
            }
        }
    }

    /// The words of the box, to be set in a measure.
    fn words(&self, text: &str, measure: Pt, shaper: &Shaper<'_>) -> Words {
        let style = &self.margin_box.style;
        let fonts = shaper.fonts();
        let align = match style.text_align {
            TextAlign::Justify => TextAlign::Start,
            align => align,
        };
        // Margin boxes stand left and right, whichever way their words are read.
        let direction = itemize::direction(text, self.language);
        let align = match (direction, align) {
            (Direction::RightToLeft, TextAlign::Start) => TextAlign::End,
            (Direction::RightToLeft, TextAlign::End) => TextAlign::Start,
            (_, align) => align,
        };
        let setting = Setting {
            direction,
            measure,
            indent: Pt::ZERO,
            align,
            align_last: align,
            line_height: style.line_height,
            baseline: words::baseline(style, fonts),
            hyphens: Hyphenation::None,
            hyphen: HYPHEN,
            word_break: style.word_break,
            line_break: style.line_break,
            hyphen_limits: style.hyphenate_limit_chars,
            hyphen_ladder: None,
            hyphen_zone: Pt::ZERO,
            hyphen_last: HyphenateLast::None,
            hang: false,
            continued: false,
            balance: false,
            initial: None,
            beside: Vec::new(),
            size: style.font_size,
        };
        let mark = Mark::Furniture(if self.low { Furniture::Footer } else { Furniture::Header });
        let run = Run::plain(0..text.len(), words::look(style, Pt::ZERO, fonts), mark, self.language);
        let mut words = Words::new(text.to_owned(), vec![run], setting);
        itemize::itemize(&mut words, &[style], fonts);
        words
    }
}

/// Where a margin box lies, and where in it its words stand: at its top, in the middle or at its foot.
fn area_of(place: MarginBoxPlace, face: &PageFace, trim: Size) -> (Rect, f32) {
    use MarginBoxPlace as Place;
    let margin = face.margin;
    let (left, right) = (margin.left, trim.width - margin.right);
    let (top, bottom) = (margin.top, trim.height - margin.bottom);
    let (x, width) = match place {
        Place::TopLeftCorner | Place::BottomLeftCorner | Place::LeftTop | Place::LeftMiddle | Place::LeftBottom => (Pt::ZERO, margin.left),
        Place::TopRightCorner | Place::BottomRightCorner | Place::RightTop | Place::RightMiddle | Place::RightBottom => {
            (right, margin.right)
        }
        Place::TopLeft | Place::TopCenter | Place::TopRight | Place::BottomLeft | Place::BottomCenter | Place::BottomRight => {
            (left, right - left)
        }
    };
    let (y, height, down) = match place {
        Place::TopLeftCorner | Place::TopLeft | Place::TopCenter | Place::TopRight | Place::TopRightCorner => (Pt::ZERO, margin.top, 0.5),
        Place::BottomLeftCorner | Place::BottomLeft | Place::BottomCenter | Place::BottomRight | Place::BottomRightCorner => {
            (bottom, margin.bottom, 0.5)
        }
        Place::LeftTop | Place::RightTop => (top, bottom - top, 0.0),
        Place::LeftMiddle | Place::RightMiddle => (top, bottom - top, 0.5),
        Place::LeftBottom | Place::RightBottom => (top, bottom - top, 1.0),
    };
    (Rect { x, y, width, height }, down)
}
