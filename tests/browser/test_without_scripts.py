"""Without scripts: several times to choose from, others in return, a group, a day: by pages alone.

Late in the evening, so that at any hour each is outside of Jonas' hours, and he is told so first.
"""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.harness import Instance, Windows, after, enter, path_of
from tests.browser.test_choosing import fill
from tests.rules import rule

Starts = tuple[str, str]


@rule("N6", "S2", "S3", "S18")
async def test_without_scripts_times_and_a_group_are_agreed(
    windows: Windows, demo: Instance
) -> None:
    jonas = await enter(windows, demo, "jonas", device="tablet", java_script_enabled=False)
    nadia = await enter(windows, demo, "nadia", "Nadia", java_script_enabled=False)
    dora = await enter(windows, demo, "dora", "Dora", java_script_enabled=False)
    await times_go_to_and_fro_until_one_is_picked(jonas, nadia)
    await a_group_is_proposed_confirmed_and_called_off(jonas, nadia, dora)


@pytest.mark.parametrize("device", ["phone", "tablet", "desktop"])
@rule("N6")
async def test_without_scripts_each_day_leads_to_its_form(
    windows: Windows, demo: Instance, device: str
) -> None:
    page = await enter(windows, demo, "jonas", device=device, java_script_enabled=False)
    await page.get_by_role("link", name="Woche danach").first.click()
    sunday = page.locator(".week__day").nth(6)
    new = sunday.get_by_role("link", name="Session einstellen")
    inside, around = await new.bounding_box(), await sunday.bounding_box()
    assert inside and around and inside["width"] >= 44
    assert inside["x"] + inside["width"] <= around["x"] + around["width"]
    day = await sunday.get_attribute("data-date")
    await new.click()
    await expect(page.get_by_label("Datum")).to_have_value(str(day))


async def times_go_to_and_fro_until_one_is_picked(jonas: Page, nadia: Page) -> None:
    await jonas.goto("/sessions/new")
    await jonas.get_by_role("link", name="Mehrere zur Wahl").click()
    await jonas.get_by_label("Kind", exact=True).select_option(label="Mila")
    await _propose(jonas, [late(32), late(33), late(34)])
    card = await _card(nadia, jonas.url, 3)
    await card.get_by_role("link", name="Passt nicht").click()
    await fill(nadia, [late(35), late(36)])
    await nadia.get_by_label("Nachricht an Jonas").fill("Lieber etwas später, ohne Eile")
    await nadia.get_by_role("button", name="Passt nicht").click()
    await expect(nadia.get_by_role("main")).to_contain_text("2 Zeiten zur Wahl")

    await jonas.goto("/calendar")
    task = jonas.locator(".todo__list > li", has_text="Lieber etwas später, ohne Eile")
    await expect(task.get_by_role("button", name="Annehmen")).to_have_count(2)
    await task.get_by_role("link", name="Andere vorschlagen").click()
    await jonas.get_by_role("link", name="Mehrere zur Wahl").click()
    await _propose(jonas, [late(37), late(38)])
    card = await _card(nadia, jonas.url, 2)
    await card.get_by_role("button", name="Bestätigen").last.click()
    await expect(nadia.get_by_role("button", name="Rückgängig")).to_be_visible()
    await expect(nadia.get_by_role("main")).to_contain_text("Bestätigt")


async def a_group_is_proposed_confirmed_and_called_off(
    jonas: Page, nadia: Page, dora: Page
) -> None:
    await jonas.goto("/sessions/new")
    await jonas.get_by_role("link", name="Gruppe", exact=True).click()
    await fill(jonas, [late(39)])
    await jonas.get_by_label("Nachricht an die Familie").fill("Abends, mit Taschenlampen")
    for name in ("Mila", "Emil"):
        await jonas.get_by_role("checkbox", name=name).check()
    await jonas.get_by_role("button", name="Gruppe einstellen").click()
    await expect(jonas.get_by_role("checkbox", name="Emil")).to_be_checked()
    await jonas.get_by_role("button", name="Trotzdem einstellen").click()
    main = jonas.get_by_role("main")
    await expect(main).to_contain_text("0 von 5")
    for family in (nadia, dora):
        await family.goto("/sessions")
        card = family.locator(".card--waiting", has_text="Abends, mit Taschenlampen")
        await card.get_by_role("button", name="Bestätigen").click()
        await expect(family.get_by_role("button", name="Rückgängig")).to_be_visible()
    await jonas.reload()
    await expect(main).to_contain_text("2 von 5")
    await expect(dora.get_by_role("main")).not_to_contain_text("Mila")

    await nadia.get_by_role("link", name="Absagen").click()
    await nadia.get_by_role("button", name="Session absagen").click()
    await expect(nadia.get_by_role("main")).to_contain_text("Abgesagt")
    await jonas.reload()
    await expect(main).to_contain_text("1 von 5")
    await jonas.get_by_role("link", name="Ganze Gruppe absagen").click()
    await jonas.get_by_role("button", name="Ganze Gruppe absagen").click()
    await expect(main).to_contain_text("abgesagt")
    await dora.reload()
    await expect(dora.get_by_role("main")).to_contain_text("Abgesagt")


def late(days: int) -> Starts:
    return after(days=days)[0], "22:15"


async def _propose(jonas: Page, times: list[Starts]) -> None:
    """What was typed stays where he is asked first."""
    await fill(jonas, times)
    await jonas.get_by_role("button", name="Session einstellen").click()
    await expect(jonas.locator("[name=date_2]")).to_have_value(times[1][0])
    await jonas.get_by_role("button", name="Trotzdem einstellen").click()
    await expect(jonas.get_by_role("main")).to_contain_text(f"{len(times)} Zeiten zur Wahl")


async def _card(nadia: Page, address: str, count: int) -> Locator:
    """Where she picks one of so many. Shape: the address of a session, as Jonas has it."""
    await nadia.goto("/sessions")
    card = nadia.locator(f".card--waiting:has(a[href='{path_of(address)}'])")
    await expect(card.get_by_role("button", name="Bestätigen")).to_have_count(count)
    return card
