// A swap can remove what had the focus. The nearest survivor with an id takes it, or its first control: what stood around
// it, or else what followed it in a list, then what stood before it.
const ANSWER_MS = 2_000;
const CONTROLS = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea";

// An answer that is linked stands open, also where a browser leaves it folded. After a form that led to another page, what
// is read first is what that page is.
function begin() {
  document.querySelector(":target")?.closest("details")?.setAttribute("open", "");
  const isNews = document.querySelector("#notice .notice") && document.activeElement === document.body;
  if (isNews) document.querySelector("h1")?.focus({ preventScroll: true });
}

// What stands around an element, to be found again when it is gone.
export function around(from) {
  const found = [];
  for (let element = from; element; element = element.parentElement) if (element.id) found.push(element.id, ...beside(element));
  return found;
}

export function focusFirst(ids) {
  const survivor = ids.map((id) => document.getElementById(id)).find(Boolean);
  const target = survivor?.querySelector("[aria-invalid=true]") ?? survivor?.querySelector(CONTROLS) ?? survivor;
  target?.focus({ preventScroll: true });
  if (!target || target === document.activeElement) return;
  // Nothing in it can be pressed any more; it is read from its beginning.
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

export function keepFocus() {
  let ids = [];
  let asked = 0;
  begin();
  document.addEventListener("htmx:before:swap", (event) => {
    const isNowhere = document.activeElement === document.body;
    const from = isNowhere ? event.detail.ctx?.sourceElement?.closest("a, button, form") : document.activeElement;
    // What comes beside a page, or renews itself, was asked for by nobody, and may come between the parts of an answer.
    if (!from && performance.now() - asked > ANSWER_MS) ids = [];
    if (!from) return;
    asked = performance.now();
    const found = around(from);
    // An answer of several parts has taken its own form away before the second one comes.
    if (found.length) ids = found;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    focusFirst(ids);
  });
}

// Of a second tap the row may be gone by its answer.
function beside(item) {
  const items = item.localName === "li" ? [...item.parentElement?.children ?? []] : [];
  const place = items.indexOf(item);
  return [...items.slice(place + 1), ...items.slice(0, Math.max(0, place)).reverse()].map(({ id }) => id).filter(Boolean);
}
