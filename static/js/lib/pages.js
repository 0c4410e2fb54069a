// The pages of a conversation above and below what is shown, which come once somebody scrolls near them, or by their
// links; what is read stays where it is. `thread` is the <conversation-thread>.
const AHEAD_PX = 600;

export class Pages {
  #thread;
  #isAsking = false;

  constructor(thread, signal) {
    this.#thread = thread;
    thread.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  // Shape: how much lies above and below what is in sight.
  reach(above, below) {
    if (above < AHEAD_PX) this.#bring(this.#link("older"));
    else if (below < AHEAD_PX) this.#bring(this.#link("newer"));
  }

  #link(which) {
    return this.#thread.querySelector(`[data-${which}]:not([data-failed])`);
  }

  #clicked(event) {
    const link = event.target.closest("[data-older], [data-newer]");
    if (!link) return;
    event.preventDefault();
    this.#bring(link);
  }

  async #bring(link) {
    if (!link || this.#isAsking) return;
    this.#isAsking = true;
    link.setAttribute("aria-busy", "true");
    // Of the link, as what one part asks for twice at once is dropped.
    const how = { source: link, target: "#talk-page", select: ".talk__log", swap: "innerHTML ignoreTitle:true" };
    await this.#thread.fetch(link.href, how);
    link.removeAttribute("aria-busy");
    this.#isAsking = false;
    const page = this.#thread.querySelector("#talk-page");
    // By itself once only: somebody may press it again.
    link.toggleAttribute("data-failed", !page.firstElementChild);
    if (page.firstElementChild) this.#place(page, link);
  }

  #place(page, link) {
    const { list, box } = this.#thread;
    const isOlder = "older" in link.dataset;
    const next = page.querySelector(isOlder ? "[data-older]" : "[data-newer]");
    // What is in sight, without the day above it, which may go.
    const kept = [...list.children].find((one) => one.getBoundingClientRect().bottom > 0)?.lastElementChild;
    const at = kept?.getBoundingClientRect().bottom;
    const shown = new Set([...list.children].map(({ id }) => id));
    const came = [...page.querySelectorAll(".talk__list > *")].filter(({ id }) => !shown.has(id));
    if (isOlder) list.prepend(...came);
    else for (const each of came) list.insertBefore(each, this.#thread.firstWritten);
    if (next) link.href = next.href;
    else if (isOlder) link.closest("p").remove();
    else this.#end(link);
    page.replaceChildren();
    this.#thread.tidy();
    if (kept) box.scrollTop += kept.getBoundingClientRect().bottom - at;
  }

  #end(link) {
    link.closest("p").remove();
    this.#thread.setAttribute("newest", "");
    this.#thread.catchUp();
  }
}
