//! How hard a text is to read: words of a sentence, and the reading age of a page. English alone.
//!
//! Both are rough. A formula sees long words and long sentences, and nothing else: not whether a thought is clear. It
//! finds what to look at, and says which sentence; a person judges. How it counts stands in docs/format.md.

use std::borrow::Cow;

use crate::raw::RawLevel;

/// Fewer counted words than these say nothing of a page's reading age.
pub(in crate::check) const LEAST: usize = 100;

/// How long a sentence, and how hard a page, may be at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) struct Limits {
    /// Words of a sentence.
    pub(in crate::check) words: usize,
    /// Years of reading age, by the formula.
    pub(in crate::check) age: i64,
}

/// The limits of a level. They are the house's own: shorter where everybody is asked to read, longer for readers who
/// read such texts at work.
pub(in crate::check) fn limits(level: RawLevel) -> Limits {
    match level {
        RawLevel::Aware => Limits { words: 25, age: 11 },
        RawLevel::PatientFacing => Limits { words: 30, age: 12 },
        RawLevel::ClinicalPractice => Limits { words: 30, age: 14 },
        RawLevel::Lead | RawLevel::Teach => Limits { words: 35, age: 15 },
    }
}

/// What was counted of a text, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::check) struct Counted {
    /// Sentences with a word.
    pub(in crate::check) sentences: usize,
    /// Words, those apart that are names, numbers or terms of the house.
    pub(in crate::check) words: usize,
    /// Their syllables.
    pub(in crate::check) syllables: usize,
}

impl Counted {
    /// Counts a sentence in; `known` says whether a word, in small letters, is one of the house's terms. Gives how many
    /// words it has, those that are not counted among them.
    pub(in crate::check) fn add_sentence(&mut self, sentence: &str, known: impl Fn(&str) -> bool) -> usize {
        self.sentences += 1;
        if sentence.is_ascii() {
            let bare = ascii_words(sentence);
            return bare.enumerate().map(|(at, word)| self.add_word(word, at == 0, &known)).count();
        }
        let bare = words(sentence).map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()));
        bare.enumerate().map(|(at, word)| self.add_word(word, at == 0, &known)).count()
    }

    /// Counts a word in that has no signs around it.
    fn add_word(&mut self, word: &str, is_first: bool, known: &impl Fn(&str) -> bool) {
        let small = in_small_letters(word);
        let name =
            !is_first && word.starts_with(char::is_uppercase) && !small.starts_with("i’") && small != "i";
        if name || !word.starts_with(char::is_alphabetic) || known(&small) {
            return;
        }
        self.words += 1;
        self.syllables += syllables(&small);
    }

    /// The reading age in whole years, rounded to the nearest; `None` of a text that is too short to say. It is the
    /// grade of J. P. Kincaid and others, “Derivation of new readability formulas for Navy enlisted personnel”, 1975
    /// (0.39 × words a sentence + 11.8 × syllables a word − 15.59), and five years, at which school begins here.
    pub(in crate::check) fn age(&self) -> Option<i64> {
        if self.words < LEAST || self.sentences == 0 {
            return None;
        }
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX / 10_000);
        let (sentences, words, syllables) = (whole(self.sentences), whole(self.words), whole(self.syllables));
        let hundredths = 39 * words / sentences + 1_180 * syllables / words - 1_559 + 500;
        Some((hundredths + 50).div_euclid(100))
    }
}

/// A word in small letters: most are written so, and need no copy.
fn in_small_letters(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// The sentences of a text in which each paragraph, heading and point of a list stands on a line of its own.
pub(in crate::check) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(Cut).filter(|sentence| sentence.contains(char::is_alphanumeric))
}

/// The words of a sentence: what stands between blanks and has a letter or a digit.
pub(in crate::check) fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// The same of a text in ASCII alone, which most are, byte by byte; each without the signs around it.
fn ascii_words(sentence: &str) -> impl Iterator<Item = &str> {
    let bytes = sentence.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // The first letter or digit, then the blank that ends the word, then back to the last letter or digit.
        let start = at + bytes[at..].iter().position(u8::is_ascii_alphanumeric)?;
        let blank = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
        at = bytes[start..].iter().position(blank).map_or(bytes.len(), |end| start + end);
        let last = bytes[start..at].iter().rposition(u8::is_ascii_alphanumeric)?;
        Some(&sentence[start..=start + last])
    })
}

/// A line that still is to be cut into sentences.
struct Cut<'a>(&'a str);

impl<'a> Iterator for Cut<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let end = ends(self.0).unwrap_or(self.0.len());
        let (sentence, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(sentence.trim())
    }
}

/// Where the first sentence of a line ends: behind `.`, `!`, `?` or `…` and what closes there, where a blank follows and
/// then a capital, a digit or what opens. A title such as `Dr.` and a short form such as `e.g.` end nothing.
fn ends(line: &str) -> Option<usize> {
    const SHORT: [&str; 9] = ["Mr", "Mrs", "Ms", "Mx", "Dr", "St", "vs", "e.g", "i.e"];
    // No sign beyond ASCII has a byte of an ASCII one.
    let may_stop = |(_, byte): &(usize, u8)| matches!(byte, b'.' | b'!' | b'?' | 0xe2);
    line.bytes()
        .enumerate()
        .filter(may_stop)
        .filter_map(|(at, _)| {
            let sign = line[at..].chars().next().filter(|sign| ['.', '!', '?', '…'].contains(sign))?;
            let behind = &line[at + sign.len_utf8()..];
            let closed = behind.trim_start_matches(['”', '’', '"', ')', ']', '*', '_', '.', '!', '?', '…']);
            let next = closed.trim_start();
            let begins = |sign: char| sign.is_uppercase() || sign.is_numeric() || "“‘\"([*_".contains(sign);
            let word = line[..at].rsplit(|sign: char| sign.is_whitespace() || sign == '(').next();
            let short = sign == '.' && word.is_some_and(|word| SHORT.contains(&word));
            (closed.len() > next.len() && next.starts_with(begins) && !short)
                .then(|| line.len() - closed.len())
        })
        .next()
}

/// The syllables of an English word in small letters, by its groups of vowels: a silent `e` at the end, and one in
/// `-es` and `-ed`, is taken away. Of the words in its test it counts
/// more than eight in ten right.
pub(in crate::check) fn syllables(word: &str) -> usize {
    let plain = |sign: u8| matches!(sign, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let vowel = |sign: char| {
        u8::try_from(sign).is_ok_and(plain)
            || matches!(sign, 'é' | 'è' | 'ê' | 'á' | 'í' | 'ó' | 'ú' | 'ü' | 'ö' | 'ä')
    };
    let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let word = if letters { word } else { word.split(['’', '\'']).next().unwrap_or_default() };
    let (mut groups, mut inside) = (0, false);
    let mut hear = |is_vowel: bool| {
        groups += usize::from(is_vowel && !inside);
        inside = is_vowel;
    };
    if letters {
        word.bytes().for_each(|sign| hear(plain(sign)));
    } else {
        word.chars().for_each(|sign| hear(vowel(sign)));
    }
    let stem = |end: &str| word.strip_suffix(end).filter(|stem| stem.ends_with(|sign| !vowel(sign)));
    // `table` is heard, `while` is not.
    let table =
        |stem: &str| stem.strip_suffix('l').is_some_and(|before| before.ends_with(|sign| !vowel(sign)));
    let silent = if let Some(stem) = stem("e") {
        !table(stem)
    } else if let Some(stem) = stem("es") {
        let heard = ["s", "x", "z", "ch", "sh", "c", "g"].iter().any(|end| stem.ends_with(end));
        !(heard || table(stem))
    } else if let Some(stem) = stem("ed") {
        !stem.ends_with(['t', 'd'])
    } else {
        false
    };
    groups.max(1) - usize::from(silent && groups > 1)
}

#[cfg(test)]
mod tests {
    use super::{Counted, ascii_words, sentences, syllables, words};

    #[test]
    fn a_line_is_cut_into_sentences() {
        let text = "Sorry, she. So, her appointment is at ten.\n“Is it Dr. Fane?” “No.” He said … no more! 12 came.\nOne two";
        let cut: Vec<&str> = sentences(text).collect();
        let wanted = [
            "Sorry, she.",
            "So, her appointment is at ten.",
            "“Is it Dr. Fane?”",
            "“No.”",
            "He said … no more!",
            "12 came.",
            "One two",
        ];
        assert_eq!(cut, wanted);
        assert_eq!(words("One – two, 3 (four)!").count(), 4);
        assert_eq!(sentences("\n –  \n").count(), 0);
    }

    /// Words of the courses, counted by a person.
    #[test]
    fn most_syllables_are_heard_right() {
        let heard: [(usize, &str); 6] = [
            (
                1,
                "the made while names used walked house through heard want grey choir’s she it go says asked",
            ),
            (1, "stopped clothes comes takes makes lives"),
            (
                2,
                "table people reading needed faces patient mother person answer record sorry wanted little useful",
            ),
            (2, "being quiet listen business houses changes wishes matches middle middles handed started"),
            (
                3,
                "deciding appointment hospital remember together another telephone different family area video",
            ),
            (4, "identity uncertainty ordinary confidently information seriously"),
        ];
        let all = || heard.iter().flat_map(|(many, words)| words.split(' ').map(move |word| (*many, word)));
        let right = all().filter(|(many, word)| syllables(word) == *many).count();
        let (total, wrong): (usize, Vec<_>) =
            (all().count(), all().filter(|(many, word)| syllables(word) != *many).collect());
        assert!(right * 10 >= total * 8 && right < total, "{right} of {total}: {wrong:?}");
    }

    /// What is quick for texts in ASCII finds what is found in any text.
    #[test]
    fn ascii_is_read_as_every_other_text_is() {
        let texts = [
            "Sorry, she's late (again) - \"no\": 12 or 3rd, I think. I'm here; don't; A-level.",
            "tabs\tand\u{b}feeds\u{c}and  \r blanks \u{1f} - -- x",
            "",
            " - ",
            "Made names used Walked, THE nHs; being 'quiet'",
        ];
        for text in texts {
            let bare: Vec<&str> =
                words(text).map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric())).collect();
            assert_eq!(ascii_words(text).collect::<Vec<_>>(), bare, "{text}");
            let (mut ascii, mut other) = (Counted::default(), Counted::default());
            let known = |word: &str| word == "late";
            let many = ascii.add_sentence(text, known);
            // Behind a sign that is no word.
            assert_eq!(other.add_sentence(&format!("{text} …"), known), many, "{text}");
            assert_eq!(ascii, other, "{text}");
        }
        let vowels = "aeiouy".chars().chain('b'..='z');
        for sign in vowels {
            assert_eq!(syllables(&format!("a{sign}o")), syllables(&format!("a{sign}o’s")), "{sign}");
        }
    }

    #[test]
    fn a_page_has_an_age_once_it_is_long_enough() {
        let plain = "The cat sat on the mat. ".repeat(20);
        let hard = "Organisational confidentiality necessitates considerable institutional accountability. "
            .repeat(20);
        let age = |text: &str| {
            let mut counted = Counted::default();
            for sentence in sentences(text) {
                assert_eq!(counted.add_sentence(sentence, |word| word == "term"), words(sentence).count());
            }
            (counted, counted.age())
        };
        // 6 words a sentence, 1 syllable a word: 2.34 + 11.8 - 15.59 + 5 = 3.55.
        assert_eq!(age(&plain).1, Some(4));
        assert!(age(&hard).1.is_some_and(|years| years > 30));
        assert_eq!(age("The cat sat.").1, None);
        // Names, numbers and terms of the house are left out; the first word of a sentence is not a name.
        let (counted, _) = age("Peter met Mx Green. We saw 12 of a term; I’m sure.");
        assert_eq!((counted.sentences, counted.words), (2, 8));
    }
}
