//! The fonts at hand: the bundled families, those in the project's folders of fonts, those that its stylesheets bring, and
//! for characters that none of them has, fonts of this machine.

mod folders;
pub(super) mod wishes;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, FileError, InstalledFont, Report, Sources, Workspace, resolve};
use crate::font::{Eastern, FontData, FontLibrary, Installed, families, refusal};
use crate::model::{Elements, NodeId};
use crate::read::FontFolder;
use crate::style::{FontFace, Stylesheet};

/// Loads the fonts beyond those that are `bundled`. A font that is missing or damaged is an error at the place in the
/// stylesheet that asks for it.
pub(super) fn load(
    workspace: &dyn Workspace,
    bundled: FontLibrary,
    own: &[FontFolder],
    stylesheet: &Stylesheet,
    tree: &Elements,
    sources: &Sources,
    report: &mut Report,
) -> FontLibrary {
    let mut library = bundled;
    folders::load(workspace, own, &mut library, report);
    for face in stylesheet.font_faces() {
        let path = path(face, sources);
        let added = match path.and_then(|path| workspace.read(&path)) {
            Ok(bytes) => refused(&bytes, &face.path).or_else(|| {
                library.add(bytes, &face.family, face.weight, face.italic).err().map(|error| {
                    Diagnostic::error(Code("font-damaged"), format!("the font {} cannot be used: {error}", face.path))
                        .hint("replace the file by a whole OpenType or TrueType font, or take the rule out")
                })
            }),
            Err(error) => Some(
                Diagnostic::error(Code("font-missing"), format!("the font {} cannot be read: {error}", face.path))
                    .hint("paths of fonts are relative to the stylesheet and stay inside the project"),
            ),
        };
        added.into_iter().for_each(|problem| report.add(problem.at(face.span)));
    }
    let missing = missing(tree, &library);
    if !missing.is_empty() {
        borrow(workspace, &missing, tree, &mut library, report);
    }
    library
}

/// The finding that a font may not be embedded.
fn refused(bytes: &[u8], path: &str) -> Option<Diagnostic> {
    let problem = Diagnostic::error(Code("font-embedding-forbidden"), format!("the font {path} cannot be used: {}", refusal(bytes, 0)?));
    Some(problem.hint("ask the foundry for a font with a licence for e-books and PDFs, or take the rule out"))
}

/// A font's path in the project: its path in the stylesheet, seen from the stylesheet's folder.
pub(super) fn path(face: &FontFace, sources: &Sources) -> Result<String, FileError> {
    let sheet = sources.get(face.span.file).map(|file| file.name.as_str()).unwrap_or_default();
    let folder = sheet.rsplit_once('/').map_or("", |(folder, _)| folder);
    resolve(folder, &face.path)
}

/// The characters of the text that no font has, each with the first place where it stands in each way of writing.
fn missing(tree: &Elements, library: &FontLibrary) -> BTreeMap<(Option<Eastern>, char), NodeId> {
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    let mut missing = BTreeMap::new();
    let mut in_formula: BTreeSet<NodeId> = BTreeSet::new();
    for node in tree.ids() {
        // Formulas are set from their source, in faces of their own.
        let is_formula = tree.element(node).is_some_and(|element| element.name == "math");
        if is_formula || tree.node(node).parent.is_some_and(|parent| in_formula.contains(&parent)) {
            in_formula.insert(node);
            continue;
        }
        let Some(text) = tree.text(node) else { continue };
        for character in text.chars().filter(|c| !c.is_ascii() && !c.is_whitespace() && !c.is_control()) {
            if !*known.entry(character).or_insert_with(|| library.has(character)) {
                missing.entry((Eastern::of(character, tree.language(node)), character)).or_insert(node);
            }
        }
    }
    missing
}

/// Takes in fonts of this machine, as few as have the missing characters, and says which.
fn borrow(
    workspace: &dyn Workspace,
    missing: &BTreeMap<(Option<Eastern>, char), NodeId>,
    tree: &Elements,
    library: &mut FontLibrary,
    report: &mut Report,
) {
    let installed = workspace.installed_fonts();
    let mut files: BTreeMap<&str, FontData> = BTreeMap::new();
    let mut settled: BTreeSet<Eastern> = BTreeSet::new();
    let mut tried: BTreeSet<String> = BTreeSet::new();
    for (&(eastern, character), &node) in missing {
        // One family serves a whole way of writing; signs and other scripts may need several.
        let served = eastern.map_or_else(|| library.has(character), |eastern| settled.contains(&eastern));
        if served {
            continue;
        }
        for family in families(character, tree.language(node)) {
            let faces: Vec<&InstalledFont> = installed.iter().filter(|font| font.family == family).collect();
            if faces.is_empty() || !tried.insert(format!("{family} {eastern:?}")) {
                continue;
            }
            let mut taken = false;
            for font in plainest(&faces) {
                taken |= take(workspace, font, eastern, &mut files, library).is_some();
            }
            if taken && library.has(character) {
                settled.extend(eastern);
                report.add(borrowed(&family));
                break;
            }
        }
    }
}

/// Of the weights of a family the regular and the bold one.
fn plainest<'a>(faces: &[&'a InstalledFont]) -> Vec<&'a InstalledFont> {
    let nearest = |weight: u16| faces.iter().copied().min_by_key(|font| font.weight.abs_diff(weight));
    let mut chosen: Vec<&InstalledFont> = [400, 700].into_iter().filter_map(nearest).collect();
    chosen.dedup();
    chosen
}

/// Takes a font in; nothing if it cannot be read or used. What is left without a font is reported where it is set.
fn take<'f>(
    workspace: &dyn Workspace,
    font: &'f InstalledFont,
    eastern: Option<Eastern>,
    files: &mut BTreeMap<&'f str, FontData>,
    library: &mut FontLibrary,
) -> Option<()> {
    let data = match files.get(font.file.as_str()) {
        Some(data) => data.clone(),
        None => {
            let data: FontData = workspace.read_installed(font).ok()?.into();
            files.insert(&font.file, data.clone());
            data
        }
    };
    let languages = eastern.map_or(&[][..], Eastern::languages);
    library.add_installed(Installed { data, index: font.index, family: &font.family, languages }).ok().map(|_| ())
}

fn borrowed(family: &str) -> Diagnostic {
    Diagnostic::note(Code("font-of-machine"), format!("some words are set in {family}, a font of this machine"))
        .hint("another machine may have another font: to have the same pages everywhere, put it into a folder of fonts: [fonts], folders = [\"fonts\"] in publication.toml")
}
