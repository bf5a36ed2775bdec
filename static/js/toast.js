// A short word of success. Errors never come as toasts: they stay beside what they speak of.
// With 0 seconds it stays, for what holds of the whole page; the note is returned, to be taken away again.
import "./browser-floor.js";
import { lateSheet } from "./late-sheet.js";

export function toast(text, seconds = 6) {
  const shelf = document.querySelector("[data-toasts]");
  if (!shelf) return null;
  lateSheet();
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = text;
  shelf.append(note);
  if (seconds) setTimeout(() => note.remove(), seconds * 1000);
  return note;
}
