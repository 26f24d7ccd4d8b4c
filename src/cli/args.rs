//! What may be asked for, with the manual that `--help` prints.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::pipeline::{self, Output, Profile};

/// One manuscript in, three checked files out: EPUB, reader PDF and press PDF
///
/// recto makes an EPUB 3.3, a reader PDF (accessible, PDF/UA-1 and PDF/A-2a) and a press PDF (PDF/X-4, CMYK, with bleed and marks)
/// of a manuscript in Markdown, and checks each of them before it hands it out.
#[derive(Debug, Parser)]
#[command(name = "recto", version, max_term_width = 100, after_help = AFTER)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const AFTER: &str = "\
Examples:
  recto new book my-novel       Start a book
  recto import article.txt      Make a project of a text that was pasted from a mail
  recto build                   Build the project in this folder into out/
  recto check out/*             Check finished files again, ours or anyone's

Exit codes:
  0  done; warnings are counted in the last line
  1  done or checked, and there are findings of severity error
  2  could not be done; files of an earlier run are as they were

`recto help COMMAND` has the manual of each command.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    New(New),
    Build(Build),
    Import(Import),
    Export(Export),
    Check(Check),
    Cover(Cover),
    Impose(Impose),
}

/// Start a project: an article, an issue of a magazine, or a book
///
/// Writes a publication.toml and manuscripts that build at once and show how each thing is written. Only a new folder or an
/// empty one is written into.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto new book my-novel
  recto new issue autumn-2026")]
pub(super) struct New {
    /// What it shall be
    #[arg(value_enum)]
    pub(super) kind: NewKind,

    /// The folder of the project; its name becomes the title
    pub(super) folder: PathBuf,
}

/// The kinds of projects that can be started.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum NewKind {
    /// One article
    Article,
    /// An issue of a magazine: pieces by many authors
    Issue,
    /// A book of chapters
    Book,
}

/// Build the EPUB and the PDFs of a project
///
/// Reads publication.toml in the project folder, or a single manuscript, or a book of mdBook (SUMMARY.md) or Quarto
/// (_quarto.yml) as it stands, and makes NAME.epub, NAME.pdf (for readers) and
/// NAME-press.pdf (for printers). Every file is checked before it is written. If anything is wrong
/// with the manuscript, or a file breaks its standard, nothing is written and the files of an earlier build stay as they
/// are. Errors of print practice, such as a picture too coarse for press, are reported, and the files are written: they
/// are for you and your printer to weigh.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto build                           The project in this folder, into out/
  recto build ../spring --out finished  Another project, into another folder
  recto build article.md --only epub    One manuscript without a project, only its EPUB
  recto build --warnings-as-errors      For a build server: exit 1 if there is anything to look at

A publication without a date gets the date in SOURCE_DATE_EPOCH, or 1980-01-01: the clock is
never asked, so that the same manuscript always gives the same bytes. Exit codes: see `recto help`.")]
pub(super) struct Build {
    /// The project folder, or one manuscript file
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,

    /// The folder for the finished files; it is made if need be
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,

    /// Make only these files
    #[arg(long, value_name = "FILES", value_delimiter = ',', value_enum)]
    pub(super) only: Vec<Only>,

    /// Use this built-in theme instead of the project's: magazine, novel, technical, report or plain
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,

    /// Print the report as one JSON object on standard output
    #[arg(long)]
    pub(super) json: bool,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

/// The files that `--only` can name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Only {
    /// The EPUB
    Epub,
    /// The PDF for readers
    Pdf,
    /// The PDF for printers
    Press,
}

impl From<Only> for Output {
    fn from(only: Only) -> Self {
        match only {
            Only::Epub => Self::Epub,
            Only::Pdf => Self::Reader,
            Only::Press => Self::Press,
        }
    }
}

/// Make a project of a plain text, a Word file or Pandoc's JSON
///
/// Writes a manuscript in Markdown, its pictures in a folder beside it, and a publication.toml. In a Word file (.docx) the
/// styles say what is a heading, a quote, a caption, a list; notes, tables, pictures, links and formulas come along. Where the
/// author used no styles, and in a text pasted from a mail, headings, pull quotes, the author's bio and the disclaimer are
/// recognised by their looks. Says what it recognised, why, and how sure it is: a wrong guess is undone by editing the
/// Markdown. Every word is kept; tracked changes are taken as accepted. A document of Pandoc's (.json) brings what Pandoc
/// reads: LaTeX, HTML, OpenDocument, EPUB and some forty formats more.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto import article.docx
  recto import article.docx -o manuscript/line.md
  pandoc thesis.tex --to json | recto import -
  recto import article.txt --title \"The Line\" --author \"Jane Doe\" --out the-line
  pbpaste | recto import - --language en-GB

Writes DIR/publication.toml and DIR/manuscript/NAME.md, NAME being that of the file; pictures go to
DIR/manuscript/NAME-pictures. Files that are there already are kept unless --force is given.")]
pub(super) struct Import {
    /// The text or Word file; - reads standard input
    pub(super) file: PathBuf,

    /// The project folder, or a path that ends in .md for a manuscript alone; folders are made if need be
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    pub(super) out: PathBuf,

    /// The title, if the text does not say it
    #[arg(long)]
    pub(super) title: Option<String>,

    /// An author's name; repeat it for several authors
    #[arg(long, value_name = "NAME")]
    pub(super) author: Vec<String>,

    /// The publisher's name
    #[arg(long, value_name = "NAME")]
    pub(super) publisher: Option<String>,

    /// The language of the text, such as en-GB or de
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    /// Write over files that are there already
    #[arg(long)]
    pub(super) force: bool,

    /// Print the report as one JSON object on standard output
    #[arg(long)]
    pub(super) json: bool,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

/// Write a manuscript down in another form: as Pandoc's JSON, or as tidy Markdown
///
/// Pandoc's JSON is the way to the formats that Pandoc writes, Word and HTML among them. The Markdown is the normal form of
/// a manuscript: one paragraph on one line, the same marks for the same things everywhere, and reading it gives the same
/// publication. Without --output the text goes to standard output, and the paths of pictures are those from the project
/// folder.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto export --to pandoc | pandoc --from json --output article.docx
  recto export --to markdown draft.md --output article.md
  recto export --to markdown ../spring --output spring/   A project of its own: settings, pieces, pictures

A file that is there already is kept unless --force is given.")]
pub(super) struct Export {
    /// The project folder, or one manuscript file
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,

    /// The form
    #[arg(long, value_name = "FORM", value_enum)]
    pub(super) to: Form,

    /// The file to write, or a folder (one that is there, or a path that ends in /) for a project of
    /// its own
    #[arg(long, short, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,

    /// Write over files that are there already
    #[arg(long)]
    pub(super) force: bool,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

/// The forms that `--to` can name.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    /// Pandoc's JSON
    Pandoc,
    /// Markdown in its normal form
    Markdown,
}

impl From<Form> for pipeline::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Pandoc => Self::Pandoc,
            Form::Markdown => Self::Markdown,
        }
    }
}

/// Check finished EPUBs and PDFs, ours or anyone's
///
/// A PDF is checked against every standard that it claims to follow (PDF/UA, PDF/A, PDF/X), or against the one that
/// --profile names. An EPUB is checked against our own rules, and by EPUBCheck when it is found: as `epubcheck` on the
/// PATH, or where RECTO_EPUBCHECK says (a program, or epubcheck.jar for Java).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto check out/*
  recto check --profile x-4 cover.pdf
  recto check --profile kdp inside.pdf
  recto check --profile x-1a cover.pdf --html report.html
  RECTO_EPUBCHECK=~/epubcheck-5.3.0/epubcheck.jar recto check book.epub")]
pub(super) struct Check {
    /// The files
    #[arg(required_unless_present = "html", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// What to check PDFs against: a press standard (x-4, x-1a), a vendor (kdp, ingramspark, lulu), PDF/UA (ua-1),
    /// or PDF/A (a-1a, a-1b, a-2a, a-2b, a-2u, a-3a, a-3b, a-3u)
    #[arg(long, value_name = "P", value_parser = profile)]
    pub(super) profile: Option<Profile>,

    /// Print the report as one JSON object on standard output
    #[arg(long)]
    pub(super) json: bool,

    /// Print the report in SARIF 2.1.0, for build servers and editors, on standard output
    #[arg(long, conflicts_with = "json")]
    pub(super) sarif: bool,

    /// Print the report as a page for the browser on standard output, with pictures of the pages that have findings;
    /// or write it to REPORT, a name that ends in .html
    #[arg(long, value_name = "REPORT", num_args = 0..=1, conflicts_with_all = ["json", "sarif"])]
    pub(super) html: Option<Option<PathBuf>>,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

impl Check {
    /// The files to check. One that follows a bare `--html` is a file to check, unless its name is that of a web page.
    pub(super) fn inputs(&self) -> Vec<&Path> {
        let swallowed = self.html.iter().flatten().filter(|path| !is_web_page(path));
        swallowed.chain(&self.files).map(PathBuf::as_path).collect()
    }

    /// Where the report for the browser goes, if one is asked for: a file, or standard output.
    pub(super) fn html_report(&self) -> Option<Option<&Path>> {
        self.html.as_ref().map(|path| path.as_deref().filter(|path| is_web_page(path)))
    }
}

fn is_web_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm"))
}

fn profile(name: &str) -> Result<Profile, String> {
    let known = || Profile::ALL.map(Profile::name).join(", ");
    Profile::named(name).ok_or_else(|| format!("there is no such profile; the profiles are {}", known()))
}

/// Make the cover of a book: back, spine and front on one sheet
///
/// The spine is as wide as the pages of the book are thick on the vendor's paper. The front is the publication's cover picture,
/// or its title and authors; the back has the text and the picture of [output.cover] in publication.toml, and the barcode
/// of the ISBN. Colours, bleed and marks are those of the press PDF.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto cover                  The cover of the project in this folder, as out/NAME-cover.pdf
  recto cover --pages 312      For an inside of so many pages

What stands on it is set in [output.cover]; docs/press.md has the settings.")]
pub(super) struct Cover {
    /// The project folder, or one manuscript file
    #[arg(default_value = ".")]
    pub(super) path: PathBuf,

    /// The folder for the finished file; it is made if need be
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub(super) out: PathBuf,

    /// How many pages the inside has; without it the project is set and its pages counted
    #[arg(long, value_name = "N", value_parser = extent)]
    pub(super) pages: Option<usize>,

    /// Use this built-in theme instead of the project's
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

fn extent(pages: &str) -> Result<usize, String> {
    pages.parse().ok().filter(|pages| (1..=10_000).contains(pages)).ok_or_else(|| "a book has from 1 to 10000 pages".to_owned())
}

/// Put the pages of a PDF on sheets, to be folded into a booklet or into the signatures of a book, or to be cut
///
/// Takes any PDF. Pages keep their colours and fonts; their bleed stays where an edge is cut. Without a layout the sheets
/// make a booklet: folded once, laid into each other and stapled through the fold. Print both sides, turned over at the
/// short edge. Sheets of a file that claims PDF/X are checked and claim the same.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto impose zine.pdf                              A booklet, on sheets as large as it needs
  recto impose zine.pdf --sheet a4 --fit             A booklet for the printer at home
  recto impose book.pdf --signature 16 --sheet 70x100cm
  recto impose cards.pdf --grid 3x4 --sheet sra3

The sheets go to NAME-sheets.pdf beside the PDF. A file that is there already is kept unless --force is given.")]
pub(super) struct Impose {
    /// The PDF
    pub(super) file: PathBuf,

    /// Signatures for a glued spine, of so many pages: 4, 8, 16 or 32
    #[arg(long, value_name = "PAGES", value_parser = signature, conflicts_with = "grid")]
    pub(super) signature: Option<u8>,

    /// Pages in rows, so many across and down, on one side: 2x2
    #[arg(long, value_name = "NxM", value_parser = grid)]
    pub(super) grid: Option<(usize, usize)>,

    /// The sheet: a3, a4, sra3, letter, tabloid and so on, or its size, 450x320mm; without it as large as the pages need
    #[arg(long, value_name = "SIZE", value_parser = sheet)]
    pub(super) sheet: Option<(f32, f32)>,

    /// Make pages smaller that are too large for the sheet
    #[arg(long, requires = "sheet")]
    pub(super) fit: bool,

    /// How thick the paper of a booklet is, in millimetres: pages of inner sheets are moved to the fold by it
    #[arg(long, value_name = "MM", default_value_t = 0.1, value_parser = thickness)]
    pub(super) paper: f32,

    /// Leave out the marks for cutting and folding
    #[arg(long)]
    pub(super) no_marks: bool,

    /// The file to write
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Write over a file that is there already
    #[arg(long)]
    pub(super) force: bool,

    /// Exit with 1 if there are warnings
    #[arg(long)]
    pub(super) warnings_as_errors: bool,
}

fn signature(pages: &str) -> Result<u8, String> {
    pages.parse().ok().filter(|pages| [4, 8, 16, 32].contains(pages)).ok_or_else(|| "a signature has 4, 8, 16 or 32 pages".to_owned())
}

fn grid(cells: &str) -> Result<(usize, usize), String> {
    let (across, down) = cells.split_once('x').ok_or_else(|| "write it as 2x3: two across, three down".to_owned())?;
    let number = |text: &str| text.parse().ok().filter(|number| (1..=pipeline::MOST_IN_A_ROW).contains(number));
    number(across).zip(number(down)).ok_or_else(|| format!("both must be whole numbers from 1 to {}", pipeline::MOST_IN_A_ROW))
}

/// Sheets by their names, in millimetres (ISO 216; ISO 217; ANSI/ASME Y14.1).
const SHEETS: [(&str, f32, f32); 14] = [
    ("a0", 841.0, 1189.0),
    ("a1", 594.0, 841.0),
    ("a2", 420.0, 594.0),
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("sra1", 640.0, 900.0),
    ("sra2", 450.0, 640.0),
    ("sra3", 320.0, 450.0),
    ("sra4", 225.0, 320.0),
    ("b2", 500.0, 707.0),
    ("letter", 215.9, 279.4),
    ("legal", 215.9, 355.6),
    ("tabloid", 279.4, 431.8),
];

fn sheet(size: &str) -> Result<(f32, f32), String> {
    let size = size.to_ascii_lowercase();
    if let Some((_, width, height)) = SHEETS.iter().find(|(name, ..)| *name == size) {
        return Ok((*width, *height));
    }
    let (number, millimetres) = if let Some(number) = size.strip_suffix("mm") {
        (number, 1.0)
    } else if let Some(number) = size.strip_suffix("cm") {
        (number, 10.0)
    } else if let Some(number) = size.strip_suffix("in") {
        (number, 25.4)
    } else {
        (size.as_str(), 0.0)
    };
    let side = |text: &str| text.trim().parse::<f32>().ok().map(|side| side * millimetres).filter(|side| (20.0..=5000.0).contains(side));
    let sides = number.split_once('x').and_then(|(width, height)| side(width).zip(side(height)));
    sides.ok_or_else(|| format!("write its size as 450x320mm, or one of {}", SHEETS.map(|(name, ..)| name).join(", ")))
}

fn thickness(paper: &str) -> Result<f32, String> {
    paper
        .parse()
        .ok()
        .filter(|paper| (0.0..=2.0).contains(paper))
        .ok_or_else(|| "write a number of millimetres up to 2, such as 0.1".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definitions_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn files_are_named_in_a_list() {
        let arguments = Arguments::try_parse_from(["recto", "build", "--only", "epub,press"]).expect("this is how it is written");
        let Command::Build(build) = arguments.command else { panic!("it is a build") };
        let outputs: Vec<Output> = build.only.into_iter().map(Output::from).collect();
        assert_eq!(outputs, [Output::Epub, Output::Press]);
    }
}
