import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { EditLock } from "../../../ui/static/js/edit-lock.js";

const WORDS = { stale: "Somebody has written meanwhile.", held: "You can read." };
let asked;

beforeEach(() => {
  asked = [];
});

function answering(ok, body) {
  globalThis.fetch = async (url) => {
    asked.push(url);
    return { ok, json: async () => body };
  };
}

// A lock on a block whose form holds this version, and what it told and closed.
function lockOf(version) {
  const said = { tells: [], stops: [] };
  const lock = new EditLock({
    take: "/lock/",
    layDown: "/unlock/",
    token: () => "token",
    version: () => version,
    tell: (words) => said.tells.push(words),
    stop: (isClosed) => said.stops.push(isClosed),
    words: WORDS,
  });
  return { lock, said };
}

test("ask opens the form of whoever got the lock", async () => {
  const { lock, said } = lockOf(3);
  answering(true, { version: 3 });

  await lock.ask();

  assert.deepEqual(said, { tells: [""], stops: [false] });
});

test("ask closes a form whose words are older than those of the server", async () => {
  const { lock, said } = lockOf(3);
  answering(true, { version: 4 });

  await lock.ask();

  assert.deepEqual(said, { tells: [WORDS.stale], stops: [true] });
});

test("ask takes a newer version for one's own while the lock is held", async () => {
  const { lock, said } = lockOf(3);
  answering(true, { version: 3 });
  await lock.ask();

  answering(true, { version: 4 });
  await lock.ask();

  assert.deepEqual(said.stops, [false, false]);
});

test("ask closes the form while somebody else has the lock, and looks again", async () => {
  const { lock, said } = lockOf(3);
  answering(false, { refusal: "Zoé writes here." });
  await lock.ask();
  lock.lastKey = 0;

  answering(true, { version: 5 });
  lock.beat();
  await new Promise(setImmediate);

  assert.deepEqual(said.tells, ["Zoé writes here. You can read.", WORDS.stale]);
  assert.deepEqual(said.stops, [true, true]);
});

test("ask lets one write on without network", async () => {
  const { lock, said } = lockOf(3);
  globalThis.fetch = async () => {
    throw new TypeError("no network");
  };

  await lock.ask();

  assert.deepEqual(said, { tells: [], stops: [] });
});

test("beat lets go of the lock of somebody who went for coffee", (context) => {
  context.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const { lock } = lockOf(3);
  answering(true, { version: 3 });
  lock.used();

  context.mock.timers.tick(119_000);
  lock.beat();
  context.mock.timers.tick(1_000);
  lock.beat();

  assert.deepEqual(asked, ["/lock/"]);
});

test("begin asks at once and then every half minute, until the end", async (context) => {
  context.mock.timers.enable({ apis: ["Date", "setInterval"] });
  const beacons = [];
  navigator.sendBeacon = (url) => beacons.push(url);
  const { lock } = lockOf(3);
  answering(true, { version: 3 });

  await lock.begin();
  await lock.begin();
  context.mock.timers.tick(30_000);
  lock.end();
  context.mock.timers.tick(30_000);

  assert.deepEqual([asked, beacons], [["/lock/", "/lock/"], ["/unlock/"]]);
});
