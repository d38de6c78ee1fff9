//! The SCORM 1.2 data model as one table: each element, who may touch it, and which values it takes.
//!
//! What stands here: names, access and value forms, from "SCORM Run-Time Environment 1.2", chapter 3.
//! What does not: the calls and their errors (strict12.ts). Invariant: an element that is not in the
//! table does not exist. Limits are the specification's, never those of a lenient LMS.

/** Who may touch an element. */
export type Access = "read" | "write" | "both";

/** Judges a value; true when the element may hold it. */
export type Form = (value: string) => boolean;

/** One row of the model. `name` has `n` and `m` in the place of an index. */
export interface Element {
  readonly name: string;
  readonly access: Access;
  readonly form: Form;
}

/** Most characters of `lesson_location`, identifiers and short texts (CMIString255). */
export const SHORT = 255;

/** Most characters of `suspend_data` and `comments` (CMIString4096). */
export const LONG = 4096;

/** Fields of `cmi.core`, as `cmi.core._children` lists them. */
export const CORE_CHILDREN =
  "student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time";

/** Fields of an interaction, as `cmi.interactions._children` lists them. */
export const INTERACTION_CHILDREN =
  "id,objectives,time,type,correct_responses,weighting,student_response,result,latency";

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
const decimal = (from: number, to: number): Form => {
  return (value) =>
    value === "" || (/^-?\d{0,3}(\.\d*)?$/.test(value) && Number(value) >= from && Number(value) <= to);
};
const identifier = shaped(/^[A-Za-z0-9_-]{0,255}$/);
const timespan = shaped(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
const time = shaped(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const anything: Form = () => true;
const points = decimal(0, 100);
const status = ["passed", "completed", "failed", "incomplete", "browsed"];

/** Types of an interaction. */
export const INTERACTION_TYPES = [
  "true-false",
  "choice",
  "fill-in",
  "matching",
  "performance",
  "likert",
  "sequencing",
  "numeric",
] as const;

const RESPONSES: Readonly<Record<string, Form>> = {
  "true-false": shaped(/^(0|1|t|f|true|false)$/),
  choice: shaped(/^[a-z0-9](,[a-z0-9]){0,35}$/),
  "fill-in": (value) => value !== "" && text(SHORT)(value),
  matching: shaped(/^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9]){0,35}$/),
  performance: (value) => value !== "" && text(SHORT)(value),
  likert: shaped(/^[a-z0-9]$/),
  sequencing: shaped(/^[a-z0-9](,[a-z0-9]){0,35}$/),
  numeric: shaped(/^\d+(\.\d+)?$/),
};

/** Whether `value` can be a response to an interaction of `type`; before a type is known, any short text can. */
export function response(type: string | undefined, value: string): boolean {
  const form = type === undefined ? undefined : RESPONSES[type];
  return (form ?? text(SHORT))(value);
}

const result: Form = (value) =>
  ["correct", "wrong", "unanticipated", "neutral"].includes(value) ||
  (value !== "" && decimal(-999, 999)(value));

/** The table. Response fields are judged again by `response`, which knows the interaction's type. */
export const MODEL: readonly Element[] = [
  { name: "cmi._version", access: "read", form: anything },
  { name: "cmi.core._children", access: "read", form: anything },
  { name: "cmi.core.student_id", access: "read", form: identifier },
  { name: "cmi.core.student_name", access: "read", form: text(SHORT) },
  { name: "cmi.core.lesson_location", access: "both", form: text(SHORT) },
  { name: "cmi.core.credit", access: "read", form: words("credit", "no-credit") },
  { name: "cmi.core.lesson_status", access: "both", form: words(...status) },
  { name: "cmi.core.entry", access: "read", form: words("ab-initio", "resume", "") },
  { name: "cmi.core.score._children", access: "read", form: anything },
  { name: "cmi.core.score.raw", access: "both", form: points },
  { name: "cmi.core.score.min", access: "both", form: points },
  { name: "cmi.core.score.max", access: "both", form: points },
  { name: "cmi.core.total_time", access: "read", form: timespan },
  { name: "cmi.core.lesson_mode", access: "read", form: words("browse", "normal", "review") },
  { name: "cmi.core.exit", access: "write", form: words("time-out", "suspend", "logout", "") },
  { name: "cmi.core.session_time", access: "write", form: timespan },
  { name: "cmi.suspend_data", access: "both", form: text(LONG) },
  { name: "cmi.launch_data", access: "read", form: text(LONG) },
  { name: "cmi.comments", access: "both", form: text(LONG) },
  { name: "cmi.comments_from_lms", access: "read", form: text(LONG) },
  { name: "cmi.objectives._children", access: "read", form: anything },
  { name: "cmi.objectives._count", access: "read", form: anything },
  { name: "cmi.objectives.n.id", access: "both", form: identifier },
  { name: "cmi.objectives.n.score._children", access: "read", form: anything },
  { name: "cmi.objectives.n.score.raw", access: "both", form: points },
  { name: "cmi.objectives.n.score.min", access: "both", form: points },
  { name: "cmi.objectives.n.score.max", access: "both", form: points },
  { name: "cmi.objectives.n.status", access: "both", form: words(...status, "not attempted") },
  { name: "cmi.student_data._children", access: "read", form: anything },
  { name: "cmi.student_data.mastery_score", access: "read", form: points },
  { name: "cmi.student_data.max_time_allowed", access: "read", form: timespan },
  { name: "cmi.student_data.time_limit_action", access: "read", form: text(SHORT) },
  { name: "cmi.student_preference._children", access: "read", form: anything },
  { name: "cmi.student_preference.audio", access: "both", form: decimal(-1, 100) },
  { name: "cmi.student_preference.language", access: "both", form: text(SHORT) },
  { name: "cmi.student_preference.speed", access: "both", form: decimal(-100, 100) },
  { name: "cmi.student_preference.text", access: "both", form: words("-1", "0", "1") },
  { name: "cmi.interactions._children", access: "read", form: anything },
  { name: "cmi.interactions._count", access: "read", form: anything },
  { name: "cmi.interactions.n.id", access: "write", form: identifier },
  { name: "cmi.interactions.n.objectives._count", access: "read", form: anything },
  { name: "cmi.interactions.n.objectives.m.id", access: "write", form: identifier },
  { name: "cmi.interactions.n.time", access: "write", form: time },
  { name: "cmi.interactions.n.type", access: "write", form: words(...INTERACTION_TYPES) },
  { name: "cmi.interactions.n.correct_responses._count", access: "read", form: anything },
  { name: "cmi.interactions.n.correct_responses.m.pattern", access: "write", form: text(SHORT) },
  { name: "cmi.interactions.n.weighting", access: "write", form: decimal(-100, 100) },
  { name: "cmi.interactions.n.student_response", access: "write", form: text(SHORT) },
  { name: "cmi.interactions.n.result", access: "write", form: result },
  { name: "cmi.interactions.n.latency", access: "write", form: timespan },
];

const BY_NAME: ReadonlyMap<string, Element> = new Map(MODEL.map((element) => [element.name, element]));
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

/** The table's row for a full name, or nothing when SCORM 1.2 has no such element. */
export function element(name: string): Element | undefined {
  return BY_NAME.get(pattern(name));
}

/** Whether other elements stand below this name. */
export function isParent(name: string): boolean {
  return PARENTS.has(pattern(name));
}
