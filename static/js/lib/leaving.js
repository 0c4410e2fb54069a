// Logging out or changing the profile: the device gives up its push subscription at a logout, and
// what other windows, or pages that the way back would show, hold of the earlier profile goes.
const PATIENCE_MS = 1000;
const LEFT_MS = 1500;

export function watch() {
  const others = new BroadcastChannel("profile");
  // Browsers also drop a page that waits for the way back when such a message reaches it.
  others.addEventListener("message", () => setTimeout(() => location.replace("/"), LEFT_MS));
  document.addEventListener("submit", (event) => {
    const { pathname } = new URL(event.target.action, location.href);
    const isLogout = pathname === "/logout";
    if (event.target.method !== "post" || !(isLogout || /^\/profiles\/[^/]+\/choice$/.test(pathname))) return;
    others.postMessage("left");
    sessionStorage.clear();
    if (isLogout) leave(event);
  });
}

async function leave(event) {
  event.preventDefault();
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const ended = import("./push.js").then(({ unsubscribe }) => unsubscribe());
  await Promise.race([ended.catch(() => {}), late]);
  event.target.submit();
}
