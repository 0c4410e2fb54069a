// What has just come to a place takes no tap that was meant for what stood there before: the finger was on its way. Only
// the pointer is held back, for who presses a key has seen where the focus is.
const SETTLE_MS = 600;
const BINDING = ":is([data-live], .talk__card) :is(form[method=post] button, a[data-sheet])";
const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea";

// What stood where before each swap of the last moment.
let earlier = [];

// A list and the detail beside it hold the same address.
const name = (control) =>
  [control.closest("[id]")?.id, control.localName, control.form?.getAttribute("action") ?? control.getAttribute("href")].join();

// What scrolls it: a pane on a wide screen, else the window; nothing for what lies over the page.
const scrollerOf = (control) => control.closest("main .pane, main")?.id;
const scrolled = () => Object.fromEntries([...document.querySelectorAll("main, main .pane")].map(({ id, scrollTop }) => [id, scrollY + scrollTop]));

export function remember() {
  const now = performance.now();
  const places = [...document.querySelectorAll(CONTROLS)].map((control) => [name(control), scrollerOf(control), control.getBoundingClientRect()]);
  const before = { places, scrolled: scrolled(), until: now + SETTLE_MS };
  earlier = [...earlier.filter(({ until }) => now < until), before];
  // Who scrolls after it sees what comes; the swap itself may have moved the page too.
  requestAnimationFrame(() => (before.scrolled = scrolled()));
}

function isMeantForAnother(control, x, y) {
  const here = scrolled();
  return earlier.some(({ places, scrolled, until }) => {
    if (performance.now() >= until) return false;
    const there = places.filter(([, scroller, { left, right, top, bottom }]) => {
      const its = scroller in here ? y + here[scroller] - scrolled[scroller] : y;
      return left <= x && x < right && top <= its && its < bottom;
    });
    return there.length > 0 && there.every(([its]) => its !== name(control));
  });
}

// For what comes or goes as a whole, like a sheet: nothing in it is touched for a moment (base.css).
export function rest(element) {
  const began = String(performance.now());
  element.dataset.resting = began;
  setTimeout(() => element.dataset.resting === began && delete element.dataset.resting, SETTLE_MS);
}

export function holdTaps() {
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("click", (event) => {
    const control = event.detail > 0 && event.target.closest?.(BINDING);
    if (!control || !isMeantForAnother(control, event.clientX, event.clientY)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
