//! Stylesheets as they were read: rules, pages, fonts and tokens, not yet applied to anything.

use std::collections::BTreeMap;

use super::background::{self, PictureAddress};
use super::computed::BackgroundImage;
use super::counter_style;
use super::declaration::{Declaration, Said, Spoken};
use super::findings::Findings;
use super::media::Medium;
use super::page::PageRule;
use super::parse;
use super::selector::{Pseudo, Selector};
use super::tokens;
use super::values::Value;
use crate::base::counter_rules::CounterStyle;
use crate::base::{CounterStyles, FileId, Report, Span};

/// The stylesheet of a publication: our base sheet, the theme's and the project's, in this order.
#[derive(Clone, Debug, Default)]
pub struct Stylesheet {
    pub(super) rules: Vec<Rule>,
    pub(super) blocks: Vec<Vec<Declaration>>,
    pub(super) pages: Vec<PageRule>,
    font_faces: Vec<FontFace>,
    /// The pictures behind boxes and pages, by the stylesheets that name them.
    pictures: BTreeMap<(Option<FileId>, String), BackgroundImage>,
    /// The counter styles for the printed pages.
    pub(super) counters_in_print: CounterStyles,
    /// The counter styles for the EPUB.
    pub(super) counters_in_epub: CounterStyles,
}

/// A rule with one selector.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) origin: Origin,
    pub(super) medium: Medium,
    pub(super) selector: Selector,
    pub(super) pseudo: Option<Pseudo>,
    /// Its declarations, as a number into [`Stylesheet::blocks`]: rules of one selector list share them.
    pub(super) block: usize,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Ours: how elements look before anybody styles them.
    Base,
    /// Ours: what a manuscript asks for by a class.
    Manuscript,
    /// The theme's and the project's.
    Author,
    /// The tokens of the project file.
    Tokens,
}

impl Origin {
    /// How strong its rules are. Between a manuscript and a theme their selectors decide.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Base => 0,
            Self::Manuscript | Self::Author => 1,
            Self::Tokens => 2,
        }
    }
}

/// A font file that a stylesheet brings along (`@font-face`).
#[derive(Clone, Debug, PartialEq)]
pub struct FontFace {
    /// The name by which `font-family` asks for it.
    pub family: String,
    /// Its path in the project.
    pub path: String,
    /// The weight it shall serve, if not the one it says itself.
    pub weight: Option<u16>,
    /// Whether it shall serve as italic, if the rule says.
    pub italic: Option<bool>,
    /// Where the rule was written.
    pub span: Span,
}

/// How elements look before anybody styles them.
const BASE: &str = include_str!("../../styles/base.css");
/// What a manuscript asks for by a class.
const WISHES: &str = include_str!("../../styles/wishes.css");
/// Our own sheets are no files of the user's; nothing they say is ever reported.
const BASE_FILE: FileId = FileId(u32::MAX);

impl Stylesheet {
    /// Reads stylesheets, the theme's first, and sets its design tokens.
    ///
    /// `tokens` are custom properties of `:root` with or without their two hyphens. What is not supported, not
    /// understood or not known goes to the report, once for each thing; the rest holds.
    pub fn parse(sheets: &[(FileId, &str)], tokens: &[(String, String)], report: &mut Report) -> Self {
        let mut sheet = Self::default();
        let mut unheard = Findings::default();
        parse::read(BASE, BASE_FILE, Origin::Base, &mut sheet, &mut unheard);
        parse::read(WISHES, BASE_FILE, Origin::Manuscript, &mut sheet, &mut unheard);
        let mut findings = Findings::default();
        for &(file, text) in sheets {
            parse::read(text, file, Origin::Author, &mut sheet, &mut findings);
        }
        tokens::set(tokens, &mut sheet, &mut findings);
        sheet.check_counter_styles(&mut findings);
        findings.tell(report);
        sheet
    }

    /// Where a family of fonts is first asked for, if that is in a file.
    pub fn mention(&self, family: &str) -> Option<Span> {
        let says = |declaration: &&Declaration| match &declaration.said {
            Said::Longhand(_, Spoken::Value(Value::Families(families))) => families.iter().any(|own| own == family),
            Said::Custom(_, text) | Said::Pending(_, text) => text.contains(family),
            _ => false,
        };
        let spans = self.blocks.iter().flatten().filter(says).map(|declaration| declaration.span);
        spans.into_iter().find(|span| span.file != BASE_FILE)
    }

    /// The font files that the stylesheets bring along.
    pub fn font_faces(&self) -> &[FontFace] {
        &self.font_faces
    }

    /// The pictures that the stylesheets put behind boxes and pages, each once.
    pub fn pictures(&self) -> Vec<PictureAddress> {
        let of_pages = self.pages.iter().flat_map(|page| {
            let of_boxes = page.boxes.iter().flat_map(|(_, declarations)| declarations);
            page.declarations.iter().chain(of_boxes)
        });
        background::pictures(self.blocks.iter().flatten().chain(of_pages))
    }

    /// Says which picture of the publication one of [`Self::pictures`] is. One that is never said is not shown.
    pub fn set_picture(&mut self, address: &PictureAddress, image: BackgroundImage) {
        self.pictures.insert(address.key(), image);
    }

    /// Whether any picture stands behind a box or a page.
    pub fn has_pictures(&self) -> bool {
        !self.pictures.is_empty()
    }

    /// The picture that an address means. One that came by `var()` may have been written in another stylesheet.
    pub(super) fn picture(&self, address: &PictureAddress) -> Option<BackgroundImage> {
        let elsewhere = || self.pictures.iter().find(|((_, url), _)| *url == address.url).map(|(_, image)| image);
        self.pictures.get(&address.key()).or_else(elsewhere).copied()
    }

    /// The declarations of a rule.
    pub(super) fn block(&self, rule: &Rule) -> &[Declaration] {
        self.blocks.get(rule.block).map_or(&[], Vec::as_slice)
    }

    /// Takes in a rule for each selector.
    pub(super) fn add_rules(&mut self, origin: Origin, medium: Medium, selectors: Vec<Selector>, declarations: Vec<Declaration>) {
        let block = self.blocks.len();
        self.blocks.push(declarations);
        self.rules.extend(selectors.into_iter().map(|selector| {
            let pseudo = selector.pseudo_element().copied();
            Rule { origin, medium, selector, pseudo, block }
        }));
    }

    /// Takes in a counter style.
    pub(super) fn add_counter_style(&mut self, medium: Medium, name: &str, style: CounterStyle) {
        if medium.in_print() {
            self.counters_in_print.define(name, style.clone());
        }
        if medium.in_epub() {
            self.counters_in_epub.define(name, style);
        }
    }

    /// Tells of counter styles that rules ask for and nobody defines.
    fn check_counter_styles(&self, findings: &mut Findings) {
        let of_pages = self
            .pages
            .iter()
            .flat_map(|page| page.boxes.iter().map(|(_, declarations)| declarations).chain([&page.declarations]))
            .map(Vec::as_slice);
        let by_medium = self.rules.iter().map(|rule| (rule.medium, self.block(rule))).chain(of_pages.map(|block| (Medium::Print, block)));
        for (medium, block) in by_medium {
            let styles = if medium.in_print() { &self.counters_in_print } else { &self.counters_in_epub };
            for declaration in block.iter().filter(|declaration| declaration.span.file != BASE_FILE) {
                counter_style::check(&declaration.said, declaration.span, styles, findings);
            }
        }
    }

    pub(super) fn add_font_face(&mut self, face: FontFace) {
        self.font_faces.push(face);
    }
}
