//! What stands in a paragraph: runs of words, links, fields, marks of notes, formulas, tracked changes.

use std::rc::Rc;

use super::constructs::Stress;
use super::fields::{self, Field};
use super::line::{Atom, Look, Run};
use super::math;
use super::properties::{RunProperties, Vertical, is_on};
use super::reader::{Around, Line, OpenField, Reader, alternative};
use super::symbols;
use crate::base::xml::{Element, Node};

impl Reader {
    /// Reads what stands in a paragraph, a link or a content control.
    pub(super) fn line(&mut self, parent: &Element, around: &Around, line: &mut Line) {
        for element in parent.elements() {
            match element.name.as_str() {
                "r" => self.run(element, around, line),
                "hyperlink" => {
                    let link = self.link(element).or_else(|| around.link.clone());
                    self.line(element, &Around { link, ..around.clone() }, line);
                }
                "fldSimple" => {
                    self.fields.push(OpenField::default());
                    self.begin_result(fields::parse(element.any("instr").unwrap_or_default()), line);
                    self.line(element, around, line);
                    self.end_field(line);
                }
                "ins" | "moveTo" => {
                    self.changed(element);
                    self.line(element, around, line);
                }
                "del" | "moveFrom" => self.changed(element),
                "AlternateContent" => alternative(element).into_iter().for_each(|content| self.line(content, around, line)),
                "oMath" | "oMathPara" => self.formula(element, around, line),
                "bookmarkStart" => {
                    if let Some(id) = self.anchor(element) {
                        line.runs.push(Run { look: Look::default(), atom: Atom::Anchor(id) });
                    }
                }
                "subDoc" => self.tally.objects += 1,
                name if name.ends_with("Pr") => {}
                // Content controls, smart tags, directions: what is in them counts.
                _ => self.line(element, around, line),
            }
        }
    }

    fn link(&self, element: &Element) -> Option<Rc<str>> {
        let anchor = element.any("anchor");
        let outside = element.attributes.iter().find(|attribute| attribute.name == "id" && !attribute.space.is_empty());
        match (outside.and_then(|id| self.relations.get(&id.value)), anchor) {
            (Some(relation), Some(anchor)) if !relation.target.contains('#') => Some(Rc::from(format!("{}#{anchor}", relation.target))),
            (Some(relation), _) => self.inside_target(&relation.target),
            (None, Some(anchor)) => self.inside_target(&format!("#{anchor}")),
            (None, None) => None,
        }
    }

    /// Adds a formula, or several that stand on lines of their own.
    pub(super) fn formula(&mut self, element: &Element, around: &Around, line: &mut Line) {
        let display = element.name == "oMathPara";
        let formulas: Vec<&Element> =
            if display { element.elements().filter(|part| part.name == "oMath").collect() } else { vec![element] };
        for formula in formulas {
            let math::Formula { source, unknown } = math::tex(formula);
            self.tally.formulas.extend(unknown);
            if !source.is_empty() && !self.is_generated() {
                let look = Look { link: around.link.clone(), ..Look::default() };
                line.runs.push(Run { look, atom: Atom::Math { source, display } });
            }
        }
    }

    fn run(&mut self, element: &Element, around: &Around, line: &mut Line) {
        let own = RunProperties::of(element.child("rPr"));
        let properties = element.child("rPr");
        if properties.is_some_and(|properties| properties.child("del").is_some() || properties.child("moveFrom").is_some()) {
            return;
        }
        let voice = self.voice(own, around);
        self.run_parts(element, &voice, around, line);
    }

    fn run_parts(&mut self, element: &Element, voice: &Voice, around: &Around, line: &mut Line) {
        for part in element.elements() {
            match part.name.as_str() {
                "t" => self.words(&text_of(part), voice, around, line),
                "instrText" => self.instruct(&text_of(part)),
                "fldChar" => self.field_mark(part, line),
                "tab" => self.words("\t", voice, around, line),
                "ptab" => self.words(" ", voice, around, line),
                "noBreakHyphen" => self.words("\u{2011}", voice, around, line),
                "softHyphen" => self.tally.soft_hyphens += 1,
                "br" if matches!(part.any("type"), Some("page" | "column")) => self.tally.page_breaks += 1,
                "br" | "cr" => self.add(Atom::Break, voice, around, line),
                "sym" => self.symbol(
                    part.any("font").unwrap_or_default(),
                    part.any("char").and_then(|code| u32::from_str_radix(code, 16).ok()),
                    voice,
                    around,
                    line,
                ),
                "footnoteReference" | "endnoteReference" => {
                    let number = part.any("id").and_then(|id| self.note(id, part.name == "endnoteReference"));
                    number.into_iter().for_each(|number| self.add(Atom::Note(number), &Voice::default(), around, line));
                }
                "drawing" | "pict" | "object" => self.drawing(part, around, line),
                "AlternateContent" => alternative(part).into_iter().for_each(|content| self.run_parts(content, voice, around, line)),
                "ruby" => self.ruby(part, around, line),
                _ => {}
            }
        }
    }

    /// Words with their reading above: the reading follows in brackets.
    fn ruby(&mut self, element: &Element, around: &Around, line: &mut Line) {
        element.child("rubyBase").into_iter().for_each(|base| self.line(base, around, line));
        if let Some(reading) = element.child("rt") {
            self.words("（", &Voice::default(), around, line);
            self.line(reading, around, line);
            self.words("）", &Voice::default(), around, line);
        }
    }

    fn symbol(&mut self, font: &str, code: Option<u32>, voice: &Voice, around: &Around, line: &mut Line) {
        let character = code.and_then(|code| symbols::character(font, code));
        self.tally.symbols += usize::from(character.is_none());
        let character = character.unwrap_or('\u{FFFD}');
        self.words(character.encode_utf8(&mut [0; 4]), voice, around, line);
    }

    fn words(&mut self, text: &str, voice: &Voice, around: &Around, line: &mut Line) {
        if voice.hidden {
            self.tally.hidden += 1;
            return;
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\u{AD}' => self.tally.soft_hyphens += 1,
                '\t' => shown.push('\t'),
                '\n' | '\r' => shown.push(' '),
                c if c.is_control() || c == '\u{FEFF}' => {}
                c => shown.push(voice.symbols.as_deref().and_then(|font| symbols::character(font, u32::from(c))).unwrap_or(c)),
            }
        }
        if shown.is_empty() || self.in_instruction() || self.is_generated() {
            return;
        }
        let language = voice.language_of(&shown);
        if let Some(language) = &language {
            *self.letters.entry(Rc::clone(language)).or_default() += shown.chars().filter(|c| c.is_alphabetic()).count();
        }
        let look = Look { language, ..self.look(voice, around) };
        line.runs.push(Run { look, atom: Atom::Text(shown) });
    }

    /// Adds something that is no text.
    pub(super) fn add(&mut self, atom: Atom, voice: &Voice, around: &Around, line: &mut Line) {
        if !(self.in_instruction() || self.is_generated()) {
            let look = self.look(voice, around);
            line.runs.push(Run { look, atom });
        }
    }

    fn look(&self, voice: &Voice, around: &Around) -> Look {
        let link = self.field_link().or_else(|| around.link.clone());
        // Links are underlined anyway.
        Look { underline: voice.look.underline && link.is_none(), link, ..voice.look.clone() }
    }

    /// What the properties of a run say beyond those of its paragraph: a style that is bold makes no word stronger than another.
    fn voice(&self, own: RunProperties, around: &Around) -> Voice {
        let style = self.styles.characters(own.style.as_deref());
        let stress = style.stress;
        let base = &around.style;
        let said = |direct: Option<bool>, style: Option<bool>, base: Option<bool>| match direct {
            Some(direct) => direct && base != Some(true),
            None => style == Some(true),
        };
        let furniture = stress == Some(Stress::Furniture);
        let vertical = own.vertical.or(if furniture { None } else { style.run.vertical });
        let monospaced = own.is_monospaced() || (own.font.is_none() && style.run.is_monospaced());
        let bold = own.bold.unwrap_or_else(|| (style.run.bold == Some(true)) != (base.bold == Some(true)));
        let size = own.size.or(style.run.size).or(base.size).unwrap_or_default();
        let look = Look {
            strong: said(own.bold, style.run.bold, base.bold) || (stress == Some(Stress::Strong) && own.bold != Some(false)),
            emphasis: said(own.italic, style.run.italic, base.italic) || (stress == Some(Stress::Emphasis) && own.italic != Some(false)),
            strike: said(own.strike, style.run.strike, base.strike),
            small_caps: said(own.small_caps, style.run.small_caps, base.small_caps),
            underline: !furniture && said(own.underline, style.run.underline, base.underline),
            raised: vertical == Some(Vertical::Raised),
            lowered: vertical == Some(Vertical::Lowered),
            code: stress == Some(Stress::Code) || (monospaced && !base.is_monospaced()),
            typed: monospaced && stress != Some(Stress::Code),
            heavy: bold,
            size,
            ..Look::default()
        };
        let hidden = own.hidden.or(style.run.hidden).or(base.hidden) == Some(true);
        let symbols = own.font.clone().or(style.run.font.clone()).filter(|font| symbols::is_symbol_font(font));
        let properties = own.over(&style.run).over(base);
        Voice { look, hidden, symbols, properties }
    }

    fn instruct(&mut self, text: &str) {
        /// Instructions are a line long; one that goes on is no instruction.
        const LONGEST: usize = 100_000;
        if let Some(open) = self.fields.last_mut().filter(|open| open.field.is_none() && open.instruction.len() < LONGEST) {
            open.instruction.push_str(text);
        }
    }

    fn field_mark(&mut self, mark: &Element, line: &mut Line) {
        /// Fields nest no deeper than this; one that is deeper is read as its words.
        const DEEPEST: usize = 64;
        match mark.any("fldCharType") {
            Some("begin") if self.fields.len() < DEEPEST => self.fields.push(OpenField::default()),
            Some("separate") => {
                let instruction = self.fields.last().filter(|open| open.field.is_none()).map(|open| open.instruction.clone());
                instruction.into_iter().for_each(|instruction| self.begin_result(fields::parse(&instruction), line));
            }
            Some("end") => {
                let without_result = self.fields.last().filter(|open| open.field.is_none()).map(|open| open.instruction.clone());
                without_result.into_iter().for_each(|instruction| self.begin_result(fields::parse(&instruction), line));
                self.end_field(line);
            }
            _ => {}
        }
        if mark.child("ffData").and_then(|data| data.child("checkBox")).is_some() {
            let ticked = mark.child("ffData").and_then(|data| data.child("checkBox")).and_then(|data| data.child("checked"));
            let sign = if ticked.is_some_and(is_on) { "☒" } else { "☐" };
            line.runs.push(Run { look: Look::default(), atom: Atom::Text(sign.to_owned()) });
        }
    }

    /// The instruction of the innermost field is complete.
    fn begin_result(&mut self, field: Field, line: &mut Line) {
        if self.is_generated() {
            // What is in a list that Word puts together goes with it.
        } else if let Field::Counter(name) = &field {
            line.counter.get_or_insert_with(|| name.clone());
        } else if let Field::Reference { page: true, .. } = &field {
            self.tally.page_references += 1;
        }
        if let Some(open) = self.fields.last_mut() {
            open.field = Some(field);
        }
    }

    fn end_field(&mut self, line: &mut Line) {
        let Some(OpenField { field: Some(field), .. }) = self.fields.pop() else { return };
        if self.is_generated() || self.in_instruction() {
            return;
        }
        match field {
            Field::IndexTerm { entry, see } => line.runs.push(Run { look: Look::default(), atom: Atom::Index { entry, see } }),
            Field::Symbol { code, font } => {
                self.symbol(font.as_deref().unwrap_or_default(), Some(code), &Voice::default(), &Around::default(), line);
            }
            _ => {}
        }
    }
}

/// How the words of a run are said.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    look: Look,
    hidden: bool,
    /// The font, if its letters are pictures.
    symbols: Option<String>,
    properties: RunProperties,
}

impl Voice {
    /// The language of words, by the script of their first letter: each group of scripts has a language of its own.
    fn language_of(&self, text: &str) -> Option<Rc<str>> {
        let languages = &self.properties.languages;
        let first = text.chars().find(|c| c.is_alphabetic())?;
        let language = match first {
            '\u{1100}'..='\u{11FF}'
            | '\u{2E80}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF00}'..='\u{FFEF}' => languages.east_asian.as_deref(),
            '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}' | '\u{900}'..='\u{109F}' => languages.right_to_left.as_deref(),
            _ => languages.european.as_deref(),
        };
        language.map(Rc::from)
    }
}

/// The words directly in an element, blanks and all.
fn text_of(element: &Element) -> String {
    element.kids.iter().filter_map(|kid| if let Node::Text(text) = kid { Some(text.as_str()) } else { None }).collect()
}
