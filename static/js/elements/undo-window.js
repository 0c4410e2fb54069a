// <undo-window until="…Z">: holds what can be taken back for some seconds. When they are over, the part of the page it
// stands in (data-live) shows itself anew, and what is no such part is told by undo-window:over; without script the next
// look at the page does.
class UndoWindow extends HTMLElement {
  #timer;

  connectedCallback() {
    clearTimeout(this.#timer);
    const left = Math.max(0, Date.parse(this.getAttribute("until")) - Date.now());
    this.#timer = setTimeout(() => this.#close(), left);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  // From here on a tap would be told that it is too late; the place stays as high as it was. The text form of the moment
  // has no fractions of a second, so the server is asked a second later.
  #close() {
    for (const button of this.querySelectorAll("button")) button.style.visibility = "hidden";
    this.#timer = setTimeout(() => this.#over(), 1_100);
  }

  #over() {
    const part = this.closest("[data-live][id]");
    if (!part) {
      this.dispatchEvent(new CustomEvent("undo-window:over", { bubbles: true }));
      return this.remove();
    }
    const address = part.dataset.live || location.pathname + location.search;
    const target = `#${CSS.escape(part.id)}`;
    htmx.ajax("GET", address, { target, select: target, swap: "outerMorph" }).catch(() => {});
    // Where nothing came back, or the clocks differ, it is asked again.
    this.#timer = setTimeout(() => this.isConnected && this.#over(), 5_000);
  }
}

customElements.define("undo-window", UndoWindow);
