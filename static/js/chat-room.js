// A chat room, made live. The server's list comes first and is true; this adds to it by number.

import { count, excessOf } from "./character-count.js";
import { lostOnTheWay, submit } from "./browser-floor.js";
import { Sender } from "./message-sender.js";
import { theLine } from "./socket.js";
import { Topic } from "./numbered-topic.js";
import { fill } from "./server-html.js";
import { headOf, settleAround } from "./room-lines.js";

const GAP = 400; // what is missing is often just about to arrive
const A_MOMENT = 4000;
const AT_THE_END = 8; // pixels: so near the end, one is at it

class Room {
  constructor(root) {
    this.root = root;
    const { room, topic, head, epoch, user, zone, api, blocked, latin } = root.dataset;
    Object.assign(this, { code: room, user, zone, api, latin: latin !== undefined });
    this.blocked = new Set(blocked.split(" "));
    this.stored = new Set();
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
    if (this.state === "live") this.sender?.flush();
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
    if (data.actor === this.user && data.client_id) {
      this.sender?.forget(data.client_id);
      this.settled(data.client_id);
    }
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

  compose(form) {
    if (!form) return;
    const field = form.elements.text;
    this.sender = new Sender({
      user: this.user,
      room: this.code,
      api: this.api,
      token: form.elements.csrfmiddlewaretoken.value,
      on: {
        waiting: (entry, seconds) => this.wait(entry, seconds),
        stored: (entry, seq) => (this.isSent(entry), this.topic.last >= seq ? this.settled(entry.client_id) : setTimeout(() => this.missing(seq), GAP)),
        refused: (entry, text) => this.refuse(entry, text),
        signedOut: () => this.shift({ state: "out" }),
        broken: (entry, error) => this.plainly(form, entry, error),
      },
    });
    form.addEventListener("submit", (event) => {
      if (this.plain) return;
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return;
      // Refused before it is sent: the text stays where it can be cut.
      if (excessOf(field)) {
        count(field);
        field.focus();
        return;
      }
      this.pressed = true;
      field.value = "";
      this.scroll.scrollTop = 0;
      const language = form.elements.language.value;
      this.sender
        .add(text, language)
        .then(() => form.dispatchEvent(new CustomEvent("kept-sent")))
        .catch((error) => this.plainly(form, { text, language }, error));
      field.focus();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(form);
    });
    this.sender.show();
  }

  // A fault of a script: it shows itself, and the page's own form does what the script could not.
  plainly(form, { client_id, text, language }, error) {
    setTimeout(() => {
      throw error;
    });
    const { elements } = form;
    const alone = !elements.text.value.trim();
    elements.text.value = [elements.text.value, text].filter(Boolean).join("\n");
    elements.language.value = language;
    if (client_id) this.settled(client_id);
    if (client_id && alone) elements.client_id.value = client_id; // however often it goes, it is stored once
    const again = this.plain;
    this.plain = true;
    // Only what somebody has just sent goes by itself: a page that is merely opened sends nothing.
    if (alone && !again && this.pressed) form.submit();
  }

  // Stored, but its event has not come by the line: fetch it.
  missing(seq) {
    if (this.topic.last < seq) this.topic.frame({ kind: "live", seq });
  }

  // Sent already: it waits here or is stored. The draft of it, with which the page had begun, is no second message.
  isSent(entry) {
    const form = this.root.querySelector("[data-write]");
    const field = form?.elements.text;
    if (!field?.value || field.value !== field.defaultValue || field.value.trim() !== entry.text) return;
    field.value = field.defaultValue = "";
    form.dispatchEvent(new CustomEvent("kept-sent"));
  }

  wait(entry, seconds) {
    this.isSent(entry);
    if (this.stored.has(entry.client_id)) return;
    let item = this.waiting.querySelector(`[data-client-id="${entry.client_id}"]`);
    if (!item) {
      item = this.draw({ ...entry, actor: this.user, at: new Date().toISOString() }, "waiting");
      item.dataset.clientId = entry.client_id;
      this.pinned(() => {
        this.waiting.append(item);
        this.waiting.hidden = false;
      });
    }
    if (seconds === null && item.dataset.said) return;
    item.dataset.said = "yes";
    const said = seconds === null ? this.text("waiting") : this.text("retry").replace("{seconds}", Math.ceil(seconds));
    item.querySelector('[data-part="state"] span').textContent = said;
  }

  refuse(entry, text) {
    this.wait(entry, null);
    const item = this.waiting.querySelector(`[data-client-id="${entry.client_id}"]`);
    if (!item) return;
    item.querySelector('[data-part="state"] span').textContent = `${this.text("refused")} ${text}`;
    item.querySelector("[data-again]")?.closest("p").remove();
    item.append(this.root.querySelector("template[data-refused]").content.cloneNode(true));
    item.querySelector("[data-again]").addEventListener("click", async () => {
      const field = this.root.querySelector("[data-write]").elements.text;
      field.value = [field.value, entry.text].filter(Boolean).join("\n");
      await this.sender.forget(entry.client_id);
      this.settled(entry.client_id);
      field.focus();
    });
  }

  settled(clientId) {
    this.stored.add(clientId);
    this.waiting.querySelector(`[data-client-id="${clientId}"]`)?.remove();
    this.waiting.hidden = !this.waiting.children.length;
  }
}

function initials(name) {
  const words = name.replace(/[@.]/g, " ").split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words[1][0] : name.slice(0, 2)).toUpperCase();
}

for (const root of document.querySelectorAll("[data-room]:not([data-past])")) new Room(root);
