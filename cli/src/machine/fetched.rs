//! What passes between the program and a server that it asks: what it trusts, what was answered, why nothing was.
//!
//! No socket stands here, no address is judged and nothing is tried anew: that is the asker's.

use std::fmt;

/// How a server is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The certificates to trust in the place of the system's own, as PEM.
    pub trust: Option<Vec<u8>>,
    /// Bytes of the longest answer.
    pub most: u64,
    /// Whether a proxy that the environment names may stand between.
    pub proxy: bool,
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The status, 200.
    pub status: u16,
    /// Headers by their names in lower case, as far as they are text.
    pub headers: Vec<(String, String)>,
    /// What follows them.
    pub body: Vec<u8>,
}

impl Answered {
    /// The header of that name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Why there was no answer, or not a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// There is no server of that name.
    Nobody,
    /// It does not take the connection.
    Shut,
    /// Its certificate is not trusted, or it speaks no TLS.
    Distrusted,
    /// It took too long.
    Slow,
    /// The answer broke off.
    CutOff,
    /// The answer is longer than was allowed.
    TooLong,
    /// Anything else.
    Other,
}

/// That there was no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Which of the reasons.
    pub silence: Silence,
    /// What the system says.
    pub why: String,
}

impl fmt::Display for Unanswered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.why)
    }
}

/// Asks servers. It follows no redirect and tries nothing anew.
pub trait Fetcher {
    /// `GET`s an address with these headers besides its own.
    ///
    /// # Errors
    /// When there is no answer, or not a whole one.
    fn get(&self, address: &str, headers: &[(&str, &str)]) -> Result<Answered, Unanswered>;
}
