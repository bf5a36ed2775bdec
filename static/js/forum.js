// The forum: how many posts are new, names put into the text.

import "./browser-floor.js";
import { theLine } from "./socket.js";

const page = document.querySelector("[data-live]")?.dataset;
const topic = document.querySelector("[data-topic][data-news-url]");

if (page && topic) {
  const shelf = topic.querySelector("[data-news]");
  let shown = Number(topic.dataset.shown);
  let told = shown;
  const lastPage = !topic.querySelector("nav.pages a[rel=next]");

  const show = async (head) => {
    if (!lastPage || head <= told) return;
    told = head;
    const answer = await fetch(`${topic.dataset.newsUrl}?after=${shown}`).catch(() => null);
    if (answer?.ok && !answer.redirected) shelf.innerHTML = await answer.text();
  };
  theLine(page.user).follow(topic.dataset.topic, {
    last: () => ({ after: shown, epoch: "" }),
    frame: ({ seq }) => show(seq),
  });
}

for (const form of document.querySelectorAll("[data-composer]")) {
  const text = form.querySelector("[data-source]");
  for (const button of form.querySelectorAll("[data-name]")) {
    button.addEventListener("click", () => {
      const before = text.value.slice(0, text.selectionStart);
      const gap = before && !/\s$/.test(before) ? " " : "";
      text.setRangeText(`${gap}@${button.dataset.name} `, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
