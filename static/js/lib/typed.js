// That somebody writes at this moment: said while one types, every few seconds at most, and shown beneath the last message
// until it is there, or nothing was said of it for a while. Nobody is read it out, and in a muted conversation nobody is
// shown it. Fetched apart from its thread, which is opened without a network as well. `thread` is the <conversation-thread>.
const SAID_MS = 3_000;
const SHOWN_MS = 6_000;

export class Typed {
  #said = -Infinity;
  #thread;
  #timer;

  constructor(thread, signal) {
    this.#thread = thread;
    thread.addEventListener("input", ({ target }) => target.matches(".talk__field") && this.#say(target.value), { signal });
    document.addEventListener("live:changed", ({ detail }) => this.#hinted(detail.aspects ?? []), { signal });
  }

  hide() {
    clearTimeout(this.#timer);
    this.#line.hidden = true;
  }

  get #line() {
    return this.#thread.querySelector(".talk__typed");
  }

  #say(words) {
    if (!words.trim() || performance.now() - this.#said < SAID_MS || !navigator.onLine) return;
    this.#said = performance.now();
    const how = { method: "POST", headers: { Accept: "text/plain" } };
    fetch(`${this.#thread.getAttribute("address")}/typing`, how).catch(() => {});
  }

  // Shape of what is hinted: message/<conversation>/<profile>, of all conversations that are heard here.
  #hinted(aspects) {
    const id = this.#thread.getAttribute("address").split("/").at(-1);
    const { profile } = document.body.dataset;
    const who = aspects.map((each) => each.split("/")).find(([, talk, by]) => talk === id && by !== profile)?.[2];
    const isMuted = document.querySelector(".talk__mute [aria-pressed=true]");
    if (who && !isMuted) this.#show(this.#thread.list.querySelector(`[data-by="${who}"] .talk__bubble > b`)?.textContent);
  }

  #show(name = this.#thread.getAttribute("name")) {
    const { isNear, isNewest } = this.#thread;
    this.#line.textContent = this.#thread.getAttribute("words-typed").replace("{name}", name);
    this.#line.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), SHOWN_MS);
    if (isNear && isNewest) this.#thread.showEnd();
  }
}
