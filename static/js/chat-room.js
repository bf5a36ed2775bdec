// A chat room, made live. The server's list comes first and is true; this adds to it by number. chat-writing.js sends.

import { later, lostOnTheWay, submit } from "./browser-floor.js";
import { theLine } from "./socket.js";
import { Topic } from "./numbered-topic.js";
import { fill } from "./server-html.js";

const GAP = 400; // what is missing is often just about to arrive
const A_MOMENT = 4000;
const WITHIN = 10 * 60_000; // community/policy.py: MESSAGES_JOINED_WITHIN
const AT_THE_END = 8; // pixels: so near the end, one is at it

class Room {
  constructor(root) {
    this.root = root;
    const { room, topic, head, epoch, user, zone, api, blocked, latin } = root.dataset;
    Object.assign(this, { code: room, user, zone, api, latin: latin !== undefined });
    this.blocked = new Set(blocked.split(" "));
    this.log = this.part("log");
    this.waiting = this.part("waiting");
    this.scroll = this.part("scroll");
    this.people = new Map([...this.part("people").children].map((one) => [one.dataset.code, one.dataset]));
    this.topic = new Topic(Number(head), epoch, {
      apply: (event) => this.apply(event),
      reset: () => this.load(),
      behind: (behind) => this.shift({ behind }),
      fetch: () => this.fetchSoon(),
    });
    this.begun = Date.now();
    setTimeout(() => this.shift({}), A_MOMENT);
    this.line = theLine(user);
    this.line.watch((state) => this.shift({ state }));
    this.line.follow(topic, {
      last: () => ({ after: this.topic.last, epoch: this.topic.epoch }),
      frame: (frame) => (frame.kind === "gone" ? this.shift({ gone: true }) : this.topic.frame(frame)),
    });
    this.compose(root.querySelector("[data-write]"));
    this.toNew();
    this.part("earlier").addEventListener("click", (event) => this.earlier(event));
    document.addEventListener("visibilitychange", () => this.readSoon());
    this.readSoon();
  }

  part(name) {
    return this.root.querySelector(`[data-${name}]`);
  }

  text(name) {
    return this.root.querySelector(`template[data-text="${name}"]`).content.textContent.trim();
  }

  // Whether the list is whole and live, said in words.
  shift(change) {
    Object.assign(this, change);
    this.lived ||= this.state === "live";
    const said = this.gone ? "gone" : ["out", "barred"].includes(this.state) ? this.state : this.state !== "live" ? this.lost() : this.behind ? "behind" : "live";
    for (const one of this.part("line").children) one.hidden = !one.hasAttribute(`data-line-${said}`);
    if (this.gone) this.root.querySelector("[data-write]")?.remove();
    if (this.state === "live") this.writing?.sender.flush();
  }

  // A page that has just come is not without a connection: its line is on the way.
  lost() {
    return this.lived || Date.now() - this.begun >= A_MOMENT ? "lost" : "";
  }

  apply({ seq, kind, data }) {
    if (kind === "message") this.add(seq, data);
    else if (kind === "delete") this.takeBack(data.of);
    else if (kind === "erase" || kind === "close") this.load();
    this.readSoon();
  }

  add(seq, data, before = null) {
    if (data.actor === this.user && data.client_id) this.writing?.came(data.client_id);
    if (this.log.querySelector(`[data-seq="${seq}"]`)) return;
    const item = this.draw(data, data.gone || data.hidden || this.blocked.has(data.actor) ? "gone" : data.actor === this.user ? "mine" : "other");
    item.id = `m${seq}`;
    item.dataset.seq = seq;
    item.dataset.by = data.actor ?? "";
    item.dataset.date = data.date ?? this.day(data.at);
    const day = data.day ?? this.dayName(item.dataset.date);
    this.pinned(() => {
      this.log.insertBefore(item, before && headOf(before));
      settleAround(item, day);
    }, before);
    this.part("empty").hidden = true;
  }

  // At the first new message, where the address has not led there. The page around the pane stays where it is.
  toNew() {
    const line = this.log.querySelector(".sep-new");
    const message = this.log.querySelector("#new");
    if (!message || location.hash) return;
    const top = this.scroll.getBoundingClientRect().top + line.offsetHeight;
    this.scroll.scrollTop += message.getBoundingClientRect().top - top;
  }

  // Who reads further up stays there while the list grows (the place is counted from its end), and at the end, there;
  // where the pane is a page, who is at the composer stays at it.
  pinned(grow, before = null) {
    const form = this.root.querySelector("[data-write]");
    const top = form?.getBoundingClientRect().top ?? -1;
    const { scrollTop, scrollHeight } = this.scroll;
    grow();
    if (!before && scrollTop < -AT_THE_END) this.scroll.scrollTop = scrollTop - (this.scroll.scrollHeight - scrollHeight);
    if (before || top < 0 || top > innerHeight) return;
    scrollBy({ top: form.getBoundingClientRect().top - top, behavior: "instant" });
  }

  draw(data, kind) {
    const item = this.root.querySelector(`template[data-message="${kind}"]`).content.firstElementChild.cloneNode(true);
    const person = this.people.get(data.actor) ?? { side: data.actor === this.user ? "us" : "them", place: "" };
    const hidden = kind === "gone" && !data.gone;
    const set = (name, text) => {
      const part = item.querySelector(`[data-part="${name}"]`);
      if (part) part.textContent = text;
      return part;
    };
    const name = person.name || (this.latin ? data.latin : "") || data.name || this.text("left");
    item.querySelector(".face").textContent = initials(name);
    item.querySelector(".face").classList.toggle("face-b", person.side === "them");
    set("name", name);
    set("place", person.place);
    set("time", data.time ?? this.clock(data.at, kind === "waiting"))?.setAttribute("datetime", new Date(data.at).toISOString());
    set("lang", this.languageName(data.language));
    const words = set("text", kind === "gone" ? this.text(hidden ? "blocked" : "taken") : data.text);
    if (kind !== "gone") words.lang = data.language;
    if (kind !== "gone" && data.html) fill(words, data.html);
    for (const link of item.querySelectorAll("a.link")) link.href = link.getAttribute("href").replace("aaaaaaaaaa", data.code);
    return item;
  }

  takeBack(seq) {
    const item = this.log.querySelector(`[data-seq="${seq}"]`);
    if (!item || item.classList.contains("msg-gone")) return;
    item.classList.add("msg-gone");
    const words = item.querySelector('[data-part="text"]');
    words.textContent = this.text("taken");
    words.removeAttribute("lang");
    item.querySelector('[data-part="lang"]')?.remove();
    item.querySelector(".msg-more")?.remove();
  }

  languageName(code) {
    const known = this.root.querySelector(`select[name="language"] option[value="${CSS.escape(code ?? "")}"]`);
    if (known) return known.textContent;
    try {
      return new Intl.DisplayNames([code], { type: "language" }).of(code);
    } catch {
      return code ?? "";
    }
  }

  // Figures alone, so that no browser needs to know Kyrgyz.
  clock(at, alone) {
    const { day, month, hour, minute } = this.moment(at);
    const time = `${hour}:${minute}`;
    return alone && this.day(at) !== this.day(new Date()) ? `${day}.${month} ${time}` : time;
  }

  day(at) {
    const { year, month, day } = this.moment(at);
    return `${year}-${month}-${day}`;
  }

  dayName(date) {
    if (date === this.day(new Date())) return this.text("today");
    return date.split("-").reverse().join(".");
  }

  moment(at) {
    const two = "2-digit";
    const format = { year: "numeric", month: two, day: two, hour: two, minute: two, hourCycle: "h23", timeZone: this.zone };
    const parts = new Intl.DateTimeFormat("en-GB", format).formatToParts(new Date(at));
    return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  }

  fetchSoon() {
    this.gap ??= setTimeout(() => this.fetchGap(), GAP);
  }

  async fetchGap() {
    try {
      if (!this.topic.behind) return;
      const found = await this.ask(`events?after=${this.topic.last}&epoch=${this.topic.epoch}`);
      if (!found) return;
      this.topic.frame({ kind: found.reset ? "reset" : "start", seq: found.start, epoch: found.epoch, data: found });
    } finally {
      this.gap = null;
      if (this.topic.behind && this.state === "live") setTimeout(() => this.fetchSoon(), 2000);
    }
  }

  async load() {
    const found = await this.ask("messages?");
    if (!found) {
      setTimeout(() => this.load(), 3000);
      return;
    }
    this.quietly(() => {
      this.log.replaceChildren();
      for (const { seq, data } of found.messages) this.add(seq, data);
      this.part("earlier").hidden = !found.earlier;
    });
    this.topic.loaded(found.head, found.epoch);
  }

  async earlier(event) {
    const first = this.log.querySelector(".msg");
    if (!first) return;
    event.preventDefault();
    const found = await this.ask(`messages?before=${first.dataset.seq}&`);
    if (!found) return;
    const top = first.getBoundingClientRect().top;
    this.quietly(() => {
      for (const { seq, data } of found.messages) this.add(seq, data, first);
      this.part("earlier").hidden = !found.earlier;
    });
    scrollBy(0, first.getBoundingClientRect().top - top);
  }

  // Old messages are no news: they are not read out.
  quietly(work) {
    this.log.setAttribute("aria-live", "off");
    work();
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  async ask(what) {
    try {
      const answer = await fetch(`${this.api}${what}&lang=${document.documentElement.lang}`.replace("?&", "?"));
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      if (!lostOnTheWay(error) && !(error instanceof SyntaxError)) throw error;
      return null;
    }
  }

  readSoon() {
    clearTimeout(this.reading);
    if (document.hidden) return;
    this.reading = setTimeout(() => {
      if (this.topic.last > (this.read ?? 0)) this.line.say({ do: "read", room: this.code, seq: this.topic.last });
      this.read = this.topic.last;
    }, 1000);
  }

  // What sends comes with the first sign that somebody writes, or once all of the page has come: what is unsent since
  // another visit goes then. Where it does not come the form does what it does without script.
  compose(form) {
    if (!form) return;
    form.addEventListener("focusin", () => this.writes(form));
    later(() => this.writes(form));
    form.addEventListener("submit", (event) => {
      if (this.plain) return;
      event.preventDefault();
      if (this.writing) this.writing.send();
      else this.writes(form).then((writing) => (writing ? writing.send() : this.asForm(form)));
    });
    form.elements.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(form);
    });
  }

  writes(form) {
    this.coming ??= import("./chat-writing.js").then(
      ({ Writing }) => (this.writing = new Writing(this, form)),
      () => (this.coming = null),
    );
    return this.coming;
  }

  asForm(form) {
    this.plain = true;
    submit(form);
  }
}

function initials(name) {
  const words = name.replace(/[@.]/g, " ").split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words[1][0] : name.slice(0, 2)).toUpperCase();
}

// What stands between messages: a line before each day; and one writer's messages in a row stand under one name.
const dateOf = (item) => item.dataset.date;
const momentOf = (item) => Date.parse(item.querySelector('[data-part="time"]').dateTime);
const languageOf = (item) => item.querySelector('[data-part="text"]').lang;

function dayLine(day) {
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
function headOf(item) {
  return between(item).lines.pop() ?? item;
}

function goTogether(above, item) {
  if (above.matches(".msg-gone") || item.matches(".msg-gone") || !item.dataset.by) return false;
  return above.dataset.by === item.dataset.by && languageOf(above) === languageOf(item) && momentOf(item) - momentOf(above) < WITHIN;
}

function settle(item, day) {
  const { lines, above } = between(item);
  const begins = !above || dateOf(above) !== dateOf(item);
  const known = lines.find((one) => one.matches(".sep-day"));
  if (!begins) known?.remove();
  else if (!known && day) (lines[lines.length - 1] ?? item).before(dayLine(day));
  item.classList.toggle("msg-join", !begins && !lines.some((one) => one !== known) && goTogether(above, item));
}

// After a message has come into the list. `day`: what its day is called.
function settleAround(item, day) {
  let below = item.nextElementSibling;
  settle(item, day);
  while (below && !below.matches(".msg")) below = below.nextElementSibling;
  if (below) settle(below, "");
}

for (const root of document.querySelectorAll("[data-room]:not([data-past])")) new Room(root);
