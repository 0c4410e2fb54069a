// An open sheet, which is an entry of its own in the window's history: the way back closes it and stays on the page, the
// way on opens it again, and so does the return from a page to which a link in it has led.
// The second of two quick taps on the link finds nothing to press: neither the form's button, which may have come under
// the finger, nor the backdrop; and after the sheet has gone nothing of what it lay over.
import * as drafts from "./drafts.js";
import { around, focusFirst } from "./focus.js";
import { isPlain } from "./plain.js";
import { rest } from "./settling.js";

const sheet = document.getElementById("sheet");
let opener;
let ids = [];
let isLeaving = false;

// The address of the page below, while the entry is that of its sheet.
let below = entry() ? location.href : "";

function entry() {
  return history.state?.sheet;
}

export function show(link, headers) {
  [opener, ids] = [link, around(link)];
  const heading = sheet.querySelector("h1, h2");
  if (heading) {
    heading.id ||= "sheet-title";
    sheet.setAttribute("aria-labelledby", heading.id);
    heading.tabIndex = -1;
    heading.autofocus = true;
  }
  sheet.dataset.address = link.href;
  drafts.restore(sheet);
  enter({ address: link.href, headers });
  rest(sheet);
  sheet.showModal();
}

function enter(shown) {
  const { pathname, search } = location;
  const state = { ...history.state, sheet: shown };
  // A way back to an address with a fragment would take the focus there.
  if (location.hash) history.replaceState(history.state, "", pathname + search);
  if (entry()) history.replaceState(state, "");
  else history.pushState(state, "");
  below = location.href;
}

function leadingTo(address) {
  const { pathname, search } = new URL(address);
  return document.querySelector(`a[href="${CSS.escape(pathname + search)}"]:not(#sheet *)`);
}

export async function reopen() {
  const { address, headers } = entry();
  const link = leadingTo(address) ?? document.createElement("a");
  link.href = address;
  await sheet.parentElement.open(link, headers);
  if (sheet.open) return;
  history.replaceState({ ...history.state, sheet: undefined }, "");
  below = "";
}

// Its entry is left first, and it closes where that leads (travelled): until then nothing behind it can be pressed, for a
// page that is asked for while the window is on its way back would not come.
function leave() {
  if (!entry()) return sheet.close();
  if (!isLeaving) history.back();
  isLeaving = true;
}

function clicked(event) {
  if (event.target === sheet) "resting" in sheet.dataset || leave();
  if (!isPlain(event) || !event.target.closest("[data-closes], .header__back")) return;
  event.preventDefault();
  leave();
}

function cancelled(event) {
  event.preventDefault();
  leave();
}

function closed() {
  const isLeft = isLeaving;
  isLeaving = false;
  rest(document.body);
  empty();
  // The link that it was opened from may have renewed itself, or what it did took it away, or does so with the next part
  // of the answer.
  const link = opener.isConnected ? opener : leadingTo(opener.href);
  if (link) link.focus();
  else focusFirst(ids);
  sheet.dispatchEvent(new CustomEvent("sheet-dialog:closed", { bubbles: true }));
  // A browser may close it without asking.
  if (entry() && !isLeft) history.back();
}

// Once it is out of sight, unless it has been filled anew by then.
async function empty() {
  const content = [...sheet.childNodes];
  await Promise.allSettled(sheet.getAnimations().map(({ finished }) => finished));
  for (const each of content) each.remove();
}

// An accepted form has changed the page behind; a refused one shows itself again and stays open. Where nothing of it came
// back but why not, somebody was first, and it has nothing more to ask.
function swapped({ detail }) {
  const { request, response, sourceElement } = detail.ctx ?? {};
  if (!sheet.open && document.activeElement === document.body) focusFirst(ids);
  if (!sheet.open || request?.method?.toUpperCase() !== "POST") return;
  const isOwn = sheet.contains(sourceElement) || !sourceElement?.isConnected;
  const isOver = response?.status === 409 && response.headers.has("hx-retarget");
  if (isOwn && (isOver || response?.status < 400)) leave();
  else if (isOwn) rest(sheet);
}

// What was done in it is not to be found on the way back; nor opened again by the page below, where that is led to.
function answered(event) {
  const { hx, sourceElement } = event.detail.ctx;
  if (!hx?.redirect || !sheet.contains(sourceElement)) return;
  event.preventDefault();
  const { href } = new URL(hx.redirect, location);
  if (href !== location.href) return location.replace(href);
  addEventListener("popstate", () => location.reload(), { once: true });
  sheet.close();
}

function travelled() {
  const from = below;
  below = entry() ? location.href : "";
  if (entry()) reopen();
  else if (from) sheet.close();
}

sheet.addEventListener("click", clicked);
sheet.addEventListener("cancel", cancelled);
sheet.addEventListener("close", closed);
document.addEventListener("htmx:after:swap", swapped);
document.addEventListener("htmx:after:request", answered);
addEventListener("popstate", travelled);
