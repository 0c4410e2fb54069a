"""Documents without a network: they can be looked at, and what needs the network says so."""

import re

import pytest
from playwright.async_api import Page, expect

from tests import pictures
from tests.browser.harness import Instance, Windows, path_of
from tests.browser.offline import has_kept, kept, nadia_with_sessions_kept
from tests.browser.test_arrival import row, share
from tests.browser.test_documents import documents, file
from tests.documents import PDF
from tests.rules import rule
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("whole_chromium")

OFFLINE = re.compile(r"Offline · Stand \d\d:\d\d")
_IS_DRAWN = "(picture) => picture.decode().then(() => picture.naturalWidth)"


_HAS_FILES = """
async () => {
  const files = await caches.keys().then((keys) => keys.filter((key) => key.startsWith("static-")));
  const paths = await Promise.all(files.map(async (key) => (await caches.open(key)).keys()));
  return paths.flat().some(({ url }) => url.endsWith("/js/elements/held-files.js"));
}
"""
_KEPT_HAS = """
async (address) => {
  const kept = await caches.match("/documents", { ignoreVary: true });
  return Boolean(kept) && (await kept.text()).includes(address);
}
"""
_AN_HOUR_LATER = """
async () => {
  const [name] = (await caches.keys()).filter((each) => each.startsWith("profile-"));
  const cache = await caches.open(name);
  const headers = new Headers((await cache.match("/documents/.asked")).headers);
  headers.set("x-stored-at", new Date(Date.now() - 3_600_001).toISOString());
  await cache.put("/documents/.asked", new Response("", { headers }));
}
"""


async def nadia_with_documents_kept(windows: Windows, demo: Instance) -> Page:
    """Nadia's phone, on which she looked at her sessions twice, but never at documents."""
    page = await nadia_with_sessions_kept(windows, demo)
    await has_kept(page, "/documents/.asked")
    assert "/documents" not in await kept(page)
    await page.evaluate(_AN_HOUR_LATER)
    await page.goto("/sessions")
    await has_kept(page, "/documents/arrival")
    await until(lambda: page.evaluate(_HAS_FILES))
    return page


@rule("D1", "N4")
async def test_the_list_opens_with_its_age_though_nobody_opened_it_before(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_documents_kept(windows, demo)
    await page.context.set_offline(True)
    await page.goto("/documents")
    await expect(page.locator(".rows--pictures a").first).to_be_visible()
    await expect(page.get_by_text(OFFLINE)).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_text(OFFLINE)).to_be_hidden()


@rule("D2", "N4")
async def test_a_download_says_that_it_needs_the_network_and_pictures_are_there(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_sessions_kept(windows, demo)
    await documents(page)
    await page.set_input_files("#files", [file("Unterwegs.png", pictures.made("PNG"))])
    await expect(page.locator("#documents-list li", has_text="Unterwegs.png")).to_be_visible()
    await page.goto("/documents")
    of_it = page.locator(".rows--pictures li", has_text="Unterwegs.png")
    small = of_it.locator("img")
    assert await small.evaluate(_IS_DRAWN) == 144
    await page.goto("/documents")
    address = await small.get_attribute("src")
    await until(lambda: page.evaluate(_KEPT_HAS, address))
    await of_it.get_by_role("link").tap()
    await page.wait_for_url("**/documents/*-*")
    await has_kept(page, path_of(page.url))
    await page.context.set_offline(True)
    await page.reload()
    await expect(page.get_by_text(OFFLINE)).to_be_visible()
    await page.get_by_role("button", name="Download").tap()
    await expect(page.get_by_text("Nicht heruntergeladen")).to_be_visible()
    await page.goto("/documents")
    assert await small.evaluate(_IS_DRAWN) == 144


@rule("D1", "N4")
async def test_what_another_app_shares_is_chosen_without_a_network_and_goes_later(
    windows: Windows, demo: Instance
) -> None:
    page = await nadia_with_documents_kept(windows, demo)
    await page.context.set_offline(True)
    await share(page, ("Unterwegs.pdf", PDF))
    await expect(row(page, "Unterwegs.pdf")).to_be_visible()
    await page.get_by_role("radio", name="Jonas Weber").check()
    await page.get_by_role("button", name="Hochladen").tap()
    status = row(page, "Unterwegs.pdf").get_by_role("status")
    await expect(status).to_contain_text("Noch nicht angekommen")
    await page.context.set_offline(False)
    await expect(status).to_have_text("Angekommen")
