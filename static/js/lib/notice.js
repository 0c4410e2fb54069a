// The notice lies over everything, also over an open sheet, hence a popover once there is script.
// It stands at the foot, or at the head where it would cover a control that is wanted now; where it covers one in both,
// the page moves under it.
const WANTED = "undo-window button, dialog[open] :is(button, a), .button--main, .actions :is(button, a)";
const UNDO = "undo-window button";

const box = () => document.getElementById("notice");

export function raise() {
  const notice = box();
  if (!notice.firstElementChild) return;
  notice.popover = "manual";
  if (notice.matches(":popover-open")) notice.hidePopover();
  notice.showPopover();
  place(notice);
}

function place(notice) {
  delete notice.dataset.place;
  if (!covered(notice, WANTED)) return;
  notice.dataset.place = "head";
  if (covered(notice, WANTED)) delete notice.dataset.place;
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
  if (event.target.closest("#notice [data-closes]")) box().replaceChildren();
  else if (event.target.closest("[data-reloads]")) location.reload();
});
