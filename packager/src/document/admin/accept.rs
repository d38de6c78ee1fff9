//! How the learning system itself is tried, from inside the course (decisions C-R-17), and where the log for support is.
//!
//! Only what the player does is told: what it asks of a system that cannot be asked, the last step says.

use super::lms::{is_2004, is_framed};
use super::{Part, store};
use crate::standard::Job;

/// The steps; nothing where no script is in the package.
pub(super) fn steps(job: &Job<'_>) -> Option<Part> {
    let format = job.identity.format;
    let scorm = format == "scorm12" || is_2004(format);
    let opened = if scorm || format == "aicc" || store::is(job) {
        [LEARNER, OPENED]
    } else if format == "html" && !is_framed(job) {
        ["Use the browser and the address that learners will use.", "Open index.html?accept=1 there."]
    } else {
        return None;
    };
    let mut steps = opened.to_vec();
    steps.extend([TWICE, KEPT]);
    if scorm {
        steps.push(SHUT);
    }
    steps.push(SUPPORT);
    Some(Part {
        title: "To try what the system keeps",
        lead: "The course can try the very system that it is in: it writes a place and test answers, reads them back, and \
               says step by step what was kept. It asks first, and sets no score and nothing above “incomplete”."
            .into(),
        steps: steps.into_iter().map(str::to_owned).collect(),
        ..Part::default()
    })
}

const LEARNER: &str = "Make a test learner who has never opened the course. Where somebody’s record stands, the check \
                       writes nothing; in the test learner’s, test answers and “incomplete” stay.";
const OPENED: &str = "Open the course as that learner with accept=1 in its address, behind a question mark, or behind & \
                      where there is a question mark already. Where the course is shown inside a page of the system, \
                      put bona-accept=1 into the address of that page instead.";
const TWICE: &str =
    "Read what it is going to do, start the check, and open the course a second time as it says.";
const KEPT: &str = "Keep the report with this sheet. It names what was expected, what came, the error code that decided, \
                    and what that means for learners.";
const SHUT: &str = "A system that shows the course from another server than its own pages, and lets nobody change the \
                    course’s address, cannot be tried in this way: open the course as a test learner, and look whether \
                    the place and the completion arrive.";
const SUPPORT: &str = "For support, diag=1 (or bona-diag=1) in the same place shows what the system was asked and answered, while the course runs as usual.";
