"""What a new session starts from: as last time with the child, at the usual time that is free."""

from collections.abc import Sequence
from typing import NamedTuple

from domain import clock
from domain.accounts.visitor import Visitor
from domain.availability import away
from domain.profiles.actor import Staff
from domain.sessions import habit
from domain.sessions.habit import Habit
from domain.sessions.learner import Learner
from domain.sessions.place import Place
from domain.sessions.week import Taught
from web.words import zones
from web.words.formats import Formats

MOST_TIMES = 3


class Start(NamedTuple):
    """Shape: typed as the form's fields; times as (value of `slot`, "Do 3. Dez, 16:15"); noted is
    what was noted last of the chosen learner.
    """

    typed: dict[str, str]
    times: list[tuple[str, str]]
    noted: str


async def start(
    asked: dict[str, str],
    known: Sequence[Learner],
    habits: Sequence[Habit],
    ahead: Sequence[Taught],
    educator: Visitor[Staff],
) -> Start:
    """Shape: asked holds fields, and what was tapped: `like` (a learner) and `slot`."""
    like = asked.get("like")
    typed = {**asked, "learner": like, "family": ""} if like else dict(asked)
    own = next((one for one in habits if str(one.learner) == typed.get("learner")), None)
    typed = _begun(typed, own, known, next(iter(habits), None))
    times = await _times(own, ahead, educator) if own else []
    if slot := _slot(typed, times):
        typed["date"], _, typed["start"] = slot.partition("T")
    return Start(typed, times, own.noted if own else "")


def _begun(
    typed: dict[str, str], own: Habit | None, known: Sequence[Learner], last: Habit | None
) -> dict[str, str]:
    """Fields as they were agreed with the child, or with the one that was taught last.

    Choice: what stands in the form already stays, but a child that is tapped brings all that was
    agreed with it.
    """
    if typed.get("like") and own:
        return typed | _agreed(own, known)
    if "key" in typed:
        return typed
    return {**(_agreed(own, known) if own else _with_others(last, known)), **typed}


def _slot(typed: dict[str, str], times: Sequence[tuple[str, str]]) -> str:
    """The time that was tapped, or the next one where none is typed."""
    if (tapped := typed.get("slot")) or typed.get("date") or typed.get("start"):
        return tapped or ""
    return times[0][0] if times else ""


def _with_others(last: Habit | None, known: Sequence[Learner]) -> dict[str, str]:
    """Shape: no address or link of the others, whom this family does not know.

    Choice: nobody's home for who has no room, but a place that is chosen, the first time.
    """
    if last is None:
        is_online = any(one.own_room for one in known)
        return {"place": Place.ONLINE.value} if is_online else {}
    return {"service": str(last.service), "place": last.place}


def _agreed(last: Habit, known: Sequence[Learner]) -> dict[str, str]:
    """Rule: S13. Shape: without a detail where a default room says it."""
    rooms = {room for one in known if one.id == last.learner for room in (one.own_room, one.room)}
    link = "" if last.meeting_url in rooms else last.meeting_url
    detail = link if last.place == Place.ONLINE else last.place_detail
    return {"service": str(last.service), "place": last.place, "place_detail": detail}


async def _times(
    own: Habit, ahead: Sequence[Taught], educator: Visitor[Staff]
) -> list[tuple[str, str]]:
    zone, now = zones.named(educator.time_zone).key, clock.now()
    lying = await away.spans(educator.profile_id, now, now + habit.LOOKED_AHEAD)
    free = habit.next_free(own, MOST_TIMES, zone, ahead, lying)
    said = Formats(educator.language)
    with zones.reading_in(educator.time_zone):
        return [(f"{zones.local(at):%Y-%m-%dT%H:%M}", said.moment(at)) for at in free]
