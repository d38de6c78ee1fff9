//! The languages of a package: what each is called by those who speak it, and the files that bring it.
//!
//! The page is in the first language. Each other one has a script that hands over its page and its data when somebody
//! asks for it, and a document that can be read where no script runs.

use serde_json::json;

use crate::markup::direction;

/// Names of languages in themselves and in English, by their BCP 47 primary tag (CLDR's names, with capitals as at a line's
/// beginning).
const NAMES: &[(&str, &str, &str)] = &[
    ("ar", "العربية", "Arabic"),
    ("bn", "বাংলা", "Bangla"),
    ("cy", "Cymraeg", "Welsh"),
    ("de", "Deutsch", "German"),
    ("en", "English", "English"),
    ("es", "Español", "Spanish"),
    ("fa", "فارسی", "Persian"),
    ("fr", "Français", "French"),
    ("ga", "Gaeilge", "Irish"),
    ("gd", "Gàidhlig", "Scottish Gaelic"),
    ("gu", "ગુજરાતી", "Gujarati"),
    ("hi", "हिन्दी", "Hindi"),
    ("it", "Italiano", "Italian"),
    ("lt", "Lietuvių", "Lithuanian"),
    ("nl", "Nederlands", "Dutch"),
    ("pa", "ਪੰਜਾਬੀ", "Punjabi"),
    ("pl", "Polski", "Polish"),
    ("pt", "Português", "Portuguese"),
    ("ro", "Română", "Romanian"),
    ("so", "Soomaali", "Somali"),
    ("ta", "தமிழ்", "Tamil"),
    ("tr", "Türkçe", "Turkish"),
    ("uk", "Українська", "Ukrainian"),
    ("ur", "اردو", "Urdu"),
    ("zh", "中文", "Chinese"),
];

/// What a language is called by those who speak it; its tag, where nobody told us.
pub(crate) fn name(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or(tag);
    let known = NAMES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(primary));
    known.map_or_else(|| tag.to_owned(), |(_, name, _)| (*name).to_owned())
}

/// What a language is called in English, and its region where the tag has one; its tag, where nobody told us.
#[must_use]
pub fn in_english(tag: &str) -> String {
    let (primary, rest) = tag.split_once('-').map_or((tag, None), |(primary, rest)| (primary, Some(rest)));
    let known = NAMES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(primary));
    match (known, rest) {
        (Some((.., name)), None) => (*name).to_owned(),
        (Some((.., name)), Some(_)) => format!("{name} ({tag})"),
        (None, _) => tag.to_owned(),
    }
}

/// The names of several languages, each in itself, in the order of their BCP 47 tags as given; where two are called
/// alike, each with its tag.
#[must_use]
pub fn names<'a>(tags: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: Vec<(&str, String)> = tags.map(|tag| (tag, name(tag))).collect();
    let alike = |own: &str| all.iter().filter(|(_, name)| name == own).count() > 1;
    all.iter().map(|(tag, name)| if alike(name) { format!("{name} ({tag})") } else { name.clone() }).collect()
}

/// The script that brings a language.
pub(crate) fn script_path(tag: &str) -> String {
    format!("{}.js", tag.to_ascii_lowercase())
}

/// The document that can be read without a script.
pub(crate) fn reading_path(tag: &str) -> String {
    format!("{}.html", tag.to_ascii_lowercase())
}

/// The course itself, in the language, unless the learner has chosen another before.
pub(crate) fn whole_path(tag: &str) -> String {
    format!("index.html?{}", tag.to_ascii_lowercase())
}

/// The script: it hands over the header and the main part of a document, and its data.
pub(crate) fn script(tag: &str, document: &str, data: &str) -> String {
    let start = document.find("<header").expect("a document has a header");
    let end = document.find("</main>").expect("a document has a main part") + "</main>".len();
    let head = json!({ "direction": direction(tag), "html": &document[start..end], "language": tag });
    let head = serde_json_canonicalizer::to_string(&head).expect("texts always have a canonical form");
    format!("bonaLanguage({},\"data\":{data}}});\n", &head[..head.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::{NAMES, in_english, name, names, script};

    #[test]
    fn a_language_is_called_as_its_speakers_call_it() {
        assert_eq!([name("cy"), name("AR-EG"), name("xx")], ["Cymraeg", "العربية", "xx"]);
        assert_eq!(names(["en-GB", "cy"].into_iter()), ["English", "Cymraeg"]);
        assert_eq!(names(["pt-PT", "pt-BR"].into_iter()), ["Português (pt-PT)", "Português (pt-BR)"]);
        assert!(NAMES.is_sorted_by_key(|(tag, ..)| tag));
        assert_eq!(
            [in_english("cy"), in_english("pt-BR"), in_english("xx")],
            ["Welsh", "Portuguese (pt-BR)", "xx"]
        );
    }

    #[test]
    fn a_language_is_handed_over_as_one_call() {
        let document = "<body><header>“a”</header>\n<main>b</main><script>c</script></body>";
        assert_eq!(
            script("ar", document, "{\"version\":1}"),
            "bonaLanguage({\"direction\":\"rtl\",\"html\":\"<header>“a”</header>\\n<main>b</main>\",\
             \"language\":\"ar\",\"data\":{\"version\":1}});\n"
        );
    }
}
