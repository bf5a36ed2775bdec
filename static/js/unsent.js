// What was written and is not stored yet. Lives in IndexedDB, so it survives a reload; in memory where there is none.

const NAME = "koepueroe";
const STORE = "unsent";
const memory = new Map();

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "client_id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function run(mode, work) {
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

export async function keep(entry) {
  memory.set(entry.client_id, entry);
  await run("readwrite", (store) => store.put(entry)).catch(() => {});
}

export async function drop(clientId) {
  memory.delete(clientId);
  await run("readwrite", (store) => store.delete(clientId)).catch(() => {});
}

// Oldest first, by the order they were written in.
export async function unsent(user, room) {
  const stored = await run("readonly", (store) => store.getAll()).catch(() => []);
  const all = new Map([...memory, ...stored.map((entry) => [entry.client_id, entry])]);
  return [...all.values()].filter((e) => e.user === user && e.room === room).sort((a, b) => a.order - b.order);
}

export async function forgetAll() {
  memory.clear();
  await run("readwrite", (store) => store.clear()).catch(() => {});
}

export function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
