//! Plain HTML for a web server, a shared folder or a stick: a folder in a zip, or one page.
//!
//! No host is told anything: the learner's device keeps the place, and that is said on the first page. Made for a page
//! that frames the course (profile `host`), it tells that page, by `postMessage`.

use crate::bundle::{Bundle, Part};
use crate::error::PackError;
use crate::page::Adapter;
use crate::profile::HOST;
use crate::standard::{Form, Job, Standard, add_evidence, common};

/// Largest single page, in bytes (decisions C-S-11): mail and intranets refuse larger ones.
pub(crate) const SINGLE_MAX: u64 = 8_000_000;

/// A folder of files, in a zip.
pub(super) struct Html;

impl Standard for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        let hosted = job.profile.name == HOST;
        let mut bundle = common(job, if hosted { Adapter::Host } else { Adapter::DeviceOnly })?;
        add_evidence(job, &mut bundle)?;
        Ok(bundle)
    }
}

/// One page with everything in it.
pub(super) struct HtmlSingle;

impl Standard for HtmlSingle {
    fn name(&self) -> &'static str {
        "html-single"
    }

    fn extension(&self) -> &'static str {
        "html"
    }

    fn pack(&self, job: &Job<'_>) -> Result<Bundle, PackError> {
        if !job.identity.further.is_empty() {
            return Err(PackError::OneLanguage("html-single"));
        }
        let page = (job.page)(Form::Single)?;
        let size = page.len() as u64;
        if SINGLE_MAX < size {
            return Err(PackError::TooLarge { format: "html-single", size, limit: SINGLE_MAX });
        }
        let mut bundle = Bundle::with_losses(job.losses.to_vec());
        bundle.add("index.html", Part::Bytes(page.into_bytes()))?;
        Ok(bundle)
    }
}

#[cfg(test)]
mod tests;
