//! Callouts: their classes, and the words over those that have no title of their own.

use super::super::block::Callout;
use super::super::metadata::Language;

/// The class of a callout beside `callout`.
pub(super) fn class(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Caution => "caution",
    }
}

/// What a callout is called in a language; in English where its word is not known here.
pub(super) fn word(callout: Callout, language: &Language) -> &'static str {
    let [note, tip, important, warning, caution] = match language.primary().as_str() {
        "ar" => ["ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"],
        "cs" => ["Poznámka", "Tip", "Důležité", "Varování", "Pozor"],
        "da" => ["Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig"],
        "de" => ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
        "es" => ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
        "fr" => ["Remarque", "Astuce", "Important", "Avertissement", "Attention"],
        "hi" => ["टिप्पणी", "सुझाव", "महत्वपूर्ण", "चेतावनी", "सावधान"],
        "it" => ["Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione"],
        "ja" => ["注", "ヒント", "重要", "警告", "注意"],
        "ko" => ["참고", "팁", "중요", "경고", "주의"],
        "nl" => ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
        "nb" | "no" | "nn" => ["Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"],
        "pl" => ["Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Przestroga"],
        "pt" => ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
        "ru" => ["Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"],
        "sv" => ["Obs", "Tips", "Viktigt", "Varning", "Försiktighet"],
        "ta" => ["குறிப்பு", "உதவிக்குறிப்பு", "முக்கியம்", "எச்சரிக்கை", "கவனம்"],
        "uk" => ["Примітка", "Порада", "Важливо", "Попередження", "Обережно"],
        "zh" => ["注意", "提示", "重要", "警告", "小心"],
        _ => ["Note", "Tip", "Important", "Warning", "Caution"],
    };
    match callout {
        Callout::Note => note,
        Callout::Tip => tip,
        Callout::Important => important,
        Callout::Warning => warning,
        Callout::Caution => caution,
    }
}
