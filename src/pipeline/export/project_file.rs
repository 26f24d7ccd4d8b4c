//! The text of `publication.toml` for a publication that stands in files: reading it back gives the same publication.

use toml::{Table, Value};

use super::lists::{Lists, Part};
use crate::model::{Accessibility, Contributor, Counting, Kind, Metadata, NotesPlace, NumberStyle, NumberWords, Numbering};
use crate::read::{CitationSettings, Project, Settings};

/// A longer list has a line for each of its entries.
const LONGEST_LINE: usize = 100;

/// The settings of a project with these lists. `output` is the group of that name in the settings that were read, which
/// stays as it is.
pub(super) fn text(project: &Project, lists: &Lists, output: Option<Value>) -> String {
    let Project { publication, settings } = project;
    let mut file = File::default();
    file.text("kind", kind(publication.kind));
    file.text("name", &settings.name);
    match publication.kind {
        // An article says everything else itself.
        Kind::Article => file.maybe("manuscript", lists.body.first().map(String::as_str)),
        kind => {
            file.about(&publication.metadata);
            if let Some((cover, alt)) = &publication.cover {
                file.maybe("cover", publication.pictures.get(cover.0).map(|picture| picture.path.as_str()));
                file.text("cover-alt", alt);
            }
            file.lines.push(String::new());
            file.list("front", &lists.front);
            file.list(if kind == Kind::Book { "chapters" } else { "pieces" }, &lists.body);
            file.list("back", &lists.back);
        }
    }
    match publication.notes {
        NotesPlace::Foot => {}
        NotesPlace::Piece => file.text("notes", "chapter"),
        NotesPlace::End => file.text("notes", "end"),
    }
    // Groups come last: what follows the head of one belongs to it.
    lists.parts.iter().for_each(|part| file.part(part));
    file.numbering(&publication.numbering);
    file.accessibility(&publication.metadata.accessibility);
    file.citations(&settings.cited);
    file.style(settings);
    file.fonts(settings);
    if let Some(output) = output {
        file.lines.push(String::new());
        file.lines.push(Table::from_iter([("output".to_owned(), output)]).to_string().trim_end().to_owned());
    }
    file.lines.join("\n") + "\n"
}

/// The lines of the file.
#[derive(Default)]
struct File {
    lines: Vec<String>,
}

impl File {
    fn text(&mut self, key: &str, value: &str) {
        self.lines.push(format!("{key} = {}", quoted(value)));
    }

    fn maybe(&mut self, key: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.text(key, value));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let line = format!("{key} = [{}]", values.join(", "));
        if line.len() <= LONGEST_LINE {
            return self.lines.push(line);
        }
        self.lines.push(format!("{key} = ["));
        self.lines.extend(values.into_iter().map(|value| format!("    {value},")));
        self.lines.push("]".to_owned());
    }

    /// A group of settings; nothing where it would be empty.
    fn group(&mut self, head: &str, fill: impl FnOnce(&mut Self)) {
        let mut inside = Self::default();
        fill(&mut inside);
        if !inside.lines.is_empty() {
            self.lines.extend([String::new(), head.to_owned()]);
            self.lines.append(&mut inside.lines);
        }
    }

    fn about(&mut self, about: &Metadata) {
        self.maybe("kicker", about.kicker.as_deref());
        self.text("title", &about.title);
        self.maybe("subtitle", about.subtitle.as_deref());
        self.authors(&about.authors);
        self.text("language", &about.language.0);
        self.maybe("date", about.date.as_deref());
        self.maybe("publisher", about.publisher.as_deref());
        self.maybe("description", about.description.as_deref());
        if !about.keywords.is_empty() {
            self.list("keywords", &about.keywords);
        }
        self.maybe("rights", about.rights.as_deref());
        match about.identifier.strip_prefix("urn:isbn:") {
            Some(isbn) => self.text("isbn", isbn),
            None => self.text("identifier", &about.identifier),
        }
        self.maybe("issue", about.issue.as_deref());
        self.maybe("volume", about.volume.as_deref());
        self.maybe("issn", about.issn.as_deref());
        self.maybe("running-head", about.running_head.as_deref());
    }

    fn authors(&mut self, authors: &[Contributor]) {
        let entry = |Contributor { name, file_as, role }: &Contributor| {
            format!("    {{ name = {}, file-as = {}, role = {} }},", quoted(name), quoted(file_as), quoted(role))
        };
        if !authors.is_empty() {
            self.lines.push("author = [".to_owned());
            self.lines.extend(authors.iter().map(entry));
            self.lines.push("]".to_owned());
        }
    }

    fn part(&mut self, Part { title, subtitle, chapters }: &Part) {
        self.group("[[parts]]", |group| {
            group.text("title", title);
            group.maybe("subtitle", subtitle.as_deref());
            group.list("chapters", chapters);
        });
    }

    fn numbering(&mut self, Numbering { parts, chapters, sections, figures, tables }: &Numbering) {
        self.group("[numbering]", |group| {
            group.maybe("parts", parts.map(|words| label(words, "Part")).as_deref());
            group.maybe("chapters", chapters.map(|words| label(words, "Chapter")).as_deref());
            group.lines.extend(sections.map(|depth| format!("sections = {depth}")));
            group.maybe("figures", figures.map(counting));
            group.maybe("tables", tables.map(counting));
        });
    }

    fn accessibility(&mut self, Accessibility { conforms_to, certified_by }: &Accessibility) {
        self.group("[accessibility]", |group| {
            group.maybe("conforms-to", conforms_to.as_deref());
            group.maybe("certified-by", certified_by.as_deref());
        });
    }

    fn citations(&mut self, CitationSettings { files, style, uncited }: &CitationSettings) {
        self.group("[citations]", |group| {
            if !files.is_empty() {
                group.list("file", files);
            }
            group.maybe("style", style.as_deref());
            group.maybe("uncited", uncited.as_deref());
        });
    }

    fn fonts(&mut self, settings: &Settings) {
        let folders: Vec<String> = settings.fonts.iter().map(|folder| folder.path.clone()).collect();
        self.group("[fonts]", |group| {
            if !folders.is_empty() {
                group.list("folders", &folders);
            }
        });
    }

    fn style(&mut self, settings: &Settings) {
        self.group("[style]", |group| {
            group.maybe("theme", settings.theme_span.map(|_| settings.theme.as_str()));
            if !settings.stylesheets.is_empty() {
                group.list("stylesheets", &settings.stylesheets);
            }
        });
        self.group("[style.tokens]", |group| settings.tokens.iter().for_each(|token| group.text(&quoted_key(&token.name), &token.value)));
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::Issue => "issue",
        Kind::Book => "book",
    }
}

/// The first number as an example of all.
fn label(words: NumberWords, term: &str) -> String {
    let first = |style| match style {
        NumberStyle::Decimal => "1",
        NumberStyle::LowerAlpha => "a",
        NumberStyle::UpperAlpha => "A",
        NumberStyle::LowerRoman => "i",
        NumberStyle::UpperRoman => "I",
    };
    match words {
        NumberWords::Number(style) => first(style).to_owned(),
        NumberWords::Named(style) => format!("{term} {}", first(style)),
        NumberWords::Words => "One".to_owned(),
        NumberWords::NamedWords => format!("{term} One"),
    }
}

fn counting(counting: Counting) -> &'static str {
    match counting {
        Counting::Through => "through",
        Counting::ByPiece => "by-chapter",
        Counting::Never => "none",
    }
}

/// A text of TOML, on one line.
fn quoted(text: &str) -> String {
    Value::String(text.split_whitespace().collect::<Vec<_>>().join(" ")).to_string()
}

fn quoted_key(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}
