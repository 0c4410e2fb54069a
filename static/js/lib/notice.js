// The notice is a strip of the window above the tabs, also while a sheet is open, hence a popover once there is script. It
// is announced once, and leaves by itself unless there is something to do or something went wrong.
// Page, panes and sheet end where it begins (--strip, --foot): what could be pressed above that edge before, still can, and
// so can what takes back what was just done.
import { remember } from "./settling.js";

const STAYS_MS = 5_000;
const STAYING = ".notice--error, :has(a, .notice__action)";
const CONTROLS = ":is(main, dialog[open]) :is(a, button, input, select, textarea):not(.week *)";
const UNDO = "undo-window button";

let shown;
let timer;
let cameFrom;

const box = () => document.getElementById("notice");

export function raise() {
  const notice = box();
  const latest = notice.firstElementChild;
  if (!latest) return;
  // What is there already is not said again when something else of the page has changed, but that may have moved.
  if (latest === shown) return uncover(notice);
  shown = latest;
  notice.popover = "manual";
  if (notice.matches(":popover-open")) notice.hidePopover();
  notice.showPopover();
  place(notice);
  clearTimeout(timer);
  if (!latest.matches(STAYING)) timer = setTimeout(leave, STAYS_MS);
}

// Not from under a pointer or from somebody who is about to close it.
function leave() {
  const notice = box();
  if (notice.querySelector(":hover, :focus")) timer = setTimeout(leave, STAYS_MS);
  else close(notice);
}

function close(notice) {
  const hadFocus = notice.contains(document.activeElement);
  remember();
  notice.replaceChildren();
  notice.hidePopover?.();
  document.documentElement.style.removeProperty("--strip");
  if (hadFocus) cameFrom?.focus();
}

function place(notice) {
  const { style } = document.documentElement;
  const tabs = document.querySelector("dialog[open]") ? null : document.querySelector(".tabs")?.getBoundingClientRect();
  // As a rail they begin at the head.
  const foot = tabs?.top > 0 ? innerHeight - tabs.top : 0;
  style.setProperty("--foot", `${foot}px`);
  const { top: edge, height } = notice.getBoundingClientRect();
  const inSight = [...document.querySelectorAll(CONTROLS)].filter((control) => {
    const { width, top, bottom } = control.getBoundingClientRect();
    return width && top >= 0 && bottom > edge && (bottom <= edge + height || (control.matches(UNDO) && top < edge + height));
  });
  remember();
  style.setProperty("--strip", `${height}px`);
  inSight.forEach(bringAbove);
}

function uncover(notice) {
  const { top: edge, bottom: foot } = notice.getBoundingClientRect();
  const covered = [...document.querySelectorAll(UNDO)].filter((control) => {
    const { width, top, bottom } = control.getBoundingClientRect();
    return width && bottom > edge && top < foot;
  });
  covered.forEach(bringAbove);
}

const bringAbove = (control) => control.scrollIntoView({ block: "nearest", behavior: "instant" });

function placeAnew() {
  if (shown?.isConnected) place(box());
}

// `name` is one of the templates at the end of the layout: sentences come translated with the page,
// and `what` as well, which replaces the <b> of some.
export function show(name, what) {
  const template = document.getElementById(`notice-${name}`);
  if (!template) return;
  box().replaceChildren(template.content.cloneNode(true));
  if (what) box().querySelector("b").textContent = what;
  raise();
}

document.addEventListener("htmx:after:swap", () => raise());
document.addEventListener("click", (event) => {
  if (event.target.closest("#notice [data-closes]")) close(box());
  else if (event.target.closest("[data-reloads]")) location.reload();
});
box().addEventListener("focusin", ({ relatedTarget }) => {
  if (!box().contains(relatedTarget)) cameFrom = relatedTarget;
});
addEventListener("resize", placeAnew);
// A sheet has closed, and what it said stands above the tabs, which are there again.
document.addEventListener("close", placeAnew, true);
raise();
