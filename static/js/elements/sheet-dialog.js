// <sheet-dialog><dialog id="sheet">: opens the form behind a link with data-sheet in front of the page.
// So do links within [data-sheets] that are of its value, where nothing stands beside that takes them; these bring the
// heading of their page along. The same address is a page of its own, which is where the link leads without script or when this fails.
// The second of two quick taps on the link finds nothing to press: neither the form's button, which may have come under
// the finger, nor the backdrop; and after the sheet has gone nothing of what it lay over.
import { around, focusFirst } from "../lib/focus.js";
import { isPlain } from "../lib/plain.js";
import { rest } from "../lib/settling.js";

class SheetDialog extends HTMLElement {
  #opener;
  #around = [];
  #abort;
  #isOpening = false;

  get #dialog() {
    return this.querySelector("dialog");
  }

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener("click", (event) => this.#click(event), { signal });
    document.addEventListener("htmx:after:swap", (event) => this.#swapped(event), { signal });
    this.#dialog.addEventListener("close", () => this.#closed(), { signal });
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  #click(event) {
    if (event.target === this.#dialog) return "resting" in this.#dialog.dataset || this.#dialog.close();
    if (event.defaultPrevented || !isPlain(event)) return;
    const closing = event.target.closest("[data-closes], .header__back");
    if (closing && this.#dialog.contains(closing)) {
      event.preventDefault();
      return this.#dialog.close();
    }
    const wanted = event.target.closest("[data-sheets]")?.dataset.sheets;
    const page = wanted && event.target.closest(wanted);
    const link = page ?? event.target.closest("a[data-sheet]");
    if (!link) return;
    event.preventDefault();
    this.open(link, page ? { "X-Pane": "sheet" } : {});
  }

  async open(link, headers) {
    // One form at a time: on a slow line the next one would take the place of what is being read.
    if (this.#isOpening) return;
    this.#isOpening = true;
    this.#opener = link;
    this.#around = around(link);
    link.setAttribute("aria-busy", "true");
    await htmx.ajax("GET", link.href, { target: this.#dialog, swap: "innerHTML", headers }).catch(() => {});
    link.removeAttribute("aria-busy");
    this.#isOpening = false;
    // Nothing came (offline, or a notice instead of the form): the notice has said so.
    if (!this.#dialog.firstElementChild) return;
    const heading = this.#dialog.querySelector("h1, h2");
    if (heading) {
      heading.id ||= "sheet-title";
      this.#dialog.setAttribute("aria-labelledby", heading.id);
      heading.tabIndex = -1;
      heading.autofocus = true;
    }
    rest(this.#dialog);
    this.#dialog.showModal();
  }

  // An accepted form has changed the page behind; a refused one shows itself again and stays open.
  #swapped(event) {
    const { request, response, sourceElement } = event.detail.ctx ?? {};
    if (!this.#dialog.open && document.activeElement === document.body) focusFirst(this.#around);
    if (!this.#dialog.open || request?.method?.toUpperCase() !== "POST") return;
    const isOwn = this.#dialog.contains(sourceElement) || !sourceElement?.isConnected;
    if (isOwn && response?.status < 400) this.#dialog.close();
    else if (isOwn) rest(this.#dialog);
  }

  #closed() {
    rest(document.body);
    this.#dialog.replaceChildren();
    // What it did may have taken the link away that it was opened from, or does so with the next part of the answer.
    if (this.#opener?.isConnected) this.#opener.focus();
    else focusFirst(this.#around);
    this.dispatchEvent(new CustomEvent("sheet-dialog:closed", { bubbles: true }));
  }
}

customElements.define("sheet-dialog", SheetDialog);
