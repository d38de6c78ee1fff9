//! The data block: what the packager tells the player. Written by `packager/src/data.rs`, read once at start.
//!
//! It stands in `<script type="application/json" id="bona-data">`. What a learner reads on a page is HTML
//! in the document, the questions of the test and the script of a scene as well; here stand only ids, rules, and
//! the words that nobody should read before their time (feedback, reasons). Every `html` string was rendered and escaped by the packager and may be inserted as it is.
//! A test on the Rust side compares the field names below with what the packager writes.

/** The version of this block. A player refuses another. */
export const DATA_VERSION = 1;

/** Places that are no page of a module. Ids of authors have no hyphen, so these can never clash. */
export const TEST_PLACE = "course-test";
export const FINISH_PLACE = "course-finish";
export const OPINIONS_PLACE = "course-opinions";
export const CERTIFICATE_PLACE = "course-certificate";

export interface Data {
  version: number;
  package: Package;
  title: string;
  /** Roles that pages and blocks may be meant for; empty where everything is for everyone. */
  roles: Role[];
  /** Which host the package was made for. */
  adapter: "scorm12" | "scorm2004" | "cmi5" | "xapi" | "aicc" | "host" | "device";
  profile: Profile;
  /** What completes the course. */
  /** `handed_in`: a part that asks before or after the course; nothing of right or wrong is shown. */
  completion: "pages" | "test" | "pages_and_test" | "handed_in";
  modules: Module[];
  /** Questions on pages and in the test, by id. */
  items: Record<string, Item>;
  scenarios: Record<string, Scenario>;
  pledges: Record<string, Pledge>;
  /** Of what the answer code of a part is made; `null` where no opinions are asked. */
  opinions: Opinions | null;
  test: Test | null;
  /** What is kept between two visits, in order. */
  slots: Slot[];
  /** Six characters that stand for the slots above. */
  fingerprint: string;
  /** Older fingerprints that can still be read: how many of the slots above each knew. */
  history: Past[];
  /** Whether a visit is closed when nobody is there: learners share computers. */
  shared_pc: boolean;
  /** Every sentence of the player itself. The keys belong to `strings.ts`. */
  strings: Record<string, string>;
}

/** What the package says of itself (the same words as in course-evidence.json). */
export interface Package {
  course: string;
  edition: string;
  variant: string | null;
  language: string;
  /** Every language of the package, the first first; left out where there is one. */
  languages?: string[];
  /** SHA-256 of the content, in hex. */
  content: string;
  format: string;
  /** `course`, the part of it that measures: `baseline`, `post`, `follow-up`, or `module` or `test` of a course that is
   *  split; then the form of one that measures, `a` or `b`. */
  part: string;
  form: string | null;
  profile: string;
  release: boolean;
  /** Name under which a device keeps the learner's place: the same for every edition. */
  key: string;
  /** The address under which xAPI and cmi5 know the course, without a stroke at its end; for these alone. */
  address?: string;
  /** Origins of the pages that may frame it and keep the record; left out where any page may, and in all packages
   *  that are not for one. */
  hosts?: string[];
  /** Edition and first eight digits of `content`, as the kept state carries them. */
  mark: string;
}

/** What this kind of LMS wants. */
export interface Profile {
  /** Whether answers are reported one by one, if the LMS says that it can take them. */
  interactions: boolean;
  /** SCORM `exit` once finished; empty is `normal` in 2004, which has no empty one. */
  exit: "suspend" | "";
  /** Status when every attempt at the test was used without passing. */
  attempts_used: "failed" | "incomplete";
  /** Milliseconds for which page turns are gathered into one save. */
  pause: number;
  /** Characters that `cmi.suspend_data` may have. */
  budget: number;
}

export interface Module {
  id: string;
  title: string;
  /** Minutes that its pages take together, as the author has it. */
  minutes: number;
  pages: Page[];
}

/** A role that a learner may have. */
export interface Role {
  id: string;
  title: string;
  /** Its place among the roles of the record, from 0. */
  place: number;
}

export interface Page {
  id: string;
  title: string;
  /** The roles that it is meant for; empty means all. A page that is not shown counts as done. */
  roles: string[];
  /** What must be answered or reached before the page counts as done. */
  needs: Need[];
}

export interface Need {
  kind: "item" | "scenario";
  id: string;
  /** The roles that it is meant for; nothing means all. */
  roles?: string[];
}

/** A question. `letters[i]` is the letter of `options[i]`; the document uses letters alone. */
export interface Item {
  kind:
    | "single"
    | "multiple"
    | "truefalse"
    | "matching"
    | "groups"
    | "ordering"
    | "text"
    | "number"
    | "likert"
    | "spot";
  outcome: string;
  /** The page on which it stands; `null` for a question of the test. */
  page: string | null;
  /** Tries before the answer is shown. In the test it is always one. */
  attempts: number;
  /**
   * `all`: one point in all. `per_option`: a point for each option rightly chosen or rightly left, or for each row
   * in its group. `pairs`: for each row with its right side. `sequence`: for each two neighbours of the right order
   * that directly follow one another. `none`: an opinion.
   */
  marks: "all" | "per_option" | "pairs" | "sequence" | "none";
  /** How much it counts in the test, 1 to 10, however many points it has. */
  weight: number;
  /** An equal question that may be taken instead; it is asked in no other way. */
  alternative: string | null;
  /** Whether the options are shown in an order of the learner's own. */
  shuffle: boolean;
  /** Ids of what something is put to (pairs, items to sort, statements); mostly empty. */
  rows: string[];
  /** `abc…`, one letter a row. */
  row_letters: string;
  /** Ids of what can be chosen: options, right sides, groups, items to be ordered, pieces of a passage, accepted
   *  texts and then `other`, places of a scale. In no order that gives anything away. */
  options: string[];
  /** `abc…` in the order of the record, or `tf` for a statement. */
  letters: string;
  /** What can be typed, for a number alone. */
  number: Bounds | null;
  /** The place of each option in the record, from 0: what was taken away leaves a hole. */
  places: number[];
  /** Base64 of the JSON of a `Secret`, in ASCII: out of plain sight, never out of reach. */
  secret: string;
}

/** What can be typed, as whole numbers of the last digit: with one place 3.2 is 32. */
export interface Bounds {
  /** Digits behind the point. */
  places: number;
  min: number;
  max: number;
}

export interface Secret {
  /** Letters of the right options, in the order of `letters`; one letter a row where there are rows; all letters in
   *  their right order for an order; empty for a number and an opinion. */
  right: string;
  /** Why, as HTML, an empty string where nothing is said: one for each letter (the last of a text is for `other`);
   *  one for each row where there are rows; of a number the right one, then any other. */
  reasons: string[];
  /** Said once the question is done, as HTML; may be empty. */
  because: string;
  /** For each accepted text every way to write it, normalised. */
  accept: string[][];
  /** The smallest and the largest right number, in units of the last digit; empty where there is none. */
  range: number[];
}

export interface Scenario {
  page: string;
  required: boolean;
  /** Index into `scenes`. */
  start: number;
  /** In the order of the document, whose script has the words: what is said, asked, chosen and looked back upon. */
  scenes: Scene[];
}

export type Scene = Decision | Ending;

export interface Decision {
  kind: "decision";
  id: string;
  choices: Choice[];
  /** What must hold to come here; nothing where anybody may. */
  guard?: Guard;
}

export interface Ending {
  kind: "good" | "mixed" | "poor";
  id: string;
  guard?: Guard;
}

/** What must hold for somebody to come to a scene; flags are bits. */
export interface Guard {
  /** Flags that are all set. */
  when: number;
  /** Flags of which none is set. */
  unless: number;
  /** Index into `scenes` of what follows instead. */
  otherwise: number;
}

export interface Choice {
  id: string;
  /** Index into `scenes` of what follows. */
  then: number;
  /** Its place among its decision's in the record, from 0. */
  place: number;
  /** Flags that it sets, as bits; nothing where there are none. */
  sets?: number;
  /** What looking back calls it; `null` is not judged. */
  was: "good" | "partly" | "slip" | "mends" | null;
  /** What looking back says of it, as HTML; may be empty. */
  because: string;
}

export interface Pledge {
  page: string;
  /** How many suggestions there are. */
  choices: number;
  own_words: boolean;
  /** When to look at it again, such as `6 weeks`; nothing where it does not say. */
  after?: string;
}

/** Of what an answer code is made. */
export interface Opinions {
  /** Which of the three times it is, and which form was asked: `PB`. */
  letters: string;
  /** Every statement that was ever asked, in order; docs/evidence.md says how they become bits. */
  slots: OpinionSlot[];
}

/** A statement in an answer code. */
export interface OpinionSlot {
  /** Id of the statement; a hyphen once it is asked no more. */
  id: string;
  bits: number;
  /** What its numbers mean, from 1: `prefer-not`, then the points of its scale. */
  options: string[];
}

export interface Test {
  bank: string;
  /** How many questions are drawn of each outcome; `null` takes all, in the author's order. */
  per_outcome: number | null;
  groups: Group[];
  /** Share of the points that passes, in millionths. */
  pass_mark: number;
  /** How often the test may be taken before reading again. */
  attempts: number;
  /** Pages that count as done once everything they teach was answered rightly; nothing where the test comes last. */
  check_first?: Spared[];
}

/** A page and the outcomes that it teaches. */
export interface Spared {
  page: string;
  outcomes: string[];
}

/** The questions of one outcome, and where it is taught. */
export interface Group {
  outcome: string;
  /** The outcome in words that finish "afterwards you can …". */
  text: string;
  questions: string[];
  /** Pages to read again when these questions went wrong. */
  pages: string[];
}

export type SlotKind =
  | "seed"
  | "place"
  | "seen"
  | "again"
  | "single"
  | "mask"
  | "rows"
  | "number"
  | "done"
  | "tries"
  | "path"
  | "scene"
  | "pledge"
  | "runs"
  | "used"
  | "best"
  | "passed"
  | "running"
  | "role";

/**
 * A piece of what is kept: what it is, whose it is, how many bits it takes, and for a path how many a step.
 * `rows`: `step` bits a row, first row first; 0 nothing, else the place of what was put, from 1; of an order the item at
 * each place. `number`: 0 none, else the number minus `min` plus 1. `single` of a text: an accepted one, or `other`.
 * `done`: one bit, of an opinion. `role`: 0 none, else its place in the record plus 1.
 */
export interface Slot {
  kind: SlotKind;
  /** Id of the page, question, scenario or pledge; empty for the course's own, a hyphen once retired. */
  id: string;
  bits: number;
  step: number;
  /** The slot whose value it takes over from a state that is older than itself. */
  from: number | null;
}

/** An older list of slots: its fingerprint, and how many of today's slots it held. */
export interface Past {
  fingerprint: string;
  slots: number;
}
