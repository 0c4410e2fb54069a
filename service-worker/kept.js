// What is kept on the device: pages of the one profile that is active, in a cache named after it.
const KEPT = /^\/((sessions|calendar|documents|conversations)(\/[0-9a-f-]{36})?|(providers|families)\/[0-9a-f-]{36}\/documents|documents\/arrival)$/;
const LISTS = ["/sessions", "/calendar"];
const SHARED = ["/documents", "/documents/arrival", "/conversations"]; // kept with the list, though nobody opened them yet
const SHARED_AT = "/documents/.asked"; // no page: when they were asked for
const OUT_OF_REACH = [403, 404];
const SHARED_MS = 60 * 60 * 1000;
const SHARED_FILES = [
  "rare.css",
  ...["file-upload", "held-files", "conversation-thread"].map((name) => `js/elements/${name}.js`),
  ...["pages", "to-end", "happened", "written", "unsent", "sending", "deeds", "plain"].map((name) => `js/lib/${name}.js`),
];
const DETAILS = "/sessions/offline"; // JSON: a page's pane, and what each session puts into it
const PAGES_KEPT = 60;
const ANY = { ignoreVary: true };
let era = 0; // rises when what was kept is cleared: what was asked for before is not kept after

async function keep(path, answer, began) {
  const { headers, status, redirected } = answer;
  const name = `profile-${headers.get("x-profile")}`;
  const body = await answer.text();
  if (OUT_OF_REACH.includes(status)) for (const each of await profiles()) await (await caches.open(each)).delete(path, ANY);
  if (status !== 200 || redirected || name === "profile-null" || began !== era) return;
  for (const other of await profiles()) if (other !== name) await caches.delete(other);
  const cache = await caches.open(name);
  const before = await cache.match(path, ANY);
  const stamped = new Headers(headers);
  for (const spent of ["content-encoding", "content-length"]) stamped.delete(spent);
  stamped.set("x-stored-at", new Date().toISOString());
  await cache.put(path, new Response(body, { headers: stamped }));
  if (LISTS.includes(path)) await keepDetails(cache, headers, before?.headers, began);
}

// When the list shows something else than before, its details are fetched anew; older ones are
// never shown under its age. Pages of an earlier release go, so that its files can go as well.
async function keepDetails(cache, now, before, began) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, -PAGES_KEPT)) await cache.delete(key, ANY);
  for (const key of keys) {
    const release = (await cache.match(key, ANY))?.headers.get("x-release");
    if (release !== now.get("x-release")) await cache.delete(key, ANY);
  }
  if (!before?.has("etag") || before.get("etag") !== now.get("etag")) await cache.delete(DETAILS);
  if (!(await cache.match(DETAILS, ANY))) await fetchAndKeep(DETAILS, began).catch(() => {});
  await keepShared(cache, now, began).catch(() => {});
  await tidy();
}

// Documents and messages once an hour at most, and not with the first list, which is to cost a phone little.
async function keepShared(cache, now, began) {
  const asked = (await cache.match(SHARED_AT, ANY))?.headers.get("x-stored-at");
  if (asked && Date.now() - Date.parse(asked) < SHARED_MS) return;
  const headers = { "x-release": now.get("x-release"), "x-stored-at": new Date().toISOString() };
  await cache.put(SHARED_AT, new Response("", { headers }));
  if (!asked) return;
  // First what a page needs to be of use without a network.
  for (const name of SHARED_FILES) await file(new Request(`/static/${RELEASE}/${name}`));
  for (const path of SHARED) await fetchAndKeep(path, began);
  const talks = await (await cache.match("/conversations", ANY))?.text();
  for (const [path] of talks?.matchAll(/\/conversations\/[0-9a-f-]{36}/g) ?? []) await fetchAndKeep(path, began);
}

async function fetchAndKeep(path, began = era) {
  const answer = await fetch(path, { headers: { Accept: "text/html", "X-Keeps": "1" }, redirect: "manual" });
  const unreached = await forgetUnreached(answer);
  await keep(path, answer, unreached ? era : began);
  if (unreached) await unreached();
}

async function refresh() {
  for (const name of await profiles())
    for (const list of [...LISTS, SHARED[0]])
      if (await (await caches.open(name)).match(list, ANY)) await fetchAndKeep(list).catch(() => {});
}

async function keepAll(paths) {
  for (const path of paths) {
    if (path.startsWith("/static/")) await file(new Request(path)).catch(() => {});
    else if (KEPT.test(path)) await fetchAndKeep(path).catch(() => {});
  }
}

async function find(path) {
  const [name] = await profiles();
  if (!name || !KEPT.test(path)) return null;
  const cache = await caches.open(name);
  const list = (await cache.match(LISTS[0], ANY)) ?? (await cache.match(LISTS[1], ANY));
  const details = list && (await cache.match(DETAILS, ANY));
  const { pane, sessions } = details ? await details.json() : { sessions: {} };
  const session = sessions[path.split("/")[2]];
  const found = session ? null : await cache.match(path, ANY);
  if (!session) return found && shown(await found.text(), found.headers);
  const filled = pane.replace("<!--title-->", () => session.title).replace("<!--session-->", () => session.html);
  // In the list's frame, under its policy and age: what came as JSON carries one under which no script runs.
  const alone = (await list.text())
    .replace("frame--split", "frame--single")
    .replace(/<title>[^·]*/, () => `<title>${session.title} `)
    .replace(/(<\/offline-age>)[^]*(?=<\/main>)/, (all, age) => `${age}<section class="pane">${filled}</section>`);
  return shown(alone, list.headers);
}

function shown(html, given) {
  const headers = new Headers(given);
  headers.set("content-type", "text/html; charset=utf-8");
  const start = `<html data-stored-at="${given.get("x-stored-at")}"`;
  return new Response(html.replace("<html", start), { headers });
}

// Each page of the server says whose the device is now, whichever way it came to be somebody else's.
async function isOfOthers({ headers, status, type }) {
  if (type === "opaqueredirect" || status >= 500 || !headers.has("x-release")) return false;
  const whose = `profile-${headers.get("x-profile")}`;
  return (await profiles()).some((name) => name !== whose);
}

async function forget() {
  era += 1;
  for (const name of await profiles()) await caches.delete(name);
  await forgetHeld((headers) => headers.has("x-profile"));
  for (const notification of await registration.getNotifications()) notification.close();
  await navigator.clearAppBadge?.();
}

async function profiles() {
  return (await caches.keys()).filter((name) => name.startsWith("profile-"));
}
