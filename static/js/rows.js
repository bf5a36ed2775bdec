// Rows of a page, as keys go through them: .lines > li, .rows > li or data-row. A page may lead to them and keep its place.
// And its field for searching.
import "./browser-floor.js";

export const ROWS = "main [data-row], main .lines > li, main .rows > li";
export const OPENS = "a[href], summary, button";

// What lies in something folded has a place all the same.
const shown = (element) => element.getClientRects().length > 0 && !element.parentElement.closest("details:not([open])");

export function rows() {
  return [...document.querySelectorAll(ROWS)].filter((row) => shown(row) && row.querySelector(OPENS));
}

// The row that has the focus, or in which it is; of rows within rows the inner one.
export function rowInHand() {
  return document.activeElement?.closest(ROWS) ?? null;
}

export function takeRow(row) {
  focusQuietly(row);
  row.scrollIntoView({ block: "nearest" });
}

export function focusQuietly(element) {
  if (element.matches(ROWS) && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// The row that stands now where one was that has gone with its deed, else the last one, else the heading.
export function takePlace(at, part = document) {
  const all = [...part.querySelectorAll(ROWS)];
  const open = rows().filter((row) => all.includes(row));
  const next = open.find((row) => all.indexOf(row) >= at) ?? open[open.length - 1];
  if (next) return takeRow(next);
  const heading = part.querySelector("h1, h2") ?? document.querySelector("#main h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

// Which of the rows that open stand open (details with an id).
export const unfolded = (part) => [...part.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);

// Whether anything had to be opened or closed.
export function unfold(states) {
  const other = states
    .map(([id, open]) => [document.getElementById(id), open])
    .filter(([details, open]) => details?.matches("details") && details.open !== open);
  for (const [details, open] of other) details.open = open;
  return other.length > 0;
}

export function find() {
  const field = [...document.querySelectorAll("main [data-find], #find")].find(shown);
  if (field) field.focus();
  else document.querySelector(".tool-find")?.click();
  field?.select();
}
