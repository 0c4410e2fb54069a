// <push-toggle>: turns push on and off on this device. Of its [data-state] parts the one shows that is true:
// off, on, busy, denied, failed, uninstalled (iOS shows push in the installed app only) or unsupported.
import { current, end, ready, subscribe } from "../lib/push.js";

class PushToggle extends HTMLElement {
  async connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const { push } = target.closest("[data-push]")?.dataset ?? {};
      if (push === "on") this.#change(turnOn);
      if (push === "off") this.#change(end);
    });
    this.#show(await state());
    if (this.getAttribute("state") !== "unsupported") return;
    await navigator.serviceWorker?.ready;
    this.#show(await state());
  }

  // Browsers ask for permission only from within a click, so nothing comes before the change.
  async #change(change) {
    const changing = change();
    this.#show("busy");
    const isDone = await changing.then(() => true, () => false);
    const now = await state();
    this.#show(isDone || now === "denied" ? now : "failed");
    this.querySelector("[data-state]:not([hidden]) button")?.focus();
  }

  #show(state) {
    this.setAttribute("state", state);
    for (const part of this.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
  }
}

async function turnOn() {
  if ((await Notification.requestPermission()) === "granted") await subscribe();
}

async function state() {
  if (!(await ready())) return /iPhone|iPad|Macintosh.*Mobile/.test(navigator.userAgent) ? "uninstalled" : "unsupported";
  if (Notification.permission === "denied") return "denied";
  return (await current()) && Notification.permission === "granted" ? "on" : "off";
}

customElements.define("push-toggle", PushToggle);
