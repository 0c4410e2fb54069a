"""/settings/app: the steps for the device in hand. Rule: N3."""

import re

import pytest

from tests.rules import rule
from tests.web.login.people import Open
from tests.web.settings.people import nadia
from web.words import browsers, installing

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = "Chrome/136.0.0.0 Safari/537.36"
SAID = [
    (f"{IPHONE} Gecko) Version/18.5 Mobile/15E148 Safari/604.1", "ios"),
    (f"{IPHONE} Gecko) CriOS/136.0 Mobile/15E148 Safari/604.1", "ios-other"),
    (f"{IPHONE} Gecko) FxiOS/138.0 Mobile/15E148 Safari/604.1", "ios-other"),
    (f"{ANDROID} Chrome/136.0.0.0 Mobile Safari/537.36", "android"),
    (f"{ANDROID} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36", "samsung"),
    ("Mozilla/5.0 (Android 15; Mobile; rv:138.0) Gecko/138.0 Firefox/138.0", "android-firefox"),
    (f"{MAC}605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", "mac"),
    (f"{MAC}537.36 (KHTML, like Gecko) {CHROME}", "desktop"),
    (f"{WINDOWS} {CHROME} Edg/136.0.0.0", "desktop"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0", "firefox"),
    ("", "desktop"),
]


@rule("N3")
@pytest.mark.parametrize(("said", "way"), SAID)
def test_each_browser_has_steps_of_its_own(said: str, way: str) -> None:
    assert browsers.in_hand(said) == way
    assert installing.ways("en", way)[0].name == way


@rule("N3")
async def test_the_steps_of_the_device_in_hand_are_open_and_others_a_tap_away(
    database: str, browser: Open
) -> None:
    _, client = await nadia(browser)
    said = {"user-agent": SAID[0][0]}
    page = (await client.get("/settings/app", headers=said)).text
    ways = re.findall(r'data-way="([a-z-]+)"( open)?', page)
    assert ways[0] == ("ios", " open")
    assert {name for name, is_open in ways if not is_open} == installing.WAYS.keys() - {"ios"}
    assert "data-prompt" not in page
    tablet = {"user-agent": f"Mozilla/5.0 (X11; Linux x86_64) {CHROME}"}
    tablet["sec-ch-ua-platform"] = '"Android"'
    page = (await client.get("/settings/app", headers=tablet)).text
    assert 'data-way="android" open' in page
    assert "data-prompt" in page
