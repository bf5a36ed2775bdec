// Where a part of the page is drawn anew, the focus, open rows and what the eye rests on stay where they are.
import "./browser-floor.js";
import { ROWS, focusQuietly, rowInHand, takePlace, unfold, unfolded } from "./rows.js";

// What an element is called by: all of it, then its goal alone. A row is called as the first link in it.
function names({ tagName, id, name, href, form, textContent, value }) {
  const goal = [tagName, id, name, form?.action, href].join("\n");
  return [goal + textContent.trim() + value, goal];
}
const handle = (element) => (element.matches(ROWS) ? element.querySelector("a[href]") : element);
const handles = "[id], a, button, input, select, textarea, summary";

// A function that finds the element again among those that were drawn in its place, where a word may have changed.
function memoryOf(element) {
  const found = element && handle(element);
  if (!found) return () => null;
  const sought = names(found);
  const isRow = element.matches(ROWS);
  return (part) => {
    const all = [...part.querySelectorAll(handles)];
    const again = sought.map((mark, at) => all.find((one) => names(one)[at] === mark)).find(Boolean);
    return (isRow ? again?.closest(ROWS) : again) ?? null;
  };
}

// Before the drawing; call what it returns with the drawing, or after it.
export function hold(part) {
  const { id } = part;
  const within = part.contains(document.activeElement);
  const focused = memoryOf(within ? document.activeElement : null);
  const itsRow = memoryOf(within ? rowInHand() : null); // where the button that was pressed is gone
  const inHand = within ? [...part.querySelectorAll(ROWS)].indexOf(rowInHand()) : -1;
  const open = unfolded(part);
  // The topmost row that can be seen, else what follows the part.
  const row = [...part.querySelectorAll(ROWS)].find((one) => one.getBoundingClientRect().bottom > 0);
  const rest = row ?? part.nextElementSibling;
  const seen = memoryOf(row);
  const begun = part.getBoundingClientRect().top < 0; // all of it can be seen: nothing moves
  const top = rest?.getBoundingClientRect().top;
  return (draw) => {
    draw?.();
    const now = part.isConnected ? part : document.getElementById(id);
    if (!now) return;
    unfold(open);
    const again = focused(now) ?? itsRow(now);
    if (again && again !== document.activeElement) focusQuietly(again);
    else if (!again && inHand >= 0) takePlace(inHand, now);
    const stays = row ? seen(now) : now.nextElementSibling;
    if (begun && stays) scrollBy(0, stays.getBoundingClientRect().top - top);
  };
}

// What htmx exchanges. It finds the focus by id alone.
let held = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  held = detail.shouldSwap ? hold(detail.target) : null;
});
document.addEventListener("htmx:afterSettle", () => {
  held?.();
  held = null;
});
