// The device's own time zone: filled in where nobody chose yet, offered where somebody did.
import "./browser-floor.js";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const field of zone ? document.querySelectorAll("[data-time-zone-guess]") : []) {
  if (!field.value) field.value = zone;
}
for (const offer of zone ? document.querySelectorAll("[data-time-zone-offer]") : []) {
  const field = document.getElementById(offer.dataset.timeZoneOffer);
  const known = [...field.list.options].find((option) => option.dataset.zones.split(" ").includes(zone));
  const text = known?.value ?? zone;
  if (field.value === text) continue;
  offer.querySelector("[data-time-zone-name]").textContent = text;
  offer.querySelector("button").addEventListener("click", () => {
    field.value = text;
    offer.hidden = true;
    field.focus();
  });
  offer.hidden = false;
}
