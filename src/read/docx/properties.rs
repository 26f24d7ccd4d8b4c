//! How runs and paragraphs look, as far as that says what they are (ECMA-376-1, 17.3).

use crate::base::xml::Element;

/// The properties of a run. Nothing is said where a value is missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RunProperties {
    /// The id of a character style.
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub strike: Option<bool>,
    pub small_caps: Option<bool>,
    pub hidden: Option<bool>,
    pub underline: Option<bool>,
    pub vertical: Option<Vertical>,
    /// The font of letters of European scripts.
    pub font: Option<String>,
    /// The size in half points.
    pub size: Option<u32>,
    pub languages: Languages,
    /// Whether the run is in a script that runs from right to left.
    pub right_to_left: Option<bool>,
}

/// Whether a run is raised or lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vertical {
    Base,
    Raised,
    Lowered,
}

/// A language for each group of scripts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Languages {
    pub european: Option<String>,
    pub east_asian: Option<String>,
    pub right_to_left: Option<String>,
}

impl RunProperties {
    /// What an `rPr` says.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let mut own = Self::default();
        for property in properties.elements() {
            let value = property.any("val");
            match property.name.as_str() {
                "rStyle" => own.style = value.map(str::to_owned),
                "b" => own.bold = Some(is_on(property)),
                "i" => own.italic = Some(is_on(property)),
                "strike" | "dstrike" => own.strike = Some(is_on(property) || own.strike == Some(true)),
                "smallCaps" => own.small_caps = Some(is_on(property)),
                "vanish" => own.hidden = Some(is_on(property)),
                "u" => own.underline = Some(!matches!(value, None | Some("none"))),
                "vertAlign" => {
                    own.vertical = Some(match value {
                        Some("superscript") => Vertical::Raised,
                        Some("subscript") => Vertical::Lowered,
                        _ => Vertical::Base,
                    });
                }
                // Half points above the line; some programs write no more than that.
                "position" if own.vertical.is_none() => {
                    own.vertical = match value.and_then(|value| value.parse::<i32>().ok()) {
                        Some(4..) => Some(Vertical::Raised),
                        Some(..=-4) => Some(Vertical::Lowered),
                        _ => None,
                    };
                }
                "rFonts" => own.font = property.any("ascii").or_else(|| property.any("hAnsi")).map(str::to_owned),
                "sz" => own.size = value.and_then(|value| value.parse().ok()),
                "rtl" => own.right_to_left = Some(is_on(property)),
                "lang" => {
                    let tag = |name| property.any(name).map(str::trim).filter(|tag| is_tag(tag)).map(str::to_owned);
                    own.languages = Languages { european: tag("val"), east_asian: tag("eastAsia"), right_to_left: tag("bidi") };
                }
                _ => {}
            }
        }
        own
    }

    /// These properties, and those of `base` where nothing is said here.
    #[must_use]
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            style: self.style.or_else(|| base.style.clone()),
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            strike: self.strike.or(base.strike),
            small_caps: self.small_caps.or(base.small_caps),
            hidden: self.hidden.or(base.hidden),
            underline: self.underline.or(base.underline),
            vertical: self.vertical.or(base.vertical),
            font: self.font.or_else(|| base.font.clone()),
            size: self.size.or(base.size),
            languages: Languages {
                european: self.languages.european.or_else(|| base.languages.european.clone()),
                east_asian: self.languages.east_asian.or_else(|| base.languages.east_asian.clone()),
                right_to_left: self.languages.right_to_left.or_else(|| base.languages.right_to_left.clone()),
            },
            right_to_left: self.right_to_left.or(base.right_to_left),
        }
    }

    /// Whether letters of one width are asked for.
    pub(super) fn is_monospaced(&self) -> bool {
        self.font.as_deref().is_some_and(is_monospaced)
    }
}

/// The properties of a paragraph that say what it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ParagraphProperties {
    /// The id of its style.
    pub style: Option<String>,
    /// The number of its list; 0 takes it out of the list that its style puts it in.
    pub list: Option<u32>,
    /// How deep it stands in its list, from 0.
    pub list_level: Option<u8>,
    /// Its place in the outline, from 0; 9 is body text.
    pub outline: Option<u8>,
    /// How it is aligned, in Word's own word.
    pub alignment: Option<String>,
    /// How far it is set in, in twentieths of a point.
    pub indent: Option<i32>,
    /// Whether a rule is drawn at its edge.
    pub ruled: bool,
}

impl ParagraphProperties {
    /// What a `pPr` says.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let value = |name: &str| properties.child(name).and_then(|child| child.any("val"));
        let list = properties.child("numPr");
        let in_list = |name: &str| list.and_then(|list| list.child(name)).and_then(|child| child.any("val"));
        let indent = properties.child("ind").and_then(|indent| indent.any("left").or_else(|| indent.any("start")));
        let rule = |border: &Element| {
            matches!(border.name.as_str(), "top" | "bottom") && !matches!(border.any("val"), None | Some("none" | "nil"))
        };
        Self {
            style: value("pStyle").map(str::to_owned),
            list: in_list("numId").and_then(|id| id.parse().ok()),
            list_level: in_list("ilvl").and_then(|level| level.parse().ok()),
            outline: value("outlineLvl").and_then(|level| level.parse().ok()),
            alignment: value("jc").map(str::to_owned),
            indent: indent.and_then(|indent| indent.parse().ok()),
            ruled: properties.child("pBdr").is_some_and(|borders| borders.elements().any(rule)),
        }
    }

    /// These properties, and those of `base` where nothing is said here.
    #[must_use]
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            style: self.style.or_else(|| base.style.clone()),
            list: self.list.or(base.list),
            list_level: self.list_level.or(base.list_level),
            outline: self.outline.or(base.outline),
            alignment: self.alignment.or_else(|| base.alignment.clone()),
            indent: self.indent.or(base.indent),
            ruled: self.ruled || base.ruled,
        }
    }
}

/// Whether a property that is on or off is on: it is when nothing is said (17.17.4).
pub(super) fn is_on(property: &Element) -> bool {
    !matches!(property.any("val"), Some("0" | "false" | "off"))
}

fn is_tag(tag: &str) -> bool {
    tag.len() >= 2 && tag.len() <= 35 && tag != "x-none" && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a font gives all letters one width, by its name: the file does not say it.
fn is_monospaced(font: &str) -> bool {
    const FAMILIES: [&str; 13] = [
        "courier",
        "consolas",
        "menlo",
        "monaco",
        "lucida console",
        "inconsolata",
        "fixedsys",
        "terminal",
        "fira code",
        "cascadia",
        "source code",
        "andale",
        "letter gothic",
    ];
    let font = font.to_lowercase();
    FAMILIES.iter().any(|family| font.contains(family))
        || font.split([' ', '-', '_']).any(|word| matches!(word, "mono" | "monospace" | "typewriter"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::xml::parse;

    #[test]
    fn what_is_said_is_told_from_what_is_not() {
        let properties =
            parse(b"<rPr><b/><i val='0'/><u val='none'/><lang val='de-DE'/><rFonts ascii='DejaVu Sans Mono'/></rPr>").expect("well-formed");
        let own = RunProperties::of(Some(&properties));
        assert_eq!((own.bold, own.italic, own.strike, own.underline), (Some(true), Some(false), None, Some(false)));
        assert_eq!(own.languages.european.as_deref(), Some("de-DE"));
        assert!(own.is_monospaced());
        let over = own.over(&RunProperties { italic: Some(true), strike: Some(true), ..RunProperties::default() });
        assert_eq!((over.italic, over.strike), (Some(false), Some(true)));
        assert!(!is_monospaced("Monotype Corsiva"));
    }
}
