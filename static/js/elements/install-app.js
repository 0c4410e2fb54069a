// <install-app>: "App installieren" with the steps for the device in hand. The button (data-prompt) works where the
// browser offers a prompt; else the one [data-steps] shows that fits: installed, ios, mac, android or other.
let offer = null;
const waiting = new Set();

// The browser asks once on each page, after it has loaded; here the button takes its place.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  for (const element of waiting) element.refresh();
});
addEventListener("appinstalled", () => {
  offer = null;
  for (const element of waiting) element.refresh("installed");
});

class InstallApp extends HTMLElement {
  connectedCallback() {
    waiting.add(this);
    this.querySelector("[data-prompt]")?.addEventListener("click", () => this.#ask());
    this.refresh();
  }

  disconnectedCallback() {
    waiting.delete(this);
  }

  refresh(now = kind()) {
    for (const part of this.querySelectorAll("[data-prompt]")) part.hidden = now !== "offered";
    for (const part of this.querySelectorAll("[data-steps]")) part.hidden = part.dataset.steps !== now;
  }

  async #ask() {
    const { outcome } = await offer.prompt();
    offer = null;
    this.refresh(outcome === "accepted" ? "installed" : kind());
  }
}

function kind() {
  if (offer) return "offered";
  if (navigator.standalone || matchMedia("(display-mode: standalone)").matches) return "installed";
  const { userAgent, maxTouchPoints } = navigator;
  const isMac = /Macintosh/.test(userAgent);
  // An iPad says that it is a Mac, but it has a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (isMac && maxTouchPoints > 1)) return "ios";
  if (/Android/.test(userAgent)) return "android";
  return isMac && /Safari/.test(userAgent) && !/Chrom(e|ium)/.test(userAgent) ? "mac" : "other";
}

customElements.define("install-app", InstallApp);
