"""A shade: when an educator does not work, or is away, as the week shows it. Rule: S6."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from domain.availability import opening, picture
from domain.availability.hours import DAY_MINUTES
from domain.availability.picture import Picture
from domain.availability.span import Span


class Shade(NamedTuple):
    """Shape: away by an absence, else outside of the hours of every service."""

    starts_at: datetime
    ends_at: datetime
    is_away: bool


def of(known: Picture) -> list[Shade] | None:
    """Whatever stands there. Shape: None while no hours were said."""
    if not known.hours and not known.exceptions:
        return None
    away = [Shade(*each.span(known.time_zone), True) for each in known.absences]
    closed = _between(known, opening.around(known, None))
    return [Shade(_moment(begin), _moment(end), False) for begin, end in closed] + away


def _between(known: Picture, spans: Iterable[Span]) -> Iterator[Span]:
    """What lies around these in a picture, and the days beside it."""
    begin = opening.seconds(known, known.first - picture.ONE_DAY, 0)
    end = opening.seconds(known, known.last + picture.ONE_DAY, DAY_MINUTES)
    for (_, until), (since, _) in pairwise([(begin, begin), *spans, (end, end)]):
        if until < since:
            yield until, since


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
