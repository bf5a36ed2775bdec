// What a numbered topic shows: every event once, in the order of its numbers, without a gap. Knows no page and no net.
import "./browser-floor.js";

export class Topic {
  // on.apply(event), on.reset(): load anew, on.behind(true | false), on.fetch(): ask for what came after `last`.
  constructor(last, epoch, on) {
    this.last = last;
    this.epoch = epoch;
    this.on = on;
    this.held = new Map();
    this.behind = false;
  }

  frame({ kind, seq, epoch, data }) {
    if (kind === "reset" || (epoch && this.epoch && epoch !== this.epoch)) {
      this.held.clear();
      this.on.reset();
      return;
    }
    if (epoch) this.epoch = epoch;
    if (kind === "start") this.#start(seq, data.events);
    else if (kind === "live" || kind === "heartbeat") this.#expect(seq);
    else if (seq > 0) this.#take({ seq, kind, data });
  }

  // The whole past after `seq`, as a socket or the API gave it.
  #start(seq, events) {
    if (seq > this.last && this.last === 0) this.last = seq;
    if (seq > this.last) {
      this.#expect(seq);
      return;
    }
    for (const event of events) this.#take(event);
  }

  loaded(last, epoch) {
    this.last = last;
    this.epoch = epoch;
    for (const seq of [...this.held.keys()]) if (seq <= last) this.held.delete(seq);
    this.#drain();
  }

  #take(event) {
    if (event.seq <= this.last) return;
    this.held.set(event.seq, event);
    this.#drain();
  }

  #drain() {
    for (let next = this.held.get(this.last + 1); next; next = this.held.get(this.last + 1)) {
      this.held.delete(next.seq);
      this.last = next.seq;
      this.on.apply(next);
    }
    this.#judge(this.held.size > 0);
  }

  #expect(head) {
    if (head > this.last) this.#judge(true);
    else if (!this.held.size) this.#judge(false);
  }

  #judge(behind) {
    if (behind) this.on.fetch();
    if (behind === this.behind) return;
    this.behind = behind;
    this.on.behind(behind);
  }
}
