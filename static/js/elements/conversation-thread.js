// <conversation-thread address="/conversations/…" change="12" read="9" newest>: a conversation that is open. It
// shows its end, asks for what came or changed once the server hints so, in order and each once (by the newest change it
// knows, after hours of sleep as well), says how far it was read while somebody looks at it, and brings older messages
// above those that are shown. What is written stands there at once (lib/written.js) until the server's own, which has the
// same id, takes its place.
import { Happened } from "../lib/happened.js";
import { Written } from "../lib/written.js";

const NEAR_PX = 120;
const AGAIN_MS = 2_000;

class ConversationThread extends HTMLElement {
  #abort;
  #asking;
  #happened;
  #isAskedAgain = false;
  #written;
  isNear = true; // its end is in sight

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    if (!this.hasAttribute("newest")) return;
    document.addEventListener("live:changed", ({ detail: { aspects } }) => this.#hinted(aspects), { signal });
    document.addEventListener("visibilitychange", () => this.#read(), { signal });
    this.#scroller().addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    // What was changed in a sheet is shown behind it, however late a hint of it is.
    document.addEventListener("sheet-dialog:closed", () => this.catchUp(), { signal });
    // What it asks for by itself nobody is told of when it fails.
    this.addEventListener("htmx:error", (event) => event.stopPropagation(), { signal });
    this.#written = new Written(this, signal);
    this.#happened = new Happened(this, signal);
    requestAnimationFrame(() => this.#begin());
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  get list() {
    return this.querySelector(".talk__list");
  }

  showEnd() {
    const box = this.#box();
    box.scrollTop = box.scrollHeight;
  }

  // One question at a time; what is hinted meanwhile asks once more.
  async catchUp() {
    if (this.#asking) {
      this.#isAskedAgain = true;
      return this.#asking;
    }
    this.#asking = this.#ask().finally(() => (this.#asking = null));
    await this.#asking;
    if (this.#isAskedAgain && this.isConnected) {
      this.#isAskedAgain = false;
      await this.catchUp();
    }
  }

  // What heads a day or somebody's words follows from what stands before it.
  tidy() {
    if (this.list.children.length) this.querySelector(".talk__none")?.remove();
    let before;
    for (const message of this.list.children) {
      const isSameDay = before?.dataset.date === message.dataset.date;
      message.toggleAttribute("data-same-day", isSameDay);
      message.toggleAttribute("data-follows", isSameDay && before.dataset.by === message.dataset.by);
      before = message;
    }
  }

  // A pane scrolls by itself, a page as a whole.
  #scroller() {
    const pane = this.closest(".pane");
    return pane && getComputedStyle(pane).overflowY === "auto" ? pane : document;
  }

  #box() {
    const scroller = this.#scroller();
    return scroller === document ? document.scrollingElement : scroller;
  }

  // At what is new, or at the end.
  #begin() {
    const first = this.querySelector(".talk__new");
    if (first) first.scrollIntoView({ block: "center" });
    else this.showEnd();
    this.#scrolled();
    this.#read();
    // What was hinted before this script was there.
    this.#hinted(null);
  }

  #scrolled() {
    const box = this.#box();
    this.isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
  }

  #hinted(aspects) {
    if (!aspects || aspects.includes("message")) this.catchUp();
    this.#happened.hinted(aspects);
  }

  async #ask() {
    if (!navigator.onLine) return;
    const address = `${this.getAttribute("address")}/messages?after=${this.getAttribute("change")}`;
    const before = this.querySelector("#talk-changed");
    await this.#fetch(address, { target: "#talk-changed", swap: "outerHTML ignoreTitle:true" });
    const came = this.querySelector("#talk-changed");
    if (came === before) return void setTimeout(() => this.isConnected && this.catchUp(), AGAIN_MS);
    this.setAttribute("change", came.dataset.change);
    this.#isAskedAgain ||= "more" in came.dataset;
    this.#take([...came.children]);
    this.#markSeen(Number(came.dataset.seen));
  }

  // By itself, for what other parts of the page ask for stands in one queue, whose promise is kept before its answer came.
  #fetch(address, how) {
    return htmx.ajax("GET", address, { ...how, source: this }).catch(() => {});
  }

  #take(messages) {
    const wasNear = this.isNear;
    for (const message of messages) {
      // Whoever looks sees what is new; to whoever comes back one line shows where it begins.
      if (!document.hidden || this.querySelector(".talk__new")) message.querySelector(".talk__new")?.remove();
      const shown = [...this.list.children].find(({ id }) => id === message.id);
      if (shown) shown.replaceWith(message);
      else if (this.#isLater(message)) this.list.insertBefore(message, this.#written.first);
    }
    this.tidy();
    if (messages.length && wasNear) this.showEnd();
    this.#read();
  }

  // What is older than all that is shown comes with its page.
  #isLater({ dataset: { number } }) {
    const first = this.list.querySelector("[data-number]");
    return !first || Number(number) > Number(first.dataset.number);
  }

  #markSeen(seen) {
    for (const message of this.querySelectorAll(".talk__one--own[data-number]")) {
      const state = message.querySelector(".talk__state");
      if (state && Number(message.dataset.number) <= seen) state.textContent = this.getAttribute("words-seen");
    }
  }

  async #read() {
    const last = [...this.querySelectorAll("[data-number]")].at(-1);
    const number = Number(last?.dataset.number ?? 0);
    if (document.hidden || number <= Number(this.getAttribute("read"))) return;
    this.setAttribute("read", number);
    const how = { method: "POST", body: new URLSearchParams({ number }), headers: { Accept: "text/plain" } };
    const answer = await fetch(`${this.getAttribute("address")}/reading`, how).catch(() => null);
    if (answer?.ok) document.dispatchEvent(new CustomEvent("news:read"));
  }

  // Above what is shown, which stays where it is.
  async #clicked(event) {
    const older = event.target.closest("[data-older]");
    if (!older) return;
    event.preventDefault();
    older.setAttribute("aria-busy", "true");
    await this.#fetch(older.href, { target: "#talk-older", select: ".talk__log", swap: "innerHTML ignoreTitle:true" });
    older.removeAttribute("aria-busy");
    const [came, box] = [this.querySelector("#talk-older"), this.#box()];
    if (!came.firstElementChild) return;
    const height = box.scrollHeight;
    this.list.prepend(...came.querySelectorAll(".talk__list > *"));
    const more = came.querySelector("[data-older]");
    if (more) older.href = more.href;
    else older.closest("p").remove();
    came.replaceChildren();
    this.tidy();
    box.scrollTop += box.scrollHeight - height;
  }
}

customElements.define("conversation-thread", ConversationThread);
