//! What a page says of itself that is one file: it loads nothing, sends nothing, and runs no script but its own.
//!
//! The words of such pages, and what is filled into them, stand elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The Content-Security-Policy of a page with one inline style, and one inline script if it has any, named by their
/// hashes (decisions, C-R-4).
pub(super) fn policy(style: &str, script: Option<&str>) -> String {
    let sum = |text: &str| format!("-src 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let script = script.map(|text| format!(" script{};", sum(text))).unwrap_or_default();
    format!("default-src 'none'; style{};{script} base-uri 'none'; form-action 'none'", sum(style))
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn a_page_may_use_its_own_style_and_script_and_nothing_else() {
        let style = "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert_eq!(
            policy("", None),
            format!("default-src 'none'; {style}; base-uri 'none'; form-action 'none'")
        );
        let script = style.replace("style", "script");
        assert_eq!(
            policy("", Some("")),
            format!("default-src 'none'; {style}; {script}; base-uri 'none'; form-action 'none'")
        );
    }
}
