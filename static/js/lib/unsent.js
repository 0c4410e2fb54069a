// Messages that the server does not have yet: in IndexedDB, so that they outlive the app, each with the id under which it
// is stored once however often it is sent. The service worker has this file as well, without its exports
// (web/pages/pwa.py), and sends when the network is back and no page is open.
const SENT_MS = 20_000;
const REFUSING = [401, 403, 404, 409, 410, 413, 422];

function inStore(mode, act) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("unsent", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("messages", { keyPath: "key" });
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const transaction = asked.result.transaction("messages", mode);
      const done = act(transaction.objectStore("messages"));
      transaction.oncomplete = () => resolve(done.result);
      transaction.onabort = () => reject(transaction.error);
      asked.result.close(); // once the transaction is over
    };
  });
}

export const keepUnsent = (message) => inStore("readwrite", (store) => store.put(message));
export const dropUnsent = (key) => inStore("readwrite", (store) => store.delete(key));
export const forgetUnsent = () => inStore("readwrite", (store) => store.clear());
export const everyUnsent = async () => (await inStore("readonly", (store) => store.getAll())).sort((one, other) => one.at - other.at);

// One after the other, in the order in which they were written, and by one page or the worker at a time; what is refused
// waits for its author, what cannot be sent now for the network. Each is told of once it is settled.
export function sendUnsent(told = () => {}) {
  return navigator.locks.request("unsent", async () => {
    for (const message of await everyUnsent()) {
      if (message.refused) continue;
      const became = await sent(message);
      if (became.isSent) await dropUnsent(message.key);
      else if (became.refused) await keepUnsent({ ...message, ...became });
      told(message, became);
      if (became.isLater) return false;
    }
    return true;
  });
}

async function sent({ key, address, words, quotes = "", profile }) {
  const headers = { Accept: "text/plain", "X-Lernfaden-Profile": profile };
  const how = { method: "POST", body: new URLSearchParams({ key, words, quotes }), headers, redirect: "manual" };
  try {
    const answer = await fetch(address, { ...how, signal: AbortSignal.timeout(SENT_MS) });
    if (answer.ok) return { isSent: true };
    if (REFUSING.includes(answer.status)) return { refused: await answer.text() };
  } catch {
    // As when the server is away.
  }
  return { isLater: true };
}
