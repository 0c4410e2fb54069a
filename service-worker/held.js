// What another app shares with the installed one: kept on the device until it is sent, left out, or a week old. Whose it is
// the page says that shows it (static/js/elements/held-files.js), as somebody may have to log in first; it goes with that
// profile. Whoever leads a browser here can only have files shown; nothing is sent before somebody chose with whom.
const ARRIVAL = "/documents/arrival";
const HELD = "held";
const HELD_MS = 7 * 24 * 60 * 60 * 1000;

async function hold(request) {
  const held = await caches.open(HELD);
  try {
    await forgetHeld((headers) => Date.now() - Date.parse(headers.get("x-held-at")) > HELD_MS);
    for (const file of (await request.formData()).getAll("files")) {
      if (!(file instanceof File)) continue;
      const headers = {
        "content-type": file.type || "application/octet-stream",
        "x-name": encodeURIComponent(file.name),
        "x-held-at": new Date().toISOString(),
      };
      await held.put(`${ARRIVAL}/${crypto.randomUUID()}`, new Response(file, { headers }));
    }
  } catch {
    return Response.redirect(`${ARRIVAL}?lost`, 303);
  }
  return Response.redirect(ARRIVAL, 303);
}

async function forgetHeld(isMeant) {
  const held = await caches.open(HELD);
  for (const key of await held.keys()) if (isMeant((await held.match(key)).headers)) await held.delete(key);
}
