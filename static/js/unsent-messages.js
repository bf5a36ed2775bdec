// What was written and is not stored yet. Lives in IndexedDB, so it survives a reload; in memory where there is none.

import "./browser-floor.js";

const NAME = "koepueroe";
const STORE = "unsent";
const PATIENCE = 500; // some browsers never answer: memory goes on, and a late answer still counts
const memory = new Map();
const dropped = new Set();
let silent = false;
let woken = null;

// Called once, where the shelf answers after all: what it holds from before the reload was not read yet.
export function whenItWakes(work) {
  woken = work;
}

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "client_id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function ask(mode, work) {
  const base = await open();
  try {
    return await new Promise((done, fail) => {
      const change = base.transaction(STORE, mode);
      const asked = work(change.objectStore(STORE));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => fail(change.error);
    });
  } finally {
    base.close();
  }
}

// The answer of the shelf, or `otherwise` where there is none in time. Never fails: memory holds the same.
function run(mode, work, otherwise) {
  const asked = ask(mode, work).catch(() => otherwise);
  return new Promise((done) => {
    const late = setTimeout(() => {
      silent = true;
      done(otherwise);
    }, silent ? 0 : PATIENCE);
    asked.then((answer) => {
      clearTimeout(late);
      done(answer);
      if (!silent) return;
      silent = false;
      woken?.();
      woken = null;
    });
  });
}

export async function keep(entry) {
  memory.set(entry.client_id, entry);
  await run("readwrite", (store) => store.put(entry));
}

export async function drop(clientId) {
  memory.delete(clientId);
  dropped.add(clientId);
  await run("readwrite", (store) => store.delete(clientId));
}

// Oldest first, by the order they were written in.
export async function unsent(user, room) {
  const stored = await run("readonly", (store) => store.getAll(), []);
  const all = new Map([...memory, ...stored.map((entry) => [entry.client_id, entry])]);
  const mine = [...all.values()].filter((e) => e.user === user && e.room === room && !dropped.has(e.client_id));
  return mine.sort((a, b) => a.order - b.order);
}

export async function forgetAll() {
  memory.clear();
  await run("readwrite", (store) => store.clear());
}

export function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
