//! The canonical form of a credential (W3C RDFC-1.0), by the two contexts that are kept here and no others.

use std::error::Error;

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxrdf::{LiteralRef, TermRef};
use serde_json::Value;

use super::{CONTEXTS, CredentialFault};

/// What stands at each address of [`CONTEXTS`].
const DOCUMENTS: [&str; 2] = [
    include_str!("../../contexts/credentials-v2.json"),
    include_str!("../../contexts/open-badges-3.0.3.json"),
];

/// JSON in the form of RFC 8785.
pub(super) fn json(value: &Value) -> String {
    serde_json_canonicalizer::to_string(value).expect("texts and flags always have a canonical form")
}

/// The canonical N-Quads of a document, a line each.
pub(super) fn rdf(document: &Value) -> Result<String, CredentialFault> {
    let text = document.to_string();
    let quads = JsonLdParser::new().for_slice(&text).with_load_document_callback(|address, _| load(address));
    let mut dataset = Dataset::new();
    for quad in quads {
        dataset.insert(&quad.map_err(|error| CredentialFault::Form(error.to_string()))?);
    }
    // The default is not the standard's.
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

/// A text as it stands in N-Quads, between its quotation marks or brackets.
pub(super) fn term(text: &str) -> String {
    let quoted = TermRef::from(LiteralRef::new_simple_literal(text)).to_string();
    quoted.trim_matches('"').to_owned()
}

fn load(address: &str) -> Result<JsonLdRemoteDocument, Box<dyn Error + Send + Sync>> {
    let known = CONTEXTS.iter().zip(DOCUMENTS).find(|(known, _)| **known == address);
    let (_, document) =
        known.ok_or_else(|| format!("the context `{address}` is not one that is kept here"))?;
    Ok(JsonLdRemoteDocument { document: document.as_bytes().to_vec(), document_url: address.to_owned() })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::{DOCUMENTS, load, term};
    use crate::canon::hex;

    #[test]
    fn the_contexts_are_those_that_were_reviewed() {
        let hashes = DOCUMENTS.map(|document| hex(&Sha256::digest(document)));
        let wanted = [
            "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f",
            "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761",
        ];
        assert_eq!(hashes, wanted);
    }

    #[test]
    fn no_other_address_is_asked() {
        for address in ["https://www.w3.org/2018/credentials/v1", "https://bona.example/context", ""] {
            assert!(load(address).is_err(), "{address}");
        }
    }

    #[test]
    fn texts_are_written_as_in_n_quads() {
        assert_eq!(term("a \"b\"\n\\"), "a \\\"b\\\"\\n\\\\");
    }
}
