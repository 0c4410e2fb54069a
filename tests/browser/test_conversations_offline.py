"""Messages without a network: they can be read with their age, and what is written waits."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.allowing import WRITE, allow
from tests.browser.harness import Instance, Windows, enter, path_of
from tests.browser.offline import has_kept, kept
from tests.browser.test_conversations import bubble, field, new_words, talk, write
from tests.browser.test_documents_offline import nadia_with_documents_kept
from tests.rules import rule
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("whole_chromium")


@rule("C4", "N4")
async def test_a_conversation_that_nobody_opened_is_read_offline_and_what_is_written_goes_later(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_documents_kept(windows, demo)
    await has_kept(page, "/conversations")
    address = await page.evaluate(
        "caches.match('/conversations', {ignoreVary: true}).then((kept) => kept.text())"
        ".then((text) => text.match(/\\/conversations\\/[0-9a-f-]{36}/)[0])"
    )
    await has_kept(page, address)
    await page.context.set_offline(True)
    await page.goto("/conversations")
    await page.get_by_role("link", name="Jonas Weber").click()
    await expect(page.get_by_text(re.compile(r"Offline · Stand \d\d:\d\d"))).to_be_visible()
    await expect(bubble(page, "Arbeitsblatt")).to_be_visible()
    words = new_words()
    await write(page, words)
    await expect(bubble(page, words)).to_contain_text("sobald du online bist")
    await page.reload()
    await expect(bubble(page, words)).to_contain_text("sobald du online bist")
    await expect(field(page)).to_be_visible()
    # The page comes anew by itself.
    await page.context.set_offline(False)
    await expect(bubble(page, words)).to_contain_text("Gesendet")
    await expect(bubble(page, words)).to_have_count(1)


@rule("C1", "N4")
async def test_a_child_that_may_write_no_more_has_nothing_of_it_left_on_its_device(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    mila = await enter(windows, demo, "mila")
    await has_kept(mila, "/sessions/offline")
    await talk(mila, "Jonas Weber")
    await has_kept(mila, path_of(mila.url))

    async def has_none() -> bool:
        return not any(path.startswith("/conversations") for path in await kept(mila))

    await allow(nadia, WRITE, is_allowed=False)
    try:
        await mila.goto("/sessions")
        await until(has_none)
    finally:
        await allow(nadia, WRITE, is_allowed=True)
