// The notice lies over everything, also over an open sheet, hence a popover once there is script.
const box = () => document.getElementById("notice");

export function raise() {
  const notice = box();
  if (!notice.firstElementChild) return;
  notice.popover = "manual";
  if (notice.matches(":popover-open")) notice.hidePopover();
  notice.showPopover();
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
