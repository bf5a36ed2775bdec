// Sends what was written in rooms that are not open: each in its order, stored once however often it goes.
import "../browser-floor.js";
import { Sender } from "../message-sender.js";
import { keep, roomsThatWait } from "../unsent-messages.js";
import { flag } from "./flag.js";

const senders = new Map();

export async function sendAll(user) {
  const rooms = await roomsThatWait(user);
  if (!rooms.length) flag(false);
  for (const room of rooms) {
    if (document.querySelector(`[data-room="${room}"]:not([data-past])`)) continue; // its page sends and shows them
    if (!senders.has(room)) senders.set(room, senderOf(user, room));
    senders.get(room).flush();
  }
}

// Nobody looks: what is refused stays, and is shown where it was written.
function senderOf(user, room) {
  return new Sender({
    user,
    room,
    api: `/api/rooms/${room}/`,
    token: document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "",
    on: {
      waiting() {},
      stored() {},
      refused() {},
      signedOut() {},
      broken: (entry) => keep(entry),
    },
  });
}
