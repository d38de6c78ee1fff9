//! The page for a manager, as `bona evidence page` writes it: it keeps the rules, asks nothing, and prints.
//!
//! What stands here: axe-core, html-validate, printing and pictures, with names and titles as long as they may be. What does
//! not: who stands on it (tests/suite/evidence/staff.rs). Invariant: one with pale words is refused.

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

/** Words until there are so many letters, and one that does not break. */
const words = (letters) => "understanding people ".repeat(letters).slice(0, letters).trim();
const UNBROKEN = "x".repeat(120);

const STAFF = `No,Name,Role,Place,Kind,From,To
1,Ann Byrne,Senior Nurse,Ward 9,Permanent,01/02/2024,
2,${words(250)},${words(200)},${words(200)},Bank,01/02/2024,
3,${UNBROKEN},GP,Ward 9,Permanent,01/11/2026,
4,Zoë Díaz,GP,Ward 9,Agency,01/11/2020,
`;
const MAPPING = `StaffMapping(
    staff_number: "No", name: ["Name"], role: "Role", place: "Place", kind: "Kind",
    kinds: [KindWord(says: "Permanent", means: Employed)], starts: "From", ends: "To", dates: DayMonthYear,
)
`;
const REQUIREMENTS = `[
    Requirement(id: "all_staff", title: "LGBT+ awareness", courses: ["first_contact"], within: Days(30), every: Months(12),
        exempt: [Exempt(kinds: [Agency], because: "Their agency does it.")]),
    Requirement(id: "more", title: "${words(200)}", courses: ["everyone"], within: Days(30)),
]
`;

let browser;
let folder;
let page;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "bona-manager-"));
  const put = (name, text) => writeFileSync(join(folder, name), text);
  put("staff.csv", STAFF);
  put("mapping.ron", MAPPING);
  put("requirements.ron", REQUIREMENTS);
  const env = { ...process.env, BONA_STORE: join(folder, "evidence.bona") };
  const bona = (...options) => execFileSync(program(), ["evidence", ...options], { cwd: folder, env });
  bona("init", "--organisation", "Elm Street Surgery");
  bona("staff", "staff.csv", "--mapping", "mapping.ron", "--as-at", "2026-11-20", "--apply");
  bona("page", "staff.html", "--as-at", "2026-11-20");
  page = pathToFileURL(join(folder, "staff.html"));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (t, options) => openPage(t, browser, page, options);

judgedInEachWay("the manager's page", "manager", open);
paleIsRefused("a manager's page", open);

test("the manager's page is valid HTML, and prints", async (t) => {
  assert.deepEqual(await faults(readFileSync(page, "utf8"), "staff.html"), []);
  await prints(await open(t), "manager", 3);
});
