// <now-line data-h="15" data-m="30" zone="Europe/Berlin">: moves with the clock of that zone, at midnight into the next day.
class NowLine extends HTMLElement {
  #timer;

  connectedCallback() {
    clearTimeout(this.#timer);
    const now = new Date();
    const said = (part, locale) => now[`toLocale${part}String`](locale, { timeZone: this.getAttribute("zone"), hourCycle: "h23" });
    const [hour, minute] = said("Time", "en-GB").split(":");
    this.style.setProperty("--h", hour);
    this.style.setProperty("--m", minute);
    this.#timer = setTimeout(() => this.isConnected && this.connectedCallback(), 60_000 - (now % 60_000));
    const field = document.querySelector(`[data-date="${said("Date", "sv-SE")}"] .week__field`);
    if (field && !field.contains(this)) field.prepend(this);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }
}

customElements.define("now-line", NowLine);
