"""Words for what can be chosen in the settings."""

from web.words.translations import N_, say, words

COLOURS = (
    N_("Rot"),
    N_("Orange"),
    N_("Grün"),
    N_("Smaragd"),
    N_("Petrol"),
    N_("Blau"),
    N_("Lila"),
    N_("Pink"),
)
"""In the order of the numbers in static/css/tokens.css."""
CREATURES = (
    N_("Fuchs"),
    N_("Löwe"),
    N_("Frosch"),
    N_("Eule"),
    N_("Pinguin"),
    N_("Elefant"),
    N_("Katze"),
    N_("Hase"),
)
"""In the order of the numbers in static/icons/sprite.svg."""
LANGUAGES = {"de": "Deutsch", "en": "English"}
REMINDERS_MINUTES = (10, 30, 60, 120, 24 * 60, 26 * 60, 48 * 60)


def colours(language: str) -> list[tuple[int, str]]:
    return [(number, say(language, word)) for number, word in enumerate(COLOURS)]


def creatures(language: str) -> list[tuple[int, str]]:
    return [(number, say(language, word)) for number, word in enumerate(CREATURES)]


def reminders(language: str, chosen: list[int]) -> list[tuple[int, str]]:
    """What is offered, and what somebody has besides."""
    offered = sorted({*REMINDERS_MINUTES, *chosen})
    return [(minutes, length(minutes, language)) for minutes in offered]


def length(minutes: int, language: str) -> str:
    """A time before the start: "10 Minuten", "26 Stunden"."""
    texts = words(language)
    if minutes % 60:
        return texts.ngettext("%(n)s Minute", "%(n)s Minuten", minutes) % {"n": minutes}
    hours = minutes // 60
    return texts.ngettext("%(n)s Stunde", "%(n)s Stunden", hours) % {"n": hours}
