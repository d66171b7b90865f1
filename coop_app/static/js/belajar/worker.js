// The phone's worker. It keeps the public learning pages as anybody sees them, the family's page for a note, and the
// pages of a session that this phone joined; of everything else it keeps nothing. `self.KEPT` stands before this text
// and is written by the server.
const { edition, language, assets, pages, family, rooms, ownData, offline, waiting, signOut, signIn, copy, keep } = self.KEPT;
const SHELL = `belajar-${edition}-${language}`;
const OWN = "keluarga", ROOM = "kelas";
const DAY = 24 * 3600_000, SOON = 10 * 60_000, AT_ONCE = 20_000, PATIENCE = 4_000, MOST_ROOMS = 12;
const GONE = [502, 503, 504]; // said by a gateway whose program does not answer

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(assets);
  await keepPage(offline, SHELL);
  await keepPage(waiting, SHELL);
  // who saves data gets the pages one by one, as they are opened
  if (!self.navigator.connection?.saveData) await Promise.allSettled(pages.map((page) => keepPage(page, SHELL)));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("belajar-") && !name.startsWith(`belajar-${edition}-`));
  await Promise.all(old.map((name) => caches.delete(name)));
  if (old.length) await forget();
  await self.clients.claim();
}

// A copy is asked for as such: a public one without saying who asks, and the server decides whether it may be kept.
async function keepPage(path, pile) {
  const credentials = pile === SHELL ? "omit" : "same-origin";
  const answer = await fetch(path, { headers: { [copy]: language }, credentials, redirect: "error", cache: "no-store" });
  const meant = { [OWN]: "family", [ROOM]: "room" }[pile] ?? "public";
  const may = answer.headers.get(keep) === meant || ([offline, waiting].includes(path) && answer.ok);
  if (may) await (await caches.open(pile)).put(path, answer);
  else if (pile !== SHELL) await caches.delete(pile);
  if (pile === ROOM && may) await fewRooms();
}

// The newest pages of sessions; the oldest ones go.
async function fewRooms() {
  const pile = await caches.open(ROOM);
  const kept = await pile.keys();
  await Promise.all(kept.slice(0, -MOST_ROOMS).map((one) => pile.delete(one)));
}

const forget = () => Promise.all([OWN, ROOM].map((name) => caches.delete(name)));

const found = async (path, pile) => ((await caches.has(pile)) ? (await caches.open(pile)).match(path) : undefined);

async function refresh(path, pile, age) {
  const kept = await found(path, pile);
  const since = kept ? Date.now() - Date.parse(kept.headers.get("Date") ?? 0) : Infinity;
  if (!(since < age)) await keepPage(path, pile).catch(() => undefined);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") leaving(event, url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(event, url));
  else if (assets.includes(url.pathname + url.search)) event.respondWith(asset(request));
});

// Signing in or out: what the family kept is forgotten, and whoever takes a name back takes it from the phone too.
// Unsent notes are shown before somebody signs out. Another one who has the phone in a session finds no page of the first.
function leaving(event, url) {
  if (url.pathname === signOut && !url.searchParams.has("tetap")) event.respondWith(askFirst(event.request));
  else if ([signOut, signIn].includes(url.pathname) || url.pathname.startsWith(ownData)) event.waitUntil(forget());
  else if (url.pathname.startsWith(rooms)) event.waitUntil(caches.delete(ROOM));
}

async function askFirst(request) {
  if (await unsent()) return Response.redirect(`${waiting}?keluar=1`, 303);
  await forget();
  return fetch(request).catch(async () => (await copyOf(offline)) ?? Response.error());
}

function unsent() {
  return new Promise((tell) => {
    const asked = indexedDB.open("belajar");
    asked.onerror = () => tell(0);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onsuccess = () => {
      const counting = asked.result.transaction("waiting").objectStore("waiting").count();
      counting.onsuccess = () => { tell(counting.result); asked.result.close(); };
      counting.onerror = () => tell(0);
    };
  });
}

async function asset(request) {
  return (await (await caches.open(SHELL)).match(request)) ?? fetch(request);
}

// The network first; a kept copy when there is none, or when it does not answer for some seconds.
async function visit(event, url) {
  const path = url.pathname;
  const known = await copyOf(path);
  const asked = fetch(event.request);
  event.waitUntil(asked.then((answer) => after(answer, path)).catch(() => undefined));
  const tooSlow = new Promise((give) => setTimeout(give, PATIENCE));
  try {
    const answer = await (known ? Promise.race([asked, tooSlow]) : asked);
    return answer && !(known && GONE.includes(answer.status)) ? answer : known;
  } catch {
    return known ?? (await copyOf(offline)) ?? Response.error();
  }
}

const isRoom = (path) => path.startsWith(rooms) && path !== ownData;
const copyOf = (path) => found(path, family.includes(path) ? OWN : isRoom(path) ? ROOM : SHELL);

async function after(answer, path) {
  if (!answer.ok) return;
  if (pages.includes(path)) await refresh(path, SHELL, DAY);
  if (isRoom(path)) await refresh(path, ROOM, AT_ONCE);
  if (path.startsWith("/keluarga")) await Promise.all(family.map((each) => refresh(each, OWN, SOON)));
}

// A bonus where the browser has it: wake up the open pages when the signal is back.
self.addEventListener("sync", (event) => {
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => open.forEach((page) => page.postMessage("signal"))));
});
