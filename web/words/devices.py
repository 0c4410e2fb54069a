"""Devices in words: of which system and browser something says it is."""

from web.words.translations import N_, say

# The first that fits; browsers name themselves after those before them.
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
UNKNOWN = N_("Unbekanntes Gerät")


def kind(user_agent: str, language: str) -> str:
    """What the device calls itself: "iPhone · Safari"."""
    names = [
        next((word for sign, word in signs if sign in user_agent), "")
        for signs in (SYSTEMS, BROWSERS)
    ]
    return " · ".join(word for word in names if word) or say(language, UNKNOWN)
