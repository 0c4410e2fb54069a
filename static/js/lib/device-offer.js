// Where the clock or the language of this device is another than the profile's, it is offered to switch, once nothing
// else is said in that place: on this device once for this zone or language, long enough to be read. Both stand
// in the profile's settings as well.
const ADDRESS = "/settings/device";
const OURS = ["de", "en"];
const READ_MS = 4_000;
const notice = document.getElementById("notice");

// Zones of many names have one clock; what counts is whether any month shows another one.
function isSameClock(here, there) {
  const year = new Date().getFullYear();
  const shown = (timeZone) => new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  const [one, other] = [shown(here), shown(there)];
  const moments = Array.from({ length: 12 }, (_, month) => new Date(year, month, 15));
  return [new Date(), ...moments].every((moment) => one.format(moment) === other.format(moment));
}

function nothingElseIsSaid() {
  return new Promise((done) => {
    const look = () => notice.firstElementChild || (watching.disconnect(), done());
    const watching = new MutationObserver(look);
    watching.observe(notice, { childList: true });
    look();
  });
}

export async function offer(zone, language) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const spoken = navigator.language.slice(0, 2);
  const offers = [
    here && !isSameClock(here, zone) && ["time_zone", here, zone],
    OURS.includes(spoken) && spoken !== language && ["language", spoken, language],
  ];
  const found = offers.find((one) => one && !localStorage.getItem(one.join(" ")));
  if (!found) return;
  const key = found.join(" ");
  await nothingElseIsSaid();
  const said = new URLSearchParams([found.slice(0, 2)]);
  await htmx.ajax("GET", `${ADDRESS}?${said}`, { target: notice, swap: "innerHTML" }).catch(() => {});
  if (!notice.querySelector("#device")) return;
  const asked = () => localStorage.setItem(key, "asked");
  notice.addEventListener("click", asked, { once: true });
  setTimeout(asked, READ_MS);
}
