"""That somebody writes stands beneath the last message on the other side, and goes again."""

import pytest
from playwright.async_api import Page, Request, expect

from tests.browser.harness import Instance, Windows
from tests.browser.test_conversations import both, bubble, field, new_words, write
from tests.rules import rule
from tests.waiting import until


@pytest.mark.scaled_out
@rule("C2")
async def test_whoever_writes_is_shown_until_it_is_there(windows: Windows, demo: Instance) -> None:
    nadia, jonas = await both(windows, demo)
    said = list[str]()

    def note(request: Request) -> None:
        said.extend([request.url] if request.url.endswith("/typing") else [])

    nadia.on("request", note)
    # Its part of the script comes after the thread.
    await until(lambda: _is_shown(nadia, jonas))
    sign = jonas.locator(".talk__typed")
    await expect(sign).to_have_text("Nadia Kaya schreibt …")
    await expect(sign).to_have_attribute("aria-hidden", "true")
    await expect(nadia.locator(".talk__typed")).to_be_hidden()
    words = new_words()
    before = len(said)
    await field(nadia).press_sequentially(words)
    await write(nadia, words)
    await expect(bubble(jonas, words)).to_be_visible()
    await expect(sign).to_be_hidden()
    assert len(said) - before <= 2, "not for each letter"


@rule("C2", "N1")
async def test_it_goes_by_itself_and_a_muted_conversation_shows_none(
    windows: Windows, demo: Instance
) -> None:
    nadia, jonas = await both(windows, demo)
    sign = jonas.locator(".talk__typed")
    await until(lambda: _is_shown(nadia, jonas))
    await expect(sign).to_be_hidden(timeout=15_000)
    mute = jonas.get_by_role("button", name="Stumm schalten")
    await mute.click()
    await expect(mute).to_have_attribute("aria-pressed", "true")
    async with nadia.expect_response("**/typing"):
        await field(nadia).fill(new_words())
    words = new_words()
    await write(nadia, words)
    await expect(bubble(jonas, words)).to_be_visible()
    await expect(sign).to_have_text("Nadia Kaya schreibt …")
    await expect(sign).to_be_hidden()
    await mute.click()
    await expect(mute).to_have_attribute("aria-pressed", "false")


async def _is_shown(here: Page, there: Page) -> bool:
    await field(here).fill(new_words())
    return await there.locator(".talk__typed").is_visible()
