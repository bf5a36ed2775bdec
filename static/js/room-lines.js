// What stands between messages: a line before each day; and one writer's messages in a row stand under one name.
import "./browser-floor.js";

const WITHIN = 10 * 60_000; // community/policy.py: MESSAGES_JOINED_WITHIN
const date = (item) => item.dataset.date;
const at = (item) => Date.parse(item.querySelector('[data-part="time"]').dateTime);
const language = (item) => item.querySelector('[data-part="text"]').lang;

function line(day) {
  const item = document.createElement("li");
  item.className = "sep sep-day";
  item.textContent = day;
  return item;
}

// What stands between this message and the one above it, the nearest first.
function between(item) {
  const lines = [];
  let above = item.previousElementSibling;
  while (above && !above.matches(".msg")) {
    lines.push(above);
    above = above.previousElementSibling;
  }
  return { lines, above };
}

// The topmost line that stands before a message, or the message itself.
export function headOf(item) {
  return between(item).lines.pop() ?? item;
}

function goTogether(above, item) {
  if (above.matches(".msg-gone") || item.matches(".msg-gone") || !item.dataset.by) return false;
  return above.dataset.by === item.dataset.by && language(above) === language(item) && at(item) - at(above) < WITHIN;
}

function settle(item, day) {
  const { lines, above } = between(item);
  const begins = !above || date(above) !== date(item);
  const known = lines.find((one) => one.matches(".sep-day"));
  if (!begins) known?.remove();
  else if (!known && day) (lines[lines.length - 1] ?? item).before(line(day));
  item.classList.toggle("msg-join", !begins && !lines.some((one) => one !== known) && goTogether(above, item));
}

// After a message has come into the list. `day`: what its day is called.
export function settleAround(item, day) {
  let below = item.nextElementSibling;
  settle(item, day);
  while (below && !below.matches(".msg")) below = below.nextElementSibling;
  if (below) settle(below, "");
}
