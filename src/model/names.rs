//! How shops and libraries sort a name.

/// The name as it is sorted: "Jane Austen" becomes "Austen, Jane".
///
/// A guess by rules of library catalogues; `file-as` in the front matter says better. Organisations, single names and
/// names in scripts that put the family name first stand as they are.
pub fn file_as(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let [first, .., last] = words.as_slice() else { return name.to_owned() };
    if name.contains(',') || words.iter().any(|word| is_organisation(word)) || !name.chars().any(is_given_name_first) {
        return name.to_owned();
    }
    if first.eq_ignore_ascii_case("the") {
        return format!("{}, {first}", words.get(1..).unwrap_or_default().join(" "));
    }
    let suffix = is_suffix(last).then_some(*last);
    let count = words.len() - usize::from(suffix.is_some());
    let family = family_start(words.get(..count).unwrap_or_default());
    let given = words.get(..family).unwrap_or_default();
    let surname = words.get(family..count).unwrap_or_default().join(" ");
    match (given.is_empty(), suffix) {
        (true, _) => name.to_owned(),
        (false, Some(suffix)) => format!("{surname}, {}, {suffix}", given.join(" ")),
        (false, None) => format!("{surname}, {}", given.join(" ")),
    }
}

/// Where the family name begins. A particle with a capital is part of it (Le Guin, Ursula K.); one without stays
/// behind the given names (Beethoven, Ludwig van), as libraries do.
fn family_start(words: &[&str]) -> usize {
    const PARTICLES: [&str; 16] =
        ["La", "Le", "Du", "Des", "De", "Del", "Della", "Di", "Da", "Van", "Von", "Mac", "St.", "Ben", "Bin", "Ter"];
    let mut start = words.len().saturating_sub(1);
    while start > 1 && words.get(start - 1).is_some_and(|word| PARTICLES.contains(word)) {
        start -= 1;
    }
    start
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV")
}

fn is_organisation(word: &str) -> bool {
    const SIGNS: [&str; 24] = [
        "Institute",
        "University",
        "Centre",
        "Center",
        "Association",
        "Society",
        "Foundation",
        "Committee",
        "Council",
        "Ministry",
        "Agency",
        "Press",
        "Team",
        "Staff",
        "Desk",
        "Editors",
        "Group",
        "Ltd",
        "Ltd.",
        "Inc",
        "Inc.",
        "GmbH",
        "Verlag",
        "Redaktion",
    ];
    SIGNS.contains(&word)
}

/// Whether the letter is of a script whose names mostly begin with the given name.
fn is_given_name_first(c: char) -> bool {
    c.is_alphabetic()
        && !matches!(u32::from(c), 0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

#[cfg(test)]
mod tests {
    use super::file_as;

    #[test]
    fn names_are_sorted_as_libraries_do() {
        for (name, sorted) in [
            ("Jane Austen", "Austen, Jane"),
            ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
            ("Simone de Beauvoir", "Beauvoir, Simone de"),
            ("Ursula K. Le Guin", "Le Guin, Ursula K."),
            ("Martin Luther King Jr.", "King, Martin Luther, Jr."),
            ("The Economist", "Economist, The"),
            ("Centre for Land Studies", "Centre for Land Studies"),
            ("Plato", "Plato"),
            ("夏目 漱石", "夏目 漱石"),
            ("Austen, Jane", "Austen, Jane"),
            ("", ""),
        ] {
            assert_eq!(file_as(name), sorted);
        }
    }
}
