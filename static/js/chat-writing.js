// Writing in a chat room: what is sent, what waits on this device, what was refused. `room` draws it (chat-room.js).
import { count, excessOf } from "./character-count.js";
import { Sender } from "./message-sender.js";

const GAP = 400; // the event of what is stored is often just about to arrive

export class Writing {
  constructor(room, form) {
    Object.assign(this, { room, form });
    this.field = form.elements.text;
    this.stored = new Set();
    this.sender = new Sender({
      user: room.user,
      room: room.code,
      api: room.api,
      token: form.elements.csrfmiddlewaretoken.value,
      on: {
        waiting: (entry, seconds) => this.wait(entry, seconds),
        stored: (entry, seq) => this.isStored(entry, seq),
        refused: (entry, text) => this.refuse(entry, text),
        signedOut: () => room.shift({ state: "out" }),
        broken: (entry, error) => this.plainly(entry, error),
      },
    });
    this.sender.show();
  }

  send() {
    const { field, form } = this;
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
    this.room.scroll.scrollTop = 0;
    const language = form.elements.language.value;
    this.sender
      .add(text, language)
      .then(() => form.dispatchEvent(new CustomEvent("kept-sent")))
      .catch((error) => this.plainly({ text, language }, error));
    field.focus();
  }

  // A fault of a script: it shows itself, and the page's own form does what the script could not.
  plainly({ client_id, text, language }, error) {
    setTimeout(() => {
      throw error;
    });
    const { elements } = this.form;
    const alone = !elements.text.value.trim();
    elements.text.value = [elements.text.value, text].filter(Boolean).join("\n");
    elements.language.value = language;
    if (client_id) this.settled(client_id);
    if (client_id && alone) elements.client_id.value = client_id; // however often it goes, it is stored once
    const again = this.room.plain;
    this.room.plain = true;
    // Only what somebody has just sent goes by itself: a page that is merely opened sends nothing.
    if (alone && !again && this.pressed) this.form.submit();
  }

  // Its event has come by the line.
  came(clientId) {
    this.sender.forget(clientId);
    this.settled(clientId);
  }

  isStored(entry, seq) {
    this.isSent(entry);
    if (this.room.topic.last >= seq) this.settled(entry.client_id);
    else setTimeout(() => this.missing(seq), GAP);
  }

  // Stored, but its event has not come by the line: fetch it.
  missing(seq) {
    const { topic } = this.room;
    if (topic.last < seq) topic.frame({ kind: "live", seq });
  }

  // Sent already: it waits here or is stored. The draft of it, with which the page had begun, is no second message.
  isSent(entry) {
    const { field, form } = this;
    if (!form.isConnected || !field.value || field.value !== field.defaultValue || field.value.trim() !== entry.text) return;
    field.value = field.defaultValue = "";
    form.dispatchEvent(new CustomEvent("kept-sent"));
  }

  item(clientId) {
    return this.room.waiting.querySelector(`[data-client-id="${clientId}"]`);
  }

  wait(entry, seconds) {
    const { room } = this;
    this.isSent(entry);
    if (this.stored.has(entry.client_id)) return;
    let item = this.item(entry.client_id);
    if (!item) {
      item = room.draw({ ...entry, actor: room.user, at: new Date().toISOString() }, "waiting");
      item.dataset.clientId = entry.client_id;
      room.pinned(() => {
        room.waiting.append(item);
        room.waiting.hidden = false;
      });
    }
    if (seconds === null && item.dataset.said) return;
    item.dataset.said = "yes";
    const said = seconds === null ? room.text("waiting") : room.text("retry").replace("{seconds}", Math.ceil(seconds));
    item.querySelector('[data-part="state"] span').textContent = said;
  }

  refuse(entry, text) {
    const { field, room } = this;
    this.wait(entry, null);
    const item = this.item(entry.client_id);
    if (!item) return;
    item.querySelector('[data-part="state"] span').textContent = `${room.text("refused")} ${text}`;
    item.querySelector("[data-again]")?.closest("p").remove();
    item.append(room.root.querySelector("template[data-refused]").content.cloneNode(true));
    item.querySelector("[data-again]").addEventListener("click", async () => {
      field.value = [field.value, entry.text].filter(Boolean).join("\n");
      await this.sender.forget(entry.client_id);
      this.settled(entry.client_id);
      field.focus();
    });
  }

  settled(clientId) {
    this.stored.add(clientId);
    this.item(clientId)?.remove();
    this.room.waiting.hidden = !this.room.waiting.children.length;
  }
}
