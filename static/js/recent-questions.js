// What somebody searched for on this device: kept here alone, by person, never sent, and forgotten when they say so.
import "./browser-floor.js";

const MOST = 8;
const LONGEST = 120;
const who = document.body.dataset.keepsBy ?? "";
const NAME = `questions:${who}`;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return []; // storage is forbidden, or holds something else
  }
}

function write(questions) {
  try {
    if (questions.length) localStorage.setItem(NAME, JSON.stringify(questions));
    else localStorage.removeItem(NAME);
  } catch {
    // without storage nothing is remembered
  }
}

const asked = (document.querySelector("main [data-find]")?.value ?? "").trim();
const earlier = read().filter((one) => one !== asked);
if (asked && asked.length <= LONGEST) write([asked, ...earlier].slice(0, MOST));

const box = document.querySelector("[data-recent]");
if (box && earlier.length) {
  const address = (question) => `${location.pathname}?q=${encodeURIComponent(question)}`;
  box.querySelector("ul").replaceChildren(
    ...earlier.map((question) => {
      const link = document.createElement("a");
      link.className = "btn btn-s";
      link.href = address(question);
      link.textContent = question;
      const row = document.createElement("li");
      row.append(link);
      return row;
    }),
  );
  box.querySelector("[data-forget]").addEventListener("click", () => {
    write([]);
    box.hidden = true;
    document.querySelector("main [data-find]")?.focus();
  });
  box.hidden = false;
}
