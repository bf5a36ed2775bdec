// Keeps one form while it is being written: after a pause, when it was sent by another door, and says how it stands.
import { touched } from "./browser-floor.js";
import { post } from "./fresh-token.js";

const PAUSE = 1200;
const LONGEST = 5000; // who types without a pause is kept now and then as well
// A browser sends no more than 64 KB after the page has gone, and a character takes up to three bytes: what is so long is
// kept almost at once.
const MUCH = 16_000;
const HURRY = 200;
const AGAIN = 15_000;
const BREATH = 60_000; // so long the server counts
const { keptSaid, keptNot, keptOut, keptOther, keptLong, keptMany, keptOld } = document.body.dataset;

export class Keeper {
  // `said(form)` is what is sent of it.
  constructor(form, url, said) {
    Object.assign(this, { form, url });
    this.said = () => said(form);
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
    const answer = await post(this.url, { body: this.said() }, () => ({ body: this.said() })).catch(() => null);
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
    const body = this.said();
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
      const body = this.said();
      body.set("kept-over", "1");
      return { body, keepalive: true };
    };
    const answer = await post(this.url, saying(), saying).catch(() => null);
    this.owes = !answer || answer.status >= 500 || answer.status === 429;
    if ([...this.form.elements].some(touched)) this.touch();
    else if (this.owes) this.timer = setTimeout(() => this.over(), AGAIN);
  }
}

function lengthOf(form) {
  return [...form.elements].reduce((sum, field) => sum + (field.value?.length ?? 0), 0);
}
