"""Public holidays where a provider is, which a series leaves out. Rule: S7.

Source: the `holidays` library, which keeps the laws of countries and of their parts.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

import holidays

from domain.errors import Invalid

# As the library names what it was translated into; else the names are those of the country.
_LANGUAGES = {"de": ("de",), "en": ("en_US", "en_GB", "en")}


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Every country with its parts that have days of their own, by their codes."""
    known = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(parts) for country, parts in sorted(known.items())}


@cache
def part_names(country: str) -> dict[str, str]:
    """What the parts of a country are called there. Shape: by code; the code where it has no name.

    Errors: KeyError for a country that is none.
    """
    named = holidays.country_holidays(country).get_subdivision_aliases()
    return {part: next(iter(named.get(part, ())), part) for part in countries()[country]}


def checked(country: str, part: str) -> str:
    """The region as it is kept: "DE-BE", "DE" for what holds everywhere there, "" for none.

    Errors: Invalid (holiday_country, holiday_part).
    """
    if not country:
        return ""
    if country not in countries():
        raise Invalid("holiday_country", "unknown")
    if not part:
        return country
    if part not in countries()[country]:
        raise Invalid("holiday_part", "unknown")
    return f"{country}-{part}"


def parted(region: str) -> tuple[str, str]:
    """Country and part of a region."""
    country, _, part = region.partition("-")
    return country, part


def among(region: str, days: Iterable[date], language: str) -> dict[date, str]:
    """Which of the days are holidays in the region, with their names.

    Shape: a region that the library no longer knows has none.
    """
    years = tuple(sorted({day.year for day in days}))
    known = _of_years(region, years, language) if region and years else {}
    return {day: known[day] for day in days if day in known}


@cache
def _of_years(region: str, years: tuple[int, ...], language: str) -> dict[date, str]:
    country, part = parted(region)
    if country not in countries() or (part and part not in countries()[country]):
        return {}
    own = holidays.country_holidays(country)
    spoken = (each for each in _LANGUAGES[language] if each in own.supported_languages)
    said = next(spoken, own.default_language)
    return dict(
        holidays.country_holidays(country, subdiv=part or None, years=years, language=said).items()
    )
