//! What is held on one person, as `bona evidence person --html` writes it: it keeps the rules, asks nothing, and prints.
//!
//! What stands here: axe-core, html-validate, printing and pictures, with names as long as they may be. What does not: what
//! stands on it (tests/suite/evidence/person.rs). Invariant: one with pale words is refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { judgedInEachWay, openPage, paleIsRefused, prints } from "./alone.mjs";
import { startBrowser } from "./chromium.mjs";
import { faults } from "./html.mjs";
import { program } from "./previewed.mjs";

/** Words until there are so many letters. */
const words = (letters) => "understanding people ".repeat(letters).slice(0, letters).trim();
const STAFF = `No,Name,Role,Place,Kind,From,To
0042,${words(250)},${words(200)},Ward 9,Permanent,01/02/2024,
`;
const MAPPING = `StaffMapping(
    staff_number: "No", name: ["Name"], role: "Role", place: "Place", kind: "Kind",
    kinds: [KindWord(says: "Permanent", means: Employed)], starts: "From", ends: "To", dates: DayMonthYear,
)
`;
const MOODLE = `,"ID number","First contact",""
"Ann Byrne","0042","Completed (achieved pass grade)","2026-11-03 14:02:11"
"Bo Cole","0043","Completed","2026-11-04 09:00:00"
`;
const SEEN = `name,staff_number,competence,result,day
Ann Byrne,0042,${"x".repeat(120)},competent,2026-11-09
`;
const REQUIREMENTS = `[Requirement(id: "all_staff", title: "LGBT+ awareness", courses: ["first_contact"], within: Days(30))]
`;

let browser;
let folder;
let page;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "bona-person-"));
  const put = (name, text) => writeFileSync(join(folder, name), text);
  put("staff.csv", STAFF);
  put("mapping.ron", MAPPING);
  put("moodle.csv", MOODLE);
  put("seen.csv", SEEN);
  put("requirements.ron", REQUIREMENTS);
  const env = { ...process.env, BONA_STORE: join(folder, "evidence.bona") };
  const bona = (...options) => execFileSync(program(), ["evidence", ...options], { cwd: folder, env });
  bona("init", "--organisation", "Elm Street Surgery");
  bona("staff", "staff.csv", "--mapping", "mapping.ron", "--as-at", "2026-11-20", "--apply");
  const about = ["--course", "first_contact", "--apply"];
  bona("import", "moodle.csv", "--activity", "First contact", ...about);
  bona("import", "seen.csv", "--kind", "observed", "--stated-by", "C. Manager", ...about);
  const because = ["--because", words(200), "--decided-by", "C. Manager", "--apply"];
  bona("waive", "0042", "--requirement", "all_staff", "--until", "2027-01-31", ...because);
  bona("person", "0042", "--html", "ann.html");
  page = pathToFileURL(join(folder, "ann.html"));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (t, options) => openPage(t, browser, page, options);

judgedInEachWay("the page of what is held on a person", "person", open);
paleIsRefused("a page of what is held", open);

test("the page of what is held on a person is valid HTML, names nobody else, and prints", async (t) => {
  const html = readFileSync(page, "utf8");
  assert.deepEqual(await faults(html, "ann.html"), []);
  assert.ok(!html.includes("Bo Cole"));
  await prints(await open(t), "person", 5);
});
