"""A series with all its dates, for whoever reads. Shape: partials/series/show.html. Rule: S7."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.profiles.actor import Actor
from domain.sessions import cancellation, series, undo_window, withdrawal
from domain.sessions.session import Session, State
from web.pages.series import asking, pickable, row
from web.pages.series.pickable import Pickable
from web.pages.sessions import meeting
from web.pages.sessions.words import WITH
from web.rendering.templates import dom_id
from web.words import formats, repeating, zones
from web.words.translations import say


async def context(
    dates: Sequence[Session],
    reader: Visitor[Actor],
    *,
    ticked: Collection[UUID] | None = None,
    error: str = "",
) -> dict[str, Any]:
    """Shape: at least one date, in order of time; ticked as they were sent, error why not."""
    waiting = await pickable.read(dates, reader.actor)
    first = next(iter(waiting.dates), dates[0])
    if ticked is None:
        ticked = {each.id for each in waiting.possible[: waiting.covered]}
    assert first.series is not None
    weeks = (await series.recurrence(first.series)).every_weeks
    with zones.reading_in(reader.time_zone):
        return {
            **asking.UNASKED,
            **_head(dates, first, weeks, reader),
            **(await asking.said(waiting, first, reader) if waiting.dates else {}),
            **_abilities(dates, waiting, reader.actor),
            "rows": [row.of(each, waiting, ticked, reader) for each in dates],
            "error": error,
        }


def _head(
    dates: Sequence[Session], first: Session, weeks: int, reader: Visitor[Actor]
) -> dict[str, Any]:
    """Within zones.reading_in()."""
    language = reader.language
    starts = [each.starts_at for each in dates]
    return {
        "dom_id": dom_id(("series", first.series), "show"),
        "address": f"/series/{first.series}",
        "title": _title(first, reader),
        "rhythm": f"{repeating.rhythm(starts, language)}, {repeating.every(weeks, language)}",
        "counted": repeating.starting(starts, language),
        **meeting.learner(first),
        "message": first.message,
        "by": first.educator_name,
    }


def _title(first: Session, reader: Visitor[Actor]) -> str:
    """To who teaches with whom, to the others by whom."""
    is_educator = first.is_taught_by(reader.actor)
    name = first.learner_name if is_educator else first.educator_name
    return say(reader.language, WITH, service=first.service_name, name=name)


def _abilities(dates: Sequence[Session], waiting: Pickable, by: Actor) -> dict[str, Any]:
    """Shape: acts_on is the address of a date by which all that was asked together is answered."""
    now = clock.now()
    done = [each for each in dates if withdrawal.may_undo(each, by=by)]
    offered = [each for each in dates if _is_offered(each, by, now)]
    acted = next(iter([*done, *waiting.dates, *offered]), dates[0])
    until = undo_window.ends_at(acted.answered_at) if done and acted.answered_at else None
    return {
        "is_waiting": bool(waiting.dates),
        "can_withdraw": bool(offered),
        "acts_on": f"/sessions/{acted.id}",
        "undo_until_iso": formats.iso(until) if until else "",
    }


def _is_offered(date: Session, by: Actor, now: datetime) -> bool:
    """Whether its educator can take it back."""
    if date.state != State.PENDING or date.is_move:
        return False
    return cancellation.refusal(date, by=by, now=now) is None
