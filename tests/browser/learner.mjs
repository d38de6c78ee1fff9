//! A robot learner: it opens a package, reads, answers and finishes, with a pointer or with the keyboard.
//!
//! What stands here: everything that knows the package's document and its data block; a change of the pages is
//! a change of this file alone. What does not: what is right to expect (the suites). Invariant: the learner
//! does only what a person can do; it looks up right answers in the data block but never writes anywhere.

/** Places that are no page of a module. */
export const TEST = "course-test";
export const FINISH = "course-finish";

/** What the package told its player, with the keys of the questions laid open. */
export async function dataOf(frame) {
  const data = JSON.parse(await frame.locator("#bona-data").textContent());
  for (const item of Object.values(data.items)) {
    item.secret = JSON.parse(Buffer.from(item.secret, "base64").toString("utf8"));
  }
  return data;
}

export class Learner {
  constructor(frame, hands) {
    this.frame = frame;
    this.hands = hands;
  }

  /** Waits for the player and reads the data block. */
  async begin() {
    await this.frame.locator("html.ready:not(.waiting)").waitFor({ state: "attached" });
    await this.page().waitFor();
    this.data = await dataOf(this.frame);
    return this;
  }

  /** The page before the learner. */
  page() {
    return this.frame.locator("section.on[data-page]");
  }

  /** The id of that page. */
  place() {
    return this.page().getAttribute("data-page");
  }

  /** Waits until this page is before the learner: an address is followed only after the key or the pointer. */
  async arrives(place) {
    await this.frame.locator(`html:not(.waiting) section.on[data-page="${place}"]`).waitFor();
  }

  button(name, within = this.page()) {
    return within.getByRole("button", { name });
  }

  /** Everything on that page that answers and feedback can change: its words, and what is chosen. */
  async shown() {
    const page = this.page();
    const words = (await page.innerText()).replace(/\s+/g, " ").trim();
    const chosen = await page
      .locator("input")
      .evaluateAll((inputs) => inputs.map((input) => `${input.type} ${input.value} ${input.checked}`));
    return { place: await this.place(), words, chosen };
  }

  /** Turns to the next page, as Continue says. */
  async next() {
    const from = await this.place();
    await this.hands.use(this.page().locator("[data-next]"));
    await this.frame.locator(`html:not(.waiting) section.on:not([data-page="${from}"])`).waitFor();
    return this.place();
  }

  /** A scene or a pledge by its id; a question by the name that its inputs bear. */
  item(id) {
    return this.page().locator(`.item[data-id="${id}"], .item:has(input[name="item-${id}"])`);
  }

  option(id, letter) {
    return this.inputs(id).locator(`input[value="${letter}"]`);
  }

  /** Letters that are right, in order. */
  right(id) {
    return this.data.items[id].secret.right;
  }

  /** An answer that is wrong; `nth` gives another one each time, for learners who try again. */
  wrong(id, nth = 0) {
    const { letters, kind, secret } = this.data.items[id];
    const others = [...letters].filter((letter) => !secret.right.includes(letter));
    return kind === "multiple" && nth === 0 ? others.join("") : others[nth];
  }

  /** Chooses these letters and nothing else. */
  async choose(id, letters) {
    for (const letter of this.data.items[id].letters) {
      const option = this.option(id, letter);
      const multiple = this.data.items[id].kind === "multiple";
      const wanted = letters.includes(letter);
      if (multiple ? (await option.isChecked()) !== wanted : wanted) await this.hands.use(option);
    }
  }

  /** Answers a question on a page and waits for the feedback. */
  async answer(id, letters) {
    await this.choose(id, letters);
    await this.hands.use(this.button("Check my answer", this.item(id)));
    await this.item(id).locator(".fb").waitFor();
  }

  /** Plays a scene to its end, or for `most` choices; `pick` gives the index of the choice to take. */
  async play(id, { pick = best, most = 20 } = {}) {
    const scenario = this.data.scenarios[id];
    const path = [];
    let at = scenario.start;
    while (scenario.scenes[at].kind === "decision" && path.length < most) {
      const decision = scenario.scenes[at];
      const index = pick(decision);
      path.push(decision.id);
      await this.hands.use(this.item(id).locator(".choices button").nth(index));
      at = decision.choices[index].then;
      await this.item(id)
        .locator(".turn.you")
        .nth(path.length - 1)
        .waitFor();
    }
    return path;
  }

  /** Makes a promise with the first thing that is offered. */
  async pledge(id) {
    await this.hands.use(this.item(id).locator(`input[name="pledge-${id}"]`).first());
    await this.hands.use(this.button("Save my pledge", this.item(id)));
    await this.item(id).locator(".fb").waitFor();
  }

  /** Goes to a place by its address, as a link in the header or in a text does. */
  async visit(place) {
    await this.frame.evaluate((to) => {
      location.hash = `#/${to}`;
    }, place);
    await this.arrives(place);
  }

  /**
   * Reads from here to the end of the modules and does what each page asks; `each` sees every state. With
   * `untouched` each question is first checked without an answer; with `skip` scenes that warn are skipped.
   */
  async readAll({ answers = "right", each = async () => {}, untouched = false, skip = false } = {}) {
    const pages = this.data.modules.flatMap((module) => module.pages);
    for (let turns = 0; turns < 4 * pages.length; turns += 1) {
      const place = await this.place();
      if (place === TEST || place === FINISH) return place;
      await each(place);
      if (skip && (await this.button("Skip it").isVisible())) {
        await this.hands.use(this.button("Skip it"));
        await each(`${place}, skipped`);
      } else {
        await this.readNote();
        if (untouched) await this.checkNothing(place, each);
        await this.work(place, answers, each);
      }
      await this.next();
    }
    throw new Error("Continue never leads to the test or to the last page");
  }

  /** Chooses to read a page that warns of what is on it. */
  async readNote() {
    const read = this.button("Read it");
    if (await read.isVisible()) await this.hands.use(read);
  }

  /** Checks the questions of a page before anything is chosen. */
  async checkNothing(place, each) {
    for (const [id, { page }] of Object.entries(this.data.items)) {
      if (page !== place) continue;
      await this.hands.use(this.button("Check my answer", this.item(id)));
      await this.item(id).locator(".err").waitFor();
      await each(`${place}, ${id} checked without an answer`);
    }
  }

  /** Does all that a page offers: its questions, its scene, its pledge. */
  async work(place, answers, each) {
    const { items, scenarios, pledges } = this.data;
    const here = (things) => Object.keys(things).filter((id) => things[id].page === place);
    for (const id of here(items)) {
      if (answers === "right") await this.answer(id, this.right(id));
      else {
        for (let nth = 0; nth < items[id].attempts; nth += 1) await this.answer(id, this.wrong(id, nth));
      }
      await each(`${place}, ${id} answered ${answers}`);
    }
    for (const id of here(scenarios)) {
      await this.play(id, { pick: answers === "right" ? best : worst });
      await each(`${place}, ${id} played ${answers}`);
    }
    for (const id of here(pledges)) {
      await this.pledge(id);
      await each(`${place}, ${id} pledged`);
    }
  }

  /** The question of the running test that is before the learner. */
  async question() {
    return this.page().locator("[data-at=test] .item").getAttribute("data-id");
  }

  /** The options of the test are all called alike; those of a question on a page bear its id. */
  inputs(id) {
    return this.data.items[id].page === null ? this.page().locator("[data-at=test]") : this.item(id);
  }

  /** Answers the first `many` questions of the test and stays in it. */
  async beginTest(many) {
    await this.hands.use(this.button(/^(Start the test|Take the test again|Go on with the test)$/));
    const asked = [];
    while (asked.length < many) asked.push(await this.step(this.right.bind(this)));
    return asked;
  }

  /** Answers the question that is before the learner, and goes on. Gives its id. */
  async step(answer) {
    const id = await this.question();
    const before = await this.page().locator("[data-at=test] .hint").innerText();
    await this.choose(id, answer(id));
    const last = this.button("Hand in");
    if (await last.isVisible()) {
      await this.hands.use(last);
      await last.waitFor({ state: "hidden" });
    } else {
      await this.hands.use(this.button("Next question"));
      await this.page().locator("[data-at=test] .hint", { hasNotText: before }).waitFor();
    }
    return id;
  }

  /** Whether a question of the test is before the learner. */
  inTest() {
    return this.page().locator("[data-at=test] input").first().isVisible();
  }

  /** Takes the test and hands it in; the first `wrong` questions are answered wrongly. Gives the questions. */
  async takeTest({ wrong = 0, each = async () => {} } = {}) {
    await this.beginTest(0);
    await each("test, first question");
    const asked = await this.takeRest(wrong);
    await each(`test handed in, ${wrong} wrong`);
    return asked;
  }

  /** Goes on with a test that has begun; the first `wrong` of the questions that are left are answered wrongly. */
  async takeRest(wrong = 0) {
    const asked = [];
    while (await this.inTest()) {
      asked.push(await this.step(asked.length < wrong ? (id) => this.wrong(id) : (id) => this.right(id)));
    }
    // What was handed in is on its way to the system; it is there, or known not to be, before anybody looks.
    await this.frame.locator('#save:not(:text-is("Saving"))').waitFor({ state: "attached" });
    return asked;
  }
}

/**
 * Puts the clock forward until what was not saved is. A leap breaks off the try that is on its way, as waiting too long
 * does, and the next one is another wait away: so it may take several.
 */
export async function savedLater(page, frame) {
  const sign = frame.locator("#save", { hasText: /^Saved$/ });
  for (let leaps = 0; leaps < 12; leaps += 1) {
    await page.clock.fastForward(61_000);
    const there = await sign.waitFor({ timeout: 1_000 }).then(
      () => true,
      () => false,
    );
    if (there) return;
  }
  await sign.waitFor();
}

/** The choice that looking back calls good, else one that mends, else the first. */
export function best(decision) {
  return first(decision, ["good", "mends", "partly"]);
}

/** The choice that looking back calls a slip, else the last. */
export function worst(decision) {
  return first(decision, ["slip", "partly"], decision.choices.length - 1);
}

function first(decision, words, otherwise = 0) {
  const found = words.map((word) => decision.choices.findIndex((choice) => choice.was === word));
  return found.find((index) => index >= 0) ?? otherwise;
}
