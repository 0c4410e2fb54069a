"""Open pages: each part is drawn anew when what it shows has changed, and no other."""

from playwright.async_api import Page, Request, expect

from tests.browser.harness import Instance, Windows, after, log_in, path_of, propose
from tests.rules import rule


def asked_by(page: Page) -> list[str]:
    """The addresses that a page asks for from now on, but for its stream and files."""
    asked: list[str] = []

    def hear(request: Request) -> None:
        path = path_of(request.url)
        if not path.startswith(("/static/", "/notifications/stream")):
            asked.append(path)

    page.on("request", hear)
    return asked


async def count(page: Page) -> int:
    """What the bell says."""
    return int(await page.locator("app-badge").get_attribute("count") or 0)


@rule("N1")
async def test_opening_what_is_told_ends_it_on_the_other_device(
    windows: Windows, demo: Instance
) -> None:
    phone, laptop = [await windows.open(demo, size) for size in ("phone", "desktop")]
    for page in (phone, laptop):
        await log_in(page, "nadia", "Nadia")
    jonas = await windows.open(demo, "desktop")
    await log_in(jonas, "jonas")
    await laptop.goto("/providers")
    before = await count(laptop)
    await propose(jonas, after(days=16), child="Mila")
    await expect(laptop.locator("app-badge")).to_have_attribute("count", str(before + 1))
    await phone.goto("/notifications")
    asked = asked_by(laptop)
    await phone.locator(".told__one--new a").first.click()
    await phone.wait_for_url("**/sessions/*")
    for page in (laptop, phone):
        await expect(page.locator("app-badge")).to_have_attribute("count", str(before))
    assert set(asked) == {"/notifications/bell"}


@rule("N1")
async def test_only_what_has_changed_is_drawn_anew(windows: Windows, demo: Instance) -> None:
    page, jonas = await windows.open(demo, "desktop"), await windows.open(demo, "desktop")
    await log_in(page, "nadia", "Nadia")
    await log_in(jonas, "jonas")
    await page.goto("/notifications")
    shown = page.locator(".told__one")
    before = await shown.first.get_attribute("id")
    asked = asked_by(page)
    await propose(jonas, after(days=17), child="Mila")
    await expect(shown.first).not_to_have_attribute("id", before or "")
    assert set(asked) <= {"/notifications", "/notifications/bell", "/sessions/offline"}
