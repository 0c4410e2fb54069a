"""What has come under the finger takes no tap for a moment, and everything else takes it at once.

The page's clock stands still, so that a moment is never over before the tap."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.harness import Instance, Windows, after, enter, iso, log_in, waiting
from tests.browser.proposing import proposed
from tests.rules import rule

pytestmark = pytest.mark.moving


async def stop_clock(page: Page) -> None:
    await page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))


def confirmed_by(page: Page) -> list[str]:
    """The addresses to which a page sends a confirmation from now on."""
    sent: list[str] = []
    page.on(
        "request",
        lambda asked: sent.append(asked.url) if asked.url.endswith("/confirmation") else None,
    )
    return sent


@rule("S3")
async def test_what_has_come_under_the_finger_takes_no_tap(
    windows: Windows, demo: Instance
) -> None:
    # At night, when nobody in the demo world has a session, and before all that waits there.
    day, _ = after(days=2)
    await proposed(demo, (day, "04:00"), learner="Tom")
    page = await windows.open(demo)
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    confirm = page.locator(".card--waiting").first.get_by_role("button", name="Bestätigen")
    place = await confirm.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    await stop_clock(page)
    sent = confirmed_by(page)
    sooner = (day, "01:00")
    await proposed(demo, sooner, learner="Tom")
    await expect(page.locator(".card--waiting").first).to_have_id(
        str(await waiting(page, sooner).get_attribute("id"))
    )
    assert await confirm.bounding_box() == place
    await page.mouse.click(x, y)
    assert sent == []
    await page.clock.run_for(1_000)
    await page.mouse.click(x, y)
    await expect(waiting(page, sooner).get_by_role("button", name="Rückgängig")).to_be_visible()
    assert len(sent) == 1


@rule("S3")
async def test_what_somebody_scrolls_to_takes_a_tap_at_once(
    windows: Windows, demo: Instance
) -> None:
    first, second, last = ((after(days=days)[0], "04:00") for days in (47, 48, 49))
    await proposed(demo, first, second, learner="Tom")
    page = await windows.open(demo)
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    own = waiting(page, second).get_by_role("button", name="Bestätigen")
    other = waiting(page, first).get_by_role("button", name="Bestätigen")
    await other.scroll_into_view_if_needed()
    place = await other.bounding_box()
    assert place
    await stop_clock(page)
    await proposed(demo, last, learner="Tom")
    await expect(waiting(page, last)).to_be_attached()
    await page.clock.run_for(50)
    lower = await own.bounding_box()
    assert lower
    await page.evaluate(f"scrollBy(0, {lower['y'] - place['y']})")
    moved = await own.bounding_box()
    assert moved and abs(moved["y"] - place["y"]) < 2
    await page.mouse.click(place["x"] + 20, place["y"] + 10)
    await expect(waiting(page, second).get_by_role("button", name="Rückgängig")).to_be_visible()


@rule("S3")
async def test_a_session_stays_alive_beside_its_own_card(windows: Windows, demo: Instance) -> None:
    starts, later = after(days=40), after(days=41)
    await proposed(demo, starts)
    page = await windows.open(demo, "desktop")
    await page.clock.install()
    await log_in(page, "nadia", "Nadia")
    await page.goto("/sessions")
    card = waiting(page, starts)
    await card.get_by_role("link").first.click()
    await expect(page.locator(f'#detail time[datetime="{iso(starts)}"]')).to_be_visible()
    await stop_clock(page)
    await proposed(demo, later)
    await expect(waiting(page, later)).to_be_visible()
    await expect(card.get_by_role("button", name="Bestätigen")).to_be_hidden()
    await page.locator("#detail").get_by_role("button", name="Bestätigen").click()
    await expect(page.locator("#detail")).to_contain_text("Bestätigt.")


@rule("S2")
async def test_a_detail_takes_a_tap_as_soon_as_it_is_there(
    windows: Windows, demo: Instance
) -> None:
    await proposed(demo, after(days=42))
    page = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await page.clock.install()
    await stop_clock(page)
    await page.goto("/sessions")
    await page.locator("#detail a[data-sheet]").first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()


@rule("A2")
async def test_a_second_tap_sends_a_form_no_second_time(windows: Windows, demo: Instance) -> None:
    page = await windows.open(demo)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    await page.goto("/login")
    await page.get_by_label("E-Mail-Adresse").fill("nobody@lernfaden.example")
    button = page.get_by_role("button", name="Login-Link und PIN senden")
    place = await button.bounding_box()
    assert place
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    await page.mouse.click(x, y)
    await page.mouse.click(x, y)
    await page.wait_for_url("**/login/pin")
    assert len(sent) == 1
