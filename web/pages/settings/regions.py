"""Zones, countries and their parts, as they are chosen from. Rule: A12 S7."""

import unicodedata

from babel import Locale

from domain.profiles import time_zone
from domain.providers import holiday_region
from web.words.translations import N_, say

NO_HOLIDAYS, EVERYWHERE = N_("Keine Feiertage"), N_("Nur landesweite Feiertage")


def zones() -> list[tuple[str, str]]:
    """IANA names, readable. Rule: A12: never offsets."""
    return [(name, name.replace("_", " ")) for name in sorted(time_zone.names())]


def countries(language: str) -> list[tuple[str, str]]:
    """Whose public holidays are known, by their names; "" for none."""
    named = Locale(language).territories
    known = [(code, named.get(code, code)) for code in holiday_region.countries()]
    return [("", say(language, NO_HOLIDAYS)), *sorted(known, key=_alphabetic)]


def parts(country: str, language: str) -> list[tuple[str, str]]:
    """Those of a country with days of their own; "" for what holds everywhere in it."""
    known = holiday_region.countries().get(country)
    if not known:
        return []
    named = sorted(holiday_region.part_names(country).items(), key=_alphabetic)
    return [("", say(language, EVERYWHERE)), *named]


def _alphabetic(row: tuple[str, str]) -> str:
    """Ä among A. Source: Unicode NFKD, which puts an accent behind its letter."""
    return unicodedata.normalize("NFKD", row[1])
