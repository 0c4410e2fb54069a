// <news-read news="…" subjects="…" action="/notifications/reading">: says that the page of these subjects is being
// looked at, so that their news is read on every device; again when other news comes while it is open. Fires news:read
// at the document, for the page's own stream may not be open yet.
class NewsRead extends HTMLElement {
  static observedAttributes = ["news"];
  #abort = new AbortController();

  connectedCallback() {
    const { signal } = this.#abort;
    if (document.hidden) document.addEventListener("visibilitychange", () => this.#read(), { once: true, signal });
    else this.#read();
  }

  attributeChangedCallback(_, before) {
    if (before !== null && this.isConnected) this.connectedCallback();
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  async #read() {
    const body = new URLSearchParams({ subjects: this.getAttribute("subjects") });
    const how = { method: "POST", body, headers: { Accept: "text/plain" } };
    const answer = await fetch(this.getAttribute("action"), how).catch(() => null);
    if (answer?.ok) document.dispatchEvent(new CustomEvent("news:read"));
  }
}

customElements.define("news-read", NewsRead);
