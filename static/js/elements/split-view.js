// <split-view at="list" opens> or <split-view at="detail" beside="/families">, around #list and #detail: from 900 px what
// is opened of a list stands beside it, under its own address. Such links stand within [data-opens], are marked
// data-detail, or stand in a detail. A page that was opened at a detail fetches the list beside it.
import * as drafts from "../lib/drafts.js";
import { isPlain } from "../lib/plain.js";

const wide = matchMedia("(min-width: 900px)");
const path = (address) => new URL(address, location.href).pathname;

class SplitView extends HTMLElement {
  #abort;
  #nothing;
  #opener;
  #asked = { list: 0, detail: 0 };
  #turn = Promise.resolve();

  get #list() {
    return this.querySelector("#list");
  }

  get #detail() {
    return this.querySelector("#detail");
  }

  get #listAddress() {
    return this.#list.dataset.address;
  }

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const here = location.pathname + location.search;
    this.#list.dataset.address = this.getAttribute("beside") ?? here;
    if (this.hasAttribute("beside")) this.#detail.dataset.address = here;
    this.#nothing = this.#isAtList ? [...this.#detail.childNodes] : [];
    this.addEventListener("click", (event) => this.#click(event), { signal });
    addEventListener("popstate", () => this.#travelled(), { signal });
    wide.addEventListener("change", () => this.#arrange(), { signal });
    // A list that was fetched anew still shows which one is open; and it is filtered as it was.
    document.addEventListener("htmx:after:swap", () => this.#mark(), { signal });
    this.addEventListener("htmx:config:request", ({ detail }) => {
      detail.ctx.request.headers["X-List"] = this.#listAddress;
    }, { signal });
    // htmx itself starts with DOMContentLoaded
    if (document.readyState === "complete") this.#arrange();
    else addEventListener("load", () => this.#arrange(), { once: true, signal });
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  get #isAtList() {
    return this.getAttribute("at") === "list";
  }

  #arrange() {
    // Each scrolls by itself, and is scrolled by keys.
    for (const pane of [this.#list, this.#detail]) {
      if (wide.matches) pane.tabIndex = 0;
      else pane.removeAttribute("tabindex");
    }
    this.#mark();
    if (!wide.matches || !navigator.onLine) return;
    if (!this.#list.firstElementChild) this.#fill(this.#list, this.#listAddress).then(() => this.#mark());
    else if (this.#isAtList && this.hasAttribute("opens") && !this.#detail.firstElementChild) this.#first();
  }

  // What waits comes first, else what is next; the address stays that of the list.
  #first() {
    const link = this.#list.querySelector(".card__head, [data-state=confirmed] > .card, .card[href], [data-opens] :not(.told__one--new) > a[href]");
    if (link) this.#fill(this.#detail, link.href).then(() => this.#mark());
  }

  #click(event) {
    if (!wide.matches || event.defaultPrevented || !isPlain(event)) return;
    const link = event.target.closest("#detail a[href], [data-opens] a[href], a[data-detail]");
    if (!link || "sheet" in link.dataset || link.hasAttribute("download") || link.type || link.origin !== location.origin) return;
    event.preventDefault();
    if (path(link.href) === path(this.#listAddress)) this.#leave();
    else {
      if (this.#list.contains(link)) this.#opener = link;
      this.#open(link.href);
    }
  }

  #leave() {
    history.pushState({ split: true }, "", this.#listAddress);
    this.#clear();
  }

  async #open(address) {
    // Without a network the worker may still have it, as a page of its own.
    if (!navigator.onLine) return location.assign(address);
    if (!(await this.#fill(this.#detail, address))) return;
    if (address !== location.href) history.pushState({ split: true }, "", address);
    this.#arrive(new URL(address, location.href).hash);
  }

  #arrive(hash) {
    this.#show("detail");
    const meant = this.#detail.querySelector(hash || "h1");
    // :target stays what it was when the page was opened.
    if (hash && meant) meant.classList.add("is-meant");
    meant?.closest("details")?.setAttribute("open", "");
    meant?.scrollIntoView({ block: hash ? "center" : "nearest" });
    meant?.focus({ preventScroll: true });
  }

  // Back and forward among what was opened here.
  async #travelled() {
    const part = this.#isAtList ? this.#list : this.#detail;
    // A sheet comes and goes at the address of what it lies over (sheet.js).
    if (new URL(part.dataset.address, location.href).href === location.href) return;
    if (!wide.matches) return location.reload();
    const here = location.pathname + location.search;
    if (path(here) !== path(this.#listAddress)) {
      if (await this.#fill(this.#detail, here)) this.#arrive(location.hash);
      return;
    }
    this.#list.dataset.address = here;
    this.#clear();
  }

  // What stood there at first, which may have changed meanwhile.
  #clear() {
    this.#asked.detail += 1;
    const from = [this.#opener, this.#list.querySelector("[data-opens] [aria-current=true]"), this.#list.querySelector("h1")];
    delete this.#detail.dataset.address;
    this.#detail.replaceChildren(...this.#nothing);
    this.#show("list");
    // Where it was opened from.
    if (document.activeElement === document.body) from.find((each) => each?.isConnected)?.focus({ preventScroll: true });
    this.#arrange();
    this.dispatchEvent(new CustomEvent("split-view:cleared", { bubbles: true }));
    if (!this.#nothing.length && !this.hasAttribute("opens")) this.#turn = this.#turn.then(() => this.#ask());
  }

  // What stands beside the list alone, which a page that was opened at a detail does not know.
  async #ask() {
    const asked = this.#asked.detail;
    if (this.#detail.firstElementChild) return;
    const how = { source: this, target: "#detail", select: "#detail", swap: "outerHTML" };
    await htmx.ajax("GET", this.#listAddress, how).catch(() => {});
    if (asked !== this.#asked.detail) return;
    this.#nothing = [...this.#detail.childNodes];
    this.#arrange();
    if (!this.#nothing.length) this.#first();
  }

  #show(part) {
    this.setAttribute("at", part);
    const heading = this.querySelector(`#${part} h1`)?.textContent.trim();
    if (heading) document.title = `${heading} · Lernfaden`;
    this.#mark();
  }

  // The deepest address that leads to what is open.
  #mark() {
    const links = [...this.#list.querySelectorAll("[data-opens] a[href]")];
    const { pathname: open, search } = new URL(this.#detail.dataset.address ?? "/-", location.href);
    const leads = (link) =>
      link.search ? open + search === link.pathname + link.search : open === link.pathname || open.startsWith(`${link.pathname}/`);
    const [nearest] = links.filter(leads).sort((a, b) => path(b.href).length - path(a.href).length);
    for (const link of links) {
      if (nearest && link.href === nearest.href) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  // Whether it is what was asked for last, and there: one after the other, for a slow answer would come over a later one.
  #fill(pane, address) {
    const asked = (this.#asked[pane.id] += 1);
    const filled = this.#turn.then(() => asked === this.#asked[pane.id] && this.#fetch(pane, address, asked));
    this.#turn = filled;
    return filled;
  }

  async #fetch(pane, address, asked) {
    const before = pane.firstElementChild;
    pane.setAttribute("aria-busy", "true");
    const how = { source: pane, target: pane, swap: "innerHTML", headers: { "X-Pane": pane.id } };
    await htmx.ajax("GET", address, how).catch(() => {});
    pane.removeAttribute("aria-busy");
    if (asked !== this.#asked[pane.id] || !pane.firstElementChild || pane.firstElementChild === before) return false;
    pane.dataset.address = address;
    pane.scrollTop = 0;
    if (pane.id === "detail") drafts.restore(pane);
    return true;
  }
}

customElements.define("split-view", SplitView);
