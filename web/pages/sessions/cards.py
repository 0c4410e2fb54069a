"""Sessions as cards of the thread, for whoever reads. Shape: partials/sessions/card.html."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits.package import Source
from domain.profiles.actor import Actor
from domain.sessions.asked import Asked
from domain.sessions.listed import Listed
from web.pages.sessions import waiting
from web.pages.sessions.waiting import Answerable
from web.pages.sessions.words import STATES, minutes
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say


class Card(NamedTuple):
    """A session in the thread, as the reader sees it. Shape: partials/sessions/card.html."""

    dom_id: str
    address: str
    state: str
    state_label: str
    colour: str
    starts_iso: str
    day: str
    day_label: str
    time: str
    length: str
    title: str
    line: str
    free_until_iso: str
    free_left: str


def split(
    found: list[Listed],
    reader: Visitor[Actor],
    asked: Mapping[UUID, Asked],
    sources: Sequence[Source],
    told: Collection[UUID],
) -> tuple[list[Answerable], list[Card]]:
    """Those that wait for a guardian's answer, and the others in order of time. Rule: S12.

    Shape: told is the connections whose provider was asked for credits already.
    Choice: what the reader confirmed a moment ago stays where it was, so that nothing slides under
    a thumb, and can be taken back there. Rule: S1.
    """
    first: list[tuple[Listed, Asked]] = []
    others: list[Listed] = []
    for row in found:
        more = asked.get(row.id)
        if more and (row.state == "pending" or more.answered_by == reader.profile_id):
            first.append((row, more))
        else:
            others.append(row)
    with formats.reading_in(reader.time_zone):
        cards = [waiting.card(row, more, sources, reader, told) for row, more in first]
        return cards, thread(others, reader, clock.now())


def thread(found: Iterable[Listed], reader: Visitor[Actor], now: datetime) -> list[Card]:
    """Within formats.reading_in()."""
    said, language, here = Formats(reader.language), reader.language, formats.here()
    today = now.astimezone(here).date()
    near = {today: say(language, N_("Heute")), today + _DAY: say(language, N_("Morgen"))}
    states = {state: say(language, label) for state, label in STATES.items()}
    is_family, is_educator = reader.kind == "guardian", reader.kind == "educator"
    cards, latest = [], None
    for row in found:
        identity, starts = str(row.id), row.starts_at.astimezone(here)
        day = starts.date()
        is_first = day != latest
        free_until = free_soon(row, now, today) if is_family else None
        # By place, for a list has fifty: names would cost as much as drawing does.
        card = Card(
            f"session-{identity}-card",
            f"/sessions/{identity}",
            row.state,
            states[row.state],
            str(row.colour),
            formats.iso(row.starts_at),
            said.day(day, today) if is_first else "",
            near.get(day, "") if is_first else "",
            formats.time_of_day(starts.hour, starts.minute),
            said.minutes(minutes(row)),
            row.service if is_educator else f"{row.service} · {row.educator}",
            row.child,
            formats.iso(free_until) if free_until else "",
            said.until(free_until) if free_until else "",
        )
        cards.append(card)
        latest = day
    return cards


def free_soon(row: Listed, now: datetime, today: date) -> datetime | None:
    """Until when cancelling is free, if that ends today or tomorrow. Rule: S8.

    Choice: by the day, so that a list which did not change otherwise is the same all day.
    """
    if row.state != "confirmed" or row.notice_hours is None:
        return None
    until = row.starts_at - _hours(row.notice_hours)
    if until - now > _TWO_DAYS_AT_MOST:
        return None
    is_soon = now < until and until.astimezone(formats.here()).date() <= today + _DAY
    return until if is_soon else None


@cache
def _hours(count: int) -> timedelta:
    return timedelta(hours=count)


_DAY = timedelta(days=1)
_TWO_DAYS_AT_MOST = timedelta(hours=49)
