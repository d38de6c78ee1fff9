//! html-validate on a page as it was packaged, and on a part of it as the player has changed it.
//!
//! What stands here: what is asked for, and what is not, each with the reason. What does not: which pages and states.
//! Invariant: what is written and what a browser tells of its document are asked the same, but for how it is written.

import { HtmlValidate, StaticConfigLoader } from "html-validate";

const RULES = {
  // Written small throughout; browsers do not mind.
  "doctype-style": "off",
  // Ids of places begin with a slash, so that no skip link is taken for one.
  "valid-id": ["error", { relaxed: true }],
  // Options of a question bear one name; nothing is ever sent as a form.
  "form-dup-name": ["error", { shared: ["radio", "checkbox"] }],
  // A line may break in a number that is also a link.
  "tel-non-breaking": "off",
  // A list without marks is no list to VoiceOver unless it says so; a region that scrolls is no section.
  "no-redundant-role": "off",
  "prefer-native-element": ["error", { exclude: ["list", "region"] }],
};

/** What a browser writes in its own way when it is asked for a part of its document. */
const SERIALISED = {
  ...RULES,
  "attribute-boolean-style": "off",
  "attribute-empty-style": "off",
  // What an id points to may stand in another part.
  "no-missing-references": "off",
};

const [page, part] = [RULES, SERIALISED].map(
  (rules) => new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:recommended"], rules })),
);

/** What is wrong in a whole document, in words. */
export function faults(markup, name) {
  return tell(page, markup, name);
}

/** What is wrong in a part of a document, as `outerHTML` gives it. */
export function partFaults(markup, name) {
  return tell(part, markup, name);
}

async function tell(judge, markup, name) {
  const { results } = await judge.validateString(markup, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${name}:${line} ${ruleId}: ${message}`),
  );
}
