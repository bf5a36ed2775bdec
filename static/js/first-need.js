// What a page needs only once somebody does something is fetched then. What they did meanwhile is done afterwards.
import "./browser-floor.js";
import { find } from "./rows.js";

const FIELDS = "input, select, textarea, [contenteditable]";
const struck = [];
let coming = false;

const alone = (event) =>
  !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]");

// The first key outside of fields, whatever it is, brings the table of keys. One leads into a field at once: what is typed
// behind it is meant for that.
async function key(event) {
  const { key: name, code, target, defaultPrevented: taken } = event;
  if (!(event instanceof KeyboardEvent) || (target.closest(FIELDS) && name !== "Escape")) return;
  if ((name === "/" || (name === "." && code === "Slash")) && !taken && !struck.length && alone(event)) {
    event.preventDefault();
    find();
  } else struck.push([event, taken]);
  if (coming) return;
  coming = true;
  const keys = await import("./keys.js").catch(() => null);
  coming = false;
  if (keys) document.removeEventListener("keydown", key);
  for (const one of struck.splice(0)) keys?.struck(...one);
}
if (!("noKeys" in document.body.dataset)) document.addEventListener("keydown", key);

// Who begins to write where the language of a text is asked for.
document.addEventListener("focusin", ({ target }) => {
  if (target.form?.querySelector("[data-tongue]")) import("./text-language.js").catch(() => {});
});
