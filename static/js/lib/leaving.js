// Who logs out or changes the profile: in this window, which is rare and so fetched then (out.js), and in others.
import { say } from "./undone.js";

const LEAVING = /^\/(logout|profiles\/[^/]+\/choice)$/;
const LEFT_MS = 1500;
const others = new BroadcastChannel("profile");
let isLeaving = false;

export function watch() {
  // Browsers also drop a page that waits for the way back when such a message reaches it.
  others.addEventListener("message", () => setTimeout(() => location.replace("/"), LEFT_MS));
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.method !== "post" || !LEAVING.test(new URL(form.action, location.href).pathname)) return;
    event.preventDefault();
    if (!isLeaving) leave(form, submitter);
  });
}

async function leave(form, button) {
  isLeaving = true;
  await import("./out.js").then((out) => out.leave(form, button, others), () => say(form));
  isLeaving = false;
}
