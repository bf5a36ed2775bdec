// The language of a text that is being written: where it looks like another one than was chosen, a line says so.
import { touched } from "./browser-floor.js";
const PAUSE = 1200;
const LEAST = 40;
const MOST = 6000;

for (const place of document.querySelectorAll("[data-tongue]")) watch(place);

function watch(place) {
  const form = place.closest("form");
  if (!form) return; // what somebody else wrote, shown beside one's own
  const { tongue: address, name } = place.dataset;
  const line = place.querySelector("p");
  const says = place.querySelector("[data-says]");
  const button = place.querySelector("button");
  button.type = "button"; // else Enter in any line would press it
  const texts = place.dataset.texts.split(" ").map((one) => form.elements[one]).filter(Boolean);
  const chosen = () => form.elements[name];
  let timer = 0;
  let asked = "";

  const may = (code) => {
    const choice = chosen();
    return [...(choice.options ?? choice)].some((one) => one.value === code && !one.disabled);
  };

  async function ask() {
    const text = texts.map((one) => one.value).join("\n").slice(0, MOST);
    const language = chosen().value;
    if (asked === language + text) return;
    asked = language + text;
    if (text.trim().length < LEAST) return show(null);
    const answer = await fetch(`${address}?lang=${document.documentElement.lang}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ text, language }),
    }).catch(() => null);
    if (answer?.ok && asked === language + text) show(await answer.json());
  }

  function show(found) {
    const other = found && may(found.language);
    line.hidden = !other;
    says.textContent = other ? found.text : "";
    button.value = other ? found.language : "";
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  for (const one of texts) one.addEventListener("input", soon);
  if (texts.some(touched)) soon(); // typed or pasted before this had come
  form.addEventListener("change", (event) => {
    if (event.target.name === name) soon();
  });
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (!may(button.value)) return;
    chosen().value = button.value;
    line.hidden = true;
    const changed = chosen().length && !chosen().options ? [...chosen()].find((one) => one.checked) : chosen();
    changed.dispatchEvent(new Event("input", { bubbles: true }));
    changed.dispatchEvent(new Event("change", { bubbles: true }));
    changed.focus();
  });
}
