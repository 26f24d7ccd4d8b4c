//! The essays of the rules: what each looks at, why a printer or a reader minds, how to mend it, and where it comes from.
//!
//! An essay stands as the documentation of its rule, so that whoever changes the one sees the other. From there it is
//! read for reports and for the manual.

use super::rules::RuleInfo;

/// The essay of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Essay {
    /// What the rule asks for, in one sentence.
    pub heading: String,
    /// What it looks at, and why anybody minds.
    pub paragraphs: Vec<String>,
    /// How to mend it.
    pub remedy: String,
    /// The clause or the practice it comes from.
    pub source: String,
}

/// A rule with its essay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualEntry {
    /// The rule.
    pub rule: RuleInfo,
    /// Its essay.
    pub essay: Essay,
}

impl Essay {
    /// Reads the essay of the rule in a source file: the documentation right before its type.
    pub(super) fn read(source: &str) -> Self {
        let mut lines: Vec<&str> = Vec::new();
        for line in source.lines() {
            match line.strip_prefix("///") {
                Some(words) => lines.push(words.trim()),
                None if line.contains(" struct ") && !lines.is_empty() => break,
                None => lines.clear(),
            }
        }
        let mut essay = Self::default();
        let mut paragraphs: Vec<String> = vec![String::new()];
        for line in lines {
            match paragraphs.last_mut() {
                Some(last) if !line.is_empty() => {
                    if !last.is_empty() {
                        last.push(' ');
                    }
                    last.push_str(line);
                }
                _ => paragraphs.push(String::new()),
            }
        }
        for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()) {
            if let Some(heading) = paragraph.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
                heading.clone_into(&mut essay.heading);
            } else if let Some(remedy) = paragraph.strip_prefix("*How to mend it:*") {
                remedy.trim().clone_into(&mut essay.remedy);
            } else if let Some(source) = paragraph.strip_prefix("*Source:*") {
                source.trim().clone_into(&mut essay.source);
            } else {
                essay.paragraphs.push(paragraph);
            }
        }
        essay
    }
}

#[cfg(test)]
mod tests {
    use super::super::manual;

    #[test]
    fn every_rule_says_what_why_how_and_where_from() {
        for entry in manual() {
            let (code, essay) = (entry.rule.code, &entry.essay);
            assert!(essay.heading.ends_with('.') && essay.heading.len() > 10, "{code}: {essay:?}");
            assert!(!essay.paragraphs.is_empty(), "{code}: {essay:?}");
            assert!(essay.paragraphs.iter().all(|paragraph| paragraph.len() > 30), "{code}: {essay:?}");
            assert!(essay.remedy.ends_with('.') && essay.source.ends_with('.'), "{code}: {essay:?}");
        }
    }
}
