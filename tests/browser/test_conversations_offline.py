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


@rule("C3", "N4")
async def test_a_message_that_was_taken_back_is_on_no_device_any_more(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia")
    jonas = await enter(windows, demo, "jonas", device="desktop")
    await talk(jonas, "Familie Kaya")
    words = new_words()
    await write(jonas, words)
    await expect(bubble(jonas, words)).to_contain_text("Gesendet")
    await has_kept(nadia, "/sessions/offline")
    await talk(nadia, "Jonas Weber")
    await expect(bubble(nadia, words)).to_be_visible()
    await has_kept(nadia, path_of(nadia.url))
    await nadia.goto("/providers")

    async def has_words() -> bool:
        texts = "caches.keys().then((names) => Promise.all(names.map(async (name) => {"
        texts += " const cache = await caches.open(name); const all = await cache.matchAll();"
        texts += " return Promise.all(all.map((one) => one.text())); })))"
        return words in str(await nadia.evaluate(texts))

    await until(has_words)
    await bubble(jonas, words).get_by_role("link", name="Mehr zu dieser Nachricht").focus()
    await jonas.keyboard.press("Enter")
    await jonas.locator("#sheet").get_by_text("Löschen", exact=True).click()
    await jonas.get_by_role("button", name="Für alle löschen").click()
    await expect(bubble(jonas, words)).to_have_count(0)

    async def has_none() -> bool:
        return not await has_words()

    await nadia.goto("/sessions")
    await until(has_none)
