// How long to wait before the next try, in seconds: by chance, so that not all come at once, and longer each time.
import "../browser-floor.js";

export function jitter(attempt, most = 30) {
  return 0.5 + Math.random() * Math.min(most - 0.5, 0.5 * 2 ** attempt);
}
