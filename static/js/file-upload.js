// Files go as soon as they are chosen, with a bar that shows how far. Without it the button sends them.
import "./browser-floor.js";

for (const form of document.querySelectorAll("[data-upload]")) {
  const field = form.querySelector("input[type=file]");
  const bar = form.querySelector("[data-upload-progress]");
  const wrong = form.querySelector("[data-upload-wrong]");
  form.querySelector("button[type=submit]").hidden = true;

  field.addEventListener("change", () => {
    if (field.files.length) send();
  });

  function tell(texts) {
    wrong.replaceChildren(
      ...texts.map((text) => {
        const line = document.createElement("p");
        line.className = "err";
        line.textContent = text;
        return line;
      }),
    );
    wrong.hidden = texts.length === 0;
  }

  async function send() {
    const waits = [];
    document.querySelector("[data-autosave]")?.dispatchEvent(new CustomEvent("save-now", { detail: waits }));
    await Promise.all(waits);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
    });
    request.addEventListener("load", () => {
      const said = request.response;
      bar.hidden = true;
      field.disabled = false;
      if (request.status === 200 && said) {
        location.assign(`${said.url}#files`);
        location.reload();
        return;
      }
      field.value = "";
      tell(said?.wrong ?? [request.status === 413 ? form.dataset.large : form.dataset.offline]);
    });
    request.addEventListener("error", () => {
      bar.hidden = true;
      field.disabled = false;
      tell([form.dataset.offline]);
    });
    tell([]);
    bar.hidden = false;
    bar.value = 0;
    const body = new FormData(form);
    field.disabled = true;
    request.send(body);
  }

  // Chosen before this script had arrived, on a slow line.
  if (field.files.length) send();
}
