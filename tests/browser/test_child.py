"""Mila, eleven, with a login of her own."""

import re

from playwright.async_api import expect

from tests.browser.harness import Instance, Windows, enter
from tests.browser.pages import asking, crawl, ids
from tests.rules import rule


@rule("A8", "S3", "S12")
async def test_mila_sees_her_sessions_and_confirms_none(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "mila")
    await expect(page).to_have_url(re.compile(r"/sessions$"))
    cards = page.get_by_role("main").locator("a[href^='/sessions/']")
    assert await cards.count() > 1
    await expect(page.get_by_role("button", name="Bestätigen")).to_have_count(0)
    await expect(page.get_by_text("Tom", exact=False)).to_have_count(0)
    async with asking(demo, page) as mila:
        addresses = await crawl(mila, "/sessions")
    for address in sorted(addresses):
        if re.fullmatch(r"/sessions/[0-9a-f-]{36}", address):
            await page.goto(address)
            await expect(page.get_by_role("heading", name="Meeting-Info")).to_be_visible()
            await expect(page.get_by_role("button", name="Bestätigen")).to_have_count(0)
            refused = await page.context.request.post(f"{address}/confirmation")
            assert refused.status == 403


@rule("A8")
async def test_mila_cannot_reach_what_is_toms(windows: Windows, demo: Instance) -> None:
    mila = await enter(windows, demo, "mila")
    nadia = await enter(windows, demo, "nadia", "Tom")
    async with asking(demo, nadia) as as_tom, asking(demo, mila) as herself:
        toms = ids(await crawl(as_tom, "/sessions"), "sessions")
        hers = ids(await crawl(herself, "/sessions"), "sessions")
        assert hers
        assert toms - hers
        for session in toms - hers:
            for way in ("", "/confirmation", "/cancellation", "/decline", "/absence"):
                address = f"/sessions/{session}{way}"
                assert (await herself.get(address)).status_code == 404, address
                posted = await herself.post(address)
                assert posted.status_code in (404, 405 if not way else 404), address
