//! The two streams: where results and talk go, with colours only for people.

use std::io::{self, IsTerminal, Write};

/// Writes lines to standard output. A reader who has seen enough is no failure: `recto check * | head` ends quietly.
pub(super) fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Writes a file to standard output as it is.
pub(super) fn print(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Writes lines to standard error.
pub(super) fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether a person watches standard error, on a screen that can rewrite a line.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal() && environment("TERM").is_none_or(|term| term != "dumb")
}

/// Whether standard error takes colours (<https://no-color.org>).
pub(super) fn has_colours() -> bool {
    is_watched() && environment("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A variable of the environment, if it is set to something that is text.
#[expect(clippy::disallowed_methods, reason = "the environment is asked here and nowhere else")]
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The day by this machine's clock, in Greenwich, as `YYYY-MM-DD`.
#[expect(clippy::disallowed_methods, reason = "a new project is dated; nothing that is built from it asks the clock")]
pub(super) fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let moment = jiff::Timestamp::from_second(i64::try_from(since.as_secs()).unwrap_or_default()).unwrap_or_default();
    moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The text without anything that a terminal would take for an order; line ends and tabs stay.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c }).collect()
}
