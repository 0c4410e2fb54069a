"""Which browser is in hand, as far as the way to install matters, by what it says of itself."""

import re

_SIGNS = (
    (
        re.compile(r"(iPhone|iPad|iPod).*(CriOS|EdgiOS|FxiOS|OPiOS|OPT/|DuckDuckGo|GSA/)"),
        "ios-other",
    ),
    (re.compile(r"iPhone|iPad|iPod"), "ios"),
    (re.compile(r"SamsungBrowser"), "samsung"),
    (re.compile(r"Android.*Firefox|Firefox.*Android"), "android-firefox"),
    (re.compile(r"Android"), "android"),
    (re.compile(r"Firefox"), "firefox"),
    (re.compile(r"Macintosh(?!.*Chrom).*Safari"), "mac"),
)


def in_hand(user_agent: str, platform: str = "") -> str:
    """The way for whoever says this of itself; "desktop" where it says nothing we know.

    Shape: platform as the client hint Sec-CH-UA-Platform, which names Android also where a tablet
    asks as a computer does. An iPad says that it is a Mac, which only a script can see through.
    """
    said = f"Android {user_agent}" if "Android" in platform else user_agent
    return next((way for sign, way in _SIGNS if sign.search(said)), "desktop")
