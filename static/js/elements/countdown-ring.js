// <countdown-ring datetime="…Z">: a ring that empties as the moment comes nearer, first of a week, on the last day of 24
// hours, in the last hour of sixty minutes. The server has drawn what was left when the page was made.
const HOUR_MS = 3_600_000;
const HORIZONS_MS = [HOUR_MS, 24 * HOUR_MS, 168 * HOUR_MS];

class CountdownRing extends HTMLElement {
  #timer;

  connectedCallback() {
    clearTimeout(this.#timer);
    const left = Math.max(0, Date.parse(this.getAttribute("datetime")) - Date.now());
    const horizon = HORIZONS_MS.find((each) => left <= each) ?? left;
    const share = Math.round((100 * left) / horizon);
    this.querySelector("[stroke-dasharray]").setAttribute("stroke-dasharray", `${share} 100`);
    if (left) this.#timer = setTimeout(() => this.connectedCallback(), 30_000);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }
}

customElements.define("countdown-ring", CountdownRing);
