// The form of a place: keeps what is typed in this browser, and saves it as a file. It asks for nothing from a network.
"use strict";
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const file = byId("data").dataset.file;
const [form, told] = [byId("form"), byId("told")];
const boxes = [...form.querySelectorAll("textarea")];
const kept = `bona/form/${data.sum}`;
const reason = (key) => boxes.find((box) => box.dataset.why === key);
// A browser may keep nothing for a page from the disk; then it is only not kept.
const store = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};
const mark = (box) => {
  const row = box.closest(".row");
  const words = row.querySelector("textarea[name]").value.trim();
  row.classList.toggle("open", words === "");
  box.removeAttribute("aria-invalid");
};
// What goes into the middle of a sentence stands on one line, however it was typed or pasted.
const inOneLine = (box) => {
  if (!("line" in box.dataset) || !/[\r\n]/.test(box.value)) return;
  const at = box.selectionStart;
  box.value = box.value.replace(/\r\n|[\r\n]/g, " ");
  box.setSelectionRange(at, at);
};
// Nothing is cut that somebody wrote: they are told, and shorten it themselves.
const tooLong = (box) => {
  const [long, most] = [Array.from(box.value.trim()).length, Number(box.dataset.most)];
  const before = byId(`long-${box.id}`);
  if (long <= most) {
    before?.remove();
    return false;
  }
  const note = before ?? document.createElement("p");
  note.id = `long-${box.id}`;
  note.className = "small";
  note.setAttribute("role", "alert");
  note.textContent = `Too long: ${long} characters, and at most ${most} fit.`;
  if (!before) box.after(note);
  box.setAttribute("aria-invalid", "true");
  return true;
};
const judge = (box) => {
  inOneLine(box);
  mark(box);
  tooLong(box);
};
const fill = () => {
  const before = store((own) => JSON.parse(own.getItem(kept)));
  if (Array.isArray(before) && before.length === boxes.length) {
    boxes.forEach((box, at) => {
      box.value = String(before[at]);
    });
    told.textContent = "What you typed before is here again.";
  }
  boxes.forEach(judge);
};
form.addEventListener("beforeinput", (event) => {
  const breaks = ["insertLineBreak", "insertParagraph"].includes(event.inputType);
  if (breaks && "line" in event.target.dataset) event.preventDefault();
});
form.addEventListener("input", (event) => {
  // What is composed sign by sign is judged when it stands there.
  if (event.isComposing) mark(event.target);
  else judge(event.target);
  store((own) => own.setItem(kept, JSON.stringify(boxes.map((box) => box.value))));
});
byId("anew").addEventListener("click", () => {
  if (!confirm("Put every answer back to what it was when you were sent this form?")) return;
  store((own) => own.removeItem(kept));
  form.reset();
  boxes.forEach(judge);
  told.textContent = "Every answer is as it was.";
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  boxes.forEach(judge);
  const long = boxes.find(tooLong);
  if (long) {
    long.focus();
    told.textContent = "Not saved yet: an answer is too long.";
    return;
  }
  const answers = {};
  for (const box of boxes.filter((one) => one.name)) {
    const why = reason(box.name);
    answers[box.name] = why ? { say: box.value, why: why.value } : { say: box.value };
    const changed = box.value !== box.defaultValue;
    if (why && changed && box.value.trim() !== "" && why.value.trim() === "") {
      why.setAttribute("aria-invalid", "true");
      why.focus();
      told.textContent = "Not saved yet: say why you want these words.";
      return;
    }
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([`${JSON.stringify({ ...data, answers }, null, 1)}\n`], { type: "application/json" }),
  );
  link.download = file;
  link.click();
  const open = boxes.filter((box) => "needed" in box.dataset && box.value.trim() === "");
  const left = open.length > 0 ? ` Still without an answer: ${open.map((box) => box.labels[0].textContent).join(" ")}` : "";
  told.textContent = `Saved as ${file}, where this browser puts what it downloads. Send that file back.${left}`;
});
fill();
byId("still").hidden = true;
