// A form that saves itself two seconds after the last touch. Without it the buttons do the same.
import { lostOnTheWay, submit } from "./floor.js";

const form = document.querySelector("[data-autosave]");
if (form) start(form);

function start(form) {
  const status = form.querySelector("[data-autosave-status]");
  const version = form.elements.version;
  let timer = 0;
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
    say(form.dataset.saving, false);
    running = send().finally(() => {
      running = null;
      if (dirty) later();
    });
    return running;
  }

  async function send() {
    const request = new Request(form.action, { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" } });
    let answer;
    try {
      answer = await fetch(request);
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
    if (said) say(said.text, true);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
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
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) save();
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

function touched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "select-one") return field.selectedIndex !== Math.max(0, [...field.options].findIndex(begins));
  if (field.options) return [...field.options].some((option) => option.selected !== begins(option));
  if (field.type === "hidden" || field.type === "file") return false;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function begins(option) {
  return option.defaultSelected;
}
