"""Sessions as cards of the thread, for whoever reads. Shape: partials/sessions/card.html."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain import clock
from domain.accounts.visitor import Visitor
from domain.sessions.lists import Listed
from web.pages.sessions.words import CHILDS_PLACES, OWN_PLACES, PLACES, STATES, WITH
from web.rendering.templates import dom_id
from web.words import formats
from web.words.formats import Formats
from web.words.translations import N_, say

Card = dict[str, Any]
FOR = N_("für %(name)s")


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards that are made only where a template has not shown the same ones before.

    Shape: key is everything they show; false when there are none.
    """

    key: Hashable
    count: int
    make: Callable[[], list[Card]]

    def __iter__(self) -> Iterator[Card]:
        return iter(self.make())

    def __len__(self) -> int:
        return self.count


def split(found: list[Listed], reader: Visitor) -> tuple[Cards, Cards]:
    """Those that wait for the reader's answer, and the others in order of time. Rule: S12."""
    now = clock.now()
    may_answer = reader.kind == "guardian" or reader.may_confirm
    waiting = [row for row in found if may_answer and is_waiting(row, now)]
    others = [row for row in found if not (may_answer and is_waiting(row, now))]
    with formats.reading_in(reader.time_zone):
        today, said = formats.today(), Formats(reader.language)
        free = (free_soon(row, now, today) for row in others)
        ageing = tuple(said.until(moment) for moment in free if moment)
    key = (reader.kind, today, ageing, *others)
    return (
        Cards((reader.kind, *waiting), len(waiting), lambda: _answerable(waiting, reader)),
        Cards(key, len(others), lambda: _thread(others, reader, now)),
    )


def is_waiting(row: Listed, now: datetime) -> bool:
    return row.state == "pending" and row.expires_at > now


def thread(found: Iterable[Listed], reader: Visitor, now: datetime) -> list[Card]:
    """Within formats.reading_in()."""
    said, language, here = Formats(reader.language), reader.language, formats.here()
    today = now.astimezone(here).date()
    labels = {today: say(language, N_("Heute")), today + _DAY: say(language, N_("Morgen"))}
    states = {state: say(language, label) for state, label in STATES.items()}
    is_family, is_educator = reader.kind == "guardian", reader.kind == "educator"
    cards, latest = [], None
    for row in found:
        starts = row.starts_at.astimezone(here)
        day = starts.date()
        free_until = free_soon(row, now, today) if is_family else None
        cards.append(
            {
                "is_answerable": False,
                "dom_id": f"session-{row.id}-card",
                "address": f"/sessions/{row.id}",
                "state": row.state,
                "state_label": states[row.state],
                "colour": row.colour,
                "starts_iso": formats.iso(starts),
                "day": "" if day == latest else said.day(day),
                "day_label": "" if day == latest else labels.get(day, ""),
                "time": f"{starts.hour:02}:{starts.minute:02}",
                "length": said.minutes(minutes(row)),
                "title": row.service if is_educator else f"{row.service} · {row.educator}",
                "line": row.child,
                "free_until_iso": formats.iso(free_until) if free_until else "",
                "free_left": said.until(free_until) if free_until else "",
            }
        )
        latest = day
    return cards


def _thread(found: list[Listed], reader: Visitor, now: datetime) -> list[Card]:
    with formats.reading_in(reader.time_zone):
        return thread(found, reader, now)


def _answerable(found: list[Listed], reader: Visitor) -> list[Card]:
    with formats.reading_in(reader.time_zone):
        return [answerable(row, reader) for row in found]


def answerable(row: Listed, reader: Visitor) -> Card:
    """A card with the buttons. Within formats.reading_in()."""
    said, language = Formats(reader.language), reader.language
    facts = [said.minutes(minutes(row)), place(row.place, reader, row.educator)]
    if reader.kind != "child":
        facts.insert(0, say(language, FOR, name=row.child))
        facts.append(said.credits(row.credits) if row.credits else "")
    return {
        "is_answerable": True,
        "dom_id": dom_id(("session", row.id), "card"),
        "address": f"/sessions/{row.id}",
        "colour": row.colour,
        "initial": row.child[:1].upper(),
        "starts_iso": formats.iso(row.starts_at),
        "heading": say(language, WITH, service=row.service, name=row.educator),
        "facts": " · ".join(fact for fact in facts if fact),
        "date": f"{said.day(row.starts_at)} · {span(row, language)}",
        "message": row.message,
    }


def free_soon(row: Listed, now: datetime, today: Any) -> datetime | None:
    """Until when cancelling is free, if that ends today or tomorrow. Rule: S8.

    Choice: by the day, so that a list which did not change otherwise is the same all day.
    """
    if row.state != "confirmed" or row.notice_hours is None:
        return None
    until = row.starts_at - timedelta(hours=row.notice_hours)
    if until - now > _TWO_DAYS_AT_MOST:
        return None
    is_soon = now < until and until.astimezone(formats.here()).date() <= today + _DAY
    return until if is_soon else None


def minutes(row: Any) -> int:
    return int((row.ends_at - row.starts_at).total_seconds()) // 60


def span(row: Any, language: str) -> str:
    """Shape: 16:00–16:45."""
    return formats.span(row.starts_at, row.ends_at, language)


def place(code: str, reader: Visitor, educator: str) -> str:
    """Where it is, as the reader would say it. Rule: S13."""
    words = {"educator": OWN_PLACES, "child": CHILDS_PLACES}.get(reader.kind, PLACES)
    return say(reader.language, words[code], name=educator)


_DAY = timedelta(days=1)
_TWO_DAYS_AT_MOST = timedelta(hours=49)
