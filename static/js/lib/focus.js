// A swap can remove what had the focus. The nearest survivor with an id takes it, or its first control: what stood around
// it, or else what followed it in a list, then what stood before it.
const CONTROLS = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea";

// After a form that led to another page, what is read first is what that page is.
function begin() {
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
  begin();
  document.addEventListener("htmx:before:swap", (event) => {
    const from = document.activeElement === document.body ? event.detail.ctx?.sourceElement : document.activeElement;
    const found = around(from);
    // An answer of several parts has taken its own form away before the second one comes.
    if (found.length) ids = found;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    focusFirst(ids);
  });
}

function beside(item) {
  const items = item.localName === "li" ? [...item.parentElement.children] : [];
  const place = items.indexOf(item);
  return [...items.slice(place + 1), ...items.slice(0, Math.max(0, place)).reverse()].map(({ id }) => id).filter(Boolean);
}
