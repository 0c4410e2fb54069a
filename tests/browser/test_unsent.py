"""Without a network each form says what it did not do, and what was typed into it stays."""

from collections.abc import Mapping
from typing import NamedTuple

from playwright.async_api import Locator, Page, expect

from tests.browser.harness import Instance, Windows, after, enter
from tests.rules import rule

DAY, START = after(days=28)[0], "16:20"
GIVES_UP = "Absagen und verschieben"
AT, WORDS = {"date": DAY, "start": START}, "Das soll nicht verloren gehen"


class Sent(NamedTuple):
    """Shape: address with what was found in it; what is typed by the name of its field; what is
    said that did not happen.
    """

    address: str
    typed: Mapping[str, str]
    button: str
    says: str = "Nicht gespeichert"


OF_JONAS = (
    Sent(
        "/sessions/new?like={mila}",
        AT | {"message": WORDS},
        "Session einstellen",
        "Nicht eingestellt",
    ),
    Sent(
        "/sessions/new?kind=alternatives&learner={mila}",
        AT | {"date_2": DAY, "start_2": "17:40"},
        "Session einstellen",
        "Nicht eingestellt",
    ),
    Sent(
        "/sessions/new?kind=series&learner={mila}",
        AT | {"times": "7"},
        "Termine ansehen",
        "Nicht eingestellt",
    ),
    Sent("/groups/new", AT | {"message": WORDS}, "Gruppe einstellen", "Nicht eingestellt"),
    Sent("{group}", {}, "Vorschlagen", "Nicht vorgeschlagen"),
    Sent("{group}/cancellation", {}, "Ganze Gruppe absagen", "Nicht abgesagt"),
    Sent("{coming}/move", AT, "Verschieben", "Nicht verschoben"),
    Sent("{given_up}/wish", {"reason": WORDS}, "Antworten", "Nicht gesendet"),
    Sent("{held}/note", {"for_family": WORDS, "private": WORDS}, "Speichern"),
    Sent("/availability", {"from-0-0": "14:35"}, "Speichern"),
    Sent("/availability/absences", {"first_on": DAY, "reason": WORDS}, "Eintragen"),
    Sent("/availability/days", {"day": DAY, "from-0": START}, "Speichern"),
    Sent("/availability/calendars", {"name": WORDS, "address": "https://"}, "Hinzufügen"),
    Sent("/availability/rules", {"window_days": "77"}, "Speichern"),
)
OF_NADIA = (
    Sent("/sessions", {}, "Bestätigen", "Nicht bestätigt"),
    Sent("{asked}/decline", AT | {"reason": WORDS}, "Passt nicht", "Nicht beantwortet"),
    Sent("{slot}", {"note": WORDS}, "Bestätigen", "Nicht angefragt"),
    Sent("{group}/joining", {}, "Bestätigen", "Nicht angemeldet"),
    Sent("{coming}/sooner-wait", {}, "Bescheid bekommen", "Nicht vorgemerkt"),
    Sent("/settings/times/{tom}", {"from-0-0": "14:35"}, "Speichern"),
    Sent("/settings/profile", {"name": "Nadia K."}, "Speichern"),
    Sent("{given_up}/rescheduling", {"words": WORDS}, GIVES_UP, "Nicht verschoben"),
)


@rule("N4")
async def test_what_is_not_done_without_a_network_is_said_so(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    jonas = await enter(windows, demo, "jonas", device="tablet")
    found = await _found(nadia)
    for form in OF_NADIA:
        await _try(nadia, form, found)
    # What was typed is sent once there is a network again: a wish that Jonas has to answer.
    await nadia.get_by_role("button", name=GIVES_UP).click()
    await expect(nadia.get_by_role("main")).to_contain_text("Abgesagt")
    for form in OF_JONAS:
        await _try(jonas, form, found)


async def _try(page: Page, form: Sent, found: Mapping[str, str]) -> None:
    await page.goto(form.address.format(**found))
    main = page.get_by_role("main")
    await page.context.set_offline(True)
    for name, text in form.typed.items():
        await main.locator(f'[name="{name}"]').fill(text)
    await main.get_by_role("button", name=form.button, exact=True).first.click()
    said = f"{form.says}: keine Verbindung."
    await expect(page.locator("#notice"), form.address).to_have_text(said)
    for name, text in form.typed.items():
        await expect(main.locator(f'[name="{name}"]'), form.address).to_have_value(text)
    await page.context.set_offline(False)


async def _found(nadia: Page) -> dict[str, str]:
    """What the demo world has of each, and a slot that is chosen but not asked for."""
    await nadia.goto("/sessions")
    agreed = nadia.locator(".knot[data-state=confirmed]", has_text="Mathe ·").filter(
        has_text="Mila"
    )
    found = {
        "asked": await _to(nadia.locator(".card--waiting a[href$='/decline']")),
        "coming": await _to(agreed),
        "given_up": await _to(agreed.last),
    }
    await nadia.goto("/sessions/past")
    found["held"] = await _to(nadia.locator(".knot[data-state=completed]"))
    await nadia.goto("/settings/times")
    for name in ("Mila", "Tom"):
        times = await _to(nadia.get_by_role("main").get_by_role("link", name=name))
        found[name.lower()] = times.rpartition("/")[2]
    await nadia.goto("/requests/new")
    found["group"] = await _to(nadia.get_by_role("link", name="Matheclub"))
    for name in ("Mathe 45", "Tom"):
        await nadia.get_by_role("link", name=name).click()
    await nadia.locator(".sheet-days a").last.click()
    await nadia.locator("#times button").last.click()
    await expect(nadia.get_by_label("Nachricht an Jonas")).to_be_visible()
    found["slot"] = nadia.url
    return found


async def _to(place: Locator) -> str:
    """Where its first link leads. Shape: without the noun at its end."""
    link = place.first
    address = await link.get_attribute("href") or await link.locator("a").first.get_attribute(
        "href"
    )
    assert address
    return address.removesuffix("/decline").removesuffix("/joining")
