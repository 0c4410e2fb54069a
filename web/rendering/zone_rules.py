"""A time zone as calendars are told of it: its rule, or each of its changes. Rule: S16.

Source: RFC 5545 §3.6.5. Choice: written with icalendar's components and not by its own from_tzid,
which lets a change forward begin an hour late, for its DTSTART has to be in the time before it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.cal import Component

from web.words import zones

YEARS = 12
"""So many tell a last Sunday from a fourth; sessions lie two ahead at most."""
_DAY = timedelta(days=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = (-1, 1, 2, 3, 4)


class Turn(NamedTuple):
    """The clocks are changed. Shape: at is the wall clock before, without a zone."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def is_forward(self) -> bool:
        return self.after > self.before


@lru_cache(maxsize=256)
def definition(name: str, year: int) -> str:
    """The VTIMEZONE of an IANA zone for what is in this year and the ten after it.

    Shape: lines of text; empty for what is UTC throughout, which needs none.
    """
    zone, since = zones.named(name), datetime(year - 1, 1, 1, tzinfo=UTC)
    turns = _turns(zone, since)
    if not turns and not zone.utcoffset(since):
        return ""
    made = Timezone()
    made.add("tzid", name)
    for part in _by_rule(turns) or _by_date(turns, _before(zone, since)):
        made.add_component(part)
    text: str = made.to_ical().decode()
    return text


def _turns(zone: tzinfo, since: datetime) -> list[Turn]:
    changes, end, before = [], since.replace(year=since.year + YEARS), since
    while before < end:
        after = before + _DAY
        if _offset(before, zone) != _offset(after, zone):
            moment = _moment(before, after, zone)
            offsets = _offset(before, zone), _offset(after, zone)
            at = (moment + offsets[0]).replace(tzinfo=None)
            changes.append(Turn(at, *offsets, str(after.astimezone(zone).tzname())))
        before = after
    return changes


def _moment(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first minute of the new time between the two."""
    old = _offset(before, zone)
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after.replace(second=0, microsecond=0)


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _before(zone: tzinfo, since: datetime) -> Turn:
    """What holds until the first change, as one that changes nothing."""
    local = since.astimezone(zone)
    offset = _offset(since, zone)
    return Turn(local.replace(tzinfo=None), offset, offset, str(local.tzname()))


def _by_rule(turns: Sequence[Turn]) -> list[Component]:
    """Two parts that go on for ever, where each year has the same two Sundays of a month."""
    ways = [[each for each in turns if each.is_forward == way] for way in (True, False)]
    rules = [_rule(way) for way in ways]
    if not all(rules):
        return []
    return [_part(way[0], rrule=rule) for way, rule in zip(ways, rules, strict=True) if rule]


def _rule(turns: Sequence[Turn]) -> dict[str, object] | None:
    if len(turns) != YEARS:
        return None
    # Of Turn all but the day has to be the same.
    alike = {(t.at.month, t.at.weekday(), t.at.time(), *t[1:]) for t in turns}
    ordinals = [each for each in _ORDINALS if all(_is(each, turn.at) for turn in turns)]
    if len(alike) != 1 or not ordinals:
        return None
    first = turns[0].at
    day = f"{ordinals[0]}{_WEEKDAYS[first.weekday()]}"
    return {"freq": "yearly", "bymonth": first.month, "byday": day}


def _is(ordinal: int, day: datetime) -> bool:
    """Whether it is the first, second … or the last of its weekday in its month."""
    if ordinal < 0:
        return (day + 7 * _DAY).month != day.month
    return (day.day + 6) // 7 == ordinal


def _by_date(turns: Sequence[Turn], first: Turn) -> list[Component]:
    """One part for all changes of a kind, each with its date."""
    kinds: dict[tuple[object, ...], list[Turn]] = {}
    for turn in (first, *turns):
        kinds.setdefault(turn[1:], []).append(turn)
    return [_part(same[0], *(turn.at for turn in same[1:])) for same in kinds.values()]


def _part(first: Turn, *dates: datetime, rrule: dict[str, object] | None = None) -> Component:
    made: Component = TimezoneDaylight() if first.is_forward else TimezoneStandard()
    made.add("dtstart", first.at)
    made.add("tzoffsetfrom", first.before)
    made.add("tzoffsetto", first.after)
    made.add("tzname", first.name)
    if rrule:
        made.add("rrule", rrule)
    if dates:
        made.add("rdate", list(dates))
    return made
