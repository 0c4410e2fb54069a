// <install-app>: "App installieren". The button (data-prompt) asks where the browser can, and else leads to the steps
// beneath it, which the server has opened for the browser in hand.
let offer = null;
const there = new Set();

// The browser says once on each page, after it has loaded, that it could ask; here the button takes its place.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
});
addEventListener("appinstalled", () => {
  for (const element of there) element.setAttribute("state", "installed");
});

class InstallApp extends HTMLElement {
  connectedCallback() {
    there.add(this);
    this.querySelector("[data-prompt]")?.addEventListener("click", () => this.#ask());
    // An iPad says that it is a Mac, but it has a touch screen.
    const [first] = this.querySelectorAll("details");
    if (first?.dataset.way === "mac" && navigator.maxTouchPoints > 1) this.querySelector("[data-way=ios]").open = true;
  }

  disconnectedCallback() {
    there.delete(this);
  }

  async #ask() {
    if (!offer) return this.#lead();
    const asked = offer;
    offer = null;
    await asked.prompt();
  }

  #lead() {
    const [first] = this.querySelectorAll("details");
    first.open = true;
    first.querySelector("summary").focus();
  }
}

customElements.define("install-app", InstallApp);
