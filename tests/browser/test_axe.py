"""axe without a finding on every screen, in both themes, on a phone and on a desktop."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

from tests.browser.harness import DEVICES, Instance, Windows, log_in
from tests.browser.pages import ID, screens
from tests.rules import rule

Theme = Literal["light", "dark"]

PEOPLE = {
    "guardian": ("nadia", "Nadia"),
    "child": ("mila", ""),
    "educator": ("jonas", ""),
    "supporter": ("support", ""),
    "signed out": ("", ""),
}
FINDINGS = """
async (rules) => {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(document, { ...rules, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(" | ")}`);
}
"""
COLOURS = """
() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
  && [...one.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim())
).map((one) => {
  const around = (each) => getComputedStyle(each).backgroundColor;
  let behind = one;
  while (around(behind) === "rgba(0, 0, 0, 0)" && behind !== document.body)
    behind = behind.parentElement;
  return `${one.className} ${getComputedStyle(one).color} ${around(behind)}`;
})
"""
ALL: dict[str, Any] = {}
NO_COLOUR = {"rules": {"color-contrast": {"enabled": False}}}
COLOUR = {"runOnly": ["color-contrast"]}
"""What else than a colour could be wrong in the dark has been found in the light."""


@dataclass
class Looked:
    """A page in several looks, of which a colour is what takes longest to judge."""

    page: Page
    faults: dict[str, list[str]] = field(default_factory=dict)

    async def at(self, address: str, *, is_new: bool) -> None:
        """Choice: a desktop shows most at once, so another row of a page that is known is looked at
        there alone, and a phone is asked for colours where it has its own.
        """
        await self.turn("desktop", "light")
        await self.page.goto(address)
        if is_new:
            await self.ask("desktop", "dark", COLOUR)
        await self.ask("desktop", "light", ALL)
        if is_new:
            await self._on_a_phone()

    async def ask(self, device: str, theme: Theme, rules: dict[str, Any]) -> None:
        await self.turn(device, theme)
        if found := await self.page.evaluate(FINDINGS, rules):
            self.faults[f"{self.page.url} {device} {theme}"] = found

    async def _on_a_phone(self) -> None:
        known = set(await self.page.evaluate(COLOURS))
        await self.turn("phone", "light")
        own = set(await self.page.evaluate(COLOURS)) - known
        await self.ask("phone", "light", ALL if own else NO_COLOUR)

    async def turn(self, device: str, theme: Theme) -> None:
        await self.page.set_viewport_size(DEVICES[device]["viewport"])
        await self.page.emulate_media(color_scheme=theme)


@pytest.mark.timeout(600)
@rule("N7")
@pytest.mark.parametrize("kind", PEOPLE)
async def test_axe_finds_nothing(windows: Windows, demo: Instance, kind: str) -> None:
    page = await windows.open(demo, "phone", traced=False, reduced_motion="reduce")
    who, profile = PEOPLE[kind]
    if who:
        await log_in(page, who, profile)
    await page.add_init_script(AXE_SCRIPT)
    looked, ways = Looked(page), set[str]()
    for address in await screens(page):
        way = ID.sub("", address)
        await looked.at(address, is_new=way not in ways)
        ways.add(way)
    # What a phone alone has, its tabs, is the same on every page.
    await looked.ask("phone", "light", ALL)
    await looked.ask("phone", "dark", COLOUR)
    assert looked.faults == {}, json.dumps(looked.faults, indent=1, ensure_ascii=False)
