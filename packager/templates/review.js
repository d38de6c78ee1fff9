// Comments on a course: written beside each thing, kept while the page is open, saved as a file to send back. It asks for
// nothing from a network, keeps nothing in the browser, and makes no words into markup.
"use strict";
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const file = byId("data").dataset.file;
const [told, bar, capacity] = [byId("told"), byId("count"), byId("as")];
let saved = true;
const make = (name, words, attributes) => {
  const element = document.createElement(name);
  if (words) element.textContent = words;
  for (const key of Object.keys(attributes || {})) element.setAttribute(key, attributes[key]);
  return element;
};
const two = (number) => (number < 10 ? `0${number}` : String(number));
const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
const chance = () => {
  const bytes = new Uint8Array(6);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => (byte < 16 ? "0" : "") + byte.toString(16)).join("");
};
const forms = () => Array.from(document.querySelectorAll(".comment"));
const says = (form) => form.querySelector("textarea").value.trim();
const kind = (form) => form.querySelector("select").value;
// Praise needs no words.
const counts = (form) => says(form) !== "" || kind(form) === "Good";
const count = () => {
  const all = forms().filter(counts).length;
  bar.textContent = all === 1 ? "1 comment" : `${all} comments`;
  return all;
};
const changed = () => {
  saved = false;
  told.textContent = "";
  count();
};
let last = 0;
/** As many rows as what is written needs, and the words for paper, where a box would cut them. */
const fit = (form) => {
  const [area, select] = [form.querySelector("textarea"), form.querySelector("select")];
  while (area.scrollHeight > area.clientHeight && area.rows < 40) area.rows++;
  const option = select.options[select.selectedIndex];
  form.querySelector(".paper").textContent = counts(form) ? `${option.text}: ${says(form)}` : "";
};
const add = (n, was) => {
  const row = byId(`t${n}`);
  const own = `c${++last}`;
  const name = byId(`l${n}`).textContent.trim();
  const form = make("div", "", { class: "comment", role: "group", "aria-label": `Comment on ${name}` });
  form.dataset.n = n;
  form.dataset.id = was ? was.id : chance();
  form.dataset.on = was ? was.on : today();
  const select = make("select", "", { id: `${own}k` });
  for (const [word, words] of data.kinds) select.append(make("option", words, { value: word }));
  const area = make("textarea", "", { id: `${own}w`, rows: "3", maxlength: data.most });
  if (was) {
    select.value = was.kind;
    area.value = was.says;
  }
  const away = make("button", "Take this comment out", { type: "button", class: "quiet" });
  away.addEventListener("click", () => {
    form.remove();
    changed();
    row.querySelector(".say").focus();
  });
  form.append(
    make("label", "What kind of comment", { for: select.id }),
    select,
    make("label", "Your words", { for: area.id }),
    area,
    make("p", "", { class: "paper", dir: "auto" }),
    away,
  );
  form.addEventListener("input", () => {
    fit(form);
    changed();
  });
  row.insertBefore(form, row.querySelector(".say"));
  fit(form);
  row.querySelector(".say").firstChild.nodeValue = "Comment again";
  return select;
};
for (let n = 0; n < data.things.length; n++) {
  const button = make("button", "Comment", { type: "button", class: "say" });
  button.append(make("span", ` on ${byId(`l${n}`).textContent.trim()}`, { class: "away" }));
  button.addEventListener("click", () => {
    add(n).focus();
    count();
  });
  byId(`t${n}`).append(button);
}
const above = (n) => {
  const keys = [];
  for (let at = data.things[n][2]; at >= 0; at = data.things[at][2]) keys.push(data.things[at][0]);
  return keys;
};
const post = () => ({
  format: data.format,
  course: data.course,
  edition: data.edition,
  variant: data.variant,
  language: data.language,
  as: capacity.value,
  comments: forms()
    .filter(counts)
    .map((form) => {
      const n = Number(form.dataset.n);
      const [of, text, , alike, stood] = data.things[n];
      const { id, on } = form.dataset;
      return { id, of, on, kind: kind(form), says: says(form), stood, text, above: above(n), alike };
    }),
});
const save = () => {
  const all = count();
  if (all === 0) {
    told.textContent = "There is no comment yet: nothing was saved.";
    return;
  }
  const empty = forms().filter((form) => !counts(form)).length;
  const link = make("a", "", { download: file });
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(post(), null, 1)}\n`], { type: "application/json" }));
  link.click();
  saved = true;
  const left = empty > 0 ? ` Left out, since nothing was written there: ${empty}.` : "";
  told.textContent = `Saved as ${file}, where this browser puts what it downloads. Send that file back.${left}`;
};
/** A file that was saved before, or nothing where it is none. */
const parsed = (text) => {
  try {
    const before = JSON.parse(text);
    const own = before && before.format === data.format && before.course === data.course;
    return own && Array.isArray(before.comments) ? before : null;
  } catch {
    return null;
  }
};
const put = (before) => {
  const kinds = data.kinds.map((entry) => entry[0]);
  let lost = 0;
  let here = 0;
  for (const one of before.comments.filter((entry) => entry && typeof entry === "object")) {
    const n = data.things.findIndex((thing) => thing[0] === one.of && thing[1] === one.text);
    if (forms().some((form) => form.dataset.id === one.id)) continue;
    if (n < 0 || typeof one.says !== "string" || !kinds.includes(one.kind)) lost++;
    else {
      add(n, one);
      here++;
    }
  }
  return [here, lost];
};
const take = (text) => {
  const before = parsed(text);
  if (!before) {
    told.textContent = "That is no file of comments on this course: nothing was put here.";
    return;
  }
  const [here, lost] = put(before);
  if (Array.from(capacity.options, (option) => option.value).includes(before.as)) capacity.value = before.as;
  count();
  if (here > 0) saved = false;
  const gone = lost > 0 ? ` ${lost} could not be put here, since this page has other words; send both files.` : "";
  told.textContent = `Comments put back: ${here}.${gone}`;
};
byId("save").addEventListener("click", save);
capacity.addEventListener("change", changed);
byId("before").addEventListener("change", (event) => {
  const own = event.target.files[0];
  if (!own) return;
  const reader = new FileReader();
  reader.onload = () => take(String(reader.result));
  reader.readAsText(own);
  event.target.value = "";
});
addEventListener("beforeunload", (event) => {
  if (saved || count() === 0) return;
  event.preventDefault();
  event.returnValue = "";
});
count();
byId("still").hidden = true;
byId("tools").hidden = false;
byId("back").hidden = false;
byId("bar").hidden = false;
