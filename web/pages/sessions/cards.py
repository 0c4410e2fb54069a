"""Sessions as cards of the thread, for whoever reads. Shape: partials/sessions/card.html."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import notice
from domain.sessions.listed import Listed
from web.pages.sessions.words import STATES, face, minutes
from web.words import formats, zones
from web.words.formats import Formats
from web.words.translations import N_, say

ONE_OF = N_("eine von %(count)s Zeiten zur Wahl")


class Card(NamedTuple):
    """A session in the thread, as the reader sees it. Shape: partials/sessions/card.html."""

    dom_id: str
    address: str
    state: str
    state_label: str
    colour: str
    face: str
    starts_iso: str
    day: str
    day_label: str
    time: str
    length: str
    title: str
    line: str
    free_until_iso: str
    free_left: str


def thread(rows: Iterable[Listed], reader: Visitor[Actor], now: datetime) -> list[Card]:
    """In the order of the rows, each day named where it begins. Within zones.reading_in()."""
    said = _Said(reader, now)
    cards, latest = [], None
    for row in rows:
        starts = row.starts_at.astimezone(said.here)
        day = starts.date()
        named = _UNNAMED if day == latest else said.day(day)
        cards.append(_card(row, starts, named, said))
        latest = day
    return cards


class _Said:
    """What the cards of one thread have in common."""

    def __init__(self, reader: Visitor[Actor], now: datetime) -> None:
        language, self.here, self.now = reader.language, zones.here(), now
        self.formats = Formats(language)
        self.today = now.astimezone(self.here).date()
        tomorrow = self.today + _DAY
        self._near = {self.today: say(language, N_("Heute")), tomorrow: say(language, N_("Morgen"))}
        self.states = {state: say(language, label) for state, label in STATES.items()}
        self.in_group = say(language, N_("in der Gruppe"))
        self.to_family, self.to_educator = reader.kind == "guardian", reader.kind == "educator"

    def line(self, row: Listed) -> str:
        """Of what is more than a session of one learner's own."""
        more = self.in_group if row.is_group else one_of(row, self.formats.language)
        return f"{row.learner} · {more}" if more else row.learner

    def day(self, day: date) -> tuple[str, str]:
        return self.formats.day(day, self.today), self._near.get(day, "")


def _card(row: Listed, starts: datetime, named: tuple[str, str], said: _Said) -> Card:
    identity = str(row.id)
    free_until = free_soon(row, said.now, said.today) if said.to_family else None
    # By place, for a list has fifty: names would cost as much as drawing does.
    return Card(
        f"session-{identity}-card",
        f"/sessions/{identity}",
        row.state,
        said.states[row.state],
        str(row.colour),
        face(row.learner_kind, row.creature),
        formats.iso(row.starts_at),
        *named,
        formats.time_of_day(starts.hour, starts.minute),
        said.formats.minutes(minutes(row)),
        row.service if said.to_educator else f"{row.service} · {row.educator}",
        said.line(row) if row.is_group or row.choice_count else row.learner,
        formats.iso(free_until) if free_until else "",
        said.formats.until(free_until) if free_until else "",
    )


def one_of(row: Listed, language: str) -> str:
    """That others of its proposal can be picked instead, or "". Rule: S2."""
    count = row.choice_count
    return say(language, ONE_OF, count=count) if count > 1 else ""


def free_soon(row: Listed, now: datetime, today: date) -> datetime | None:
    """Until when cancelling is free, if that ends today or tomorrow. Rule: S8.

    Choice: by the day, so that a list which did not change otherwise is the same all day.
    """
    until = row.free_until if row.state == "confirmed" else None
    if until is None or until - now > _TWO_DAYS_AT_MOST:
        return None
    is_soon = notice.is_free(until, now) and until.astimezone(zones.here()).date() <= today + _DAY
    return until if is_soon else None


_DAY = timedelta(days=1)
_UNNAMED = ("", "")
_TWO_DAYS_AT_MOST = timedelta(hours=49)
