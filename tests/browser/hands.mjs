//! Two ways to use a page: with a pointer, and with the keyboard alone.
//!
//! What stands here: how a control is reached and worked. What does not: which control (learner.mjs).
//! Invariant: the keyboard reaches a control only by Tab, Shift+Tab and arrows, never by script, and says so
//! when it cannot. It also sees whether focus could be seen.

/** A pointer: the whole row of an option can be pressed. */
export function pointer() {
  return { name: "pointer", use: (control) => control.click(), type: (control, text) => control.fill(text) };
}

/** A keyboard. `steps` is how many presses of Tab may lie between two controls of one page. */
export function keyboard(page, steps = 80) {
  const seen = { presses: 0, controls: 0, unseen: [] };

  async function reach(control) {
    await control.waitFor();
    for (let press = 0; press <= steps; press += 1) {
      const where = await control.evaluate(place);
      if (where === "here") return;
      if (where === "same group") return arrow(control);
      await page.keyboard.press(where === "before" ? "Shift+Tab" : "Tab");
      seen.presses += 1;
    }
    throw new Error(`the keyboard does not reach ${control} within ${steps} presses of Tab`);
  }

  // Within a group of radio buttons there is one stop for Tab; arrows move, and choose as they move.
  async function arrow(control) {
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press("ArrowDown");
      seen.presses += 1;
      if ((await control.evaluate(place)) === "here") return;
    }
    throw new Error(`arrow keys do not reach ${control}`);
  }

  async function use(control) {
    await reach(control);
    seen.controls += 1;
    const { kind, shown, checked } = await control.evaluate(look);
    if (!shown) seen.unseen.push(String(control));
    if (kind === "radio") {
      if (!checked) await page.keyboard.press("Space");
    } else await page.keyboard.press(kind === "checkbox" ? "Space" : "Enter");
  }

  return {
    name: "keyboard",
    seen,
    use,
    type: async (control, text) => {
      await reach(control);
      await page.keyboard.type(text);
    },
  };
}

/** Where focus is as seen from a control: on it, in its radio group, before it in the document, or after it. */
function place(control) {
  const active = control.ownerDocument.activeElement;
  if (active === control) return "here";
  if (!active || active === control.ownerDocument.body) return "after";
  if (control.type === "radio" && active.type === "radio" && active.name === control.name)
    return "same group";
  const order = active.compareDocumentPosition(control);
  return order & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
}

/** What is focused, and whether anything shows it: an outline or a shadow on it or its row. */
function look(control) {
  const rows = [control, control.closest("label"), control.closest(".row"), control.closest(".opt")].filter(
    Boolean,
  );
  const shown = rows.some((row) => {
    const style = getComputedStyle(row);
    const ring =
      style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    return ring || style.boxShadow !== "none";
  });
  return { kind: control.type ?? control.localName, shown, checked: control.checked };
}
