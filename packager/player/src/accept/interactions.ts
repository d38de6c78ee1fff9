//! One made-up answer of each kind, as SCORM 1.2 and 2004 write it: packaging rule D.3, in the order in which a
//! visit writes them (lms/fields.ts).
//!
//! They are no answers of anybody: each id says that a check wrote it.

/** A field and its value. */
type Field = readonly [name: string, value: string];

/** What an edition is asked for. */
export const FIELDS = {
  scorm12: "id,type,time,correct_responses,weighting,student_response,result,latency",
  scorm2004: "id,type,timestamp,correct_responses,weighting,learner_response,result,latency",
} as const;

/** Kind, answer and right answer in 1.2, and the same in 2004; what has nothing right is neutral. */
const KINDS: readonly (readonly string[])[] = [
  ["true-false", "t", "t", "true", "true"],
  ["choice", "a,c", "a,c", "a[,]c", "a[,]c"],
  ["fill-in", "check", "check", "check", "check"],
  ["matching", "a.b,b.a", "a.b,b.a", "a[.]b[,]b[.]a", "a[.]b[,]b[.]a"],
  ["sequencing", "b,a,c", "b,a,c", "b[,]a[,]c", "b[,]a[,]c"],
  ["numeric", "4", "4", "4", "4[:]4"],
  ["likert", "a", "", "a", ""],
];

const idOf = (kind = ""): string => `bona_check_${kind.replace("-", "_")}`;
const resultOf = (pattern: string): string => (pattern ? "correct" : "neutral");
const filled = (fields: Field[]): Field[] => fields.filter(([, value]) => value !== "");

/** Every kind in the fields of an edition; `now` is in milliseconds since 1970. */
export const ANSWERS = {
  scorm12: (now: number): Field[][] =>
    KINDS.map(([kind = "", response = "", pattern = ""]) =>
      filled([
        ["id", idOf(kind)],
        ["type", kind],
        ["time", new Date(now).toTimeString().slice(0, 8)],
        ["correct_responses.0.pattern", pattern],
        ["weighting", pattern && "1"],
        ["student_response", response],
        ["result", resultOf(pattern)],
        ["latency", "00:00:08"],
      ]),
    ),
  scorm2004: (now: number): Field[][] =>
    KINDS.map(([kind = "", , , response = "", pattern = ""]) =>
      filled([
        ["id", idOf(kind)],
        ["type", kind],
        ["timestamp", `${new Date(now).toISOString().slice(0, 19)}.0Z`],
        ["correct_responses.0.pattern", pattern],
        ["weighting", pattern && "1"],
        ["learner_response", response],
        ["result", resultOf(pattern)],
        ["latency", "PT8S"],
      ]),
    ),
};
