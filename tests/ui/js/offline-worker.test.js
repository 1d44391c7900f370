import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const SITE = "https://hirondelle.example";
const SCOPE = `${SITE}/fr/voyages/`;
const PLAN = `${SCOPE}au-fil-du-cher-trabcd23/`;
const SOURCE = new URL("../../../ui/static/js/offline-worker.js", import.meta.url);
const script = await readFile(SOURCE, "utf8");

class MemoryCache extends Map {
  async put(key, answer) {
    this.delete(String(key)); // the newest comes last
    this.set(String(key), answer);
  }

  async keys() {
    return [...super.keys()];
  }

  async delete(key) {
    return super.delete(key);
  }
}

class MemoryCaches extends Map {
  async has(name) {
    return super.has(name);
  }

  async open(name) {
    if (!super.has(name)) this.set(name, new MemoryCache());
    return this.get(name);
  }

  async match(key, { cacheName }) {
    return this.get(cacheName)?.get(String(key));
  }

  async delete(name) {
    return super.delete(name);
  }

  // The addresses that each cache holds.
  contents() {
    return Object.fromEntries(
      [...this].map(([name, cache]) => [name, [...Map.prototype.keys.call(cache)]]),
    );
  }
}

// The worker as a browser runs it, over a network that the test may take away.
function start() {
  const listeners = {};
  const caches = new MemoryCaches();
  const worker = { caches, isOnline: true, answers: {} };
  const self = {
    registration: { scope: SCOPE },
    location: new URL(SITE),
    caches,
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name, heard) => Object.assign(listeners, { [name]: heard }),
  };
  async function fetch(request) {
    if (!worker.isOnline) throw new TypeError("no network");
    const answer = { ok: true, status: 200, ...worker.answers[request.url ?? request] };
    return { ...answer, from: request.url ?? request, clone: () => answer };
  }
  const Request = class {
    constructor(url) {
      this.url = url;
    }
  };
  const Response = { redirect: (url) => ({ redirectedTo: url }) };
  runInNewContext(script, { self, caches, fetch, URL, Request, Response });

  worker.send = (data) =>
    new Promise((done) => {
      listeners.message({ data, ports: [{ postMessage: done }], waitUntil: () => {} });
    });
  worker.get = async (url, { method = "GET", mode = "navigate", accept = "text/html" } = {}) => {
    let answer = "left to the browser";
    const request = { url, method, mode, headers: { get: () => accept } };
    listeners.fetch({ request, respondWith: (promise) => (answer = promise) });
    return answer;
  };
  return worker;
}

test("a plan is kept at a press, with files of ours that it is made of", async () => {
  const worker = start();

  const isKept = await worker.send({
    keep: [
      PLAN,
      `${SITE}/static/a.css`,
      `${SITE}/media/b.jpg`,
      "https://elsewhere.example/static/c.js",
    ],
  });

  assert.equal(isKept, true);
  assert.deepEqual(worker.caches.contents(), {
    "trip-copies": ["/fr/voyages/trabcd23/"],
    "trip-copy-assets": [`${SITE}/static/a.css`],
  });
});

for (const [name, address, answer] of [
  ["of another page of the trip", `${PLAN}depenses/`, {}],
  ["that is no trip", `${SCOPE}nouveau/`, {}],
  ["that leads to the log-in page", PLAN, { redirected: true }],
  ["that isn't there", PLAN, { ok: false, status: 404 }],
]) {
  test(`nothing is kept ${name}`, async () => {
    const worker = start();
    worker.answers[address] = answer;

    const isKept = await worker.send({ keep: [address] });

    assert.deepEqual([isKept, worker.caches.contents()], [false, {}]);
  });
}

test("the oldest of nine plans goes", async () => {
  const worker = start();
  const plans = [..."abcdefghj"].map((letter) => `${SCOPE}trabcd2${letter}/`);

  for (const plan of plans) await worker.send({ keep: [plan] });

  assert.deepEqual(
    worker.caches.contents()["trip-copies"],
    plans.slice(1).map((plan) => new URL(plan).pathname),
  );
});

test("a plan that is kept is shown without network, whatever the trip is called", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN] });
  worker.isOnline = false;

  const page = await worker.get(`${SCOPE}another-name-trabcd23/`);

  assert.equal(page.from, PLAN);
});

test("another page of the trip leads to its plan without network", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN] });
  worker.isOnline = false;

  const page = await worker.get(`${PLAN}depenses/`);

  assert.deepEqual(page, { redirectedTo: "/fr/voyages/trabcd23/" });
});

test("a plan that nobody kept isn't there without network", async () => {
  const worker = start();
  await worker.get(PLAN);
  worker.isOnline = false;

  await assert.rejects(worker.get(PLAN), /no network/);
  assert.deepEqual(worker.caches.contents(), {});
});

test("a plan that is open no more is forgotten, with its files", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN, `${SITE}/static/a.css`] });
  worker.answers[PLAN] = { ok: false, status: 404 };

  await worker.get(PLAN);

  assert.deepEqual(worker.caches.contents(), {});
});

test("a plan stays while the server is out of order", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN] });
  worker.answers[PLAN] = { ok: false, status: 503 };

  await worker.get(PLAN);

  assert.deepEqual(worker.caches.contents(), { "trip-copies": ["/fr/voyages/trabcd23/"] });
});

test("what was kept is forgotten at a press", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN] });

  await worker.send({ forget: new URL(PLAN).pathname });

  assert.deepEqual(worker.caches.contents(), {});
});

for (const [name, url, options] of [
  ["a form", PLAN, { method: "POST" }],
  ["another site", "https://elsewhere.example/static/a.css", {}],
  ["a page beside the trips", `${SITE}/fr/offres/`, {}],
  ["data of a trip", PLAN, { mode: "cors", accept: "application/json" }],
]) {
  test(`the worker leaves ${name} to the browser`, async () => {
    assert.equal(await start().get(url, options), "left to the browser");
  });
}
