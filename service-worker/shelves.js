// Documents and messages that are kept go once they are within reach no more: every answer says which are (X-Shelves).
const SHELVES_AT = "/documents/.shelves"; // no page: which documents were within reach when the server last answered
const OF_SHELVES = /^\/conversations|\/documents(\/[0-9a-f-]{36}|\/arrival)?$/;

// A child whose right was taken back, and whoever lost a connection, has none of its documents left on the device once the
// server has answered anything. What is still within reach is asked for anew with the next list. Returns what is to be done
// when the page is shown: pictures, which the browser keeps by itself, are none any more once they were asked for in vain.
async function forgetUnreached({ headers }) {
  const name = `profile-${headers.get("x-profile")}`;
  const shelves = headers.get("x-shelves");
  if (!shelves || !(await caches.has(name))) return null;
  const cache = await caches.open(name);
  const before = await cache.match(SHELVES_AT, ANY);
  if (before?.headers.get("x-shelves") === shelves) return null;
  const noted = (path, more) =>
    cache.put(path, new Response("", { headers: { "x-release": headers.get("x-release"), ...more } }));
  await noted(SHELVES_AT, { "x-shelves": shelves });
  if (!before) return null;
  era += 1;
  const pictures = await forgetShelves(cache);
  if (await cache.match(SHARED_AT, ANY)) await noted(SHARED_AT, { "x-stored-at": new Date(0).toISOString() });
  return async () => {
    for (const [picture] of pictures) await fetch(picture, { cache: "reload" }).catch(() => {});
  };
}

async function forgetShelves(cache) {
  const pictures = [];
  for (const key of await cache.keys()) {
    const { pathname } = new URL(key.url);
    if (pathname !== DETAILS && !OF_SHELVES.test(pathname)) continue;
    const page = await (await cache.match(key, ANY)).text();
    pictures.push(...page.matchAll(/\/documents\/[0-9a-f-]{36}\/preview\/\w+/g));
    await cache.delete(key, ANY);
  }
  return pictures;
}
