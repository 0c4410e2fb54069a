// What somebody has typed into a part of the page is not lost when it renews itself: it stays until it was sent.
const TEXT = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea";
const typed = new WeakSet();

// A page that answers a mistake in a form is as it was typed, and any other refusal stays what it is.
const [{ responseStatus = 200 } = {}] = performance.getEntriesByType("navigation");
const isRefusal = responseStatus >= 400;

export function isTypedIn(part) {
  if (isRefusal && !part.matches("[data-live]")) return true;
  // A refused form is drawn anew, its pane is not.
  if (typed.has(part) || typed.has(part.closest(".pane__body > [id]")?.parentElement)) return true;
  if (part.querySelector(":is(input, textarea, select):focus")) return true;
  return [...part.querySelectorAll(TEXT)].some(({ value, defaultValue }) => value !== defaultValue);
}

export function watch() {
  document.addEventListener("input", ({ target }) => around(target, (element) => typed.add(element)));
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    const isSent = ctx?.request?.method?.toUpperCase() === "POST" && ctx.response?.status < 400;
    if (isSent) around(ctx.target, (element) => typed.delete(element));
  });
}

function around(from, take) {
  for (let element = from; element; element = element.parentElement) take(element);
}
