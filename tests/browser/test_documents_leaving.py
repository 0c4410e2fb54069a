"""What is kept of documents leaves a child's device with the right to see them."""

import contextlib
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests import pictures
from tests.browser.allowing import SHARE, allow
from tests.browser.harness import Instance, Windows, enter, path_of
from tests.browser.offline import has_kept, kept
from tests.browser.test_documents import documents, file, listed
from tests.rules import rule
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("whole_chromium")

OF_SHELVES = re.compile(r"/documents(/[0-9a-f-]{36}|/arrival)?$")
_HAS_PICTURE = """
(address) => fetch(address, { cache: "only-if-cached", mode: "same-origin" }).then(
  (answer) => answer.ok, () => false)
"""


@contextlib.asynccontextmanager
async def withdrawn(nadia: Page) -> AsyncIterator[None]:
    """The demo world is the same afterwards."""
    await allow(nadia, SHARE, is_allowed=False)
    try:
        yield
    finally:
        await allow(nadia, SHARE, is_allowed=True)


async def has_none(page: Page) -> bool:
    return not any(OF_SHELVES.search(path) for path in await kept(page))


@rule("D1", "N4")
async def test_once_a_guardian_takes_the_right_back_nothing_stays_on_the_device(
    windows: Windows, demo: Instance
) -> None:
    nadia = await enter(windows, demo, "nadia", "Nadia", device="desktop")
    await documents(nadia)
    await nadia.set_input_files("#files", [file("Fürs Kind.png", pictures.made("PNG"))])
    await expect(listed(nadia, "Fürs Kind.png")).to_be_visible()
    await until(lambda: nadia.locator("#documents-list img").count())

    mila = await enter(windows, demo, "mila")
    await has_kept(mila, "/sessions/offline")
    await mila.goto("/documents")
    of_it = mila.locator(".rows--pictures li", has_text="Fürs Kind.png")
    picture = await of_it.locator("img").get_attribute("src")
    await of_it.get_by_role("link").tap()
    await mila.wait_for_url("**/documents/*-*")
    await has_kept(mila, path_of(mila.url))
    await has_kept(mila, "/documents")
    assert await mila.evaluate(_HAS_PICTURE, picture)

    async with withdrawn(nadia):
        assert not await has_none(mila)
        await mila.goto("/sessions")
        await until(lambda: has_none(mila))
        await has_kept(mila, "/sessions/offline")

        async def has_no_picture() -> bool:
            return not await mila.evaluate(_HAS_PICTURE, picture)

        await until(has_no_picture)
        await mila.context.set_offline(True)
        await mila.goto("/documents")
        await expect(mila.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
