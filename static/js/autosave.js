// A form that saves itself a moment after the last touch. Without it the buttons do the same.
import { lostOnTheWay, submit, touched } from "./browser-floor.js";
import { leaveDraft } from "./drafts.js";
import { post } from "./fresh-token.js";

const PAUSE = 1000; // and the server's own time: kept within two seconds
const LONGEST = 5000;
const form = document.querySelector("[data-autosave]");
if (form) start(form);

function start(form) {
  const status = form.querySelector("[data-autosave-status]");
  const version = form.elements.version;
  let timer = 0;
  let since = 0;
  let running = null;
  let dirty = false;
  let stopped = false;

  function say(text, bad) {
    status.hidden = false;
    status.classList.toggle("kept-bad", bad);
    status.textContent = text;
  }

  async function save() {
    if (running || stopped || !dirty) return running;
    dirty = false;
    since = 0;
    say(form.dataset.saving, false);
    running = send().finally(() => {
      running = null;
      if (dirty) later();
    });
    return running;
  }

  async function send() {
    const saying = () => ({ body: new FormData(form), headers: { "X-Autosave": "1" } });
    // Made before it is sent: what fails here has nothing to do with the line.
    const first = saying();
    let answer;
    try {
      answer = await post(form.action, first, saying);
    } catch (error) {
      if (!lostOnTheWay(error)) throw error;
      dirty = true;
      say(form.dataset.offline, true);
      return;
    }
    if (answer.redirected) {
      stopped = true;
      say(form.dataset.signedOut, true);
      return;
    }
    const said = await answer.json().catch(() => null);
    if (answer.ok && said) {
      version.value = said.version;
      say(said.text, false);
      return;
    }
    // Somebody else changed it: the button shows both, saving on would lose theirs.
    if (answer.status === 409 || answer.status === 403) stopped = true;
    if (said?.text) say(said.text, true);
  }

  function later() {
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  }

  form.addEventListener("input", () => {
    dirty = true;
    later();
  });
  // Another module is about to leave the page: it waits for what is handed over here.
  form.addEventListener("save-now", (event) => {
    clearTimeout(timer);
    event.detail.push(save());
  });
  addEventListener("online", () => {
    if (dirty) save();
  });
  const leave = () => {
    if (dirty && !stopped && leaveDraft(form)) dirty = false;
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  // A button pressed while a saving is under way waits for it, so that the version it sends is the newest.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    stopped = true;
    if (!running) return;
    event.preventDefault();
    const button = event.submitter;
    running.finally(() => submit(form, button ?? undefined));
  });
  // Typed before this script had arrived, on a slow line, or put back by the browser.
  if ([...form.elements].some(touched)) {
    dirty = true;
    later();
  }
}
