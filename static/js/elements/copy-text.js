// <copy-text of="field">: its button copies the field's text and says so. Without script the field is there to be marked
// and copied by hand, so the button is shown only here.
const SAID_MS = 2_500;

class CopyText extends HTMLElement {
  #timer;

  connectedCallback() {
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#copy());
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  get #button() {
    return this.querySelector("button");
  }

  async #copy() {
    const field = document.getElementById(this.getAttribute("of"));
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Not allowed, or not on https: the field stays marked, and its person copies it.
      return;
    }
    const button = this.#button;
    button.dataset.text ??= button.textContent;
    button.textContent = this.querySelector("[role=status]").textContent = button.dataset.done;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      button.textContent = button.dataset.text;
      this.querySelector("[role=status]").textContent = "";
    }, SAID_MS);
  }
}

customElements.define("copy-text", CopyText);
