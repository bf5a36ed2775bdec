// Signing in in another tab makes the token of this one old: a script asks for a fresh one, once, and says it again.
import "./browser-floor.js";
const FIELD = "csrfmiddlewaretoken";

// As fetch, of a form's data or with the token in a header; `again` is given the fresh token where it has to be put in.
export async function post(url, options, again) {
  const answer = await fetch(url, { ...options, method: "POST" });
  if (answer.status !== 403 || !(await isStale(answer))) return answer;
  const token = await freshToken();
  return token ? fetch(url, { ...again(token), method: "POST" }) : answer;
}

async function isStale(answer) {
  const said = await answer.clone().json().catch(() => null);
  return said?.code === "stale_token";
}

// Only for the person whose page this is: somebody else may have signed in in this browser.
async function freshToken() {
  const here = document.querySelector("[data-live]")?.dataset.user;
  const answer = await fetch("/kept/token/").catch(() => null);
  const said = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!said || said.user !== here) return "";
  for (const field of document.querySelectorAll(`input[name="${FIELD}"]`)) field.value = said.token;
  if (document.body.dataset.hxHeaders) document.body.dataset.hxHeaders = JSON.stringify({ "X-CSRFToken": said.token });
  return said.token;
}
