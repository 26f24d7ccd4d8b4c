//! Whether layers leave the printer a choice.

use std::collections::BTreeSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Object, String as PdfString};

use super::super::findings::Place;
use super::{File, Findings, KDP, Rule, RuleInfo, Standard, X1A, X4};

/// How deep the list of layers nests.
const DEEPEST: usize = 12;

/// **Layers are set up so that everybody sees the same.**
///
/// PDF/X-1a has no layers, and Amazon KDP wants them flattened. In PDF/X-4 every configuration has a name and lists all layers, and none changes by itself
/// (`/AS`), say between screen and paper. Otherwise the proof shows what the press does not print.
///
/// *How to mend it:* export without layers.
///
/// *Source:* ISO 15930-7, 6.13; ISO 15930-4, 6.9.
pub(super) struct Layers;

impl Rule for Layers {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "pdfx-layers", title: "layers leave no choice open", standards: &[X4, X1A, KDP], source: "ISO 15930-7, 6.13" }
    }

    fn document(&self, file: &File<'_>, standard: Standard, findings: &mut Findings<'_>) {
        const HINT: &str = "export the PDF without layers";
        let Some(properties) = file.catalog.get::<Dict<'_>>("OCProperties") else { return };
        if standard != X4 {
            findings.error(Place::default(), "the file has layers", HINT);
            return;
        }
        let layers = references(&properties, "OCGs");
        let mut configurations: Vec<Dict<'_>> = properties.get::<Dict<'_>>("D").into_iter().collect();
        if configurations.is_empty() {
            findings.error(Place::default(), "the layers have no default configuration", HINT);
        }
        configurations.extend(properties.get::<Array<'_>>("Configs").iter().flat_map(|several| several.iter::<Dict<'_>>()).take(1000));
        for configuration in &configurations {
            if configuration.get::<PdfString<'_>>("Name").is_none_or(|name| name.is_empty()) {
                findings.error(Place::default(), "a configuration of layers has no name", HINT);
            }
            if configuration.contains_key("AS") {
                findings.error(Place::default(), "layers change between screen and print (/AS)", HINT);
            }
            if configuration.contains_key("Order") {
                let listed = references(configuration, "Order");
                if !layers.is_subset(&listed) {
                    findings.error(Place::default(), "a configuration does not list every layer (/Order)", HINT);
                }
            }
        }
    }
}

/// The objects that an array, and the arrays in it, refer to.
fn references(dict: &Dict<'_>, key: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<(Array<'_>, usize)> = dict.get::<Array<'_>>(key).map(|array| (array, 0)).into_iter().collect();
    while let Some((array, depth)) = waiting.pop() {
        for item in array.raw_iter().take(10_000) {
            match item {
                MaybeRef::Ref(reference) => {
                    found.insert(reference.obj_number);
                }
                MaybeRef::NotRef(Object::Array(inner)) if depth < DEEPEST => waiting.push((inner, depth + 1)),
                MaybeRef::NotRef(_) => {}
            }
        }
    }
    found
}
