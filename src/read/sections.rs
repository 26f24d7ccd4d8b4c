//! Divs that are nothing but sections of the text: what a program wraps around a heading and all that follows it.
//!
//! Pandoc makes them of `<section>` and of the divs of DocBook's pages. For us a section begins with its heading and ends with
//! the next one; inside a div no heading would begin a chapter.

use crate::model::{Attributes, Block, BlockKind};

/// The classes of such divs: Pandoc's for `<section>`, its own for levels, those of DocBook's elements.
const CLASSES: [&str; 17] = [
    "section",
    "level1",
    "level2",
    "level3",
    "level4",
    "level5",
    "level6",
    "sect1",
    "sect2",
    "sect3",
    "sect4",
    "sect5",
    "chapter",
    "preface",
    "appendix",
    "article",
    "titlepage",
];

/// The blocks of a div that is a section: the heading takes its name, and each block its language. Any other div is given back.
pub(super) fn dissolve(attributes: Attributes, mut content: Vec<Block>) -> Result<Vec<Block>, (Attributes, Vec<Block>)> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let is_bare = attributes.classes.is_empty() && attributes.id.is_none();
    let is_section = !attributes.classes.is_empty() && attributes.classes.iter().all(|class| CLASSES.contains(&class.as_str()));
    let begins = content.first().is_some_and(is_heading);
    if !(begins && is_section || is_bare && content.iter().any(is_heading)) {
        return Err((attributes, content));
    }
    if let Some(language) = &attributes.language {
        let without = content.iter_mut().filter(|block| block.attributes.language.is_none());
        without.for_each(|block| block.attributes.language = Some(language.clone()));
    }
    if let Some(heading) = content.first_mut().filter(|_| begins) {
        heading.attributes.id = heading.attributes.id.take().or(attributes.id);
    }
    Ok(content)
}

/// The attributes of a heading, without the class `title` that pages of the web give to every heading: in stylesheets that is the
/// title of a piece.
pub(super) fn of_heading(mut attributes: Attributes) -> Attributes {
    attributes.classes.retain(|class| class != "title");
    attributes
}
