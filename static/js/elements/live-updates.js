// <live-updates src="/notifications/stream?seen=…">: fetches anew each part marked data-live (with an id; its value is the
// address it comes from, else the page's) once the server hints that something has changed of what it shows:
// data-shows names the aspects, such as "credits session"; without it, that is anything. A page without such a part is one
// as a whole, of anything but news, unless it asks something (data-asks): a button must not come to mean something else
// under a finger. Fires live:changed with detail.aspects, null for all. A hint may be missed while the
// page is in the background or the stream is down, so each later connection counts as one of everything, as does
// the way back, and a refusal: somebody else was first. Where a <relative-time> in a part has reached its moment, that part
// is fetched anew as well. Of many windows side by side some rest for a while (pages/notifications/stream.py); the one
// that somebody turns to listens at once.
import { isReturn } from "../lib/back.js";
import { isTypedIn } from "../lib/typing.js";

const PARTS = "[data-live][id], main .pane__body:not([data-asks]) > [id]:not(:has([data-live]))";
const REACHED_MS = 1_100;
const REFUSED = [403, 409];
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000];

class LiveUpdates extends HTMLElement {
  #abort;
  #failures = 0;
  #hasListened = isReturn;
  #stream;
  #timer;
  #turned = new Map();
  #turning = new Set();

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#close() : this.#open()), { signal });
    addEventListener("pagehide", () => this.#close(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#open(), { signal });
    addEventListener("online", () => this.#open(), { signal });
    addEventListener("focus", () => this.#rests() && this.#open(), { signal });
    document.addEventListener("htmx:after:request", ({ detail }) => this.#answered(detail.ctx), { signal });
    document.addEventListener("relative-time:reached", (event) => this.#reached(event.target), { signal });
    document.addEventListener("split-view:cleared", () => this.#changed(null), { signal });
    document.addEventListener("news:read", () => this.#changed(["told"]), { signal });
    if (!document.hidden) this.#open();
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#close();
  }

  #open() {
    this.#close();
    const [path, seen] = this.getAttribute("src").split("?");
    this.#stream = new EventSource(seen && !this.#hasListened ? `${path}?${seen}` : path);
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

  #rests() {
    return this.#hasListened && this.#stream?.readyState === EventSource.CONNECTING;
  }

  // Who may not listen is perhaps nobody any more, which an answer to any part says (back.js).
  #later() {
    if (!this.#failures) this.#changed(null);
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

  // What time brings is no news of anybody. A second later, as what is free until a moment is so at that moment too; and
  // where the server's clock is behind, again after ever longer.
  #reached(time) {
    const [part, moment] = [time.closest("[data-live][id]"), time.getAttribute("datetime")];
    if (part) this.#turn(`#${part.id}`, moment);
  }

  #turn(id, moment) {
    const key = `${id} ${moment}`;
    if (this.#turning.has(key)) return;
    this.#turning.add(key);
    const times = this.#turned.get(key) ?? 0;
    this.#turned.set(key, times + 1);
    setTimeout(async () => {
      const part = document.querySelector(id);
      if (part && !isTypedIn(part)) await fetchAnew(addressOf(part), [id]);
      this.#turning.delete(key);
      if (document.querySelector(`${id} relative-time[datetime="${moment}"]`)) this.#turn(id, moment);
    }, REACHED_MS * 4 ** times);
  }

  #changed(aspects) {
    this.dispatchEvent(new CustomEvent("live:changed", { bubbles: true, detail: { aspects } }));
    const found = parts().filter((part) => isTouched(part, aspects));
    for (const address of new Set(found.map(addressOf)))
      fetchAnew(address, found.filter((part) => addressOf(part) === address).map(({ id }) => `#${id}`));
  }
}

const addressOf = (part) =>
  part.dataset.live || part.closest("[data-address]")?.dataset.address || location.pathname + location.search;

function isTouched({ dataset: { live, shows } }, aspects) {
  if (live === undefined) return !aspects || aspects.some((aspect) => !/^(told|message)/.test(aspect));
  return !aspects || !shows || shows.split(" ").some((aspect) => aspects.includes(aspect));
}

function parts() {
  return [...document.querySelectorAll(PARTS)].filter((part) => !isTypedIn(part));
}

// What is unfolded stays so.
document.addEventListener("htmx:before:morph:attr", (event) => {
  if (event.detail.attrName === "open" && event.target.localName === "details") event.preventDefault();
});

// The heading above it comes along; the title of the window is what its own address is called.
async function fetchAnew(address, [first, ...others]) {
  const heading = document.querySelector(first)?.closest(".pane")?.querySelector(".header__title")?.id;
  const beside = [...others, ...(heading ? [`#${heading}`] : [])].map((one) => `${one}:outerMorph`).join(",");
  const isHere = new URL(address, location.href).pathname === location.pathname;
  const swap = isHere ? "outerMorph" : "outerMorph ignoreTitle:true";
  await htmx.ajax("GET", address, { target: first, select: first, selectOOB: beside || undefined, swap }).catch(() => {});
}

// An answer without what was asked for (a way elsewhere, a refusal) changes nothing.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (ctx.select && tasks.some(({ type, fragment }) => type === "main" && !fragment.firstElementChild)) event.preventDefault();
});

customElements.define("live-updates", LiveUpdates);
