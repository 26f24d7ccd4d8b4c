//! Numbers as they are written over chapters and beside sections.

use super::block::NumberStyle;
use super::metadata::Language;
use crate::base::numerals::{letters, roman};

impl NumberStyle {
    /// The number in this style. Letters go on after z with aa; what letters and roman numerals cannot write stands in
    /// figures.
    pub fn write(self, number: u64) -> String {
        let written = match self {
            Self::Decimal => None,
            Self::LowerAlpha | Self::UpperAlpha => letters(number),
            Self::LowerRoman | Self::UpperRoman => roman(number),
        };
        let written = written.unwrap_or_else(|| number.to_string());
        if matches!(self, Self::UpperAlpha | Self::UpperRoman) { written.to_uppercase() } else { written }
    }
}

/// The number as a word with a capital, as titles have it: "Twenty-One". Nothing where the language's words are not known.
pub(super) fn word(number: usize, language: &Language) -> Option<String> {
    const ENGLISH: [&str; 20] = [
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    const TENS: [&str; 8] = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];
    const GERMAN: &str = "Eins Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Elf Zwölf Dreizehn Vierzehn Fünfzehn Sechzehn Siebzehn \
                          Achtzehn Neunzehn Zwanzig";
    const FRENCH: &str = "Un Deux Trois Quatre Cinq Six Sept Huit Neuf Dix Onze Douze Treize Quatorze Quinze Seize Dix-sept Dix-huit \
                          Dix-neuf Vingt";
    const SPANISH: &str = "Uno Dos Tres Cuatro Cinco Seis Siete Ocho Nueve Diez Once Doce Trece Catorce Quince Dieciséis Diecisiete \
                           Dieciocho Diecinueve Veinte";
    const ITALIAN: &str = "Uno Due Tre Quattro Cinque Sei Sette Otto Nove Dieci Undici Dodici Tredici Quattordici Quindici Sedici \
                           Diciassette Diciotto Diciannove Venti";
    let at = number.checked_sub(1)?;
    let of = |words: &'static str| words.split(' ').nth(at).map(str::to_owned);
    match language.primary().as_str() {
        "en" => match ENGLISH.get(at) {
            Some(word) => Some((*word).to_owned()),
            None => {
                let tens = TENS.get((number / 10).checked_sub(2)?)?;
                Some(match ENGLISH.get((number % 10).wrapping_sub(1)) {
                    Some(ones) => format!("{tens}-{ones}"),
                    None => (*tens).to_owned(),
                })
            }
        },
        "de" => of(GERMAN),
        "fr" => of(FRENCH),
        "es" => of(SPANISH),
        "it" => of(ITALIAN),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_style() {
        assert_eq!(NumberStyle::UpperRoman.write(1994), "MCMXCIV");
        assert_eq!(NumberStyle::LowerRoman.write(4000), "4000");
        assert_eq!(NumberStyle::LowerAlpha.write(28), "ab");
        assert_eq!(NumberStyle::UpperAlpha.write(3), "C");
        assert_eq!(word(21, &Language("en-GB".into())).as_deref(), Some("Twenty-One"));
        assert_eq!(word(40, &Language("en".into())).as_deref(), Some("Forty"));
        assert_eq!(word(100, &Language("en".into())), None);
        assert_eq!(word(12, &Language("de".into())).as_deref(), Some("Zwölf"));
        assert_eq!(word(0, &Language("fr".into())), None);
    }
}
