// One socket for all tabs of a browser: the tab that holds the lock keeps it, the others hear it over a channel.
// Frames are {topic, seq, epoch, kind, data}. A tab says what it follows again whenever a line comes up.

import { patience } from "./browser-floor.js";
import { jitter } from "./realtime/jitter.js";
import { Interest } from "./realtime/interest.js";
import { ended, Leader } from "./realtime/leader.js";
import { flagged } from "./realtime/flag.js";

const ENDS = { 4401: "out", 4403: "barred" };
const TOO_MUCH = 4429;
const SILENCE = 60_000; // the server's heartbeat comes every 20 s
const ACKNOWLEDGE = 64;
const A_LOT = 50_000; // letters: acknowledged sooner, the server lets few bytes be on the way
const STEADY = 10_000; // a line that lived as long was a good one: the next begins with a short wait again
const PATIENCE = 10_000;
const DOUBT = 4000;
const QUIET = 25_000; // longer than from one heartbeat to the next
const LATER = 20_000;
const A_CALL = 1500; // a tab that lives answers within it
const FIRST = 5; // seconds within which all come back whose line broke at once

class Line {
  constructor(user) {
    this.user = user;
    this.followed = new Map();
    this.watchers = new Set();
    // A page that is shown to somebody who may have no line yet.
    if (document.querySelector("[data-live][data-barred]")) {
      this.state = "barred";
      return;
    }
    this.state = "lost";
    this.tab = Math.random().toString(36).slice(2);
    this.channel = "BroadcastChannel" in window && navigator.locks ? new BroadcastChannel(`koepueroe-${user}`) : null;
    if (this.channel) this.channel.onmessage = ({ data }) => this.#hear(data);
    this.#leader = new Leader(worldOf(user, this.channel), {
      lead: () => this.#open(0),
      rest: () => this.#drop(),
      state: (state) => this.#become(state),
    });
    this.#leader.begin();
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", (event) => event.persisted && this.#back());
    addEventListener("online", () => (this.#socket ? this.#doubt() : this.#open(0)));
    addEventListener("offline", () => this.#doubt());
    document.addEventListener("visibilitychange", () => this.#looked());
  }

  #leader = null;
  #interest = new Interest();
  #here = null; // the tabs that have answered since the call
  #waiting = new Set(); // topics that the line has no place for
  #socket = null;
  #since = 0;
  #attempt = 0;
  #timer = 0;
  #watchdog = 0;
  #heard = 0;
  #received = 0;
  #weight = 0; // since the last acknowledgement
  #notBefore = 0;

  // A follower has last() -> {after, epoch} and frame(frame).
  follow(topic, follower) {
    if (!this.followed.has(topic)) this.followed.set(topic, new Set());
    this.followed.get(topic).add(follower);
    if (this.state === "live") this.#subscribe(topic, follower);
  }

  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.state);
  }

  say(frame) {
    if (this.#leader?.leads) this.#forward(frame, this.tab);
    else this.#tellTabs({ say: frame, tab: this.tab });
  }

  #tellTabs(message) {
    this.channel?.postMessage(message);
  }

  #subscribe(topic, follower) {
    this.say({ do: "subscribe", topic, ...follower.last() });
  }

  #subscribeAll() {
    for (const [topic, followers] of this.followed) for (const one of followers) this.#subscribe(topic, one);
  }

  #forward(frame, tab) {
    if (frame.do === "subscribe") this.#interest.follow(frame.topic, tab);
    this.#send(frame);
  }

  // The page goes: what nobody else follows is left, or one line would fill up with what was once looked at.
  #leave() {
    if (this.#leader.leads) this.#drop();
    else this.#tellTabs({ gone: this.tab });
    this.#leader.end();
  }

  #back() {
    this.#leader.again();
    if (this.state === "live") this.#subscribeAll();
  }

  #looked() {
    if (document.hidden) return;
    this.#leader.ask();
    if (this.#socket && Date.now() - this.#heard > QUIET) this.#doubt();
  }

  #hear(message) {
    const { say, tab, gone, call, here, dropped, frame } = message;
    if (this.#leader.leads) {
      if (say) this.#forward(say, tab);
      if (gone) this.#unfollow((one) => one === gone);
      if (here) this.#here?.add(here);
    }
    if (call) this.#tellTabs({ here: this.tab });
    if (dropped?.includes(this.tab) && this.state === "live") this.#subscribeAll();
    if (frame) this.#take(frame);
    this.#leader.hear(message);
  }

  #unfollow(gone) {
    for (const topic of this.#interest.without(gone)) this.#send({ do: "unsubscribe", topic });
  }

  // No place for one more topic: a tab that crashed said no goodbye, so all are called. Who is full all the same tries
  // again later.
  #full(topic) {
    if (!this.#leader.leads) return;
    this.#waiting.add(topic);
    if (this.#here) return;
    this.#here = new Set([this.tab]);
    this.#tellTabs({ call: true });
    setTimeout(() => this.#called(), A_CALL);
  }

  #called() {
    const known = new Set([...this.#interest.topics.values()].flatMap((tabs) => [...tabs]));
    const dropped = [...known].filter((tab) => !this.#here.has(tab));
    this.#unfollow((tab) => dropped.includes(tab));
    // One that only slept hears of it when it wakes.
    this.#tellTabs({ dropped });
    setTimeout(() => {
      this.#here = null;
      for (const topic of this.#waiting) this.#again(topic);
      this.#waiting.clear();
    }, dropped.length ? 0 : LATER);
  }

  #again(topic) {
    this.#tellTabs({ frame: { topic: "socket", kind: "again", data: { topic } } });
    this.#take({ topic: "socket", kind: "again", data: { topic } });
  }

  #become(state) {
    const risen = state === "live" && this.state !== "live";
    this.state = state;
    if (risen) this.#subscribeAll();
    for (const watcher of this.watchers) watcher(state);
    if (risen && this.#leader.leads) sendWhatWaits(this.user);
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #open(wait) {
    clearTimeout(this.#timer);
    if (!this.#leader.leads || ended(this.state) || this.#socket) return;
    this.#timer = setTimeout(() => this.#connect(), Math.max(wait * 1000, this.#notBefore - Date.now()));
  }

  #connect() {
    if (this.#socket || !this.#leader.leads) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/?lang=${document.documentElement.lang}`);
    this.#socket = socket;
    this.#since = this.#received = this.#weight = 0;
    this.#interest.clear();
    this.#watch();
    socket.onopen = () => {
      this.#since = Date.now();
      this.#leader.tell("live");
    };
    socket.onmessage = ({ data }) => this.#arrived(JSON.parse(data), data.length);
    socket.onclose = (event) => this.#closed(event);
  }

  #arrived(frame, size) {
    this.#received += 1;
    this.#watch();
    this.#weight += size;
    if (this.#received % ACKNOWLEDGE === 0 || this.#weight > A_LOT) {
      this.#weight = 0;
      this.#send({ do: "seen", n: this.#received });
    }
    this.#tellTabs({ frame });
    this.#take(frame);
  }

  #watch() {
    this.#heard = Date.now();
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), SILENCE);
  }

  // Without waiting for the other side to answer: there may be none.
  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #lost() {
    const since = this.#since;
    this.#drop();
    this.#since = since;
    this.#closed({ code: 1006, reason: "" });
  }

  // The device says that its line went, or has slept: whether the socket still stands is found by asking, not believed.
  async #doubt() {
    const socket = this.#socket;
    if (!socket) return;
    const answer = await fetch("/api/line", { cache: "no-store", signal: patience(DOUBT) }).catch(() => null);
    if (!answer && this.#socket === socket) this.#lost();
  }

  async #closed({ code, reason }) {
    clearTimeout(this.#watchdog);
    const [socket, since] = [this.#socket, this.#since];
    // What a line was told of a session holds only if the site says the same now: somebody may have signed in since.
    const asked = this.#leader.leads && (!since || code in ENDS);
    const state = asked ? await this.#refused(ENDS[code]) : "lost";
    if (this.#socket !== socket) return;
    this.#socket = null;
    if (!this.#leader.leads) return;
    this.#leader.tell(state);
    if (ended(state)) return;
    if (since && Date.now() - since > STEADY) this.#attempt = 0;
    const tried = this.#attempt++;
    const wait = Number(/retry_after=([\d.]+)/.exec(reason)?.[1]) || (code === TOO_MUCH ? 20 + jitter(5) : 0);
    this.#notBefore = Date.now() + wait * 1000;
    this.#open(wait || (since && !tried ? Math.random() * FIRST : jitter(tried)));
  }

  // A browser does not tell why a handshake was refused (1006). So the site is asked, once.
  async #refused(otherwise = "lost") {
    const answer = await fetch("/api/line", { cache: "no-store", signal: patience(PATIENCE) }).catch(() => null);
    return answer ? ({ 401: "out", 403: "barred" }[answer.status] ?? "lost") : otherwise;
  }

  #take(frame) {
    if (frame.topic === "socket") {
      if (frame.kind === "resync") this.#subscribeAll();
      if (frame.kind === "again") for (const one of this.followed.get(frame.data.topic) ?? []) this.#subscribe(frame.data.topic, one);
      if (frame.kind !== "heartbeat") return;
      for (const [topic, head] of Object.entries(frame.data.heads)) {
        for (const one of this.followed.get(topic) ?? []) one.frame({ ...frame, topic, seq: head });
      }
      return;
    }
    if (frame.kind === "full") this.#full(frame.topic);
    for (const one of this.followed.get(frame.topic) ?? []) one.frame(frame);
  }
}

// What Leader needs of a browser. Without locks or a channel each tab leads for itself.
function worldOf(user, channel) {
  return {
    now: () => Date.now(),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    send: (message) => channel?.postMessage(message),
    shown: () => !document.hidden,
    lock: (steal, granted) =>
      channel ? navigator.locks.request(`koepueroe-socket-${user}`, { steal }, granted) : Promise.resolve(granted()),
  };
}

// Written on another page that is closed since. Whoever has the line sends it, whatever page this is.
function sendWhatWaits(user) {
  if (flagged()) import("./realtime/outbox.js").then(({ sendAll }) => sendAll(user)).catch(() => {});
}

let line = null;

export function theLine(user) {
  line ??= new Line(user);
  return line;
}
