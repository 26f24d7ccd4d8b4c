//! Numbers in letters: roman numerals, and places in the alphabet.

/// A number as a roman numeral in lower case; nothing outside 1 to 3999, which roman numerals cannot write.
pub(crate) fn roman(number: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    (1..4000).contains(&number).then(|| in_signs(number, &SIGNS))
}

/// A number as the signs whose values add up to it, the greatest that fits first; `signs` has them in falling order.
pub(super) fn in_signs(number: u64, signs: &[(u64, &str)]) -> String {
    let mut rest = number;
    let mut written = String::new();
    for &(value, sign) in signs {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

/// The number that a roman numeral in lower case writes, if it is one in good form.
pub(crate) fn from_roman(numeral: &str) -> Option<u64> {
    let mut number = 0;
    let mut greatest = 0;
    for sign in numeral.bytes().rev() {
        let value = match sign {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            b'd' => 500,
            b'm' => 1000,
            _ => return None,
        };
        // A smaller sign before a greater one is taken off.
        number = if value < greatest { u64::checked_sub(number, value)? } else { number + value };
        greatest = greatest.max(value);
    }
    (roman(number)? == numeral).then_some(number)
}

/// A number as letters in lower case, from a to z and on with aa; nothing for 0.
pub(crate) fn letters(number: u64) -> Option<String> {
    in_letters(number, "abcdefghijklmnopqrstuvwxyz")
}

/// A number in the letters of an alphabet, going on with two letters after the last; nothing for 0.
pub(super) fn in_letters(number: u64, alphabet: &str) -> Option<String> {
    let size = alphabet.chars().count() as u64;
    let (mut rest, mut letters) = (number, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.extend(alphabet.chars().nth((rest % size) as usize));
        rest /= size;
    }
    (number > 0).then(|| letters.into_iter().rev().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_come_back() {
        for number in 1..4000 {
            let numeral = roman(number).expect("it is in the range");
            assert_eq!(from_roman(&numeral), Some(number), "{numeral}");
        }
        assert_eq!(roman(1994).as_deref(), Some("mcmxciv"));
        assert_eq!((roman(0), roman(4000)), (None, None));
    }

    #[test]
    fn numerals_in_bad_form_are_none() {
        for word in ["", "iiii", "vv", "ivi", "ic", "mix up", "xa", "I"] {
            assert_eq!(from_roman(word), None, "{word}");
        }
        assert_eq!(from_roman(&"m".repeat(100_000)), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 26, 27, 28, 702, 703].map(letters).map(Option::unwrap_or_default), ["a", "z", "aa", "ab", "zz", "aaa"]);
        assert_eq!(letters(0), None);
    }
}
