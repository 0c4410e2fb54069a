"""axe without a finding on every screen, in both themes, on a phone and on a desktop."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page

from tests.browser.harness import DEVICES, Instance, Windows, log_in
from tests.browser.pages import screens
from tests.rules import rule

PEOPLE = {
    "guardian": ("nadia", "Nadia"),
    "child": ("mila", ""),
    "educator": ("jonas", ""),
    "signed out": ("", ""),
}
FINDINGS = """
async (rules) => {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const options = rules ? { runOnly: rules } : {};
  const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(" | ")}`);
}
"""
THEME = ["color-contrast"]
"""What else than a colour could be wrong in the dark has been found in the light."""
LOOKS = (("phone", "light"), ("desktop", "light"), ("desktop", "dark"))
"""A desktop shows most at once; what a phone alone has, its tabs, is the same on every page."""


@pytest.mark.timeout(600)
@rule("N7")
@pytest.mark.parametrize("kind", PEOPLE)
async def test_axe_finds_nothing(windows: Windows, demo: Instance, kind: str) -> None:
    page = await windows.open(demo, "phone", traced=False, reduced_motion="reduce")
    who, profile = PEOPLE[kind]
    if who:
        await log_in(page, who, profile)
    await page.add_init_script(AXE_SCRIPT)
    faults: dict[str, list[str]] = {}
    for number, address in enumerate(await screens(page)):
        await page.set_viewport_size(DEVICES["phone"]["viewport"])
        await page.emulate_media(color_scheme="light")
        await page.goto(address)
        for device, theme in LOOKS if number else (*LOOKS, ("phone", "dark")):
            await page.set_viewport_size(DEVICES[device]["viewport"])
            await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
            if found := await findings(page, None if theme == "light" else THEME):
                faults[f"{address} {device} {theme}"] = found
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


async def findings(page: Page, rules: list[str] | None) -> list[str]:
    found: list[str] = await page.evaluate(FINDINGS, rules)
    return found
