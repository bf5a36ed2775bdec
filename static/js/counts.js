// The numbers of the frame and of lists, in all tabs at once: [data-count] by name (today, desk, messages, notices,
// room:<code>), and before the title. Frames that come late, twice or in another order change nothing.
import "./browser-floor.js";

const rooms = new Map(); // by code: the last number of the room, and up to which the person has read
let elsewhere = 0; // unread messages in rooms that are not among those
let version = 0;
let known = false; // the server has said how it stands

function badges(name) {
  return document.querySelectorAll(`[data-count="${name}"]`);
}

function shown(name) {
  const badge = badges(name)[0];
  return badge && !badge.hidden ? Number(badge.querySelector("b").textContent) : 0;
}

export function show(name, number) {
  for (const badge of badges(name)) {
    badge.hidden = !number;
    badge.querySelector("b").textContent = number;
  }
}

function entitle() {
  const waiting = shown("today") + shown("messages");
  const title = document.title.replace(/^\(\d+\) /, "");
  document.title = waiting ? `(${waiting}) ${title}` : title;
}

const unread = ([head, read]) => Math.max(0, head - read);

// Nobody has to be told of what is said in the room before their eyes.
function isOpen(code) {
  return !document.hidden && document.querySelector(`[data-room="${code}"]:not([data-past])`) !== null;
}

// Into a room that comes up later the person came just now: what was before is not new to them.
function move(code, head, read) {
  const [before, until] = rooms.get(code) ?? (known ? [head, head - 1] : [0, 0]);
  const now = [Math.max(before, head), Math.max(until, read)];
  rooms.set(code, now);
  if (known) show(`room:${code}`, unread(now));
}

function addUp() {
  let all = elsewhere;
  for (const room of rooms.values()) all += unread(room);
  show("messages", all);
}

function matters(data) {
  if (data.version < version) return;
  version = data.version;
  show("today", data.today);
  show("desk", data.desk);
}

function everything(numbers) {
  known = true;
  elsewhere = numbers.messages;
  for (const code of [...rooms.keys()]) {
    if (numbers.rooms[code]) continue;
    rooms.delete(code);
    show(`room:${code}`, 0);
  }
  for (const [code, room] of Object.entries(numbers.rooms)) {
    elsewhere -= unread(room);
    if (!rooms.has(code)) rooms.set(code, room);
    move(code, ...room);
  }
  matters(numbers);
  show("notices", numbers.notices);
}

const HEARD = {
  start: (data) => data.numbers && everything(data.numbers),
  reset: (data) => data.numbers && everything(data.numbers),
  numbers: everything,
  today: matters,
  talk: ({ room, seq, mine }) => move(room, seq, mine || isOpen(room) ? seq : 0),
  room_read: ({ room, seq }) => rooms.has(room) && move(room, 0, seq),
  read: (data) => show("notices", data.unread),
};

export function hear({ kind, data }) {
  if (!(kind in HEARD)) return;
  HEARD[kind](data);
  if (known) addUp();
  entitle();
}

entitle();
