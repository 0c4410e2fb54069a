// Sends what waits on this device, whichever page is open, and again once the network may be back. Fires message:settled
// at the document with what became of a message, and message:all once the server has them all, some of them perhaps from
// the service worker. `localStorage.unsent` says that something waits.
import { everyUnsent, sendUnsent } from "./unsent.js";

const AGAIN_MS = [3_000, 10_000, 30_000];
const FLAG = "unsent";
let failures = 0;
let timer;

export async function send() {
  clearTimeout(timer);
  const isDone = await sendUnsent((message, became) => {
    document.dispatchEvent(new CustomEvent("message:settled", { detail: { message, became } }));
  });
  failures = isDone ? 0 : failures + 1;
  if (!(await everyUnsent()).length) localStorage.removeItem(FLAG);
  if (isDone) return document.dispatchEvent(new CustomEvent("message:all"));
  timer = setTimeout(send, AGAIN_MS[Math.min(failures, AGAIN_MS.length) - 1]);
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register(FLAG).catch(() => {});
}

export const flag = () => localStorage.setItem(FLAG, FLAG);

send();
addEventListener("online", send);
document.addEventListener("visibilitychange", () => document.hidden || send());
