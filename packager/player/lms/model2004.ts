//! The SCORM 2004 data model as one table: each element, who may touch it, which values it takes, and whether it has one
//! from the beginning.
//!
//! What stands here: names, access and value forms, from "SCORM 2004 Run-Time Environment", chapter 4 (both editions say
//! the same of what stands here). What does not: the calls and their errors (strict2004.ts). Invariant: an element that
//! is not in the table does not exist. Limits are the smallest that a system must keep, never those of a lenient one.

import type { Access, Form } from "./model12";

/** One row of the model. `name` has `n` and `m` in the place of an index. */
export interface Element2004 {
  readonly name: string;
  readonly access: Access;
  readonly form: Form;
  /** What is read before anybody set it; nothing where that is an error (403). */
  readonly from?: string;
  /** Whether a value of the right form may still lie outside its range (407). */
  readonly range?: readonly [from: number, to: number];
}

/** Most characters of `location`; of a description or a response of a fill-in; of identifiers; of the state. */
export const PLACE = 1000;
export const WORDS = 250;
export const LONG = 4000;
export const STATE = 64_000;

/** Lists of children, by the element that has them. */
export const CHILDREN: Readonly<Record<string, string>> = {
  "cmi.comments_from_learner": "comment,location,timestamp",
  "cmi.comments_from_lms": "comment,location,timestamp",
  "cmi.interactions":
    "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
  "cmi.learner_preference": "audio_level,language,delivery_speed,audio_captioning",
  "cmi.objectives": "id,score,success_status,completion_status,progress_measure,description",
  "cmi.objectives.n.score": "scaled,raw,min,max",
  "cmi.score": "scaled,raw,min,max",
};

/** Types of an interaction. */
export const INTERACTION_TYPES = [
  "true-false",
  "choice",
  "fill-in",
  "long-fill-in",
  "matching",
  "performance",
  "sequencing",
  "likert",
  "numeric",
  "other",
] as const;

const text =
  (most: number): Form =>
  (value) =>
    [...value].length <= most;
const words =
  (...known: string[]): Form =>
  (value) =>
    known.includes(value);
const shaped =
  (shape: RegExp): Form =>
  (value) =>
    shape.test(value);
/** `real (10,7)`: a digit stands before the point. */
const real = shaped(/^-?\d{1,10}(\.\d{1,7})?$/);
/** `long_identifier_type`: a URI or a name, without blanks. */
const identifier: Form = (value) => /^[^\s]+$/.test(value) && text(LONG)(value);
/** `short_identifier_type`, as Moodle reads it: no hyphen, colon or slash. */
const SHORT = "[\\w.]{1,250}";
const short = shaped(new RegExp(`^${SHORT}$`));
const interval = shaped(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
/** A time zone is only allowed after a fraction; years to 2038. */
const time = shaped(
  /^(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?)?)?)?)?)?$/,
);
const language = shaped(/^([a-zA-Z]{2,3}|i|x)(-[A-Za-z0-9-]{2,8}){0,4}$/);
/** `localized_string_type`: words that may begin with their language. */
const localized =
  (most: number): Form =>
  (value) => {
    const [, tag, words = ""] = /^(?:\{lang=([^}]*)\})?([\s\S]*)$/.exec(value) ?? [];
    return (tag === undefined || language(tag)) && text(most)(words);
  };
const completion = words("completed", "incomplete", "not attempted", "unknown");
const success = words("passed", "failed", "unknown");
const anything: Form = () => true;

const list = (value: string, one: RegExp, most: number): boolean => {
  const parts = value.split("[,]");
  return parts.length <= most && parts.every((part) => one.test(part));
};
const pair = new RegExp(`^${SHORT}\\[\\.\\]${SHORT}$`);
const name = new RegExp(`^${SHORT}$`);
const unique = (value: string): boolean => {
  const parts = value.split("[,]");
  return new Set(parts).size === parts.length;
};

const RESPONSES: Readonly<Record<string, Form>> = {
  "true-false": words("true", "false"),
  choice: (value) => value === "" || (list(value, name, 36) && unique(value)),
  "fill-in": (value) => value.split("[,]").length <= 10 && value.split("[,]").every(localized(WORDS)),
  "long-fill-in": localized(LONG),
  matching: (value) => value === "" || list(value, pair, 36),
  performance: (value) => value !== "" && list(value, /^[\w.]{0,250}\[\.\].{0,250}$/, 250),
  sequencing: (value) => list(value, name, 36),
  likert: short,
  numeric: real,
  other: text(LONG),
};

const RANGE = /^(-?\d{1,10}(?:\.\d{1,7})?)?\[:\](-?\d{1,10}(?:\.\d{1,7})?)?$/;

/** Whether `value` can be a response to an interaction of `type`. */
export function response(type: string, value: string): boolean {
  return RESPONSES[type]?.(value) ?? false;
}

/** Whether `value` can be what is right of an interaction of `type`. */
export function rightResponse(type: string, value: string): boolean {
  if (type === "numeric") {
    const [, from, to] = RANGE.exec(value) ?? [];
    return RANGE.test(value) && !(from !== undefined && to !== undefined && Number(from) > Number(to));
  }
  if (type === "fill-in" || type === "long-fill-in") {
    return response(type, value.replace(/^(\{(case_matters|order_matters)=(true|false)\})+/, ""));
  }
  return value !== "" && response(type, value);
}

const result: Form = (value) =>
  ["correct", "incorrect", "unanticipated", "neutral"].includes(value) || real(value);
const scaled = { access: "both", form: real, range: [-1, 1] } as const;
const plain = { access: "both", form: real } as const;
const share = { access: "both", form: real, range: [0, 1] } as const;
const level = { access: "both", form: real, range: [0, Number.MAX_VALUE], from: "1" } as const;
const count = { access: "read", form: anything, from: "0" } as const;
const remark = (access: Access, list: string): Element2004[] => [
  { name: `cmi.${list}._children`, ...count },
  { name: `cmi.${list}._count`, ...count },
  { name: `cmi.${list}.n.comment`, access, form: localized(LONG) },
  { name: `cmi.${list}.n.location`, access, form: text(WORDS) },
  { name: `cmi.${list}.n.timestamp`, access, form: time },
];
const score = (above: string): Element2004[] => [
  { name: `${above}.score._children`, ...count },
  { name: `${above}.score.scaled`, ...scaled },
  { name: `${above}.score.raw`, ...plain },
  { name: `${above}.score.min`, ...plain },
  { name: `${above}.score.max`, ...plain },
];

/** The table. Responses are judged again by `response` and `rightResponse`, which know the interaction's type. */
export const MODEL: readonly Element2004[] = [
  { name: "cmi._version", access: "read", form: anything, from: "1.0" },
  ...remark("both", "comments_from_learner"),
  ...remark("read", "comments_from_lms"),
  { name: "cmi.completion_status", access: "both", form: completion, from: "unknown" },
  { name: "cmi.completion_threshold", access: "read", form: real },
  { name: "cmi.credit", access: "read", form: words("credit", "no-credit"), from: "credit" },
  { name: "cmi.entry", access: "read", form: words("ab-initio", "resume", ""), from: "" },
  { name: "cmi.exit", access: "write", form: words("time-out", "suspend", "logout", "normal", "") },
  { name: "cmi.interactions._children", ...count },
  { name: "cmi.interactions._count", ...count },
  { name: "cmi.interactions.n.id", access: "both", form: identifier },
  { name: "cmi.interactions.n.type", access: "both", form: words(...INTERACTION_TYPES) },
  { name: "cmi.interactions.n.objectives._count", ...count },
  { name: "cmi.interactions.n.objectives.m.id", access: "both", form: identifier },
  { name: "cmi.interactions.n.timestamp", access: "both", form: time },
  { name: "cmi.interactions.n.correct_responses._count", ...count },
  { name: "cmi.interactions.n.correct_responses.m.pattern", access: "both", form: anything },
  { name: "cmi.interactions.n.weighting", ...plain },
  { name: "cmi.interactions.n.learner_response", access: "both", form: anything },
  { name: "cmi.interactions.n.result", access: "both", form: result },
  { name: "cmi.interactions.n.latency", access: "both", form: interval },
  { name: "cmi.interactions.n.description", access: "both", form: localized(WORDS) },
  { name: "cmi.launch_data", access: "read", form: text(LONG) },
  { name: "cmi.learner_id", access: "read", form: identifier },
  { name: "cmi.learner_name", access: "read", form: localized(WORDS) },
  { name: "cmi.learner_preference._children", ...count },
  { name: "cmi.learner_preference.audio_level", ...level },
  {
    name: "cmi.learner_preference.language",
    access: "both",
    form: (value) => value === "" || language(value),
    from: "",
  },
  { name: "cmi.learner_preference.delivery_speed", ...level },
  {
    name: "cmi.learner_preference.audio_captioning",
    access: "both",
    form: words("-1", "0", "1"),
    from: "0",
  },
  { name: "cmi.location", access: "both", form: text(PLACE) },
  { name: "cmi.max_time_allowed", access: "read", form: interval },
  { name: "cmi.mode", access: "read", form: words("browse", "normal", "review"), from: "normal" },
  { name: "cmi.objectives._children", ...count },
  { name: "cmi.objectives._count", ...count },
  { name: "cmi.objectives.n.id", access: "both", form: identifier },
  ...score("cmi.objectives.n"),
  { name: "cmi.objectives.n.success_status", access: "both", form: success, from: "unknown" },
  { name: "cmi.objectives.n.completion_status", access: "both", form: completion, from: "unknown" },
  { name: "cmi.objectives.n.progress_measure", ...share },
  { name: "cmi.objectives.n.description", access: "both", form: localized(WORDS) },
  { name: "cmi.progress_measure", ...share },
  { name: "cmi.scaled_passing_score", access: "read", form: real },
  ...score("cmi"),
  { name: "cmi.session_time", access: "write", form: interval },
  { name: "cmi.success_status", access: "both", form: success, from: "unknown" },
  { name: "cmi.suspend_data", access: "both", form: text(STATE) },
  { name: "cmi.time_limit_action", access: "read", form: text(WORDS), from: "continue,no message" },
  { name: "cmi.total_time", access: "read", form: interval, from: "PT0H0M0S" },
  {
    name: "adl.nav.request",
    access: "both",
    form: shaped(
      /^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_|\{target=[^}]+\}(choice|jump))$/,
    ),
    from: "_none_",
  },
  { name: "adl.nav.request_valid.continue", access: "read", form: anything, from: "unknown" },
  { name: "adl.nav.request_valid.previous", access: "read", form: anything, from: "unknown" },
];

const BY_NAME: ReadonlyMap<string, Element2004> = new Map(MODEL.map((element) => [element.name, element]));
const PARENTS: ReadonlySet<string> = new Set(
  MODEL.flatMap(({ name }) => {
    const parts = name.split(".");
    return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
  }),
);

/** `cmi.interactions.3.id` as the table writes it, `cmi.interactions.n.id`. */
export function pattern(name: string): string {
  const names = ["n", "m"];
  return name.replace(/\.(0|[1-9]\d*)(?=\.|$)/g, (whole) => {
    const letter = names.shift();
    return letter === undefined ? whole : `.${letter}`;
  });
}

/** The table's row for a full name, or nothing when SCORM 2004 has no such element. */
export function element(name: string): Element2004 | undefined {
  return BY_NAME.get(pattern(name));
}

/** Whether other elements stand below this name. */
export function isParent(name: string): boolean {
  return PARENTS.has(pattern(name));
}
