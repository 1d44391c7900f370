// Keeps the plan of a trip, with what it needs to be shown, for a place without network: by a press of the person
// (<trip-copy>), and from then on as it was last seen. A classic script: it runs in a worker whose scope are the pages of
// trips, and every answer comes from the network where there is one. Nothing else is kept: pages with addresses of people
// or secret links always ask the server. Logging out empties it (the server says Clear-Site-Data), and so does an answer
// that the trip is open no more.

const PAGES = "trip-copies";
const ASSETS = "trip-copy-assets";
const OLD = ["trip-pages", "trip-assets"]; // of versions that kept plans without being asked to
const MOST_PAGES = 8;
const MOST_ASSETS = 160;
const SCOPE = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) =>
  event.waitUntil(
    Promise.all([self.clients.claim(), ...OLD.map((name) => self.caches.delete(name))]),
  ),
);

self.addEventListener("message", (event) => {
  const { forget: pathname, keep: addresses } = event.data ?? {};
  const [port] = event.ports;
  if (addresses && !port) return; // of a page of an older version, which keeps without a press
  const deed = addresses ? keepCopy(addresses) : forget(planOf(pathname));
  event.waitUntil(
    deed.then(
      () => port?.postMessage(true),
      () => port?.postMessage(false),
    ),
  );
});

// The page of the plan, and what it is made of.
async function keepCopy([page, ...parts]) {
  const { pathname } = new URL(page);
  const answer = await fetch(page, { headers: { accept: "text/html" } });
  if (!isPlan(pathname) || !answer.ok || answer.redirected) throw new Error("no plan to keep");
  const key = planOf(pathname);
  await keep(PAGES, key, answer, MOST_PAGES);
  if (!(await caches.match(key, { cacheName: PAGES }))) throw new Error("no room to keep it");
  const ours = parts.filter((part) => {
    const { origin, pathname: path } = new URL(part);
    return origin === self.location.origin && path.startsWith("/static/");
  });
  await Promise.allSettled(ours.map((part) => asset(new Request(part))));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (isPlan(pathname) && accepts(request)) event.respondWith(plan(request));
  else if (request.mode === "navigate" && planOf(pathname)) event.respondWith(other(request));
});

// Where the plan is kept, whatever the trip is called today: an address ends in the same eight letters.
function planOf(pathname) {
  const [name] = pathname.startsWith(SCOPE) ? pathname.slice(SCOPE.length).split("/") : [""];
  const [id] = /(?<=^|-)[2-9a-hjkmnp-z]{8}$/.exec(name) ?? [];
  return id && `${SCOPE}${id}/`;
}

// The plan itself lies right below the scope; its rooms lie deeper.
function isPlan(pathname) {
  return (
    Boolean(planOf(pathname)) &&
    pathname.slice(SCOPE.length).indexOf("/") === pathname.length - SCOPE.length - 1
  );
}

// A page, or the script of one that fetches it anew; not what asks for something else at this address.
function accepts(request) {
  return request.mode === "navigate" || request.headers.get("accept")?.includes("text/html");
}

async function plan(request) {
  const kept = planOf(new URL(request.url).pathname);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await renew(kept, answer.clone());
    else if (answer.status !== 200 && answer.status < 500) await forget(kept);
    return answer;
  } catch (fault) {
    const page = request.mode === "navigate" && (await caches.match(kept, { cacheName: PAGES }));
    if (page) return page;
    throw fault;
  }
}

// Another room of the trip can't be had without network: its plan can.
async function other(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const pathname = planOf(new URL(request.url).pathname);
    if (await caches.match(pathname, { cacheName: PAGES })) return Response.redirect(pathname);
    throw fault;
  }
}

async function asset(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && (await hasCopies()))
      await keep(ASSETS, request.url, answer.clone(), MOST_ASSETS);
    return answer;
  } catch (fault) {
    const kept = await caches.match(request.url, { cacheName: ASSETS });
    if (kept) return kept;
    throw fault;
  }
}

async function hasCopies() {
  if (!(await caches.has(PAGES))) return false;
  return (await (await caches.open(PAGES)).keys()).length > 0;
}

// What is kept already, as it stands now.
async function renew(key, answer) {
  if (await caches.match(key, { cacheName: PAGES })) await keep(PAGES, key, answer, MOST_PAGES);
}

// The newest comes last; what is too much goes first. An answer that breaks off leaves the one before where it is.
async function keep(name, key, answer, most) {
  const cache = await caches.open(name);
  await cache.put(key, answer).catch(() => {});
  const keys = await cache.keys();
  for (const one of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(one);
}

async function forget(pathname) {
  if (!(await hasCopies())) return;
  await (await caches.open(PAGES)).delete(pathname);
  if (!(await hasCopies())) for (const name of [PAGES, ASSETS]) await caches.delete(name);
}
