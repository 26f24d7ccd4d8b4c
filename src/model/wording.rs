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

const POLISH: Wording = Wording {
    by: "Autor:",
    and: "i",
    about_the_author: "O autorze",
    disclaimer: "Zastrzeżenie",
    contents: "Spis treści",
    cover: "Okładka",
    landmarks: "Punkty orientacyjne",
    pages: "Strony",
    page: "strona",
    start: "Początek tekstu",
    notes: "Przypisy",
    back_to_text: "Powrót do tekstu",
};

const UKRAINIAN: Wording = Wording {
    by: "Автор:",
    and: "і",
    about_the_author: "Про автора",
    disclaimer: "Примітка видавця",
    contents: "Зміст",
    cover: "Обкладинка",
    landmarks: "Орієнтири",
    pages: "Сторінки",
    page: "сторінка",
    start: "Початок тексту",
    notes: "Примітки",
    back_to_text: "Назад до тексту",
};

const CHINESE: Wording = Wording {
    by: "作者：",
    and: "和",
    about_the_author: "关于作者",
    disclaimer: "免责声明",
    contents: "目录",
    cover: "封面",
    landmarks: "导航标记",
    pages: "页码",
    page: "页",
    start: "正文开始",
    notes: "注释",
    back_to_text: "返回正文",
};

const JAPANESE: Wording = Wording {
    by: "著者：",
    and: "と",
    about_the_author: "著者について",
    disclaimer: "免責事項",
    contents: "目次",
    cover: "表紙",
    landmarks: "ランドマーク",
    pages: "ページ一覧",
    page: "ページ",
    start: "本文の始まり",
    notes: "注",
    back_to_text: "本文に戻る",
};

const KOREAN: Wording = Wording {
    by: "글:",
    and: "및",
    about_the_author: "저자 소개",
    disclaimer: "면책 조항",
    contents: "차례",
    cover: "표지",
    landmarks: "주요 위치",
    pages: "쪽 목록",
    page: "쪽",
    start: "본문 시작",
    notes: "주",
    back_to_text: "본문으로 돌아가기",
};

const ARABIC: Wording = Wording {
    by: "تأليف:",
    and: "و",
    about_the_author: "عن المؤلف",
    disclaimer: "إخلاء مسؤولية",
    contents: "المحتويات",
    cover: "الغلاف",
    landmarks: "معالم الكتاب",
    pages: "الصفحات",
    page: "صفحة",
    start: "بداية النص",
    notes: "الحواشي",
    back_to_text: "العودة إلى النص",
};

const TAMIL: Wording = Wording {
    by: "ஆசிரியர்:",
    and: "மற்றும்",
    about_the_author: "ஆசிரியர் பற்றி",
    disclaimer: "பொறுப்புத் துறப்பு",
    contents: "பொருளடக்கம்",
    cover: "அட்டை",
    landmarks: "முக்கிய இடங்கள்",
    pages: "பக்கங்கள்",
    page: "பக்கம்",
    start: "உரையின் தொடக்கம்",
    notes: "குறிப்புகள்",
    back_to_text: "உரைக்குத் திரும்பு",
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
            "pl" => &POLISH,
            "uk" => &UKRAINIAN,
            "zh" => &CHINESE,
            "ja" => &JAPANESE,
            "ko" => &KOREAN,
            "ar" => &ARABIC,
            "ta" => &TAMIL,
            _ => &ENGLISH,
        }
    }
}
