// <due-at from="…Z" until="…Z" hidden>: shows what is in it between two moments, like "Zur Session".
// The server leaves `hidden` away where the moment has come, so it is right without script too.
class DueAt extends HTMLElement {
  #timer;

  connectedCallback() {
    const [from, until, now] = [Date.parse(this.getAttribute("from")), Date.parse(this.getAttribute("until")), Date.now()];
    this.hidden = now < from || now >= until;
    clearTimeout(this.#timer);
    // Looked at again at least every minute: a long timer drifts while a phone sleeps.
    if (now < until) this.#timer = setTimeout(() => this.connectedCallback(), Math.min((now < from ? from : until) - now + 50, 60_000));
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }
}

customElements.define("due-at", DueAt);
