// Whether somebody has changed a field since the page was made, or the browser has put back what they typed before.
import "./browser-floor.js";
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
