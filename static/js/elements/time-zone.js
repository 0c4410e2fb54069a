// <time-zone><input type="hidden"></time-zone>: tells the form around it the IANA zone of this device.
customElements.define("time-zone", class extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
});
