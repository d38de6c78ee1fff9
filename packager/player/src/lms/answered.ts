//! An answer as the object and the result of an xAPI statement (packaging rule XA-06): what was asked, what could be
//! answered, what is right, in the ids that authors gave and in the words of the page.
//!
//! Nothing that somebody typed is here: a text is the id of what it was accepted as, or `other`.

import type { Data, Item } from "../data";
import type { Answer } from "./api";
import { responseOf } from "./response";
import { period } from "./told";

const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
/** Characters of a question or an option that are told; the id says the rest. */
const WORDS_MAX = 160;

type Words = Record<string, string>;
type Component = { id: string; description?: Words };

export interface Answered {
  object: object;
  result: object;
}

/** `page` is the document, for its words; without one only ids are told. */
export function answered(data: Data, answer: Answer, page?: Document): Answered {
  const { type, response, pattern } = responseOf(data, answer);
  const { address, language } = data.package;
  const said = (text: string | null | undefined): Words | undefined => {
    const whole = text?.replace(/\s+/g, " ").trim();
    return whole
      ? { [language]: whole.length > WORDS_MAX ? `${whole.slice(0, WORDS_MAX - 1)}…` : whole }
      : undefined;
  };
  const item = data.items[answer.id];
  const root = page && rootOf(page, answer.id);
  const asked = item ? wordsOf(root, "h2") : sceneOf(data, root, answer.id).asked;
  const parts = item
    ? partsOf(type, item, (selector) => said(wordsOf(root, selector)))
    : { choices: sceneOf(data, root, answer.id).choices.map(({ id, text }) => component(id, said(text))) };
  return {
    object: {
      id: `${address}/item/${answer.id}`,
      definition: {
        type: INTERACTION,
        interactionType: type,
        description: said(asked),
        ...(pattern && { correctResponsesPattern: [pattern] }),
        ...parts,
      },
    },
    result: {
      response,
      ...(answer.result !== "neutral" && { success: answer.result === "correct" }),
      duration: period(answer.latency),
    },
  };
}

/** The words at a place; of what is there in easy words too, those that every learner's record has. */
function wordsOf(root: ParentNode | null | undefined, selector: string): string | null | undefined {
  const found = root?.querySelector(selector);
  return (found?.querySelector(".full") ?? found)?.textContent;
}

function component(id: string, description: Words | undefined): Component {
  return { id, ...(description && { description }) };
}

/** The lists that a kind of interaction has (xAPI 1.0.3, Data, appendix C). */
function partsOf(
  type: string,
  { letters, options, row_letters, rows }: Item,
  words: (selector: string) => Words | undefined,
): Record<string, Component[]> {
  const list = (ids: readonly string[], all: string, find: (letter: string) => string): Component[] =>
    ids.map((id, at) => component(id, words(find(all[at] as string))));
  const choices = (): Component[] =>
    list(options, letters, (letter) =>
      [
        `input[value="${letter}"] + span`,
        `option[value="${letter}"]`,
        `[data-of="${letter}"] .said`,
        `li[data-value="${letter}"] .box > span`,
      ].join(),
    );
  if (type === "matching") {
    return {
      source: list(rows, row_letters, (letter) => `label:has([data-row="${letter}"]) > span`),
      target: choices(),
    };
  }
  return type === "choice" || type === "sequencing" ? { choices: choices() } : {};
}

/** Where a question or a scene stands; questions of the test are kept in templates. */
function rootOf(page: Document, name: string): ParentNode | null {
  const [id] = name.split("__");
  const places: ParentNode[] = [
    page,
    ...[...page.querySelectorAll("template")].map(({ content }) => content),
  ];
  return places.map((place) => place.querySelector(`[data-id="${id}"]`)).find(Boolean) ?? null;
}

/** What a decision asks and offers. The document has the scenes in their order, and their choices. */
function sceneOf(data: Data, root: ParentNode | null | undefined, name: string) {
  const [scenario = "", decision] = name.split("__");
  const scenes = data.scenarios[scenario]?.scenes ?? [];
  const at = scenes.findIndex(({ id }) => id === decision);
  const step = root?.querySelectorAll(".paper .step")[at];
  const scene = scenes[at];
  const texts = step?.querySelectorAll("li > span:first-child");
  return {
    asked: step?.querySelector("p > strong")?.textContent,
    choices: (scene?.kind === "decision" ? scene.choices : []).map(({ id }, at) => ({
      id,
      text: texts?.[at]?.textContent,
    })),
  };
}
