// The notice lies over everything, also over an open sheet, hence a popover once there is script. It is announced once,
// and leaves by itself unless there is something to do or something went wrong.
// It stands at the foot, or at the head where it would cover a control; where it covers one in both, the page moves under
// it for the one that is wanted now.
const STAYS_MS = 5_000;
const STAYING = ".notice--error, :has(a, .notice__action)";
const CONTROLS = ":is(main, dialog[open]) :is(.button, button, input, select, textarea, .header__back)";
const UNDO = "undo-window button";

let shown;
let timer;
let cameFrom;

const box = () => document.getElementById("notice");

export function raise() {
  const notice = box();
  const latest = notice.firstElementChild;
  // What is there already is not said again when something else of the page has changed.
  if (!latest || latest === shown) return;
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
  notice.replaceChildren();
  notice.hidePopover?.();
  if (hadFocus) cameFrom?.focus();
}

function place(notice) {
  delete notice.dataset.place;
  if (!covered(notice, CONTROLS)) return;
  notice.dataset.place = "head";
  if (covered(notice, CONTROLS)) delete notice.dataset.place;
  covered(notice, UNDO)?.scrollIntoView({ block: "center" });
}

function covered(notice, wanted) {
  const over = notice.firstElementChild.getBoundingClientRect();
  return [...document.querySelectorAll(wanted)].find((control) => {
    const { left, right, top, bottom, width } = control.getBoundingClientRect();
    return width && left < over.right && right > over.left && top < over.bottom && bottom > over.top;
  });
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
raise();
