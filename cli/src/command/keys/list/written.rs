//! How the list of keys is written. Nothing is found here.

use serde_json::json;

use super::Key;
use crate::store::Place;

/// To be read.
pub(super) fn human(place: &Place, keys: &[Key], strange: &[String]) -> String {
    let mut text = format!("Keys in `{}`, of the store `{}`:\n", place.keys.display(), place.shown());
    for key in keys {
        text.push_str(&format!("\n{}: {}\n", key.role, key.says));
        let file = match (key.stands, key.faults.is_empty()) {
            (true, _) if key.given_up => {
                format!("{}, a secret that nothing needs any more: delete it", key.file)
            }
            (false, _) if key.given_up => "deleted".to_owned(),
            (true, _) if key.locked => format!("{}, a secret under a passphrase", key.file),
            (true, _) => format!("{}, a secret", key.file),
            (false, true) => "none; `bona keys new badge` makes one".to_owned(),
            (false, false) => format!("{}, which is missing", key.file),
        };
        let since = key.since.as_ref().map(|since| format!("{since}, as the log says"));
        for (name, says) in [
            ("file", &Some(file)),
            ("name", &key.name),
            ("checked by", &key.checks),
            ("fingerprint", &key.fingerprint),
            ("since", &since),
        ] {
            if let Some(says) = says {
                text.push_str(&format!("  {name:<12} {says}\n"));
            }
        }
    }
    for name in strange {
        text.push_str(&format!("\n`{name}` stands there too; nothing here reads it.\n"));
    }
    let faults: Vec<&(String, String)> = keys.iter().flat_map(|key| &key.faults).collect();
    let shut: Vec<&str> = keys.iter().filter(|key| key.shut).map(|key| key.file.as_str()).collect();
    if faults.is_empty() && !shut.is_empty() {
        text.push_str(&format!(
            "\nNot opened, since no passphrase was given: {}. Nothing else is wrong; with --passphrase-file or BONA_PASSPHRASE \
             they are looked into.\n",
            shut.join(", ")
        ));
    } else if faults.is_empty() {
        text.push_str("\nNothing is wrong with them. What checks a key is no secret; a fingerprint only tells copies apart.\n");
    }
    for (what, help) in faults {
        text.push_str(&format!("\nerror: {what}\n  help: {help}\n"));
    }
    text
}

/// One JSON document.
pub(super) fn json(place: &Place, keys: &[Key], strange: &[String]) -> String {
    let fault = |(what, help): &(String, String)| json!({ "what": what, "help": help });
    let key = |key: &Key| {
        json!({
            "role": key.role,
            "file": place.keys.join(&key.file).display().to_string(),
            "there": key.stands,
            "passphrase": key.locked,
            "name": key.name,
            "checked_by": key.checks,
            "fingerprint": key.fingerprint,
            "since": key.since,
            "given_up": key.given_up,
            "faults": key.faults.iter().map(fault).collect::<Vec<_>>(),
        })
    };
    let document = json!({
        "folder": place.keys.display().to_string(),
        "store": place.shown(),
        "keys": keys.iter().map(key).collect::<Vec<_>>(),
        "not_read": strange,
    });
    format!("{document:#}\n")
}
