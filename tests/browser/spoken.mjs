//! What a screen reader says of a part of a page, line by line, as @guidepup/virtual-screen-reader works it out.
//!
//! What stands here: reading one element from its beginning to its end. What does not: which elements, or what is
//! right to say. Invariant: nothing is pressed or changed; a real reader says it in words and an order of its own.
//! What is checked or selected it takes from the document as it was written, so `checked` says nothing of a choice.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const player = fileURLToPath(new URL("../../packager/player/package.json", import.meta.url));
const { build } = createRequire(player)("esbuild");
const built = await build({
  stdin: {
    contents: 'export { virtual } from "@guidepup/virtual-screen-reader/browser.js"',
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
  },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "reader",
  logLevel: "error",
});
const source = built.outputFiles[0].text;

/** The most that one element may have to say. */
const PHRASES = 600;

/** The phrases for what `locator` finds. */
export function spoken(locator) {
  return locator.evaluate(
    async (container, [code, most]) => {
      globalThis.readAloud ??= new Function(`${code}; return reader.virtual;`)();
      const reader = globalThis.readAloud;
      await reader.start({ container });
      const said = [...(await reader.spokenPhraseLog())];
      // Behind its end it begins again.
      while (said.length < most) {
        await reader.next();
        const phrase = await reader.lastSpokenPhrase();
        if (phrase === said[0]) break;
        said.push(phrase);
      }
      await reader.stop();
      if (said.length === most) throw new Error("it never ends");
      return said;
    },
    [source, PHRASES],
  );
}
