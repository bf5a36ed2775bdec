// Whoever is not signed in yet has no draft on the server: what stands in a form is held by this tab alone, until it is
// sent or the tab is closed. A page that was loaded again shows it; a field that the server filled is left as it is.
import "./floor.js";

const WORDS = new Set(["text", "email", "search", "tel", "url", "textarea"]);
const NAME = (form) => `typed:${location.pathname.slice(3)}:${form.getAttribute("action") ?? ""}`;

for (const form of document.querySelectorAll('main form[method="post"]')) {
  const fields = [...form.elements].filter((field) => WORDS.has(field.type) && field.name && !field.readOnly && field.autocomplete !== "one-time-code");
  if (!fields.length) continue;
  const held = read(NAME(form));
  for (const field of fields) if (!field.value && held[field.name]) field.value = held[field.name];
  form.addEventListener("input", () => write(NAME(form), Object.fromEntries(fields.map((field) => [field.name, field.value]))));
  form.addEventListener("submit", () => write(NAME(form), null));
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function write(name, said) {
  try {
    if (said) sessionStorage.setItem(name, JSON.stringify(said));
    else sessionStorage.removeItem(name);
  } catch {
    // A browser that holds nothing for a tab loses it, as every page did before.
  }
}
