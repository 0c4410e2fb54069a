"""A series with all its dates, for whoever reads. Shape: partials/series/show.html. Rule: S7."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from domain import clock
from domain.accounts.visitor import Visitor
from domain.credits import asking
from domain.profiles.actor import Actor, Guardian
from domain.sessions import cancellation, series, undo_window, withdrawal
from domain.sessions.session import Session, State
from web.pages.series import pickable, row
from web.pages.series.pickable import Pickable
from web.pages.sessions import costs, waiting_series
from web.pages.sessions.words import WITH, face
from web.rendering.templates import dom_id
from web.words import formats, repeating, zones
from web.words.formats import Formats
from web.words.translations import N_, say

TO_PICK = N_("Sucht aus, was passt. Was nicht angehakt ist, wird abgelehnt.")
UNTIL = N_("Antwort möglich bis %(until)s.")
UNASKED = dict.fromkeys(("due", "to_pick", "credits", "asking_address"), "")
"""Where no answer is waited for."""


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
            **UNASKED,
            **_head(dates, first, weeks, reader),
            **(await _asking(waiting, first, reader) if waiting.dates else {}),
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
        "learner": first.learner_name,
        "colour": first.learner_colour,
        "face": face(first.learner_kind, first.learner_creature),
        "message": first.message,
        "by": first.educator_name,
    }


def _title(first: Session, reader: Visitor[Actor]) -> str:
    """To who teaches with whom, to the others by whom."""
    is_educator = first.is_taught_by(reader.actor)
    name = first.learner_name if is_educator else first.educator_name
    return say(reader.language, WITH, service=first.service_name, name=name)


async def _asking(waiting: Pickable, first: Session, reader: Visitor[Actor]) -> dict[str, Any]:
    """What is said before the answer. Choice: a child hears nothing of credits."""
    language = reader.language
    hears_of_credits = isinstance(reader.actor, Guardian) and first.credits
    return {
        "due": say(language, UNTIL, until=Formats(language).moment(first.expires_at)),
        "to_pick": say(language, TO_PICK) if len(waiting.dates) > 1 else "",
        **(await _credits(waiting, first, language) if hears_of_credits else {}),
    }


async def _credits(waiting: Pickable, first: Session, language: str) -> dict[str, str]:
    """What confirming takes, or for how many there are enough. Rule: K3."""
    possible = waiting.possible
    if waiting.covered < len(possible):
        has_asked = await asking.has_asked(first.connection)
        address = f"/providers/{first.provider}/account/credit-request?session={first.id}"
        values = {"enough": waiting.covered, "count": len(possible)}
        text = say(language, waiting_series.ENOUGH_FOR, **values)
        return {"credits": text, "asking_address": "" if has_asked else address}
    needed = sum(each.credits for each in possible)
    free = sum(each.free for each in waiting.sources)
    return {"credits": costs.held(needed, free, language) if needed else ""}


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
