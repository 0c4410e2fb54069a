// A swap can remove what had the focus. The nearest survivor with an id takes it, or its first control: what stood around
// it, or else what followed it in a list, then what stood before it.
const CONTROLS = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea";

export function keepFocus() {
  let ids = [];
  document.addEventListener("htmx:before:swap", (event) => {
    const from = document.activeElement === document.body ? event.detail.ctx?.sourceElement : document.activeElement;
    const found = [];
    for (let element = from; element; element = element.parentElement) if (element.id) found.push(element.id, ...beside(element));
    // An answer of several parts has taken its own form away before the second one comes.
    if (found.length) ids = found;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const survivor = ids.map((id) => document.getElementById(id)).find(Boolean);
    const target = survivor?.querySelector("[aria-invalid=true]") ?? survivor?.querySelector(CONTROLS) ?? survivor;
    target?.focus({ preventScroll: true });
  });
}

function beside(item) {
  const items = item.localName === "li" ? [...item.parentElement.children] : [];
  const place = items.indexOf(item);
  return [...items.slice(place + 1), ...items.slice(0, Math.max(0, place)).reverse()].map(({ id }) => id).filter(Boolean);
}
