// On the page of last resort: back to what was wanted as soon as the server answers. Alone and short, for the service
// worker carries it with it, and a browser that thinks that it is online may stand behind a network that is cut.
const EVERY_MS = 4_000;
async function again() {
  const { status } = await fetch("/offline", { method: "HEAD", cache: "no-store" }).catch(() => ({ status: 502 }));
  if (status < 502) location.reload();
}
addEventListener("online", again);
setInterval(again, EVERY_MS);
