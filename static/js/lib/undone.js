// Without a network a form says what did not happen, and what was typed stays. Its data-undone says it, "Nicht bestätigt";
// most forms save something, and need not say so.
import { show } from "./notice.js";

export function say(form) {
  show("undone", form.dataset.undone);
}

export function watch() {
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.response) return;
    const form = ctx?.request?.method?.toUpperCase() === "POST" && ctx.sourceElement.closest("form");
    if (!form) show("offline");
    // It was sent, and may have happened.
    else if (ctx.request.signal?.reason === "timeout") show("unsure");
    else say(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (navigator.onLine || event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    event.preventDefault();
    say(form);
  });
}
