// The field for files in the language of the page: a button, and the names of what was chosen.
import "./browser-floor.js";

for (const pick of document.querySelectorAll("[data-file-pick]:not(.live)")) {
  const field = pick.querySelector("input");
  const names = pick.querySelector("[data-file-names]");
  const say = () => {
    names.textContent = [...field.files].map((file) => file.name).join(", ") || pick.dataset.none;
  };
  pick.classList.add("live");
  for (const part of pick.querySelectorAll("[hidden]")) part.hidden = false;
  // The field itself is what is read out and pressed.
  pick.querySelector(".btn").setAttribute("aria-hidden", "true");
  field.addEventListener("change", say);
  field.form?.addEventListener("reset", () => setTimeout(say));
  say();
}
