// Logging out or changing the profile. The server is asked first, and where it cannot be reached nothing changes: a
// device that only looked logged out would open the account to whoever has the network again. Then the device gives up
// its push subscription at a logout, and what it kept, what other windows hold and what the way back would show of the
// earlier profile goes.
import * as undone from "./undone.js";

const LEAVING = /^\/(logout|profiles\/[^/]+\/choice)$/;
const HEADERS = { "HX-Request": "true", "HX-Request-Type": "partial" }; // answered with the next address
const PATIENCE_MS = 1000;
const LEFT_MS = 1500;
const others = new BroadcastChannel("profile");
let isLeaving = false;

export function watch() {
  // Browsers also drop a page that waits for the way back when such a message reaches it.
  others.addEventListener("message", () => setTimeout(() => location.replace("/"), LEFT_MS));
  document.addEventListener("submit", (event) => {
    const { pathname } = new URL(event.target.action, location.href);
    if (event.target.method !== "post" || !LEAVING.test(pathname)) return;
    event.preventDefault();
    if (!isLeaving) leave(event.target, event.submitter, pathname === "/logout");
  });
}

async function leave(form, button, isLogout) {
  isLeaving = true;
  button?.setAttribute("aria-busy", "true");
  const next = await ask(form);
  if (next) {
    others.postMessage("left");
    sessionStorage.clear();
    await Promise.race([Promise.allSettled([forget(), isLogout && unsubscribe()]), late()]);
    location.assign(next);
  }
  isLeaving = false;
  button?.removeAttribute("aria-busy");
}

// Where to go on, or nothing where it did not happen.
async function ask(form) {
  const body = new URLSearchParams(new FormData(form));
  const asked = fetch(form.action, { method: "POST", headers: HEADERS, body, redirect: "manual" });
  const answer = await asked.catch(() => null);
  if (!answer || answer.status >= 502) return undone.say(form);
  // A refusal is a page of its own.
  return answer.headers.get("hx-redirect") ?? form.submit();
}

async function forget() {
  const { port1, port2 } = new MessageChannel();
  const forgotten = new Promise((resolve) => (port1.onmessage = resolve));
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage({ forget: true }, [port2]);
  return registration?.active && forgotten;
}

async function unsubscribe() {
  const { unsubscribe: end } = await import("./push.js");
  await end();
}

function late() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
