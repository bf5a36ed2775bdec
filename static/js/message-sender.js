// Sends what is unsent, one at a time and in order, with the same client_id until the server says that it is stored.

import { lostOnTheWay, patience } from "./browser-floor.js";
import { post } from "./fresh-token.js";
import { jitter } from "./socket.js";
import { drop, keep, newClientId, unsent, whenItWakes } from "./unsent-messages.js";

const PATIENCE = 15_000;
const GRACE = 1500;
const LATER = new Set([408, 425, 429, 502, 503, 504]);

export class Sender {
  // on.waiting(entry, seconds), on.stored(entry, seq), on.refused(entry, text), on.signedOut(),
  // on.broken(entry, error): a fault of this program, not of the line; the entry is somebody else's from now on.
  constructor({ user, room, api, token, on }) {
    Object.assign(this, { user, room, api, token, on });
    this.attempt = 0;
    this.timer = 0;
    this.busy = false;
    this.refused = new Set();
    addEventListener("online", () => this.flush());
    whenItWakes(() => this.show());
  }

  async add(text, language) {
    const entry = {
      client_id: newClientId(), user: this.user, room: this.room, text, language, order: Date.now() + performance.now() % 1,
    };
    await keep(entry);
    this.on.waiting(entry, null);
    this.flush();
  }

  // After a reload: most of it goes out at once, so only what stays is shown.
  show() {
    this.flush();
    setTimeout(async () => {
      for (const entry of await unsent(this.user, this.room)) this.on.waiting(entry, null);
    }, GRACE);
  }

  async forget(clientId) {
    this.refused.delete(clientId);
    await drop(clientId);
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.busy) return;
    this.busy = true;
    try {
      for (;;) {
        const next = (await unsent(this.user, this.room)).find((entry) => !this.refused.has(entry.client_id));
        if (!next || !(await this.#sent(next))) return;
      }
    } finally {
      this.busy = false;
    }
  }

  async #sent(entry) {
    try {
      return await this.#send(entry);
    } catch (error) {
      await this.forget(entry.client_id);
      this.on.broken(entry, error);
      return false;
    }
  }

  async #send(entry) {
    const { client_id, text, language } = entry;
    // Made before it is sent: what fails here has nothing to do with the line.
    const url = `${this.api}messages?lang=${document.documentElement.lang}`;
    const saying = (token) => ({
      headers: { "Content-Type": "application/json", "X-CSRFToken": (this.token = token) },
      body: JSON.stringify({ client_id, text, language }),
      signal: patience(PATIENCE),
    });
    const first = saying(this.token);
    let answer = null;
    try {
      answer = await post(url, first, saying);
    } catch (error) {
      if (!lostOnTheWay(error)) throw error;
      return this.#later(entry);
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && said.seq) {
      this.attempt = 0;
      await drop(client_id);
      this.on.stored(entry, said.seq);
      return true;
    }
    if (answer.status === 401 || (answer.status === 403 && !said.code)) {
      this.on.signedOut();
      return false;
    }
    if (answer.status >= 500 || LATER.has(answer.status)) return this.#later(entry, said.wait);
    this.refused.add(client_id);
    this.on.refused(entry, [said.text, said.next_step].filter(Boolean).join(" "));
    return true;
  }

  #later(entry, asked = 0) {
    const seconds = Math.max(asked, jitter(this.attempt++));
    this.on.waiting(entry, seconds);
    this.timer = setTimeout(() => this.flush(), seconds * 1000);
    return false;
  }
}
