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
  const { color, fontSize, fontWeight } = getComputedStyle(one);
  const said = [one.localName, one.className, color, fontSize, fontWeight];
  for (let each = one; each; each = each.parentElement) {
    const { backgroundColor, opacity } = getComputedStyle(each);
    if (backgroundColor !== "rgba(0, 0, 0, 0)") said.push(backgroundColor);
    if (opacity !== "1") said.push(opacity);
  }
  return said.join(" ");
})
"""
"""All that the contrast of a text follows from."""
ALL: dict[str, Any] = {}
NO_COLOUR = {"rules": {"color-contrast": {"enabled": False}}}
COLOUR = {"runOnly": ["color-contrast"]}


@dataclass
class Looked:
    """Pages in several looks. Shape: judged are the COLOURS that axe has seen, of each theme.

    Choice: a colour is what takes longest to judge, half of it all, and the same one on the same
    ground is not judged on each page again.
    """

    page: Page
    faults: dict[str, list[str]] = field(default_factory=dict)
    judged: dict[Theme, set[str]] = field(default_factory=lambda: {"light": set(), "dark": set()})

    async def at(self, address: str, *, is_new: bool) -> None:
        """Choice: a desktop shows most at once, so another row of a page that is known is looked at
        there alone; what else than a colour could be wrong in the dark is found in the light.
        """
        await self.turn("desktop", "light")
        await self.page.goto(address)
        if is_new:
            await self.ask_dark("desktop")
        await self.ask_light("desktop")
        if is_new:
            await self.ask_light("phone")

    async def ask_light(self, device: str) -> None:
        has_new = await self._has_new_colours(device, "light")
        await self._ask("light", device, ALL if has_new else NO_COLOUR)

    async def ask_dark(self, device: str) -> None:
        if await self._has_new_colours(device, "dark"):
            await self._ask("dark", device, COLOUR)

    async def turn(self, device: str, theme: Theme) -> None:
        await self.page.set_viewport_size(DEVICES[device]["viewport"])
        await self.page.emulate_media(color_scheme=theme)

    async def _has_new_colours(self, device: str, theme: Theme) -> bool:
        await self.turn(device, theme)
        new = set(await self.page.evaluate(COLOURS)) - self.judged[theme]
        self.judged[theme] |= new
        return bool(new)

    async def _ask(self, theme: Theme, device: str, rules: dict[str, Any]) -> None:
        if found := await self.page.evaluate(FINDINGS, rules):
            self.faults[f"{self.page.url} {device} {theme}"] = found


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
    for address in await screens(demo, page):
        way = ID.sub("", address)
        await looked.at(address, is_new=way not in ways)
        ways.add(way)
    # What a phone alone has, its tabs, is the same on every page.
    await looked.ask_dark("phone")
    assert looked.faults == {}, json.dumps(looked.faults, indent=1, ensure_ascii=False)
