//! Ways through the pages: bookmarks, and links to places.

use super::flow::{Flow, FlowLink};
use super::paginate::{Laid, Plan};
use crate::base::Pt;
use crate::model::NodeId;
use crate::page::{Destination, Furniture, Item, ItemKind, LinkTarget, Mark, OutlineEntry, TagId};

/// The bookmarks, nested by level.
pub(super) fn outline(flow: &Flow<'_>, plan: &Plan<'_>) -> Vec<OutlineEntry> {
    let placed: Vec<_> =
        flow.headings.iter().filter_map(|(level, title, node)| Some((*level, title, destination(*node, flow, plan)?))).collect();
    nested(&placed)
}

/// Each entry takes what follows it on deeper levels as its children.
fn nested(headings: &[(u8, &String, Destination)]) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    let mut rest = headings;
    while let Some(((level, title, destination), after)) = rest.split_first() {
        let deeper = after.iter().take_while(|(other, ..)| other > level).count();
        let (children, next) = after.split_at(deeper);
        entries.push(OutlineEntry { title: (*title).clone(), destination: *destination, children: nested(children) });
        rest = next;
    }
    entries
}

/// Adds the places that can be clicked to the pages.
pub(super) fn add_links(flow: &Flow<'_>, plan: &Plan<'_>, laid: &mut Laid) {
    let mut placed = std::mem::take(&mut laid.links);
    // A link of several looks is one place to click on each line.
    placed.dedup_by(|next, last| {
        let (area, before) = (next.1, last.1);
        let joins = (next.0, next.2) == (last.0, last.2) && area.y == before.y && (area.x - before.right()).0.abs() < 0.5;
        last.1.width += if joins { area.right() - before.right() } else { Pt::ZERO };
        joins
    });
    for (page, area, number) in placed {
        let Some(FlowLink { target, words, tag }) = flow.links.get(number) else { continue };
        let Some(target) = resolve(target, flow, plan) else { continue };
        let description = if words.trim().is_empty() { "Link".to_owned() } else { words.trim().to_owned() };
        let kind = ItemKind::Link { area, target, description, tag: *tag };
        laid.pages[page].items.push(Item { kind, mark: Mark::Furniture(Furniture::Decoration) });
    }
}

fn resolve(target: &str, flow: &Flow<'_>, plan: &Plan<'_>) -> Option<LinkTarget> {
    if let Some(id) = target.strip_prefix('#') {
        return destination(*flow.ids.get(id)?, flow, plan).map(LinkTarget::Place);
    }
    let scheme = target.split(':').next().unwrap_or_default().to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto").then(|| LinkTarget::Web(target.to_owned()))
}

fn destination(node: NodeId, flow: &Flow<'_>, plan: &Plan<'_>) -> Option<Destination> {
    let (page, y) = plan.place(node)?;
    let tag: Option<TagId> = flow.tags.get(&node).copied();
    Some(Destination { page, y: y.max(Pt::ZERO), tag })
}
