//! What was found, as a person reads it: on the page, and as a text to copy or save. Every sentence is a word of the
//! player (`accept-` in packager/words).

import type { Data } from "../data";
import type { Say } from "../strings";
import { type Html, h, icon } from "../ui";
import type { End, Sentence, Step } from "./steps";

/** One opening of the check. */
export interface Opening {
  steps: readonly Step[];
  end: End;
  /** Milliseconds since 1970. */
  when: number;
}

const KINDS = { held: "good", note: "rest", fault: "bad" } as const;
const PICTURES = { held: "yes", note: "turn", fault: "warn" } as const;

const told = (say: Say, [key, values]: Sentence): string => say(key, values);

/** The rows of a step: a label, and the words behind it. */
function rows(step: Step, say: Say): [label: string, words: string][] {
  const came = step.came.map((sentence) => told(say, sentence)).join(" ");
  return [
    [say("expected"), told(say, step.expected)],
    [say("came"), came],
    [say("code"), step.code],
    [say("learners"), step.means ? told(say, step.means) : ""],
  ].filter((row): row is [string, string] => row[1] !== "");
}

/** What it comes to, in one sentence; and what is to be done next. */
export function summary({ steps, end }: Opening, say: Say): [result: string, next: string] {
  const n = steps.filter(({ outcome }) => outcome === "fault").length;
  const nothing = end === "refused" || end === "reading";
  const result = n ? say("faults", { n }) : say(nothing ? "nothing" : "sound");
  return [result, say(`end_${end}`)];
}

/** What is at fault, and what it means for learners. */
function faults({ steps }: Opening, say: Say): [title: string, means: string][] {
  return steps
    .filter(({ outcome }) => outcome === "fault")
    .map(({ title, means }) => [told(say, title), means ? `${say("learners")} ${told(say, means)}` : ""]);
}

/** An opening on the page; `title` is its heading. */
export function shown(opening: Opening, title: string, say: Say): Html {
  const wrong = faults(opening, say);
  const [result, next] = summary(opening, say);
  const first = wrong.map(([title, means]) => h`<p><strong>${title}.</strong> ${means}</p>`);
  return h`<h2 tabindex="-1">${title}</h2>
<div class="row th ${wrong.length ? "bad" : "good"}"><p class="lab">${say("result")}</p><div><p><strong>${result}</strong></p>${first}<p>${next}</p></div></div>
<h3>${say("steps")}</h3>
${opening.steps.map((step) => one(step, say))}`;
}

function one(step: Step, say: Say): Html {
  const words = rows(step, say).map(
    ([label, words]) => h`<p class="small"><strong>${label}</strong> ${words}</p>`,
  );
  return h`<div class="row th ${KINDS[step.outcome]}"><p class="lab">${icon(PICTURES[step.outcome])}${say(step.outcome)}</p><div><h4>${told(say, step.title)}</h4>${words}</div></div>`;
}

/** Everything as a text. */
export function asText(openings: readonly Opening[], data: Data, say: Say): string {
  const { course, edition, content, format, profile } = data.package;
  const lines = [
    say("title"),
    "",
    data.title,
    `${course}, ${edition}, ${content.slice(0, 8)}, ${format}, ${profile}`,
  ];
  for (const [at, opening] of openings.entries()) {
    lines.push(
      "",
      `${say(at || opening.end === "over" ? "second" : "first")}: ${new Date(opening.when).toISOString()}`,
      "",
    );
    const [result, next] = summary(opening, say);
    lines.push(result, ...faults(opening, say).map(([title, means]) => `- ${title}. ${means}`), next);
    for (const [number, step] of opening.steps.entries()) {
      lines.push("", `${number + 1}. ${told(say, step.title)}: ${say(step.outcome)}`);
      lines.push(...rows(step, say).map(([label, words]) => `   ${label} ${words}`));
    }
  }
  return `${lines.join("\n")}\n`;
}
