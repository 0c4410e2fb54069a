"""`bin/screens`: takes the pictures and lays them out."""

import argparse
import asyncio
import itertools
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.browser.harness import DEVICES, Instance, log_in, running
from tests.browser.pages import screens
from tests.browser.programs import launch_chromium
from tests.screens import sheet
from tests.source import ROOT

FOLDER = ROOT / "var/screens"
PEOPLE = {
    "nobody": "",
    "nadia": "Nadia",
    "mila": "",
    "dora": "Dora",
    "jonas": "",
    "support": "",
}
"""Shape: who of the demo world, with the profile that is chosen where there are several."""
NEWCOMER = "newcomer"
"""Who has just started to teach."""
WHO = (*PEOPLE, NEWCOMER)
THEMES = ("light", "dark")
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
IS_DRAWN = """
() => (innerWidth < 900 || !document.querySelector("split-view:not(:defined)"))
  && !document.querySelector("[aria-busy=true]")
"""
"""Both panes, where there are two."""
TALLEST = 1800
"""Units: CSS pixels; of a longer page the picture shows the beginning."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/screens", description="Pictures of every screen.")
    parser.add_argument("addresses", nargs="*", metavar="ADDRESS", help="all, if none is named")
    parser.add_argument("--who", action="append", choices=list(WHO))
    parser.add_argument("--device", action="append", choices=list(DEVICES))
    parser.add_argument("--theme", action="append", choices=list(THEMES))
    parser.add_argument("--language", choices=list(LANGUAGES), default="de")
    asyncio.run(_take(parser.parse_args()))


async def _take(wishes: argparse.Namespace) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as data, running(Path(data), "--demo") as instance:
        _read_in(wishes.language, Path(data))
        async with async_playwright() as playwright:
            browser = await launch_chromium(playwright)
            for who, device in itertools.product(wishes.who or WHO, wishes.device or DEVICES):
                page = await _page(browser, instance, who, device, wishes.language)
                addresses = wishes.addresses or await screens(instance, page)
                for theme in wishes.theme or THEMES:
                    folder = FOLDER / f"{who}-{device}-{theme}"
                    pictures = await _pictures(page, addresses, folder)
                    for path in await sheet.write(page, folder, pictures):
                        print(path.relative_to(ROOT), flush=True)
                await page.context.close()
            await browser.close()


def _read_in(language: str, data: Path) -> None:
    """Whoever is logged in reads in the language of the profile, not of the browser."""
    with closing(sqlite3.connect(data / "lernfaden.sqlite")) as opened, opened:
        opened.execute("UPDATE profiles SET language = ?", (language,))


async def _page(browser: Browser, instance: Instance, who: str, device: str, language: str) -> Page:
    context = await browser.new_context(
        base_url=instance.address,
        # The form of the login is filled by its German labels.
        locale=LANGUAGES["de" if who in PEOPLE and who != "nobody" else language],
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        service_workers="block",
        **DEVICES[device],
    )
    page = await context.new_page()
    if who == NEWCOMER:
        await _start(page, device)
    elif who != "nobody":
        await log_in(page, who, PEOPLE[who])
    return page


async def _start(page: Page, device: str) -> None:
    """By the names of fields, which are the same in every language."""
    await page.goto("/start")
    await page.fill("[name=name]", "Robin Falk")
    await page.fill("[name=email]", f"robin-{device}@lernfaden.example")
    await page.press("[name=email]", "Enter")
    await page.wait_for_url("**/services")


async def _pictures(page: Page, addresses: list[str], folder: Path) -> dict[str, Path]:
    """Shape: the picture of each address."""
    await page.emulate_media(color_scheme="dark" if folder.name.endswith("dark") else "light")
    folder.mkdir(parents=True)
    pictures = {}
    for number, address in enumerate(addresses):
        await page.goto(address, wait_until="load")
        await page.wait_for_function(IS_DRAWN)
        pictures[address] = folder / f"{number:02}.png"
        height = await page.evaluate("document.documentElement.scrollHeight")
        width = page.viewport_size["width"] if page.viewport_size else 0
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
        await page.screenshot(path=pictures[address], full_page=True, clip=clip)  # type: ignore[arg-type]
    return pictures


main()
