//! What the EPUB says about its own accessibility, computed from what is in it (EPUB Accessibility 1.1, 2).

use crate::model::{Elements, Language, NodeId, Publication};

/// What was found in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Findings {
    /// Whether there are pictures at all, the cover among them.
    pub(super) pictures: bool,
    /// Whether every picture that is not decoration has a description.
    pub(super) described: bool,
    /// Whether printed pages can be found.
    pub(super) pages: bool,
    /// Whether there are sections to move between.
    pub(super) sections: bool,
}

impl Findings {
    /// Looks through a publication; `pages` says whether printed pages are marked in it.
    pub(super) fn of(publication: &Publication, tree: &Elements, pages: bool) -> Self {
        let images: Vec<NodeId> = tree.ids().filter(|&node| has_name(tree, node, "img")).collect();
        let described = |&node: &NodeId| {
            let element = tree.element(node);
            element
                .is_some_and(|element| element.role == Some("presentation") || element.get("alt").is_some_and(|alt| !alt.trim().is_empty()))
        };
        Self {
            pictures: !images.is_empty() || publication.cover.is_some(),
            described: images.iter().all(described) && publication.cover.as_ref().is_none_or(|(_, alt)| !alt.trim().is_empty()),
            pages,
            sections: tree.ids().any(|node| has_name(tree, node, "h2")),
        }
    }

    /// The metadata properties, in the order in which the package lists them.
    pub(super) fn properties(self, language: &Language) -> Vec<(&'static str, String)> {
        let mut properties = vec![("schema:accessMode", "textual")];
        if self.pictures {
            properties.push(("schema:accessMode", "visual"));
        }
        if !self.pictures || self.described {
            properties.push(("schema:accessModeSufficient", "textual"));
        }
        if self.pictures {
            properties.push(("schema:accessModeSufficient", "textual,visual"));
        }
        properties.extend(self.features().into_iter().map(|feature| ("schema:accessibilityFeature", feature)));
        // No sound, no motion, nothing that flashes can come out of a manuscript.
        properties.push(("schema:accessibilityHazard", "none"));
        let mut properties: Vec<_> = properties.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        properties.push(("schema:accessibilitySummary", self.summary(language)));
        properties
    }

    /// Terms of the Schema.org accessibility vocabulary.
    fn features(self) -> Vec<&'static str> {
        let mut features = vec!["displayTransformability", "readingOrder", "tableOfContents", "ARIA"];
        if self.sections {
            features.push("structuralNavigation");
        }
        if self.pictures && self.described {
            features.push("alternativeText");
        }
        if self.pages {
            features.extend(["pageNavigation", "pageBreakMarkers", "printPageNumbers"]);
        }
        features
    }

    fn summary(self, language: &Language) -> String {
        let words = SummaryWords::of(language);
        let mut sentences = vec![words.text];
        if self.sections {
            sentences.push(words.sections);
        }
        if self.pictures {
            sentences.push(if self.described { words.described } else { words.undescribed });
        }
        if self.pages {
            sentences.push(words.pages);
        }
        sentences.join(" ")
    }
}

fn has_name(tree: &Elements, node: NodeId, name: &str) -> bool {
    tree.element(node).is_some_and(|element| element.name == name)
}

/// The sentences a summary is made of.
struct SummaryWords {
    text: &'static str,
    sections: &'static str,
    described: &'static str,
    undescribed: &'static str,
    pages: &'static str,
}

const ENGLISH: SummaryWords = SummaryWords {
    text: "All text can be read aloud, in braille, and at any size, in any font and colours.",
    sections: "Headings and a table of contents lead through it.",
    described: "All pictures have descriptions.",
    undescribed: "Some pictures have no description.",
    pages: "The page numbers of the print edition are marked.",
};

const GERMAN: SummaryWords = SummaryWords {
    text: "Der ganze Text lässt sich vorlesen, in Braille ausgeben und in Größe, Schrift und Farben anpassen.",
    sections: "Überschriften und ein Inhaltsverzeichnis führen durch ihn.",
    described: "Alle Bilder sind beschrieben.",
    undescribed: "Einige Bilder sind nicht beschrieben.",
    pages: "Die Seitenzahlen der gedruckten Ausgabe sind markiert.",
};

const FRENCH: SummaryWords = SummaryWords {
    text: "Tout le texte peut être lu à voix haute, en braille, et dans la taille, la police et les couleurs voulues.",
    sections: "Des titres et un sommaire guident la lecture.",
    described: "Toutes les images sont décrites.",
    undescribed: "Certaines images ne sont pas décrites.",
    pages: "Les numéros de page de l’édition imprimée sont indiqués.",
};

const SPANISH: SummaryWords = SummaryWords {
    text: "Todo el texto puede leerse en voz alta, en braille y con el tamaño, la letra y los colores que se deseen.",
    sections: "Los títulos y un índice guían la lectura.",
    described: "Todas las imágenes tienen descripción.",
    undescribed: "Algunas imágenes no tienen descripción.",
    pages: "Los números de página de la edición impresa están marcados.",
};

impl SummaryWords {
    fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            _ => &ENGLISH,
        }
    }
}
