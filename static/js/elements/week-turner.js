// <week-turner data-planned="learner=…">: fetches the week before or after in place of its own, at the same hour, with the
// focus where it was. While the calendar is all that is open, its address is the page's. Beside a form that says for whom it
// is (data-planned), it shows when these usually have time, and goes back to its own once that is left.
import { isPlain } from "../lib/plain.js";

const SWIPE_PIXELS = 70;
const CALENDAR = "/calendar";
const FORM = "#detail [data-planned]";

const isHere = () => location.pathname === CALENDAR;
const learners = (query) => String(new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => name === "learner")));

// The same week for others.
function asking(address, planned) {
  const [path, query] = address.split("?");
  const kept = [...new URLSearchParams(query)].filter(([name]) => name !== "learner");
  const said = String(new URLSearchParams([...kept, ...new URLSearchParams(planned)]));
  return said ? `${path}?${said}` : path;
}

class WeekTurner extends HTMLElement {
  #abort;
  #asked;
  #own = "";
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
    document.addEventListener("htmx:after:swap", () => this.#follow(), { signal });
    // Before <split-view> leaves the form.
    this.closest("split-view")?.addEventListener("click", (event) => this.#giveBack(event), { capture: true, signal });
    this.#follow();
    if (document.querySelector(FORM)) this.#reveal();
    this.addEventListener("touchstart", (event) => { this.#start = event.changedTouches[0]; }, { passive: true, signal });
    this.addEventListener("touchend", (event) => this.#swipe(event.changedTouches[0]), { passive: true, signal });
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  // An answer may know less than it was asked for, so nothing is asked for twice.
  #follow() {
    if (!this.#list) return;
    const form = document.querySelector(FORM);
    if (!form && isHere()) {
      [this.#asked, this.#own] = [undefined, learners(location.search)];
      return;
    }
    const wanted = form?.dataset.planned ?? "";
    if (wanted !== this.dataset.planned && wanted !== this.#asked)
      this.#fetch(asking(this.#list.dataset.address, wanted)).then(() => this.#reveal());
    this.#asked = wanted;
  }

  // Where none of it is in view.
  #reveal() {
    const grid = this.querySelector("week-grid");
    const bands = [...grid.querySelectorAll(".week__band")];
    const [above, below] = [grid.scrollTop, grid.scrollTop + grid.clientHeight];
    if (!bands.length || bands.some(({ offsetTop, offsetHeight }) => offsetTop < below && offsetTop + offsetHeight > above)) return;
    grid.scrollTop = Math.min(...bands.map(({ offsetTop }) => offsetTop)) - grid.clientHeight / 3;
  }

  #giveBack({ target }) {
    const link = target.closest("#detail a[href]");
    if (this.#list && !isHere() && link && new URL(link.href).pathname === CALENDAR)
      this.#list.dataset.address = asking(this.#list.dataset.address, this.#own);
  }

  async turn(address) {
    const isAlone = isHere();
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
