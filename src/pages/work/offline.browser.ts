/** The service worker of the worksheet alone: once opened, it opens without a connection too. */

/** Put in by the compile step: the page's script, and a hash of it. */
declare const KEPT_SCRIPT: string;
declare const KEPT_VERSION: string;

type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Asking = Waiting & { request: Request; respondWith(answer: Promise<Response>): void };
type Keeper = { skipWaiting(): Promise<void>; clients: { claim(): Promise<void> } };

const PAGE = "/work";
const FAMILY = "worksheet-";
const CACHE = FAMILY + KEPT_VERSION;
/** On a train a request may hang for a minute. */
const PATIENCE_MS = 3_000;
const worker = self as unknown as Keeper;

addEventListener("install", (event) => {
  const kept = caches.open(CACHE).then((cache) => cache.addAll([PAGE, KEPT_SCRIPT]));
  (event as Waiting).waitUntil(kept.then(() => worker.skipWaiting()));
});

addEventListener("activate", (event) => {
  (event as Waiting).waitUntil(forgetOlder().then(() => worker.clients.claim()));
});

/** Nothing but the page itself, without any query, and its script: whatever a token opens passes by. */
addEventListener("fetch", (event) => {
  const asking = event as Asking;
  const url = new URL(asking.request.url);
  if (asking.request.method !== "GET" || url.origin !== location.origin || url.search !== "") return;
  if (url.pathname === PAGE) asking.respondWith(newest(asking));
  if (url.pathname === KEPT_SCRIPT) asking.respondWith(kept(asking.request));
});

async function forgetOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(FAMILY) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** From the network, and kept; from what is kept when the network is gone or slow. */
async function newest(asking: Asking): Promise<Response> {
  const old = await caches.match(PAGE);
  const fresh = fetch(asking.request).then(async (answer) => {
    if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(PAGE, answer.clone());
    return answer;
  });
  if (!old) return fresh;
  asking.waitUntil(fresh.catch(() => undefined));
  const late = new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE_MS, old));
  return Promise.race([fresh.catch(() => old), late]);
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}
