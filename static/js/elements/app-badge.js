// <app-badge count="3">: the number of unread notifications on the app's icon, where there is one.
// What is inside shows it in the page; it stays the server's.
class AppBadge extends HTMLElement {
  static observedAttributes = ["count"];

  attributeChangedCallback() {
    const count = Number(this.getAttribute("count")) || 0;
    const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    set?.catch(() => {});
  }
}

customElements.define("app-badge", AppBadge);
