// Starts the service worker and tells it what to keep: this page at the first visit, when no worker
// saw it come, and the lists anew once something on them has changed.
import { show } from "./notice.js";

const ADDRESS = "/service-worker.js";
const STORED = "push-compared";
const SETTLED_MS = 2000;
// Whether a worker saw it come: one that took over only then, from a page that was left at once, did not.
const [{ workerStart = 0 } = {}] = performance.getEntriesByType("navigation");
const isKept = Boolean(document.documentElement.dataset.storedAt);
const isSignedIn = Boolean(document.body.dataset.kind);
let timer;

export async function start() {
  if (!("serviceWorker" in navigator)) return;
  const before = navigator.serviceWorker.controller;
  if (!before) addEventListener("pageswap", turnPlainly);
  const policy = window.trustedTypes?.createPolicy("lernfaden", { createScriptURL: () => ADDRESS });
  await navigator.serviceWorker.register(policy ? policy.createScriptURL(ADDRESS) : ADDRESS);
  if (before) navigator.serviceWorker.addEventListener("controllerchange", () => show("release"));
  if (!workerStart && !isKept) send({ keep: [location.pathname, ...files()] });
  if (!isSignedIn || isKept) return;
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (detail.ctx?.request?.method?.toUpperCase() === "POST") changed();
  });
  document.addEventListener("live:changed", ({ detail: { aspects } }) => isOnLists(aspects) && changed());
  await lookAfterPush();
}

// The next page is the first whose style sheet comes by way of the worker, and so later than Chromium asks it whether
// pages fade into each other: begun here, that would end there as an error.
function turnPlainly({ viewTransition }) {
  viewTransition?.ready.catch(() => {});
  viewTransition?.skipTransition();
}

async function send(message) {
  (await navigator.serviceWorker.ready).active.postMessage(message);
}

function changed() {
  clearTimeout(timer);
  timer = setTimeout(() => send({ refresh: true }), SETTLED_MS);
}

// News alone changes no list.
function isOnLists(aspects) {
  return !aspects || aspects.some((aspect) => !/^(told|message)/.test(aspect));
}

function files() {
  const paths = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  return [...new Set(paths.filter((path) => path.startsWith("/static/")))];
}

// Most visitors have no push, so what it needs is fetched only for those who allowed it.
async function lookAfterPush() {
  if (window.Notification?.permission !== "granted" || sessionStorage.getItem(STORED)) return;
  const { compare } = await import("./push.js");
  await compare().then(() => sessionStorage.setItem(STORED, "1"), () => {});
}
