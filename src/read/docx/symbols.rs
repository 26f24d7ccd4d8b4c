//! Characters of fonts that have pictures in the place of letters, as Unicode has them.

/// The character that a code means in a symbol font; none if that is not known. Word writes such codes from U+F020 on.
pub(super) fn character(font: &str, code: u32) -> Option<char> {
    let font = font.to_lowercase();
    let place = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match font.as_str() {
        "symbol" => symbol(u8::try_from(place).ok()?),
        "wingdings" => wingdings(u8::try_from(place).ok()?),
        _ if (0xE000..=0xF8FF).contains(&code) => None,
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    }
}

/// Whether the letters of a font are not what they look like in the file.
pub(super) fn is_symbol_font(font: &str) -> bool {
    matches!(font.to_lowercase().as_str(), "symbol" | "wingdings")
}

/// Adobe's Symbol encoding, by its published mapping to Unicode.
fn symbol(code: u8) -> Option<char> {
    const LETTERS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const UPPER: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪";
    let nth = |letters: &str, at: u8| letters.chars().nth(usize::from(at));
    match code {
        b'A'..=b'Z' => nth(LETTERS, code - b'A'),
        b'a'..=b'z' => nth(SMALL, code - b'a'),
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x27 => Some('∋'),
        0x2A => Some('∗'),
        0x2D => Some('−'),
        0x40 => Some('≅'),
        0x5C => Some('∴'),
        0x5E => Some('⊥'),
        0x7E => Some('∼'),
        0x20..=0x7D => Some(char::from(code)),
        0xA0..=0xEF => nth(UPPER, code - 0xA0),
        0xF1 => Some('〉'),
        0xF2 => Some('∫'),
        _ => None,
    }
}

/// The signs of Wingdings that people use in running text.
fn wingdings(code: u8) -> Option<char> {
    Some(match code {
        0x20 => ' ',
        0x21 => '✏',
        0x22 => '✂',
        0x28 => '☎',
        0x2A => '✉',
        0x41 => '✌',
        0x46 => '☞',
        0x4A => '☺',
        0x4C => '☹',
        0x6C => '●',
        0x6E => '■',
        0x6F | 0xA8 => '□',
        0x71 => '❑',
        0x75 => '◆',
        0x76 => '❖',
        0x9F => '•',
        0xA7 => '▪',
        0xAB => '★',
        0xD8 => '➢',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 => '→',
        0xE1 | 0xE9 => '↑',
        0xE2 | 0xEA => '↓',
        0xF3 => '↔',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_what_they_show() {
        assert_eq!(character("Symbol", 0xF061), Some('α'));
        assert_eq!(character("Symbol", 0xA3), Some('≤'));
        assert_eq!(character("Symbol", 0xE5), Some('∑'));
        assert_eq!(character("Symbol", 0xD6), Some('√'));
        assert_eq!(character("Wingdings", 0xF0FC), Some('✓'));
        assert_eq!(character("My Pictures", 0xF061), None);
        assert_eq!(character("Arial", 0x41), Some('A'));
    }
}
