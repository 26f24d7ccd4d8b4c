//! Counter styles: the ways in which a number can be written (CSS Counter Styles 3, 6).

use super::numerals;

/// The names of all counter styles but the bullets.
pub(crate) const NAMES: &[&str] = &[
    "decimal",
    "decimal-leading-zero",
    "lower-roman",
    "upper-roman",
    "lower-alpha",
    "upper-alpha",
    "lower-latin",
    "upper-latin",
    "lower-greek",
    "arabic-indic",
    "persian",
    "hebrew",
    "armenian",
    "georgian",
    "bengali",
    "devanagari",
    "gujarati",
    "gurmukhi",
    "kannada",
    "malayalam",
    "tamil",
    "telugu",
    "thai",
    "lao",
    "khmer",
    "myanmar",
    "cjk-decimal",
    "hiragana",
    "katakana",
];

/// A number in the style of that name. What a style cannot write, and what is in a style of no name, stands in figures.
pub(crate) fn counted(number: i32, style: &str) -> String {
    let written = match style {
        "disc" => Some("•".to_owned()),
        "none" => Some(String::new()),
        style => in_signs_of(u64::try_from(number).unwrap_or(0), style).or_else(|| in_figures_of(number, style)),
    };
    written.unwrap_or_else(|| number.to_string())
}

/// A number from 0 on in the style of that name, if the style can write it.
pub(crate) fn written(number: u32, style: &str) -> Option<String> {
    in_signs_of(u64::from(number), style).or_else(|| in_figures_of(i32::try_from(number).ok()?, style))
}

/// A number in a style that has figures as decimal numbers have them.
fn in_figures_of(number: i32, style: &str) -> Option<String> {
    match style {
        "decimal" => Some(number.to_string()),
        "decimal-leading-zero" => Some(format!("{number:02}")),
        "cjk-decimal" => Some(in_figures(number, |figure| "〇一二三四五六七八九".chars().nth(figure))),
        style => nought(style).map(|nought| in_figures(number, |figure| char::from_u32(u32::from(nought) + figure as u32))),
    }
}

/// A number in a style that has signs for numbers from one on, as far as they go.
fn in_signs_of(count: u64, style: &str) -> Option<String> {
    match style {
        "lower-roman" => numerals::roman(count),
        "upper-roman" => numerals::roman(count).map(|numeral| numeral.to_uppercase()),
        "lower-alpha" | "lower-latin" => numerals::letters(count),
        "upper-alpha" | "upper-latin" => numerals::letters(count).map(|letters| letters.to_uppercase()),
        "lower-greek" => numerals::in_letters(count, "αβγδεζηθικλμνξοπρστυφχψω"),
        "hiragana" => {
            numerals::in_letters(count, "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん")
        }
        "katakana" => {
            numerals::in_letters(count, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン")
        }
        "hebrew" => hebrew(count),
        "armenian" => by_value(count, 9999, |number| figure_and_zeros(number, 'Ա')),
        "georgian" => by_value(count, 19_999, georgian),
        _ => None,
    }
}

/// The nought of scripts whose figures follow each other in Unicode.
fn nought(style: &str) -> Option<char> {
    Some(match style {
        "arabic-indic" => '\u{660}',
        "persian" => '\u{6F0}',
        "devanagari" => '\u{966}',
        "bengali" => '\u{9E6}',
        "gurmukhi" => '\u{A66}',
        "gujarati" => '\u{AE6}',
        "tamil" => '\u{BE6}',
        "telugu" => '\u{C66}',
        "kannada" => '\u{CE6}',
        "malayalam" => '\u{D66}',
        "thai" => '\u{E50}',
        "lao" => '\u{ED0}',
        "myanmar" => '\u{1040}',
        "khmer" => '\u{17E0}',
        _ => return None,
    })
}

/// A number in the figures of a script.
fn in_figures(number: i32, figure: impl Fn(usize) -> Option<char>) -> String {
    number.to_string().chars().map(|c| c.to_digit(10).and_then(|digit| figure(digit as usize)).unwrap_or(c)).collect()
}

/// A number as the sum of its thousands, hundreds, tens and ones, each of which a letter stands for.
fn by_value(number: u64, most: u64, letter: impl Fn(u64) -> Option<char>) -> Option<String> {
    if !(1..=most).contains(&number) {
        return None;
    }
    let mut letters = String::new();
    let mut place = 10_000;
    while place > 0 {
        let figure = number / place % 10 * place;
        if figure > 0 {
            letters.push(letter(figure)?);
        }
        place /= 10;
    }
    Some(letters)
}

/// The letter for a figure with noughts after it, in an alphabet whose letters stand for 1 to 9, 10 to 90 and so on in
/// their order.
fn figure_and_zeros(number: u64, first: char) -> Option<char> {
    char::from_u32(u32::from(first) + place(number)?)
}

/// The place of the letter for a figure with noughts after it, in such an alphabet.
fn place(number: u64) -> Option<u32> {
    let noughts = number.checked_ilog10()?;
    Some(noughts * 9 + u32::try_from(number / 10u64.pow(noughts)).ok()? - 1)
}

/// The Georgian letter for a figure with noughts after it: three of the old letters stand apart in Unicode.
fn georgian(number: u64) -> Option<char> {
    const LETTERS: &str = "აბგდევზჱთიკლმნჲოპჟრსტჳფქღყშჩცძწჭხჴჯჰჵ";
    LETTERS.chars().nth(place(number)? as usize)
}

/// A number in Hebrew letters. 15 and 16 are not written as parts of the divine name.
fn hebrew(number: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 24] = [
        (400, "ת"),
        (300, "ש"),
        (200, "ר"),
        (100, "ק"),
        (90, "צ"),
        (80, "פ"),
        (70, "ע"),
        (60, "ס"),
        (50, "נ"),
        (40, "מ"),
        (30, "ל"),
        (20, "כ"),
        (16, "טז"),
        (15, "טו"),
        (10, "י"),
        (9, "ט"),
        (8, "ח"),
        (7, "ז"),
        (6, "ו"),
        (5, "ה"),
        (4, "ד"),
        (3, "ג"),
        (2, "ב"),
        (1, "א"),
    ];
    (1..1000).contains(&number).then(|| numerals::in_signs(number, &SIGNS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_their_style() {
        for (number, style, written) in [
            (4, "decimal", "4"),
            (4, "decimal-leading-zero", "04"),
            (14, "lower-roman", "xiv"),
            (1999, "upper-roman", "MCMXCIX"),
            (28, "lower-alpha", "ab"),
            (25, "lower-greek", "αα"),
            (407, "arabic-indic", "٤٠٧"),
            (10, "devanagari", "१०"),
            (-12, "bengali", "-১২"),
            (15, "hebrew", "טו"),
            (432, "hebrew", "תלב"),
            (1996, "armenian", "ՌՋՂԶ"),
            (11_112, "georgian", "ჵჩრიბ"),
            (205, "cjk-decimal", "二〇五"),
            (2, "katakana", "イ"),
        ] {
            assert_eq!(counted(number, style), written, "{number} in {style}");
        }
    }

    #[test]
    fn what_a_style_cannot_write_stands_in_figures() {
        assert_eq!(counted(0, "lower-roman"), "0");
        assert_eq!(counted(-1, "hebrew"), "-1");
        assert_eq!(counted(10_000, "armenian"), "10000");
        assert!(NAMES.iter().all(|style| !counted(7, style).is_empty()));
        assert_eq!(
            NAMES.iter().filter(|style| counted(123, style) == "123").collect::<Vec<_>>(),
            ["decimal", "decimal-leading-zero"].iter().collect::<Vec<_>>()
        );
    }
}
