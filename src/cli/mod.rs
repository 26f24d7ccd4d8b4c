//! The command line: what was asked for, the files and the clock of this machine, and what is told to whom.
//!
//! Results go to standard output, talk about them to standard error. The way through a command is: [`args`] makes checked
//! values of words, a command's own module does the work with the pipeline, [`report`] and [`json`] say what came of it.

mod args;
mod build;
mod check;
mod cover;
mod disk;
mod epubcheck;
mod export;
mod html;
mod import;
mod impose;
mod json;
mod new;
mod outputs;
mod progress;
mod report;
mod sarif;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done; there may be warnings.
    Done,
    /// Done or checked, with findings of severity error.
    Findings,
    /// Not done.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Does what the command line asks for. Returns 0 when it is done, 1 when it is done or checked with findings of severity
/// error, 2 when it could not be done.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help that nobody reads to its end is no failure.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    match arguments.command {
        Command::New(asked) => new::run(&asked).into(),
        Command::Build(asked) => build::run(&asked).into(),
        Command::Import(asked) => import::run(&asked).into(),
        Command::Export(asked) => export::run(&asked).into(),
        Command::Cover(asked) => cover::run(&asked).into(),
        Command::Impose(asked) => impose::run(&asked).into(),
        Command::Check(asked) => check::run(&asked).into(),
    }
}
