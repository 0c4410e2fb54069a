// This device's push subscription: made, compared with what the server has, and ended.
const ADDRESS = "/push-subscriptions";
const PATIENCE_MS = 3_000;
const post = (path, body) => fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });

export const isPossible = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

// The worker, or nothing where the browser starts none: it may be forbidden.
export async function ready() {
  if (!isPossible()) return null;
  return Promise.race([navigator.serviceWorker.ready, new Promise((late) => setTimeout(late, PATIENCE_MS))]);
}

export async function current() {
  return (await ready())?.pushManager.getSubscription() ?? null;
}

export async function subscribe() {
  return renew(await known());
}

export async function unsubscribe() {
  await (await current())?.unsubscribe();
}

// Tells the server as well; logging out needs no telling, it forgets the device by itself.
export async function end() {
  await post(`${ADDRESS}/deletion`);
  await unsubscribe();
}

// Browsers lose and change subscriptions without a word, so each start of the app looks after it.
export async function compare() {
  if (!isPossible() || Notification.permission !== "granted") return;
  const [theirs, ours] = [await known(), await current()];
  const hasSameKey = !ours?.options.applicationServerKey || encoded(ours.options.applicationServerKey) === theirs.application_server_key;
  if (ours && hasSameKey && ours.endpoint !== theirs.endpoint) await tell(ours);
  else if ((ours && !hasSameKey) || (!ours && theirs.endpoint)) await renew(theirs, ours);
}

async function renew({ application_server_key: applicationServerKey }, old = null) {
  await old?.unsubscribe();
  const { pushManager } = await navigator.serviceWorker.ready;
  return tell(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

async function tell(subscription) {
  const answer = await post(ADDRESS, JSON.stringify(subscription));
  if (!answer.ok) throw new Error(`push subscription: ${answer.status}`);
  return subscription;
}

async function known() {
  return (await fetch(ADDRESS, { headers: { Accept: "application/json" } })).json();
}

function encoded(key) {
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
