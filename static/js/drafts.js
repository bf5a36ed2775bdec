// Whatever is typed into a form of this page is kept on the server: after a pause, and on leaving. Without it the form
// keeps nothing until it is sent, and then whatever was refused.
import "./browser-floor.js";
import { post } from "./fresh-token.js";
import { touched } from "./changed-fields.js";

const PAUSE = 1200;
const LONGEST = 5000; // who types without a pause is kept now and then as well
// A browser sends no more than 64 KB after the page has gone, and a character takes up to three bytes: what is so long is
// kept almost at once.
const MUCH = 16_000;
const HURRY = 200;
const AGAIN = 15_000;
const BREATH = 60_000; // so long the server counts
const { keeps, keepsPage, keepsBy, keptFrom, keptSaid, keptNot, keptOut, keptOther, keptLong, keptMany, keptOld } = document.body.dataset;
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

class Keeper {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draft || keeps;
    this.line = form.querySelector("[data-kept]") ?? this.draw();
    this.dirty = false;
    this.sending = false;
    this.owes = false;
    this.timer = this.since = 0;
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("kept-sent", () => this.over());
    addEventListener("pageshow", () => (this.sending = false));
    addEventListener("online", () => (this.owes ? this.over() : this.dirty && this.save()));
    // Typed before this script had arrived, on a slow line, or put back by the browser.
    if ([...form.elements].some(touched)) this.touch();
  }

  draw() {
    const line = document.createElement("p");
    line.className = "small saved";
    line.setAttribute("role", "status");
    line.hidden = true;
    this.form.append(line);
    return line;
  }

  // Said once and then left alone: whoever listens to the page is not told at each pause.
  say(text, bad = false) {
    this.line.hidden = false;
    this.line.classList.toggle("kept-bad", bad);
    if (text && this.line.textContent !== text) this.line.textContent = text;
  }

  touch() {
    if (this.sending) return;
    this.dirty = true;
    this.since ||= Date.now();
    clearTimeout(this.timer);
    const pause = lengthOf(this.form) > MUCH ? HURRY : PAUSE;
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(pause, this.since + LONGEST - Date.now())));
  }

  stop() {
    this.sending = true;
    this.dirty = false;
    clearTimeout(this.timer);
  }

  async save() {
    if (this.sending || !this.dirty) return;
    this.dirty = false;
    this.since = 0;
    const answer = await post(this.url, { body: said(this.form) }, () => ({ body: said(this.form) })).catch(() => null);
    if (answer?.ok && !answer.redirected) return this.say(keptSaid);
    if (this.sending) return;
    if (answer?.status === 401 || answer?.redirected) return this.say(keptOut, true);
    // Asked again it would be refused again: only what is typed from now on may change that.
    if (answer?.status === 409) return this.say(keptOther, true);
    if (answer?.status === 413) return this.say(keptLong, true);
    if (answer && answer.status < 500 && answer.status !== 429) return this.say(keptOld, true);
    // No connection, or too many savings at once: what is typed stays here, and is kept later.
    this.dirty = true;
    this.say(answer?.status === 429 ? keptMany : keptNot, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), answer?.status === 429 ? BREATH : AGAIN);
  }

  // What could not be kept while the page was open is given to the browser, which sends it after the page has gone.
  leave() {
    if (this.sending || !this.dirty) return;
    const body = said(this.form);
    this.dirty = !(navigator.sendBeacon?.(this.url, body) ?? false);
    if (this.dirty) fetch(this.url, { method: "POST", body }).then(() => {}, () => {});
  }

  // It was sent by another door than the form: its draft is over, and what is typed from now on is a new one. Said until
  // it was heard: a message that is written without a connection must not come back as a draft.
  async over() {
    clearTimeout(this.timer);
    this.dirty = false;
    this.owes = true;
    const saying = () => {
      const body = said(this.form);
      body.set("kept-over", "1");
      return { body, keepalive: true };
    };
    const answer = await post(this.url, saying(), saying).catch(() => null);
    this.owes = !answer || answer.status >= 500 || answer.status === 429;
    if ([...this.form.elements].some(touched)) this.touch();
    else if (this.owes) this.timer = setTimeout(() => this.over(), AGAIN);
  }
}

const keepers = [];
for (const form of document.querySelectorAll('main form[method="post"]')) {
  sign(form);
  if ((keeps || form.dataset.draft) && !form.matches("[data-autosave]") && takesWords(form)) keepers.push(new Keeper(form));
}
// Heard last: a form that its script sends by another way stays on its page.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  for (const keeper of keepers) if (keeper.form === event.target || event.target.matches("[data-kept-drop]")) keeper.stop();
});
const leave = () => keepers.forEach((keeper) => keeper.leave());
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

function lengthOf(form) {
  return [...form.elements].reduce((sum, field) => sum + (field.value?.length ?? 0), 0);
}

function takesWords(form) {
  return [...form.elements].some((field) => !["hidden", "submit", "button", "file", "password", "fieldset"].includes(field.type));
}
