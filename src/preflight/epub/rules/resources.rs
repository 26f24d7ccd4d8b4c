//! Whether everything that a document shows is in the book.

use super::{Book, EPUB, Findings, Item, Place, Rule, RuleInfo, Target, resolve};

/// **Pictures, styles and fonts are in the book and in its manifest.**
///
/// Follows what documents and stylesheets load. Nothing but sound and film may be fetched from the web: a reader without a net sees a
/// hole, and the server sees who reads.
///
/// *How to mend it:* put the file into the book and name it in the manifest.
///
/// *Source:* EPUB 3.3, 3.6 (remote resources) and 5.6.
pub(in crate::preflight) struct Resources;

impl Rule for Resources {
    fn info(&self) -> RuleInfo {
        RuleInfo { code: "epub-resource", title: "everything shown is in the book", standards: EPUB, source: "EPUB 3.3, 3.6" }
    }

    fn check(&self, book: &Book, findings: &mut Findings<'_>) {
        for (path, document) in &book.documents {
            for element in document.root.all() {
                let film = matches!(element.name.as_str(), "audio" | "video" | "source" | "track");
                for attribute in &element.attributes {
                    let loads = matches!(
                        (element.name.as_str(), attribute.name.as_str()),
                        ("img" | "audio" | "video" | "source" | "track" | "iframe" | "script" | "embed", "src")
                            | ("video", "poster")
                            | ("object", "data")
                            | ("link" | "image" | "use", "href")
                    );
                    if loads {
                        check(book, path, element.line, &attribute.value, film, findings);
                    }
                }
            }
        }
        for (path, css) in &book.stylesheets {
            for (line, reference) in references(css) {
                check(book, path, line, &reference, false, findings);
            }
        }
        for item in book.package.iter().flat_map(|package| &package.items) {
            remote_item(book, item, findings);
        }
    }
}

fn check(book: &Book, path: &str, line: usize, reference: &str, film: bool, findings: &mut Findings<'_>) {
    let place = Place::inside(path, line);
    let Some(package) = &book.package else { return };
    match resolve(path, reference) {
        Target::Outside(scheme) if scheme == "data" => {}
        Target::Outside(_) if film => {}
        Target::Outside(_) => findings.error(place, format!("{reference} is fetched from the web"), "put the file into the book"),
        Target::Escapes => findings.error(place, format!("{reference} leads out of the book"), "put the file into the book"),
        Target::Inside { path: target, .. } if target == path => {}
        Target::Inside { path: target, .. } => {
            if package.item_at(&target).is_none() {
                findings.error(place, format!("{reference} is used and not in the manifest"), "put the file into the book and name it in the manifest");
            }
        }
    }
}

fn remote_item(book: &Book, item: &Item, findings: &mut Findings<'_>) {
    let Some(package) = &book.package else { return };
    if matches!(item.target, Target::Outside(_)) && !item.media_type.starts_with("audio/") && !item.media_type.starts_with("video/") {
        findings.error(Place::inside(&package.path, item.line), format!("{} is on the web", item.href), "put the file into the book");
    }
}

/// What a stylesheet loads: `url(...)` and `@import "..."`, with their lines. Comments do not count.
fn references(css: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_comment = false;
    for (index, line) in css.lines().enumerate() {
        let mut text = line;
        let mut code = String::new();
        while !text.is_empty() {
            let (before, after) = text.split_once(if in_comment { "*/" } else { "/*" }).unwrap_or((text, ""));
            let switches = before.len() < text.len();
            if !in_comment {
                code += before;
            }
            in_comment ^= switches;
            text = after;
        }
        for part in code.split("url(").skip(1) {
            let reference = part.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
            found.push((index + 1, reference.to_owned()));
        }
        if let Some((_, import)) = code.split_once("@import")
            && let Some(quote) = import.trim_start().chars().next().filter(|&quote| quote == '"' || quote == '\'')
        {
            found.extend(import.split(quote).nth(1).map(|reference| (index + 1, reference.to_owned())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_load_by_url_and_import() {
        let css = "@import 'a.css';\n/* url(no.png) */ b { src: url(\"f.otf\") url( g.otf ) } /*\nurl(no)\n*/ c { x: url(h) }";
        let expected = [(1, "a.css"), (2, "f.otf"), (2, "g.otf"), (4, "h")];
        assert_eq!(references(css), expected.map(|(line, name)| (line, name.to_owned())));
    }
}
