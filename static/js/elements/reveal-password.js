// <reveal-password>: around a password's field and a button that shows what is typed, for as long as it is pressed in.
class RevealPassword extends HTMLElement {
  connectedCallback() {
    const [field, button] = [this.querySelector("input"), this.querySelector("button")];
    button.hidden = false;
    button.addEventListener("click", () => {
      const isShown = field.type === "password";
      field.type = isShown ? "text" : "password";
      button.setAttribute("aria-pressed", String(isShown));
    });
    // Browsers keep what was sent of a text field, and of a password they do not.
    field.form?.addEventListener("submit", () => (field.type = "password"));
  }
}

customElements.define("reveal-password", RevealPassword);
