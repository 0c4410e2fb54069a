// Shows what is pushed and acts on its buttons. Every push becomes a visible notification: iOS takes
// the subscription away after three that did not.
const NEWS = { de: "Es gibt Neues.", en: "There is news." };

addEventListener("push", (event) => event.waitUntil(announce(event.data)));
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(resubscribe(event)));
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clicked(event.action, event.notification, event.reply));
});

const news = (lang) => NEWS[lang] ?? NEWS[navigator.language.slice(0, 2)] ?? NEWS.en;
const picture = (name) => `/static/${RELEASE}/icons/${name}.png`;

async function announce(data) {
  const { notification = {}, app_badge: badge } = read(data);
  const { title = "Lernfaden", body = news(notification.lang), ...rest } = notification;
  const { navigate = "/notifications", tag = "news", lang = "", actions = [] } = rest;
  const addresses = Object.fromEntries(actions.map((one) => [one.action, one.navigate]));
  const kept = { ...rest.data, navigate, addresses };
  await show(title, body, { tag, lang, actions, data: kept });
  await navigator[badge ? "setAppBadge" : "clearAppBadge"]?.(badge || undefined);
  await refresh();
}

function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

// The same tag replaces what is shown, so a message that comes twice shows once.
function show(title, body, { tag, lang, actions, data }) {
  const buttons = actions.map(({ navigate, ...button }) => button);
  const pictures = { icon: picture("icon-192"), badge: picture("badge-96") };
  return registration.showNotification(title, { body, tag, lang, data, actions: buttons, ...pictures });
}

async function clicked(action, { title, tag, lang, data, actions: buttons }, reply) {
  const isAnswered = action === "reply" && reply?.trim();
  if (action !== "confirm" && !isAnswered) return open(data.addresses[action] ?? data.navigate);
  const { said, leads } = await (isAnswered ? answer(data, isAnswered) : confirm(data));
  if (!said) return refresh();
  const actions = buttons.filter((one) => one.action === "open");
  const shown = leads ? { ...data, navigate: leads } : data;
  await show(title, said, { tag, lang, actions, data: shown });
  // Not allowed once the answer took long; a tap on what is shown leads there as well.
  if (leads) await open(leads).catch(() => null);
  return refresh();
}

// Goes as what is written in the app does, and waits for the network likewise; says why it was refused.
async function answer({ addresses, profile }, words) {
  const key = crypto.randomUUID();
  let said;
  await keepUnsent({ key, profile, address: `${new URL(addresses.reply).pathname}/messages`, words, at: Date.now() });
  const isDone = await sendUnsent((message, became) => (said = message.key === key ? became.refused : said));
  if (!isDone) await registration.sync?.register("unsent").catch(() => {});
  return { said };
}

// Confirms as the profile that was told, whichever is chosen on the device: what is said of it, and where it leads
// when something has to be done first.
async function confirm({ addresses, profile, offline, login }) {
  const headers = { Accept: "text/plain", "X-Lernfaden-Profile": profile };
  const request = { method: "POST", headers, credentials: "same-origin", redirect: "manual" };
  try {
    const answer = await fetch(addresses.confirm, request);
    if (answer.status >= 502) return { said: offline };
    const isSentence = answer.headers.get("content-type")?.startsWith("text/plain");
    return { said: isSentence ? await answer.text() : login, leads: answer.headers.get("x-leads") };
  } catch {
    return { said: offline };
  }
}

async function open(address) {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return null;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => one.url === url.href);
  // Never leads an open window elsewhere: something may be typed in it.
  return there ? there.focus() : clients.openWindow(url.href);
}

async function resubscribe({ newSubscription, oldSubscription }) {
  const applicationServerKey = oldSubscription?.options.applicationServerKey ?? (await ourKey());
  const options = { userVisibleOnly: true, applicationServerKey };
  const subscription = newSubscription ?? (await registration.pushManager.subscribe(options));
  const headers = { "Content-Type": "application/json" };
  await fetch("/push-subscriptions", { method: "POST", headers, body: JSON.stringify(subscription) });
}

async function ourKey() {
  return (await (await fetch("/push-subscriptions")).json()).application_server_key;
}
