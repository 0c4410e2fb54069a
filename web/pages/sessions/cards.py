"""Sessions as cards of the thread, for whoever reads. Shape: partials/sessions/card.html."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from domain import clock
from domain.accounts.visitor import Visitor
from domain.sessions.lists import Listed
from web.pages.sessions.words import CHILDS_PLACES, OWN_PLACES, PLACES, STATES, WITH
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

FOR = N_("für %(name)s")


class Card(NamedTuple):
    """A session in the thread, as the reader sees it. Shape: partials/sessions/card.html."""

    dom_id: str
    address: str
    state: str
    state_label: str
    colour: int
    starts_iso: str
    day: str
    day_label: str
    time: str
    length: str
    title: str
    line: str
    free_until_iso: str
    free_left: str


class Answerable(NamedTuple):
    """A session that waits for the reader's answer. Shape: partials/sessions/waiting.html."""

    dom_id: str
    address: str
    colour: int
    initial: str
    starts_iso: str
    heading: str
    facts: str
    date: str
    message: str


def split(found: list[Listed], reader: Visitor) -> tuple[list[Answerable], list[Card]]:
    """Those that wait for the reader's answer, and the others in order of time. Rule: S12."""
    waiting: list[Listed] = []
    others: list[Listed] = []
    now = clock.now()
    may_answer = reader.kind == "guardian" or reader.may_confirm
    for row in found:
        (waiting if may_answer and is_waiting(row, now) else others).append(row)
    with formats.reading_in(reader.time_zone):
        return [answerable(row, reader) for row in waiting], thread(others, reader, now)


def is_waiting(row: Listed, now: datetime) -> bool:
    return row.state == "pending" and row.expires_at > now


def thread(found: Iterable[Listed], reader: Visitor, now: datetime) -> list[Card]:
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
            row.colour,
            formats.iso(row.starts_at),
            said.day(day, today) if is_first else "",
            near.get(day, "") if is_first else "",
            f"{starts.hour:02}:{starts.minute:02}",
            said.minutes(minutes(row)),
            row.service if is_educator else f"{row.service} · {row.educator}",
            row.child,
            formats.iso(free_until) if free_until else "",
            said.until(free_until) if free_until else "",
        )
        cards.append(card)
        latest = day
    return cards


def answerable(row: Listed, reader: Visitor) -> Answerable:
    """A card with the buttons. Within formats.reading_in()."""
    said, language = Formats(reader.language), reader.language
    facts = [said.minutes(minutes(row)), place(row.place, reader, row.educator)]
    if reader.kind != "child":
        facts.insert(0, say(language, FOR, name=row.child))
        facts.append(said.credits(row.credits) if row.credits else "")
    return Answerable(
        dom_id=f"session-{row.id}-card",
        address=f"/sessions/{row.id}",
        colour=row.colour,
        initial=row.child[:1].upper(),
        starts_iso=formats.iso(row.starts_at),
        heading=say(language, WITH, service=row.service, name=row.educator),
        facts=" · ".join(fact for fact in facts if fact),
        date=f"{said.day(row.starts_at)} · {span(row, language)}",
        message=row.message,
    )


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


def minutes(row: Any) -> int:
    return int((row.ends_at - row.starts_at) // _MINUTE)


def span(row: Any, language: str) -> str:
    """Shape: 16:00–16:45."""
    return formats.span(row.starts_at, row.ends_at, language)


def place(code: str, reader: Visitor, educator: str) -> str:
    """Where it is, as the reader would say it. Rule: S13."""
    words = {"educator": OWN_PLACES, "child": CHILDS_PLACES}.get(reader.kind, PLACES)
    return say(reader.language, words[code], name=educator)


_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_TWO_DAYS_AT_MOST = timedelta(hours=49)
