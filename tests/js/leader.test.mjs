// Any order of opening, closing, crashing, sleeping, logging in and out over the tabs of a browser: five seconds later one tab
// leads, and all that are awake are live or say why they are not. SEED=n ROUNDS=1 plays one round again.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = { CSSLayerBlockRule: true };
const { Leader, ended } = await import("../../static/js/realtime/leader.js");
const { Interest } = await import("../../static/js/realtime/interest.js");

const FIRST = Number(process.env.SEED ?? 1);
const ROUNDS = Number(process.env.ROUNDS ?? 400);
const IN_TIME = 5000;

function chance(seed) {
  let state = seed * 2654435761;
  return (most) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3266489917);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % most;
  };
}

class Browser {
  constructor(seed) {
    this.random = chance(seed);
    this.now = 1000;
    this.queue = [];
    this.pages = new Set();
    this.holder = null;
    this.row = [];
    this.session = 1;
    this.played = [];
  }

  at(ms, work) {
    const one = { time: this.now + ms, work, order: this.queue.length + Math.random() };
    this.queue.push(one);
    return () => (one.work = () => {});
  }

  async pass(ms) {
    const until = this.now + ms;
    for (;;) {
      await new Promise((done) => setImmediate(done));
      this.queue.sort((a, b) => a.time - b.time);
      if (!this.queue.length || this.queue[0].time > until) break;
      const next = this.queue.shift();
      this.now = Math.max(this.now, next.time);
      next.work();
    }
    this.now = until;
  }

  // Whoever sleeps does it when it wakes.
  run(page, work) {
    if (page.gone) return;
    if (page.asleep) page.later.push(work);
    else work();
  }

  lock(page, steal, granted) {
    return new Promise((done, fail) => {
      const one = { page, granted, done, fail };
      if (steal) {
        const held = this.holder;
        this.holder = null;
        if (held) this.run(held.page, () => held.fail(new Error("stolen")));
        this.row.unshift(one);
      } else this.row.push(one);
      this.grant();
    });
  }

  grant() {
    if (this.holder) return;
    const next = this.row.find(({ page }) => !page.gone && !page.asleep);
    if (!next) return;
    this.row = this.row.filter((one) => one !== next);
    this.holder = next;
    queueMicrotask(() => {
      Promise.resolve(next.granted()).then((value) => {
        next.done(value);
        if (this.holder === next) this.holder = null;
        this.grant();
      });
    });
  }

  open() {
    const page = { later: [], state: "lost", leads: false };
    this.pages.add(page);
    const world = {
      now: () => this.now,
      after: (ms, work) => this.at(ms, () => this.run(page, work)),
      send: (message) => {
        for (const other of this.pages) {
          if (other !== page) this.at(1 + this.random(20), () => this.run(other, () => other.leader.hear({ ...message })));
        }
      },
      shown: () => true,
      lock: (steal, granted) => this.lock(page, steal, granted),
    };
    page.leader = new Leader(world, {
      lead: () => this.connect(page),
      rest: () => (page.line = 0),
      state: (state) => (page.state = state),
    });
    page.leader.begin();
  }

  connect(page) {
    const mine = (page.line = Math.random());
    this.at(20, () =>
      this.run(page, () => {
        if (page.line !== mine || !page.leader.leads) return;
        page.leader.tell(this.session ? "live" : "out");
      }),
    );
  }

  // The server closes the lines; the one that has it asks the site whether that still holds.
  shutOut() {
    for (const page of this.pages) {
      if (!page.line) continue;
      this.at(10 + this.random(40), () =>
        this.run(page, () => {
          if (!page.line || !page.leader.leads) return;
          if (this.session) {
            page.leader.tell("lost");
            this.connect(page);
          } else {
            page.line = 0;
            page.leader.tell("out");
          }
        }),
      );
    }
  }

  close(page, politely) {
    if (politely && !page.asleep) page.leader.end();
    page.gone = true;
    this.pages.delete(page);
    this.row = this.row.filter((one) => one.page !== page);
    if (this.holder?.page === page) {
      this.holder = null;
      this.grant();
    }
  }

  async wake(page) {
    page.asleep = false;
    for (const work of page.later.splice(0)) this.run(page, work);
    page.leader.ask();
    this.grant();
  }

  // One thing that happens. A page is shown only to somebody who is signed in.
  async step() {
    const pages = [...this.pages];
    const one = pages[this.random(pages.length || 1)];
    const what = this.random(8);
    this.played.push([this.now, what, pages.indexOf(one)]);
    if (what === 0 && this.session && pages.length < 3) this.open();
    else if (what === 1 && one && pages.length > 1) this.close(one, true);
    else if (what === 2 && one && pages.length > 1) this.close(one, false);
    else if (what === 3 && one && this.session) {
      this.session = 0; // logs out in this tab
      this.close(one, true);
      this.shutOut();
    } else if (what === 4) {
      this.session ||= 1; // logs in, in a tab of its own or in that one
      if (pages.length >= 3) this.close(one, true);
      this.open();
    } else if (what === 5 && this.session) this.shutOut(); // a new password
    else if (what === 6 && one) one.asleep = true;
    else if (what === 7 && one?.asleep) await this.wake(one);
    await this.pass(this.random(3) ? this.random(400) : this.random(6000));
  }

  ends() {
    const awake = [...this.pages].filter(({ asleep }) => !asleep);
    return { leaders: awake.filter(({ leader }) => leader.leads).length, states: awake.map(({ state }) => state), awake: awake.length };
  }
}

test("five seconds after anything one tab leads, and all are live or say why", async () => {
  for (let seed = FIRST; seed < FIRST + ROUNDS; seed++) {
    const browser = new Browser(seed);
    browser.open();
    for (let count = 0; count < 14; count++) await browser.step();
    await browser.pass(IN_TIME);
    const { leaders, states, awake } = browser.ends();
    const said = `SEED=${seed}: ${JSON.stringify({ leaders, states, session: browser.session, played: browser.played })}`;
    if (!awake) continue;
    assert.equal(leaders, 1, said);
    assert.ok(states.every((state) => (browser.session ? state === "live" : ended(state))), said);
  }
});

test("logging out and in again in one tab, while another holds the lock", async () => {
  const browser = new Browser(1);
  browser.open();
  await browser.pass(1000);
  browser.open();
  await browser.pass(1000);
  const [, second] = browser.pages;
  browser.session = 0;
  browser.close(second, true);
  browser.shutOut();
  await browser.pass(1000);
  assert.deepEqual(browser.ends(), { leaders: 1, states: ["out"], awake: 1 });
  browser.session = 1;
  browser.open();
  await browser.pass(200);
  assert.deepEqual(browser.ends(), { leaders: 1, states: ["live", "live"], awake: 2 });
});

test("what the last tab followed is left, and nothing that another still follows", () => {
  const interest = new Interest();
  interest.follow("room:a", "one");
  interest.follow("room:a", "two");
  interest.follow("room:b", "one");
  assert.deepEqual(interest.without((tab) => tab === "one"), ["room:b"]);
  assert.deepEqual(interest.without((tab) => tab === "two"), ["room:a"]);
  assert.deepEqual(interest.without(() => true), []);
});
