// Suggestions under a search field, as a listbox after the ARIA pattern. Without this the form simply sends the words.
import "./browser-floor.js";
import { lateSheet } from "./late-sheet.js";

const PAUSE = 180;
const SHORTEST = 2;

class Combo {
  constructor(box, number) {
    this.box = box;
    this.input = box.querySelector("input");
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "combo-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels[0]?.textContent ?? "");
    this.list.hidden = true;
    box.append(this.list);
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("focus", lateSheet, { once: true });
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the blur that a click brings.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.fetch(text), PAUSE);
  }

  async fetch(text) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.box.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: this.asking.signal });
      if (!answer.ok) return this.close();
      const { options } = await answer.json();
      if (document.activeElement === this.input && this.input.value.trim() === text) this.show(options);
    } catch {
      this.close(); // no line: the form still sends
    }
  }

  show(options) {
    this.options = options.map((option, at) => this.draw(option, at));
    this.list.replaceChildren(...this.options);
    this.at = -1;
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  draw({ url, title, lang, shelf }, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const name = document.createElement("b");
    name.textContent = title;
    if (lang) name.lang = lang;
    const where = document.createElement("small");
    where.textContent = shelf;
    option.append(name, " ", where);
    return option;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      const places = this.options.length + 1; // one more: the field itself
      this.choose((this.at + 1 + steps[event.key] + places) % places - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.go(this.options[this.at]);
    }
  }

  choose(at) {
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const option = this.options[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}

document.querySelectorAll("[data-suggest]").forEach((box, number) => new Combo(box, number));
