// <offline-age hidden><span data-offline>Offline · Stand <time></time></span> …: how old a page is that was kept
// on the device, or that has lost the network. Gets the page anew as soon as that is possible.
const { storedAt } = document.documentElement.dataset;
const RETRY_MS = 20_000;

class OfflineAge extends HTMLElement {
  #abort = new AbortController();
  #timer;

  connectedCallback() {
    const { signal } = this.#abort;
    addEventListener("offline", () => this.#show(), { signal });
    addEventListener("online", () => this.#retry(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden || this.#retry(), { signal });
    if (!storedAt && navigator.onLine) return;
    this.#show();
    this.#retry();
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#abort = new AbortController();
    clearTimeout(this.#timer);
  }

  #show() {
    const age = new Date(storedAt ?? performance.timeOrigin);
    const isToday = age.toDateString() === new Date().toDateString();
    const { lang } = document.documentElement;
    const clock = age.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit" });
    const day = age.toLocaleDateString(lang, { weekday: "short", day: "numeric", month: "short" });
    const time = this.querySelector("time");
    time.dateTime = age.toISOString();
    time.textContent = isToday ? clock : `${day}, ${clock}`;
    this.hidden = false;
  }

  // A page that came from the network and has only lost it for a while is still right when back.
  async #retry() {
    clearTimeout(this.#timer);
    if (this.hidden) return;
    const isBack = navigator.onLine && (await this.#reaches());
    if (isBack && !storedAt) this.hidden = true;
    else if (isBack && !isInUse()) location.reload();
    else if (!document.hidden) this.#timer = setTimeout(() => this.#retry(), RETRY_MS);
  }

  async #reaches() {
    const asked = fetch(location.href, { method: "HEAD", cache: "no-store" });
    return asked.then(({ status }) => status < 502, () => false);
  }
}

// What was typed, or files on their way, would be lost.
function isInUse() {
  if (document.querySelector("[data-unsent]")) return true;
  const fields = document.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio])");
  return [...fields].some((field) => field.value !== field.defaultValue);
}

customElements.define("offline-age", OfflineAge);
