// <passkey-login host unknown>: around the ways in, of which a passkey is one where the browser has them. It stands in the
// autofill of the address for as long as the page is open, and behind a button.
import { asked, canAsk, send, signal } from "../lib/passkeys.js";

// A challenge lives five minutes.
const RENEWED_MS = 4 * 60 * 1000;

class PasskeyLogin extends HTMLElement {
  #asking;
  #timer;

  get #form() {
    return this.querySelector("#login-passkey");
  }

  connectedCallback() {
    if (!canAsk()) return;
    const [host, unknown] = [this.getAttribute("host"), this.getAttribute("unknown")];
    if (unknown) signal("UnknownCredential", { rpId: host, credentialId: unknown });
    this.querySelector("[data-passkey]").hidden = false;
    this.#form.addEventListener("submit", (event) => {
      if (this.#form.elements.passkey.value) return;
      event.preventDefault();
      this.#press();
    });
    // By the way back it is there as it was left, and what was signed is spent.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#offer());
    this.#offer();
  }

  async #press() {
    const failed = this.querySelector("[data-failed]");
    failed.hidden = true;
    if (await this.#ask("optional")) return;
    failed.hidden = false;
    this.#offer();
  }

  async #offer() {
    this.#form.elements.passkey.value = "";
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    this.#ask("conditional");
    this.#timer = setTimeout(() => this.#offer(), RENEWED_MS);
  }

  // One at a time: a later one ends the one before.
  async #ask(mediation) {
    this.#asking?.abort();
    clearTimeout(this.#timer);
    const asking = (this.#asking = new AbortController());
    try {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await asked(this.#form.action));
      const signed = await navigator.credentials.get({ publicKey, mediation, signal: asking.signal });
      clearTimeout(this.#timer);
      send(this.#form, signed);
      return true;
    } catch {
      return asking.signal.aborted;
    }
  }
}

customElements.define("passkey-login", PasskeyLogin);
