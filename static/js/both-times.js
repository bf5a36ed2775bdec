// While a day and a time are chosen, what both clocks say then; at a time of every week, what it is elsewhere.
import "./browser-floor.js";

// Minutes by which a zone is ahead of UTC at this moment.
function ahead(zone, moment) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const [day, month, year, hour, minute, second] = format.format(moment).match(/\d+/g).map(Number);
  return (Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000) / 60000;
}

// The moment at which the clocks of a zone say this; asked twice, for the night in which they are put on.
export function momentOf(day, time, zone) {
  const said = Date.parse(`${day}T${time}Z`);
  const first = said - ahead(zone, said) * 60000;
  return said - ahead(zone, first) * 60000;
}

for (const box of document.querySelectorAll("[data-both-times]")) {
  const [day, time] = box.querySelectorAll("input");
  const clocks = box.querySelector("[data-clocks]");
  const [ours, theirs] = clocks.querySelectorAll("b");
  const places = [...clocks.querySelectorAll("span")].map((place) => [place, place.textContent.split(", ").pop()]);
  const show = () => {
    clocks.hidden = !(day.value && time.value);
    if (clocks.hidden) return;
    const moment = momentOf(day.value, time.value, box.dataset.ours);
    [box.dataset.ours, box.dataset.theirs].forEach((zone, at) => {
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
      const date = new Intl.DateTimeFormat("ru", { timeZone: zone }); // 26.11.2026: not every browser knows Kyrgyz
      [ours, theirs][at].textContent = clock.format(moment);
      places[at][0].textContent = `${date.format(moment)}, ${places[at][1]}`;
    });
  };
  box.addEventListener("input", show);
}

for (const said of document.querySelectorAll("[data-ahead]")) {
  const field = said.parentElement.querySelector("input[type=time]");
  field.addEventListener("input", () => {
    said.hidden = !field.value;
    if (said.hidden) return;
    const [hours, minutes] = field.value.split(":").map(Number);
    const there = (hours * 60 + minutes + Number(said.dataset.ahead) + 2880) % 1440;
    said.querySelector("b").textContent = [Math.floor(there / 60), there % 60].map((n) => String(n).padStart(2, "0")).join(":");
  });
}
