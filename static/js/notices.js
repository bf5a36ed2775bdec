// News of what happened elsewhere: the badge, a short word, and parts of the page that fetch themselves anew.
//   data-refresh-on="key other.key" or "*"   notices that concern this part (it needs an id)
//   data-refresh-topic="proposals:abc"       a topic that concerns it, also after a lost line

import "./browser-floor.js";
import { touched } from "./changed-fields.js";
import { hear, show } from "./counts.js";
import { hold } from "./page-memory.js";
import { theLine } from "./socket.js";
import { toast } from "./toast.js";
import { forgetAll } from "./unsent-messages.js";

const page = document.querySelector("[data-live]").dataset;
const line = theLine(page.user);
const language = document.documentElement.lang;
let last = null;

const writing = (part) =>
  (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) ||
  [...part.querySelectorAll("input, textarea, select")].some(touched);

async function renew(part) {
  if (writing(part)) {
    part.addEventListener("focusout", () => setTimeout(() => renew(part), 200), { once: true });
    return;
  }
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (writing(part)) renew(part); // somebody began meanwhile
  else if (fresh) hold(part)(() => part.replaceChildren(...fresh.childNodes));
}

function wants(part, key) {
  const keys = part.dataset.refreshOn.split(" ");
  return keys.includes("*") || keys.includes(key);
}

// Read in another tab or on another device: the same here.
function readElsewhere() {
  for (const part of document.querySelectorAll('[data-refresh-on="*"]')) renew(part);
}

async function tell(after) {
  const answer = await fetch(`/api/notices?after=${after}&lang=${language}`).catch(() => null);
  if (!answer?.ok) return;
  const { notices, unread } = await answer.json();
  show("notices", unread);
  for (const { text } of notices.slice(-3)) toast(text, 10);
  if (!notices.length) document.querySelectorAll('[data-refresh-on="*"]').forEach(renew);
  for (const part of document.querySelectorAll("[data-refresh-on]")) {
    if (notices.some(({ key }) => wants(part, key))) renew(part);
  }
}

// Says in every tab why no news come any more, until they come again.
let said = null;
line.watch((state) => {
  const words = { out: page.signedOut, barred: "barred" in page ? "" : page.noFactor }[state];
  said?.remove();
  said = words ? toast(words, 0) : null;
});

line.follow(page.topic, {
  last: () => ({ after: last, epoch: "" }),
  frame(frame) {
    const { kind, seq, data } = frame;
    hear(frame);
    if (kind === "read") {
      readElsewhere();
      return;
    }
    const before = last;
    // The line was away: what was read meanwhile has no number.
    if (kind === "start" && before !== null && !data.events.length) tell(before);
    if (kind === "start" && before === null) last = seq;
    const newest = Math.max(last ?? 0, kind === "start" ? (data.events.at(-1)?.seq ?? 0) : seq);
    if (before === null || newest <= before) return;
    last = newest;
    tell(before);
  },
});

for (const part of document.querySelectorAll("[data-refresh-topic]")) {
  for (const topic of part.dataset.refreshTopic.split(" ")) {
    let begun = false;
    line.follow(topic, {
      last: () => ({ after: null, epoch: "" }),
      frame({ kind }) {
        if (kind === "live" || kind === "heartbeat" || kind === "gone") return;
        if (kind !== "start" || begun) renew(part);
        begun = true;
      },
    });
  }
}

for (const form of document.querySelectorAll('form[action*="/logout/"]')) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.emptied) return;
    event.preventDefault();
    form.dataset.emptied = "yes";
    Promise.race([forgetAll(), new Promise((done) => setTimeout(done, 1000))]).then(() => form.submit());
  });
}
