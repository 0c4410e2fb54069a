"""What another app shares with ours waits on the device until it is chosen for whom."""

import base64
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.harness import PASSWORD, Instance, Windows, enter, log_out
from tests.documents import PDF
from tests.rules import rule
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("whole_chromium")

_SHARE = """
(files) => {
  const form = document.createElement("form");
  [form.method, form.action] = ["post", "/documents/arrival"];
  form.enctype = "multipart/form-data";
  const field = document.createElement("input");
  [field.type, field.name, field.multiple] = ["file", "files", true];
  const data = new DataTransfer();
  for (const [name, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt());
    data.items.add(new File([bytes], name));
  }
  field.files = data.files;
  form.append(field);
  document.body.append(form);
  form.submit();
}
"""
_HELD = "() => caches.open('held').then((held) => held.keys()).then((keys) => keys.length)"


async def share(page: Page, *files: tuple[str, bytes]) -> None:
    """As the system does, from a page within the worker's scope."""
    await page.evaluate("() => navigator.serviceWorker.ready")
    await until(lambda: page.evaluate("() => Boolean(navigator.serviceWorker.controller)"))
    sent = [[name, base64.b64encode(content).decode()] for name, content in files]
    async with page.expect_navigation():
        await page.evaluate(_SHARE, sent)


def row(page: Page, name: str) -> Locator:
    return page.locator(".uploads li", has_text=name)


async def held(page: Page) -> Any:
    return await page.evaluate(_HELD)


@rule("D1", "D3", "N3")
async def test_several_shares_add_up_and_go_to_whom_is_chosen(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await share(page, ("Geteilt.pdf", PDF))
    await expect(page.get_by_role("heading", name="Geteilte Dateien")).to_be_visible()
    await expect(row(page, "Geteilt.pdf")).to_be_visible()
    await share(page, ("seite.html", b"<!DOCTYPE html><script>1</script>"), ("Weg.pdf", PDF))
    for name in ("Geteilt.pdf", "seite.html", "Weg.pdf"):
        await expect(row(page, name)).to_be_visible()
    await row(page, "Weg.pdf").get_by_role("button", name="Weglassen").tap()
    await until(lambda: _is_held(page, 2))
    await page.reload()
    await expect(page.locator(".uploads li")).to_have_count(2)
    await page.get_by_role("radio", name="Jonas Weber").check()
    await page.get_by_role("button", name="Hochladen").tap()
    await expect(row(page, "Geteilt.pdf").get_by_role("status")).to_have_text("Angekommen")
    status = row(page, "seite.html").get_by_role("status")
    await expect(status).to_contain_text("Diese Art von Datei geht hier nicht")
    sum_ = page.locator("[data-sum]")
    await expect(sum_).to_have_text("1 von 2 angekommen. Nicht angenommen: 1.")
    await row(page, "seite.html").get_by_role("button", name="Weglassen").tap()
    await until(lambda: _is_held(page, 0))
    await page.get_by_role("link", name="Zu den Dokumenten").tap()
    await expect(page.locator("#documents-list").get_by_text("Geteilt.pdf")).to_be_visible()
    assert windows.faults == []


async def _is_held(page: Page, count: int) -> bool:
    return bool(await held(page) == count)


@rule("D1", "N3")
async def test_an_educator_chooses_a_family(windows: Windows, demo: Instance) -> None:
    page = await enter(windows, demo, "jonas", device="tablet")
    await share(page, ("Für Kaya.pdf", PDF))
    await page.get_by_role("radio", name="Familie Kaya").check()
    await page.get_by_role("button", name="Hochladen").tap()
    await expect(row(page, "Für Kaya.pdf").get_by_role("status")).to_have_text("Angekommen")


@rule("N3", "N4")
async def test_signed_out_it_is_kept_over_the_login_and_gone_after_the_logout(
    windows: Windows, demo: Instance
) -> None:
    page = await windows.open(demo)
    await page.goto("/login")
    await share(page, ("Vorher.pdf", PDF))
    await page.wait_for_url("**/login?next=/documents/arrival")
    assert await held(page) == 1
    await page.get_by_label("E-Mail-Adresse").fill("nadia@lernfaden.example")
    await page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Einloggen", exact=True).tap()
    await page.get_by_role("button", name="Nadia").tap()
    await page.wait_for_url("**/documents/arrival")
    await expect(row(page, "Vorher.pdf")).to_be_visible()
    await log_out(page)
    await until(lambda: _is_held(page, 0))


@rule("N4")
async def test_shared_without_a_network_it_waits_on_the_device(
    windows: Windows, demo: Instance
) -> None:
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await page.goto("/documents/arrival")
    await expect(page.get_by_text("Hier wartet keine Datei")).to_be_visible()
    await page.context.set_offline(True)
    await share(page, ("Unterwegs.pdf", PDF))
    assert await held(page) == 1
    await page.context.set_offline(False)
    await expect(row(page, "Unterwegs.pdf")).to_be_visible()
