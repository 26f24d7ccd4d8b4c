//! What may be asked for, with the manual that `--help` prints.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::pipeline::Output;

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
  recto build                   Build the project in this folder into out/

Exit codes:
  0  done; warnings are counted in the last line
  1  done or checked, and there are findings of severity error
  2  could not be done; files of an earlier run are as they were

`recto help COMMAND` has the manual of each command.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Build(Build),
}

/// Build the EPUB and the PDFs of a project
///
/// Reads publication.toml in the project folder, or a single manuscript, and makes NAME.epub, NAME.pdf (for readers) and
/// NAME-press.pdf (for printers). Every file is checked before it is written. If there is an error anywhere, nothing is written
/// and the files of an earlier build stay as they are.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  recto build                           The project in this folder, into out/
  recto build ../spring --out finished  Another project, into another folder
  recto build article.md --only epub    One manuscript without a project, only its EPUB
  recto build --warnings-as-errors      For a build server: exit 1 if there is anything to look at

A publication without a date gets the date in SOURCE_DATE_EPOCH, or 1980-01-01: the clock is never asked, so
that the same manuscript always gives the same bytes.")]
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

    /// Use this built-in theme instead of the project's
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
        let Command::Build(build) = arguments.command;
        let outputs: Vec<Output> = build.only.into_iter().map(Output::from).collect();
        assert_eq!(outputs, [Output::Epub, Output::Press]);
    }
}
