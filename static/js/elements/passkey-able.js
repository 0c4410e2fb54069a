// <passkey-able><input type="hidden"></passkey-able>: tells the form around it whether this device can keep a passkey.
import { canMake } from "../lib/passkeys.js";

customElements.define("passkey-able", class extends HTMLElement {
  async connectedCallback() {
    if (canMake() && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()))
      this.querySelector("input").value = "yes";
  }
});
