// Whatever is typed into a form of this page is kept on the server: after a pause, and on leaving. Without it the form
// keeps nothing until it is sent, and then whatever was refused. What does so (keeper.js) comes with the first sign that
// somebody writes, or once all of the page has come; until then the browser is given, on leaving, what was typed.
import { later, touched } from "./browser-floor.js";

const { keeps, keepsPage, keepsBy, keptFrom } = document.body.dataset;
const mark = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let number = 0;

// Every form that is sent or kept says which page it stands on and the how-manieth saving of that page this is.
function sign(form) {
  form.addEventListener("formdata", ({ formData }) => {
    formData.set("kept-mark", mark);
    formData.set("kept-number", ++number);
    formData.set("kept-by", keepsBy ?? "");
    if (!formData.has("kept-page")) formData.set("kept-page", keepsPage ?? location.pathname);
    // Two forms of one address differ by a hidden deed. The button that was pressed is no part of it: saving presses none.
    const deed = form.querySelector('input[type="hidden"][name="deed"]')?.value ?? "";
    formData.set("kept-form", `${new URL(form.getAttribute("action") || location.pathname, location.href).pathname}:${deed}`);
    if (keptFrom) formData.set("kept-from", keptFrom);
  });
}

function said(form) {
  const all = new FormData(form);
  for (const [name, value] of [...all]) if (typeof value !== "string") all.delete(name);
  for (const field of form.querySelectorAll('input[type="password"]')) all.delete(field.name);
  return all;
}

const kept = new Map(); // forms, with their keeper once it has come
const sent = new Set();
let coming = null;

function keepers() {
  coming ??= import("./keeper.js").then(({ Keeper }) => {
    for (const form of kept.keys()) kept.set(form, new Keeper(form, urlOf(form), said));
    for (const form of sent) kept.get(form).stop();
  });
  coming.catch(() => (coming = null));
  return coming;
}

const urlOf = (form) => form.dataset.draft || keeps;
const isTouched = (form) => [...form.elements].some(touched);
const fetchKeepers = () => keepers().catch(() => {});

for (const form of document.querySelectorAll('main form[method="post"]')) {
  sign(form);
  if (!(keeps || form.dataset.draft) || form.matches("[data-autosave]") || !takesWords(form)) continue;
  kept.set(form, null);
  for (const begun of ["focusin", "input", "change"]) form.addEventListener(begun, fetchKeepers);
  form.addEventListener("kept-sent", () => kept.get(form) ?? keepers().then(() => kept.get(form).over(), () => {}));
  // Typed before this script had arrived, on a slow line, or put back by the browser.
  if (isTouched(form)) fetchKeepers();
}
if (kept.size) later(fetchKeepers);

// Heard last: a form that its script sends by another way stays on its page.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  for (const [form, keeper] of kept) {
    if (form !== event.target && !event.target.matches("[data-kept-drop]")) continue;
    sent.add(form);
    keeper?.stop();
  }
});
addEventListener("pageshow", ({ persisted }) => persisted && sent.clear());

// What could not be kept while the page was open is given to the browser, which sends it after the page has gone.
function leave() {
  for (const [form, keeper] of kept) {
    if (keeper) keeper.leave();
    else if (!sent.has(form) && isTouched(form)) navigator.sendBeacon?.(urlOf(form), said(form));
  }
}
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());

// A form that saves itself into what it changes gives the browser, on leaving, what it could not save any more.
export function leaveDraft(form) {
  return Boolean(keeps) && (navigator.sendBeacon?.(keeps, said(form)) ?? false);
}

// What was typed before signing in (tab-drafts.js) is nobody else's to find.
try {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("typed:")) sessionStorage.removeItem(name);
} catch {
  // A browser that holds nothing for a tab has nothing to forget.
}

function takesWords(form) {
  return [...form.elements].some((field) => !["hidden", "submit", "button", "file", "password", "fieldset"].includes(field.type));
}
