"""Public holidays where a provider is, which a series leaves out. Rule: S7.

Source: the `holidays` library, which keeps the laws of countries and of their parts.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from domain.providers import holiday_region

# As the library names what it was translated into; else the names are those of the country.
_LANGUAGES = {"de": ("de",), "en": ("en_US", "en_GB", "en")}


def among(region: str, days: Iterable[date], language: str) -> dict[date, str]:
    """Which of the days are holidays in the region, with their names.

    Shape: a region that the library no longer knows has none.
    """
    years = tuple(sorted({day.year for day in days}))
    known = _of_years(region, years, language) if region and years else {}
    return {day: known[day] for day in days if day in known}


@cache
def _of_years(region: str, years: tuple[int, ...], language: str) -> dict[date, str]:
    country, part = holiday_region.parted(region)
    if country not in holiday_region.countries() or (
        part and part not in holiday_region.countries()[country]
    ):
        return {}
    # Takes a tenth of a second to read, at each start.
    import holidays

    own = holidays.country_holidays(country)
    spoken = (each for each in _LANGUAGES[language] if each in own.supported_languages)
    said = next(spoken, own.default_language)
    return dict(
        holidays.country_holidays(country, subdiv=part or None, years=years, language=said).items()
    )
