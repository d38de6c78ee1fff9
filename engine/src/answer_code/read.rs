//! A code becomes what was said, or the reason why not.

use super::write::head;
use super::{CODE_MAX, Form, Key, OWN_BITS, Return, Said, signs, signs_of};
use crate::course::Wave;

/// Parts between dots: version, course, three of the edition, wave and form, bits, check.
const PARTS: usize = 8;
/// Characters that are looked at, with all the blanks that a letter may have put among them.
const READ_MAX: usize = 4 * CODE_MAX;

/// Why a code is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Nothing stands there.
    #[error("there is no answer code here")]
    Empty,
    /// It does not begin as codes do.
    #[error("this is no answer code: one begins with `B1.`")]
    Foreign,
    /// A later program wrote it.
    #[error("this answer code is of version `{0}`, and this program reads `B1`")]
    Version(String),
    /// Its end or some of its signs are missing.
    #[error("this answer code was cut off or lacks a sign")]
    Cut,
    /// There is more than a code.
    #[error("this answer code has more signs than there can be")]
    Long,
    /// It belongs to a course that is not known here.
    #[error("this answer code belongs to the course `{0}`")]
    Course(String),
    /// It belongs to an edition that is not known here.
    #[error("this answer code belongs to edition `{0}`")]
    Edition(String),
    /// It does not say when and with which form it was asked.
    #[error("`{0}` does not say which part this answer code is from")]
    Part(String),
    /// A sign that codes do not have.
    #[error("answer codes hold no `{0}`")]
    Sign(char),
    /// The check does not fit: at least one sign is another.
    #[error("a sign of this answer code is wrong: its check does not fit")]
    Check,
    /// The check fits, and an answer is none: something else than the learner's page wrote it.
    #[error("this answer code holds an answer to `{0}` that nobody could give")]
    Beyond(String),
}

/// Reads a code by whichever key it belongs to; gives that key's place and what the code holds.
///
/// Small letters, blanks and line ends anywhere, hyphens and low lines left out or put in, `O` for nought, and `I` or
/// `L` for one are all the same. Nothing else is guessed.
///
/// # Errors
/// [`Unread`]; nothing of the code is then used.
pub fn read(text: &str, keys: &[Key]) -> Result<(usize, Return), Unread> {
    if text.chars().count() > READ_MAX {
        return Err(Unread::Long);
    }
    let unseen = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    let text: String = text.chars().filter(|sign| !unseen(*sign)).collect();
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').collect();
    version(&text, parts[0])?;
    if parts.len() < PARTS {
        return Err(Unread::Cut);
    }
    if parts.len() > PARTS {
        return Err(Unread::Long);
    }
    let edition = parts[2..5].join(".");
    let place = key(keys, parts[1], &edition)?;
    let own = &keys[place];
    let (wave, form) = part(parts[5])?;
    let [bits, check] = [parts[6], parts[7]].map(joined);
    let (found, wanted) =
        ([bits.chars().count(), check.chars().count()], [signs_of(&own.slots), signs::CHECK]);
    if found[0] < wanted[0] || found[1] < wanted[1] {
        return Err(Unread::Cut);
    }
    if found != wanted {
        return Err(Unread::Long);
    }
    let taken =
        signs::bits(&bits).and_then(|taken| signs::bits(&check).map(|_| taken)).map_err(Unread::Sign)?;
    if signs::check(&format!("{}{bits}", head(own, wave, form))) != check {
        return Err(Unread::Check);
    }
    let mut taken = Taken { bits: taken, at: 0 };
    let own_code = [(); 3].map(|()| u16::try_from(taken.next(OWN_BITS)).ok().filter(|part| *part > 0));
    let said = own.slots.iter().map(|slot| match taken.next(slot.bits) as usize {
        0 => Ok(Said::Nothing),
        1 => Ok(Said::PreferNot),
        number if number <= slot.options.len() => Ok(Said::Point(number - 2)),
        _ => Err(Unread::Beyond(slot.id.clone())),
    });
    let said = said.collect::<Result<_, _>>()?;
    Ok((place, Return { wave, form, own: own_code, said }))
}

fn version(text: &str, first: &str) -> Result<(), Unread> {
    if text.is_empty() {
        return Err(Unread::Empty);
    }
    let first = joined(first);
    let number = first.strip_prefix('B').filter(|number| {
        !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    match number {
        Some("1") => Ok(()),
        Some(_) => Err(Unread::Version(first)),
        None => Err(Unread::Foreign),
    }
}

/// The key of a course and an edition, however they were typed.
fn key(keys: &[Key], course: &str, edition: &str) -> Result<usize, Unread> {
    let same = |one: &str, other: &str| joined(one) == joined(other);
    if !keys.iter().any(|key| same(&key.course, course)) {
        return Err(Unread::Course(course.to_owned()));
    }
    let found = keys.iter().position(|key| same(&key.course, course) && same(&key.edition, edition));
    found.ok_or_else(|| Unread::Edition(edition.to_owned()))
}

fn part(signs: &str) -> Result<(Wave, Form), Unread> {
    let unknown = || Unread::Part(signs.to_owned());
    let upper = joined(signs);
    let mut letters = upper.chars();
    let wave = match letters.next() {
        Some('B') => Wave::Baseline,
        Some('P') => Wave::Post,
        Some('F') => Wave::FollowUp,
        _ => return Err(unknown()),
    };
    let form = match letters.next() {
        Some('A') => Form::A,
        Some('B') => Form::B,
        _ => return Err(unknown()),
    };
    if letters.next().is_some() { Err(unknown()) } else { Ok((wave, form)) }
}

/// Signs as the eye takes them, without what may have been put between them or lost.
fn joined(signs: &str) -> String {
    signs::folded(signs).chars().filter(|sign| !matches!(sign, '-' | '_' | '\u{2010}'..='\u{2015}')).collect()
}

struct Taken {
    bits: Vec<bool>,
    at: usize,
}

impl Taken {
    /// The next bits as a number.
    fn next(&mut self, width: u32) -> u32 {
        let end = self.at + width as usize;
        let number =
            (self.at..end).fold(0, |number, at| number << 1 | u32::from(self.bits.get(at) == Some(&true)));
        self.at = end;
        number
    }
}
