// Keeps pages for a place without network: the plan of a trip with its tabs, an agreement with its address. Only by a press of the person
// (<device-copy>), and from then on as they were last seen. A classic script behind a line of the server that names `offlineScopes` (below which
// addresses a page may be kept) and `offlinePages` (what to show without network, by language). Every answer comes from the network where there is one.
// Nothing else is kept: pages with secret links always ask the server. Logging out empties it (the server says Clear-Site-Data), so does an answer
// that a page is open no more, and the day after the one that its header `Keep-Until` names.

const PAGES = "page-copies";
const ASSETS = "page-copy-assets";
const FALLBACK = "offline-page";
const MOST_GROUPS = 16; // trips and agreements
const MOST_ASSETS = 160;
const SCOPES = self.offlineScopes;
const OFFLINE_PAGES = self.offlinePages;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepOfflinePages());
});
self.addEventListener("activate", (event) =>
  event.waitUntil(Promise.all([self.clients.claim(), dropExpired()])),
);

self.addEventListener("message", (event) => {
  const { forget: pathname, keep: addresses } = event.data ?? {};
  const [port] = event.ports;
  const deed = addresses ? keepCopy(addresses) : forgetPage(pathname);
  event.waitUntil(
    deed.then(
      () => port?.postMessage(true),
      () => port?.postMessage(false),
    ),
  );
});

// A page, others of the same trip or agreement, and what they are made of.
async function keepCopy([page, ...parts]) {
  const group = groupOf(new URL(page).pathname);
  if (!group || !(await keepPage(page))) throw new Error("no page to keep");
  if (!(await isKept(keyOf(new URL(page).pathname)))) throw new Error("no room to keep it");
  const tabs = parts.filter((part) => groupOf(new URL(part).pathname) === group);
  await Promise.allSettled(tabs.map(keepPage));
  const ours = parts.filter((part) => {
    const { origin, pathname: path } = new URL(part);
    return origin === self.location.origin && path.startsWith("/static/");
  });
  await Promise.allSettled(ours.map((part) => asset(new Request(part))));
}

async function keepPage(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  await put(PAGES, keyOf(new URL(address).pathname), answer);
  await dropOldest();
  return true;
}

// A push message says that something waits and where that is read, never what it is or who did it. It comes without a sound and takes the place of the one before.
self.addEventListener("push", (event) => event.waitUntil(showMessage(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.waitUntil(dropExpired()); // at the next visit of any page
  if (pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (groupOf(pathname) && accepts(request)) event.respondWith(page(request));
  else if (request.mode === "navigate") event.respondWith(otherPage(request));
});

// What belongs together, whatever it is called today: an address below a scope names its trip or agreement by eight letters, maybe behind a title.
function groupOf(pathname) {
  const scope = SCOPES.find((one) => pathname.startsWith(one));
  const [name] = scope ? pathname.slice(scope.length).split("/") : [""];
  const [id] = /(?<=^|-)[2-9a-hjkmnp-z]{8}$/.exec(name) ?? [];
  return id && `${scope}${id}/`;
}

// Where a page is kept: behind its group.
function keyOf(pathname) {
  const group = groupOf(pathname);
  const scope = SCOPES.find((one) => pathname.startsWith(one));
  const [, ...rest] = pathname.slice(scope.length).split("/");
  return group + rest.join("/");
}

async function isKept(key) {
  return Boolean(await caches.match(key, { cacheName: PAGES }));
}

// A page, or the script of one that fetches it anew; not what asks for something else at this address.
function accepts(request) {
  return request.mode === "navigate" || request.headers.get("accept")?.includes("text/html");
}

// Without network a page that isn't kept leads to one of its group that is, or else to the page that says so.
async function page(request) {
  const { pathname, search } = new URL(request.url);
  const key = keyOf(pathname);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && !search) await renew(key, answer.clone());
    else if (isOver(answer) && (await isKept(key))) await forgetPage(pathname);
    return answer;
  } catch (fault) {
    if (request.mode !== "navigate") throw fault;
    await dropExpired();
    const kept = await caches.match(key, { cacheName: PAGES });
    if (kept) return kept;
    const [other] = await keysOf(groupOf(pathname));
    if (other) return Response.redirect(pathOf(other));
    return offlinePage(pathname, fault);
  }
}

// Gone, moved, or no longer for this person; not what the server merely can't answer now.
function isOver({ ok, status }) {
  return !ok && status !== 429 && status < 500;
}

async function otherPage(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    return offlinePage(new URL(request.url).pathname, fault);
  }
}

async function offlinePage(pathname, fault) {
  const [, language] = pathname.split("/");
  const address = OFFLINE_PAGES[language] ?? Object.values(OFFLINE_PAGES)[0];
  const kept = await caches.match(address, { cacheName: FALLBACK });
  if (kept) return kept;
  throw fault;
}

// The page for a moment without network, in each language, with its style sheets and scripts.
async function keepOfflinePages() {
  await Promise.allSettled(Object.values(OFFLINE_PAGES).map(keepOfflinePage));
}

async function keepOfflinePage(address) {
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return;
  const files = (await answer.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"#]+)/g);
  const cache = await put(FALLBACK, address, answer);
  const names = [...new Set([...files].map(([, file]) => file))];
  await Promise.allSettled(names.map((file) => cache.add(file)));
}

async function asset(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && (await hasCopies())) await keepAsset(request, answer.clone());
    return answer;
  } catch (fault) {
    for (const cacheName of [ASSETS, FALLBACK]) {
      const kept = await caches.match(request.url, { cacheName });
      if (kept) return kept;
    }
    throw fault;
  }
}

async function hasCopies() {
  if (!(await caches.has(PAGES))) return false;
  return (await (await caches.open(PAGES)).keys()).length > 0;
}

// What is kept already, as it stands now.
async function renew(key, answer) {
  if (await isKept(key)) await put(PAGES, key, answer);
}

// The newest comes last. An answer that breaks off leaves the one before where it is.
async function put(name, key, answer) {
  const cache = await caches.open(name);
  await cache.put(key, answer).catch(() => {});
  return cache;
}

async function keepAsset(request, answer) {
  const cache = await put(ASSETS, request.url, answer);
  const keys = await cache.keys();
  for (const one of keys.slice(0, Math.max(0, keys.length - MOST_ASSETS))) await cache.delete(one);
}

async function dropOldest() {
  const groups = [...new Set((await keysOf()).map((key) => groupOf(pathOf(key))))];
  for (const group of groups.slice(0, Math.max(0, groups.length - MOST_GROUPS)))
    await forget(await keysOf(group));
}

// A copy goes on the day after the last one that the server named.
async function dropExpired() {
  const today = new Date().toISOString().slice(0, 10);
  const over = [];
  for (const key of await keysOf()) {
    const answer = await caches.match(key, { cacheName: PAGES });
    const until = answer?.headers?.get("keep-until");
    if (until && until < today) over.push(key);
  }
  await forget(over);
}

async function forgetPage(pathname) {
  await forget(await keysOf(groupOf(pathname)));
}

async function forget(keys) {
  if (!keys.length) return;
  const cache = await caches.open(PAGES);
  for (const key of keys) await cache.delete(key);
  if (!(await hasCopies())) for (const name of [PAGES, ASSETS]) await caches.delete(name);
}

// Of a group, or of all that is kept.
async function keysOf(group) {
  if (!(await caches.has(PAGES))) return [];
  const keys = await (await caches.open(PAGES)).keys();
  return group ? keys.filter((key) => groupOf(pathOf(key)) === group) : keys;
}

// Of a key as the cache gives it back.
function pathOf(key) {
  return new URL(key.url ?? key, self.location.href).pathname;
}

// Browsers want to see something for each message, also for one that can't be read.
async function showMessage(data) {
  const { title, url } = read(data);
  const address = ownAddress(url);
  const [, lang] = new URL(address).pathname.split("/");
  await self.registration.showNotification(String(title ?? self.location.hostname), {
    data: address,
    icon: self.messageIcon,
    lang,
    silent: true,
    tag: "waiting",
  });
}

function read(data) {
  try {
    return data.json() ?? {};
  } catch {
    return {};
  }
}

// A page of ours, whatever the message says.
function ownAddress(url) {
  const home = new URL("/", self.location.href);
  if (typeof url !== "string") return home.href;
  const { origin, href } = new URL(url, home);
  return origin === home.origin ? href : home.href;
}

async function openPage(address) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find(({ url }) => url === address);
  await (open ? open.focus() : self.clients.openWindow(address));
}
