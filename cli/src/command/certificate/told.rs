//! What a certificate that holds says, what of it is proven and what no check can tell: for people, and for programs.

use std::path::Path;

use bona_engine::canon::hex;
use bona_engine::time;
use bona_packager::{Carrier, certificate_code};
use serde_json::{Value, json};

use super::verify::Found;

impl Found {
    /// What it says, and that it is proven.
    fn told(&self, path: &Path) -> String {
        let words = &self.words;
        format!(
            "`{file}` holds.\n\n\
             \x20 name         {name}\n\
             \x20 course       {course}\n\
             \x20 reached      {reached}\n\
             \x20 when         {when}{lasted}\n\
             \x20 edition      {edition}\n\
             \x20 basis        {basis}\n\
             \x20 recorded by  {provider}\n\
             \x20 log          {place}\n\
             \x20 leaf hash    {leaf}\n\
             \x20 its key      {fingerprint}\n\n\
             Proven\n\
             \x20 - This record stands in the log as this key signed it, and says all of the above but {but}.\n\
             \x20 - It is of person number {person} there, and of nobody else.\n",
            file = path.display(),
            name = words.name,
            course = words.course,
            reached = words.reached,
            when = words.when,
            lasted = words.lasted.as_ref().map(|time| format!("; was there for {time}")).unwrap_or_default(),
            edition = words.edition,
            basis = words.basis,
            provider = words.provider,
            place = words.place,
            leaf = hex(&self.proven.leaf),
            fingerprint = words.fingerprint,
            person = self.proven.person.as_str(),
            but = if self.certificate.title.is_some() { "the name and the title" } else { "the name" },
        )
    }

    /// The same with what bounds it, and with what no check can tell.
    pub(super) fn sound(&self, path: &Path) -> String {
        let mut text = self.told(path);
        for (who, at) in self.witnesses.iter().flatten() {
            let at = time::utc_from_posix(*at).unwrap_or_else(|| format!("second {at} after 1970"));
            text.push_str(&format!("  - It was recorded no later than {at}: {who} saw it then.\n"));
        }
        match &self.badge {
            Some((signed, true)) => text.push_str(&format!(
                "  - The badge was signed by the key that you trust, on {}, and so was the name on it.\nNot proven\n\
                 \x20 - That it is the name of whoever shows it: it is as that key's holder typed it, and stands in no record.\n",
                signed.badge.created
            )),
            Some((signed, false)) => text.push_str(&format!(
                "Not proven\n  - Who signed the name: anybody can make a key. Give the provider's with --badge-key; the badge \
                 was signed by\n    {}.\n\
                 \x20 - The name: it is as somebody typed it, and stands in no record.\n",
                signed.key
            )),
            None => text
                .push_str("Not proven\n  - The name: it is as somebody typed it; nobody signed it, and it stands in no record.\n"),
        }
        if let Some(size) = self.given_up() {
            text.push_str(&format!(
                "  - That it was made before the log gave up the key that signed it, at leaf {}: whoever has that key can\n    \
                 still make such a page. Ask for one that is issued anew, or for a witness's word with --policy.\n",
                size - 1
            ));
        }
        if self.certificate.title.is_some() {
            let content = self.proven.completion.content.as_deref().unwrap_or("which is not known");
            text.push_str(&format!(
                "  - The course's title: the record has its id, `{}`, and the content hash\n    {content}.\n",
                self.proven.completion.course
            ));
        }
        if let Some(address) = &self.certificate.verify_at {
            let by = if self.badge.is_some() { "whoever signed the badge" } else { "somebody" };
            text.push_str(&format!("  - The address of its code, {address}: it is as {by} typed it.\n"));
        }
        if self.witnesses.as_ref().is_none_or(Vec::is_empty) {
            text.push_str(&format!(
                "  - When it was recorded. The log says {}; it can be dated back by whoever keeps it. Witnesses bound\n    \
                 that: name them with --policy.\n",
                self.proven.completion.recorded
            ));
        } else {
            text.push_str(
                "  - That it was recorded no earlier than its log says: a log can be dated back.\n",
            );
        }
        text.push_str(
            "  - That the source told the truth, or that nothing was left out: a log shows what was recorded.\n  \
             - That it still stands: whether it was erased or replaced since, only the provider can say.\n",
        );
        text
    }

    /// The same for another program (docs/schema/certificate.json).
    pub(super) fn json(&self, file: &str) -> Value {
        let (words, record) = (&self.words, &self.proven.completion);
        let signed = match &self.badge {
            Some((_, true)) => "trusted",
            Some((_, false)) => "unknown",
            None => "nobody",
        };
        let witness = |(who, at): &(String, u64)| json!({ "name": who, "at": time::utc_from_posix(*at) });
        json!({
            "file": file,
            "holds": true,
            "form": match self.carrier {
                Carrier::Page => "html",
                Carrier::Json => "json",
                Carrier::Svg => "svg",
                Carrier::Png => "png",
            },
            "name": self.certificate.name,
            "name_signed_by": signed,
            "badge_key": self.badge.as_ref().map(|(signed, _)| signed.key.did()),
            "badge_created": self.badge.as_ref().map(|(signed, _)| &signed.badge.created),
            "title": self.certificate.title,
            "course": record.course,
            "edition": record.edition,
            "content": record.content,
            "kind": record.kind,
            "verdict": record.verdict.name(),
            "score": record.score,
            "claimed": record.claimed.as_ref().map(|claimed| &claimed.at),
            "recorded": record.recorded,
            "source": record.source.name(),
            "said": { "reached": words.reached, "when": words.when, "edition": words.edition, "basis": words.basis },
            "organisation": self.proven.opened.organisation,
            "person": self.proven.person.as_str(),
            "log": self.proven.opened.origin,
            "leaf": self.proven.index,
            "leaf_hash": hex(&self.proven.leaf),
            "size": self.proven.checkpoint.size,
            "key": self.proven.keys.signs_at(self.proven.checkpoint.size).to_string(),
            "key_given_up": self.given_up().is_some(),
            "code": certificate_code(&self.certificate, &self.proven),
            "witnesses": self.witnesses.as_ref().map(|all| all.iter().map(witness).collect::<Vec<_>>()),
        })
    }

    /// The size at which the log gave up the key that signed this, if it did.
    fn given_up(&self) -> Option<u64> {
        let sizes = self.proven.keys.turns().map(|(size, _)| size);
        sizes.into_iter().find(|size| self.proven.checkpoint.size < *size)
    }
}
