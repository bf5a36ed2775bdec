// The sheet of what only scripts show: dialogs, short words, suggestions, what a counter says. It comes with the first of
// them, so that a page on a slow line does not wait for it.
import "./browser-floor.js";

const PATIENCE = 1500; // without it they are plain, but there
let coming;

export function lateSheet() {
  const address = document.querySelector("[data-late]")?.dataset.late;
  coming ??= address ? fetched(address) : Promise.resolve();
  return coming;
}

// What is swapped into a page may show parts that the page did not: it brings their sheets.
export function sheetsOf(html) {
  const known = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href));
  for (const link of new DOMParser().parseFromString(html, "text/html").querySelectorAll("link[rel=stylesheet]")) {
    const address = new URL(link.getAttribute("href"), location.href).href;
    if (!known.has(address) && !link.closest("noscript")) fetched(address);
  }
}

function fetched(address) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    setTimeout(resolve, PATIENCE);
    document.head.append(link);
  });
}

// A short word of success. Errors never come as toasts: they stay beside what they speak of.
// With 0 seconds it stays, for what holds of the whole page; the note is returned, to be taken away again.
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
