//! The few words the program itself prints or speaks, by language. What no language here knows stands in English.

use super::metadata::Language;

/// The program's own words in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Before the names in a byline.
    pub by: &'static str,
    /// Between the last two names.
    pub and: &'static str,
    /// Heading over one author's bio.
    pub about_the_author: &'static str,
    /// Heading over the disclaimer.
    pub disclaimer: &'static str,
    /// Heading of the table of contents.
    pub contents: &'static str,
    /// Name of the cover.
    pub cover: &'static str,
    /// Name of the list of landmarks.
    pub landmarks: &'static str,
    /// Name of the list of print pages.
    pub pages: &'static str,
    /// Before a page number, spoken.
    pub page: &'static str,
    /// Name of the place where the text begins.
    pub start: &'static str,
    /// Heading over the notes.
    pub notes: &'static str,
    /// What the link from a note back to the text is called, spoken.
    pub back_to_text: &'static str,
}

const ENGLISH: Wording = Wording {
    by: "By",
    and: "and",
    about_the_author: "About the author",
    disclaimer: "Disclaimer",
    contents: "Contents",
    cover: "Cover",
    landmarks: "Landmarks",
    pages: "Pages",
    page: "page",
    start: "Start of the text",
    notes: "Notes",
    back_to_text: "Back to the text",
};

const GERMAN: Wording = Wording {
    by: "Von",
    and: "und",
    about_the_author: "Über die Autorin, den Autor",
    disclaimer: "Hinweis",
    contents: "Inhalt",
    cover: "Umschlag",
    landmarks: "Orientierung",
    pages: "Seiten",
    page: "Seite",
    start: "Beginn des Textes",
    notes: "Anmerkungen",
    back_to_text: "Zurück zum Text",
};

const FRENCH: Wording = Wording {
    by: "Par",
    and: "et",
    about_the_author: "À propos de l’auteur",
    disclaimer: "Avertissement",
    contents: "Sommaire",
    cover: "Couverture",
    landmarks: "Repères",
    pages: "Pages",
    page: "page",
    start: "Début du texte",
    notes: "Notes",
    back_to_text: "Retour au texte",
};

const SPANISH: Wording = Wording {
    by: "Por",
    and: "y",
    about_the_author: "Sobre el autor",
    disclaimer: "Descargo de responsabilidad",
    contents: "Índice",
    cover: "Cubierta",
    landmarks: "Puntos de referencia",
    pages: "Páginas",
    page: "página",
    start: "Comienzo del texto",
    notes: "Notas",
    back_to_text: "Volver al texto",
};

const PORTUGUESE: Wording = Wording {
    by: "Por",
    and: "e",
    about_the_author: "Sobre o autor",
    disclaimer: "Aviso",
    contents: "Índice",
    cover: "Capa",
    landmarks: "Pontos de referência",
    pages: "Páginas",
    page: "página",
    start: "Início do texto",
    notes: "Notas",
    back_to_text: "Voltar ao texto",
};

const ITALIAN: Wording = Wording {
    by: "Di",
    and: "e",
    about_the_author: "L’autore",
    disclaimer: "Avvertenza",
    contents: "Indice",
    cover: "Copertina",
    landmarks: "Punti di riferimento",
    pages: "Pagine",
    page: "pagina",
    start: "Inizio del testo",
    notes: "Note",
    back_to_text: "Torna al testo",
};

const DUTCH: Wording = Wording {
    by: "Door",
    and: "en",
    about_the_author: "Over de auteur",
    disclaimer: "Disclaimer",
    contents: "Inhoud",
    cover: "Omslag",
    landmarks: "Oriëntatiepunten",
    pages: "Pagina’s",
    page: "pagina",
    start: "Begin van de tekst",
    notes: "Noten",
    back_to_text: "Terug naar de tekst",
};

const RUSSIAN: Wording = Wording {
    by: "Автор:",
    and: "и",
    about_the_author: "Об авторе",
    disclaimer: "Примечание издателя",
    contents: "Содержание",
    cover: "Обложка",
    landmarks: "Ориентиры",
    pages: "Страницы",
    page: "страница",
    start: "Начало текста",
    notes: "Примечания",
    back_to_text: "Назад к тексту",
};

const HINDI: Wording = Wording {
    by: "लेखक:",
    and: "और",
    about_the_author: "लेखक के बारे में",
    disclaimer: "अस्वीकरण",
    contents: "विषय-सूची",
    cover: "आवरण",
    landmarks: "मुख्य स्थान",
    pages: "पृष्ठ",
    page: "पृष्ठ",
    start: "पाठ का आरंभ",
    notes: "टिप्पणियाँ",
    back_to_text: "पाठ पर वापस",
};

impl Wording {
    /// The words of a language.
    pub fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            "pt" => &PORTUGUESE,
            "it" => &ITALIAN,
            "nl" => &DUTCH,
            "ru" => &RUSSIAN,
            "hi" => &HINDI,
            _ => &ENGLISH,
        }
    }
}
