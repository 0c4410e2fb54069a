"""How Babel spells a day, a distance in time and a number, kept by value and language, so that
fifty rows cost microseconds.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal

Unit = Literal["minute", "hour", "day"]

# No line ends within a date but before its year, which large letters leave no room for beside them.
SHORT = {"de": "ccc\xa0d.\xa0LLL", "en": "ccc\xa0d\xa0LLL"}
SHORT_YEAR = {"de": "ccc\xa0d.\xa0LLL y", "en": "ccc\xa0d\xa0LLL y"}
LONG = {"de": "EEEE, d. MMMM y", "en": "EEEE, d MMMM y"}
DATE = {"de": "dd.MM.y", "en": "d MMM y"}
MONTH = {"de": "LLLL y", "en": "LLLL y"}
# No unit is ever large enough, so Babel keeps the one it is told.
_NEVER = 1e12


@lru_cache(maxsize=4096)
def day(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=1024)
def distance(count: int, unit: Unit, language: str) -> str:
    """Shape: "in 3 Tagen", "vor 2 Tagen"."""
    length = timedelta(**{f"{unit}s": count})
    return format_timedelta(
        length, granularity=unit, threshold=_NEVER, add_direction=True, locale=language
    )


@lru_cache(maxsize=4096)
def number(value: float, pattern: str, language: str) -> str:
    """Shape: value is rounded already, so that there are few; pattern as "0.0"."""
    return format_decimal(value, pattern, language)
