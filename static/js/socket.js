// One socket for all tabs of a browser: the tab that holds the lock keeps it, the others hear it over a channel.
// Frames are {topic, seq, epoch, kind, data}. A tab says what it follows again whenever a line comes up.

import { patience } from "./browser-floor.js";

const ENDS = { 4401: "out", 4403: "barred" };
const TOO_MUCH = 4429;
const SILENCE = 60_000; // the server's heartbeat comes every 20 s
const ACKNOWLEDGE = 64;
const STEADY = 10_000; // a line that lived as long was a good one: the next begins with a short wait again
const PATIENCE = 10_000;
const A_MOMENT = 300;

export function jitter(attempt, most = 30) {
  return 0.5 + Math.random() * Math.min(most - 0.5, 0.5 * 2 ** attempt);
}

const ended = (state) => state === "out" || state === "barred";

class Line {
  constructor(user) {
    this.user = user;
    this.followed = new Map();
    this.watchers = new Set();
    this.state = "lost";
    // A page that is shown to somebody who may have no line yet.
    if (document.querySelector("[data-live][data-barred]")) {
      this.state = "barred";
      return;
    }
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`koepueroe-${user}`) : null;
    if (this.channel) this.channel.onmessage = ({ data }) => this.#hear(data);
    this.#stand();
    addEventListener("pagehide", () => this.#resign?.());
    addEventListener("pageshow", (event) => event.persisted && !this.#stands && this.#stand());
    addEventListener("online", () => this.#open(0));
  }

  #resign = null;
  #stands = false;
  #leads = false;
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #watchdog = 0;
  #received = 0;
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
    if (this.#leads) this.#send(frame);
    else this.channel?.postMessage({ say: frame });
  }

  #subscribe(topic, follower) {
    this.say({ do: "subscribe", topic, ...follower.last() });
  }

  #subscribeAll() {
    for (const [topic, followers] of this.followed) for (const one of followers) this.#subscribe(topic, one);
  }

  // Who holds the lock keeps the socket; when that tab goes, the next one takes over.
  #stand() {
    if (!this.channel || !navigator.locks) {
      this.#lead();
      return;
    }
    this.#stands = true;
    this.channel.postMessage({ ask: true });
    navigator.locks.request(`koepueroe-socket-${this.user}`, () => {
      // Signed out: the next tab in the row may belong to somebody who signed in again.
      if (ended(this.state)) {
        this.#stands = false;
        return undefined;
      }
      this.#lead();
      return new Promise((done) => {
        this.#resign = () => {
          this.#stands = this.#leads = false;
          this.#resign = null;
          this.#socket?.close();
          done();
        };
      });
    });
  }

  #lead() {
    this.#leads = true;
    // The other tabs still believe in the line of the tab that went.
    this.#tell("lost");
    this.#open(0);
  }

  #hear(message) {
    if (message.say && this.#leads) this.#send(message.say);
    if (message.ask && this.#leads) this.#tell(this.state);
    if (message.state) this.#become(message.state);
    if (message.frame) this.#take(message.frame);
  }

  #tell(state) {
    this.channel?.postMessage({ state });
    this.#become(state);
  }

  #become(state) {
    const risen = state === "live" && this.state !== "live";
    // Signed in again in another tab: this one stands in the row once more.
    if (ended(this.state) && !ended(state) && !this.#leads && !this.#stands) this.#stand();
    this.state = state;
    if (risen) this.#subscribeAll();
    for (const watcher of this.watchers) watcher(state);
  }

  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #open(wait) {
    clearTimeout(this.#timer);
    if (!this.#leads || ended(this.state) || this.#socket) return;
    this.#timer = setTimeout(() => this.#connect(), Math.max(wait * 1000, this.#notBefore - Date.now()));
  }

  #connect() {
    if (this.#socket || !this.#leads) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/ws/?lang=${document.documentElement.lang}`);
    let since = 0;
    this.#socket = socket;
    this.#received = 0;
    this.#watch();
    socket.onopen = () => {
      since = Date.now();
      this.#tell("live");
    };
    socket.onmessage = ({ data }) => this.#arrived(JSON.parse(data));
    socket.onclose = (event) => this.#closed(event, since);
  }

  #arrived(frame) {
    this.#received += 1;
    this.#watch();
    if (this.#received % ACKNOWLEDGE === 0) this.#send({ do: "seen", n: this.#received });
    this.channel?.postMessage({ frame });
    this.#take(frame);
  }

  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#socket?.close(), SILENCE);
  }

  async #closed({ code, reason }, since) {
    clearTimeout(this.#watchdog);
    const state = ENDS[code] ?? (since || !this.#leads ? "lost" : await this.#refused());
    this.#socket = null;
    if (!this.#leads) return;
    this.#tell(state);
    if (ended(state)) {
      // The other tabs hear of it before one of them gets the lock.
      setTimeout(() => this.#resign?.(), A_MOMENT);
      return;
    }
    if (since && Date.now() - since > STEADY) this.#attempt = 0;
    const asked = Number(/retry_after=([\d.]+)/.exec(reason)?.[1]) || (code === TOO_MUCH ? 20 + jitter(5) : 0);
    this.#notBefore = Date.now() + asked * 1000;
    this.#open(asked || jitter(this.#attempt++));
  }

  // A browser does not tell why a handshake was refused (1006). So the site is asked, once.
  async #refused() {
    const answer = await fetch("/api/line", { cache: "no-store", signal: patience(PATIENCE) }).catch(() => null);
    return { 401: "out", 403: "barred" }[answer?.status] ?? "lost";
  }

  #take(frame) {
    if (frame.topic === "socket") {
      if (frame.kind === "resync") this.#subscribeAll();
      if (frame.kind !== "heartbeat") return;
      for (const [topic, head] of Object.entries(frame.data.heads)) {
        for (const one of this.followed.get(topic) ?? []) one.frame({ ...frame, topic, seq: head });
      }
      return;
    }
    for (const one of this.followed.get(frame.topic) ?? []) one.frame(frame);
  }
}

let line = null;

export function theLine(user) {
  line ??= new Line(user);
  return line;
}
