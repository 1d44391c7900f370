// Pages that somebody keeps on this device, to be read without network: where they lie, and the worker that sees to them.

const WORKER = "/offline-worker.js";
const COPIES = "page-copies"; // as the worker calls it
const SLUG = /\/[^/]*-([2-9a-hjkmnp-z]{8})(?=\/)/; // an address with a title ends in the id of what it shows

export const isSupported = () => Boolean(navigator.serviceWorker && globalThis.caches);

// A page where it is kept, and the cache in which it lies. The worker keeps each under the id of what it shows.
export async function copyOf(address) {
  if (!(await globalThis.caches?.has(COPIES))) return undefined;
  const cache = await caches.open(COPIES);
  const key = new URL(address, location.href).pathname.replace(SLUG, "/$1");
  return (await cache.match(key)) && { cache, key };
}

// Every page that is kept: its address, its title, and the last day on which it is.
export async function allCopies() {
  if (!(await globalThis.caches?.has(COPIES))) return [];
  const cache = await caches.open(COPIES);
  const read = async (request) => {
    const answer = await cache.match(request);
    const { title } = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [name] = title.trim().split(" – ");
    return { path: new URL(request.url).pathname, name, until: answer.headers.get("keep-until") };
  };
  return Promise.all((await cache.keys()).map(read));
}

export const startWorker = () => navigator.serviceWorker.register(WORKER);

// The worker keeps and removes, so that both happen in one place and in their order.
export async function askWorker(request) {
  await startWorker();
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    active.postMessage(request, [port2]);
  });
}
