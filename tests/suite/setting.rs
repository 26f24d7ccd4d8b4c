//! What comes of a case's manuscript when it is set.

use recto::base::Report;
use recto::font::FontLibrary;
use recto::model::Elements;
use recto::page::{Item, ItemKind, Mark, Page, Pages, dump};
use recto::pipeline::load_backdrops;
use recto::style::{Stylesheet, cascade, theme};
use recto::typeset::typeset;

use crate::case::Case;
use crate::reading;

/// The lines of every page, furniture left out: one to a line, parted where a column or a box begins.
pub(crate) fn lines(case: &Case) -> String {
    let Some((pages, ..)) = set(case) else { return "nothing was set\n".to_owned() };
    pages.pages.iter().map(page_lines).collect()
}

/// Everything that stands on every page, with its place.
pub(crate) fn pages(case: &Case) -> String {
    let Some((pages, fonts, _)) = set(case) else { return "nothing was set\n".to_owned() };
    dump(&pages, &fonts)
}

/// What the setting reports.
pub(crate) fn remarks(case: &Case) -> String {
    let Some((_, _, remarks)) = set(case) else { return "nothing was set\n".to_owned() };
    remarks.diagnostics.iter().map(|remark| format!("{:?} {}: {}\n", remark.severity, remark.code.0, remark.message)).collect()
}

/// Sets the manuscript in the plainest style, and what the case's `style.css` adds to it.
fn set(case: &Case) -> Option<(Pages, FontLibrary, Report)> {
    let mut reading = reading::read_case(case);
    let mut project = reading.project.take()?;
    let tree = Elements::of(&project.publication);
    let house = case.part("style.css").unwrap_or_default();
    let magazine = theme("magazine").unwrap_or_default();
    let sheets = [(reading.sources.add("magazine.css", magazine), magazine), (reading.sources.add("style.css", house), house)];
    let mut report = Report::default();
    let mut sheet = Stylesheet::parse(&sheets, &[], &mut report);
    load_backdrops(&reading::workspace(case).0, &mut sheet, &mut project.publication, &reading.sources, &mut report);
    let styled = cascade(&sheet, &tree, &mut report);
    assert_eq!(report, Report::default(), "the case's style.css asks for what is not supported");
    let fonts = FontLibrary::bundled();
    let (pages, remarks) = typeset(&project.publication, &tree, &styled, &fonts);
    Some((pages, fonts, remarks))
}

fn page_lines(page: &Page) -> String {
    let mut text = format!("page {}\n", page.label);
    let mut last: Option<(f32, f32)> = None;
    for Item { kind, mark } in &page.items {
        let (ItemKind::Glyphs(run), Mark::Content(_)) = (kind, mark) else { continue };
        let (x, y) = (run.origin.x.0, run.origin.y.0);
        match last {
            Some((_, line)) if (line - y).abs() < 4.0 => {}
            Some((left, line)) if y < line || (x - left).abs() > 150.0 => text.push_str("\n  --\n  "),
            Some(_) => text.push_str("\n  "),
            None => text.push_str("  "),
        }
        text.push_str(&run.text.replace('\u{AD}', "-"));
        last = Some((x, y));
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}
