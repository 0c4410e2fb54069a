// <share-text of="field">: its button gives the field's text to the device's own way of sharing. It is shown only where
// there is one; copying stands beside it.
class ShareText extends HTMLElement {
  connectedCallback() {
    if (!navigator.share) return;
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => this.#share());
  }

  async #share() {
    const text = document.getElementById(this.getAttribute("of")).value;
    // Whoever closes the sheet again has not shared, and knows.
    await navigator.share({ text }).catch(() => {});
  }
}

customElements.define("share-text", ShareText);
