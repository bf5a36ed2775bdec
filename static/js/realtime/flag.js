// Whether something may wait to be sent on this device: known without opening the shelf, and without the script that sends.
import "../browser-floor.js";
const NAME = "koepueroe-unsent";

export function flagged() {
  try {
    return localStorage.getItem(NAME) !== null;
  } catch {
    return false;
  }
}

export function flag(waits) {
  try {
    if (waits) localStorage.setItem(NAME, "yes");
    else localStorage.removeItem(NAME);
  } catch {
    // Not allowed in this browser: what waits goes when its room is opened.
  }
}
