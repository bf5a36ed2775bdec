// Pages of people signed in are not stored by the browser. So where one was is kept here, by tab and address: how far
// down, which rows stood open (details with an id), what was typed in them where no draft is kept, which row of a list had
// the focus. It comes back with "back" and "forward", after a reload, and where a form leads to the page that it was sent
// from, to the same person (tab-drafts.js forgets it after signing out).
import "./browser-floor.js";
import { ROWS, focusQuietly, rowInHand, takePlace, unfold, unfolded } from "./rows.js";

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

// Words in forms that are gone are of no use: they were taken, or somebody else has done it.
const typed = () =>
  keeps ? [] : [...main.querySelectorAll("details[id] textarea")].filter((field) => field.value).map((field) => [fieldName(field), field.value]);
const fieldName = (field) => `${field.closest("details").id} ${field.name}`;

function type(words) {
  for (const field of main.querySelectorAll("details[id] textarea")) field.value ||= words.get(fieldName(field)) ?? "";
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

// Parts of this page are drawn anew, and stay where they are.
if (document.querySelector("[data-hx-get], [data-hx-boost]")) import("./hold.js");
