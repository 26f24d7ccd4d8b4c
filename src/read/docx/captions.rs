//! Captions go to the figure or the table next to them.

use super::assemble::line;
use super::passage::{Part, Passage};
use crate::model::plain_text;

/// Words that captions of tables begin with, and that fields count tables by.
const TABLES: &[&str] = &[
    "table",
    "tabelle",
    "tableau",
    "tabla",
    "tabella",
    "tabel",
    "tabela",
    "tabell",
    "tab.",
    "tbl.",
    "таблица",
    "табл.",
    "表",
    "표",
    "तालिका",
];

/// The passages with each caption inside the figure or table that it belongs to.
pub(super) fn attached(passages: Vec<Passage>) -> Vec<Passage> {
    if !passages.iter().any(|passage| matches!(passage.part, Part::Caption { .. })) {
        return passages;
    }
    let mut slots: Vec<Option<Passage>> = passages.into_iter().map(Some).collect();
    for at in 0..slots.len() {
        let Some(Some(caption)) =
            slots.get(at).filter(|slot| slot.as_ref().is_some_and(|passage| matches!(passage.part, Part::Caption { .. })))
        else {
            continue;
        };
        let beside = |place: Option<usize>, wants_table: bool| {
            let passage = place.and_then(|place| slots.get(place)).and_then(Option::as_ref)?;
            let fits = match &passage.part {
                Part::Table(table) => wants_table && table.caption.is_empty(),
                Part::Figure(figure) => !wants_table && figure.caption.is_empty(),
                _ => false,
            };
            place.filter(|_| fits)
        };
        let (above, below) = (at.checked_sub(1), Some(at + 1));
        let places = if is_of_table(caption) {
            [(below, true), (above, true), (above, false), (below, false)]
        } else {
            [(above, false), (below, false), (below, true), (above, true)]
        };
        let target = places.into_iter().find_map(|(place, table)| beside(place, table));
        if let Some(target) = target
            && let Some(caption) = slots.get_mut(at).and_then(Option::take)
            && let Some(Some(passage)) = slots.get_mut(target)
        {
            give(passage, caption);
        }
    }
    slots.into_iter().flatten().collect()
}

fn give(passage: &mut Passage, caption: Passage) {
    passage.id = passage.id.take().or(caption.id);
    let words = line(caption.content);
    match &mut passage.part {
        Part::Figure(figure) => figure.caption = words,
        Part::Table(table) => table.caption = words,
        _ => {}
    }
}

/// Whether a caption says that it is one of a table: by its style, the field that counts it, or its first word.
fn is_of_table(caption: &Passage) -> bool {
    let is_word = |word: &str| TABLES.contains(&word.to_lowercase().as_str());
    let counted = caption.counter.as_deref().map(is_word);
    let text = plain_text(&caption.content);
    let first = text.split_whitespace().next().is_some_and(is_word);
    matches!(caption.part, Part::Caption { table: true }) || counted.unwrap_or(first)
}
