// <split-view>: from 900 px a session of the list opens beside it instead of on a page of its own.
const wide = matchMedia("(min-width: 900px)");

class SplitView extends HTMLElement {
  #change = () => this.#first();
  #address;

  get #detail() {
    return this.querySelector("#detail");
  }

  connectedCallback() {
    this.addEventListener("click", (event) => this.#click(event));
    wide.addEventListener("change", this.#change);
    // A list that was fetched anew still shows which one is open.
    this.addEventListener("htmx:after:swap", () => this.#mark());
    // htmx itself starts with DOMContentLoaded
    if (document.readyState === "complete") this.#first();
    else addEventListener("load", this.#change, { once: true });
  }

  disconnectedCallback() {
    wide.removeEventListener("change", this.#change);
  }

  // What waits comes first, else what is next.
  #first() {
    if (!wide.matches || this.#detail.firstElementChild) return;
    const link = this.querySelector(".card__head, [data-state=confirmed] > .card, .card[href]");
    if (link) this.#open(link, false);
  }

  #click(event) {
    if (!wide.matches || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a.card, a.card__head");
    if (!link || this.#detail.contains(link)) return;
    event.preventDefault();
    this.#open(link, true);
  }

  #mark() {
    for (const link of this.querySelectorAll("a.card, a.card__head")) {
      if (link.getAttribute("href") === this.#address) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  async #open(link, isAsked) {
    this.#address = link.getAttribute("href");
    this.#mark();
    this.#detail.hidden = false;
    this.#detail.setAttribute("aria-busy", "true");
    await htmx.ajax("GET", link.href, { target: this.#detail, swap: "innerHTML" }).catch(() => {});
    this.#detail.removeAttribute("aria-busy");
    this.#detail.scrollTop = 0;
    if (isAsked) this.#detail.focus({ preventScroll: true });
  }
}

customElements.define("split-view", SplitView);
