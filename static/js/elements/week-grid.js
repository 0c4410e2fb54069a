// <week-grid>: one tab stop for the free places of a week, arrows between them, a swipe between weeks.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SWIPE_PIXELS = 70;

class WeekGrid extends HTMLElement {
  #columns = [];
  #start;

  connectedCallback() {
    this.#rove();
    document.addEventListener("htmx:after:swap", this.#rove);
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("touchstart", (event) => { this.#start = event.changedTouches[0]; }, { passive: true });
    this.addEventListener("touchend", (event) => this.#swipe(event.changedTouches[0]), { passive: true });
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:swap", this.#rove);
  }

  #rove = () => {
    this.#columns = [...this.querySelectorAll(".week__day")].map((day) => [...day.querySelectorAll(".week__free")]);
    for (const link of this.#columns.flat()) link.tabIndex = -1;
    const first = this.querySelector(".week__day--today .week__free") ?? this.#columns.flat()[0];
    if (first) first.tabIndex = 0;
  };

  #key(event) {
    const step = STEPS[event.key];
    const link = event.target.closest(".week__free");
    if (!step || !link || event.altKey || event.ctrlKey || event.metaKey) return;
    const column = this.#columns.findIndex((links) => links.includes(link));
    const row = this.#columns[column].indexOf(link);
    const next = this.#nearest(column, row, step, link.offsetTop);
    if (!next) return;
    event.preventDefault();
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  // A neighbouring day may offer other hours: the one at the same height, or the closest to it.
  #nearest(column, row, [across, down], top) {
    if (down) return this.#columns[column][row + down];
    for (let index = column + across; this.#columns[index]; index += across) {
      const links = this.#columns[index];
      if (links.length) return links.reduce((a, b) => (Math.abs(b.offsetTop - top) < Math.abs(a.offsetTop - top) ? b : a));
    }
    return undefined;
  }

  #swipe({ clientX, clientY }) {
    const [x, y] = [clientX - this.#start.clientX, clientY - this.#start.clientY];
    if (Math.abs(x) < SWIPE_PIXELS || Math.abs(x) < 2 * Math.abs(y)) return;
    document.querySelector(x < 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
  }
}

customElements.define("week-grid", WeekGrid);
