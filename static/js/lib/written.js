// What is written in a conversation and is not the server's yet: bubbles at the end of its list, each with how far it is.
// `thread` is the <conversation-thread>, which has the words for that and shows its own end.
import { Deeds } from "./deeds.js";
import { dropUnsent, everyUnsent, keepUnsent } from "./unsent.js";
import { flag, send } from "./sending.js";

const OPEN = '.talk__one[data-state]:not([data-state="refused"])';

export class Written {
  #thread;
  #deeds;
  #isPlain = false;

  constructor(thread, signal) {
    this.#thread = thread;
    this.#deeds = new Deeds(thread, signal);
    thread.addEventListener("click", ({ target }) => this.#clicked(target), { signal });
    thread.addEventListener("submit", (event) => this.#submitted(event), { signal });
    thread.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    document.addEventListener("message:settled", ({ detail }) => this.#settled(detail), { signal });
    document.addEventListener("message:all", () => this.first && thread.catchUp(), { signal });
    this.#drawEvery();
  }

  // Of those that wait, before which what others wrote has its place.
  get first() {
    return this.#thread.list.querySelector(OPEN);
  }

  async #drawEvery() {
    if (!this.#thread.isNewest) return;
    const { profile } = document.body.dataset;
    const address = `${this.#thread.getAttribute("address")}/messages`;
    const every = await everyUnsent().catch(() => []);
    const own = every.filter((one) => one.profile === profile && one.address === address && !this.#bubble(one.key));
    for (const message of own) this.#draw(message);
    if (!own.length) return;
    // Some of them may be from a notification.
    flag();
    this.#thread.showEnd();
  }

  // Enter sends where there is a keyboard; under a thumb it is a new line.
  #pressed(event) {
    const isMeant = event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".talk__field");
    if (!isMeant || !matchMedia("(hover: hover) and (pointer: fine)").matches) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #submitted(event) {
    const form = event.target;
    if (!form.matches(".talk__write") || this.#isPlain) return;
    event.preventDefault();
    const field = form.querySelector(".talk__field");
    const words = field.value.trim();
    field.focus();
    if (!words) return;
    form.querySelector("#words-full").hidden = true;
    const { profile } = document.body.dataset;
    const address = new URL(form.action).pathname;
    const { quoted: quotes } = this.#deeds;
    const message = { key: crypto.randomUUID(), profile, address, words, quotes, at: Date.now() };
    fill(field, "");
    this.#draw(message);
    this.#thread.showEnd();
    flag();
    if (await keepUnsent(message).then(() => true, () => false)) {
      if (this.#deeds.quoted === quotes) this.#deeds.unquote();
      return this.#thread.isNewest ? send() : this.#thread.goToEnd();
    }
    // A device without room keeps nothing: then the form goes as it does without scripts, or stays as it was.
    this.#bubble(message.key)?.remove();
    fill(field, words);
    if (!navigator.onLine) return void (form.querySelector("#words-full").hidden = false);
    this.#isPlain = true;
    form.requestSubmit();
  }

  #draw(message) {
    const { list } = this.#thread;
    const bubble = document.querySelector("#talk-written").content.cloneNode(true).firstElementChild;
    bubble.id = `message-${message.key}`;
    bubble.dataset.date = list.lastElementChild?.dataset.date ?? "";
    bubble.querySelector(".talk__words").textContent = message.words;
    this.#deeds.draw(bubble, message.quotes);
    bubble.querySelector("time").textContent = new Date(message.at).toTimeString().slice(0, 5);
    list.append(bubble);
    this.#say(bubble, message.refused ? { refused: message.refused } : {});
    this.#thread.tidy();
  }

  #say(bubble, { refused, isLater }) {
    const state = refused ? "refused" : isLater ? "waits" : "sending";
    bubble.dataset.state = state;
    bubble.querySelector(".talk__state").textContent = this.#thread.getAttribute(`words-${state}`);
    bubble.querySelector(".talk__why").textContent = refused ?? "";
    for (const part of bubble.querySelectorAll(".talk__why, .talk__buttons")) part.hidden = !refused;
  }

  #settled({ message, became }) {
    const bubble = this.#bubble(message.key);
    if (!bubble?.dataset.state) return;
    if (became.isSent) return void this.#thread.catchUp();
    // What was written after it waits for it.
    const waiting = became.isLater ? this.#thread.list.querySelectorAll('[data-state="sending"]') : [bubble];
    const { isNear } = this.#thread;
    for (const each of waiting) this.#say(each, became);
    if (isNear) this.#thread.showEnd();
  }

  // What was refused is sent once more under its id, or not at all.
  async #clicked(target) {
    const button = target.closest("[data-again], [data-discards]");
    if (!button) return;
    const bubble = button.closest("[data-state]");
    const key = bubble.id.replace("message-", "");
    this.#thread.querySelector(".talk__field").focus();
    if ("discards" in button.dataset) {
      await dropUnsent(key);
      bubble.remove();
    } else {
      const message = (await everyUnsent()).find((one) => one.key === key);
      if (message) await keepUnsent({ ...message, refused: "" });
      this.#say(bubble, {});
    }
    send();
  }

  #bubble(key) {
    return document.getElementById(`message-${key}`);
  }
}

function fill(field, words) {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
