// Keys: one table for all pages. Other modules add theirs: register({ keys: "r", words: "Reply", run() { … } }).
//   keys    one key, or two that follow each other: "g t"
//   words   what it does, in the language of the page: for the list that ? shows (ours stand in shell/keys.html)
//   run     may return false: nothing was done, and the browser goes on
// They work while no field has the focus, no dialog is open, no modifier is held, and the person has not switched them
// off (settings). With other letters than Latin ones the place of a key counts: g is п on a Cyrillic keyboard. All this
// comes with the first key (first-need.js).
import "./browser-floor.js";
import { lateSheet } from "./late-sheet.js";
import { OPENS, ROWS, find, rowInHand, rows, takeRow } from "./rows.js";

const FIELDS = "input, select, textarea, [contenteditable], [role=listbox], [role=combobox], iframe, video, audio";
const PATIENCE = 1500;
// Where these letters stand, Cyrillic layouts have a full stop, and with shift a comma.
const BY_PLACE = { ".": "/", ",": "?" };

const table = new Map();
let begun = "";
let forget = 0;

export function register({ keys, words = "", run }) {
  table.set(keys, run);
  const list = words && document.querySelector("#keys .keys");
  if (!list) return;
  const row = list.lastElementChild.cloneNode(true);
  row.querySelector("dt").replaceChildren(
    ...keys.split(" ").flatMap((key) => {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      return [cap, " "];
    }),
  );
  row.querySelector("dd").textContent = words;
  list.append(row);
}

// The key as the table has it; "" for what is none of ours.
function named({ key, code, shiftKey }) {
  if (code === "Slash" && key in BY_PLACE) return BY_PLACE[key];
  if (key.length > 1 || key.toLowerCase() === key.toUpperCase()) return key;
  if (shiftKey) return "";
  if (/[a-z]/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : "";
}

function elsewhere(event, taken) {
  return (
    !(event instanceof KeyboardEvent) || // what a browser fills in by itself comes as a key without a name
    taken ||
    event.isComposing ||
    event.keyCode === 229 || // an input method is at work (Safari says so after isComposing has ended)
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.getModifierState("AltGraph") ||
    event.target.closest(FIELDS) !== null ||
    document.querySelector("dialog[open]") !== null
  );
}

function pressed(event) {
  const key = named(event);
  const before = begun;
  begun = "";
  clearTimeout(forget);
  if (!before && key === "g") {
    if (event.repeat) return;
    begun = "g ";
    forget = setTimeout(() => (begun = ""), PATIENCE);
    return;
  }
  const run = table.get(before + key);
  if (!run || (event.repeat && key !== "j" && key !== "k")) return;
  if (run(event) !== false) event.preventDefault();
}

// `taken`: somebody else has done something with it.
export function struck(event, taken = event.defaultPrevented) {
  if (!elsewhere(event, taken)) pressed(event);
  else if (event.key === "Escape" && event.target.matches("#find, main [data-find]")) leaveField(event, taken);
}

document.addEventListener("keydown", (event) => struck(event));

// After / and a look at the field: Escape in an empty one gives the keys back.
function leaveField(event, taken) {
  if (!taken && !event.isComposing && !event.target.value) event.target.blur();
}

function step(by) {
  const all = rows();
  const at = all.indexOf(rowInHand());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return false;
  takeRow(next);
  return true;
}

const path = (address) => address.replace(/[?#].*/, "");

function back() {
  const ways = [...document.querySelectorAll("main .crumb a, [data-back]")];
  const way = document.querySelector("[data-back]") ?? ways.pop();
  if (!way) return false;
  // Where one came from a page above this one, it stands as it was left: its filters, its row.
  const came = [way, ...ways].some(({ href }) => path(href) === path(document.referrer));
  if (came && history.length > 1 && !location.hash) history.back();
  else way.click();
  return true;
}

register({ keys: "/", run: find });
register({ keys: "j", run: () => step(1) });
register({ keys: "k", run: () => step(-1) });
register({
  keys: "Enter",
  run() {
    const row = document.activeElement;
    if (!row?.matches(ROWS)) return false; // a link or a button that has the focus knows by itself
    const way = row.querySelector("[data-open], summary, :is(h2, h3, h4, b, .title) > a[href]") ?? row.querySelector(OPENS);
    way?.click();
    return true;
  },
});
register({
  keys: "e",
  run() {
    const button = rowInHand()?.querySelector("[data-done]");
    const shut = button?.closest("details:not([open])"); // it asks for a few words first
    if (shut) {
      shut.open = true;
      shut.querySelector("textarea, input:not([type=hidden])")?.focus();
    } else button?.click();
    return button !== null && button !== undefined;
  },
});
register({ keys: "Escape", run: back });
register({ keys: "?", run: () => lateSheet().then(() => document.getElementById("keys")?.showModal()) });
for (const entry of document.querySelectorAll("[data-jump]")) {
  register({ keys: `g ${entry.dataset.jump}`, run: () => entry.click() });
}
