//! Pages: `@page` rules, their margin boxes, and what they come to for each kind of page (CSS Paged Media 3).

use std::collections::BTreeSet;

use cssparser::Parser;

use super::cascade::Context;
use super::computed::{Display, Faces, MarginBox, MarginBoxPlace, PageFace, PageStyle, TextAlign};
use super::computing::Computing;
use super::declaration::Declaration;
use super::media::Medium;
use super::nth::Nth;
use super::page_selector::PageSelector;
use super::values::{Measure, Parsed, SIZE, keyword, measure, refused};
use crate::base::{Length, Pt, Size};

/// A property of pages as a whole, which no element has.
pub(super) struct Descriptor {
    /// Its name.
    pub(super) name: &'static str,
    /// What may be written.
    pub(super) grammar: &'static str,
    /// The value of pages that no rule speaks of.
    pub(super) initial: &'static str,
    /// The specification and its clause.
    pub(super) clause: &'static str,
    /// Reads a value.
    pub(super) parse: fn(&mut Parser<'_>) -> Parsed<PageValue>,
}

/// A value for a page as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum PageValue {
    /// The trim size.
    Size(Size),
    /// How far art runs over the trim.
    Bleed(Option<Pt>),
    /// Printer's marks.
    Marks { crop: bool, cross: bool },
}

impl Descriptor {
    /// The descriptor of that name, in lower case.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        DESCRIPTORS.iter().find(|descriptor| descriptor.name == name)
    }
}

/// All properties of pages as a whole.
pub(super) static DESCRIPTORS: &[Descriptor] = &[
    Descriptor {
        name: "size",
        grammar: "<length>{1,2} | [ A3 | A4 | A5 | A6 | B4 | B5 | letter | legal | ledger ] || [ portrait | landscape ]",
        initial: "A4",
        clause: "CSS Paged Media 3, Page size",
        parse: size,
    },
    Descriptor {
        name: "bleed",
        grammar: "auto | <length>",
        initial: "auto: 6pt with crop marks, else 0",
        clause: "CSS Paged Media 3, Bleed",
        parse: bleed,
    },
    Descriptor { name: "marks", grammar: "none | crop || cross", initial: "none", clause: "CSS Paged Media 3, Marks", parse: marks },
];

/// CSS Paged Media 3, Page size: names, and their sizes in millimetres, upright.
const SIZES: &[(&str, f32, f32)] = &[
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("a6", 105.0, 148.0),
    ("b4", 250.0, 353.0),
    ("b5", 176.0, 250.0),
    ("letter", 215.9, 279.4),
    ("legal", 215.9, 355.6),
    ("ledger", 279.4, 431.8),
];
/// No page is smaller than a stamp or larger than a poster: 10 mm to 2 m.
const SANE: std::ops::RangeInclusive<f32> = 28.0..=5670.0;

fn size(input: &mut Parser<'_>) -> Parsed<PageValue> {
    if let Ok(first) = input.try_parse(|input| measure(input, SIZE)) {
        let second = if input.is_exhausted() { first } else { measure(input, SIZE)? };
        // A page has no font whose size an `em` could be.
        let sane = |side: Measure| side.ems == 0.0 && side.rems == 0.0 && SANE.contains(&side.fixed);
        return if sane(first) && sane(second) {
            Ok(PageValue::Size(Size { width: Pt(first.fixed), height: Pt(second.fixed) }))
        } else {
            refused()
        };
    }
    let (mut named, mut landscape) = (None, None);
    while !input.is_exhausted() {
        let word = input.expect_ident()?.to_ascii_lowercase();
        let page = SIZES.iter().find(|(name, ..)| *name == word);
        match (page, word.as_str()) {
            (Some(page), _) if named.is_none() => named = Some(page),
            (None, "portrait" | "landscape") if landscape.is_none() => landscape = Some(word == "landscape"),
            _ => return refused(),
        }
    }
    let (width, height) = match (named, landscape) {
        (None, None) => return refused(),
        (named, _) => named.map_or((210.0, 297.0), |&(_, width, height)| (width, height)),
    };
    let (width, height) = if landscape == Some(true) { (height, width) } else { (width, height) };
    Ok(PageValue::Size(Size { width: Pt::mm(width), height: Pt::mm(height) }))
}

fn bleed(input: &mut Parser<'_>) -> Parsed<PageValue> {
    if input.try_parse(|input| keyword(input, &["auto"])).is_ok() {
        return Ok(PageValue::Bleed(None));
    }
    match measure(input, SIZE)? {
        bleed if bleed.ems == 0.0 && bleed.rems == 0.0 && bleed.fixed <= 144.0 => Ok(PageValue::Bleed(Some(Pt(bleed.fixed)))),
        _ => refused(),
    }
}

fn marks(input: &mut Parser<'_>) -> Parsed<PageValue> {
    let (mut crop, mut cross) = (false, false);
    if input.try_parse(|input| keyword(input, &["none"])).is_ok() {
        return Ok(PageValue::Marks { crop, cross });
    }
    while !input.is_exhausted() {
        match keyword(input, &["crop", "cross"])? {
            "crop" if !crop => crop = true,
            "cross" if !cross => cross = true,
            _ => return refused(),
        }
    }
    if crop || cross { Ok(PageValue::Marks { crop, cross }) } else { refused() }
}

/// An `@page` rule.
#[derive(Clone, Debug)]
pub(super) struct PageRule {
    pub(super) selector: PageSelector,
    pub(super) medium: Medium,
    pub(super) declarations: Vec<Declaration>,
    pub(super) boxes: Vec<(MarginBoxPlace, Vec<Declaration>)>,
    pub(super) footnote: Vec<Declaration>,
}

/// The names of the margin boxes there are.
pub(super) const PLACES: &[(&str, MarginBoxPlace)] = &[
    ("top-left-corner", MarginBoxPlace::TopLeftCorner),
    ("top-left", MarginBoxPlace::TopLeft),
    ("top-center", MarginBoxPlace::TopCenter),
    ("top-right", MarginBoxPlace::TopRight),
    ("top-right-corner", MarginBoxPlace::TopRightCorner),
    ("right-top", MarginBoxPlace::RightTop),
    ("right-middle", MarginBoxPlace::RightMiddle),
    ("right-bottom", MarginBoxPlace::RightBottom),
    ("bottom-right-corner", MarginBoxPlace::BottomRightCorner),
    ("bottom-right", MarginBoxPlace::BottomRight),
    ("bottom-center", MarginBoxPlace::BottomCenter),
    ("bottom-left", MarginBoxPlace::BottomLeft),
    ("bottom-left-corner", MarginBoxPlace::BottomLeftCorner),
    ("left-bottom", MarginBoxPlace::LeftBottom),
    ("left-middle", MarginBoxPlace::LeftMiddle),
    ("left-top", MarginBoxPlace::LeftTop),
];

/// How the words in a margin box stand unless a rule says so (CSS Paged Media 3, Page-margin boxes).
fn usual_align(place: MarginBoxPlace) -> TextAlign {
    use MarginBoxPlace::{
        BottomCenter, BottomLeft, BottomLeftCorner, BottomRight, BottomRightCorner, TopCenter, TopLeft, TopLeftCorner, TopRight,
        TopRightCorner,
    };
    match place {
        TopLeft | BottomLeft | TopRightCorner | BottomRightCorner => TextAlign::Start,
        TopRight | BottomRight | TopLeftCorner | BottomLeftCorner => TextAlign::End,
        TopCenter | BottomCenter => TextAlign::Center,
        MarginBoxPlace::RightTop
        | MarginBoxPlace::RightMiddle
        | MarginBoxPlace::RightBottom
        | MarginBoxPlace::LeftBottom
        | MarginBoxPlace::LeftMiddle
        | MarginBoxPlace::LeftTop => TextAlign::Center,
    }
}

/// What the rules come to for each kind of page. `root` is the style of the root element, which pages inherit from.
pub(super) fn cascade(rules: &[PageRule], root: &Computing, context: &mut Context<'_>) -> PageStyle {
    let mut rules: Vec<&PageRule> = rules.iter().filter(|rule| rule.medium.in_print()).collect();
    // Stable: among rules of one specificity the later wins.
    rules.sort_by_key(|rule| rule.selector.specificity());
    let mut page = whole(&rules, context);
    let named = rules.iter().filter_map(|rule| rule.selector.name.as_deref());
    let names: BTreeSet<&str> = named.chain([""]).collect();
    for name in names {
        let faces = faces(name, &rules, page.size, root, context);
        page.faces.insert(name.to_owned(), faces);
    }
    footnotes(&rules, root, context, &mut page);
    page
}

/// Size, bleed and marks: one for the whole publication.
fn whole(rules: &[&PageRule], context: &mut Context<'_>) -> PageStyle {
    let mut page = PageStyle::default();
    let mut bleed = None;
    let declarations =
        ordered(rules.iter().filter(|rule| rule.selector == PageSelector::default()).map(|rule| rule.declarations.as_slice()));
    for value in context.page_values(&declarations) {
        match value {
            PageValue::Size(size) => page.size = size,
            PageValue::Bleed(width) => bleed = width,
            PageValue::Marks { crop, cross } => (page.crop_marks, page.registration_marks) = (crop, cross),
        }
    }
    // CSS Paged Media 3, Bleed.
    page.bleed = bleed.unwrap_or(if page.crop_marks { Pt(6.0) } else { Pt::ZERO });
    page
}

/// What pages of a name look like.
fn faces(name: &str, rules: &[&PageRule], size: Size, root: &Computing, context: &mut Context<'_>) -> Faces {
    let of_name = |rule: &&&PageRule| rule.selector.name.as_deref().is_none_or(|own| own == name);
    let nths: BTreeSet<Nth> = rules.iter().filter(of_name).flat_map(|rule| &rule.selector.nths).copied().collect();
    let nths: Vec<Nth> = nths.into_iter().collect();
    let chosen = Nth::chosen(&nths).unwrap_or_else(|| {
        context.findings.too_many_places();
        BTreeSet::new()
    });
    let faces = Faces::new(nths.clone(), chosen, |kind, places| {
        let places: Vec<Nth> = places.iter().filter_map(|&place| nths.get(usize::from(place))).copied().collect();
        let matching: Vec<&PageRule> = rules.iter().copied().filter(|rule| rule.selector.matches(name, kind, &places)).collect();
        face(&matching, size, root, context)
    });
    let measure = |face: &PageFace| face.margin.left + face.margin.right;
    if faces.chosen().any(|(kind, face)| (measure(face) - measure(faces.of(kind))).abs() > Pt(0.01)) {
        context.findings.other_measure();
    }
    faces
}

/// Margins, margin boxes and paper of one kind of page.
fn face(rules: &[&PageRule], size: Size, root: &Computing, context: &mut Context<'_>) -> PageFace {
    let page = context.compute(&ordered(rules.iter().map(|rule| rule.declarations.as_slice())), root);
    let mut face = PageFace::default();
    let declared = |longhand: &str| rules.iter().flat_map(|rule| &rule.declarations).any(|declaration| declaration.sets(longhand));
    // CSS Paged Media 3, Page margins: percentages refer to the page's width at the sides, to its height at top and bottom.
    // Where no rule speaks, our default margins hold: a page without any would be cut into.
    let of = |margin: Option<Length>, whole: Pt| margin.unwrap_or(Length::ZERO).of(whole);
    let margin = page.style.margin;
    for (name, target, value) in [
        ("margin-top", &mut face.margin.top, of(margin.top, size.height)),
        ("margin-right", &mut face.margin.right, of(margin.right, size.width)),
        ("margin-bottom", &mut face.margin.bottom, of(margin.bottom, size.height)),
        ("margin-left", &mut face.margin.left, of(margin.left, size.width)),
    ] {
        if declared(name) {
            *target = value;
        }
    }
    face.background_color = page.style.background_color;
    face.background.clone_from(&page.style.background);
    for &(_, place) in PLACES {
        let own = rules.iter().flat_map(|rule| &rule.boxes).filter(|(other, _)| *other == place).map(|(_, own)| own.as_slice());
        let declarations = ordered(own);
        if declarations.is_empty() {
            continue;
        }
        let mut parent = page.clone();
        parent.style.text_align = usual_align(place);
        let mut style = context.compute(&declarations, &parent).style;
        // No box without content (CSS Paged Media 3, Page-margin boxes).
        if let Some(content) = style.content.clone() {
            style.display = Display::Block;
            face.boxes.push(MarginBox { place, content, style });
        }
    }
    face
}

/// The footnote area (CSS GCPM 3, Footnotes).
fn footnotes(rules: &[&PageRule], root: &Computing, context: &mut Context<'_>, page: &mut PageStyle) {
    let declarations = ordered(rules.iter().map(|rule| rule.footnote.as_slice()));
    if declarations.is_empty() {
        return;
    }
    let area = context.compute(&declarations, root);
    page.footnote_rule = area.style.border.top;
    if let Some(length) = area.rule_length {
        page.footnote_rule_length = area.length(length);
    }
    let above = area.style.margin.top.unwrap_or(Length::ZERO).of(Pt::ZERO);
    page.footnote_gap = above + area.style.padding.top.of(Pt::ZERO);
}

/// Declarations from weak to strong: those that are `!important` after all others.
fn ordered<'a>(blocks: impl Iterator<Item = &'a [Declaration]>) -> Vec<&'a Declaration> {
    let mut all: Vec<&Declaration> = blocks.flatten().collect();
    all.sort_by_key(|declaration| declaration.important);
    all
}
