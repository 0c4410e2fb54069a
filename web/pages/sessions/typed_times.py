"""Several times as a form asks for them, each a date and a start. Rule: S2.

Shape: fields date and start, date_2 and start_2, and so on; those that nothing is typed into count
for nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from domain.errors import Invalid
from domain.sessions import wall_clock
from web.forms import Form


class Typed(NamedTuple):
    """Shape: number is that of the fields, from 1; None where the form says what is wrong."""

    number: int
    day: date | None
    start: time | None


def fields(number: int) -> tuple[str, str]:
    return ("date", "start") if number == 1 else (f"date_{number}", f"start_{number}")


def names(most: int) -> list[str]:
    return [name for number in range(1, most + 1) for name in fields(number)]


def read(form: Form, *, least: int = 0, most: int) -> list[Typed]:
    """Those that something was typed for; the first ones are asked for. Faults at their fields."""
    rows = []
    for number in range(1, most + 1):
        day_field, start_field = fields(number)
        if number <= least or form.checked(day_field) or form.checked(start_field):
            rows.append(Typed(number, form.date(day_field), form.time(start_field)))
    return rows


def moments(form: Form, typed: Sequence[Typed], zone: str) -> list[datetime | None]:
    """As instants, meant in the zone. Units: UTC."""
    return [_moment(form, each, zone) for each in typed]


def refuse(form: Form, number: int, error: Invalid) -> None:
    """Says at its fields what is wrong with one."""
    day_field, start_field = fields(number)
    field = start_field if error.field == "starts_at" else day_field
    form.refuse(field, error.code, **error.values)


def is_more(form: Form, shown: int, most: int) -> bool:
    """Whether something stands in one of those that are folded away."""
    folded = [name for number in range(shown + 1, most + 1) for name in fields(number)]
    return any(form.value(name) or form.error(name) for name in folded)


def _moment(form: Form, each: Typed, zone: str) -> datetime | None:
    if each.day is None or each.start is None:
        return None
    try:
        return wall_clock.instant(each.day, each.start, zone)
    except OverflowError:
        form.refuse(fields(each.number)[0], "not_a_date")
        return None
