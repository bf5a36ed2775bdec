// Says how much room a text field has left, and how much is too much. The field itself takes everything.
// Counts as the server does (core.text.clean, core.language.text_lengths): code points of the text as it would be kept.
import "./browser-floor.js";
import { lateSheet } from "./late-sheet.js";

const NEVER =
  /[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e007f}]/gu;
const LINE_END = /\r\n|[\r\n\u000b\u000c\u001c-\u001e\u0085\u2028\u2029]/g;
const OUTER = /^[\s\u001c-\u001f\u0085]+|[\s\u001c-\u001f\u0085]+$/g;
const PAUSE = 300; // what is read out waits for the end of a word
const ROOM = 10; // near is this, or a tenth
// What a door takes of a form, with room for its other fields (core.server.body_limits, DATA_UPLOAD_MAX_MEMORY_SIZE).
const DOOR = { visitor: 200_000, person: 900_000, address: 6000 };

const texts = document.querySelector("[data-counting]")?.dataset;
const group = texts?.sample.slice(1, -3) ?? "";
const shown = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, group);

export function lengthOf(text) {
  return [...text.replace(NEVER, "").replace(LINE_END, "\n").normalize("NFC").replace(OUTER, "")].length;
}

// How many characters too many are in this field; 0 where it fits.
export function excessOf(field) {
  return Math.max(0, lengthOf(field.value) - Number(field.dataset.most));
}

function noteOf(field) {
  const id = `${field.id || field.name}-count`;
  const known = document.getElementById(id);
  if (known) return known;
  lateSheet();
  const note = document.createElement("p");
  note.id = id;
  note.className = "hint count";
  note.setAttribute("aria-live", "polite");
  note.hidden = true;
  const box = field.closest(".field");
  if (box?.querySelectorAll("[data-most]").length === 1) box.append(note);
  else if (field.closest(".combo")) field.closest(".combo").append(note);
  else field.after(note);
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
  return note;
}

export function count(field) {
  const note = noteOf(field);
  const most = Number(field.dataset.most);
  const left = most - lengthOf(field.value);
  const near = left <= Math.min(Math.max(ROOM, most / 10), most / 2);
  note.hidden = !near;
  note.classList.toggle("count-over", left < 0);
  note.textContent = near ? (left < 0 ? texts.over : texts.left).replace("{n}", shown(Math.abs(left))) : "";
  if (left < 0) field.dataset.over = "";
  if ("over" in field.dataset) field.setAttribute("aria-invalid", String(left < 0));
}

const timers = new WeakMap();
const counted = (target) => target instanceof Element && target.matches("input[data-most], textarea[data-most]");

if (texts) {
  document.addEventListener("focusin", ({ target }) => counted(target) && count(target));
  document.addEventListener("input", ({ target }) => {
    if (!counted(target)) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(count, PAUSE, target));
  });
  // What no door would take stays here, where it was typed; everything else the server refuses and shows again.
  document.addEventListener(
    "submit",
    (event) => {
      const field = [...event.target.elements].find((one) => counted(one) && excessOf(one));
      if (!field || !tooLarge(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      count(field);
      field.focus();
    },
    true,
  );
  for (const field of document.querySelectorAll("input[data-most], textarea[data-most]")) {
    if (field.value && excessOf(field)) count(field);
  }
}

function tooLarge(form) {
  const size = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString().length;
  if (form.method === "get") return size > DOOR.address;
  return size > (document.querySelector("[data-live]") ? DOOR.person : DOOR.visitor);
}
