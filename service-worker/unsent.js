// Sends messages that wait on the device once the browser says that the network is back; static/js/lib/unsent.js is
// served with this.
addEventListener("sync", (event) => {
  if (event.tag === "unsent") event.waitUntil(sendUnsent().then((isDone) => isDone || Promise.reject()));
});
