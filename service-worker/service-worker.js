// Keeps the app usable without a network. Rules from top to bottom: files of a release from the
// device first; the lists of sessions and of documents with their details from the network first,
// for three seconds; all else from the network only, and at last the offline page. The other
// files of this folder are served as parts of this one.
const RELEASE = "{{ release }}"; // filled in where this file is served
const LEAVING = /^\/(logout|profiles\/[^/]+\/choice)$/;
const OFFLINE = {{ offline }}; // the page of last resort, likewise: it costs no request of its own
const AGAIN = {{ again }}; // its script
const POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const FILES = `static-${RELEASE}`;
const PATIENCE_MS = 3000;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(asked(event)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  const isFile = request.method === "GET" && pathname.startsWith("/static/");
  if (origin !== location.origin) return;
  // Its answer clears the browser's cache, and WebKit never ends a page whose worker hands that on.
  if (request.method === "POST" && LEAVING.test(pathname)) return;
  if (request.method === "POST" && pathname === ARRIVAL) return event.respondWith(hold(request));
  if (isFile) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, pathname, search));
});

// Takes over at once: it serves pages of every release alike, each with the files it names.
async function install() {
  const files = await caches.open(FILES);
  await files.put(`/static/${RELEASE}/js/again.js`, new Response(AGAIN, { headers: { "content-type": "text/javascript" } }));
  await files.add(`/static/${RELEASE}/app.css`);
  await skipWaiting();
}

// Where there is no network Firefox shows its own error in place of an answer from here, once it has preloaded.
async function activate() {
  await registration.navigationPreload?.[navigator.userAgent.includes("Firefox") ? "disable" : "enable"]();
  await clients.claim();
  await tidy();
}

async function asked({ data, ports }) {
  if (data.keep) return keepAll(data.keep);
  if (!data.forget) return refresh();
  await Promise.all([forget(), forgetUnsent()]);
  return ports[0].postMessage("forgotten");
}

async function file(request) {
  const cacheName = `static-${new URL(request.url).pathname.split("/")[2]}`;
  const kept = await caches.match(request, { ...ANY, cacheName });
  if (kept) return kept;
  const answer = await fetch(request);
  // An earlier release's address is answered with files of today, which are not to be kept.
  if (answer.status === 200 && answer.headers.get("cache-control")?.includes("immutable"))
    await (await caches.open(cacheName)).put(request, answer.clone());
  return answer;
}

async function page(event, path, search) {
  const asked = network(event, path, search);
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([asked, late]).catch(() => null);
  if (answer && answer.status < 502) return answer;
  const isList = LISTS.includes(path) && search; // what is kept is the whole list, not a choice from it
  const kept = event.request.method === "GET" && !isList && (await find(path).catch(() => null));
  return kept || asked.catch(() => elsewhere(path, event.request.method));
}

async function network(event, path, search) {
  let began = era;
  const answer = (await event.preloadResponse) || (await fetch(event.request));
  if (began === era && (await isOfOthers(answer))) {
    await forget();
    began = era;
  }
  const unreached = await forgetUnreached(answer);
  if (unreached) {
    began = era;
    event.waitUntil(refresh().then(unreached));
  }
  if (event.request.method !== "GET" || search || !KEPT.test(path)) return answer;
  if (answer.type === "opaqueredirect") await forget(); // logged out from elsewhere
  // A list without its mark shows a notice of what was just done, which is not to be kept.
  else if (LISTS.includes(path) && !answer.headers.has("etag")) event.waitUntil(fetchAndKeep(path, began));
  else event.waitUntil(keep(path, answer.clone(), began));
  return answer;
}

async function elsewhere(path, method) {
  let kept = null;
  for (const list of LISTS) kept ??= (await find(list).catch(() => null)) && list;
  if (path === "/" && kept) return Response.redirect(kept);
  const isSent = method !== "GET";
  return chosen({ sent: isSent, asked: !isSent, home: isSent && !kept, kept });
}

// Of the lines of the offline page, those that are true.
function chosen(truths) {
  const line = (all, name) => (truths[name] ? all.replace(" hidden>", ">") : "");
  const html = OFFLINE.replace(/^.* data-if="(\w+)".*$/gm, line);
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY } });
}

// Files of earlier releases go once no window and no kept page can ask for them.
async function tidy() {
  const used = new Set([FILES]);
  for (const name of await profiles())
    for (const { headers } of await (await caches.open(name)).matchAll())
      used.add(`static-${headers.get("x-release")}`);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.length > 1) return;
  for (const name of await caches.keys())
    if (name.startsWith("static-") && !used.has(name)) await caches.delete(name);
}
