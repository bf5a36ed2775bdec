// A short word of success. Errors never come as toasts: they stay beside what they speak of.
export function toast(text, seconds = 6) {
  const shelf = document.querySelector("[data-toasts]");
  if (!shelf) return;
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = text;
  shelf.append(note);
  setTimeout(() => note.remove(), seconds * 1000);
}
