//! What a learning system stored, as the file that `bona evidence import` reads: `bona/scorm-runtime/v1`.
//!
//! What stands here: the form, described in docs/evidence.md. What does not: any judgement of the values.
//! Invariant: the values are those that the system holds, none is left out or mended.

/** The file for made-up learners: each has a staff number, a site that keeps their record, and the course. */
export function runtimeFile(learners) {
  return `${JSON.stringify({ format: "bona/scorm-runtime/v1", lms: "https://lms.example", learners: learners.map(entry) }, null, 1)}\n`;
}

function entry({ number, site, course }) {
  const attempt = {
    item: `ITEM_${course}_main`,
    started: second(site.opened),
    last: second(site.last()),
    cmi: site.tracks(),
  };
  return { id: number, id_kind: "staff_number", name: `Learner ${number}`, attempts: [attempt] };
}

function second(time) {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
