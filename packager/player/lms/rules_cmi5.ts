//! The rules of cmi5 for what an assignable unit tells (LMS sheet, D.8), asked of all statements of a registration.
//!
//! Statements are judged in the order in which the store got them. Each fault has the name of its rule, so that a list
//! that was damaged can be seen to break that rule only. What the system itself tells is left out.

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CMI5 = "https://w3id.org/xapi/cmi5/";
const SESSION = `${CMI5}context/extensions/sessionid`;
const MASTERY = `${CMI5}context/extensions/masteryscore`;
const PROGRESS = `${CMI5}result/extensions/progress`;
/** Verbs that cmi5 defines for a unit. */
const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"];
/** Verbs of the system. */
const THEIRS = /\/(launched|abandoned|waived|satisfied)$/;

/** As much of a statement as is looked at. */
export interface Statement {
  id: string;
  timestamp: string;
  actor: unknown;
  verb: { id: string };
  object: { id: string };
  result?: {
    success?: boolean;
    completion?: boolean;
    duration?: string;
    score?: { scaled?: number; raw?: number; min?: number; max?: number };
    extensions?: Record<string, unknown>;
  };
  context?: {
    registration?: string;
    contextActivities?: Record<string, { id: string }[]>;
    extensions?: Record<string, unknown>;
  };
}

/** What the system said of a launch. */
export interface LaunchFacts {
  mode: string;
  mastery?: number | undefined;
  /** Ids of activities that the template groups everything by. */
  grouping?: string[];
}

/** What the system knows of a registration. */
export interface Facts {
  actor: unknown;
  activity: string;
  registration: string;
  /** Each launch by the id of its session. */
  launches: Record<string, LaunchFacts>;
}

/** A rule that was broken, and by which statement. */
export type Fault = `${string}: ${string}`;

/** The word of a verb that cmi5 defines, in a statement of its category; nothing for what it only allows. */
function definedVerb(statement: Statement): string {
  const word = statement.verb.id.replace(VERBS, "");
  return DEFINED.includes(word) && categories(statement).includes(`${CMI5}context/categories/cmi5`)
    ? word
    : "";
}

function categories({ context }: Statement): string[] {
  return (context?.contextActivities?.category ?? []).map(({ id }) => id);
}

export function faults(statements: readonly Statement[], facts: Facts): Fault[] {
  const found: Fault[] = [];
  const told: { verb: string; session: string; id: string }[] = [];
  for (const statement of statements.filter(({ verb }) => !THEIRS.test(verb.id))) {
    const session = `${statement.context?.extensions?.[SESSION]}`;
    const verb = definedVerb(statement);
    const rule = (name: string, holds: boolean): void => {
      if (!holds) {
        found.push(`${name}: ${verb || statement.verb.id} ${statement.id}`);
      }
    };
    common(statement, facts, session, rule);
    order(verb, session, told, rule);
    if (verb) {
      defined(statement, verb, facts, facts.launches[session], rule);
    } else {
      // A unit may tell more, but not in the name of cmi5.
      rule("category", !categories(statement).some((id) => id.startsWith(CMI5)));
      rule("mode", (facts.launches[session]?.mode ?? "Normal") === "Normal");
    }
    told.push({ verb, session, id: statement.id });
  }
  return found;
}

type Rule = (name: string, holds: boolean) => void;

/** What every statement keeps. */
function common(
  { id, actor, timestamp, context, result }: Statement,
  facts: Facts,
  session: string,
  rule: Rule,
) {
  rule("id", /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id));
  rule("timestamp", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(timestamp));
  rule("actor", JSON.stringify(actor) === JSON.stringify(facts.actor));
  rule("registration", context?.registration === facts.registration);
  rule("session", session in facts.launches);
  const grouping = (context?.contextActivities?.grouping ?? []).map(({ id }) => id);
  rule(
    "template",
    (facts.launches[session]?.grouping ?? []).every((id) => grouping.includes(id)),
  );
  const progress = result?.extensions?.[PROGRESS];
  rule(
    "progress",
    progress === undefined ||
      (Number.isInteger(progress) && 0 <= Number(progress) && Number(progress) <= 100),
  );
}

/** What hangs on what was told before. */
function order(
  verb: string,
  session: string,
  told: { verb: string; session: string; id: string }[],
  rule: Rule,
) {
  const here = told.filter((one) => one.session === session).map((one) => one.verb);
  const before = told.map((one) => one.verb);
  rule("first", verb === "initialized" ? !here.length : here[0] === "initialized");
  rule("last", !here.includes("terminated"));
  rule("once", !verb || !here.includes(verb));
  rule(
    "both",
    !(verb === "failed" && here.includes("passed")) && !(verb === "passed" && here.includes("failed")),
  );
  rule("again", !/^(completed|passed)$/.test(verb) || here.includes(verb) || !before.includes(verb));
  rule("after-pass", verb !== "failed" || here.includes("passed") || !before.includes("passed"));
}

/** What a statement of cmi5 says, and does not say. */
function defined(
  statement: Statement,
  verb: string,
  facts: Facts,
  launch: LaunchFacts | undefined,
  rule: Rule,
) {
  const { object, result = {}, context } = statement;
  const { success, completion, duration, score } = result;
  rule("object", object.id === facts.activity);
  rule("mode", launch?.mode === "Normal" || verb === "initialized" || verb === "terminated");
  const judged = verb === "passed" || verb === "failed";
  const moves = verb === "completed" || judged;
  rule("moveon", categories(statement).includes(`${CMI5}context/categories/moveon`) === moves);
  rule("completion", completion === (verb === "completed" ? true : undefined));
  rule("success", success === (judged ? verb === "passed" : undefined));
  rule(
    "duration",
    verb === "initialized" || /^P(?!$)(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,4})?S)?)$/.test(`${duration}`),
  );
  const { scaled, raw, min, max } = score ?? {};
  const bounds = raw === undefined || (min !== undefined && max !== undefined && min <= raw && raw <= max);
  rule("score", !score || (judged && bounds && scaled !== undefined && 0 <= scaled && scaled <= 1));
  const { mastery } = launch ?? {};
  rule(
    "mastery",
    !judged || mastery === undefined || scaled === undefined || scaled >= mastery === (verb === "passed"),
  );
  rule("mastery-told", context?.extensions?.[MASTERY] === (judged ? mastery : undefined));
  rule("progress-of-completed", verb !== "completed" || result.extensions?.[PROGRESS] === undefined);
}
