"""The ranges of an ordinary week as they are typed, for educators and families alike."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from domain.availability.hours import DAY_MINUTES
from domain.errors import Invalid
from web.forms import Form
from web.pages.availability import clocks
from web.words import ranges
from web.words.formats import Formats

RANGES_MOST = 6


class Typed(NamedTuple):
    """One range, and where in the form it stands, as "0-1"."""

    weekday: int
    starts_minute: int
    ends_minute: int
    place: str


def read(form: Form) -> list[Typed]:
    """Names every fault at its field. Shape: what is left empty is no range."""
    rows = []
    for weekday in range(7):
        for number in range(RANGES_MOST):
            place = f"{weekday}-{number}"
            if not (form.value(f"from-{place}") or form.value(f"to-{place}")):
                continue
            begin, end = form.time(f"from-{place}"), form.time(f"to-{place}")
            if begin is not None and end is not None:
                minutes = clocks.minutes(begin), clocks.minutes(end) or DAY_MINUTES
                rows.append(Typed(weekday, *minutes, place))
    return rows


def refuse(form: Form, error: Invalid, read: list[Typed]) -> None:
    """Says it at the range that is at fault."""
    number = min(int(str(error.values.get("number", 0))), len(read) - 1)
    form.refuse(f"to-{read[number].place}", error.code)


def placed(weekdays: Iterable[int]) -> list[str]:
    """Where in the form each of these ranges stands. Shape: weekdays in order."""
    counts = [0] * 7
    places = []
    for weekday in weekdays:
        places.append(f"{weekday}-{counts[weekday]}")
        counts[weekday] += 1
    return places


def typed(place: str, starts_minute: int, ends_minute: int) -> dict[str, str]:
    """What the form says of a range."""
    return {f"from-{place}": clocks.typed(starts_minute), f"to-{place}": clocks.typed(ends_minute)}


def days(form: Form, language: str) -> list[dict[str, Any]]:
    """Shape: `days` of partials/availability/_weekly.html."""
    return [_day(form, weekday, language) for weekday in range(7)]


def _day(form: Form, weekday: int, language: str) -> dict[str, Any]:
    """Shape: the ranges that are typed, and an empty one to type the next."""
    filled = [
        number
        for number in range(RANGES_MOST)
        if any(form.value(f"{side}-{weekday}-{number}") for side in ("from", "to"))
    ]
    free = next((number for number in range(RANGES_MOST) if number not in filled), None)
    return {
        "weekday": weekday,
        "name": Formats(language).weekday_full(ranges.WEEK[weekday]),
        "places": [f"{weekday}-{number}" for number in filled],
        "next": "" if free is None else f"{weekday}-{free}",
    }
