// The way back asks the server anew, which shows what has changed since, and nothing of somebody who has logged
// out or of another profile. Without a network what is shown stays; a page that answers a mistake in a form was
// sent, and is not sent again.
import { reaches } from "./reaching.js";

const isKept = Boolean(document.documentElement.dataset.storedAt);

export function askAnew() {
  const [{ type, responseStatus = 200 } = {}] = performance.getEntriesByType("navigation");
  const isOurs = !isKept && responseStatus < 400;
  if (isOurs && type === "back_forward") reload();
  addEventListener("pageshow", ({ persisted }) => isOurs && persisted && reload());
}

async function reload() {
  if (await reaches()) location.reload();
}
