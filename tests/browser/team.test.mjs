//! A course for a team: a role is chosen, somebody writes about a page, a certificate is printed.
//!
//! What stands here: what the learner sees and the system holds. What does not: which pages are for whom (the fixture) and
//! what else there is on them (access.test.mjs). Invariant: neither the role, nor a word about a page, nor a name leaves
//! the page, and each state is judged by axe-core.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, openAlone, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, savedLater, TEST } from "./learner.mjs";
import { goOver, Judges } from "./modes.mjs";
import { openSite } from "./site.mjs";

const CONTENTS = "course-contents";
const CERTIFICATE = "course-certificate";
const STATUS = "cmi.core.lesson_status";
const FOR_ALL = { desk: ["for_all", "at_desk"], ward: ["for_all", "on_ward", "handover"] };

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

async function start(t, options = {}, folder = "team") {
  const site = await openSite(unpacked(folder));
  t.after(() => site.close());
  return { site, ...(await launch(t, browser, site, options)) };
}

async function sound(learner, name) {
  assert.deepEqual((await judge(learner.frame)).violations, [], name);
  assert.equal(await sideways(learner.frame), 0, name);
}

const saved = (learner) => learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
const header = async (learner) => (await learner.frame.locator(".tools").innerText()).replace(/\s+/g, " ");

/** Chooses a role on the page that is shown, by its words. */
async function choose(learner, words) {
  await learner.hands.use(learner.page().getByRole("radio", { name: words }));
}

/** The pages that the contents show, in order. */
async function listed(learner) {
  await learner.visit(CONTENTS);
  const lines = learner.page().locator("[data-kind=page]:visible");
  return lines.evaluateAll((all) => all.map((line) => line.dataset.to));
}

/** Goes on to the test by Continue alone; gives the places on the way. */
async function goOn(learner) {
  const way = [];
  while ((await learner.place()) !== TEST) way.push(await learner.next());
  return way;
}

/** Does everything for whoever works at the desk. */
async function finishAsDesk(learner) {
  await learner.visit("for_all");
  await learner.visit("at_desk");
  if (await learner.button("Check my answer").isVisible()) {
    await learner.answer("screen", learner.right("screen"));
  }
  await learner.visit(TEST);
  await learner.takeTest();
  await learner.visit(FINISH);
}

for (const hands of [undefined, keyboard]) {
  test(`a role is chosen on the cover, ${hands ? "by keyboard" : "by pointer"}, and the rest is not in the way`, async (t) => {
    const { learner, site, calls, witness } = await start(t, { hands, screen: SCREENS.small });
    assert.equal(await learner.page().getByRole("radio", { name: "Show me everything" }).isChecked(), true);
    assert.match(await header(learner), /Step 1 of 8 About 10 minutes left/);
    await sound(learner, "the cover with its choice");
    await choose(learner, "At the desk");
    assert.match(await header(learner), /Step 1 of 5 About 4 minutes left/);
    assert.match(await learner.page().innerText(), /2 pages are meant for others and left out\./);
    const focused = () => learner.frame.evaluate(() => document.activeElement?.value);
    assert.equal(await focused(), "desk", "the focus stays on what was chosen");
    assert.deepEqual(await goOn(learner), ["for_all", "at_desk", TEST]);
    await learner.hands.use(learner.page().locator("[data-prev]"));
    await learner.arrives("at_desk"); // the way back passes by the others too
    await learner.visit("for_all");
    assert.match((await learner.shown()).words, /For: At the desk At the desk the queue/);
    assert.doesNotMatch((await learner.shown()).words, /A curtain is drawn/);
    assert.deepEqual(await listed(learner), FOR_ALL.desk);
    await sound(learner, "the contents with their choice");
    await finishAsDesk(learner);
    assert.match((await learner.shown()).words, /That is everything/);
    assert.match(
      (await learner.shown()).words,
      /Not sent What you pledged and a report of the role that you chose\./,
    );
    await saved(learner);
    assert.equal(site.tracks()[STATUS], "passed");
    const told = JSON.stringify(await calls());
    assert.ok(
      told.includes("suspend_data") && !/desk|role/.test(told.replace(/at_desk/g, "")),
      "the role is told to nobody",
    );
    assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
  });
}

test("a role that is chosen later loses nothing, and what was completed stays so", async (t) => {
  const { learner, page, site } = await start(t);
  await learner.visit("for_all");
  await learner.answer("curtain", learner.right("curtain"));
  await learner.visit("on_ward");
  assert.deepEqual(await listed(learner), ["for_all", "at_desk", "on_ward", "handover"]);
  await choose(learner, "At the desk");
  assert.deepEqual(await listed(learner), FOR_ALL.desk);
  assert.equal(
    await learner.page().locator("[data-return]").getAttribute("href"),
    "#/listening",
    "the page where the learner was is not there any more",
  );
  await finishAsDesk(learner);
  await saved(learner);
  assert.equal(site.tracks()[STATUS], "passed");
  await page.reload();
  const { learner: back } = await launch(t, browser, site);
  assert.match(await header(back), /Step 5 of 5/, "the role is found again");
  await back.visit(CONTENTS);
  await choose(back, "On the ward");
  assert.deepEqual(await listed(back), FOR_ALL.ward);
  await back.visit("for_all");
  assert.match(
    (await back.shown()).words,
    /Your answer: right|You chose this: right/,
    "the answer is still there",
  );
  await back.visit(FINISH);
  assert.match((await back.shown()).words, /Nearly there.*The handover/);
  await saved(back);
  assert.equal(site.tracks()[STATUS], "passed", "what was reached is never taken back");
  await back.visit(CONTENTS);
  await choose(back, "Show me everything");
  assert.deepEqual(await listed(back), ["for_all", "at_desk", "on_ward", "handover"]);
});

test("a place that is not there for the role opens the cover, and paper holds only what is shown", async (t) => {
  const site = await openSite(unpacked("team"));
  t.after(() => site.close());
  const { learner, page } = await launch(t, browser, site);
  await choose(learner, "At the desk");
  await learner.frame.evaluate(() => {
    location.hash = "#/handover";
  });
  assert.equal(await learner.place(), "listening");
  await page.emulateMedia({ media: "print" });
  const printed = await learner.frame
    .locator("section[data-page]:visible")
    .evaluateAll((all) => all.map((one) => one.dataset.page));
  assert.deepEqual(
    printed.filter((place) => !place.startsWith("course-")),
    ["listening", ...FOR_ALL.desk],
  );
  assert.ok(
    !printed.includes(CERTIFICATE) && !printed.includes(CONTENTS),
    "a certificate is a paper of its own",
  );
});

test("without scripts everything is there, and says for whom it is", async (t) => {
  const site = await openSite(unpacked("team"));
  t.after(() => site.close());
  const { page } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin], script: false });
  const words = await page.locator("main").innerText();
  assert.match(words, /For: On the ward\s+Say what|The handover\s+For: On the ward/);
  assert.match(words, /For: At the desk\s+At the desk the queue/);
  assert.equal(await page.getByRole("radio", { name: "Show me everything" }).isVisible(), false);
});

test("minutes left go with what is still to be read, and the contents tell them page by page", async (t) => {
  const { learner } = await start(t, { screen: SCREENS.phone });
  const times = [];
  for (let turns = 0; turns < 8; turns += 1) {
    times.push((await header(learner)).match(/Step \d of 8(?: (About \d+ minutes? left))?/)?.[1] ?? "");
    if ((await learner.place()) !== FINISH) await learner.next();
  }
  assert.deepEqual(times.slice(0, 5), [
    "About 10 minutes left",
    "About 8 minutes left",
    "About 6 minutes left",
    "About 4 minutes left",
    "About 4 minutes left",
  ]);
  assert.deepEqual(times.slice(5), ["", "", ""], "what is left takes no time that anybody knows");
  await learner.visit(CONTENTS);
  assert.match((await learner.shown()).words, /A pause\s*1 thing left/);
});

test("what the last page says was sent is what the system holds", async (t) => {
  const { learner, page, site } = await start(t, { clock: true });
  await learner.visit("for_all");
  await learner.visit(FINISH);
  await saved(learner);
  assert.match((await learner.shown()).words, /Told so far: not complete\. Last saved \d+ \w+ \d{4}/);
  assert.equal(
    await learner
      .page()
      .getByRole("link", { name: /certificate/ })
      .isVisible(),
    false,
  );
  await page.evaluate(() => {
    window.faults.offline = true;
  });
  await learner.visit("at_desk");
  await learner.answer("screen", learner.right("screen"));
  await learner.visit(FINISH);
  assert.match((await learner.shown()).words, /What you did since then is not sent yet/);
  await page.evaluate(() => {
    window.faults.offline = false;
  });
  await savedLater(page, learner.frame);
  await learner.visit(CONTENTS);
  await choose(learner, "At the desk");
  await finishAsDesk(learner);
  await saved(learner);
  assert.match(
    (await learner.shown()).words,
    /Told so far: completed and passed\. Your best result, 100 per cent/,
  );
  assert.deepEqual([site.tracks()[STATUS], site.tracks()["cmi.core.score.raw"]], ["passed", "100"]);
});

for (const [name, screen, dark] of [
  ["desktop", SCREENS.desktop, false],
  ["small", SCREENS.small, true],
]) {
  test(`a certificate is printed once everything is done, ${name}`, async (t) => {
    const { learner, page, site, calls, witness } = await start(t, { screen, dark, hands: keyboard });
    await learner.visit(CERTIFICATE);
    assert.match((await learner.shown()).words, /Once the course is complete/);
    assert.equal(await learner.page().getByRole("textbox").count(), 0);
    await sound(learner, "too early");
    await learner.visit("listening");
    await choose(learner, "At the desk");
    await finishAsDesk(learner);
    await learner.hands.use(
      learner.page().getByRole("link", { name: "A certificate of attendance to print" }),
    );
    await learner.page().getByRole("heading", { name: "Certificate of attendance", level: 1 }).waitFor();
    assert.equal(await learner.frame.evaluate(() => document.activeElement?.tagName), "H1");
    await learner.hands.type(learner.page().getByRole("textbox"), "Ŵyn <b>Parry</b>");
    const paper = async () => (await learner.page().locator("dl").innerText()).replace(/\s+/g, " ");
    assert.match(await paper(), /Ŵyn <b>Parry<\/b> Course One team: listening at work Edition 1\.0\.0/);
    assert.match(await paper(), /Learning time About 4 minutes, as planned/, "of what is there for the desk");
    assert.doesNotMatch(await paper(), /per cent/, "a result only for whoever wants it");
    await learner.hands.use(learner.page().getByRole("checkbox"));
    assert.match(await paper(), /Result 100 per cent in the test/);
    assert.match(await paper(), /no qualification\. The record is the one that the learning system keeps/);
    await sound(learner, "the certificate");
    await leavePicture(page, `certificate-${name}`);
    await learner.frame.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const printed = learner.frame.locator("section[data-page]:visible");
    assert.deepEqual(await printed.evaluateAll((all) => all.map((one) => one.dataset.page)), [CERTIFICATE]);
    assert.equal(await learner.frame.locator("input:visible, button:visible, #reply:visible").count(), 0);
    await page.emulateMedia({ media: "screen" });
    await saved(learner);
    const everything = JSON.stringify([
      await calls(),
      site.tracks(),
      await page.evaluate(() => ({ ...localStorage })),
    ]);
    assert.ok(!everything.includes("Parry"), "the name is neither sent nor kept");
    assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
  });
}

test("the certificate fits on one sheet of A4", async (t) => {
  const site = await openSite(unpacked("html"));
  t.after(() => site.close());
  const { learner, page } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin] });
  await learner.readAll();
  await learner.takeTest();
  await learner.visit(CERTIFICATE);
  await learner.hands.type(
    learner.page().getByRole("textbox"),
    "A name that is as long as names can be, and then a little longer",
  );
  await learner.frame.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1);
  await learner.visit(FINISH);
  await learner.frame.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const whole = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.ok(whole.match(/\/Type\s*\/Page\b/g)?.length > 5, "the count can see more than one");
});

test("a word about a page is copied or put into a mail, with the page's name and nothing else", async (t) => {
  const { learner, page, site, calls, witness } = await start(t, { hands: keyboard, screen: SCREENS.small });
  const panel = learner.frame.locator("#reply");
  await learner.visit("for_all");
  await learner.answer("curtain", learner.wrong("curtain"));
  assert.equal(await panel.getByRole("textbox").isVisible(), false, "only for whoever asks for it");
  await learner.hands.use(panel.locator("summary"));
  await sound(learner, "the panel");
  assert.match(await panel.innerText(), /The course itself sends nothing/);
  const words = "The second sentence is hard.\nWho is “somebody”?";
  await panel.getByRole("textbox").fill(words);
  const about = "One team: listening at work, edition 1.0.0: A pause (for_all)";
  assert.equal(await panel.locator("pre").innerText(), `${about}\n\n${words}`);
  const mail = new URL(await panel.getByRole("link", { name: "Write a mail" }).getAttribute("href"));
  assert.deepEqual(
    [mail.protocol, mail.pathname, mail.searchParams.get("subject"), mail.searchParams.get("body")],
    ["mailto:", "training@trust.nhs.uk", about, words.replace("\n", "\r\n")],
  );
  await learner.hands.use(panel.getByRole("button", { name: "Copy" }));
  await panel.getByText(/^(Copied\.|The text is selected)/).waitFor();
  assert.equal(await learner.frame.evaluate(() => getSelection().toString().trim()), `${about}\n\n${words}`);
  await leavePicture(page, "reply-small");
  await panel.getByRole("textbox").fill("é".repeat(1_000));
  assert.match(await panel.innerText(), /too long to be put into a mail/);
  const long = await panel.getByRole("link", { name: "Write a mail" }).getAttribute("href");
  assert.ok(long.length < 1_800 && !long.includes("body="), "half a mail is none");
  await panel.getByRole("textbox").fill(words);
  await learner.visit("at_desk");
  assert.equal(await panel.getByRole("textbox").isVisible(), false, "the next page begins anew");
  await learner.hands.use(panel.locator("summary"));
  assert.match(await panel.locator("pre").innerText(), /: At the desk \(at_desk\)$/);
  assert.equal(await panel.getByRole("textbox").inputValue(), "");
  await learner.visit("for_all");
  assert.equal(await panel.locator("textarea").inputValue(), words, "words stay with their page");
  await saved(learner);
  const everything = JSON.stringify([
    await calls(),
    site.tracks(),
    await page.evaluate(() => ({ ...localStorage })),
  ]);
  assert.ok(!everything.includes("hard"), "nothing of it is sent or kept");
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});

test("a course of options alone has its reminder and its print button too", async (t) => {
  const { learner } = await start(t);
  await learner.visit("handover");
  await learner.pledge("promise");
  await learner.visit(FINISH);
  const link = learner.page().getByRole("link", { name: "A reminder for your calendar" });
  assert.equal(await link.getAttribute("download"), "promise.ics");
  await learner.visit(CONTENTS);
  await learner.frame.evaluate(() => {
    window.print = () => {
      window.printed = true;
    };
  });
  await learner.hands.use(learner.button("Print or save everything"));
  assert.equal(await learner.frame.evaluate(() => window.printed), true);
});

test("every judge, in each way: the choice, the panel, the contents, the certificate", async (t) => {
  const { learner, page, witness } = await start(t);
  const judges = new Judges();
  const look = (name) => judges.look(page, learner.frame, learner.page(), name);
  await choose(learner, "At the desk");
  await look("the cover");
  await learner.hands.use(learner.frame.locator("#reply summary"));
  await look("the cover and the panel");
  await learner.visit(CONTENTS);
  await look("the contents");
  await finishAsDesk(learner);
  await look("the last page");
  await learner.visit(CERTIFICATE);
  await learner.page().getByRole("textbox").fill("Wyn Parry");
  await look("the certificate");
  await goOver(page, learner.frame, "rtl");
  await leavePicture(page, "certificate-rtl");
  judges.settle(t, { states: 5, axe: 25, nodes: 1000, ibm: 10, passed: 1000, html: 5, controls: 150 });
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});

test("without an address there is no mail to write", async (t) => {
  const { learner } = await start(t, {}, "scorm12");
  const panel = learner.frame.locator("#reply");
  await learner.hands.use(panel.locator("summary"));
  assert.equal(await panel.getByRole("link", { name: "Write a mail" }).count(), 0);
  assert.match(await panel.innerText(), /give them to whoever gave you the course/);
  await sound(learner, "the panel without an address");
});
