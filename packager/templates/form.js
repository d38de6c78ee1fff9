// The form of a place: keeps what is typed in this browser, and saves it as a file. It asks for nothing from a network.
"use strict";
(() => {
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
  const fill = () => {
    const before = store((own) => JSON.parse(own.getItem(kept)));
    if (Array.isArray(before) && before.length === boxes.length) {
      boxes.forEach((box, at) => {
        box.value = String(before[at]);
      });
      told.textContent = "What you typed before is here again.";
    }
    boxes.forEach(mark);
  };
  form.addEventListener("input", (event) => {
    mark(event.target);
    store((own) => own.setItem(kept, JSON.stringify(boxes.map((box) => box.value))));
  });
  byId("anew").addEventListener("click", () => {
    if (!confirm("Put every answer back to what it was when you were sent this form?")) return;
    store((own) => own.removeItem(kept));
    form.reset();
    boxes.forEach(mark);
    told.textContent = "Every answer is as it was.";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
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
})();
