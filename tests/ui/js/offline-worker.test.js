import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const SITE = "https://hirondelle.example";
const SCOPE = `${SITE}/fr/voyages/`;
const PLAN = `${SCOPE}au-fil-du-cher-trabcd23/`;
const AGREEMENT = `${SITE}/fr/moi/demandes/agabcd23/accord/`;
const OFFLINE = { en: "/en/offline/", fr: "/fr/hors-ligne/" };
const SOURCE = new URL("../../../ui/static/js/offline-worker.js", import.meta.url);
const script = await readFile(SOURCE, "utf8");

class MemoryCache extends Map {
  async add(file) {
    await this.put(file, { file });
  }

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
  const worker = { caches, isOnline: true, answers: {}, shown: [], windows: [], opened: [] };
  const self = {
    offlineScopes: ["/en/trips/", "/fr/voyages/", "/en/me/requests/", "/fr/moi/demandes/"],
    offlinePages: OFFLINE,
    location: new URL(SITE),
    caches,
    clients: {
      claim: async () => {},
      matchAll: async () => worker.windows,
      openWindow: async (url) => worker.opened.push(url),
    },
    messageIcon: "/static/img/app-icons/icon-192.png",
    registration: {
      showNotification: async (title, options) => worker.shown.push({ title, ...options }),
    },
    skipWaiting: async () => {},
    addEventListener: (name, heard) => Object.assign(listeners, { [name]: heard }),
  };
  async function fetch(request) {
    if (!worker.isOnline) throw new TypeError("no network");
    const answer = { ok: true, status: 200, ...worker.answers[request.url ?? request] };
    const headers = new Headers(answer.headers);
    const text = async () => answer.html ?? "";
    const whole = { ...answer, headers, text, from: request.url ?? request };
    return { ...whole, clone: () => whole };
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
  worker.hear = (name, event) =>
    new Promise((done) => listeners[name]({ ...event, waitUntil: (later) => done(later) }));
  worker.run = (name) => new Promise((done) => listeners[name]({ waitUntil: done }));
  worker.get = async (url, { method = "GET", mode = "navigate", accept = "text/html" } = {}) => {
    let answer = "left to the browser";
    const request = { url, method, mode, headers: { get: () => accept } };
    const later = [];
    const waitUntil = (promise) => later.push(promise);
    listeners.fetch({ request, respondWith: (promise) => (answer = promise), waitUntil });
    await Promise.all(later);
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
    "page-copies": ["/fr/voyages/trabcd23/"],
    "page-copy-assets": [`${SITE}/static/a.css`],
  });
});

for (const [name, address, answer] of [
  ["of a page elsewhere", `${SITE}/fr/offres/`, {}],
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

test("the oldest of seventeen trips goes", async () => {
  const worker = start();
  const plans = [..."abcdefghjkmnpqrst"].map((letter) => `${SCOPE}trabcd2${letter}/`);

  for (const plan of plans) await worker.send({ keep: [plan] });

  assert.deepEqual(
    worker.caches.contents()["page-copies"],
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

test("tabs that are kept with their plan are shown without network, others lead to it", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN, `${PLAN}depenses/`, `${SCOPE}ailleurs-abcdefgh/listes/`] });
  worker.isOnline = false;

  const pages = [];
  for (const tab of ["depenses/", "listes/"]) pages.push(await worker.get(`${PLAN}${tab}`));

  assert.equal(pages[0].from, `${PLAN}depenses/`);
  assert.deepEqual(pages[1], { redirectedTo: "/fr/voyages/trabcd23/" });
  assert.deepEqual(worker.caches.contents()["page-copies"], [
    "/fr/voyages/trabcd23/",
    "/fr/voyages/trabcd23/depenses/",
  ]);
});

test("a tab is renewed whenever it is seen, and not by one page of several", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN, `${PLAN}depenses/`] });
  for (const [address, number] of [
    [`${PLAN}depenses/`, 2],
    [`${PLAN}depenses/?page=2`, 3],
  ]) {
    worker.answers[address] = { number };
    await worker.get(address);
  }
  worker.isOnline = false;

  assert.equal((await worker.get(`${PLAN}depenses/`)).number, 2);
});

test("all tabs of a trip are forgotten with its plan", async () => {
  const worker = start();
  await worker.send({ keep: [PLAN, `${PLAN}depenses/`] });

  await worker.send({ forget: new URL(PLAN).pathname });

  assert.deepEqual(worker.caches.contents(), {});
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

  assert.deepEqual(worker.caches.contents(), { "page-copies": ["/fr/voyages/trabcd23/"] });
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
  ["data of another page", `${SITE}/fr/offres/`, { mode: "cors" }],
  ["data of a trip", PLAN, { mode: "cors", accept: "application/json" }],
]) {
  test(`the worker leaves ${name} to the browser`, async () => {
    assert.equal(await start().get(url, options), "left to the browser");
  });
}

test("the offline pages are fetched with the worker, with their files, for nobody in particular", async () => {
  const worker = start();
  worker.answers["/fr/hors-ligne/"] = {
    html: '<link rel="stylesheet" href="/static/a.css"><script src="/static/b.js"></script>',
  };

  await worker.run("install");

  assert.deepEqual(worker.caches.contents(), {
    "offline-page": ["/en/offline/", "/fr/hors-ligne/", "/static/a.css", "/static/b.js"],
  });
});

for (const [address, shown] of [
  [`${SITE}/fr/offres/`, "/fr/hors-ligne/"],
  [`${SITE}/en/offers/`, "/en/offline/"],
  [`${SITE}/cms/`, "/en/offline/"],
  [PLAN, "/fr/hors-ligne/"],
]) {
  test(`without network ${address} leads to ${shown}`, async () => {
    const worker = start();
    await worker.run("install");
    worker.isOnline = false;

    assert.equal((await worker.get(address)).from, shown);
  });
}

test("an agreement is kept alone, and other pages of its request lead to it", async () => {
  const worker = start();
  await worker.send({ keep: [AGREEMENT] });
  worker.isOnline = false;

  const [kept, conversation] = [
    await worker.get(AGREEMENT),
    await worker.get(`${SITE}/fr/moi/demandes/agabcd23/`),
  ];

  assert.equal(kept.from, AGREEMENT);
  assert.deepEqual(conversation, { redirectedTo: "/fr/moi/demandes/agabcd23/accord/" });
});

for (const [days, isKept] of [
  [0, true],
  [-1, false],
]) {
  test(`a copy whose last day is ${days} days from now is ${isKept ? "kept" : "gone"}`, async () => {
    const worker = start();
    const until = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    worker.answers[AGREEMENT] = { headers: { "keep-until": until } };
    await worker.send({ keep: [AGREEMENT] });

    await worker.run("activate");

    assert.equal("page-copies" in worker.caches.contents(), isKept);
  });
}

test("a copy that is over goes at the next visit of any page", async () => {
  const worker = start();
  worker.answers[AGREEMENT] = { headers: { "keep-until": "2020-01-01" } };
  await worker.send({ keep: [AGREEMENT] });

  await worker.get(`${SITE}/fr/offres/`);

  assert.deepEqual(worker.caches.contents(), {});
});

test("a limit of the server leaves the copy where it is", async () => {
  const worker = start();
  await worker.send({ keep: [AGREEMENT] });
  worker.answers[AGREEMENT] = { ok: false, status: 429 };

  await worker.get(AGREEMENT);

  assert.equal("page-copies" in worker.caches.contents(), true);
});

const NOTICES = `${SITE}/fr/moi/avis/`;
const messageOf = (value) => ({ json: () => value });

test("a push message is shown without a sound, in place of the one before", async () => {
  const worker = start();
  const data = messageOf({ title: "Quelque chose vous attend", url: "/fr/moi/avis/" });

  await worker.hear("push", { data });

  assert.deepEqual(
    { ...worker.shown[0] },
    {
      title: "Quelque chose vous attend",
      data: NOTICES,
      icon: "/static/img/app-icons/icon-192.png",
      lang: "fr",
      silent: true,
      tag: "waiting",
    },
  );
});

test("a message that can't be read shows the name of the site, and leads home", async () => {
  const broken = {
    json: () => {
      throw new SyntaxError("no JSON");
    },
  };
  const worker = start();

  for (const data of [null, broken, messageOf(null), messageOf({ url: 7 })])
    await worker.hear("push", { data });

  assert.deepEqual(
    worker.shown.map(({ title, data }) => [title, data]),
    Array(4).fill(["hirondelle.example", `${SITE}/`]),
  );
});

test("a message leads to no other site", async () => {
  const worker = start();

  await worker.hear("push", { data: messageOf({ title: "x", url: "https://evil.example/" }) });
  await worker.hear("push", { data: messageOf({ title: "x", url: "//evil.example/" }) });

  assert.deepEqual(
    worker.shown.map(({ data }) => data),
    [`${SITE}/`, `${SITE}/`],
  );
});

test("a press opens the page of notifications, or shows the one that is open", async () => {
  const worker = start();
  const done = [];
  const notification = { data: NOTICES, close: () => done.push("closed") };

  await worker.hear("notificationclick", { notification });
  worker.windows = [{ url: NOTICES, focus: async () => done.push("focused") }];
  await worker.hear("notificationclick", { notification });

  assert.deepEqual(worker.opened, [NOTICES]);
  assert.deepEqual(done, ["closed", "closed", "focused"]);
});
