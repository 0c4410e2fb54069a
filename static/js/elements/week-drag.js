// What is drawn in the week: a session dragged to another time or made longer, and an absence over free places. Of several
// times to choose from one is dragged, and stays as long as the others. Nothing is changed by it: it leads to the form that says what will be sent, filled in. A mouse drags at once, a finger after it has
// rested, so that the week still scrolls.
const STEP_MINUTES = 15;
const SHORTEST_MINUTES = 15;
const DAY_MINUTES = 24 * 60;
const MOVED_PIXELS = 6;
const REST_MS = 350;
const EDGE_PIXELS = 8;

export function watch(grid, signal) {
  let drag;
  const ended = () => { drag = undefined; };
  grid.addEventListener("pointerdown", (event) => { drag ??= begin(grid, event, ended); }, { signal });
  // The browser's own dragging of links.
  grid.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
}

function begin(grid, event, ended) {
  const block = event.target.closest(".block[data-moves]");
  const free = block ? null : event.target.closest(".week__free");
  if (event.button || !event.isPrimary || !(block || free)) return undefined;
  return new Drag(grid, event, block ?? free, block ? (isEdge(event, block) ? Longer : Moved) : Away, ended);
}

// Under its own address.
const movesOf = (block) => `${block.pathname}/${block.dataset.moves}`;

const isEdge = ({ clientY }, block) =>
  block.dataset.moves === "move" && block.getBoundingClientRect().bottom - clientY <= EDGE_PIXELS;

class Drag {
  #abort = new AbortController();
  #ended;
  #grid;
  #from;
  #what;
  #ghost;
  #rest;

  constructor(grid, event, element, Kind, ended) {
    this.#grid = grid;
    this.#ended = ended;
    this.#from = event;
    this.#what = new Kind(element, this.#at(event));
    const { signal } = this.#abort;
    const isMouse = event.pointerType === "mouse";
    if (!isMouse) this.#rest = setTimeout(() => this.#lift(), REST_MS);
    document.addEventListener("pointermove", (moved) => this.#move(moved, isMouse), { signal });
    document.addEventListener("pointerup", (up) => this.#drop(up), { signal });
    document.addEventListener("pointercancel", () => this.#end(), { signal });
    document.addEventListener("keydown", (key) => key.key === "Escape" && this.#end(), { signal });
    // Once it is lifted, a finger no longer scrolls, and what a long press offers is not meant.
    document.addEventListener("contextmenu", (menu) => this.#ghost && menu.preventDefault(), { signal });
    grid.addEventListener("touchmove", (touch) => this.#ghost && touch.preventDefault(), { passive: false, signal });
  }

  // Day and minute under the pointer.
  #at({ clientX, clientY }) {
    const days = [...this.#grid.querySelectorAll(".week__day")];
    const under = days.find((day) => day.getBoundingClientRect().right > clientX) ?? days.at(-1);
    const field = under.querySelector(".week__field");
    const { top, height } = field.getBoundingClientRect();
    return { field, day: under.dataset.date, minute: ((clientY - top) / height) * DAY_MINUTES };
  }

  #move(event, isMouse) {
    const far = Math.hypot(event.clientX - this.#from.clientX, event.clientY - this.#from.clientY) > MOVED_PIXELS;
    if (!this.#ghost && far) {
      if (!isMouse) return this.#end();
      this.#lift();
    }
    if (this.#ghost) this.#draw(event);
    return undefined;
  }

  #lift() {
    this.#ghost = document.createElement("i");
    this.#ghost.className = "week__chosen week__drawn";
    this.#grid.dataset.draws = "";
    this.#draw(this.#from);
  }

  #draw(event) {
    const at = this.#at(event);
    const { begin, end } = this.#what.drawn(at);
    const field = this.#what.keepsDay ? this.#what.field : at.field;
    const [hour, minute] = [Math.floor(begin / 60), begin % 60];
    const place = { "--h": hour, "--m": minute, "--r": end - begin };
    for (const [name, value] of Object.entries(place)) this.#ghost.style.setProperty(name, value);
    this.#ghost.textContent = `${clock(begin)}–${clock(end)}`;
    if (this.#ghost.parentElement !== field) field.append(this.#ghost);
  }

  #drop(event) {
    const isDrawn = Boolean(this.#ghost);
    const address = isDrawn && this.#what.address(this.#at(event));
    this.#end();
    if (!isDrawn) return;
    // The click that ends it is none.
    const clicks = new AbortController();
    const undo = (click) => { click.preventDefault(); click.stopImmediatePropagation(); };
    addEventListener("click", undo, { capture: true, signal: clicks.signal });
    setTimeout(() => {
      clicks.abort();
      if (address) follow(this.#grid, address);
    });
  }

  #end() {
    clearTimeout(this.#rest);
    this.#abort.abort();
    this.#ghost?.remove();
    this.#ghost = undefined;
    delete this.#grid.dataset.draws;
    this.#ended();
  }
}

// A session at another time, held where it was taken.
class Moved {
  constructor(block, { minute }) {
    this.block = block;
    [this.begin, this.length] = lying(block);
    this.held = minute - this.begin;
  }

  drawn({ minute }) {
    const begin = between(0, stepped(minute - this.held), DAY_MINUTES - this.length);
    return { begin, end: begin + this.length };
  }

  address(at) {
    const { begin } = this.drawn(at);
    return `${movesOf(this.block)}?date=${at.day}&start=${clock(begin)}`;
  }
}

class Longer {
  keepsDay = true;

  constructor(block, { field, day }) {
    this.block = block;
    this.field = field;
    this.day = day;
    [this.begin] = lying(block);
  }

  drawn({ minute }) {
    return { begin: this.begin, end: between(this.begin + SHORTEST_MINUTES, stepped(minute), DAY_MINUTES) };
  }

  address(at) {
    const { begin, end } = this.drawn(at);
    return `${movesOf(this.block)}?date=${this.day}&start=${clock(begin)}&minutes=${end - begin}`;
  }
}

// When somebody is away: from where it began to where it ends.
class Away {
  keepsDay = true;

  constructor(free, { field, day, minute }) {
    this.field = field;
    this.day = day;
    this.from = stepped(minute);
  }

  drawn({ minute }) {
    const to = between(0, stepped(minute), DAY_MINUTES);
    const [begin, end] = [Math.min(this.from, to), Math.max(this.from, to)];
    return { begin, end: Math.max(end, begin + STEP_MINUTES) };
  }

  address(at) {
    const { begin, end } = this.drawn(at);
    return `/availability/absences?date=${this.day}&from=${clock(begin)}&to=${clock(end)}`;
  }
}

function lying(block) {
  const { h, m, l, r } = block.closest("li").dataset;
  return [Number(h) * 60 + Number(m), Number(l) * 60 + Number(r)];
}

function follow(grid, address) {
  const link = document.createElement("a");
  link.href = address;
  link.dataset.detail = "";
  link.hidden = true;
  grid.append(link);
  link.click();
  link.remove();
}

const stepped = (minute) => Math.round(minute / STEP_MINUTES) * STEP_MINUTES;
const between = (least, value, most) => Math.max(least, Math.min(value, most));
const pad = (number) => String(number).padStart(2, "0");
const clock = (minute) => `${pad(Math.floor(minute / 60) % 24)}:${pad(minute % 60)}`;
