// Logging out or changing the profile. The server is asked first, and where it cannot be reached nothing changes: a
// device that only looked logged out would open the account to whoever has the network again. Then the device gives up
// its push subscription at a logout, and what it kept, what other windows hold and what the way back would show of the
// earlier profile goes.
import * as drafts from "./drafts.js";
import * as undone from "./undone.js";

const HEADERS = { "HX-Request": "true", "HX-Request-Type": "partial" }; // answered with the next address
const PATIENCE_MS = 1000;

export async function leave(form, button, others) {
  if (!(await mayLose(form))) return;
  button?.setAttribute("aria-busy", "true");
  const isLogout = new URL(form.action, location.href).pathname === "/logout";
  const next = await ask(form);
  if (next) {
    others.postMessage("left");
    sessionStorage.clear();
    drafts.forget();
    await forgetMessages().catch(() => {});
    await Promise.race([Promise.allSettled([forget(), isLogout && unsubscribe()]), late()]);
    location.assign(next);
  }
  button?.removeAttribute("aria-busy");
}

// Messages that are not sent yet belong to the profile that is left, and would be lost: those from a notification too, of
// which no page knows.
async function mayLose(form) {
  const { everyUnsent } = await import("./unsent.js");
  return !(await everyUnsent().catch(() => [])).length || confirm(form.closest("[data-unsent]").dataset.unsent);
}

async function forgetMessages() {
  const { forgetUnsent } = await import("./unsent.js");
  await forgetUnsent();
  localStorage.removeItem("unsent");
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
