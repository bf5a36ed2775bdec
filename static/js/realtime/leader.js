// Which tab of a browser keeps the socket, and what all tabs believe of it. Knows no page, no socket and no clock: those are
// given, so that any order of opening, closing, logging in and out, crashing and sleeping can be played.
import "../browser-floor.js";

const ASK = 1500; // a tab that is looked at asks so often whether somebody leads
const MISSES = 2; // so often without an answer: the one that leads sleeps or hangs, and its place is taken

export const ended = (state) => state === "out" || state === "barred";

// world: { now(), after(ms, work) -> cancel(), send(message), shown(), lock(steal, granted) }, where `lock` holds the lock until
//   the promise that `granted` gives is done, and gives a promise that fails where it was stolen.
// on: { lead(), rest(), state(state) }
export class Leader {
  constructor(world, on) {
    Object.assign(this, { world, on, state: "lost", leads: false });
    this.born = world.now();
    this.endedAt = 0;
  }

  #standing = 0; // which request for the lock is ours; 0: none
  #requests = 0;
  #release = null;
  #unanswered = 0;
  #cancel = null;

  begin() {
    this.#stand(false);
    this.world.send({ born: this.born, ask: true });
    this.ask();
  }

  // The page goes, or is put away whole.
  end() {
    this.#cancel?.();
    this.#cancel = null;
    this.#standing = 0;
    this.leads = false;
    this.#release?.();
    this.#release = null;
  }

  // The page comes back whole: it may know of nothing that happened meanwhile.
  again() {
    if (!this.#cancel) this.begin();
  }

  // Asks whether somebody leads; at once where a tab is looked at again.
  ask() {
    this.#cancel?.();
    this.#cancel = this.world.after(ASK, () => this.ask());
    if (this.leads || !this.world.shown()) {
      this.#unanswered = 0;
      return;
    }
    if (this.#unanswered >= MISSES) {
      this.#unanswered = 0;
      this.#stand(true);
      return;
    }
    this.#unanswered += 1;
    this.world.send({ ask: true });
  }

  // What the socket of this tab has come to.
  tell(state) {
    if (ended(state)) this.endedAt = this.world.now();
    this.world.send({ state, at: this.endedAt });
    this.#become(state);
  }

  hear({ state, at, born, ask }) {
    if (ask && this.leads) this.world.send({ state: this.state, at: this.endedAt });
    if (born && ended(this.state) && born > this.endedAt) this.#revive();
    if (!state || this.leads) return;
    this.#unanswered = 0;
    // Said of a session that ended before this page was made: somebody has signed in since.
    if (ended(state) && at < this.born) {
      this.world.send({ born: this.born });
      return;
    }
    if (ended(state)) this.endedAt = at;
    this.#become(state);
  }

  #revive() {
    this.#become("lost");
    if (this.leads) this.on.lead();
  }

  #become(state) {
    this.state = state;
    this.on.state(state);
  }

  #stand(steal) {
    const mine = (this.#standing = ++this.#requests);
    const held = this.world.lock(steal, () => {
      if (this.#standing !== mine) return undefined; // asked for twice, or the page has gone
      return new Promise((done) => {
        this.#release = done;
        this.#lead();
      });
    });
    held.catch(() => {
      if (this.#standing === mine) this.#rest();
    });
  }

  #lead() {
    this.leads = true;
    this.#unanswered = 0;
    // An end that was heard holds until a younger page comes; the others hear of it all the same.
    if (ended(this.state)) {
      this.world.send({ state: this.state, at: this.endedAt });
      return;
    }
    this.tell("lost");
    this.on.lead();
  }

  // Somebody took the place, because this tab slept.
  #rest() {
    this.#release = null;
    this.leads = false;
    this.on.rest();
    this.#stand(false);
    this.ask();
  }
}
