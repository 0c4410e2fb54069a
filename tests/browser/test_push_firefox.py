"""Push in Firefox the whole real way: it subscribes, we encrypt and send, it decrypts and shows."""

import asyncio

from playwright.async_api import Browser, expect

from tests.autopush import DELIVERED, Autopush
from tests.browser.harness import Instance, Windows, after, log_in_by_page
from tests.browser.proposing import proposed
from tests.rules import rule
from tests.waiting import until

SHOWN = """
async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
  ({ title, body }) => ({ title, body }))
"""


@rule("N1", "N2")
async def test_a_proposal_comes_as_a_notification(
    windows: Windows, firefox: Browser, demo: Instance, autopush_service: Autopush
) -> None:
    context = await firefox.new_context(
        base_url=demo.address, locale="de-DE", timezone_id="Europe/Berlin"
    )
    await context.grant_permissions(["notifications"], origin=demo.address)
    page = await context.new_page()
    await log_in_by_page(page, "nadia", "Nadia")
    await page.goto("/settings/app")
    await page.get_by_role("button", name="Mitteilungen einschalten").click()
    await expect(page.get_by_text("Eingeschaltet.")).to_be_visible(timeout=20_000)

    await proposed(demo, after(days=15, hours=6))
    assert await asyncio.to_thread(autopush_service.wait_for_code) == DELIVERED
    [notification] = await until(lambda: page.evaluate(SHOWN))
    assert "Jonas Weber" in notification["title"]
    assert "für Mila" in notification["body"]
