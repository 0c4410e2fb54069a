"""A tutor and a family who have never been here, on an instance where nobody is yet."""

import time

import pytest
from playwright.async_api import expect

from tests.browser import journey
from tests.browser.harness import Instance, Windows, after
from tests.browser.taps import Taps
from tests.rules import rule


@pytest.mark.scaled_out
@rule("B2", "S3", "S8", "K2", "K5")
async def test_a_tutor_and_a_family_come_and_agree(windows: Windows, empty: Instance) -> None:
    await _come_and_agree(windows, empty, scripts=True)


@rule("B2", "N6", "S3", "S8", "K2", "K5")
async def test_without_scripts_they_come_and_agree(windows: Windows, empty: Instance) -> None:
    """Choice: on one server, for what several share is asked for in the same way with scripts."""
    await _come_and_agree(windows, empty, scripts=False)


async def _come_and_agree(windows: Windows, empty: Instance, *, scripts: bool) -> None:
    tutor = await windows.open(empty, "desktop", java_script_enabled=scripts)
    family = await windows.open(empty, "phone", java_script_enabled=scripts)
    way = "scripts" if scripts else "plain"
    robin, kim = f"robin-{way}@familie.example", f"kim-{way}@familie.example"

    await journey.start_as_provider(tutor, robin)
    await journey.prove_address(tutor, empty, robin)
    await journey.add_service(tutor)
    await journey.connect(family, await journey.invite(tutor), kim)
    await journey.grant(tutor, 5)
    in_time = await journey.propose_and_confirm(tutor, family, after(hours=30))
    late = await journey.propose_and_confirm(tutor, family, after(hours=3))
    await journey.balance(family, free=3, held=2)

    await journey.open_cancellation(family, in_time)
    await expect(family.get_by_text("Kostenfrei", exact=True)).to_be_visible()
    await family.get_by_role("button", name="Session absagen").click()
    await expect(family.get_by_role("main")).to_contain_text("Abgesagt")
    await journey.balance(family, free=4, held=1)

    await journey.open_cancellation(family, late)
    await expect(family.get_by_text("Der Credit verfällt")).to_be_visible()
    await family.get_by_role("button", name="Trotzdem absagen").click()
    await expect(family.get_by_role("main")).to_contain_text("Abgesagt")
    await journey.balance(family, free=4, held=0)
    await expect(family.get_by_role("main")).to_contain_text("verfallen")


@rule("A11", "B1", "B2", "S3")
@pytest.mark.parametrize("device", ["phone", "tablet", "desktop"])
async def test_the_first_session_is_agreed_within_twenty_taps_and_three_minutes(
    windows: Windows, empty: Instance, device: str
) -> None:
    tutor, family = await windows.open(empty, device), await windows.open(empty)
    taps, began = Taps(), time.monotonic()
    await tutor.goto("/")
    await taps.press(tutor, "Als Anbieter:in starten")
    await taps.type(tutor, name="Clara Falk", email=f"clara-{device}@x.example")
    await taps.press(tutor, "Konto anlegen")
    await taps.press(tutor, "Leistung anlegen")
    await taps.type(tutor, name="Mathe")
    await taps.press(tutor, "Speichern")
    await taps.press(tutor, "Einladung erstellen")
    await tutor.wait_for_url("**/invitations/new")
    await taps.press(tutor, "Einladung erstellen")
    link = await tutor.get_by_label("Einladungslink", exact=True).input_value()
    await tutor.locator("live-updates").wait_for(state="attached")

    await family.goto(link)
    await expect(family.get_by_role("heading", name="Clara Falk lädt euch ein")).to_be_visible()
    await taps.type(family, child_name="Lia", name="Kim Nowak", email=f"kim-{device}@x.example")
    await taps.press(family, "Verbinden")
    await expect(family.get_by_text("Clara Falk schlägt euch jetzt Termine vor")).to_be_visible()

    await expect(tutor.get_by_role("heading", name="Familie Nowak ist da!")).to_be_visible()
    await taps.press(tutor, "Credits gutschreiben")
    await taps.type(tutor, count="5", reason="Zum Anfang")
    await taps.press(tutor, "Gutschreiben")
    await taps.press(tutor, "Session einstellen")
    await tutor.wait_for_url("**/sessions/new?*")
    date, start = after(hours=50)
    await taps.type(tutor, date=date, start=start)
    await taps.choose(tutor, "bei der Familie")
    await taps.press(tutor, "Session einstellen")
    await expect(family.get_by_role("heading", name="Wartet auf euch")).to_be_visible()
    await taps.press(family, "Bestätigen")
    await expect(family.get_by_text("Bestätigt! Die Session steht.")).to_be_visible()
    # Opening the link and passing it on are taps as well, outside of our pages.
    assert taps.count + 2 <= 20
    assert time.monotonic() - began < 180


@rule("A2")
@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_a_pin_is_checked_where_somebody_stands(
    windows: Windows, empty: Instance, scripts: bool
) -> None:
    tutor = await windows.open(empty, java_script_enabled=scripts)
    email = f"lea-{scripts:d}@x.example"
    await journey.start_as_provider(tutor, email)
    pin = await empty.pin_for(email)
    panel = tutor.get_by_role("region", name="Bestätige deine E-Mail-Adresse")
    box = await panel.bounding_box()
    assert box is not None and box["height"] < 130, "it stands on every page of a phone"
    await tutor.get_by_label("PIN", exact=True).fill(f"{(int(pin) + 1) % 10**6:06}")
    await tutor.get_by_role("button", name="PIN prüfen").click()
    await expect(panel.get_by_text("Die PIN stimmt nicht.")).to_be_visible()
    if scripts:
        await expect(tutor.get_by_role("link", name="Leistung anlegen")).to_be_visible()
    await journey.prove_address(tutor, empty, email)
    await tutor.wait_for_url("**/services")
    await expect(tutor.get_by_role("link", name="Leistung anlegen")).to_be_visible()
