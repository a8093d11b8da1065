// Keeps the page for the field, so that it opens without a network. It stands outside the build: its address must not
// change. The page says what it has loaded; a kept version is used only when it is whole, and then before the network,
// which out there is slow at best. Answers of the desk are never kept.
const prefix = "gaung-field-";
const page = "/lapangan";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.type !== "keep") return;
  const { entry, addresses } = event.data;
  event.waitUntil(
    keep(entry, addresses).then(
      (type) => event.source?.postMessage({ type }),
      async () => event.source?.postMessage({ type: (await keptCache()) ? "kept" : "not_kept" }),
    ),
  );
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const address = new URL(url);
  if (method !== "GET" || address.origin !== self.location.origin) return;
  if (mode === "navigate") {
    if (address.pathname === page) event.respondWith(openPage(event.request, address.search !== ""));
  } else if (!address.pathname.startsWith("/api/"))
    event.respondWith(openFile(event.request, address.pathname));
});

/** Everything that a version of the page needs, under one name; the page itself last, which makes it whole. */
async function keep(entry, addresses) {
  const answer = await fetch(page, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const html = await answer.clone().text();
  // The desk was updated since this page was opened: its files belong to another version.
  if (!html.includes(`"${entry}"`)) return "newer";
  const name = prefix + entry;
  const cache = await caches.open(name);
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await Promise.all(
    addresses
      .filter((address) => !there.has(address))
      .map(async (address) => {
        const file = await fetch(address);
        if (!file.ok) throw new Error(`${file.status} ${address}`);
        await cache.put(address, file);
      }),
  );
  await cache.put(page, answer);
  for (const other of await caches.keys())
    if (other.startsWith(prefix) && other !== name) await caches.delete(other);
  return "kept";
}

/** The kept version that is whole. */
async function keptCache() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    const cache = await caches.open(name);
    if (await cache.match(page)) return cache;
  }
  return undefined;
}

async function openPage(request, isFresh) {
  const kept = await (await keptCache())?.match(page);
  if (kept && !isFresh) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function openFile(request, pathname) {
  return (await (await keptCache())?.match(pathname)) ?? fetch(request);
}
