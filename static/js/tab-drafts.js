// Whoever is not signed in yet has no draft on the server: what stands in a form is held by this tab alone, until it was
// taken or the tab is closed. A page that was loaded again shows it; a field that the server filled is left as it is.
import "./browser-floor.js";

const WORDS = new Set(["text", "email", "search", "tel", "url", "textarea", "select-one"]);
const BOXES = new Set(["checkbox", "radio"]);
const SENT = "typed:sent"; // the forms that were sent and of which nobody knows yet whether they were taken
const bare = (path) => path.replace(/^\/[a-z]{2}(-[a-z]+)?(?=\/)/, ""); // it is there in the other languages as well
const NAME = (form) => `typed:${bare(location.pathname)}:${bare(form.getAttribute("action") ?? "")}`;

const here = new Set();
for (const form of document.querySelectorAll('main form[method="post"]')) {
  const fields = [...form.elements].filter((field) => holds(field) && field.name && !field.readOnly && field.autocomplete !== "one-time-code");
  if (!fields.length) continue;
  const name = NAME(form);
  here.add(name);
  const held = read(name);
  for (const field of fields) show(field, held[key(field)]);
  const keep = () => write(name, Object.fromEntries(fields.map((field) => [key(field), BOXES.has(field.type) ? field.checked : field.value])));
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => write(SENT, { ...read(SENT), [name]: true }));
}
// What a member saw and typed in this tab (page-memory.js) is nobody else's to find.
for (const name of Object.keys(stored())) if (name.startsWith("place:")) write(name, null);
// A form that stands here again was refused, or never arrived. One that led to another page was taken.
for (const name of Object.keys(read(SENT))) if (!here.has(name)) write(name, null);
write(SENT, null);

function stored() {
  try {
    return sessionStorage;
  } catch {
    return {};
  }
}

function holds(field) {
  return WORDS.has(field.type) || BOXES.has(field.type);
}

function key(field) {
  return BOXES.has(field.type) ? `${field.name}=${field.value}` : field.name;
}

function show(field, held) {
  if (held === undefined) return;
  if (BOXES.has(field.type)) field.checked ||= held === true && (field.type === "checkbox" || !chosen(field));
  else if (field.type === "select-one" ? ![...field.options].some((option) => option.defaultSelected && option.value) : !field.value) field.value = held;
}

function chosen(field) {
  return [...field.form.elements].some((other) => other.name === field.name && other.type === "radio" && other.defaultChecked);
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
