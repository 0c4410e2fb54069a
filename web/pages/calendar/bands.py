"""Soft bands in the week: when those for whom is planned usually have time. Rule: S17."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from domain.accounts.visitor import Visitor
from domain.availability import family_time, usual_time
from domain.availability.usual_time import Usual
from domain.profiles.actor import Staff
from domain.sessions.learner import learners
from web.pages.calendar import segment
from web.pages.calendar.segment import Segment
from web.pages.calendar.week import Day
from web.words import formats, weeks
from web.words.formats import Formats
from web.words.translations import N_, say

USUALLY = N_("%(name)s hat meist Zeit: %(times)s")
TOGETHER = N_("%(names)s haben meist Zeit: %(times)s")
ADDRESSES = ("previous_address", "next_address", "whole_address")


class Bands(NamedTuple):
    """Shape: for whom is planned, none for nobody; the names of those who said when they have time;
    usual is when all of these do.
    """

    learners: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    usual: Sequence[Usual] = ()


async def asked(wanted: Sequence[str], monday: date, educator: Visitor[Staff]) -> Bands:
    """Of those whom the educator teaches; of one in two families what either says."""
    known = await learners(educator.actor)
    there = {each.id: each.name for text in wanted for each in known if str(each.id) == text}
    said = await family_time.of_learners(there)
    taught = {(each.family, each.id) for each in known}
    days = monday, monday + timedelta(days=6)
    of_each = {
        one: [
            time for key, times in said.items() if key in taught and key[1] == one for time in times
        ]
        for one in there
    }
    spans = {one: usual_time.spans(times, *days) for one, times in of_each.items() if times}
    names = tuple(there[one] for one in spans)
    return Bands(tuple(there), names, usual_time.shared(list(spans.values())))


def drawn(week: dict[str, Any], bands: Bands, language: str) -> dict[str, Any]:
    """The week with its bands, whose ways stay with them. Within zones.reading_in()."""
    if not bands.learners:
        return week
    who = weeks.planned(bands.learners)
    days: list[Day] = week["days"]
    lying = segment.of_days(bands.usual, [date.fromisoformat(day.iso) for day in days])
    paired = zip(days, lying, strict=True)
    return {
        **week,
        **{name: _with(week[name], who) for name in ADDRESSES},
        "today_address": _with("/calendar", who),
        "planned": who,
        "days": [_day(day, usual, bands, language) for day, usual in paired],
    }


def _day(day: Day, usual: list[tuple[Usual, Segment]], bands: Bands, language: str) -> Day:
    # A form of one session is for one.
    learner = str(bands.learners[0]) if len(bands.learners) == 1 else ""
    times = ", ".join(formats.span(each.starts_at, each.ends_at, language) for each, _ in usual)
    return day._replace(
        new_address=_with(day.new_address, f"learner={learner}" if learner else ""),
        bands=[each.place for _, each in usual],
        usually=_said(bands.names, times, language) if times else "",
    )


def _said(names: Sequence[str], times: str, language: str) -> str:
    if len(names) == 1:
        return say(language, USUALLY, name=names[0], times=times)
    return say(language, TOGETHER, names=Formats(language).listed(list(names)), times=times)


def _with(address: str, who: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{who}" if address and who else address
