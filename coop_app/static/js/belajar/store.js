// The notes on this phone, in IndexedDB: `waiting` until the server has taken them, `sent` so that none comes back.
const MOST_SENT = 500;

const opening = () => new Promise((give, fail) => {
  const asked = indexedDB.open("belajar", 1);
  asked.onupgradeneeded = () => ["waiting", "sent"].forEach((name) => asked.result.createObjectStore(name, { keyPath: "id" }));
  asked.onsuccess = () => {
    asked.result.onversionchange = () => asked.result.close();
    give(asked.result);
  };
  asked.onerror = () => fail(asked.error);
});

// One transaction, without any waiting for the network inside it; done when it is on the disk.
async function within(names, mode, work) {
  const base = await opening();
  try {
    return await new Promise((give, fail) => {
      const act = base.transaction(names, mode, { durability: "strict" });
      const found = work(...names.map((name) => act.objectStore(name)));
      act.oncomplete = () => give(found?.result);
      act.onerror = act.onabort = () => fail(act.error);
    });
  } finally {
    base.close();
  }
}

export async function waitingNotes() {
  const notes = await within(["waiting"], "readonly", (waiting) => waiting.getAll());
  return notes.sort((one, other) => (one.at < other.at ? -1 : 1));
}

export const keepNote = (note) => within(["waiting"], "readwrite", (waiting) => waiting.put(note));
export const removeNote = (id) => within(["waiting"], "readwrite", (waiting) => waiting.delete(id));

// Changes a note only if it still waits: another window may have sent it meanwhile.
export const changeNote = (id, change) => within(["waiting"], "readwrite", (waiting) => {
  waiting.get(id).onsuccess = ({ target }) => { if (target.result) waiting.put({ ...target.result, ...change }); };
});

// The server has it: out of the queue and onto the list of sent ones, in one act.
export const markSent = (id) => within(["waiting", "sent"], "readwrite", (waiting, sent) => {
  waiting.delete(id);
  sent.put({ id, at: new Date().toISOString() });
  sent.getAll().onsuccess = ({ target }) => target.result
    .sort((one, other) => (one.at < other.at ? 1 : -1)).slice(MOST_SENT).forEach((old) => sent.delete(old.id));
});

// Notes of a rescue file; those that wait here or were sent from here are left out. Says how many are new.
export async function bringBack(notes) {
  const [here, gone] = await Promise.all(["waiting", "sent"].map((name) => within([name], "readonly", (place) => place.getAllKeys())));
  const known = new Set([...here, ...gone]);
  const fresh = notes.filter((note) => !known.has(note.id) && known.add(note.id));
  await within(["waiting"], "readwrite", (waiting) => { fresh.forEach((note) => waiting.put(note)); });
  return fresh.length;
}
