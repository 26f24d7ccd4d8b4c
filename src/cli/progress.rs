//! A line that says what is being done, for people who wait at a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal;
use crate::pipeline::Step;

/// The line; in a pipe it is nothing.
pub(super) struct Progress {
    line: Option<ProgressBar>,
}

impl Progress {
    /// A line on standard error, if somebody watches.
    pub(super) fn start(quiet: bool) -> Self {
        let line = (!quiet && terminal::is_watched()).then(|| {
            let line = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                line.set_style(style);
            }
            line.enable_steady_tick(Duration::from_millis(100));
            line
        });
        Self { line }
    }

    /// Says that a step begins.
    pub(super) fn step(&self, step: Step) {
        self.say(match step {
            Step::Reading => "reading the manuscript",
            Step::Styling => "applying the styles",
            Step::Typesetting => "setting the pages",
            Step::Writing => "writing the files",
            Step::Checking => "checking the files",
        });
    }

    /// Says something else.
    pub(super) fn say(&self, words: impl Into<String>) {
        if let Some(line) = &self.line {
            line.set_message(words.into());
        }
    }

    /// Takes the line away.
    pub(super) fn finish(self) {
        if let Some(line) = self.line {
            line.finish_and_clear();
        }
    }
}
