//! Trust policies (C2SP `tlog-policy`): which logs, which witnesses, and how many of them must have cosigned.
//!
//! Names of witnesses and groups are bytes and mean nothing outside the file. A group names only what stands above
//! it, and each name is a member once at most, so that no witness counts twice.

use super::checkpoint::{Checkpoint, CheckpointFault};
use super::cosign::WitnessKey;
use super::keys::Opens;
use super::note::{Note, NoteFault, Vkey};

/// Largest file, in bytes.
const POLICY_MAX: usize = 1024 * 1024;
/// Most logs, witnesses or groups; C2SP asks for 32 at least.
const MANY: usize = 256;

/// Whom to believe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Vkey>,
    voices: Vec<Voice>,
    /// Which voice decides; `None` asks for no cosignature.
    quorum: Option<usize>,
}

/// A named witness, or a group of what is named above it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Voice {
    name: Vec<u8>,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Witness(WitnessKey),
    Group { least: usize, members: Vec<usize> },
}

/// What is wrong with a policy, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct PolicyFault {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

/// A checkpoint that a policy believes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Believed {
    /// What is believed.
    pub checkpoint: Checkpoint,
    /// The witnesses that cosigned it, by their own names, and when, in seconds since the start of 1970.
    pub witnesses: Vec<(String, u64)>,
}

/// Why a policy does not believe a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmet {
    /// It is no checkpoint, or not signed by a log of the policy.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// The policy names logs, and this is of none of them.
    #[error("the log `{0}` is none of those that the policy names")]
    OtherLog(String),
    /// A witness's line does not fit it.
    #[error(transparent)]
    Forged(#[from] NoteFault),
    /// Too few witnesses have cosigned it.
    #[error("the quorum `{quorum}` is not met; cosigned by {cosigned}")]
    Quorum {
        /// The policy's quorum.
        quorum: String,
        /// Who has cosigned, or `nobody`.
        cosigned: String,
    },
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// When a line is not of the form, names what is not above it, or says something twice.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyFault> {
        let fault = |line: usize, why: String| PolicyFault { line, why };
        if POLICY_MAX < bytes.len() {
            return Err(fault(1, "the file is larger than 1 MiB".to_owned()));
        }
        let mut reading = Reading::default();
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            reading.line(line).map_err(|why| fault(index + 1, why))?;
        }
        let last = bytes.split(|byte| *byte == b'\n').count();
        let quorum = reading.quorum.ok_or_else(|| {
            fault(last, "there is no line `quorum`; `quorum none` asks for nobody".to_owned())
        })?;
        Ok(Self { logs: reading.logs, voices: reading.voices, quorum })
    }

    /// The key of the log with this origin, if the policy names it.
    #[must_use]
    pub fn log(&self, origin: &str) -> Option<&Vkey> {
        self.logs.iter().find(|key| key.name() == origin)
    }

    /// Whether the policy names logs at all; if not, the log is known from elsewhere.
    #[must_use]
    pub fn names_logs(&self) -> bool {
        !self.logs.is_empty()
    }

    /// The keys of all witnesses.
    pub fn witnesses(&self) -> impl Iterator<Item = &WitnessKey> {
        self.voices.iter().filter_map(|voice| match &voice.kind {
            Kind::Witness(key) => Some(key),
            Kind::Group { .. } => None,
        })
    }

    /// Whether a cosignature is asked for.
    #[must_use]
    pub fn asks_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Checks a checkpoint: signed by a log of the policy, or by `key` if it names none or one of these; and cosigned by its
    /// quorum. So a policy that names a key of a log is met by the keys that the log has had before and since.
    ///
    /// # Errors
    /// When it is not, or a line of a known witness does not fit.
    pub fn believe(&self, bytes: &[u8], key: &impl Opens) -> Result<Believed, Unmet> {
        let note = Note::parse(bytes).map_err(CheckpointFault::Note)?;
        let origin = Checkpoint::peek(bytes)?.origin;
        let known = self.logs.iter().any(|named| named.name() == origin && key.holds(named));
        let checkpoint = match self.log(&origin) {
            Some(named) if !known => Checkpoint::open(bytes, named)?,
            None if self.names_logs() => return Err(Unmet::OtherLog(origin)),
            _ => key.open(bytes)?,
        };
        let mut witnesses = Vec::new();
        let mut voted: Vec<bool> = Vec::new();
        for voice in &self.voices {
            voted.push(match &voice.kind {
                Kind::Witness(key) => match key.on(&note)? {
                    Some(time) => {
                        witnesses.push((key.name().to_owned(), time));
                        true
                    }
                    None => false,
                },
                // Members stand above their group, so each has voted.
                Kind::Group { least, members } => {
                    *least <= members.iter().filter(|member| voted[**member]).count()
                }
            });
        }
        match self.quorum {
            Some(quorum) if !voted[quorum] => {
                let names: Vec<&str> = witnesses.iter().map(|(name, _)| name.as_str()).collect();
                Err(Unmet::Quorum {
                    quorum: String::from_utf8_lossy(&self.voices[quorum].name).into_owned(),
                    cosigned: if names.is_empty() { "nobody".to_owned() } else { names.join(", ") },
                })
            }
            _ => Ok(Believed { checkpoint, witnesses }),
        }
    }
}

/// A policy, half read.
#[derive(Default)]
struct Reading {
    logs: Vec<Vkey>,
    voices: Vec<Voice>,
    members: Vec<usize>,
    quorum: Option<Option<usize>>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), String> {
        if line.iter().any(|byte| matches!(byte, 0..=8 | 10..=31 | 127)) {
            return Err("it holds a control character other than a tab".to_owned());
        }
        let words: Vec<&[u8]> =
            line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] | [b"log", key, _] => self.log(key),
            [b"witness", name, key] | [b"witness", name, key, _] => self.witness(name, key),
            [b"group", name, least, members @ ..] if !members.is_empty() => self.group(name, least, members),
            [b"quorum", name] => self.quorum(name),
            [b"log", ..] => Err(read_so("log KEY", "a key and perhaps an address")),
            [b"witness", ..] => Err(read_so("witness NAME KEY", "a name, a key and perhaps an address")),
            [b"group", ..] => Err(read_so(
                "group NAME all|any|NUMBER MEMBER…",
                "a name, how many of them, and at least one member",
            )),
            [b"quorum", ..] => Err(read_so("quorum NAME", "one name, or `none`")),
            [first, ..] => Err(format!(
                "`{}` does not begin a line of a policy; lines are `log KEY`, `witness NAME KEY`, \
                 `group NAME all|any|NUMBER MEMBER…`, `quorum NAME`",
                String::from_utf8_lossy(first)
            )),
        }
    }

    fn log(&mut self, key: &[u8]) -> Result<(), String> {
        let key = text(key).and_then(|key| Vkey::parse(key).map_err(|fault| fault.to_string()))?;
        if self.logs.iter().any(|known| known.point() == key.point()) {
            return Err("this log's key stands here twice".to_owned());
        }
        if self.logs.len() == MANY {
            return Err(format!("at most {MANY} logs are read"));
        }
        self.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8]) -> Result<(), String> {
        let key = text(key).and_then(|key| WitnessKey::parse(key).map_err(|fault| fault.to_string()))?;
        let twice = self.voices.iter().any(|voice| match &voice.kind {
            Kind::Witness(known) => known.point() == key.point(),
            Kind::Group { .. } => false,
        });
        if twice {
            return Err("this witness's key stands here twice".to_owned());
        }
        self.named(name, Kind::Witness(key))
    }

    fn group(&mut self, name: &[u8], least: &[u8], members: &[&[u8]]) -> Result<(), String> {
        let members = members.iter().map(|member| self.find(member)).collect::<Result<Vec<_>, _>>()?;
        for member in &members {
            if self.members.contains(member) {
                let name = String::from_utf8_lossy(&self.voices[*member].name).into_owned();
                return Err(format!("`{name}` is a member already; each may be one once"));
            }
            self.members.push(*member);
        }
        let least = match least {
            b"all" => members.len(),
            b"any" => 1,
            number => text(number)?
                .parse()
                .ok()
                .filter(|least| (1..=members.len()).contains(least) && number.iter().all(u8::is_ascii_digit))
                .ok_or_else(|| {
                    format!("how many must have cosigned is `all`, `any` or 1 to {}", members.len())
                })?,
        };
        self.named(name, Kind::Group { least, members })
    }

    fn named(&mut self, name: &[u8], kind: Kind) -> Result<(), String> {
        if name == b"none" || self.voices.iter().any(|voice| voice.name == name) {
            return Err(format!("the name `{}` is taken", String::from_utf8_lossy(name)));
        }
        if self.voices.len() == 2 * MANY {
            return Err(format!("at most {} witnesses and groups are read", 2 * MANY));
        }
        self.voices.push(Voice { name: name.to_vec(), kind });
        Ok(())
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), String> {
        if self.quorum.is_some() {
            return Err("a policy has one line `quorum`".to_owned());
        }
        self.quorum = Some(if name == b"none" { None } else { Some(self.find(name)?) });
        Ok(())
    }

    fn find(&self, name: &[u8]) -> Result<usize, String> {
        self.voices
            .iter()
            .position(|voice| voice.name == name)
            .ok_or_else(|| format!("no witness or group above is named `{}`", String::from_utf8_lossy(name)))
    }
}

/// A line that begins as one of a policy does, and goes on otherwise.
fn read_so(line: &str, wanted: &str) -> String {
    format!(
        "such a line reads `{line}`: {wanted}, and nothing else; a comment stands in a line of its own, behind `#`"
    )
}

fn text(word: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(word).map_err(|_| "it is not UTF-8".to_owned())
}

#[cfg(test)]
mod tests;
