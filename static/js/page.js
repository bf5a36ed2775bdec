import "./browser-floor.js";
import "./show-password.js";
import { lateSheet, sheetsOf } from "./late-sheet.js";

// What every page does when scripts run: menus close, the theme changes without a reload, dialogs open, clocks go on.

for (const menu of document.querySelectorAll("[data-menu]")) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}
// A tab that is cut off at the edge is shown whole when it gets the focus.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".tabs")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
// The sheet of what stands in menus comes with the first that is about to be opened.
let drawn = false;
const draw = () => lateSheet().then(() => (drawn = true));
for (const summary of document.querySelectorAll("[data-menu]:not(.msg-more) > summary")) {
  for (const sign of ["pointerenter", "focus"]) summary.addEventListener(sign, draw, { once: true });
  summary.addEventListener("click", async (event) => {
    if (drawn) return;
    event.preventDefault();
    await draw();
    summary.parentElement.open = true;
  });
}
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector("[data-menu][open]");
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || !menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Of tabs that are wider than the screen the current one is shown.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = tab.closest(".tabs");
  tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}

for (const form of document.querySelectorAll("[data-theme-pick]")) {
  form.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!chosen) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set("theme", chosen.value);
    if (chosen.value === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen.value;
    for (const button of document.querySelectorAll("[data-theme-pick] button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen.value));
    }
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}

for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) continue;
  opener.addEventListener("click", async (event) => {
    event.preventDefault();
    await lateSheet();
    dialog.showModal();
  });
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => sheetsOf(detail.serverResponse ?? ""));

const clocks = [...document.querySelectorAll("[data-clock]")].map((element) => ({
  element,
  format: new Intl.DateTimeFormat("en-GB", { timeZone: element.dataset.clock, hour: "2-digit", minute: "2-digit" }),
}));
function tick() {
  for (const { element, format } of clocks) element.textContent = format.format(new Date());
  setTimeout(tick, 60000 - (Date.now() % 60000));
}
if (clocks.length) setTimeout(tick, 60000 - (Date.now() % 60000));

// Visitors see times in the zone of their device; people signed in have chosen theirs.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && /(?:^|; )time_zone=([^;]*)/.exec(document.cookie)?.[1] !== zone) {
  document.cookie = `time_zone=${zone}; path=/; max-age=31536000; samesite=lax`;
}
