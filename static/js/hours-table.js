// "Tick all" and "Clear" for a table of hours. Without script each cell is ticked by hand.
import "./browser-floor.js";

for (const box of document.querySelectorAll("[data-hours]")) {
  const table = box.querySelector(".hours-table");
  if (!table) continue;
  const row = document.createElement("p");
  row.className = "row row-2";
  for (const [label, ticked] of [[box.dataset.all, true], [box.dataset.none, false]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = ticked ? "btn btn-s" : "btn btn-s btn-q";
    button.textContent = label;
    button.addEventListener("click", () => {
      for (const cell of table.querySelectorAll("input")) {
        if (cell.offsetParent !== null) cell.checked = ticked;
      }
    });
    row.append(button);
  }
  table.after(row);
}
