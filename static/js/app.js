// What every page needs. Each element is useful without script; this only adds.
import "./elements/relative-time.js";
import "./elements/due-at.js";
import "./elements/sheet-dialog.js";
import "./elements/offline-age.js";
import "./elements/live-updates.js";
import "./elements/app-badge.js";

import * as back from "./lib/back.js";
import { keepFocus } from "./lib/focus.js";
import * as leaving from "./lib/leaving.js";
import { show } from "./lib/notice.js";
import { holdTaps } from "./lib/settling.js";
import * as undone from "./lib/undone.js";
import * as typing from "./lib/typing.js";
import { start } from "./lib/worker.js";

// Fragments may carry markup, never scripts: the policy exists for htmx alone.
if (window.trustedTypes) {
  const policy = trustedTypes.createPolicy("htmx", { createHTML: (s) => s, createScript: (s) => s });
  htmx.registerExtension("trusted-types", { init: (api) => api.initSecurity(policy) });
}

// Settling writes style attributes, which the policy refuses, and nothing here fades in.
htmx.config.defaultSettleDelay = 0;

keepFocus();
leaving.watch();
undone.watch();
typing.watch();
back.watch();
holdTaps();
start();

// What only one page has is fetched only there, or once it comes beside another; and two views side by side only where
// they fit. Without a network each is useful as it is.
function fetchMissing() {
  for (const { localName } of document.querySelectorAll(":not(:defined, split-view)"))
    import(`./elements/${localName}.js`).catch(() => {});
}
document.addEventListener("htmx:after:swap", fetchMissing);
// What was typed and not sent; and after a form was, whether that is so.
const typed = "form[method=post] :is(input:not([type=hidden]), select, textarea)";
if (sessionStorage.getItem("sent") || document.querySelector(typed)) import("./lib/drafts.js").catch(() => {});
fetchMissing();
const fits = matchMedia("(min-width: 900px)");
const split = () => fits.matches && document.querySelector("split-view") && import("./elements/split-view.js").catch(() => {});
fits.addEventListener("change", split);
split();

// Messages that were written and not sent.
if (localStorage.getItem("unsent")) import("./lib/sending.js").catch(() => {});

// Another clock or language than the profile's is rare, so what offers to switch is fetched only then.
const { zone } = document.body.dataset;
const { lang } = document.documentElement;
if (zone && (Intl.DateTimeFormat().resolvedOptions().timeZone !== zone || !navigator.language.startsWith(lang)))
  import("./lib/device-offer.js").then(({ offer }) => offer(zone, lang)).catch(() => {});

// A page outlives a release: it keeps working, and says once that there is something newer.
const release = new URL(import.meta.url).pathname.split("/")[2];
let isHinted = false;
document.addEventListener("htmx:after:request", (event) => {
  const served = event.detail.ctx?.response?.headers?.get("x-release");
  if (!served || served === release || isHinted) return;
  isHinted = true;
  show("release");
});
