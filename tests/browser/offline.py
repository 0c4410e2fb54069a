"""What a device keeps of its profile, to be read without a network."""

from playwright.async_api import Page

from tests.browser.harness import Instance, Windows, enter
from tests.waiting import until


async def nadia_with_sessions_kept(windows: Windows, demo: Instance) -> Page:
    """Nadia's phone, which can do without a network from now on."""
    page = await enter(windows, demo, "nadia", "Nadia")
    await page.goto("/sessions")
    await has_kept(page, "/sessions/offline")
    return page


async def kept(page: Page) -> list[str]:
    """What the device keeps of profiles: their caches' entries, as paths."""
    found: list[str] = await page.evaluate(
        """async () => {
          const names = (await caches.keys()).filter((name) => name.startsWith("profile-"));
          const keys = await Promise.all(names.map(async (n) => (await caches.open(n)).keys()));
          return keys.flat().map(({ url }) => new URL(url).pathname);
        }"""
    )
    return found


async def has_kept(page: Page, path: str) -> None:
    async def is_kept() -> bool:
        return path in await kept(page)

    await until(is_kept)
