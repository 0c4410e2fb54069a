// The way back shows at once what was there, at the place and with the focus of before, and what has changed since renews
// itself (live-updates.js). What is not the reader's any more is hidden and asked for anew, and so is a form that was sent.
import { isPlain } from "./plain.js";

const { profile } = document.body.dataset;
const [{ type } = {}] = performance.getEntriesByType("navigation");

// A browser may show what it kept of a page without asking.
export const isReturn = type === "back_forward";

let isSent = false;

export function watch() {
  if (isReturn) returned();
  else remember();
  addEventListener("pageshow", ({ persisted }) => persisted && returned());
  document.addEventListener("click", clicked);
  document.addEventListener("submit", (event) => { isSent ||= !event.defaultPrevented && event.target.method === "post"; });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => answered(ctx?.response));
}

// Whose the window is; leaving.js clears it.
function remember() {
  if (profile) sessionStorage.setItem("profile", profile);
}

function returned() {
  if (profile && sessionStorage.getItem("profile") !== profile) begin();
  else if (isSent && navigator.onLine) location.reload();
  else if (document.activeElement === document.body) focusBack();
}

function begin() {
  document.documentElement.hidden = true;
  location.reload();
}

function answered({ headers, status } = {}) {
  if (headers?.has("hx-redirect")) isSent = true;
  else if (profile && status < 500 && headers.has("x-release") && headers.get("x-profile") !== profile) begin();
}

function clicked(event) {
  const link = event.target.closest("main a[href]");
  if (!link || event.defaultPrevented || !isPlain(event)) return;
  if (link.matches(".header__back") && path(before()) === path(link.href)) {
    event.preventDefault();
    history.back();
  } else history.replaceState({ ...history.state, left: link.getAttribute("href") }, "");
}

function focusBack() {
  const left = history.state?.left;
  if (left) document.querySelector(`main a[href="${CSS.escape(left)}"]`)?.focus({ preventScroll: true, focusVisible: false });
}

// The page that the browser would lead back to, where it says so.
function before() {
  if (!window.navigation) return history.length > 1 ? document.referrer : "";
  return navigation.entries()[navigation.currentEntry.index - 1]?.url;
}

const path = (address) => address && new URL(address, location.href).pathname;
