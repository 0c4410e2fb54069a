// <held-files>: files that another app shared, which the service worker keeps on the device (service-worker/held.js). Each
// is shown by the <file-upload> within, and goes to whom the form says; what arrived or was left out is not kept any more.
// They belong to the profile that sees them first.
const ARRIVAL = "/documents/arrival";
const HELD = "held";

class HeldFiles extends HTMLElement {
  #held;

  async connectedCallback() {
    this.addEventListener("upload:gone", ({ detail }) => this.#gone(detail.key));
    this.querySelector("[data-to]")?.addEventListener("submit", (event) => (event.preventDefault(), this.#send(event.target)));
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    this.#held = await caches.open(HELD);
    await customElements.whenDefined("file-upload");
    this.#show(await this.#own());
  }

  async #own() {
    const { profile } = document.body.dataset;
    const found = [];
    for (const { url } of await this.#held.keys()) {
      const kept = await this.#held.match(url);
      const whose = kept.headers.get("x-profile");
      if (whose && whose !== profile) continue;
      const body = await kept.blob();
      const headers = new Headers(kept.headers);
      headers.set("x-profile", profile);
      if (!whose) await this.#held.put(url, new Response(body, { headers }));
      const name = decodeURIComponent(headers.get("x-name"));
      found.push({ key: url.split("/").at(-1), file: new File([body], name, { type: body.type }) });
    }
    return found;
  }

  #show(found) {
    if (!found.length || !this.isConnected) return;
    this.querySelector("[data-none]").hidden = true;
    const form = this.querySelector("[data-to]");
    if (form) form.hidden = false;
    this.querySelector("file-upload").take(found);
  }

  #send(form) {
    const chosen = new FormData(form);
    const address = chosen.get("to");
    chosen.delete("to");
    const [upload, go] = [this.querySelector("file-upload"), this.querySelector("[data-go]")];
    form.hidden = true;
    go.href = address;
    go.hidden = false;
    upload.start(address, chosen);
  }

  async #gone(key) {
    await this.#held.delete(`${ARRIVAL}/${key}`);
    const isOver = !this.querySelector(".uploads > li");
    const form = this.querySelector("[data-to]");
    if (!isOver || !form) return;
    this.querySelector("[data-none]").hidden = !this.querySelector("[data-go]").hidden;
    form.hidden = true;
  }
}

customElements.define("held-files", HeldFiles);
