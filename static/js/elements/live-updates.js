// <live-updates src="/notifications/stream">: fetches anew each part marked data-live (with an id; its value is the
// address it comes from, else the page's) once the server hints that something has changed of what it shows:
// data-shows names the aspects, such as "credits session"; without it, that is anything. Fires live:changed with
// detail.aspects, null for all. A hint may be missed while the page is in the background or the stream is down, so
// each later connection counts as one of everything, and so does a refusal: somebody else was first.
const REFUSED = [403, 409];
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000];

class LiveUpdates extends HTMLElement {
  #abort;
  #failures = 0;
  #hasListened = false;
  #stream;
  #timer;

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#open()), { signal });
    addEventListener("pagehide", () => this.#close(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#open(), { signal });
    addEventListener("online", () => this.#open(), { signal });
    document.addEventListener("htmx:after:request", ({ detail }) => this.#answered(detail.ctx), { signal });
    document.addEventListener("news:read", () => this.#changed(["told"]), { signal });
    if (!document.hidden) this.#open();
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#close();
  }

  #open() {
    this.#close();
    this.#stream = new EventSource(this.getAttribute("src"));
    this.#stream.addEventListener("changed", ({ data }) => this.#changed(data.split(" ")));
    this.#stream.addEventListener("open", () => this.#listens());
    // The browser tries again by itself, but not after an answer that is an error.
    this.#stream.addEventListener("error", () => this.#stream?.readyState === EventSource.CLOSED && this.#later());
  }

  #close() {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = null;
  }

  #later() {
    const pause = AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), pause * (0.75 + Math.random() / 2));
  }

  #listens() {
    this.#failures = 0;
    if (this.#hasListened) this.#changed(null);
    this.#hasListened = true;
  }

  // What was pressed stood on something that is not so any more, of which no hint has come.
  #answered({ request, response }) {
    if (request?.method?.toUpperCase() === "POST" && REFUSED.includes(response?.status)) this.#changed(null);
  }

  #changed(aspects) {
    this.dispatchEvent(new CustomEvent("live:changed", { bubbles: true, detail: { aspects } }));
    const found = parts().filter((part) => isTouched(part, aspects));
    for (const address of new Set(found.map(addressOf)))
      fetchAnew(address, found.filter((part) => addressOf(part) === address).map(({ id }) => `#${id}`));
  }
}

const addressOf = (part) => part.dataset.live || location.pathname + location.search;

function isTouched({ dataset: { shows } }, aspects) {
  return !aspects || !shows || shows.split(" ").some((aspect) => aspects.includes(aspect));
}

// What somebody is typing in stays as it is.
function parts() {
  const typing = document.activeElement?.matches("input, textarea, select") ? document.activeElement : null;
  return [...document.querySelectorAll("[data-live][id]")].filter((part) => !part.contains(typing));
}

async function fetchAnew(address, [first, ...others]) {
  const beside = others.map((one) => `${one}:outerMorph`).join(",");
  const how = { target: first, select: first, selectOOB: beside || undefined, swap: "outerMorph" };
  await htmx.ajax("GET", address, how).catch(() => {});
}

customElements.define("live-updates", LiveUpdates);
