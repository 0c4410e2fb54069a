"""A child that may confirm asks its parents to agree first, and its page follows them."""

import re

from playwright.async_api import expect

from tests.browser import asking
from tests.browser.allowing import CONFIRM, allow
from tests.browser.harness import Instance, Windows, after, enter
from tests.browser.proposing import proposed
from tests.rules import rule


@rule("D5", "S3")
async def test_mila_asks_nadia_agrees_and_mila_can_confirm(
    windows: Windows, demo: Instance
) -> None:
    (address,) = await proposed(demo, after(days=17, hours=3))
    nadia = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await allow(nadia, CONFIRM, is_allowed=True)
    try:
        async with asking.agreement(demo, "Ferienregeln", "booking"):
            mila = await enter(windows, demo, "mila")
            await mila.goto(address)
            first = mila.get_by_text("Zuerst muss ein Elternteil zustimmen: Ferienregeln.")
            await expect(first).to_be_visible()
            await expect(mila.get_by_role("button", name="Bestätigen")).to_have_count(0)
            await mila.get_by_role("button", name="Um Zustimmung bitten").tap()
            await expect(first).to_contain_text("Deine Eltern wissen Bescheid.")

            await nadia.goto("/notifications")
            said = re.compile("Mila bittet um eure Zustimmung: Ferienregeln")
            await nadia.get_by_role("main").get_by_role("link", name=said).first.click()
            await nadia.get_by_role("checkbox", name="Ferienregeln").check()
            # By a key, as a tap so soon after the page came is held back.
            await nadia.get_by_role("button", name="Zustimmen").press("Enter")
            await expect(nadia.get_by_text("Eure Zustimmung ist festgehalten.")).to_be_visible()
            await expect(mila.get_by_role("button", name="Bestätigen")).to_be_visible()
    finally:
        await allow(nadia, CONFIRM, is_allowed=False)
