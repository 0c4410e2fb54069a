// Without a network a form says what did not happen, and what was typed stays. Its data-undone says it, "Nicht bestätigt";
// most forms save something, and need not say so.
import { show } from "./notice.js";
import { reaches } from "./reaching.js";

// Whoever stopped a page that did not come may send again.
const SENT_MS = 10_000;
const unsent = new WeakSet();
const asking = new Set();
const cleared = new Set();

export function say(form) {
  show("undone", form.dataset.undone);
}

export function watch() {
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => navigator.onLine || unsent.add(ctx));
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (ctx?.response) return;
    const form = ctx?.request?.method?.toUpperCase() === "POST" && ctx.sourceElement.closest("form");
    // A part that renews itself was asked for by nobody, and does so again.
    if (!form) ctx?.target?.matches?.("[data-live]") || show("offline");
    else if (unsent.has(ctx)) say(form);
    // It may have been sent, and have happened.
    else show("unsure");
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post") || cleared.delete(form)) return;
    event.preventDefault();
    if (!asking.has(form)) send(form, event.submitter);
  });
}

// Without htmx it leaves the page, and what was typed with it, so the network is asked first. A second tap before the
// answer's page is there would do it twice: two children, or a mail whose PIN is spent already.
async function send(form, button) {
  asking.add(form);
  button?.setAttribute("aria-busy", "true");
  if (await reaches()) {
    cleared.add(form);
    form.requestSubmit(button);
    await left();
  } else say(form);
  button?.removeAttribute("aria-busy");
  asking.delete(form);
}

// Once another page stands here, or this one again by the way back.
function left() {
  return new Promise((resolve) => {
    addEventListener("pageshow", resolve, { once: true });
    setTimeout(resolve, SENT_MS);
  });
}
