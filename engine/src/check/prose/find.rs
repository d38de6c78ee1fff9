//! Finds pieces of plain text that need another look. Each finder gives the piece as it stands there.

use crate::time::MONTHS;

/// An e-mail address.
pub(super) fn address(text: &str) -> Option<String> {
    text.split(|sign: char| sign.is_whitespace() || "<>()[],;“”\"".contains(sign)).find_map(|word| {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let (local, host) = word.split_once('@')?;
        let whole = !local.is_empty() && host.contains('.') && !host.contains('@');
        whole.then(|| word.to_owned())
    })
}

/// Marks of Markdown round a word, or a link of it, where none is read.
pub(super) fn marks(text: &str) -> Option<&str> {
    if let Some((before, after)) = text.split_once("](")
        && let (Some(start), Some(end)) = (before.rfind('['), after.find(')'))
    {
        return text.get(start..before.len() + 2 + end + 1);
    }
    ['*', '`'].into_iter().find_map(|mark| {
        let start = text.find(mark)?;
        let rest = text[start..].trim_start_matches(mark);
        let open = text.len() - rest.len();
        let close = rest.find(mark)?;
        // `2 * 3 * 4` marks nothing: what is marked touches its marks.
        let touches =
            !rest[..close].starts_with(char::is_whitespace) && !rest[..close].ends_with(char::is_whitespace);
        let end =
            text[open + close..].find(|sign| sign != mark).map_or(text.len(), |more| open + close + more);
        (touches && close > 0).then(|| &text[start..end])
    })
}

/// Runs of digits with single blanks, hyphens or brackets between them: the piece and its digits, with a `+` in front.
pub(super) fn runs_of_digits(text: &str) -> Vec<(String, String)> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let (start, first) = signs[at];
        if !(first.is_ascii_digit() || first == '+') {
            at += 1;
            continue;
        }
        let (mut end, mut digits, mut gap) = (start + 1, String::from(first), 0);
        at += 1;
        while at < signs.len() {
            let (place, sign) = signs[at];
            if sign.is_ascii_digit() {
                digits.push(sign);
                (end, gap) = (place + 1, 0);
            } else if " -()\u{a0}".contains(sign) && gap < 2 {
                gap += 1;
            } else {
                break;
            }
            at += 1;
        }
        found.push((text[start..end].to_owned(), digits));
    }
    found
}

/// Ten digits whose last is right for the others (NHS data dictionary: modulus 11), numbers for tests apart.
pub(super) fn is_nhs_number(digits: &str) -> bool {
    let numbers: Vec<u32> = digits.chars().filter_map(|sign| sign.to_digit(10)).collect();
    if numbers.len() != 10 || digits.len() != 10 || digits.starts_with('0') || digits.starts_with("999") {
        return false;
    }
    let sum: u32 = numbers[..9].iter().zip((2..=10).rev()).map(|(number, weight)| number * weight).sum();
    (11 - sum % 11) % 11 == numbers[9]
}

/// A telephone number of the United Kingdom.
pub(super) fn is_phone(digits: &str) -> bool {
    let long = digits.trim_start_matches('+').len();
    (digits.starts_with('0') && (10..=11).contains(&long))
        || (digits.starts_with("+44") && (12..=13).contains(&long))
}

/// A full date, where the text speaks of a birth.
pub(super) fn birth_date(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if !["born", "date of birth", "dob"].iter().any(|word| has_words(&lower, word)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().map(bare).collect();
    let year = |word: &str| number(word).is_some_and(|year| (1900..=2099).contains(&year));
    let day = |word: &str| number(word).is_some_and(|day| (1..=31).contains(&day));
    let figures = |word: &&&str| {
        let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
        matches!(parts.as_slice(), [first, second, third] if day(first) && day(second) && year(third))
    };
    if let Some(word) = words.iter().find(figures) {
        return Some((*word).to_owned());
    }
    words.windows(3).find_map(|three| {
        let named = MONTHS.iter().any(|month| month.eq_ignore_ascii_case(three[1]));
        (day(three[0]) && named && year(three[2])).then(|| three.join(" "))
    })
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok()
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

/// Two words or more in capitals, eight letters together at least.
pub(super) fn capitals(text: &str) -> Option<String> {
    let loud = |word: &str| {
        let word = bare(word);
        word.chars().all(char::is_uppercase) && word.chars().count() >= 3
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let letters = |two: &[&str]| two.iter().map(|word| bare(word).chars().count()).sum::<usize>();
    let two = words.windows(2).find(|two| two.iter().all(|word| loud(word)) && letters(two) >= 8)?;
    Some(format!("{} {}", bare(two[0]), bare(two[1])))
}

/// An instruction that names a thing by its colour.
pub(super) fn colour(text: &str) -> Option<String> {
    const DO: [&str; 8] = ["press", "click", "tap", "choose", "select", "follow", "use", "read"];
    const COLOURS: [&str; 9] =
        ["red", "green", "blue", "yellow", "amber", "orange", "purple", "pink", "grey"];
    const THINGS: [&str; 10] =
        ["button", "box", "link", "line", "area", "text", "words", "bar", "arrow", "circle"];
    let among = |list: &[&str], word: &str| list.iter().any(|known| is_word(word, known));
    // Each begins with a word that stands before `the`; to look there first spares cutting the text into words.
    let small = |sign: u8| sign | 0x20;
    let is_the = |three: &[u8]| small(three[1]) == b'h' && small(three[0]) == b't' && small(three[2]) == b'e';
    let alone = |at: usize| !text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    let the = text.as_bytes().windows(3).enumerate().filter(|(_, three)| is_the(three)).map(|(at, _)| at);
    let mut starts = the.filter(|at| alone(at + 3) && at.checked_sub(1).is_some_and(alone));
    starts.find_map(|at| {
        let own = text[..at].rfind(char::is_whitespace)?;
        let first = bare(text[..own].split_whitespace().next_back()?);
        let mut behind = text[own..].split_whitespace().map(bare);
        if !among(&DO, first) || !is_word(behind.next()?, "the") {
            return None;
        }
        let (colour, thing) = (behind.next()?, behind.next()?);
        (among(&COLOURS, colour) && among(&THINGS, thing)).then(|| format!("{colour} {thing}"))
    })
}

/// Whether a word is this one, which is in small letters.
fn is_word(word: &str, small: &str) -> bool {
    if word.is_ascii() { word.eq_ignore_ascii_case(small) } else { word.to_lowercase() == small }
}

/// Words of a link that say nothing of where it leads.
pub(super) fn says_nothing(words: &str) -> bool {
    const EMPTY: [&str; 10] = [
        "here",
        "click here",
        "this",
        "this link",
        "this page",
        "link",
        "more",
        "read more",
        "see more",
        "page",
    ];
    EMPTY.contains(&bare(words.trim()).to_lowercase().as_str())
}

/// A share, a ratio, or a number so large that somebody must have counted.
pub(super) fn figure(text: &str) -> Option<String> {
    if !text.bytes().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let raw: Vec<&str> = text.split_whitespace().collect();
    let clean = |at: usize| raw.get(at).map(|word| bare(word)).unwrap_or_default();
    let is_number = |word: &str| {
        word.starts_with(|sign: char| sign.is_ascii_digit())
            && word.chars().all(|sign| sign.is_ascii_digit() || sign == ',' || sign == '.')
    };
    for (at, own) in raw.iter().enumerate() {
        let word = clean(at);
        if !is_number(word) {
            continue;
        }
        let next = clean(at + 1).to_lowercase();
        let behind = own.trim_end_matches(['.', ',', ';', ')', ':']);
        let piece = |other: &str| Some(format!("{word} {other}"));
        if behind.ends_with('%') {
            return Some(format!("{word}%"));
        }
        match next.as_str() {
            "%" | "percent" | "per" | "thousand" | "million" | "billion"
                if next != "per" || clean(at + 2) == "cent" =>
            {
                let words = if next == "per" { "per cent" } else { clean(at + 1) };
                return piece(words);
            }
            "in" | "of" if is_number(clean(at + 2)) && clean(at + 2).len() < 4 && !word.contains('.') => {
                return piece(&format!("{} {}", clean(at + 1), clean(at + 2)));
            }
            "out" if clean(at + 2) == "of" && is_number(clean(at + 3)) => {
                return piece(&format!("out of {}", clean(at + 3)));
            }
            _ => {}
        }
        if word.split_once(',').is_some_and(|(_, rest)| rest.len() >= 3) {
            return Some(word.to_owned());
        }
    }
    None
}

/// Words that say what the law is.
pub(super) fn law(text: &str) -> Option<String> {
    if !text.contains("law") && !text.contains("Act") {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|two| {
        let (first, second) = (bare(two[0]), bare(two[1]));
        let named = first == "Act" && second.len() == 4 && number(second).is_some();
        let law = first.eq_ignore_ascii_case("the") && second == "law";
        (named || law).then(|| format!("{first} {second}"))
    })
}

/// A person's name and what they are, in one text.
pub(super) fn name_and_capacity(text: &str) -> Option<(String, String)> {
    const CAPACITIES: [&str; 17] = [
        "lived experience",
        "patient",
        "service user",
        "trans",
        "transgender",
        "gay",
        "lesbian",
        "bisexual",
        "queer",
        "non-binary",
        "intersex",
        "hiv",
        "carer",
        "disabled",
        "survivor",
        "asylum seeker",
        "detransitioner",
    ];
    // Words with a capital that are part of a body's name, not of a person's.
    const BODIES: [&str; 24] = [
        "nhs",
        "trust",
        "hospital",
        "university",
        "college",
        "surgery",
        "practice",
        "panel",
        "group",
        "team",
        "network",
        "foundation",
        "council",
        "house",
        "centre",
        "service",
        "services",
        "society",
        "royal",
        "pride",
        "health",
        "care",
        "experience",
        "survey",
    ];
    let lower = text.to_lowercase();
    let capacity = CAPACITIES.iter().find(|capacity| has_words(&lower, capacity))?;
    let person = |word: &str| {
        let word = bare(word);
        let small = word.to_lowercase();
        let mut signs = word.chars();
        signs.next().is_some_and(char::is_uppercase)
            && word.chars().count() >= 2
            && signs.all(|sign| sign.is_lowercase() || sign == '’' || sign == '-')
            && !BODIES.contains(&small.as_str())
            && !CAPACITIES.iter().any(|capacity| capacity.split(' ').any(|part| part == small))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let two = words
        .windows(2)
        .find(|two| person(two[0]) && person(two[1]) && !two[0].ends_with([',', '.', ':']))?;
    Some((format!("{} {}", bare(two[0]), bare(two[1])), (*capacity).to_owned()))
}

/// Whether whole words stand in a text; both in small letters.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + words.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a tag begins with a language of ISO 639-1, or with three letters, which ISO 639-3 has nearly all of.
pub(super) fn is_language(tag: &str) -> bool {
    const TWO: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
        ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
        ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
        ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st \
        su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
    let primary = tag.split('-').next().unwrap_or_default();
    primary.len() == 3 || TWO.split_whitespace().any(|code| code == primary)
}

#[cfg(test)]
mod tests {
    use super::{
        address, birth_date, capitals, colour, figure, is_language, is_nhs_number, is_phone, law, marks,
        name_and_capacity, runs_of_digits, says_nothing,
    };

    #[test]
    fn marks_are_told_from_signs() {
        for (text, piece) in [
            ("Ask, *then* write.", "*then*"),
            ("Say **sorry** once.", "**sorry**"),
            ("Type `999` first", "`999`"),
            ("See [the survey](source:nls_2018).", "[the survey](source:nls_2018)"),
            ("*All of it*", "*All of it*"),
        ] {
            assert_eq!(marks(text), Some(piece), "{text}");
        }
        for text in
            ["", "2 * 3 * 4", "LGBT*", "trans* people", "[Name] (pronouns)", "a_b_c", "**", "* one", "5 * 3*"]
        {
            assert_eq!(marks(text), None, "{text}");
        }
    }

    #[test]
    fn figures_are_told_from_times_and_years() {
        for (text, piece) in [
            ("It was 66% of them.", "66%"),
            ("(3.2 per cent)", "3.2 per cent"),
            ("1 in 5 said so", "1 in 5"),
            ("About 1.5 million people", "1.5 million"),
            ("They were 6,333 adults.", "6,333"),
            ("3 out of 10 had", "3 out of 10"),
        ] {
            assert_eq!(figure(text).as_deref(), Some(piece), "{text}");
        }
        for text in [
            "at 8.25 in the morning",
            "In 2021 it began.",
            "Wait 10 minutes, in 3 steps.",
            "room 4 per day",
            "3 in 2021",
        ] {
            assert_eq!(figure(text), None, "{text}");
        }
    }

    #[test]
    fn people_and_their_numbers_are_found() {
        assert_eq!(address("Write to jo.marsh@trust.nhs.uk.").as_deref(), Some("jo.marsh@trust.nhs.uk"));
        assert_eq!(address("@home, a@b"), None);
        assert!(is_nhs_number("9434765919") && !is_nhs_number("9434765918"));
        assert!(!is_nhs_number("9990000018") && !is_nhs_number("0300000000"));
        let runs = runs_of_digits("Call 0300 000 0000, or +44 (0)20 7946 0000; room 12.");
        assert!(is_phone(&runs[0].1) && is_phone(&runs[1].1) && !is_phone(&runs[2].1), "{runs:?}");
        assert_eq!(runs[0].0, "0300 000 0000");
        assert_eq!(birth_date("born on 12/03/1971").as_deref(), Some("12/03/1971"));
        assert_eq!(birth_date("Born 12 March 1971.").as_deref(), Some("12 March 1971"));
        assert_eq!(birth_date("The clinic opened on 12/03/1971."), None);
    }

    #[test]
    fn a_name_beside_a_capacity_is_found() {
        let found = name_and_capacity("Jo Marsh, trans patient");
        assert_eq!(found.map(|(name, _)| name).as_deref(), Some("Jo Marsh"));
        for text in [
            "a patient, quoted in the report",
            "Lived Experience Panel, Leeds",
            "Jo Marsh, illustrations",
            "Trans Pride Leeds",
        ] {
            assert_eq!(name_and_capacity(text), None, "{text}");
        }
    }

    #[test]
    fn words_for_eyes_alone_are_found() {
        assert_eq!(capitals("PLEASE REMEMBER this").as_deref(), Some("PLEASE REMEMBER"));
        assert_eq!(capitals("The NHS and LGBT+ people"), None);
        assert_eq!(colour("Press the green button.").as_deref(), Some("green button"));
        assert_eq!(colour("The green carnation was worn."), None);
        assert_eq!(colour("Lathe? Now CLICK\n“THE Red Box”").as_deref(), Some("Red Box"));
        for text in
            ["the red box", "press the red", "press thered red box", "tap the", "press a red box, the box"]
        {
            assert_eq!(colour(text), None, "{text}");
        }
        assert!(says_nothing("Click here.") && !says_nothing("the survey"));
        assert!(is_language("cy") && is_language("zh-Hans") && is_language("sgn") && !is_language("we"));
        assert_eq!(law("The law forbids it.").as_deref(), Some("The law"));
        assert_eq!(law("the Equality Act 2010").as_deref(), Some("Act 2010"));
        assert_eq!(law("on the lawn; act now"), None);
    }
}
