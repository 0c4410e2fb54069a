// <passkey-maker host handle email person credentials>: around a form that sends a new passkey, and lines of which
// [data-said] says what became of it. Password managers hear which passkeys there are, and whose.
import { asked, canMake, send, signal } from "../lib/passkeys.js";

class PasskeyMaker extends HTMLElement {
  connectedCallback() {
    this.#tell();
    const form = this.querySelector("form[data-challenge]");
    if (!form) return;
    if (!canMake()) return this.#say("unsupported");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.elements.passkey.value) return;
      event.preventDefault();
      this.#make(form);
    });
  }

  async #make(form) {
    this.#say();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await asked(form.dataset.challenge, "POST"));
      const made = await navigator.credentials.create({ publicKey });
      button.disabled = false;
      send(form, made);
    } catch ({ name }) {
      button.disabled = false;
      this.#say(name === "InvalidStateError" ? "known" : "failed");
      button.focus();
    }
  }

  #say(what) {
    for (const line of this.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== what;
  }

  #tell() {
    const [rpId, userId, name, displayName] = ["host", "handle", "email", "person"].map((each) => this.getAttribute(each));
    if (!userId) return;
    const allAcceptedCredentialIds = this.getAttribute("credentials").split(" ").filter(Boolean);
    signal("AllAcceptedCredentials", { rpId, userId, allAcceptedCredentialIds });
    signal("CurrentUserDetails", { rpId, userId, name, displayName });
  }
}

customElements.define("passkey-maker", PasskeyMaker);
