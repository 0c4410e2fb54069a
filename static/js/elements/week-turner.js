// <week-turner>: fetches the week before or after in place of its own, at the same hour, with the focus where it was. While
// the calendar is all that is open, its address is the page's.
import { isPlain } from "../lib/plain.js";

const SWIPE_PIXELS = 70;

class WeekTurner extends HTMLElement {
  #abort;
  #start;

  get #list() {
    return this.closest("[data-address]");
  }

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    // Where two panes fit, <split-view> looks after what was opened here.
    const travelled = () => customElements.get("split-view") || this.#fetch(location.pathname + location.search);
    addEventListener("popstate", travelled, { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("touchstart", (event) => { this.#start = event.changedTouches[0]; }, { passive: true, signal });
    this.addEventListener("touchend", (event) => this.#swipe(event.changedTouches[0]), { passive: true, signal });
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  async turn(address) {
    const isAlone = location.pathname === "/calendar";
    if ((await this.#fetch(address)) && isAlone) history.pushState({ split: true }, "", address);
  }

  // Whether it is there.
  async #fetch(address) {
    let isThere = false;
    const swapped = () => { isThere = true; };
    this.addEventListener("htmx:after:swap", swapped, { once: true });
    this.setAttribute("aria-busy", "true");
    const how = { source: this, target: this, select: "#week", swap: "outerMorph" };
    await htmx.ajax("GET", address, how).catch(() => {});
    this.removeEventListener("htmx:after:swap", swapped);
    this.removeAttribute("aria-busy");
    if (isThere && this.#list) this.#list.dataset.address = address;
    return isThere;
  }

  #click(event) {
    if (event.defaultPrevented || !isPlain(event)) return;
    const link = event.target.closest("a[rel=prev], a[rel=next], a[data-turns]");
    if (!link) return;
    event.preventDefault();
    this.turn(link.getAttribute("href"));
  }

  #swipe({ clientX, clientY }) {
    const [x, y] = [clientX - this.#start.clientX, clientY - this.#start.clientY];
    if (Math.abs(x) < SWIPE_PIXELS || Math.abs(x) < 2 * Math.abs(y)) return;
    this.querySelector(x < 0 ? "a[rel=next]" : "a[rel=prev]").click();
  }
}

customElements.define("week-turner", WeekTurner);
