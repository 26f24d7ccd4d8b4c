//! Attributes in braces.

use crate::model::Attributes;

/// The words that open a div: its class alone, or in braces with what the author attached.
pub(super) fn opening(class: &str, given: &Attributes) -> String {
    if *given == Attributes::default() { class.to_owned() } else { attributes(given, &[class]) }
}

/// `{#id .class lang=.. key="value"}`, or nothing if there is nothing to say. `classes` come first.
pub(super) fn attributes(given: &Attributes, classes: &[&str]) -> String {
    let whole = filled(given, classes);
    if whole == "{}" { String::new() } else { whole }
}

/// The same, with empty braces if there is nothing to say.
pub(super) fn filled(given: &Attributes, classes: &[&str]) -> String {
    let mut parts: Vec<String> = given.id.iter().map(|id| format!("#{id}")).collect();
    let further = given.classes.iter().map(String::as_str).filter(|class| !classes.contains(class));
    parts.extend(classes.iter().copied().chain(further).map(|class| format!(".{class}")));
    parts.extend(given.language.iter().map(|language| format!("lang={language}")));
    parts.extend(given.others.iter().map(|(key, value)| format!("{key}={}", value_of(value))));
    format!("{{{}}}", parts.join(" "))
}

/// A value in quotation marks.
pub(super) fn value_of(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '\\' | '"' => text.extend(['\\', c]),
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// A share of the measure in per cent.
pub(super) fn percentage(share: f32) -> String {
    let rounded = format!("{:.2}", f64::from(share) * 100.0);
    format!("{}%", rounded.trim_end_matches('0').trim_end_matches('.'))
}
