//! Boxes that are taken out of the text: which blocks are, where they may stand, and how wide they are.

use super::{Around, Chunk, ChunkKind, Collector, FloatBox, FloatPlace, FloatSide, is_pull_quote, margin};
use crate::base::{Length, Pt};
use crate::model::NodeId;
use crate::style::{Display, Float, FloatReference, Plate, PullQuotePlacement, Width};
use crate::typeset::floats::NARROWEST;

/// The share of its column that a box at the side takes if it says nothing.
const SIDE: f32 = 0.4;
/// The share of the two columns and their gap that a box takes that straddles them, if it says nothing.
const STRADDLING: f32 = 0.5;

impl<'a> Collector<'a> {
    /// Where a block may stand that is taken out of the text; nothing for one that stays in it.
    pub(super) fn float_place(&self, node: NodeId, columns: usize) -> Option<FloatPlace> {
        let style = self.style(node);
        let element = self.tree.element(node)?;
        let (start, end) = if self.mirrored { (FloatSide::Right, FloatSide::Left) } else { (FloatSide::Left, FloatSide::Right) };
        if style.display == Display::None {
            return None;
        }
        if element.name == "figure" && style.plate != Plate::None {
            return Some(FloatPlace::Plate(style.plate));
        }
        // One column alone has nothing to straddle, and no other columns to span.
        match style.pull_quote {
            PullQuotePlacement::Straddle if columns > 1 && is_pull_quote(element) => return Some(FloatPlace::Straddling),
            PullQuotePlacement::Span if columns > 1 && is_pull_quote(element) => return Some(FloatPlace::Spanning),
            _ => {}
        }
        let reference = if columns > 1 { style.float_reference } else { FloatReference::Column };
        match style.float {
            Float::None | Float::Footnote => None,
            Float::Left => Some(FloatPlace::Side(FloatSide::Left)),
            Float::Right => Some(FloatPlace::Side(FloatSide::Right)),
            Float::Start => Some(FloatPlace::Side(start)),
            Float::End => Some(FloatPlace::Side(end)),
            Float::Top => Some(FloatPlace::Head(reference)),
            Float::Bottom => Some(FloatPlace::Foot(reference)),
            Float::Near => Some(FloatPlace::Near(reference)),
        }
    }

    /// Where a block in a quote or a list may stand that is taken out of the text. What only may move stays there.
    pub(super) fn nested_place(&self, node: NodeId) -> Option<FloatPlace> {
        let columns = self.flow.regions.last().filter(|_| self.in_text)?.columns;
        let place = self.float_place(node, columns)?;
        matches!(place, FloatPlace::Side(_) | FloatPlace::Head(_) | FloatPlace::Foot(_)).then_some(place)
    }

    /// A block that is taken out of the text, as wide as the place where it may stand allows. At the side it stands within
    /// what is around it.
    pub(super) fn float(&mut self, node: NodeId, around: Around, place: FloatPlace) -> Option<Chunk<'a>> {
        let (column, gap, grid) = self.flow.regions.last().map(|region| (region.measure, region.gap, region.grid))?;
        let style = self.styled.of(node);
        let page = self.page_measure();
        let measure = match place {
            FloatPlace::Side(_) => around.measure,
            FloatPlace::Straddling => column * 2.0 + gap,
            FloatPlace::Spanning | FloatPlace::Plate(_) => page,
            FloatPlace::Head(reference) | FloatPlace::Foot(reference) | FloatPlace::Near(reference) => match reference {
                FloatReference::Column => column,
                FloatReference::Page => page,
            },
        };
        // A box that says nothing of its width takes the width of its picture at the side, and half of what it straddles.
        let own = match (style.width, place) {
            (Width::Auto, FloatPlace::Side(_)) => Some(measure * self.picture_share(node).unwrap_or(SIDE)),
            (Width::Auto, FloatPlace::Straddling) if column - (measure * STRADDLING - gap) / 2.0 >= grid * NARROWEST => {
                Some(measure * STRADDLING)
            }
            _ => None,
        };
        let (left, far) = match place {
            FloatPlace::Side(FloatSide::Left) => (around.x, Pt::ZERO),
            FloatPlace::Side(FloatSide::Right) => (Pt::ZERO, column - around.x - around.measure),
            _ => (Pt::ZERO, Pt::ZERO),
        };
        self.fill_pictures = own.is_some() && matches!(place, FloatPlace::Side(_));
        let in_text = std::mem::replace(&mut self.in_text, false);
        let children = self.block(node, Around { tag: around.tag, x: left, measure: own.unwrap_or(measure) });
        self.in_text = in_text;
        self.fill_pictures = false;
        let right = margin(style.margin.right, measure) + far;
        let width = children.iter().map(|chunk| chunk.x + chunk.width + right).fold(Pt::ZERO, Pt::max);
        let span = self.tree.node(node).span;
        let repeats = span.and_then(|span| self.repeats.get(&span).copied());
        let float = FloatBox { node, place, width, repeats, until: self.text_end };
        let kind = ChunkKind::Float { children, float };
        Some(Chunk { node, style, x: Pt::ZERO, width, above: Pt::ZERO, below: Pt::ZERO, kind })
    }

    /// The share of the measure that a figure's picture asks for.
    fn picture_share(&self, figure: NodeId) -> Option<f32> {
        let picture =
            self.tree.children(figure).iter().find(|&&child| self.tree.element(child).is_some_and(|own| own.picture.is_some()))?;
        match self.styled.of(*picture).width {
            Width::Length(Length::Share(share)) => Some(share),
            _ => None,
        }
    }
}
