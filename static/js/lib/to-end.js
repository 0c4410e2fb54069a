// The way to the newest messages while somebody reads above them, with how many came meanwhile. `thread` is the
// <conversation-thread>.
export class ToEnd {
  #thread;
  #parts;
  #came = new Set();

  constructor(thread, signal) {
    this.#thread = thread;
    // Looked for once, as behind a thousand messages each takes long, and this is asked while somebody scrolls.
    this.#parts = [".talk__down", ".talk__down span", ".talk__came"].map((part) => thread.querySelector(part));
    thread.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  came({ id, dataset }) {
    if (dataset.by !== document.body.dataset.profile) this.#came.add(id);
  }

  show() {
    const [link, label, came] = this.#parts;
    const isThere = this.#thread.isNewest && this.#thread.isNear;
    if (isThere) this.#came.clear();
    if (link.hidden !== isThere) link.hidden = isThere;
    const { size } = this.#came;
    const words = size ? this.#thread.getAttribute(size === 1 ? "words-one-came" : "words-came").replace("{n}", size) : "";
    say(label, words || this.#thread.getAttribute("words-end"));
    say(came, words);
  }

  #clicked(event) {
    if (!event.target.closest(".talk__down") || !this.#thread.isNewest) return;
    event.preventDefault();
    this.#thread.showEnd();
    this.#thread.querySelector(".talk__field")?.focus({ preventScroll: true });
  }
}

// What is the same is not read aloud again.
function say(part, words) {
  if (part.textContent !== words) part.textContent = words;
}
