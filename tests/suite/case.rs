//! Case files: cases begin with `=== name`, their parts with `--- name`.

use std::fmt;

/// A case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) parts: Vec<Part>,
}

/// A part of a case: a file of its input, or something that should come out.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Case {
    /// The text of a part.
    pub(crate) fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|part| part.name == name).map(|part| part.text.as_str())
    }
}

/// The cases in a file.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("=== ") {
            cases.push(Case { name: name.trim().to_owned(), parts: Vec::new() });
            continue;
        }
        let case = cases.last_mut().expect("a case file begins with === and a name");
        if let Some(name) = line.strip_prefix("--- ") {
            case.parts.push(Part { name: name.trim().to_owned(), text: String::new() });
        } else if let Some(part) = case.parts.last_mut() {
            part.text.push_str(line);
        }
    }
    // An empty line between two cases is for the reader of the file.
    for part in cases.iter_mut().filter_map(|case| case.parts.last_mut()) {
        part.text.truncate(part.text.trim_end_matches('\n').len());
        if !part.text.is_empty() {
            part.text.push('\n');
        }
    }
    cases
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "=== {}", self.name)?;
        for part in &self.parts {
            writeln!(f, "--- {}", part.name)?;
            write!(f, "{}", part.text)?;
        }
        writeln!(f)
    }
}
