// <sheet-dialog><dialog id="sheet">: opens the form behind a link with data-sheet in front of the page.
// So do links within [data-sheets] that are of its value, where nothing stands beside that takes them; these bring the
// heading of their page along. The same address is a page of its own, which is where the link leads without script or when this fails.
import { isPlain } from "../lib/plain.js";

class SheetDialog extends HTMLElement {
  #abort;
  #isOpening = false;

  connectedCallback() {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    document.addEventListener("click", (event) => this.#click(event), { signal });
    // htmx itself starts with DOMContentLoaded
    if (history.state?.sheet) addEventListener("load", () => sheets().then((its) => its.reopen()), { signal });
  }

  disconnectedCallback() {
    this.#abort.abort();
  }

  #click(event) {
    if (event.defaultPrevented || !isPlain(event)) return;
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
    link.setAttribute("aria-busy", "true");
    const coming = sheets().catch(() => {});
    // What goes out of sight only now has not come for this one.
    this.querySelector("dialog:not([open])")?.replaceChildren();
    // In a turn of its own: behind another in the body's it would come later than it says.
    const how = { source: this, target: "#sheet", swap: "innerHTML", headers };
    await htmx.ajax("GET", link.href, how).catch(() => {});
    const its = await coming;
    link.removeAttribute("aria-busy");
    this.#isOpening = false;
    // Nothing came (offline, or a notice instead of the form): the notice has said so.
    if (!this.querySelector("#sheet > *")) return;
    if (its) its.show(link, headers);
    else location.assign(link.href);
  }
}

const sheets = () => import("../lib/sheet.js");

customElements.define("sheet-dialog", SheetDialog);
