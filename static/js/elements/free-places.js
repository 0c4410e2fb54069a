// <free-places to="/sessions/new?date=2026-11-23" times="07:00 08:15" sentence="Mo 23. Nov, {}: Session einstellen">: a link for
// each hour of a day in which a session can be put in, at its time. Without scripts the day has one link to the same form.
class FreePlaces extends HTMLElement {
  static observedAttributes = ["to", "times", "sentence"];

  connectedCallback() {
    this.#draw();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#draw();
  }

  // What is free still stays the same element, for it may have the focus.
  #draw() {
    const [to, sentence] = [this.getAttribute("to"), this.getAttribute("sentence")];
    const places = this.getAttribute("times").split(" ").filter(Boolean).map((time) => [time, ...time.split(":").map(Number)]);
    const hours = new Set(places.map(([, hour]) => String(hour)));
    for (const link of [...this.children]) if (!hours.has(link.dataset.h)) link.remove();
    let next = this.firstElementChild;
    for (const [time, hour, minute] of places) {
      const isKnown = next?.dataset.h === String(hour);
      const link = isKnown ? next : this.insertBefore(document.createElement("a"), next);
      if (isKnown) next = next.nextElementSibling;
      link.className = "week__free";
      link.dataset.h = hour;
      link.dataset.from = minute;
      link.href = `${to}&time=${time}`;
      link.setAttribute("aria-label", sentence.replace("{}", time));
    }
  }
}

customElements.define("free-places", FreePlaces);
