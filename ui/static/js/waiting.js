// What was pressed or written without network waits here, in the browser, until it can be sent. Each line belongs to one
// seat of one trip and keeps the key that makes it one change, however often it is sent.

import { isSameChange } from "./offline-changes.js";

const NAME = "hirondelle";
const LINES = "waiting";

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () =>
      asked.result.createObjectStore(LINES, { keyPath: "place", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function withLines(mode, deed) {
  const database = await open();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(LINES, mode);
      const asked = deed(transaction.objectStore(LINES));
      transaction.oncomplete = () => done(asked?.result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

function announce() {
  document.dispatchEvent(new CustomEvent("trip:waiting"));
}

// A second press on the same button is the same thing, and waits once.
export async function wait(line) {
  const known = (await waitingFor(line)).some((other) => isSameChange(other, line));
  if (!known) await withLines("readwrite", (lines) => lines.add(line));
  announce();
}

// In the order in which they were made.
export async function waitingFor({ trip, me }) {
  const all = await withLines("readonly", (lines) => lines.getAll());
  return all.filter((line) => line.trip === trip && line.me === me);
}

export async function forget(line) {
  await withLines("readwrite", (lines) => lines.delete(line.place));
  announce();
}

// What belongs to a seat that is mine no more, or to somebody else at this browser.
export async function forgetUnless(isMine) {
  const all = await withLines("readonly", (lines) => lines.getAll());
  for (const line of all) if (!isMine(line)) await forget(line);
}
