//! Certificates of records, as `bona certificate issue` makes them: they keep the rules, fit on one sheet, and ask nothing.
//!
//! What stands here: axe-core, html-validate and printing, on the certificate that is kept for ever and on one whose
//! every text is as long as it may be; the badge in a picture; the code, read by zxing-cpp. What does not: what they prove
//! (tests/suite). Invariant: one with pale words is refused, one with more rows than a sheet holds is counted as more sheets,
//! and a code that was spoilt is not read.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { OUT } from "./course.mjs";
import { faults } from "./html.mjs";

const KEPT = new URL("../fixtures/evidence/certificate.html", import.meta.url);
const SIGNED = new URL("../fixtures/evidence/certificate_signed.html", import.meta.url);
const BADGE = new URL("../fixtures/evidence/badge.svg", import.meta.url);
const READER = fileURLToPath(new URL("../oracles/qr.py", import.meta.url));
const [KEPT_TEXT, SIGNED_TEXT] = [KEPT, SIGNED].map((page) => readFileSync(page, "utf8"));

/** Words until there are so many letters. */
const words = (letters) => "understanding people ".repeat(letters).slice(0, letters).trim();

/** The longest that any part of it can be: engine/src/certificate.rs and limits.rs say so. */
const LONGEST = [
  ["Ann B. Byrne</bdi>", `${words(120)}</bdi>`],
  ["First contact</bdi>", `${words(200)}</bdi>`],
  ["Completed the course and passed its test.", `Was seen to do this: ${words(255)}. That is no completion.`],
  ["1.0.0, as its package says", `${words(255)}, as its package says; as it is for ${words(255)}`],
  ["Completed (achieved pass grade)", `${words(255)} (${words(255)})`],
  [
    "Nobody else has confirmed when.",
    `No later than 22 November 2026, when ${"x/".repeat(100)} saw it in the log.`,
  ],
  ["elm-street-surgery/bona/4iqkqol3,", `${"elm-".repeat(50)},`],
  ["<dd>Elm Street Surgery</dd>", `<dd>${words(255)}</dd>`],
];

/** The longest code: engine/src/certificate.rs says how long an address may be. */
const ADDRESS = ["https://elm.example/check#", `https://elm.example/${"check/".repeat(23)}xx#`];

/** A page with a code at the usual size still. */
const LONG_WITH_CODE = [
  ["Ann B. Byrne</bdi>", `${words(40)}</bdi>`],
  ["Completed (achieved pass grade)", words(110)],
  ADDRESS,
];

/** One that is printed at the usual size still: packager/src/document/certificate.rs says until when. */
const LONG = [
  ["Ann B. Byrne</bdi>", `${words(40)}</bdi>`],
  ["First contact</bdi>", `${words(90)}</bdi>`],
  ["Completed (achieved pass grade)", words(80)],
  [
    "Nobody else has confirmed when.",
    `No later than 22 November 2026, when ${"x/".repeat(30)} saw it in the log.`,
  ],
  ["<dd>Elm Street Surgery</dd>", `<dd>${words(40)}</dd>`],
];

function changed(changes, start, page = KEPT_TEXT) {
  let text = page.replace('<html lang="en-GB" dir="ltr">', start);
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), `${from} stands in it`);
    text = text.replace(from, to);
  }
  return text;
}

const longest = (page) =>
  changed(page ? [...LONGEST, ADDRESS] : LONGEST, '<html lang="en-GB" dir="ltr" class="full">', page);
const long = () => changed(LONG, '<html lang="en-GB" dir="ltr">');

let browser;
before(async () => {
  browser = await startBrowser();
  mkdirSync(OUT, { recursive: true });
});
after(() => browser.close());

async function open(t, address, options = {}) {
  const window = await openWindow(browser, { allowed: [address.href], ...options });
  t.after(() => window.context.close());
  await window.page.goto(address.href);
  return { ...window, frame: window.page.mainFrame() };
}

function written(name, text) {
  writeFileSync(`${OUT}/${name}`, text);
  return pathToFileURL(`${OUT}/${name}`);
}

async function sheets(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
}

for (const dark of [false, true]) {
  for (const name of ["desktop", "small"]) {
    test(`${dark ? "dark" : "light"}, ${name}: a certificate keeps the rules and asks nothing`, async (t) => {
      const long = [written("certificate-longest.html", longest())];
      long.push(written("certificate-signed-longest.html", longest(SIGNED_TEXT)));
      for (const address of [KEPT, SIGNED, ...long]) {
        const { page, frame, witness } = await open(t, address, { dark, screen: SCREENS[name] });
        const shot = `${address.pathname.split("/").at(-1)}-${name}-${dark ? "dark" : "light"}.png`;
        await page.screenshot({ path: `${OUT}/${shot}`, fullPage: true });
        const { violations, nodes } = await judge(frame);
        assert.deepEqual(violations, []);
        assert.ok(nodes > 40, `${nodes} elements`);
        assert.equal(await sideways(frame), 0);
        assert.deepEqual(witness.requests, [address.href]);
        assert.deepEqual([witness.violations, witness.errors], [[], []]);
        assert.equal(await page.locator("h1").count(), 1);
      }
    });
  }
}

test("a certificate is valid HTML", async () => {
  assert.deepEqual(await faults(KEPT_TEXT, "certificate.html"), []);
  assert.deepEqual(await faults(SIGNED_TEXT, "certificate_signed.html"), []);
});

test("a certificate fits on one sheet of A4, however long its words", async (t) => {
  assert.equal(await sheets((await open(t, KEPT)).page), 1);
  assert.equal(await sheets((await open(t, written("certificate-long.html", long()))).page), 1);
  assert.equal(await sheets((await open(t, SIGNED)).page), 1);
  const usual = changed(LONG_WITH_CODE, '<html lang="en-GB" dir="ltr">', SIGNED_TEXT);
  assert.equal(await sheets((await open(t, written("certificate-signed-long.html", usual))).page), 1);
  const signed = written("certificate-signed-longest.html", longest(SIGNED_TEXT));
  assert.equal(await sheets((await open(t, signed)).page), 1);
  const { page } = await open(t, written("certificate-longest.html", longest()));
  assert.equal(await sheets(page), 1);
  await page.evaluate(() => {
    const list = document.querySelector("dl");
    for (let row = 0; row < 40; row += 1) list.append(list.firstElementChild.cloneNode(true));
  });
  assert.ok((await sheets(page)) > 1, "the count can see more than one");
});

test("a certificate with pale words is refused", async (t) => {
  const { page, frame } = await open(t, KEPT);
  await page.evaluate(() => {
    for (const row of document.querySelectorAll("dd")) row.style.setProperty("color", "#ccc");
  });
  const { violations } = await judge(frame);
  assert.ok(violations.length > 0);
});

test("a badge in a picture shows its words and asks nothing", async (t) => {
  const { page, witness } = await open(t, BADGE);
  assert.deepEqual(witness.requests, [BADGE.href]);
  assert.deepEqual([witness.violations, witness.errors], [[], []]);
  const right = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll("text")].map((text) => text.getBBox().x + text.getBBox().width),
    ),
  );
  assert.ok(right > 400 && right < 800, `words end at ${right}`);
});

/** What a telephone reads in each picture. */
function read(...pictures) {
  const { status, stdout, stderr } = spawnSync("python3", [READER, ...pictures], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.split("\n").slice(0, pictures.length);
}

for (const [name, dark, print] of [
  ["desktop", false, false],
  ["desktop", true, false],
  ["small", false, false],
  ["desktop", true, true],
]) {
  test(`${dark ? "dark" : "light"}, ${name}${print ? ", on paper" : ""}: the code is read, a spoilt one is not`, async (t) => {
    const { page } = await open(t, SIGNED, { dark, screen: SCREENS[name] });
    if (print) await page.emulateMedia({ media: "print" });
    const code = page.locator(".code svg");
    const [whole, spoilt] = ["whole", "spoilt"].map((one) => `${OUT}/certificate-code-${one}.png`);
    await code.screenshot({ path: whole });
    const { width, height } = await code.boundingBox();
    // A CSS pixel is a 96th of an inch: 2 cm are 75.6 of them.
    assert.ok(width >= 76 && Math.abs(width - height) < 1, `${width} by ${height}`);
    await code.evaluate((svg) => {
      svg.lastElementChild.setAttribute("d", "M4 4h20v20h-20z");
    });
    await code.screenshot({ path: spoilt });
    const text = await page.locator(".code .key").innerText();
    assert.match(text, /^https:\/\/elm\.example\/check#[0-9a-f]{64}$/);
    assert.deepEqual(read(whole, spoilt), [text, ""]);
    assert.ok((await code.getAttribute("aria-label")).includes("QR code"));
  });
}
