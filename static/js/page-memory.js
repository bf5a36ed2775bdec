// Pages of people signed in are not stored by the browser. So where one was is kept here, by tab and address: how far
// down, which rows stood open (details with an id), what was typed in them where no draft is kept, which row of a list had
// the focus. It comes back with "back" and "forward", after a reload, and where a form leads to the page that it was sent
// from, to the same person (tab-drafts.js forgets it after signing out).
import "./browser-floor.js";
import { ROWS, rowInHand, rows, takeRow } from "./keys.js";

const { keeps, keepsBy } = document.body.dataset;
const PLACE = `place:${keepsBy}:${location.pathname}${location.search}`;
const SENT = "place:sent";
const A_MOMENT = 15_000;

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: pages begin at their head.
  }
}

const unfolded = (part) => [...part.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);

// Words in forms that are gone are of no use: they were taken, or somebody else has done it.
const typed = () =>
  keeps ? [] : [...main.querySelectorAll("details[id] textarea")].filter((field) => field.value).map((field) => [fieldName(field), field.value]);
const fieldName = (field) => `${field.closest("details").id} ${field.name}`;

function type(words) {
  for (const field of main.querySelectorAll("details[id] textarea")) field.value ||= words.get(fieldName(field)) ?? "";
}

// Whether anything had to be opened or closed.
function unfold(states) {
  const other = states
    .map(([id, open]) => [document.getElementById(id), open])
    .filter(([details, open]) => details?.matches("details") && details.open !== open);
  for (const [details, open] of other) details.open = open;
  return other.length > 0;
}

function focusQuietly(element) {
  if (element.matches(ROWS) && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

const main = document.getElementById("main");

function keep() {
  const row = [...document.querySelectorAll(ROWS)].indexOf(rowInHand());
  write(PLACE, { y: Math.round(scrollY), open: unfolded(main), typed: typed(), row });
}

// The form that leads back to its page: `row` where it was the deed of a row.
function sentFromHere() {
  const sent = read(SENT);
  write(SENT, null);
  return sent?.place === PLACE && Date.now() - sent.at < A_MOMENT && !location.hash ? sent : null;
}

// The row that stands now where one was that has gone with its deed, else the last one, else the heading.
function takePlace(at, part = document) {
  const all = [...part.querySelectorAll(ROWS)];
  const open = rows().filter((row) => all.includes(row));
  const next = open.find((row) => all.indexOf(row) >= at) ?? open[open.length - 1];
  if (next) return takeRow(next);
  const heading = part.querySelector("h1, h2") ?? main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function restore() {
  const [visit] = performance.getEntriesByType("navigation");
  const sent = sentFromHere();
  // What the page has to say of the form stands at its head.
  const quiet = sent && !document.querySelector("main .notes, main .note-sum");
  const kept = (quiet || visit?.type === "back_forward" || visit?.type === "reload") && read(PLACE);
  if (kept) comeBack(kept);
  if (sent?.row >= 0 && !document.querySelector("main .note-sum")) takePlace(sent.row);
}

function comeBack(kept) {
  const moved = unfold(kept.open);
  type(new Map(kept.typed));
  const row = document.querySelectorAll(ROWS)[kept.row];
  if (row && document.activeElement === document.body) focusQuietly(row);
  // Elsewhere than at the head: the browser has been there already, or somebody has begun to read.
  if (moved || scrollY === 0) scrollTo(0, kept.y);
}

restore();
addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const row = event.submitter?.matches("[data-done]") ? event.target.closest(ROWS) : null;
  write(SENT, { place: PLACE, at: Date.now(), row: [...document.querySelectorAll(ROWS)].indexOf(row) });
});

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

// Before a part of the page is drawn anew; call what it returns with the drawing, or after it. The focus, open rows and
// what the eye rests on stay where they are.
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
