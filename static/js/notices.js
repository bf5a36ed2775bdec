// News of what happened elsewhere: the badge, a short word, and parts of the page that fetch themselves anew (news.js).
//   data-refresh-on="key other.key" or "*"   notices that concern this part (it needs an id)
//   data-refresh-topic="proposals:abc"       a topic that concerns it, also after a lost line

import "./browser-floor.js";
import { hear } from "./counts.js";
import { theLine } from "./socket.js";
import { toast } from "./late-sheet.js";

const page = document.querySelector("[data-live]").dataset;
const line = theLine(page.user);
let last = null;

// What says them and draws parts anew comes with the first of them. Without it the numbers are right all the same.
const news = (work) => import("./news.js").then(work, () => {});

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
      if (document.querySelector('[data-refresh-on="*"]')) news(({ readElsewhere }) => readElsewhere());
      return;
    }
    const before = last;
    // The line was away: what was read meanwhile has no number.
    if (kind === "start" && before !== null && !data.events.length) news(({ tell }) => tell(before));
    if (kind === "start" && before === null) last = seq;
    const newest = Math.max(last ?? 0, kind === "start" ? (data.events.at(-1)?.seq ?? 0) : seq);
    if (before === null || newest <= before) return;
    last = newest;
    news(({ tell }) => tell(before));
  },
});

for (const part of document.querySelectorAll("[data-refresh-topic]")) {
  for (const topic of part.dataset.refreshTopic.split(" ")) {
    let begun = false;
    line.follow(topic, {
      last: () => ({ after: null, epoch: "" }),
      frame({ kind }) {
        if (kind === "live" || kind === "heartbeat" || kind === "gone") return;
        if (kind !== "start" || begun) news(({ renew }) => renew(part));
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
    const forget = import("./unsent-messages.js").then(({ forgetAll }) => forgetAll()).catch(() => {});
    Promise.race([forget, new Promise((done) => setTimeout(done, 1000))]).then(() => form.submit());
  });
}
