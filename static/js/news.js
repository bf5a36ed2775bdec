// What news do to a page: a short word, the number of unread notices, and parts that fetch themselves anew.
import { touched } from "./browser-floor.js";
import { show } from "./counts.js";
import { hold } from "./hold.js";
import { toast } from "./late-sheet.js";

const writing = (part) =>
  (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) ||
  [...part.querySelectorAll("input, textarea, select")].some(touched);

export async function renew(part) {
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
export function readElsewhere() {
  for (const part of document.querySelectorAll('[data-refresh-on="*"]')) renew(part);
}

export async function tell(after) {
  const answer = await fetch(`/api/notices?after=${after}&lang=${document.documentElement.lang}`).catch(() => null);
  if (!answer?.ok) return;
  const { notices, unread } = await answer.json();
  show("notices", unread);
  for (const { text } of notices.slice(-3)) toast(text, 10);
  if (!notices.length) document.querySelectorAll('[data-refresh-on="*"]').forEach(renew);
  for (const part of document.querySelectorAll("[data-refresh-on]")) {
    if (notices.some(({ key }) => wants(part, key))) renew(part);
  }
}
