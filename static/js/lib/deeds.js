// What can be done with the messages of a thread: the buttons of one come with the pointer and the focus, and under a thumb
// by a tap or a long press. What is answered stands above the field until it is sent or taken off, after a reload as well
// (drafts.js), and what a message quotes is shown where it is.
import { isPlain } from "./plain.js";

const PRESSED_MS = 450;

export class Deeds {
  #thread;
  #pressing;

  constructor(thread, signal) {
    this.#thread = thread;
    thread.addEventListener("input", ({ target }) => target.name === "quotes" && this.#draw(), { signal });
    if (this.#box) this.#draw();
    // Before the list beside it opens what a link names.
    thread.addEventListener("click", (event) => this.#clicked(event), { signal });
    document.addEventListener("click", ({ target }) => this.#chosen(target), { signal });
    thread.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    for (const name of ["pointerup", "pointercancel"]) {
      thread.addEventListener(name, () => clearTimeout(this.#pressing), { signal });
    }
  }

  // The id of the message that is answered; empty where none is.
  get quoted() {
    return this.#input.value;
  }

  // What a message shows of the one that it quotes, as far as that is on the page.
  draw(bubble, id) {
    const { who, words } = this.#said(id) ?? {};
    if (!words) return;
    const quote = bubble.querySelector(".talk__quote");
    quote.dataset.to = id;
    quote.href = `#message-${id}`;
    fill(quote, who, words);
  }

  unquote() {
    this.#answer("");
  }

  get #box() {
    return this.#thread.querySelector(".talk__quoted");
  }

  get #input() {
    return this.#box.querySelector("[name=quotes]");
  }

  get #field() {
    return this.#thread.querySelector(".talk__field");
  }

  #said(id) {
    const bubble = document.getElementById(`message-${id}`);
    const [who, words] = [".talk__bubble > b", ".talk__words"].map((part) => bubble?.querySelector(part)?.textContent);
    return bubble && { who, words };
  }

  #pressed({ pointerType, target }) {
    clearTimeout(this.#pressing);
    if (pointerType === "touch") this.#pressing = setTimeout(() => this.#open(target), PRESSED_MS);
  }

  #open(target) {
    const one = target.closest(".talk__bubble")?.closest(".talk__one");
    for (const other of this.#thread.querySelectorAll("[data-open]")) other.toggleAttribute("data-open", other === one);
    one?.setAttribute("data-open", "");
  }

  // In the sheet of a message, which closes.
  #chosen(target) {
    const id = target.closest("#sheet [data-quotes]")?.dataset.quotes;
    if (!id) return;
    this.#quote(id);
    document.addEventListener("sheet-dialog:closed", () => this.#field.focus(), { once: true });
  }

  #clicked(event) {
    const { target } = event;
    if (!isPlain(event)) return;
    if (matchMedia("(hover: none)").matches && !target.closest("a, button")) this.#open(target);
    const quotes = target.closest("[data-quotes]")?.dataset.quotes;
    const to = target.closest(".talk__quote")?.dataset.to;
    if (quotes ? this.#quote(quotes) : to ? this.#show(to) : this.#unquoted(target)) event.preventDefault();
  }

  #quote(id) {
    const said = this.#field && this.#said(id);
    if (!said) return false;
    this.#answer(id);
    this.#open(this.#thread);
    this.#field.focus();
    return true;
  }

  #answer(id) {
    this.#input.value = id;
    this.#input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What stood above the field before a reload and is not on the page any more is let go.
  #draw() {
    const said = this.#said(this.quoted);
    if (said) fill(this.#box, said.who, said.words);
    else if (!this.quoted) this.#box.hidden = true;
    else if (this.#box.hidden) this.unquote();
  }

  #unquoted(target) {
    if (!target.closest("[data-unquotes]")) return false;
    this.unquote();
    this.#field.focus();
    return true;
  }

  #show(id) {
    const bubble = document.getElementById(`message-${id}`);
    if (!bubble) return false;
    bubble.tabIndex = -1;
    bubble.scrollIntoView({ block: "center" });
    bubble.focus({ preventScroll: true });
    return true;
  }
}

function fill(quote, who, words) {
  quote.querySelector("b").textContent = who;
  quote.querySelector("span").textContent = words;
  quote.hidden = false;
}
