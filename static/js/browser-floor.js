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
