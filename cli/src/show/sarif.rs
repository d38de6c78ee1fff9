//! Faults as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the text.
//!
//! Columns count characters, as everywhere here; addresses are relative to where the command was run.

use bona_engine::diagnostic::{At, Diagnostic, Place};
use bona_engine::rule::{Entry, Rule};
use bona_engine::source::Source;
use serde_json::{Value, json};

use super::severity;

/// The document: one run, with the rules that were broken and every place.
pub(super) fn document(sources: &[Source], found: &[Diagnostic]) -> Value {
    let mut rules: Vec<Rule> = found.iter().map(|diagnostic| diagnostic.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> = found.iter().map(|one| result(sources, &rules, one)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bona",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| descriptor(rule.entry())).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Entry) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.says },
        "fullDescription": { "text": rule.why },
        "help": { "text": format!("Wrong: {}\nRight: {}", rule.wrong, rule.right) },
        "defaultConfiguration": { "level": severity(rule.severity) },
        "properties": { "tags": [rule.family] },
    })
}

fn result(sources: &[Source], rules: &[Rule], diagnostic: &Diagnostic) -> Value {
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.rule.entry().code,
        "ruleIndex": rules.iter().position(|rule| *rule == diagnostic.rule),
        "level": severity(diagnostic.severity),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [location(sources, &diagnostic.at, diagnostic.label.as_deref())],
    });
    if !diagnostic.also.is_empty() {
        let also = diagnostic.also.iter();
        result["relatedLocations"] = also.map(|(at, label)| location(sources, at, Some(label))).collect();
    }
    result
}

fn location(sources: &[Source], at: &At, label: Option<&str>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": address(&at.file) } });
    let source = sources.iter().find(|source| source.name() == at.file);
    if let (Place::Bytes(span), Some(source)) = (&at.place, source) {
        let (start, end) = (source.position(span.start), source.position(span.end));
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(label) = label {
        location["message"] = json!({ "text": label });
    }
    location
}

/// A path as an address (RFC 3986): what stands for itself there stays, the rest is in hex.
fn address(path: &str) -> String {
    let mut text = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    if text.starts_with('/') { format!("file://{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_path_becomes_an_address() {
        assert_eq!(address("courses/a_b/modules/x.ron"), "courses/a_b/modules/x.ron");
        assert_eq!(address("(standard house)/sources.ron"), "%28standard%20house%29/sources.ron");
        assert_eq!(address("/srv/ä.ron"), "file:///srv/%C3%A4.ron");
        assert_eq!(address("courses\\a"), "courses/a");
    }
}
