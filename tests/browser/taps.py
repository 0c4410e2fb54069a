"""Taps of somebody who has never been here: what is pressed, and one into each form."""

from playwright.async_api import Page


class Taps:
    """Counts those of all its pages.

    Choice: within a form the keyboard's own key leads from field to field, which is no tap.
    """

    def __init__(self) -> None:
        self.count = 0

    async def press(self, page: Page, name: str) -> None:
        """The one button or link of that name in the page's main part."""
        self.count += 1
        main = page.get_by_role("main")
        button = main.get_by_role("button", name=name, exact=True)
        await button.or_(main.get_by_role("link", name=name, exact=True)).click()

    async def choose(self, page: Page, name: str) -> None:
        """One of several that are there to be tapped."""
        self.count += 1
        await page.get_by_role("main").get_by_role("radio", name=name, exact=True).check()

    async def type(self, page: Page, **fields: str) -> None:
        """Fills a form. Shape: fields by their name."""
        self.count += 1
        for name, text in fields.items():
            await page.locator(f'main [name="{name}"]:not([type="hidden"])').fill(text)
