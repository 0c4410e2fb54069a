// <conversation-thread address="/conversations/…" change="12" read="9" newest>: a conversation that is open. It
// shows its end, or the message that its address names, asks for what came or changed once the server hints so, in order
// and each once (by the newest change it knows, after hours of sleep as well), and says how far it was read while somebody
// looks at it. Older and newer messages come with their pages (lib/pages.js); what comes while somebody reads above is
// counted (lib/to-end.js). What is written stands there at once (lib/written.js) until the server's own, which has the same
// id, takes its place.
import { Happened } from "../lib/happened.js";
import { Pages } from "../lib/pages.js";
import { ToEnd } from "../lib/to-end.js";
import { Written } from "../lib/written.js";

const NEAR_PX = 120;
const AGAIN_MS = 2_000;

class ConversationThread extends HTMLElement {
  #abort;
  #asking;
  #happened;
  #isAskedAgain = false;
  #written;
  #pages;
  #toEnd;
  #typed;
  #isPlaced = false;
  isNear = true; // the end of what is shown is in sight

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener("live:changed", ({ detail: { aspects } }) => this.#hinted(aspects), { signal });
    document.addEventListener("visibilitychange", () => this.#read(), { signal });
    this.#scroller().addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    // What was changed in a sheet is shown behind it, however late a hint of it is.
    document.addEventListener("sheet-dialog:closed", () => this.catchUp(), { signal });
    // What it asks for by itself nobody is told of when it fails.
    this.addEventListener("htmx:error", (event) => event.stopPropagation(), { signal });
    this.#written = new Written(this, signal);
    this.#happened = new Happened(this, signal);
    this.#pages = new Pages(this, signal);
    this.#toEnd = new ToEnd(this, signal);
    import("../lib/typed.js").then(({ Typed }) => (this.#typed = new Typed(this, signal)), () => {});
    requestAnimationFrame(() => this.#begin());
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  get list() {
    return this.querySelector(".talk__list");
  }

  get isNewest() {
    return this.hasAttribute("newest");
  }

  // What scrolls: a pane by itself, a page as a whole.
  get box() {
    const scroller = this.#scroller();
    return scroller === document ? document.scrollingElement : scroller;
  }

  // Of those that wait, before which what others wrote has its place.
  get firstWritten() {
    return this.#written.first;
  }

  showEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  // One's own words stand at the end, wherever they were written.
  goToEnd() {
    if (this.isNewest) this.showEnd();
    else location.assign(`${this.getAttribute("address")}#end`);
  }

  // By itself, for what other parts of the page ask for stands in one queue, whose promise is kept before its answer came.
  fetch(address, how) {
    return htmx.ajax("GET", address, { source: this, ...how }).catch(() => {});
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

  // What heads a day or somebody's words follows from what stands before it; each page says where what is new begins.
  tidy() {
    for (const line of [...this.list.querySelectorAll(".talk__new")].slice(1)) line.remove();
    if (this.list.children.length) this.querySelector(".talk__none")?.remove();
    let before;
    for (const message of this.list.children) {
      const isSameDay = before?.dataset.date === message.dataset.date;
      message.toggleAttribute("data-same-day", isSameDay);
      message.toggleAttribute("data-follows", isSameDay && before.dataset.by === message.dataset.by);
      before = message;
    }
  }

  #scroller() {
    const pane = this.closest(".pane");
    return pane && getComputedStyle(pane).overflowY === "auto" ? pane : document;
  }

  // At what is meant or new, or at the end.
  #begin() {
    const meant = [...this.list.children].find(({ id }) => `#${id}` === location.hash);
    const first = meant ?? this.querySelector(".talk__new");
    if (first) first.scrollIntoView({ block: "center" });
    else this.showEnd();
    if (meant) {
      meant.classList.add("is-meant");
      meant.tabIndex = -1;
      meant.focus({ preventScroll: true });
    }
    this.#isPlaced = true;
    this.#scrolled();
    // What was hinted before this script was there.
    this.#hinted(null);
  }

  #scrolled() {
    if (!this.#isPlaced) return;
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    // A supporter has a case beneath it, which is none of it.
    const beneath = this.nextElementSibling?.offsetHeight ?? 0;
    const below = scrollHeight - scrollTop - clientHeight - beneath;
    this.isNear = below < NEAR_PX;
    this.#pages.reach(scrollTop, below);
    this.#toEnd.show();
    this.#read();
  }

  #hinted(aspects) {
    if (!aspects || aspects.includes("message")) this.catchUp();
    this.#happened.hinted(aspects);
  }

  async #ask() {
    if (!navigator.onLine) return;
    const address = `${this.getAttribute("address")}/messages?after=${this.getAttribute("change")}`;
    const before = this.querySelector("#talk-changed");
    await this.fetch(address, { target: "#talk-changed", swap: "outerHTML ignoreTitle:true" });
    const came = this.querySelector("#talk-changed");
    if (came === before) return void setTimeout(() => this.isConnected && this.catchUp(), AGAIN_MS);
    this.setAttribute("change", came.dataset.change);
    this.#isAskedAgain ||= "more" in came.dataset;
    this.#take([...came.children]);
    this.#markSeen(Number(came.dataset.seen));
  }

  #take(messages) {
    const wasNear = this.isNear;
    for (const message of messages) {
      // Whoever looks sees what is new; to whoever comes back one line shows where it begins.
      if (!document.hidden || this.querySelector(".talk__new")) message.querySelector(".talk__new")?.remove();
      const shown = [...this.list.children].find(({ id }) => id === message.id);
      if (shown) shown.replaceWith(message);
      else if (this.#isLater(message)) this.#add(message);
    }
    if (messages.length) this.#typed?.hide();
    this.tidy();
    if (messages.length && wasNear && this.isNewest) this.showEnd();
    this.#scrolled();
  }

  // Where newer ones are still to come, it comes with their page.
  #add(message) {
    if (this.isNewest) this.list.insertBefore(message, this.firstWritten);
    if (!this.isNear || !this.isNewest) this.#toEnd.came(message);
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
    if (!this.isNear) return;
    const last = [...this.querySelectorAll("[data-number]")].at(-1);
    const number = Number(last?.dataset.number ?? 0);
    if (document.hidden || number <= Number(this.getAttribute("read"))) return;
    this.setAttribute("read", number);
    // Whoever writes has read.
    if (last.matches(".talk__one--own")) return;
    const how = { method: "POST", body: new URLSearchParams({ number }), headers: { Accept: "text/plain" } };
    const answer = await fetch(`${this.getAttribute("address")}/reading`, how).catch(() => null);
    if (answer?.ok) document.dispatchEvent(new CustomEvent("news:read"));
  }
}

customElements.define("conversation-thread", ConversationThread);
