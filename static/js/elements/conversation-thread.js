// <conversation-thread address="/conversations/…" change="12" read="9" seen="11" newest>: a conversation that is open. It
// shows its end, asks for what came or changed once the server hints so, in order and each once (by the newest change it
// knows, after hours of sleep as well), says how far it was read while somebody looks at it, and brings older messages
// above those that are shown. What is written stands there at once and is kept on the device until the server has it
// (lib/unsent.js): the server's own takes its place, as it has the same id.
import { dropUnsent, everyUnsent, keepUnsent } from "../lib/unsent.js";
import { flag, send } from "../lib/sending.js";

const NEAR_PX = 120;
const AGAIN_MS = 2_000;

class ConversationThread extends HTMLElement {
  #abort;
  #asking;
  #isAskedAgain = false;
  #isNear = true;

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    if (!this.hasAttribute("newest")) return;
    document.addEventListener("live:changed", ({ detail: { aspects } }) => this.#hinted(aspects), { signal });
    document.addEventListener("visibilitychange", () => this.#read(), { signal });
    this.#scroller().addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("message:all", () => this.#isWaiting() && this.catchUp(), { signal });
    document.addEventListener("message:settled", ({ detail }) => this.#settled(detail), { signal });
    this.#drawUnsent();
    requestAnimationFrame(() => this.#begin());
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  get #list() {
    return this.querySelector(".talk__list");
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
    else this.#toEnd();
    this.#scrolled();
    this.#read();
  }

  #toEnd() {
    const box = this.#box();
    box.scrollTop = box.scrollHeight;
  }

  #scrolled() {
    const box = this.#box();
    this.#isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
  }

  #hinted(aspects) {
    if (!aspects || aspects.includes("message")) this.catchUp();
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

  async #ask() {
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
    const wasNear = this.#isNear;
    for (const message of messages) {
      // Whoever looks sees what is new; to whoever comes back one line shows where it begins.
      if (!document.hidden || this.querySelector(".talk__new")) message.querySelector(".talk__new")?.remove();
      const shown = [...this.#list.children].find(({ id }) => id === message.id);
      if (shown) shown.replaceWith(message);
      else if (this.#isLater(message)) this.#list.insertBefore(message, this.#isWaiting());
    }
    this.#tidy();
    if (messages.length) this.querySelector(".talk__none")?.remove();
    if (messages.length && wasNear) this.#toEnd();
    this.#read();
  }

  // What is older than all that is shown comes with its page.
  #isLater({ dataset: { number } }) {
    const first = this.#list.querySelector("[data-number]");
    return !first || Number(number) > Number(first.dataset.number);
  }

  // What heads a day or somebody's words follows from what stands before it.
  #tidy() {
    let before;
    for (const message of this.#list.children) {
      const isSameDay = before?.dataset.date === message.dataset.date;
      message.toggleAttribute("data-same-day", isSameDay);
      message.toggleAttribute("data-follows", isSameDay && before.dataset.by === message.dataset.by);
      before = message;
    }
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

  // Enter sends where there is a keyboard; under a thumb it is a new line.
  #pressed(event) {
    const isMeant = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".talk__field");
    if (!isMeant || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #submitted(event) {
    event.preventDefault();
    const form = event.target;
    const field = form.querySelector(".talk__field");
    const words = field.value.trim();
    if (!words) return field.focus();
    const message = { key: crypto.randomUUID(), profile: document.body.dataset.profile, address: new URL(form.action).pathname, words, at: Date.now() };
    form.reset();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    this.#draw(message);
    this.#toEnd();
    flag(this.getAttribute("words-leave"));
    // A device without room keeps nothing: then what was typed stands in the field again.
    const isKept = await keepUnsent(message).then(() => true, () => false);
    if (isKept) return send();
    this.#bubble(message.key)?.remove();
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    form.submit();
  }

  async #drawUnsent() {
    const { profile } = document.body.dataset;
    const address = `${this.getAttribute("address")}/messages`;
    const waiting = (await everyUnsent().catch(() => [])).filter((one) => one.profile === profile && one.address === address);
    for (const message of waiting) if (!this.#bubble(message.key)) this.#draw(message);
    if (waiting.length) this.#toEnd();
    if (waiting.length) send();
  }

  #draw(message) {
    const bubble = document.querySelector("#talk-written").content.cloneNode(true).firstElementChild;
    bubble.id = `message-${message.key}`;
    bubble.dataset.date = this.#list.lastElementChild?.dataset.date ?? "";
    bubble.querySelector(".talk__words").textContent = message.words;
    bubble.querySelector("time").textContent = new Date(message.at).toTimeString().slice(0, 5);
    this.#list.append(bubble);
    this.querySelector(".talk__none")?.remove();
    this.#say(bubble, message.refused ? { refused: message.refused } : {});
    this.#tidy();
  }

  #say(bubble, { refused, isLater }) {
    const state = refused ? "refused" : isLater ? "waits" : "sending";
    bubble.dataset.state = state;
    bubble.querySelector(".talk__state").textContent = this.getAttribute(`words-${state}`);
    bubble.querySelector(".talk__why").textContent = refused ?? "";
    for (const part of bubble.querySelectorAll(".talk__why, .talk__buttons")) part.hidden = !refused;
  }

  #isWaiting() {
    return this.#list.querySelector('[data-state]:not([data-state="refused"])');
  }

  #bubble(key) {
    return document.getElementById(`message-${key}`);
  }

  #settled({ message, became }) {
    const bubble = this.#bubble(message.key);
    if (!bubble?.dataset.state) return;
    if (became.isSent) return this.catchUp();
    // What was written after it waits for it.
    const waiting = became.isLater ? this.#list.querySelectorAll('[data-state="sending"]') : [bubble];
    const wasNear = this.#isNear;
    for (const each of waiting) this.#say(each, became);
    if (wasNear) this.#toEnd();
  }

  // What was refused is sent once more under its id, or not at all.
  async #retry(button) {
    const bubble = button.closest("[data-state]");
    const key = bubble.id.replace("message-", "");
    if ("discards" in button.dataset) {
      await dropUnsent(key);
      bubble.remove();
    } else {
      const message = (await everyUnsent()).find((one) => one.key === key);
      if (message) await keepUnsent({ ...message, refused: "" });
      this.#say(bubble, {});
    }
    this.querySelector(".talk__field")?.focus();
    send();
  }

  #clicked(event) {
    const again = event.target.closest("[data-again], [data-discards]");
    if (again) this.#retry(again);
    const older = event.target.closest("[data-older]");
    if (!older) return;
    event.preventDefault();
    this.#bring(older);
  }

  // Above what is shown, which stays where it is.
  async #bring(older) {
    const [box, list] = [this.#box(), this.#list];
    older.setAttribute("aria-busy", "true");
    await this.#fetch(older.href, { target: "#talk-older", select: ".talk__log", swap: "innerHTML ignoreTitle:true" });
    older.removeAttribute("aria-busy");
    const came = this.querySelector("#talk-older");
    if (!came.firstElementChild) return;
    const height = box.scrollHeight;
    list.prepend(...came.querySelectorAll(".talk__list > *"));
    const more = came.querySelector("[data-older]");
    if (more) older.href = more.href;
    else older.closest("p").remove();
    came.replaceChildren();
    this.#tidy();
    box.scrollTop += box.scrollHeight - height;
  }
}

customElements.define("conversation-thread", ConversationThread);
