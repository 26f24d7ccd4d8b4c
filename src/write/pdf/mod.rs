//! The PDF writer: finished pages in, a reader PDF or a press PDF out.
//!
//! It knows nothing of manuscripts, styles or line breaking: a page is things at places, and a [`Profile`] says what kind
//! of PDF they become. Object numbers are given out in one fixed order, and nothing reads a clock, so the same pages
//! give the same bytes.

mod color;
mod compress;
mod content;
mod font;
mod marks;
mod metadata;
mod navigation;
mod picture;
mod profile;
mod sheet;
mod structure;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use pdf_writer::types::{OutputIntentSubtype, PageMode, TabOrder};
use pdf_writer::writers::{NumberTree, Resources};
use pdf_writer::{Chunk, Filter, Finish, Name, Pdf, Ref, Settings, TextStr};
use rayon::prelude::*;

use crate::base::{Code, Diagnostic, Report};
use crate::font::FontLibrary;
use crate::page::{ItemKind, Pages};

use color::Inks;
use content::{Drawing, Tools};
use font::Fonts;
use marks::Marks;
use metadata::Metadata;
use picture::Encoded;
use sheet::Sheet;
use structure::Tree;

pub use profile::{Claims, Condition, Ink, Profile, SheetPlan};

/// Without the white space that makes objects readable.
const COMPACT: Settings = Settings { pretty: false };

/// Writes pages as a PDF.
///
/// # Errors
/// When there are no pages, or a font or a picture cannot be put into a PDF; the report names each.
pub fn write(pages: &Pages, library: &FontLibrary, profile: &Profile) -> Result<(Vec<u8>, Report), Report> {
    if pages.pages.is_empty() {
        return Err(only(Diagnostic::error(Code("no-pages"), "there are no pages to write").hint("write some text first")));
    }
    let inks = Inks::new(profile.ink);
    let sheet = Sheet::new(pages, profile);
    let condition = if let Ink::Process(condition) = profile.ink { Some(condition) } else { None };
    let marks = Marks::new(pages, profile.sheet, condition, library);
    let slug = marks.as_ref().and_then(Marks::words);
    let slug = slug.as_ref().map(|(face, words)| (*face, words.as_str()));

    let (fonts, pictures) =
        rayon::join(|| Fonts::collect(pages, library, profile.tagged, slug), || picture::encode(&pages.pictures, &inks));
    let (fonts, pictures) = both(fonts, pictures)?;

    let mut numbers = Numbers::default();
    let mut tree = profile.tagged.then(|| Tree::new(&pages.structure, || numbers.next()));
    let placed = tree.as_ref().map(Tree::placed);
    let tools = Tools { sheet, fonts: &fonts, inks: &inks, tagged: placed.as_deref() };
    let drawings: Vec<Drawing> = pages
        .pages
        .par_iter()
        .enumerate()
        .map(|(index, page)| {
            content::draw(page, tools, |canvas| {
                if let Some(marks) = &marks {
                    marks.draw(canvas, index, sheet, library);
                }
            })
        })
        .collect();
    for (index, drawing) in drawings.iter().enumerate() {
        if let Some(tree) = &mut tree {
            tree.place(index, &drawing.sequences);
        }
    }

    let parts = Parts { pages, library, profile, sheet, fonts, pictures, drawings };
    Ok((parts.assemble(tree, numbers), Report::default()))
}

fn only(diagnostic: Diagnostic) -> Report {
    Report { diagnostics: vec![diagnostic] }
}

/// Both results, or the findings of both.
fn both<A, B>(a: Result<A, Report>, b: Result<B, Report>) -> Result<(A, B), Report> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.absorb(b);
            Err(a)
        }
        (Err(report), _) | (_, Err(report)) => Err(report),
    }
}

/// Gives out object numbers.
struct Numbers(Ref);

impl Default for Numbers {
    fn default() -> Self {
        Self(Ref::new(1))
    }
}

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0.bump()
    }
}

/// All that goes into the file, before it has an order.
struct Parts<'a> {
    pages: &'a Pages,
    library: &'a FontLibrary,
    profile: &'a Profile,
    sheet: Sheet,
    fonts: Fonts,
    pictures: Vec<Encoded<'a>>,
    drawings: Vec<Drawing>,
}

/// A link annotation with its place in the file.
struct PlacedLink<'a> {
    page: usize,
    object: Ref,
    tag: Option<Ref>,
    link: navigation::Link<'a>,
}

impl Parts<'_> {
    /// Puts the objects together into a file.
    fn assemble(mut self, mut tree: Option<Tree<'_>>, mut numbers: Numbers) -> Vec<u8> {
        let mut pdf = Pdf::with_settings(COMPACT);
        pdf.set_version(self.profile.version.0, self.profile.version.1);
        pdf.set_binary_marker(b"\xE2\xE3\xCF\xD3");
        let [catalog, page_root, resources, info, xmp] = std::array::from_fn(|_| numbers.next());
        let page_objects: Vec<Ref> = self.pages.pages.iter().map(|_| numbers.next()).collect();
        let map = navigation::Map { sheet: self.sheet, pages: &page_objects };

        let streams = std::mem::take(&mut self.drawings);
        let (streams, sequences): (Vec<_>, Vec<_>) = streams.into_iter().map(|drawing| (drawing.stream, drawing.sequences)).unzip();
        let metadata = Metadata::new(self.pages, self.profile, &streams.concat());
        pdf.set_file_id(metadata.file_id());
        let streams: Vec<Vec<u8>> = streams.into_par_iter().map(compress::deflate).collect();

        let links = self.links(tree.as_mut(), &mut numbers);
        self.write_pages(&mut pdf, page_root, resources, &page_objects, &streams, &links, &mut numbers);
        for placed in &links {
            if let Some(&page) = page_objects.get(placed.page) {
                navigation::write_link(&mut pdf, placed.object, &placed.link, page, map);
            }
        }
        self.write_resources(&mut pdf, resources, &mut numbers);
        metadata.write_info(&mut pdf, info);
        pdf.metadata(xmp, metadata.xmp().as_bytes());

        let intent = self.write_output_profile(&mut pdf, &mut numbers);
        let outline = if self.profile.navigation {
            navigation::write_outline(&mut pdf, &self.pages.outline, map, &mut || numbers.next())
        } else {
            None
        };
        let labels = if self.profile.navigation {
            navigation::write_page_labels(&mut pdf, &self.pages.pages, &mut || numbers.next())
        } else {
            Vec::new()
        };
        let structure = tree.map(|tree| self.write_structure(&mut pdf, &tree, &sequences, &links, &page_objects, &mut numbers));

        let mut root = pdf.catalog(catalog);
        root.pages(page_root).metadata(xmp);
        self.describe_output(&mut root, intent);
        if !self.pages.about.language.is_empty() {
            root.lang(TextStr(&self.pages.about.language));
        }
        if let Some(structure) = structure {
            root.mark_info().marked(true);
            root.pair(Name(b"StructTreeRoot"), structure);
        }
        if self.profile.navigation {
            root.viewer_preferences().display_doc_title(true);
        }
        if let Some(outline) = outline {
            root.outlines(outline).page_mode(PageMode::UseOutlines);
        }
        if !labels.is_empty() {
            let mut tree = root.page_labels();
            let mut entries = tree.nums();
            for (page, label) in labels {
                entries.insert(page, label);
            }
        }
        root.finish();
        pdf.finish()
    }

    /// Gives every link its object and its key in the parent tree, and tells the structure tree of it.
    fn links(&self, mut tree: Option<&mut Tree<'_>>, numbers: &mut Numbers) -> Vec<PlacedLink<'_>> {
        let mut links = Vec::new();
        if !self.profile.navigation {
            return links;
        }
        for (page, item) in self.pages.pages.iter().enumerate().flat_map(|(index, page)| page.items.iter().map(move |item| (index, item))) {
            let ItemKind::Link { area, target, description, tag } = &item.kind else { continue };
            let object = numbers.next();
            if let Some(tree) = &mut tree {
                tree.link(*tag, page, object);
            }
            // Pages have the first keys.
            let parent_key = (self.pages.pages.len() + links.len()) as i32;
            let link = navigation::Link { area: *area, target, description, parent_key };
            links.push(PlacedLink { page, object, tag: tree.as_ref().and_then(|tree| tree.object(*tag)), link });
        }
        links
    }

    #[expect(clippy::too_many_arguments, reason = "the page tree joins all parts, and a struct for one call would say no more")]
    fn write_pages(
        &self,
        pdf: &mut Pdf,
        root: Ref,
        resources: Ref,
        objects: &[Ref],
        streams: &[Vec<u8>],
        links: &[PlacedLink<'_>],
        numbers: &mut Numbers,
    ) {
        pdf.pages(root).kids(objects.iter().copied()).count(objects.len() as i32);
        let mut links = links.iter().peekable();
        for (index, (&object, stream)) in objects.iter().zip(streams).enumerate() {
            let contents = numbers.next();
            let mut page = pdf.page(object);
            page.parent(root).media_box(self.sheet.media_box()).contents(contents);
            page.pair(Name(b"Resources"), resources);
            if self.profile.sheet.is_some() {
                page.bleed_box(self.sheet.bleed_box()).trim_box(self.sheet.trim_box());
            }
            if self.profile.tagged {
                page.struct_parents(index as i32).tab_order(TabOrder::StructureOrder);
            }
            let mut annotations = Vec::new();
            while let Some(placed) = links.next_if(|placed| placed.page == index) {
                annotations.push(placed.object);
            }
            if !annotations.is_empty() {
                page.annotations(annotations);
            }
            page.finish();
            pdf.stream(contents, stream).filter(Filter::FlateDecode);
        }
    }

    /// Writes fonts, pictures and graphics states, and the one dictionary that all pages find them by.
    fn write_resources(&self, pdf: &mut Pdf, id: Ref, numbers: &mut Numbers) {
        let fonts = self.fonts.write(pdf, self.library, || numbers.next());
        let pictures = self.write_pictures(pdf, numbers);
        let states = matches!(self.profile.ink, Ink::Process(_)).then(|| (numbers.next(), numbers.next()));
        if let Some((overprint, knock_out)) = states {
            content::write_overprint(pdf, overprint, knock_out);
        }
        let mut resources = pdf.indirect(id).start::<Resources<'_>>();
        if !fonts.is_empty() {
            resources.fonts().pairs(fonts.into_iter().map(|(name, object)| (Name(name.as_bytes()), object)));
        }
        if !pictures.is_empty() {
            resources.x_objects().pairs(pictures.iter().map(|(name, object)| (Name(name.as_bytes()), *object)));
        }
        if let Some((overprint, knock_out)) = states {
            resources.ext_g_states().pair(content::OVERPRINT, overprint).pair(content::KNOCK_OUT, knock_out);
        }
    }

    /// Writes the pictures, and each of their profiles once. Returns the pictures' names and objects.
    fn write_pictures(&self, pdf: &mut Pdf, numbers: &mut Numbers) -> Vec<(String, Ref)> {
        let mut profiles: BTreeMap<&[u8], Ref> = BTreeMap::new();
        let mut pictures = Vec::new();
        for (index, picture) in self.pictures.iter().enumerate() {
            let profile = picture.profile().map(|(icc, channels)| {
                *profiles.entry(icc).or_insert_with(|| {
                    let id = numbers.next();
                    pdf.icc_profile(id, &compress::deflate(icc.to_vec())).n(channels).filter(Filter::FlateDecode);
                    id
                })
            });
            let object = numbers.next();
            picture.write(pdf, object, profile);
            pictures.push((format!("I{index}"), object));
        }
        pictures
    }

    /// Writes the ICC profile of the output.
    fn write_output_profile(&self, pdf: &mut Pdf, numbers: &mut Numbers) -> Ref {
        let id = numbers.next();
        let (profile, channels) = match self.profile.ink {
            Ink::Rgb => (compress::deflate_exactly(&color::srgb_icc()), 3),
            Ink::Process(condition) => (compress::deflate_exactly(condition.icc), 4),
        };
        pdf.icc_profile(id, &profile).n(channels).filter(Filter::FlateDecode);
        id
    }

    fn describe_output(&self, catalog: &mut pdf_writer::writers::Catalog<'_>, profile: Ref) {
        let mut intents = catalog.output_intents();
        let mut intent = intents.push();
        intent.dest_output_profile(profile);
        match self.profile.ink {
            Ink::Rgb => {
                intent.subtype(OutputIntentSubtype::PDFA);
                intent.output_condition_identifier(TextStr("sRGB IEC61966-2.1")).info(TextStr("sRGB IEC61966-2.1"));
            }
            Ink::Process(condition) => {
                intent.subtype(OutputIntentSubtype::PDFX);
                intent.output_condition_identifier(TextStr(condition.identifier)).output_condition(TextStr(condition.description));
                intent.registry_name(TextStr("http://www.color.org")).info(TextStr(condition.description));
            }
        }
    }

    /// Writes the structure tree. Returns its root.
    fn write_structure(
        &self,
        pdf: &mut Pdf,
        tree: &Tree<'_>,
        sequences: &[Vec<crate::page::ContentId>],
        links: &[PlacedLink<'_>],
        pages: &[Ref],
        numbers: &mut Numbers,
    ) -> Ref {
        let [root, parent_tree] = [numbers.next(), numbers.next()];
        let names = tree.write(pdf, root, pages, self.sheet);

        let mut entries = Vec::new();
        for (page, sequences) in sequences.iter().enumerate() {
            let owners = numbers.next();
            pdf.indirect(owners).array().items(tree.owners(sequences));
            entries.push((page as i32, owners));
        }
        entries.extend(links.iter().filter_map(|placed| Some((placed.link.parent_key, placed.tag?))));
        write_numbers(pdf, parent_tree, &entries);

        let mut element = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
        if let Some(document) = tree.object(self.pages.structure.root()) {
            element.child(document);
        }
        element.pair(Name(b"ParentTree"), parent_tree);
        element.parent_tree_next_key((pages.len() + links.len()) as i32);
        if !names.is_empty() {
            structure::write_names(element.id_tree(), &names);
        }
        root
    }
}

fn write_numbers(chunk: &mut Chunk, id: Ref, entries: &[(i32, Ref)]) {
    let mut tree = chunk.indirect(id).start::<NumberTree<'_, Ref>>();
    let mut numbers = tree.nums();
    for &(number, object) in entries {
        numbers.insert(number, object);
    }
}
