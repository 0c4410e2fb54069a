// <relative-time datetime="…Z" sentence="Noch {} kostenfrei absagen">: time left; without sentence: "in 8 Minuten".
// The server's text stands until script runs; a page from the cache is corrected at once. When the moment has
// come, the attribute `reached` replaces the text, or else the element goes. Fires relative-time:reached.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const language = document.documentElement.lang;
const future = new Intl.RelativeTimeFormat(language, { numeric: "always" });
const units = Object.fromEntries(["day", "hour", "minute"].map((unit) => [
  unit, new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" }),
]));

export function left(milliseconds) {
  const minutes = Math.floor(milliseconds / MINUTE);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)];
  if (days >= 2) return units.day.format(days);
  if (hours === 0) return units.minute.format(Math.max(minutes, 1));
  return minutes % 60 ? `${units.hour.format(hours)} ${units.minute.format(minutes % 60)}` : units.hour.format(hours);
}

// Days are calendar days where the reader is, as people count them.
export function ahead(moment, now) {
  const milliseconds = moment - now;
  if (milliseconds < HOUR) return future.format(Math.max(Math.ceil(milliseconds / MINUTE), 1), "minute");
  const days = Math.round((new Date(moment).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / DAY);
  return milliseconds < DAY ? future.format(Math.round(milliseconds / HOUR), "hour") : future.format(days, "day");
}

class RelativeTime extends HTMLElement {
  #timer;

  connectedCallback() {
    this.#refresh();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  #refresh = () => {
    clearTimeout(this.#timer);
    const [moment, now] = [Date.parse(this.getAttribute("datetime")), Date.now()];
    if (Number.isNaN(moment)) return;
    if (moment <= now) return this.#reach();
    const sentence = this.getAttribute("sentence");
    this.textContent = sentence ? sentence.replace("{}", left(moment - now)) : ahead(moment, now);
    // Just past the next full minute before the moment, so that the text turns when the clock does.
    this.#timer = setTimeout(this.#refresh, ((moment - now) % MINUTE) + 50);
  };

  #reach() {
    const reached = this.getAttribute("reached");
    this.dispatchEvent(new CustomEvent("relative-time:reached", { bubbles: true }));
    if (reached) this.textContent = reached;
    else this.remove();
  }
}

customElements.define("relative-time", RelativeTime);

// Timers sleep with the phone: correct everything when the page is looked at again.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const element of document.querySelectorAll("relative-time")) element.connectedCallback();
});
