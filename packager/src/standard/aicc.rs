//! AICC HACP: files for a web server, and a script that answers to the learning system at the address it is launched with.
//!
//! No course files (`.au`, `.crs`, `.des`, `.cst`): their columns were not seen in a source that decides, so the item is
//! made by hand with the address of `index.html`; the admin sheet says how.

use crate::bundle::Bundle;
use crate::error::PackError;
use crate::page::Adapter;
use crate::standard::{Job, Standard, add_evidence, common};

/// The standard.
pub(super) struct Aicc;

impl Standard for Aicc {
    fn name(&self) -> &'static str {
        "aicc"
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let mut bundle = common(job, Adapter::Aicc)?;
        add_evidence(job, &mut bundle)?;
        Ok(bundle)
    }
}

#[cfg(test)]
mod tests {
    use crate::page::sample;
    use crate::standard::tests::{options, packed, unpacked};

    #[test]
    fn a_package_may_speak_to_another_host_and_says_what_it_tells() {
        let (files, order) = unpacked(packed(&sample::course(), "aicc", &options("aicc")).expect("packed").1);
        assert!(order.iter().all(|name| !name.ends_with(".xml")), "no manifest: {order:?}");
        let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
        let page = text("index.html");
        assert!(
            page.contains("connect-src &#39;self&#39; https: http://127.0.0.1:* http://localhost:*;"),
            "{page}"
        );
        assert!(page.contains("\"adapter\":\"aicc\"") && text("player.js").contains("PutParam"));
        let sheet = text("readme-lms.txt");
        assert!(sheet.contains("AICC_SID and AICC_URL") && sheet.contains("What the LMS is told, and when"));
        assert!(!sheet.contains("course-evidence.json\n    says what the letters mean"), "{sheet}");
        let plain = unpacked(packed(&sample::course(), "html", &options("universal")).expect("packed").1).0;
        assert!(String::from_utf8_lossy(&plain["index.html"]).contains("connect-src &#39;self&#39;;"));
    }
}
