// What has just moved takes no tap: the finger was on its way to what stood there before. Only the pointer is held back,
// for who presses a key has seen where the focus is.
const SETTLE_MS = 600;
const MOVED_PX = 4;
const BINDING = "[data-live] form[method=post] button, [data-live] a[data-sheet]";

const address = (control) => control.form?.getAttribute("action") ?? control.getAttribute("href");
const settled = new WeakMap();
let places = new Map();

const place = (control) => {
  const { left, top } = control.getBoundingClientRect();
  return { left, top };
};

function remember() {
  places = new Map([...document.querySelectorAll(BINDING)].map((control) => [address(control), place(control)]));
}

function settle() {
  const until = performance.now() + SETTLE_MS;
  for (const control of document.querySelectorAll(BINDING)) {
    const [before, now] = [places.get(address(control)), place(control)];
    const stays = before && Math.abs(before.left - now.left) < MOVED_PX && Math.abs(before.top - now.top) < MOVED_PX;
    if (!stays) settled.set(control, until);
  }
}

// For what comes or goes as a whole, like a sheet: nothing in it is touched for a moment (base.css).
export function rest(element) {
  const began = String(performance.now());
  element.dataset.resting = began;
  setTimeout(() => element.dataset.resting === began && delete element.dataset.resting, SETTLE_MS);
}

export function holdTaps() {
  document.addEventListener("htmx:before:swap", remember);
  document.addEventListener("htmx:after:swap", settle);
  document.addEventListener("click", (event) => {
    const control = event.detail > 0 && event.target.closest?.(BINDING);
    if (!control || performance.now() >= (settled.get(control) ?? 0)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });
}
