//! Pictures, text boxes and rules, in the notation of today (DrawingML) and that of old (VML).

use super::assemble;
use super::line::Atom;
use super::media::Taken;
use super::passage::{Part, Passage};
use super::reader::{Around, Line, Reader, alternative, is_only_figures};
use super::runs::Voice;
use crate::base::xml::Element;
use crate::base::{Code, Diagnostic};
use crate::model::Figure;

/// What is known of a drawing before its picture is found.
#[derive(Clone, Debug, Default)]
struct Frame {
    alt: String,
    /// The share of the measure that it takes.
    width: Option<f32>,
    /// Whether it floats beside the text.
    floats: bool,
}

impl Reader {
    /// Reads a drawing into the line it stands in.
    pub(super) fn drawing(&mut self, element: &Element, around: &Around, line: &mut Line) {
        if !(self.in_instruction() || self.is_generated()) {
            self.drawn(element, &Frame::default(), around, line);
        }
    }

    fn drawn(&mut self, element: &Element, frame: &Frame, around: &Around, line: &mut Line) {
        for part in element.elements() {
            match part.name.as_str() {
                "inline" | "anchor" => {
                    let frame = Frame { floats: part.name == "anchor", width: self.share(part), alt: description(part) };
                    self.drawn(part, &frame, around, line);
                }
                "blip" => self.picture(part.any("embed"), part.any("link"), frame, around, line),
                "imagedata" => self.picture(related(part), None, frame, around, line),
                "txbxContent" => self.frame(part, line),
                "AlternateContent" => alternative(part).into_iter().for_each(|content| self.drawn(content, frame, around, line)),
                // A part of a group, or a shape of old, with a description of its own.
                "pic" | "wsp" | "wpc" | "wgp" | "grpSp" | "shape" | "rect" | "group" | "roundrect" | "oval" => {
                    if part.any("hr") == Some("t") {
                        line.beside.push(Passage::of(Part::SceneBreak, self.number));
                    }
                    let own = own_description(part);
                    let frame = if own.is_empty() { frame.clone() } else { Frame { alt: own, ..frame.clone() } };
                    self.drawn(part, &frame, around, line);
                }
                "chart" | "relIds" | "OLEObject" if part.name != "OLEObject" || element.child("shape").is_none() => self.tally.objects += 1,
                _ => self.drawn(part, frame, around, line),
            }
        }
    }

    fn picture(&mut self, part: Option<&str>, linked: Option<&str>, frame: &Frame, around: &Around, line: &mut Line) {
        let relation = |id: Option<&str>| id.and_then(|id| self.relations.get(id)).cloned();
        let taken = match relation(part).filter(|relation| !relation.external) {
            Some(relation) => self.media.take(&mut self.package, &relation.target, &mut self.tally.problems),
            None => {
                let address = relation(linked.or(part)).map(|relation| relation.target).unwrap_or_default();
                let problem = Diagnostic::warning(Code("import-picture"), format!("a picture is not in the file, but at {address}"));
                self.tally.problems.push(problem.hint("fetch the picture and put it into the manuscript by hand"));
                None
            }
        };
        self.tally.undescribed += usize::from(frame.alt.is_empty() && matches!(taken, Some(Taken::Picture(_))));
        match taken {
            Some(Taken::Picture(picture)) if frame.floats => {
                let figure = Figure { picture, alt: frame.alt.clone(), caption: Vec::new(), credit: None, width: frame.width };
                line.beside.push(Passage::of(Part::Figure(figure), self.number));
            }
            Some(Taken::Picture(picture)) => {
                self.add(Atom::Picture { picture, alt: frame.alt.clone(), width: frame.width }, &Voice::default(), around, line);
            }
            Some(Taken::File(path)) => {
                let words = if frame.alt.is_empty() { path.clone() } else { frame.alt.clone() };
                let around = Around { link: Some(path.as_str().into()), ..around.clone() };
                self.add(Atom::Text(words), &Voice::default(), &around, line);
            }
            // Its description is all that is left of it.
            None if !frame.alt.is_empty() => self.add(Atom::Text(format!("[{}]", frame.alt)), &Voice::default(), around, line),
            None => {}
        }
    }

    /// A text box, by itself beside the paragraph that it hangs on.
    fn frame(&mut self, element: &Element, line: &mut Line) {
        let fields = std::mem::take(&mut self.fields);
        let number = self.number;
        let passages = self.passages(element);
        self.fields = fields;
        if is_only_figures(&passages) {
            line.beside.extend(passages);
        } else if !passages.is_empty() {
            line.beside.push(Passage::of(Part::Frame(assemble::blocks(passages)), number));
        }
    }

    /// The share of the measure that a drawing takes; none if it takes all of it or that is not known.
    fn share(&self, element: &Element) -> Option<f32> {
        let width = element.child("extent")?.any("cx")?.parse::<f32>().ok()?;
        let share = width / self.measure?;
        // In hundredths: nobody measures finer, and the manuscript stays readable.
        let rounded = (share * 100.0).round() / 100.0;
        (0.01..0.97).contains(&rounded).then_some(rounded)
    }
}

/// The description of a drawing for those who do not see it.
fn description(element: &Element) -> String {
    let properties = element.child("docPr");
    let said = |name: &str| properties.and_then(|properties| properties.any(name)).map(str::trim).filter(|text| says_something(text));
    said("descr").or_else(|| said("title")).map(one_line).unwrap_or_default()
}

/// Whether a description is more than the name of a file, which programs put in its place.
fn says_something(text: &str) -> bool {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    !text.is_empty() && !["png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "emf", "wmf", "svg", "webp"].contains(&ending.as_str())
}

fn own_description(element: &Element) -> String {
    let inner = element.elements().find(|child| child.name.starts_with("nv")).and_then(|child| child.child("cNvPr"));
    let text = inner.and_then(|properties| properties.any("descr")).or_else(|| element.get("alt"));
    text.filter(|text| says_something(text)).map(one_line).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The relation that a picture of old names.
fn related(element: &Element) -> Option<&str> {
    element
        .attributes
        .iter()
        .find(|attribute| matches!(attribute.name.as_str(), "id" | "relid") && !attribute.space.is_empty())
        .map(|found| found.value.as_str())
}
