// Beside each field for a password: a button that shows what was typed. It is sent, kept and left as a password again,
// so that password managers know the field and no browser offers the words as what was typed before.
import "./browser-floor.js";
for (const button of document.querySelectorAll("[data-secret]")) {
  const field = button.parentElement.querySelector("input");
  const hidden = button.querySelector("[data-secret-hidden]");
  const shown = button.querySelector("[data-secret-shown]");
  const show = (open) => {
    field.type = open ? "text" : "password";
    button.setAttribute("aria-pressed", String(open));
    hidden.hidden = open;
    shown.hidden = !open;
  };
  // Shown as text, no speller may send it anywhere and no keyboard may learn it.
  field.spellcheck = false;
  field.setAttribute("autocapitalize", "none");
  field.setAttribute("autocorrect", "off");
  button.addEventListener("click", () => show(field.type === "password"));
  field.form?.addEventListener("submit", () => show(false));
  addEventListener("pagehide", () => show(false));
  button.hidden = false;
}
