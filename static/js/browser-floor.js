// Every module begins here. Below the floor (Chrome and Edge 99, Firefox 98, Safari 15.4) no other script runs: pages
// stay plain, and each form is a form. Layers came with the floor, so there the sheets say nothing but static/css/plain.css.
if (!("CSSLayerBlockRule" in window)) {
  const plain = document.createElement("link");
  plain.rel = "stylesheet";
  plain.href = document.querySelector("[data-plain]").dataset.plain;
  document.head.append(plain);
  throw new Error("This browser is older than the site's scripts: plain pages.");
}

// AbortSignal.timeout, which Safari and Firefox got later.
export function patience(milliseconds) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

// What the button would do. Safari has requestSubmit since 16 only.
export function submit(form, button = form.querySelector("button:not([type=button]), input[type=submit]")) {
  if (button) button.click();
  else form.submit();
}

// Whether a request was lost on its way. Everything else that is thrown is a fault of a program and shows itself.
export function lostOnTheWay(error) {
  return error instanceof TypeError || error?.name === "AbortError" || error?.name === "NetworkError";
}

// What a page does not need to be shown or to be read: when all of it has come.
export function later(work) {
  if (document.readyState === "complete") setTimeout(work);
  else addEventListener("load", () => setTimeout(work), { once: true });
}

// Whether somebody has changed a field since the page was made, or the browser has put back what they typed before.
export function touched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "select-one") return field.selectedIndex !== Math.max(0, [...field.options].findIndex(begins));
  if (field.options) return [...field.options].some((option) => option.selected !== begins(option));
  if (field.type === "hidden" || field.type === "file" || field.type === "password") return false;
  return "defaultValue" in field && field.value !== field.defaultValue;
}

function begins(option) {
  return option.defaultSelected;
}
