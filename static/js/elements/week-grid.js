// <week-grid>: whole days that scroll, opened at now. One tab stop for the free places of a week, arrows between them and on
// into the next week; a tap on one means its quarter or half hour, and goes into the form that is open beside it.
import { isPlain } from "../lib/plain.js";
import "./free-places.js";
import "./now-line.js";
import "./week-turner.js";
import { watch as watchDrawing } from "./week-drag.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FIRST_HOUR = 8;
const MOUSE_MINUTES = 15;
const FINGER_MINUTES = 30;

class WeekGrid extends HTMLElement {
  #abort;
  #columns = [];

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#rove();
    this.#show();
    this.#choose();
    for (const name of ["htmx:after:swap", "split-view:cleared", "sheet-dialog:closed", "change"])
      document.addEventListener(name, () => this.#renew(name), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("pointermove", (event) => this.#point(event), { signal });
    this.addEventListener("click", (event) => this.#tap(event), { signal });
    watchDrawing(this, signal);
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  get #form() {
    return document.querySelector(":is(#session-new, #group-new) form");
  }

  #renew(name) {
    if (name === "htmx:after:swap") this.#rove();
    this.#choose();
  }

  // Now in the upper third, and lower as far as it takes to show the last session of the week, but never without now.
  #show() {
    const hour = this.querySelector(".week__hours li")?.offsetHeight;
    if (!hour || this.scrollTop) return;
    const now = this.querySelector("now-line")?.offsetTop;
    const blocks = [...this.querySelectorAll(".week__sessions > li:not(.week__busy)")];
    const first = Math.min(...blocks.map((block) => block.offsetTop));
    const last = Math.max(...blocks.map((block) => block.offsetTop + block.offsetHeight));
    const from = now === undefined ? Math.min(FIRST_HOUR * hour, first) : now - this.clientHeight / 3;
    const wanted = last - this.clientHeight + hour;
    const latest = (now ?? first) - hour / 2;
    this.scrollTop = Math.max(from, Number.isFinite(wanted) ? Math.min(wanted, latest) : 0);
  }

  #rove() {
    this.#columns = [...this.querySelectorAll(".week__day")].map((day) => [...day.querySelectorAll(".week__free")]);
    const links = this.#columns.flat();
    for (const link of links) link.tabIndex = -1;
    const isDay = (link) => Number(link.dataset.h) >= FIRST_HOUR;
    const inDay = (link) => link.closest(".week__day--today") && isDay(link);
    const first = links.find((link) => link === document.activeElement) ?? links.find(inDay) ?? links.find(isDay) ?? links[0];
    if (first) first.tabIndex = 0;
  }

  #key(event) {
    const step = STEPS[event.key];
    const link = event.target.closest(".week__free");
    if (!step || !link || event.altKey || event.ctrlKey || event.metaKey) return;
    const column = this.#columns.findIndex((links) => links.includes(link));
    const row = this.#columns[column].indexOf(link);
    const next = this.#nearest(column, row, step, link.offsetTop);
    event.preventDefault();
    if (next) this.#focus(link, next);
    else if (step[0]) this.#turn(step[0], Number(link.dataset.h));
  }

  #focus(link, next) {
    if (link) link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  async #turn(across, hour) {
    const turner = this.closest("week-turner");
    await turner.turn(turner.querySelector(across > 0 ? "a[rel=next]" : "a[rel=prev]").getAttribute("href"));
    const [column] = (across > 0 ? this.#columns : this.#columns.toReversed()).filter((links) => links.length);
    const next = column?.find((link) => Number(link.dataset.h) >= hour) ?? column?.at(-1);
    if (next) this.#focus(null, next);
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

  // What the pointer means is said under it.
  #point(event) {
    const link = event.target.closest(".week__free");
    if (!link || event.pointerType !== "mouse") return;
    const [hour, minute] = meant(link, event);
    link.dataset.says = `${hour}:${minute}`;
    link.style.setProperty("--q", minute);
  }

  #tap(event) {
    const link = event.target.closest(".week__free");
    if (!link) return;
    // The keyboard points nowhere.
    const time = (event.detail ? meant(link, event) : [pad(link.dataset.h), pad(link.dataset.from)]).join(":");
    const address = new URL(link.href);
    address.searchParams.set("time", time);
    link.href = address.pathname + address.search.replace("%3A", ":");
    const form = this.#form;
    if (!form || !isPlain(event)) return;
    event.preventDefault();
    form.elements.date.value = address.searchParams.get("date");
    form.elements.start.value = time;
    form.elements.start.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // Where the session would lie that is typed beside.
  #choose() {
    this.querySelector(".week__chosen")?.remove();
    const form = this.#form;
    const [day, start] = [form?.elements.date?.value, form?.elements.start?.value];
    const field = start && this.querySelector(`[data-date="${day}"] .week__field`);
    if (!field) return;
    const place = document.createElement("i");
    place.className = "week__chosen";
    const [hour, minute] = start.split(":");
    const length = form.querySelector("[data-minutes]")?.dataset.minutes ?? 60;
    for (const [name, value] of [["--h", hour], ["--m", minute], ["--r", length]]) place.style.setProperty(name, value);
    field.append(place);
  }
}

const pad = (number) => String(number).padStart(2, "0");

// The part of the hour under the pointer, not before what is free of it.
function meant(link, { clientY, pointerType }) {
  const { top, height } = link.getBoundingClientRect();
  const step = pointerType === "mouse" ? MOUSE_MINUTES : FINGER_MINUTES;
  const under = Math.floor(((clientY - top) / height) * (60 / step)) * step;
  return [pad(link.dataset.h), pad(Math.max(0, Math.min(under, 60 - step), link.dataset.from))];
}

customElements.define("week-grid", WeekGrid);
