// Whether the server answers now; a browser that thinks that it is online may stand behind a network that is cut. It is
// asked for what costs it least; the worker answers only navigations.
const ADDRESS = "/offline";
const PATIENCE_MS = 10_000;

export async function reaches() {
  if (!navigator.onLine) return false;
  const how = { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) };
  return fetch(ADDRESS, how).then(({ status }) => status < 502, () => false);
}
